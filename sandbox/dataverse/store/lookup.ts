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

/** Id of a row: the value of its table's primary key. */
export function idOf(table: { primaryId: string }, row: Row): string {
  return textOf(row, table.primaryId) ?? "";
}

/** A copy of a row that holds only what has a value; stored rows are kept that way. */
export function withoutEmpty(row: Row): Row {
  const copy: Row = {};
  for (const column in row) {
    const value = row[column];
    if (value !== undefined && value !== null) copy[column] = value;
  }
  return copy;
}
