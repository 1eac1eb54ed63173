import type { LookupValue, Row, Value } from "./types";

/** Whether a stored value is a lookup. */
export function isLookupValue(value: Value | undefined): value is LookupValue {
  return typeof value === "object" && value !== null;
}

/** The lookup in a column, or undefined when it is empty. */
export function lookupOf(row: Row, column: string): LookupValue | undefined {
  const value = row[column];
  return isLookupValue(value) ? value : undefined;
}

/** The text in a column, or undefined when it is empty. */
export function textOf(row: Row, column: string): string | undefined {
  const value = row[column];
  return typeof value === "string" ? value : undefined;
}

/** The number in a column, or undefined when it is empty. */
export function numberOf(row: Row, column: string): number | undefined {
  const value = row[column];
  return typeof value === "number" ? value : undefined;
}
