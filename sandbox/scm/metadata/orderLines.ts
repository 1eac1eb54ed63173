import { defineEntity } from "./entity";

/** Lines of sales orders. */
export const cdsSalesOrderLines = defineEntity({
  set: "CDSSalesOrderLines",
  type: "CDSSalesOrderLine",
  entity: "SalesOrderLineCDSEntity",
  label: "CDS sales order lines",
  keys: ["dataAreaId", "SalesOrderNumber", "LineCreationSequenceNumber"],
  writable: true,
  string: `
    CurrencyCode DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode DeliveryAddressCountyId
    DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressDunsNumber DeliveryAddressLocationId
    DeliveryAddressName DeliveryAddressPostBox DeliveryAddressStateId DeliveryAddressStreet DeliveryAddressStreetNumber
    DeliveryAddressZipCode DeliveryBuildingCompliment DeliveryModeCode DeliveryTermsId ExternalItemNumber
    FormattedDeliveryAddress ItemBatchNumber LineDescription OrderedInventoryStatusId ProductName ProductNumber
    ProjectCategoryId ProjectId ProjectLinePropertyId SalesOrderNumberHeader SalesProductCategoryHierarchyName
    SalesProductCategoryName SalesUnitSymbol ShippingSiteId ShippingWarehouseId`,
  decimal: `
    AllowedOverdeliveryPercentage AllowedUnderdeliveryPercentage DeliveryAddressLatitude DeliveryAddressLongitude
    FixedPriceCharges LineAmount LineDiscountAmount LineDiscountPercentage MultilineDiscountAmount MultilineDiscountPercentage
    OrderedSalesQuantity PickedQuantity SalesDeliverNow SalesPrice SalesPriceQuantity TotalChargesAmount TotalDiscountAmount
    TotalTaxAmount`,
  int32: "LineCreationSequenceNumber",
  dateTime: "ConfirmedReceiptDate ConfirmedShippingDate RequestedReceiptDate RequestedShippingDate",
  enums: {
    NoYes: `
      AreSalesOrderTotalsUpdated AreTotalsCalculated InvoiceCustomerIsExternallyMaintained IsDeliveryAddressOrderSpecific
      IsDeliveryAddressPrivate IsLineStopped OrderingCustomerIsExternallyMaintained`,
    SalesDeliveryDateControlType: "SalesOrderPromisingMethod",
    SalesOrderProcessingStatus: "SalesOrderProcessingStatus",
    SalesOriginType: "SalesOrderOriginType",
    SalesStatus: "SalesOrderLineStatus",
    Timezone: "DeliveryAddressTimeZone",
  },
  parent: ["dataAreaId", "SalesOrderNumber"],
  // Kept by the server, no property of the entity.
  hidden: { decimal: "DeliveredQuantity InvoicedQuantity ReservedQuantity" },
});

/** The same lines with a few properties more. */
export const cdsSalesOrderLinesV2 = defineEntity({
  set: "CDSSalesOrderLinesV2",
  type: "CDSSalesOrderLineV2",
  entity: "SalesOrderLineCDSV2Entity",
  label: "CDS sales order lines V2",
  keys: ["dataAreaId", "SalesOrderNumber", "LineCreationSequenceNumber"],
  writable: true,
  string: `
    CurrencyCode DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode DeliveryAddressCountyId
    DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressDunsNumber DeliveryAddressLocationId
    DeliveryAddressName DeliveryAddressPostBox DeliveryAddressStateId DeliveryAddressStreet DeliveryAddressStreetNumber
    DeliveryAddressZipCode DeliveryBuildingCompliment DeliveryModeCode DeliveryTermsId ExternalItemNumber
    FormattedDeliveryAddress InventoryLotId InventoryServiceReservationId ItemBatchNumber LineDescription
    OrderedInventoryStatusId ProductName ProductNumber ProjectCategoryId ProjectId ProjectLinePropertyId SalesOrderNumberHeader
    SalesProductCategoryHierarchyName SalesProductCategoryName SalesUnitSymbol ShippingSiteId ShippingWarehouseId`,
  decimal: `
    AllowedOverdeliveryPercentage AllowedUnderdeliveryPercentage DeliveryAddressLatitude DeliveryAddressLongitude
    FixedPriceCharges LineAmount LineDiscountAmount LineDiscountPercentage MultilineDiscountAmount MultilineDiscountPercentage
    OrderedSalesQuantity PickedQuantity SalesDeliverNow SalesPrice SalesPriceQuantity TotalChargesAmount TotalDiscountAmount
    TotalTaxAmount`,
  int32: "LineCreationSequenceNumber",
  dateTime: "ConfirmedReceiptDate ConfirmedShippingDate RequestedReceiptDate RequestedShippingDate",
  enums: {
    NoYes: `
      AreSalesOrderTotalsUpdated AreTotalsCalculated DefaultLineNumberFromLineCreationSequenceNumber
      InvoiceCustomerIsExternallyMaintained IsDeliveryAddressOrderSpecific IsDeliveryAddressPrivate IsLineStopped
      OrderingCustomerIsExternallyMaintained`,
    SalesDeliveryDateControlType: "SalesOrderPromisingMethod",
    SalesOrderProcessingStatus: "SalesOrderProcessingStatus",
    SalesOriginType: "SalesOrderOriginType",
    SalesStatus: "SalesOrderLineStatus",
    Timezone: "DeliveryAddressTimeZone",
  },
  parent: ["dataAreaId", "SalesOrderNumber"],
  // Kept by the server, no property of the entity.
  hidden: { decimal: "DeliveredQuantity InvoicedQuantity ReservedQuantity" },
});

/** Where sales orders come from. */
export const salesOrderOriginCodes = defineEntity({
  set: "SalesOrderOriginCodes",
  type: "SalesOrderOriginCode",
  entity: "SalesOrderOriginEntity",
  label: "Sales origin",
  keys: ["dataAreaId", "OriginCode"],
  writable: true,
  string: "OriginDescription",
  enums: {
    NoYes: "IsOriginTypeAssigned",
    SalesOriginType: "OriginType",
  },
});
