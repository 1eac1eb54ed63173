import { invoice, salesOrder } from "../../model/generated/schema";
import { type Row, textOf, wordedValue } from "../shared/row";

/** A day, and how the user writes it. */
export interface Day {
  iso: string;
  text: string;
}

/** An invoice of the order. */
export interface InvoiceOfOrder {
  id: string;
  number: string;
  on: Day | undefined;
}

/** The dates that are known of an order. What Sales and SCM did not say is undefined. */
export interface OrderDates {
  requested: Day | undefined;
  submitted: Day | undefined;
  fulfilled: Day | undefined;
  /** The last delivery that an invoice names. */
  delivered: Day | undefined;
  /** Oldest first; without cancelled ones. */
  invoices: InvoiceOfOrder[];
}

const c = { requested: "requestdeliveryby", submitted: "submitdate", fulfilled: "datefulfilled", invoices: "order_invoices", number: "invoicenumber", delivered: "datedelivered", state: "statecode" } as const;
const invoicedOn = invoice.columns.invoiceDate;
const cancelled = 3;
/** Invoices read at most; an order has few. */
const most = 50;

/** The table whose dates are known here. */
export const datedTable = salesOrder.logicalName;

/** The one request: the order's own dates and those of its invoices. */
export const datesQuery =
  `?$select=${c.requested},${c.submitted},${c.fulfilled}&$expand=${c.invoices}($select=${c.number},${invoicedOn},${c.delivered},${c.state};$orderby=createdon asc;$top=${most})`;

/** Reads the order with its invoices; what is no date is passed over. */
export function datesOf(row: Row): OrderDates {
  const rows = (Array.isArray(row[c.invoices]) ? (row[c.invoices] as unknown[]) : []).filter((one): one is Row => one !== null && typeof one === "object");
  const valid = rows.filter((one) => one[c.state] !== cancelled);
  const invoices = valid.map((one) => ({ id: textOf(one[invoice.primaryId]), number: textOf(one[c.number]), on: dayOf(one, invoicedOn) }));
  const deliveries = valid.flatMap((one) => dayOf(one, c.delivered) ?? []);
  return {
    requested: dayOf(row, c.requested),
    submitted: dayOf(row, c.submitted),
    fulfilled: dayOf(row, c.fulfilled),
    delivered: deliveries.sort(byDay).pop(),
    invoices: invoices.sort((a, b) => byDay(a.on, b.on)),
  };
}

function dayOf(row: Row, column: string): Day | undefined {
  const iso = textOf(row[column]).slice(0, 10);
  // 1900-01-01 is how SCM writes "no date".
  return /^\d{4}-\d\d-\d\d$/.test(iso) && iso !== "1900-01-01" ? { iso, text: wordedValue(row, column) || iso } : undefined;
}

function byDay(a: Day | undefined, b: Day | undefined): number {
  return (a?.iso ?? "").localeCompare(b?.iso ?? "");
}
