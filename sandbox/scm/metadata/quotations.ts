import { defineEntity } from "./entity";

/** Sales quotations. */
export const cdsSalesQuotationHeaders = defineEntity({
  set: "CDSSalesQuotationHeaders",
  type: "CDSSalesQuotationHeader",
  entity: "SalesQuotationHeaderCDSEntity",
  label: "CDS sales quotation headers",
  keys: ["dataAreaId", "SalesQuotationNumber"],
  writable: true,
  string: `
    CashDiscountCode ContactPersonId CurrencyCode CustomerRequisitionNumber CustomersReference DefaultShippingSiteId
    DefaultShippingWarehouseId DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode
    DeliveryAddressCountyId DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressDunsNumber
    DeliveryAddressLocationId DeliveryAddressName DeliveryAddressPostBox DeliveryAddressStateId DeliveryAddressStreet
    DeliveryAddressStreetNumber DeliveryAddressZipCode DeliveryBuildingCompliment DeliveryModeCode DeliveryTermsCode Email
    FormattedDeliveryAddress FormattedInvoiceAddress GeneratedSalesOrderNumber InvoiceAddressCity InvoiceAddressCountryRegionId
    InvoiceAddressCountryRegionISOCode InvoiceAddressCountyId InvoiceAddressDistrictName InvoiceAddressPostBox
    InvoiceAddressStateId InvoiceAddressStreet InvoiceAddressStreetNumber InvoiceAddressZipCode InvoiceBuildingCompliment
    InvoiceCustomerAccountNumber LanguageId OperatingUnitPartyNumber OpportunityId PaymentTermsName PriceCustomerGroupCode
    ProspectId QuotationResponsiblePersonnelNumber QuotationTakerPersonnelNumber RequestingCustomerAccountNumber
    SalesOrderOriginCode SalesQuotationName URL`,
  decimal: `
    CashDiscountPercentage DeliveryAddressLatitude DeliveryAddressLongitude InvoiceAddressLatitude InvoiceAddressLongitude
    QuotationHeaderTaxAmount QuotationTotalAmount QuotationTotalChargesAmount QuotationTotalDiscountAmount
    QuotationTotalTaxAmount TotalDiscountAmount TotalDiscountPercentage`,
  dateTime: `
    ReceiptDateRequested RequestedShippingDate SalesQuotationConfirmationDate SalesQuotationExpiryDate
    SalesQuotationFollowUpDate`,
  enums: {
    NoYes: `
      ArePricesIncludingSalesTax AreTotalsCalculated IsDeliveryAddressOrderSpecific IsDeliveryAddressPrivate
      IsInvoiceAddressPrivate SkipGlobalUnifiedPricingCalculation`,
    SalesDeliveryDateControlType: "SalesOrderPromisingMethod",
    SalesQuotationCreationMethod: "SalesQuotationHeaderCreationMethod",
    SalesQuotationStatus: "SalesQuotationStatus",
    Timezone: "DeliveryAddressTimeZone InvoiceAddressTimeZone",
  },
});
