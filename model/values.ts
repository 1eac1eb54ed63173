/**
 * A source value as text, so that the value kept at the last sync can be compared with the value now,
 * whether it came as a JSON number (form, Web API) or as an exact decimal (backend).
 * Blank, null and undefined are all "": a cleared column equals one never filled.
 */
export function canonicalValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return value;
  if (typeof value === "number") return canonicalDecimal(String(value));
  // LosslessNumber and other exact numbers print their digits.
  return canonicalDecimal((value as { toString(): string }).toString());
}

/** "50000.00" and "50000" are one amount; exponents are left alone, they do not occur in Dataverse decimals. */
function canonicalDecimal(digits: string): string {
  if (!/^-?\d+\.\d+$/.test(digits)) return digits;
  const trimmed = digits.replace(/0+$/, "").replace(/\.$/, "");
  return trimmed === "-0" ? "0" : trimmed;
}

/** Source columns and their canonical values at the last sync. */
export type LastValues = Record<string, string>;

/** Reads the last-values column; unreadable or empty means nothing is known. */
export function parseLastValues(text: string | null | undefined): LastValues | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as LastValues) : undefined;
  } catch {
    return undefined;
  }
}

/** Columns of `last` whose value in `row` differs now. Columns that `row` does not hold at all are not judged. */
export function changedColumns(last: LastValues, row: Record<string, unknown>): string[] {
  return Object.keys(last).filter((column) => column in row && canonicalValue(row[column]) !== last[column]);
}
