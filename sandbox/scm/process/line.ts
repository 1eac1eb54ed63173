import { less, sign, type Digits } from "../decimal";
import { ScmError } from "../errors";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { numberIn, type RuleContext, type Values } from "../rules/context";
import { linesOf, orderKind } from "../rules/documents";
import { showOnLines } from "../rules/orders";
import { moveDemand } from "../rules/stock";
import { textOf, type StoredRow } from "../store";

/** A part of an order that somebody chose; without quantity all that is open of the line. */
export interface ChosenLine {
  sequence: number;
  quantity?: Digits;
}

/** A step of the process that cannot be taken; the message says why. */
export function refused(message: string): ScmError {
  return new ScmError(400, message);
}

/** Lines of an order that still count. */
export function liveLines(context: RuleContext, header: StoredRow): StoredRow[] {
  return linesOf(orderKind, context.rows, header).filter((line) => textOf(line, "SalesOrderLineStatus") !== "Canceled");
}

/**
 * Lines with the quantities that a step takes: those chosen, or all that is open.
 * @param verb of the step, e.g. `pick`
 * @throws ScmError when nothing is open, a line does not exist, or more is wanted than is open
 */
export function chosen(lines: readonly StoredRow[], wanted: readonly ChosenLine[] | undefined, open: (line: StoredRow) => Digits, verb: string): { line: StoredRow; quantity: Digits }[] {
  const picks = wanted
    ? wanted.map(({ sequence, quantity }) => {
      const line = lines.find((candidate) => candidate.values["LineCreationSequenceNumber"] === sequence);
      if (!line) throw refused(`There is no line ${sequence} to ${verb}.`);
      return { line, quantity: quantity ?? open(line), sequence };
    })
    : lines.map((line) => ({ line, quantity: open(line), sequence: Number(line.values["LineCreationSequenceNumber"]) })).filter(({ quantity }) => sign(quantity) > 0);
  if (picks.length === 0) throw refused(`There is nothing to ${verb}.`);
  if (new Set(picks.map(({ sequence }) => sequence)).size < picks.length) throw refused("A line is named twice.");
  for (const { line, quantity, sequence } of picks) {
    if (sign(quantity) <= 0) throw refused(`Line ${sequence}: the quantity to ${verb} must be greater than zero.`);
    if (sign(less(quantity, open(line))) > 0) throw refused(`Line ${sequence}: ${quantity} is more than the ${open(line)} left to ${verb}.`);
  }
  return picks;
}

/** Writes a line with its consequences for stock. */
export function changeLine(context: RuleContext, line: StoredRow, changes: Readonly<Values>): StoredRow {
  const after = context.rows.put(cdsSalesOrderLines, { ...line.values, ...changes });
  moveDemand(context.rows, line, after);
  return after;
}

/** Brings status of an order and its lines to what was delivered and invoiced, and marks its totals outdated. */
export function restate(context: RuleContext, header: StoredRow, changes: Readonly<Values> = {}): StoredRow {
  const lines = liveLines(context, header);
  const all = (name: string) => lines.length > 0 && lines.every((line) => sign(less(numberIn(line.values, name), numberIn(line.values, "OrderedSalesQuantity"))) >= 0);
  const some = (name: string) => lines.some((line) => sign(numberIn(line.values, name)) > 0);
  const status =
    all("InvoicedQuantity") ? "Invoiced"
    : some("InvoicedQuantity") ? (all("DeliveredQuantity") ? "DeliveredPartiallyInvoiced" : "PartiallyInvoiced")
    : all("DeliveredQuantity") ? "Delivered"
    : some("DeliveredQuantity") ? "PartiallyDelivered"
    : some("PickedQuantity") ? "Picked"
    : undefined;
  const after = context.rows.put(cdsSalesOrderHeaders, {
    ...header.values, ...(status ? { SalesOrderProcessingStatus: status } : {}),
    SalesOrderStatus: all("InvoicedQuantity") ? "Invoiced" : all("DeliveredQuantity") ? "Delivered" : "Backorder",
    AreTotalsUpdated: "No", ...changes,
  });
  showOnLines(after, context);
  return after;
}
