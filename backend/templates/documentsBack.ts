import { invoice, invoiceDetail, salesOrder, salesOrderDetail } from "../../model/generated/schema";
import type { Filter } from "../core/filter";
import type { FromScmTemplate, Row } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";
import { contactsName, contactsToCustomerName } from "./contacts";
import { standardMaps } from "./maps";
import { productsName } from "./products";
import { addressBack, constant, copy, label, mapped, mappedOrSame, row } from "./rows";
import type { TemplateSettings } from "./settings";

/** Names of the templates, for `needs` and sync states. */
export const ordersBackName = "Sales Orders (Fin and Ops to Sales) - Direct";
export const invoicesName = "Sales Invoices (Fin and Ops to Sales) - Direct";

const shipTo = { sales: "shipto", scm: "DeliveryAddress", label: label("Delivery address", "Adresse de livraison") };
const billTo = { sales: "billto", scm: "InvoiceAddress", label: label("Invoice address", "Adresse de facturation") };
const yes = { enumType: "NoYes", member: "Yes" };

/** Confirmed orders with calculated totals, of customers that came from Sales, none of them work orders. */
const ordersFilter: Filter = [
  { column: "OrderingCustomerIsExternallyMaintained", is: "eq", value: yes, why: "customer-not-maintained" },
  { column: "InvoiceCustomerIsExternallyMaintained", is: "eq", value: yes, why: "customer-not-maintained" },
  { column: "SalesOrderProcessingStatus", is: "ne", value: { enumType: "SalesOrderProcessingStatus", member: "Active" }, why: "not-confirmed" },
  { column: "AreTotalsUpdated", is: "eq", value: yes, why: "totals-not-calculated" },
  { column: "SalesOrderOriginType", is: "ne", value: { enumType: "SalesOriginType", member: "WorkOrderIntegration" }, why: "work-order" },
];

/** Header rows that orders and invoices share. */
function headerRows(): Row[] {
  return [
    row("transactioncurrencyid", "reference", copy("CurrencyCode"), ["W"], { reference: "currency", required: true, write: "create", label: label("Currency", "Devise") }),
    row("pricelevelid", "reference", mappedOrSame("CurrencyCode", "priceLists"), ["D", "I"], { reference: "priceList", required: true, write: "create", label: label("Currency", "Devise"), note: "Price list by currency: setting `priceLists`, else the first valid one by name." }),
    row("description", "string", { kind: "computed", column: "CustomersOrderReference", function: "lineFeeds" }, ["O", "I"], { maxLength: 2000, keepWhenBlank: true, label: label("Customer reference", "Référence client") }),
  ];
}

const discountNote = "Quantity × price − SCM's net amount: covers amounts, percentages and charges alike.";

/** Line rows that orders and invoices share. */
function lineRows(scm: { quantity: string }): Row[] {
  return [
    row("sequencenumber", "integer", copy("LineCreationSequenceNumber"), ["W"], { required: true, write: "create", note: "Key." }),
    row("productid", "reference", copy("ProductNumber"), ["W"], { reference: "product", required: true, write: "create", label: label("Product number", "Numéro de produit") }),
    row("uomid", "reference", mappedOrSame("SalesUnitSymbol", "units"), ["D"], { reference: "unit", required: true, label: label("Unit", "Unité") }),
    row("description", "string", copy("ProductName"), ["W"], { maxLength: 2000, keepWhenBlank: true, label: label("Product name", "Nom du produit") }),
    row("quantity", "decimal", copy(scm.quantity), ["W"], { required: true, label: label("Quantity", "Quantité") }),
    row("ispriceoverridden", "boolean", constant("true"), ["W"], { note: "SCM's price wins over the price list." }),
    row("priceperunit", "decimal", copy("SalesPrice"), ["W"], { label: label("Sales price", "Prix de vente") }),
    row("manualdiscountamount", "decimal", { kind: "calculated", columns: ["LineAmount", scm.quantity, "SalesPrice"], function: "netDiscount" }, ["D", "I"], { label: label("Discount", "Remise"), note: discountNote }),
  ];
}

