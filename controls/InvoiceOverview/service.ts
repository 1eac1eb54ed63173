import { isOnline } from "../shared/webApi";
import { type Row, numberOf, textOf } from "../shared/row";
import type { Currency } from "./money";

/** Lines of one invoice read at most. */
export const mostLines = 100;

/** What the control asks of Dataverse. Failures are the client's own error objects; see `webApiFailure`. */
export interface InvoiceService {
  /** False while the device has no connection; nothing is asked then. */
  isOnline(): boolean;
  /** All currencies of the organisation, by id. */
  currencies(): Promise<ReadonlyMap<string, Currency>>;
  /** The lines of one invoice in their order, and whether there are more. */
  lines(table: string, lookup: string, invoiceId: string): Promise<{ rows: Row[]; more: boolean }>;
}

const lineColumns = ["productdescription", "quantity", "priceperunit", "extendedamount", "sequencenumber", "_productid_value", "_uomid_value"];

/** @param context gives the context of the last updateView, since clients may hand out a new one each time */
export function invoiceService(context: () => Pick<ComponentFramework.Context<unknown>, "webAPI" | "client">): InvoiceService {
  return {
    isOnline: () => isOnline(context()),
    async currencies() {
      const { entities } = await context().webAPI.retrieveMultipleRecords("transactioncurrency", "?$select=isocurrencycode,currencysymbol,currencyprecision");
      return new Map((entities as Row[]).map((row) => [
        textOf(row.transactioncurrencyid).toLowerCase(),
        { code: textOf(row.isocurrencycode), symbol: textOf(row.currencysymbol), precision: numberOf(row.currencyprecision) },
      ]));
    },
    async lines(table, lookup, invoiceId) {
      const query = `?$select=${lineColumns.join(",")}&$filter=_${lookup}_value eq ${invoiceId}&$orderby=sequencenumber asc`;
      const { entities, nextLink } = await context().webAPI.retrieveMultipleRecords(table, query, mostLines);
      return { rows: (entities as Row[]).slice(0, mostLines), more: Boolean(nextLink) || entities.length > mostLines };
    },
  };
}
