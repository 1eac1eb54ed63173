import type { Table } from "../../metadata/types";
import type { Row } from "../../store/types";
import { objectBody } from "../../webapi/body";
import type { ApiRequest, ApiResponse } from "../../webapi/messages";
import type { Session } from "../../webapi/session";
import { runCancelSalesOrder, runConvertSalesOrderToInvoice, runFulfillSalesOrder } from "./orderActions";
import { runPriceLock, runRecalculatePrice } from "./pricingActions";
import { runCloseQuote, runConvertQuoteToSalesOrder, runReviseQuote, runWinQuote } from "./quoteActions";

/** An action of Sales; `body` holds its parameters. */
export type SalesAction = (session: Session, body: Record<string, unknown>, request: ApiRequest) => ApiResponse;

/** Actions that are bound to nothing. */
export const salesActions: Record<string, SalesAction> = {
  WinQuote: runWinQuote, CloseQuote: runCloseQuote, ReviseQuote: runReviseQuote, ConvertQuoteToSalesOrder: runConvertQuoteToSalesOrder,
  ConvertSalesOrderToInvoice: runConvertSalesOrderToInvoice, RecalculatePrice: runRecalculatePrice,
};
const ofCollection: Record<string, Record<string, SalesAction>> = {
  salesorder: { FulfillSalesOrder: runFulfillSalesOrder, CancelSalesOrder: runCancelSalesOrder },
};
/** Bound to a row: whether the prices are locked afterwards. */
const ofRow: Record<string, Record<string, boolean>> = {
  salesorder: { LockSalesOrderPricing: true, UnlockSalesOrderPricing: false },
  invoice: { LockInvoicePricing: true, UnlockInvoicePricing: false },
};

/** Runs an action of Sales that is bound to a table's collection; undefined when there is none of that name. */
export function runCollectionAction(session: Session, table: Table, name: string, request: ApiRequest): ApiResponse | undefined {
  return ofCollection[table.logicalName]?.[name]?.(session, objectBody(request), request);
}

/** Runs an action of Sales that is bound to a row; undefined when there is none of that name. */
export function runRowAction(session: Session, table: Table, row: Row, name: string): ApiResponse | undefined {
  const locked = ofRow[table.logicalName]?.[name];
  return locked === undefined ? undefined : runPriceLock(session, table, row, locked);
}
