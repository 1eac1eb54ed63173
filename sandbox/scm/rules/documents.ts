import { sign, type Digits } from "../decimal";
import { emptyDate, type EntityDefinition } from "../metadata/entity";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { cdsSalesQuotationLines } from "../metadata/quotationLines";
import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { currencies } from "../metadata/reference";
import { textOf, type RowReader, type StoredRow } from "../store";
import { textIn, type ScmSettings, type Values } from "./context";

/** What orders and quotations call the same things. */
export interface DocumentKind {
  header: EntityDefinition;
  line: EntityDefinition;
  /** As people name it. */
  title: string;
  number: string;
  name: string;
  customer: string;
  quantity: string;
  receiptDate: string;
  formattedDeliveryAddress: string;
  /** Tables behind it, as the Infolog names them. */
  table: string;
  lineTable: string;
  /** In front of numbers from the number sequence. */
  prefix: string;
  manual: keyof ScmSettings["manual"];
}

export const orderKind: DocumentKind = {
  header: cdsSalesOrderHeaders, line: cdsSalesOrderLines, title: "Sales order", number: "SalesOrderNumber", name: "SalesOrderName",
  customer: "OrderingCustomerAccountNumber", quantity: "OrderedSalesQuantity", receiptDate: "RequestedReceiptDate",
  // Spelt so in the service's metadata.
  formattedDeliveryAddress: "FormattedDelveryAddress", table: "SalesTable", lineTable: "SalesLine", prefix: "SO-", manual: "salesOrders",
};

export const quotationKind: DocumentKind = {
  header: cdsSalesQuotationHeaders, line: cdsSalesQuotationLines, title: "Quotation", number: "SalesQuotationNumber", name: "SalesQuotationName",
  customer: "RequestingCustomerAccountNumber", quantity: "RequestedSalesQuantity", receiptDate: "ReceiptDateRequested",
  formattedDeliveryAddress: "FormattedDeliveryAddress", table: "SalesQuotationTable", lineTable: "SalesQuotationLine", prefix: "QT-", manual: "salesQuotations",
};

/** The document a line belongs to. */
export function headerOf(kind: DocumentKind, rows: RowReader, line: Readonly<Values>): StoredRow | undefined {
  return rows.find(kind.header, [textIn(line, "dataAreaId"), textIn(line, kind.number)]);
}

/** Lines of a document in the order of their sequence numbers. */
export function linesOf(kind: DocumentKind, rows: RowReader, header: StoredRow): StoredRow[] {
  return [...rows.under(kind.line, [textOf(header, "dataAreaId"), textOf(header, kind.number)])]
    .sort((a, b) => Number(a.values["LineCreationSequenceNumber"]) - Number(b.values["LineCreationSequenceNumber"]));
}

/** Rounding rule of amounts in a currency, e.g. `0.01`. */
export function roundingStep(rows: RowReader, currency: string): Digits {
  const row = rows.find(currencies, [currency]);
  const rule = ["RoundingRuleSalesOrders", "GeneralRoundingRule"].map((name) => (row ? textOf(row, name) : "")).find((text) => text !== "" && sign(text) > 0);
  return rule ?? "0.01";
}

/** A date as rows keep it, the empty one when it was never given. */
export function dateOf(row: StoredRow, name: string): string {
  return textOf(row, name) || emptyDate;
}

/** Whether a date was given. */
export function hasDate(values: Readonly<Values>, name: string): boolean {
  const date = textIn(values, name);
  return date !== "" && date !== emptyDate;
}
