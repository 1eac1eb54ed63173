/** A row as the Web API answers it, annotations included. */
export type WebRow = Record<string, unknown>;

export function isRow(value: unknown): value is WebRow {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Name of a column's property in a row: lookups stand as `_name_value`. */
export function propertyOf(column: { logicalName: string; type: string }): string {
  return isLookup(column.type) ? `_${column.logicalName}_value` : column.logicalName;
}

export function isLookup(type: string): boolean {
  return type === "Lookup" || type === "Customer" || type === "Owner";
}

/** A value as the server formats it for the user, else "". */
export function formatted(row: WebRow, property: string): string {
  const text = row[`${property}@OData.Community.Display.V1.FormattedValue`];
  return typeof text === "string" ? text : "";
}

/** Plain text of a value that has no formatted one. */
export function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Table that a lookup in a row points at. */
export function lookupTable(row: WebRow, property: string): string | undefined {
  const table = row[`${property}@Microsoft.Dynamics.CRM.lookuplogicalname`];
  return typeof table === "string" ? table : undefined;
}
