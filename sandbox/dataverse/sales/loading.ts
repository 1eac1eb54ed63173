import type { Table } from "../metadata/types";
import { lookupOf, textOf } from "../store/lookup";
import type { Row } from "../store/types";
import type { Session } from "../webapi/session";
import { documentOfHeader, documentOfLine } from "./documents";
import { isLocked, pricedLine } from "./linePricing";
import { lineNames, numberLine } from "./lineRules";
import { currencyOf, salesSettings } from "./settings";
import { documentTotals, totalsAreCalculated } from "./totals";

/**
 * Completes a header or line that is loaded past the rules: what it takes over from other rows, its numbers, and its
 * amounts where none are given.
 * @param given what the load file holds
 * @returns id of the header whose totals the line changes; undefined when amounts were given or it is no line
 */
export function completeLoaded(session: Session, table: Table, row: Row, given: Row): string | undefined {
  const { store } = session.organization;
  const document = documentOfHeader(table.logicalName);
  const settings = salesSettings(store);
  if (document) {
    const customer = lookupOf(row, "customerid");
    row.accountid = customer?.table === "account" ? customer : null;
    row.contactid = customer?.table === "contact" ? customer : null;
    if (document.header === "quote") row.revisionnumber ??= 0;
    if (given.totalamount === undefined && totalsAreCalculated(settings, row)) Object.assign(row, documentTotals(store, settings, document, row, textOf(row, document.parent) ?? ""));
    return undefined;
  }
  const lines = documentOfLine(table.logicalName);
  const headerId = lines && lookupOf(row, lines.parent)?.id;
  const header = lines && headerId !== undefined ? store.find(lines.header, headerId) : undefined;
  if (!lines || !header) return undefined;
  row.transactioncurrencyid = currencyOf(header);
  if (lines.lineLock !== undefined) row[lines.lineLock] = isLocked(lines, header);
  const product = lookupOf(row, "productid");
  Object.assign(row, lineNames(lines, row, product && store.find("product", product.id)));
  numberLine(store, lines, row, session.openDocuments?.get(headerId ?? ""));
  if (given.extendedamount !== undefined || !settings.systemPricing) return undefined;
  Object.assign(row, pricedLine(store, settings, header, row, "list"));
  return headerId;
}
