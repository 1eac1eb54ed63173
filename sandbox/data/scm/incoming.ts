import type { ScmRow } from "./reference";

/** Item, warehouse (site), quantity, days from the load on: goods on their way to the demo company in the United States. */
const receipts: [string, string, string, number, number][] = [
  ["B0005", "1", "13", 12, 4], ["B0005", "1", "13", 20, 18],
  ["B0010", "1", "13", 60, 9],
  ["A0205", "1", "13", 80, 6], ["A0205", "2", "24", 40, 13],
  ["P0109", "1", "13", 37.25, 2],
  ["A0213", "1", "13", 25, 11],
];

/** Stock that stands out: sold out with nothing coming, short until something comes, and booked out before it was booked in. */
const stock: [string, string, string, number][] = [
  ["P0112", "1", "13", 0], ["P0112", "1", "11", 0], ["P0112", "2", "24", 0],
  ["B0005", "1", "13", 3], ["B0005", "1", "11", 0], ["B0005", "2", "24", 0],
  ["A0205", "1", "13", 0], ["A0205", "1", "11", 0], ["A0205", "2", "24", 5],
  ["A0213", "1", "13", -4],
];

/** What the demo company waits for, and the products that are short. Dates count from the day of the load. */
export function* scmIncoming(): Generator<ScmRow> {
  for (const [item, site, warehouse, quantity] of stock) {
    yield { entitySet: "WarehousesOnHandV2", row: { dataAreaId: "usmf", ItemNumber: item, InventorySiteId: site, InventoryWarehouseId: warehouse, OnHandQuantity: quantity } };
  }
  for (const [i, [item, site, warehouse, quantity, days]] of receipts.entries()) {
    yield { entitySet: "PlannedReceipts", row: {
      dataAreaId: "usmf", ReceiptNumber: `PR-D${String(i + 1).padStart(4, "0")}`, ItemNumber: item, InventorySiteId: site, InventoryWarehouseId: warehouse, Quantity: quantity, InDays: days } };
  }
}