/** Orders of SCM come to Sales (page "Synchronization of sales orders directly between Sales and Supply Chain Management"). */
export function ordersBackTemplate(settings: TemplateSettings): FromScmTemplate {
  const h = salesOrder.columns;
  const l = salesOrderDetail.columns;
  return {
    name: ordersBackName,
    task: "OrderHeader",
    direction: "fromScm",
    order: 70,
    needs: [productsName, accountsTemplate.name, contactsToCustomerName],
    source: { entitySet: "CDSSalesOrderHeaders", keyField: "SalesOrderNumber", menuItem: "SalesTableListPage" },
    target: { table: "salesorder", entitySet: "salesorders", primaryId: "salesorderid", primaryName: "name", keyColumn: "ordernumber" },
    filter: ordersFilter,
    valueMaps: standardMaps(settings),
    rows: [
      row("ordernumber", "code", copy("SalesOrderNumber"), ["I", "W"], { maxLength: 100, required: true, write: "create", note: "Key, with the company." }),
      row("name", "string", { kind: "calculated", columns: ["SalesOrderName", "SalesOrderNumber"], function: "firstFilled" }, ["W", "I"], { maxLength: 300, required: true, label: label("Order name", "Nom de la commande"), note: "The number when SCM has no name." }),
      row("customerid", "reference", copy("OrderingCustomerAccountNumber"), ["W"], { reference: "customer", required: true, write: "create", label: label("Customer", "Client") }),
      ...headerRows(),
      row(h.processingStatus, "choice", mapped("SalesOrderProcessingStatus", "processingStatus"), ["D", "I"], { required: true, label: label("Processing status", "Statut de traitement"), note: "Setting `processingStatus`." }),
      row(h.isMaintainedExternally, "boolean", constant("true"), ["D", "I"]),
      row(h.miscTax, "decimal", copy("OrderHeaderTaxAmount"), ["S", "M", "I"], { label: label("Header tax", "Taxe d'en-tête"), note: "Feeds the line Freight Tax." }),
      row("requestdeliveryby", "date", copy("RequestedShippingDate"), ["W"], { label: label("Requested shipping date", "Date d'expédition demandée") }),
      row("freightamount", "decimal", copy("OrderTotalChargesAmount"), ["W"], { label: label("Charges", "Frais") }),
      row("discountamount", "decimal", copy("TotalDiscountAmount"), ["W"], { label: label("Total discount", "Remise totale") }),
      ...addressBack(settings, shipTo, { state: "DeliveryAddressStateId", country: "DeliveryAddressCountryRegionISOCode" }, ["W"]),
      ...addressBack(settings, billTo, { state: "InvoiceAddressStateId", country: "InvoiceAddressCountryRegionISOCode" }, ["W"]),
    ],
    lines: {
      task: "OrderLine",
      source: { entitySet: "CDSSalesOrderLines", parentField: "SalesOrderNumber", keyField: "LineCreationSequenceNumber" },
      target: { table: "salesorderdetail", entitySet: "salesorderdetails", primaryId: "salesorderdetailid", parentLookup: "salesorderid" },
      rows: [
        row(l.orderNumber, "code", copy("SalesOrderNumber"), ["S", "I"], { write: "create", note: "Text copy, line key." }),
        ...lineRows({ quantity: "OrderedSalesQuantity" }),
        row("tax", "decimal", copy("TotalTaxAmount"), ["W", "D"], { label: label("Tax", "Taxe") }),
        row("requestdeliveryby", "date", copy("RequestedShippingDate"), ["W"], { label: label("Requested shipping date", "Date d'expédition demandée") }),
        row(l.isMaintainedExternally, "boolean", constant("true"), ["I"]),
        row(l.orderHasExternalMaintainedProductsOnly, "boolean", constant("true"), ["I"]),
        row(l.orderIsSubmitted, "boolean", constant("true"), ["I"]),
        ...addressBack(settings, shipTo, { state: "DeliveryAddressStateId", country: "DeliveryAddressCountryRegionISOCode" }, ["W"]),
      ],
    },
  };
}

