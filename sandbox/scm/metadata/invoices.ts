import { defineEntity } from "./entity";

/** Posted invoices; the entity shows those of externally maintained customers only. */
export const invoiceHeaders = defineEntity({
  set: "ExternallyMaintainedCustomerSalesInvoiceHeaders",
  type: "ExternallyMaintainedCustomerSalesInvoiceHeader",
  entity: "SalesExternallyMaintainedCustomerSalesInvoiceHeaderEntity",
  label: "Externally maintained customer sales invoice headers",
  keys: ["dataAreaId", "InvoiceNumber", "InvoiceDate", "LedgerVoucher"],
  writable: false,
  string: `
    ContactPersonId CurrencyCode CustomersOrderReference DeliveryModeCode DeliveryTermsCode InvoiceAddressCity
    InvoiceAddressCountryRegionId InvoiceAddressCountryRegionISOCode InvoiceAddressState InvoiceAddressStreet
    InvoiceAddressStreetNumber InvoiceAddressZipCode InvoiceCustomerAccountNumber PaymentTermsName SalesOrderNumber
    SalesOrderResponsiblePersonnelNumber`,
  decimal: `
    InvoiceHeaderTaxAmount TotalChargeAmount TotalDiscountAmount TotalDiscountCustomerGroupCode TotalInvoiceAmount
    TotalTaxAmount`,
  dateTime: "InvoiceDate",
  enums: {
    SalesOriginType: "SalesOrderOriginType",
  },
  hidden: { string: "CustomerIsExternallyMaintained" },
  shownWhen: { property: "CustomerIsExternallyMaintained", is: "Yes" },
});

/** Lines of posted invoices. */
export const invoiceLines = defineEntity({
  set: "ExternallyMaintainedCustomerSalesInvoiceLines",
  type: "ExternallyMaintainedCustomerSalesInvoiceLine",
  entity: "SalesExternallyMaintainedCustomerSalesInvoiceLineEntity",
  label: "Externally maintained customer sales invoice lines",
  keys: ["dataAreaId", "InvoiceNumber", "InvoiceDate", "LineCreationSequenceNumber", "LedgerVoucher"],
  writable: false,
  string: "CurrencyCode ProductDescription ProductName ProductNumber SalesUnitSymbol",
  decimal: `
    InvoicedQuantity LineAmount LineTotalChargeAmount LineTotalDiscountAmount LineTotalTaxAmount SalesPrice`,
  int32: "LineCreationSequenceNumber",
  dateTime: "ConfirmedShippingDate InvoiceDate",
  parent: ["dataAreaId", "InvoiceNumber"],
  hidden: { string: "CustomerIsExternallyMaintained" },
  shownWhen: { property: "CustomerIsExternallyMaintained", is: "Yes" },
});

/** The same lines under the name of the second version. */
export const invoiceLinesV2 = defineEntity({
  set: "ExternallyMaintainedCustomerSalesInvoiceLinesV2",
  type: "ExternallyMaintainedCustomerSalesInvoiceLineV2",
  entity: "SalesExternallyMaintainedCustomerSalesInvoiceLineV2Entity",
  label: "Externally maintained customer sales invoice lines V2",
  keys: ["dataAreaId", "InvoiceNumber", "InvoiceDate", "LineCreationSequenceNumber", "LedgerVoucher"],
  writable: false,
  string: "CurrencyCode ProductDescription ProductName ProductNumber SalesUnitSymbol",
  decimal: `
    InvoicedQuantity LineAmount LineTotalChargeAmount LineTotalDiscountAmount LineTotalTaxAmount SalesPrice`,
  int32: "LineCreationSequenceNumber",
  dateTime: "ConfirmedShippingDate InvoiceDate",
  parent: ["dataAreaId", "InvoiceNumber"],
  hidden: { string: "CustomerIsExternallyMaintained" },
  shownWhen: { property: "CustomerIsExternallyMaintained", is: "Yes" },
});
