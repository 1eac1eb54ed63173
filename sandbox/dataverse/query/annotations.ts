export const formattedValueAnnotation = "OData.Community.Display.V1.FormattedValue";
export const lookupTableAnnotation = "Microsoft.Dynamics.CRM.lookuplogicalname";
export const navigationAnnotation = "Microsoft.Dynamics.CRM.associatednavigationproperty";

/** Annotations a client asked for: names, which may end in `.*`; all; or none. */
export type AnnotationFilter = ReadonlySet<string> | "*" | "none";

/** Reads the value of `Prefer: odata.include-annotations="…"`, quotes already removed. */
export function parseAnnotations(preference: string | undefined): AnnotationFilter {
  const names = (preference ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
  if (names.includes("*")) return "*";
  return names.length === 0 ? "none" : new Set(names);
}

export function wantsAnnotation(filter: AnnotationFilter, name: string): boolean {
  if (filter === "*" || filter === "none") return filter === "*";
  if (filter.has(name)) return true;
  for (const pattern of filter) if (pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -1))) return true;
  return false;
}
