import { numberOf, textOf } from "../store/lookup";
import type { Row } from "../store/types";

/** A document of Sales: the table of its header and that of its lines. */
export interface SalesDocument {
  header: "quote" | "salesorder" | "invoice";
  line: "quotedetail" | "salesorderdetail" | "invoicedetail";
  /** Lookup on the line that points at the header. */
  parent: "quoteid" | "salesorderid" | "invoiceid";
  /** Column of the line that repeats whether the header's prices are locked; quotes cannot be locked. */
  lineLock?: string;
  /** What it takes to give a line a price of one's own. */
  overridePrivilege: string;
}

/** A document that a bulk write adds lines to. */
export interface OpenDocument {
  document: SalesDocument;
  /** Highest numbers of its lines so far, once they have been looked up. */
  highest?: { sequencenumber: number; lineitemnumber: number };
}

/** The three documents that Sales calculates. */
export const salesDocuments: readonly SalesDocument[] = [
  { header: "quote", line: "quotedetail", parent: "quoteid", overridePrivilege: "prvOverridePriceEngineQuote" },
  { header: "salesorder", line: "salesorderdetail", parent: "salesorderid", lineLock: "salesorderispricelocked", overridePrivilege: "prvOverridePriceEngineOrder" },
  { header: "invoice", line: "invoicedetail", parent: "invoiceid", lineLock: "invoiceispricelocked", overridePrivilege: "prvOverridePriceEngineInvoice" },
];

const byHeader = new Map<string, SalesDocument>(salesDocuments.map((document) => [document.header, document]));
const byLine = new Map<string, SalesDocument>(salesDocuments.map((document) => [document.line, document]));

/** The document of a header table that is known to be one. */
export function documentNamed(header: SalesDocument["header"]): SalesDocument {
  const document = byHeader.get(header);
  if (!document) throw new RangeError(`'${header}' is no sales document.`);
  return document;
}

/** The document whose header the table is. */
export function documentOfHeader(table: string): SalesDocument | undefined {
  return byHeader.get(table);
}

/** The document whose lines the table holds. */
export function documentOfLine(table: string): SalesDocument | undefined {
  return byLine.get(table);
}

/**
 * Whether everybody who may write the document may change it: a quote as a draft, an order and an invoice while active,
 * all of them state 0. Source: Microsoft, "Dynamics 365 Sales and privacy laws and regulations" (table of read-only states).
 */
export function isOpen(header: Row): boolean {
  return (numberOf(header, "statecode") ?? 0) === 0;
}

/** How a refusal names a document, e.g. `quote 5a1e… in state 1`. */
export function describeDocument(document: SalesDocument, header: Row): string {
  return `${document.header} ${textOf(header, document.parent) ?? ""} in state ${numberOf(header, "statecode") ?? 0}`;
}
