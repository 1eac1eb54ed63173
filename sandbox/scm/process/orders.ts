import { less, sign, smallest, sum, type Digits } from "../decimal";
import { customerOf } from "../rules/customerFlags";
import { numberIn, type RuleContext, type Values } from "../rules/context";
import { dateOf } from "../rules/documents";
import { adjustStock, available, placeOf, stockOf } from "../rules/stock";
import { textOf, type StoredRow } from "../store";
import { changeLine, chosen, liveLines, refused, restate, type ChosenLine } from "./line";

const quantityOf = (line: StoredRow, name: string) => numberIn(line.values, name);
const numberOf = (header: StoredRow) => textOf(header, "SalesOrderNumber");

/** Confirms an order: dates are promised, and what is available is reserved for it. */
export function confirmOrder(context: RuleContext, header: StoredRow): StoredRow {
  const status = textOf(header, "SalesOrderProcessingStatus");
  if (status !== "Active" && status !== "Confirmed") throw refused(`Sales order ${numberOf(header)} is ${status} and cannot be confirmed.`);
  const customer = customerOf(context, textOf(header, "dataAreaId"), textOf(header, "OrderingCustomerAccountNumber"));
  if (customer && textOf(customer, "OnHoldStatus") === "All") throw refused(`Customer account ${textOf(customer, "CustomerAccount")} is on hold for all transactions.`);
  const lines = liveLines(context, header);
  if (lines.length === 0) throw refused(`Sales order ${numberOf(header)} has no lines to confirm.`);
  for (const line of lines) {
    const place = placeOf(context.rows, line.values);
    const short = less(quantityOf(line, "OrderedSalesQuantity"), quantityOf(line, "ReservedQuantity"));
    const taken = place ? smallest(short, available(stockOf(context.rows, place))) : "0";
    changeLine(context, line, { ...promised(line), ReservedQuantity: sum([quantityOf(line, "ReservedQuantity"), taken]) });
  }
  return restate(context, header, { SalesOrderProcessingStatus: "Confirmed", ...promised(header) });
}

/** Dates are confirmed as requested. */
function promised(row: StoredRow): Values {
  return { ConfirmedShippingDate: dateOf(row, "RequestedShippingDate"), ConfirmedReceiptDate: dateOf(row, "RequestedReceiptDate") };
}

/** Picks lines: their goods are reserved. */
export function pickOrder(context: RuleContext, header: StoredRow, wanted?: readonly ChosenLine[]): StoredRow {
  checkOpen(header, "picked");
  const open = (line: StoredRow) => less(quantityOf(line, "OrderedSalesQuantity"), quantityOf(line, "PickedQuantity"));
  for (const { line, quantity } of chosen(liveLines(context, header), wanted, open, "pick")) pick(context, line, quantity);
  return restate(context, header);
}

/** Posts a packing slip: goods leave the warehouse. What was not picked before is picked now. */
export function shipOrder(context: RuleContext, header: StoredRow, wanted?: readonly ChosenLine[]): StoredRow {
  checkOpen(header, "shipped");
  const open = (line: StoredRow) => less(quantityOf(line, "OrderedSalesQuantity"), quantityOf(line, "DeliveredQuantity"));
  for (const { line, quantity } of chosen(liveLines(context, header), wanted, open, "ship")) {
    const unpicked = less(quantity, less(quantityOf(line, "PickedQuantity"), quantityOf(line, "DeliveredQuantity")));
    const picked = sign(unpicked) > 0 ? pick(context, line, unpicked) : line;
    const delivered = sum([quantityOf(picked, "DeliveredQuantity"), quantity]);
    const place = placeOf(context.rows, picked.values);
    changeLine(context, picked, {
      DeliveredQuantity: delivered,
      ...(place ? { ReservedQuantity: less(quantityOf(picked, "ReservedQuantity"), quantity) } : {}),
      ...(sign(less(delivered, quantityOf(picked, "OrderedSalesQuantity"))) === 0 ? { SalesOrderLineStatus: "Delivered" } : {}),
    });
    if (place) adjustStock(context.rows, place, { onHand: less("0", quantity) });
  }
  return restate(context, header);
}

function pick(context: RuleContext, line: StoredRow, quantity: Digits): StoredRow {
  const place = placeOf(context.rows, line.values);
  const picked = sum([quantityOf(line, "PickedQuantity"), quantity]);
  if (!place) return changeLine(context, line, { PickedQuantity: picked });
  const reserved = quantityOf(line, "ReservedQuantity");
  const shelved = less(quantityOf(line, "PickedQuantity"), quantityOf(line, "DeliveredQuantity"));
  const short = less(sum([shelved, quantity]), reserved);
  const left = available(stockOf(context.rows, place));
  if (sign(less(short, left)) > 0) {
    throw refused(`Item number ${place.item}: ${quantity} cannot be picked because only ${sum([left, less(reserved, shelved)])} is/are available from the inventory in warehouse ${place.warehouse}.`);
  }
  return changeLine(context, line, { PickedQuantity: picked, ReservedQuantity: sign(short) > 0 ? sum([reserved, short]) : reserved });
}

/** Cancels an order of which nothing was delivered; what was reserved is free again. */
export function cancelOrder(context: RuleContext, header: StoredRow): StoredRow {
  const lines = liveLines(context, header);
  checkOpen(header, "cancelled");
  if (lines.some((line) => sign(quantityOf(line, "DeliveredQuantity")) > 0)) throw refused(`Sales order ${numberOf(header)} cannot be cancelled because parts of it are delivered.`);
  for (const line of lines) changeLine(context, line, { SalesOrderLineStatus: "Canceled", ReservedQuantity: "0", PickedQuantity: "0" });
  return restate(context, header, { SalesOrderProcessingStatus: "Canceled", SalesOrderStatus: "Canceled" });
}

/** Sets charges (freight) and discount of the whole order. */
export function chargeOrder(context: RuleContext, header: StoredRow, charges?: Digits, discount?: Digits): StoredRow {
  checkOpen(header, "changed");
  if ([charges, discount].some((amount) => amount !== undefined && sign(amount) < 0)) throw refused("Charges and discount cannot be negative.");
  if (sign(numberIn(header.values, "ChargesInvoiced")) > 0) throw refused(`Charges of sales order ${numberOf(header)} are invoiced already.`);
  return restate(context, header, { ...(charges === undefined ? {} : { ChargesAmount: charges }), ...(discount === undefined ? {} : { DiscountAmount: discount }) });
}

function checkOpen(header: StoredRow, done: string): void {
  const status = textOf(header, "SalesOrderProcessingStatus");
  if (status === "Canceled" || status === "Invoiced") throw refused(`Sales order ${numberOf(header)} is ${status} and cannot be ${done}.`);
}
