/** Ways of writing numbers and dates that a visitor may choose, whatever the language. */
export const formats = ["en-US", "fr-FR", "de-DE", "ja-JP"] as const;
export type FormatName = (typeof formats)[number];

/** Under which conditions the forms are used. */
export interface Conditions {
  /** Written from right to left. */
  rtl: boolean;
  /** The network is away from the moment a form is drawn. */
  offline: boolean;
  client: "web" | "mobile";
  /** How much longer each Web API request takes, in milliseconds. */
  delay: number;
  /** Columns that column security hides from the user, as `table.column`. */
  secured: readonly string[];
  /** Absent: as the language has it. */
  format?: FormatName;
}
export const usualConditions: Conditions = { rtl: false, offline: false, client: "web", delay: 0, secured: [] };

const expected: Record<string, { pattern: RegExp; remedy: string }> = {
  rtl: { pattern: /^[01]$/, remedy: "0 or 1" },
  offline: { pattern: /^[01]$/, remedy: "0 or 1" },
  client: { pattern: /^(web|mobile)$/, remedy: "web or mobile" },
  delay: { pattern: /^\d{1,5}$/, remedy: "milliseconds from 0 to 99999" },
  secured: { pattern: /^([a-z0-9_]+\.[a-z0-9_]+(,(?!$)|$))*$/, remedy: "table.column, several with commas between" },
  format: { pattern: new RegExp(`^(${formats.join("|")})?$`), remedy: `one of ${formats.join(", ")}, or nothing for that of the language` },
};

/**
 * Conditions with some of them changed.
 * @param given names and values as they stand in an address, e.g. `rtl` and `1`
 * @returns what is wrong with a name or a value, and what is expected
 */
export function changeConditions(conditions: Conditions, given: Iterable<[string, string]>): Conditions | { error: string } {
  let changed = conditions;
  for (const [name, value] of given) {
    const rule = expected[name];
    if (!rule) return { error: `There is no condition '${name}'. Use ${Object.keys(expected).join(", ")}.` };
    if (!rule.pattern.test(value)) return { error: `'${value}' is no value of ${name}. Use ${rule.remedy}.` };
    changed = { ...changed, ...change(name, value) };
    if (name === "format" && value === "") delete changed.format;
  }
  return changed;
}

function change(name: string, value: string): Partial<Conditions> {
  const format = formats.find((one) => one === value);
  switch (name) {
    case "rtl": return { rtl: value === "1" };
    case "offline": return { offline: value === "1" };
    case "client": return { client: value === "mobile" ? "mobile" : "web" };
    case "delay": return { delay: Number(value) };
    case "secured": return { secured: value.split(",").filter(Boolean) };
    default: return format ? { format } : {};
  }
}

/** Conditions as a query string; what is as usual is left out. `conditionsFrom` reads it. */
export function conditionsText({ rtl, offline, client, delay, secured, format }: Conditions): string {
  return new URLSearchParams({
    ...(rtl ? { rtl: "1" } : {}), ...(offline ? { offline: "1" } : {}), ...(client === "mobile" ? { client } : {}), ...(delay > 0 ? { delay: String(delay) } : {}),
    ...(secured.length > 0 ? { secured: secured.join() } : {}), ...(format ? { format } : {}),
  }).toString();
}

/** Conditions of a text; one that cannot be read is as usual. */
export function conditionsFrom(text: string): Conditions {
  const read = changeConditions(usualConditions, new URLSearchParams(text));
  return "error" in read ? usualConditions : read;
}
