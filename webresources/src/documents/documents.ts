import { ProcessingStatus, quote, quoteDetail, salesOrder, salesOrderDetail } from "../../../model/generated/schema";

/** A document whose lines decide whether it can go to SCM. */
export interface Document {
  table: "quote" | "salesorder";
  primaryId: string;
  /** Column of the header: all its lines hold products of SCM. */
  onlyExternal: string;
  /** Further columns of the header that say whether it may still be changed. */
  stateColumns: readonly string[];
  line: { table: string; primaryId: string; primaryName: string; parent: string; isExternal: string; isTax?: string };
}

export const quotes: Document = {
  table: "quote", primaryId: quote.primaryId, onlyExternal: quote.columns.hasExternallyMaintainedProductsOnly, stateColumns: ["statecode"],
  line: {
    table: quoteDetail.logicalName, primaryId: quoteDetail.primaryId, primaryName: quoteDetail.primaryName, parent: "quoteid",
    isExternal: quoteDetail.columns.isMaintainedExternally,
  },
};

export const orders: Document = {
  table: "salesorder", primaryId: salesOrder.primaryId, onlyExternal: salesOrder.columns.hasExternallyMaintainedProductsOnly,
  stateColumns: ["statecode", salesOrder.columns.processingStatus, salesOrder.columns.isMaintainedExternally],
  line: {
    table: salesOrderDetail.logicalName, primaryId: salesOrderDetail.primaryId, primaryName: salesOrderDetail.primaryName, parent: "salesorderid",
    isExternal: salesOrderDetail.columns.isMaintainedExternally, isTax: salesOrderDetail.columns.isMiscTax,
  },
};

/** Whose a document is: a draft is changed in Sales; what came from SCM, or went there, is not. */
export type Standing = "draft" | "fromScm" | "active";

/** Standing of a header by its columns; both tables call their open state 0. An order older than the solution has no status yet. */
export function standingOf(row: Record<string, unknown>): Standing {
  if (row[salesOrder.columns.isMaintainedExternally] === true) return "fromScm";
  const status = row[salesOrder.columns.processingStatus] ?? ProcessingStatus.Draft;
  return (row["statecode"] ?? 0) === 0 && status === ProcessingStatus.Draft ? "draft" : "active";
}

/** Standing of the document whose form this is. */
export function standingOnForm(form: Xrm.FormContext, { stateColumns }: Document): Standing {
  return standingOf(Object.fromEntries(stateColumns.map((name) => [name, form.getAttribute<Xrm.Attributes.Attribute>(name)?.getValue() as unknown])));
}
