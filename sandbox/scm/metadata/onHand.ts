import { defineEntity } from "./entity";

/** Stock by warehouse. */
export const warehousesOnHandV2 = defineEntity({
  set: "WarehousesOnHandV2",
  type: "WarehouseOnHandV2",
  entity: "InventWarehouseOnHandV2Entity",
  label: "Warehouses on-hand V2",
  keys: ["dataAreaId", "ItemNumber", "ProductColorId", "ProductConfigurationId", "ProductSizeId", "ProductStyleId", "ProductVersionId", "InventorySiteId", "InventoryWarehouseId"],
  writable: false,
  string: "ProductName",
  decimal: `
    AvailableOnHandQuantity AvailableOrderedQuantity OnHandQuantity OnOrderQuantity OrderedQuantity ReservedOnHandQuantity
    ReservedOrderedQuantity TotalAvailableQuantity`,
  enums: {
    NoYes: "AreWarehouseManagementProcessesUsed",
  },
  parent: ["dataAreaId", "ItemNumber"],
});

/** Stock by site. */
export const inventorySitesOnHandV2 = defineEntity({
  set: "InventorySitesOnHandV2",
  type: "InventorySiteOnHandV2",
  entity: "InventSiteOnHandV2Entity",
  label: "Inventory sites on-hand V2",
  keys: ["dataAreaId", "ItemNumber", "ProductColorId", "ProductConfigurationId", "ProductSizeId", "ProductStyleId", "ProductVersionId", "InventorySiteId"],
  writable: false,
  string: "ProductName",
  decimal: `
    AvailableOnHandQuantity AvailableOrderedQuantity OnHandQuantity OnOrderQuantity OrderedQuantity ReservedOnHandQuantity
    ReservedOrderedQuantity TotalAvailableQuantity`,
  enums: {
    NoYes: "AreWarehouseManagementProcessesUsed",
  },
  parent: ["dataAreaId", "ItemNumber"],
});
