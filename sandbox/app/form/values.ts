import type { PlatformTable } from "../../dataverse/platform";
import { formatted, isLookup, lookupTable, propertyOf, type WebRow } from "../api/rows";
import { bare } from "../api/webApi";

export type PlatformColumn = PlatformTable["columns"][number];

/** A lookup as the client API gives it: the id in braces and upper case, and always inside an array. */
export interface LookupReference {
  id: string;
  entityType: string;
  name: string;
}

/** A column's value as the client API gives it. */
export type ClientValue = string | number | boolean | Date | LookupReference[] | number[] | null;

export const braced = (id: string): string => `{${bare(id).toUpperCase()}}`;

export function isReferences(value: unknown): value is LookupReference[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
}

/** Client value of a column in a row of the Web API. */
export function clientValue(column: PlatformColumn, row: WebRow): ClientValue {
  const property = propertyOf(column);
  const raw = row[property];
  if (raw === null || raw === undefined) return null;
  if (isLookup(column.type)) {
    if (typeof raw !== "string") return null;
    return [{ id: braced(raw), entityType: lookupTable(row, property) ?? column.targets?.[0] ?? "", name: formatted(row, property) }];
  }
  switch (column.type) {
    case "DateTime":
      return typeof raw === "string" ? parseDate(raw, column.dateOnly === true) : null;
    case "MultiSelectPicklist":
      return typeof raw === "string" ? raw.split(",").map(Number) : null;
    case "Boolean":
      return raw === true;
    case "Integer": case "BigInt": case "Decimal": case "Double": case "Money": case "Picklist": case "State": case "Status":
      return Number(raw);
    default:
      return typeof raw === "string" ? raw : JSON.stringify(raw);
  }
}

/** A date without time is midnight in the user's time zone, as the client API has it. */
function parseDate(text: string, dateOnly: boolean): Date {
  if (!dateOnly) return new Date(text);
  const [year = 1970, month = 1, day = 1] = text.slice(0, 10).split("-").map(Number);
  return new Date(year, month - 1, day);
}

/** Whether two client values are one and the same for the unsaved-changes mark. "" and null are both empty. */
export function sameValue(a: ClientValue, b: ClientValue): boolean {
  return comparable(a) === comparable(b);
}

function comparable(value: ClientValue): string {
  if (value === null || value === "") return "";
  if (value instanceof Date) return value.toISOString();
  if (isReferences(value)) return value.map((v) => `${v.entityType}:${bare(v.id)}`).join();
  // Values set from the script frame are of another realm, where instanceof fails.
  if (isForeignDate(value)) return new Date(Number(value)).toISOString();
  return JSON.stringify(value);
}

export function isForeignDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** What the Web API must be told for one changed column, as property and value. */
export function payloadEntry(
  column: PlatformColumn, value: ClientValue, previous: ClientValue,
  navigation: Record<string, string>, entitySetOf: (table: string) => string,
): [string, unknown] {
  if (isLookup(column.type)) {
    const reference = isReferences(value) ? value[0] : undefined;
    const table = reference?.entityType ?? (isReferences(previous) ? previous[0]?.entityType : undefined) ?? column.targets?.[0] ?? "";
    const property = navigation[table];
    if (property === undefined) throw new Error(`${column.logicalName} cannot point at ${table || "nothing"}; it allows ${(column.targets ?? []).join(", ")}.`);
    return reference ? [`${property}@odata.bind`, `/${entitySetOf(table)}(${bare(reference.id)})`] : [property, null];
  }
  if (value === "") return [column.logicalName, null];
  if (isForeignDate(value)) return [column.logicalName, dateText(value, column.dateOnly === true)];
  if (Array.isArray(value)) return [column.logicalName, value.length > 0 ? value.map(String).join(",") : null];
  return [column.logicalName, value];
}

function dateText(value: Date, dateOnly: boolean): string {
  if (!dateOnly) return value.toISOString().replace(/\.\d+Z$/, "Z");
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${String(value.getFullYear()).padStart(4, "0")}-${pad(value.getMonth() + 1)}-${pad(value.getDate())}`;
}