/** Invoices of SCM come to Sales (page "Synchronize sales invoice headers and lines directly from Supply Chain Management to Sales"). */
export function invoicesTemplate(settings: TemplateSettings): FromScmTemplate {
  const h = invoice.columns;
  const l = invoiceDetail.columns;
  return {
    name: invoicesName,
    task: "SalesInvoiceHeader",
    direction: "fromScm",
    order: 80,
    needs: [productsName, accountsTemplate.name, contactsName, ordersBackName],
    source: { entitySet: "ExternallyMaintainedCustomerSalesInvoiceHeaders", keyField: "InvoiceNumber", moreKeyFields: ["InvoiceDate", "LedgerVoucher"], menuItem: "CustInvoiceJournal" },
    target: { table: "invoice", entitySet: "invoices", primaryId: "invoiceid", primaryName: "name", keyColumn: "invoicenumber" },
    filter: [{ column: "SalesOrderNumber", is: "filled" }],
    valueMaps: standardMaps(settings),
    rows: [
      row("invoicenumber", "code", copy("InvoiceNumber"), ["D", "W"], { maxLength: 100, required: true, write: "create", note: "Key, with the company." }),
      row("name", "string", copy("InvoiceNumber"), ["I"], { maxLength: 300, required: true, write: "create" }),
      row(h.invoiceDate, "date", copy("InvoiceDate"), ["S", "W"], { label: label("Invoice date", "Date de facture") }),
      row("duedate", "date", { kind: "daysAfter", column: "InvoiceDate", terms: "PaymentTermsName", map: "paymentTermDays" }, ["I"], { write: "create", keepWhenBlank: true, label: label("Due date", "Échéance"), note: "Setting `paymentTermDays`." }),
      row("salesorderid", "reference", copy("SalesOrderNumber"), ["W"], { reference: "order", required: true, write: "create", label: label("Sales order", "Commande") }),
      row("customerid", "reference", copy("InvoiceCustomerAccountNumber"), ["W"], { reference: "customer", required: true, write: "create", label: label("Invoice customer", "Client facturé") }),
      ...headerRows(),
      row(h.isMaintainedExternally, "boolean", constant("true"), ["I"]),
      row(h.hasExternallyMaintainedProductsOnly, "boolean", constant("true"), ["S"]),
      row("freightamount", "decimal", copy("TotalChargeAmount"), ["W"], { label: label("Charges", "Frais") }),
      row("discountamount", "decimal", copy("TotalDiscountCustomerGroupCode"), ["W", "M"], { label: label("Total discount", "Remise totale"), note: "The field has an odd name; it is the amount." }),
      row(h.miscTax, "decimal", copy("InvoiceHeaderTaxAmount"), ["S", "M", "I"], { label: label("Header tax", "Taxe d'en-tête"), note: "Feeds the line Freight Tax." }),
      row("ispricelocked", "boolean", constant("false"), ["W"], { write: "create" }),
      row("statuscode", "choice", constant("4"), ["W"], { write: "create", note: "Billed." }),
      ...addressBack(settings, billTo, { state: "InvoiceAddressState", country: "InvoiceAddressCountryRegionISOCode" }, ["D", "W"]),
    ],
    lines: {
      task: "SalesInvoiceLine",
      source: { entitySet: "ExternallyMaintainedCustomerSalesInvoiceLines", parentField: "InvoiceNumber", keyField: "LineCreationSequenceNumber", sharedKeyFields: ["InvoiceDate", "LedgerVoucher"] },
      target: { table: "invoicedetail", entitySet: "invoicedetails", primaryId: "invoicedetailid", parentLookup: "invoiceid" },
      rows: [
        row(l.invoiceNumber, "code", copy("InvoiceNumber"), ["S", "I"], { write: "create", note: "Text copy, line key." }),
        row(l.invoiceDate, "date", copy("InvoiceDate"), ["S", "I"], { write: "create" }),
        ...lineRows({ quantity: "InvoicedQuantity" }),
        row("tax", "decimal", copy("LineTotalTaxAmount"), ["D", "W"], { label: label("Tax", "Taxe") }),
        row(l.isMaintainedExternally, "boolean", constant("true"), ["I"]),
      ],
    },
  };
}
