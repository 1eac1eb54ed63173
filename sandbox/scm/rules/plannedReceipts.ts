import { negated, type Digits } from "../decimal";
import { plannedReceipts } from "../metadata/plannedReceipts";
import { textOf, type StoredRow } from "../store";
import { numberIn, textIn, type EntityRules, type RuleContext, type Values } from "./context";
import { hasDate } from "./documents";
import { dayAfter } from "./projection";
import { adjustStock } from "./stock";

/** Keeps a planned receipt, a known number with its new values, and what is ordered with it. */
export function putReceipt({ rows }: RuleContext, values: Readonly<Values>): StoredRow {
  const before = rows.find(plannedReceipts, [textIn(values, "dataAreaId"), textIn(values, "ReceiptNumber")]);
  if (before) order(rows, before, negated(numberIn(before.values, "Quantity")));
  const row = rows.put(plannedReceipts, values);
  order(rows, row, numberIn(values, "Quantity"));
  return row;
}

/** Takes a planned receipt away: it came in, or never will. */
export function removeReceipt({ rows }: RuleContext, receipt: StoredRow): void {
  rows.remove(plannedReceipts, [textOf(receipt, "dataAreaId"), textOf(receipt, "ReceiptNumber")]);
  order(rows, receipt, negated(numberIn(receipt.values, "Quantity")));
}

function order(rows: RuleContext["rows"], receipt: StoredRow, ordered: Digits): void {
  const place = { company: textOf(receipt, "dataAreaId"), item: textOf(receipt, "ItemNumber"), site: textOf(receipt, "InventorySiteId"), warehouse: textOf(receipt, "InventoryWarehouseId") };
  adjustStock(rows, place, { ordered });
}

/** Planned receipts come by loads and by visitors only. */
export const plannedReceiptRules: EntityRules = {
  load(values, context) {
    const { InDays: inDays, ...rest } = values;
    const date = hasDate(rest, "ExpectedDate") ? textIn(rest, "ExpectedDate") : `${dayAfter(context.now.slice(0, 10), Number(inDays ?? 0))}T12:00:00Z`;
    putReceipt(context, { ...rest, ExpectedDate: date });
  },
};
