import { defineEntity } from "./entity";

/** Lines of sales quotations. */
export const cdsSalesQuotationLines = defineEntity({
  set: "CDSSalesQuotationLines",
  type: "CDSSalesQuotationLine",
  entity: "SalesQuotationLineCDSEntity",
  label: "CDS sales quotation lines",
  keys: ["dataAreaId", "LineCreationSequenceNumber", "SalesQuotationNumber"],
  writable: true,
  string: `
    CurrencyCode DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode DeliveryAddressCountyId
    DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressDunsNumber DeliveryAddressLocationId
    DeliveryAddressName DeliveryAddressPostBox DeliveryAddressStateId DeliveryAddressStreet DeliveryAddressStreetNumber
    DeliveryAddressZipCode DeliveryBuildingCompliment DeliveryModeCode DeliveryTermsId ExternalItemNumber
    FormattedDeliveryAddress InventoryLotId ItemBatchNumber LineDescription ProductName ProductNumber RequestedInventoryStatusId
    SalesProductCategoryHierarchyName SalesProductCategoryName SalesUnitSymbol ShippingSiteId ShippingWarehouseId`,
  decimal: `
    AllowedOverdeliveryPercentage AllowedUnderdeliveryPercentage DeliveryAddressLatitude DeliveryAddressLongitude
    FixedPriceCharges LineAmount LineDiscountAmount LineDiscountPercentage MultilineDiscountAmount MultilineDiscountPercentage
    RequestedSalesQuantity SalesPrice SalesPriceQuantity TotalChargesAmount TotalDiscountAmount TotalTaxAmount`,
  int32: "LineCreationSequenceNumber",
  int64: "DeliveryPostalAddressRecId",
  dateTime: "RequestedReceiptDate RequestedShippingDate",
  enums: {
    NoYes: "AreTotalsCalculated IsDeliveryAddressOrderSpecific IsDeliveryAddressPrivate",
    SalesDeliveryDateControlType: "SalesQuotationPromisingMethod",
    SalesQuotationCreationMethod: "SalesQuotationLineCreationMethod",
    SalesQuotationStatus: "SalesQuotationStatus",
    Timezone: "DeliveryAddressTimeZone",
  },
  parent: ["dataAreaId", "SalesQuotationNumber"],
});
