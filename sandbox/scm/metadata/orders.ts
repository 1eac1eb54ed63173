import { defineEntity } from "./entity";

/** Sales orders. */
export const cdsSalesOrderHeaders = defineEntity({
  set: "CDSSalesOrderHeaders",
  type: "CDSSalesOrderHeader",
  entity: "SalesOrderHeaderCDSEntity",
  label: "CDS sales order headers",
  keys: ["dataAreaId", "SalesOrderNumber"],
  writable: true,
  string: `
    CashDiscountCode ContactPersonId CurrencyCode CustomerRequisitionNumber CustomersOrderReference DefaultShippingSiteId
    DefaultShippingWarehouseId DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode
    DeliveryAddressCountyId DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressDunsNumber
    DeliveryAddressLocationId DeliveryAddressName DeliveryAddressPostBox DeliveryAddressStateId DeliveryAddressStreet
    DeliveryAddressStreetNumber DeliveryAddressZipCode DeliveryBuildingCompliment DeliveryModeCode DeliveryTermsCode Email
    FormattedDelveryAddress FormattedInvoiceAddress InvoiceAddressCity InvoiceAddressCountryRegionId
    InvoiceAddressCountryRegionISOCode InvoiceAddressCountyId InvoiceAddressDistrictName InvoiceAddressPostBox
    InvoiceAddressStateId InvoiceAddressStreet InvoiceAddressStreetNumber InvoiceAddressZipCode InvoiceBuildingCompliment
    InvoiceCustomerAccountNumber LanguageId OrderingCustomerAccountNumber OrderResponsiblePersonnelNumber
    OrderTakerPersonnelNumber PaymentTermsName PriceCustomerGroupCode ProjectId QuotationNumber SalesOrderName
    SalesOrderOriginCode URL`,
  decimal: `
    DeliveryAddressLatitude DeliveryAddressLongitude InvoiceAddressLatitude InvoiceAddressLongitude OrderHeaderTaxAmount
    OrderTotalAmount OrderTotalChargesAmount OrderTotalDiscountAmount OrderTotalTaxAmount TotalDiscountAmount`,
  int64: "DeliveryPostalAddressRecId SalesResponsible SalesTaker",
  dateTime: `
    ConfirmedReceiptDate ConfirmedShippingDate DeliveryValidFrom DeliveryValidTo InvoiceValidFrom InvoiceValidTo
    OrderCreationDateTime PaymentTermsBaseDate RequestedReceiptDate RequestedShippingDate`,
  enums: {
    NoYes: `
      ArePricesIncludingSalesTax AreTotalsUpdated InvoiceCustomerIsExternallyMaintained IsDeliveryAddressOrderSpecific
      IsDeliveryAddressPrivate IsInvoiceAddressPrivate IsOneTimeCustomer IsSalesProcessingStopped
      OrderingCustomerIsExternallyMaintained SkipGlobalUnifiedPricingCalculation`,
    SalesDeliveryDateControlType: "SalesOrderPromisingMethod",
    SalesExternalWorkOrderStatus: "ExternalWorkOrderStatus",
    SalesOrderProcessingStatus: "SalesOrderProcessingStatus",
    SalesOriginType: "SalesOrderOriginType",
    SalesStatus: "SalesOrderStatus",
    Timezone: "DeliveryAddressTimeZone InvoiceAddressTimeZone",
  },
  // Kept by the server, no property of the entity.
  hidden: { decimal: "ChargesAmount ChargesInvoiced DiscountAmount" },
});
