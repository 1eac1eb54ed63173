/** A row as the Web API gives it, or an object that a column holds as JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** The value when it is an object, else undefined. */
export function asRow(value: unknown): Row | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Row) : undefined;
}

/** Text of a value; blank for what is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The value when it is a number, else 0. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** What a column holds as JSON; undefined when it holds none. */
export function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** An object whose values are the texts of another's; what is no text, number or yes/no is blank. */
export function stringsOf(row: Row | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, textOf(value)]));
}

/** What Dataverse words a column as, in the user's settings; blank where it sent none. */
export function wordedValue(row: Row, column: string): string {
  return textOf(row[`${column}@OData.Community.Display.V1.FormattedValue`]);
}
