import { defineEntity } from "./entity";

/**
 * Goods on their way into a warehouse: the sandbox's own stand-in for purchase and production orders, not served below
 * `/data`. A loaded row may tell its date as `InDays` from now.
 */
export const plannedReceipts = defineEntity({
  set: "PlannedReceipts",
  type: "PlannedReceipt",
  entity: "PlannedReceipt",
  label: "Planned receipts",
  keys: ["dataAreaId", "ReceiptNumber"],
  writable: false,
  string: "InventorySiteId InventoryWarehouseId ItemNumber",
  decimal: "Quantity",
  int32: "InDays",
  dateTime: "ExpectedDate",
  parent: ["dataAreaId", "ItemNumber"],
});
