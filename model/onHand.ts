import { RequestKind } from "./generated/schema";
import { bareGuid, openRequest } from "./request";

/** Tables of which the stock can be asked: of a product itself, of a document for the products of its lines. */
export const stockTables = ["product", "quote", "salesorder", "invoice"] as const;
export type StockTable = (typeof stockTables)[number];

/** Whether the stock of a table's records can be asked. */
export function isStockTable(table: string): table is StockTable {
  return (stockTables as readonly string[]).includes(table);
}

/** Value of the alternate key of an open on-hand request: beside a sync of the same record, once per record. */
export function onHandKeyOf(table: string, id: string): string {
  return `onhand:${table}:${bareGuid(id)}`;
}

/**
 * The row that asks for fresh stock numbers. A duplicate key answers that a request is open already: watch that one.
 * @param displayName the record's name as the asker sees it; cut at the 200 characters the column holds
 * @see docs/contract.md
 */
export function newOnHandRequest(table: StockTable, id: string, displayName: string): Record<string, unknown> {
  return openRequest(RequestKind.OnHand, table, id, displayName, onHandKeyOf(table, id));
}

/** What can be promised on a day, for all warehouses of a company together or for one. Quantities in the row's unit. */
export interface ProjectedDay {
  /** `YYYY-MM-DD` */
  date: string;
  /** What can be promised on that day, in canonical decimal text; may be negative. */
  available: string;
  /** Expected in on that day; absent when the source does not tell. */
  receipts?: string;
  /** Expected out on that day; absent when the source does not tell. */
  issues?: string;
}

const decimalText = /^-?\d+(\.\d+)?$/;
const dayText = /^\d{4}-\d{2}-\d{2}$/;

/** Days as the column `p2c_projected` keeps them; at most 100,000 characters. */
export function formatProjected(days: readonly ProjectedDay[]): string {
  return JSON.stringify(days.map(({ date, available, receipts, issues }) => [date, available, receipts ?? null, issues ?? null]));
}

/**
 * Reads `p2c_projected`. What is not a day with a quantity is left out, so that no stored text can break a form.
 * @returns days in order of their dates; empty when no source tells
 */
export function parseProjected(text: string | null | undefined): ProjectedDay[] {
  if (!text) return [];
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown): ProjectedDay[] => {
    if (!Array.isArray(row)) return [];
    const [date, available, receipts, issues] = row as unknown[];
    if (typeof date !== "string" || !dayText.test(date) || typeof available !== "string" || !decimalText.test(available)) return [];
    return [{ date, available, ...quantity("receipts", receipts), ...quantity("issues", issues) }];
  }).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function quantity<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === "string" && decimalText.test(value) ? { [name]: value } as Record<K, string> : {};
}
