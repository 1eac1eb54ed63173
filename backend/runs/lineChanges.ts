import type { JsonObject } from "../connectors/http/json";

/** What an order no longer leaves. */
const closed: ReadonlySet<unknown> = new Set(["Invoiced", "Canceled"]);

/**
 * Whether the lines of a document may have changed while nothing of its header did: the mapped fields of an order's header
 * say nothing of quantities, prices and dates of lines. Closed orders and posted invoices do not change any more.
 */
export function mayLinesChange(header: JsonObject): boolean {
  const status = header["SalesOrderProcessingStatus"];
  return status !== undefined && !closed.has(status);
}
