import { defineEntity } from "./entity";

/** Products of a company that can be put on a sales order. The view itself is read-only; products are released on the page. */
export const sellableReleasedProducts = defineEntity({
  set: "SellableReleasedProducts",
  type: "SellableReleasedProduct",
  entity: "EcoResSellableReleasedProductEntity",
  label: "Sellable released products",
  keys: ["dataAreaId", "ProductNumber"],
  writable: false,
  string: "CurrencyCode InventoryUnitSymbol ProductDescription ProductName SalesUnitSymbol",
  decimal: "SalesPrice UnitCost",
  int32: "InventoryUnitDecimalPrecision SalesUnitDecimalPrecision",
  enums: {
    EcoResFieldServiceProductType: "FieldServiceProductType",
    EcoResProductType: "ProductType",
    NoYes: "IsSalesStopped IsStockedProduct",
  },
  // Kept by the server, no property of the entity.
  hidden: { string: "DefaultSiteId DefaultWarehouseId" },
});

/** Units of measure, shared by all companies. */
export const unitsOfMeasure = defineEntity({
  set: "UnitsOfMeasure",
  type: "UnitOfMeasure",
  entity: "UnitOfMeasureEntity",
  label: "Units",
  keys: ["UnitSymbol"],
  writable: true,
  string: "NationalCode UnitDescription",
  int32: "DecimalPrecision",
  enums: {
    NoYes: "IsBaseUnit IsFixedUnitSymbolAssigned IsSystemUnit",
    UnitOfMeasureClass: "UnitClass",
    UnitOfMeasureCodeSymbol: "FixedUnitSymbolAssignment",
    UnitOfMeasureSystemOfUnits: "SystemOfUnits",
  },
});
