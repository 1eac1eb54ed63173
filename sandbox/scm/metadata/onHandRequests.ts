import { defineEntity } from "./entity";

/** Questions for the stock of a product; writing one brings about its entries. */
export const cdsInventoryOnHandRequests = defineEntity({
  set: "CDSInventoryOnHandRequests",
  type: "CDSInventoryOnHandRequest",
  entity: "InventInventoryOnHandRequestCDSEntity",
  label: "CDS inventory on-hand requests",
  keys: ["dataAreaId", "RequestId"],
  writable: true,
  string: "InventorySiteId InventoryWarehouseId ProductNumber ReferenceNumber",
  decimal: "OrderQuantity",
  int32: "LineCreationSequenceNumber",
  enums: {
    NoYes: "IsATPCalculation",
  },
});

/** Answers to those questions, by place and day. */
export const cdsInventoryOnHandEntries = defineEntity({
  set: "CDSInventoryOnHandEntries",
  type: "CDSInventoryOnHandEntry",
  entity: "InventInventoryOnHandEntryCDSEntity",
  label: "CDS inventory on-hand entries",
  keys: ["dataAreaId", "RequestId", "InventorySiteId", "InventoryWarehouseId", "ATPDate"],
  writable: false,
  decimal: `
    ATPQuantity AvailableOnHandQuantity AvailableOrderedQuantity OnHandQuantity OnOrderQuantity OrderedQuantity OrderQuantity
    ProjectedIssueQuantity ProjectedOnHandQuantity ProjectedReceiptQuantity ReservedOnHandQuantity ReservedOrderedQuantity
    TotalAvailableQuantity UnavailableOnHandQuantity`,
  dateTime: "ATPDate",
  parent: ["dataAreaId", "RequestId"],
});
