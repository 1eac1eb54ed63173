import { quote, salesOrder, salesOrderDetail, ProcessingStatus } from "../../model/generated/schema";
import type { Directive, Grade, Row, SalesLineSide, ScmLineSide, Template } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";
import { contactsToCustomerName } from "./contacts";
import { standardMaps } from "./maps";
import { productsName } from "./products";
import { addressColumns, addressOut, constant, copy, label, row } from "./rows";
import type { TemplateSettings } from "./settings";

/** Names of the templates, for `needs` and sync states. */
export const quotesName = "Sales Quotes (Sales to Fin and Ops) - Direct";
export const ordersOutName = "Sales Orders (Sales to Fin and Ops) - Direct";

const shipTo = { sales: "shipto", scm: "DeliveryAddress", label: label("Ship To", "Livraison :") };
const customer: Directive = { kind: "customer", lookup: "customerid", accountColumn: "accountnumber", contactColumn: "p2c_contactnumber" };
const customerLabel = label("Customer", "Client");
const needs = [productsName, accountsTemplate.name, contactsToCustomerName];
const onlyWithShipTo = { onlyWithAny: addressColumns("shipto") };

/** Header rows that quotes and orders share. */
function headerRows(settings: TemplateSettings, scm: { name: string; reference: string; customer: string }): Row[] {
  return [
    row(scm.customer, "code", customer, ["O"], { maxLength: 20, required: true, write: "create", label: customerLabel, note: "Number of the account or contact." }),
    row(scm.name, "string", copy("name"), ["O", "W"], { maxLength: 60, label: label("Name", "Nom") }),
    row(scm.reference, "string", copy("description"), ["O"], { maxLength: 60, keepWhenBlank: true, label: label("Description", "Description") }),
    row("CurrencyCode", "code", { kind: "lookup", lookup: "transactioncurrencyid", column: "isocurrencycode" }, ["O", "W"], { maxLength: 3, required: true, write: "create", label: label("Currency", "Devise") }),
    row("RequestedShippingDate", "date", { kind: "calculated", columns: ["requestdeliveryby", "createdon"], function: "firstFilled" }, ["O", "W", "I"], { required: true, label: label("Requested Delivery Date", "Date de livraison demandée"), note: "SCM requires a date (D17); a blank one takes the day the document was made (I)." }),
    row("DeliveryAddressName", "string", customer, ["O"], { ...onlyWithShipTo, label: customerLabel, note: "The customer's number names the address." }),
    row("IsDeliveryAddressOrderSpecific", "enum", constant("Yes"), ["O", "I"], { ...onlyWithShipTo, write: "create" }),
    ...addressOut(settings, shipTo, ["O"]),
  ];
}

/** Line rows that quotes and orders share. */
function lineRows(settings: TemplateSettings, scm: { number: string; quantity: string }): Row[] {
  const discount = label("Manual Discount", "Remise manuelle");
  const split = (name: "discountPerUnit" | "discountRemainder"): Directive => ({ kind: "calculated", columns: ["manualdiscountamount", "quantity"], function: name });
  const discounts: Row[] = settings.lineDiscount === "whole"
    ? [row("TotalDiscountAmount", "decimal", copy("manualdiscountamount"), ["D", "W"], { label: discount, note: "Setting `lineDiscount`: SCM splits it." })]
    : [
        row("LineDiscountAmount", "decimal", split("discountPerUnit"), ["D", "O"], { label: discount, note: "Discount ÷ quantity, rounded to the currency. Setting `lineDiscount`." }),
        row("FixedPriceCharges", "decimal", split("discountRemainder"), ["D", "I"], { label: discount, note: "Sales charge: what the rounding left over." }),
      ];
  const dimension = (field: string, value: string): Row[] => (value === "" ? [] : [row(field, "code", constant(value), ["D17", "O"], { write: "create" })]);
  return [
    row(scm.number, "code", { kind: "header", field: scm.number }, ["O"], { write: "create", note: "Key." }),
    row("LineCreationSequenceNumber", "integer", { kind: "lineNumber" }, ["O", "W"], { write: "create", note: "Key; from `sequencenumber`." }),
    row("ProductNumber", "code", { kind: "lookup", lookup: "productid", column: "productnumber" }, ["O", "W"], { required: true, write: "create", label: label("Product", "Produit") }),
    row("LineDescription", "string", { kind: "computed", column: "description", function: "lineFeeds" }, ["O"], { maxLength: 1000, keepWhenBlank: true, label: label("Description", "Description") }),
    row(scm.quantity, "decimal", copy("quantity"), ["O", "W"], { required: true, label: label("Quantity", "Quantité") }),
    row("SalesUnitSymbol", "code", { kind: "lookup", lookup: "uomid", column: "name", map: "unitSymbols" }, ["D", "O"], { required: true, label: label("Unit", "Unité") }),
    row("SalesPrice", "decimal", copy("priceperunit"), ["O", "W"], { label: label("Price Per Unit", "Prix unitaire") }),
    ...discounts,
    row("RequestedReceiptDate", "date", copy("requestdeliveryby"), ["O"], { keepWhenBlank: true, label: label("Requested Delivery Date", "Date de livraison demandée") }),
    ...addressOut(settings, shipTo, ["O"]),
    row("DeliveryAddressDescription", "string", copy("shipto_city"), ["O"], { ...onlyWithShipTo, maxLength: 60, label: label("Ship To City", "Livraison : ville"), note: "The city doubles as description." }),
    ...dimension("ShippingSiteId", settings.site),
    ...dimension("ShippingWarehouseId", settings.warehouse),
  ];
}

interface Names {
  name: string;
  tasks: readonly [string, string];
  order: number;
}

function document(settings: TemplateSettings, names: Names, sides: Pick<Template, "source" | "target"> & { lineSource: SalesLineSide; lineTarget: ScmLineSide }, rows: Row[], lines: Row[], filter: Template["filter"], lineFilter: Template["filter"]): Template {
  const { lineSource, lineTarget, source, target } = sides;
  return {
    name: names.name, task: names.tasks[0], direction: "toScm", order: names.order, needs, source, target, valueMaps: standardMaps(settings), rows,
    ...(filter ? { filter } : {}),
    lines: { task: names.tasks[1], source: lineSource, target: lineTarget, rows: lines, ...(lineFilter ? { filter: lineFilter } : {}) },
  };
}

const numberGrades: readonly Grade[] = ["O", "D17"];

/** Active quotes with products of SCM only become quotations (page "Synchronize sales quotation headers and lines directly from Sales to Supply Chain Management"). */
export function quotesTemplate(settings: TemplateSettings): Template {
  const number = "SalesQuotationNumber";
  return document(settings, { name: quotesName, tasks: ["QuoteHeader", "QuoteLine"], order: 50 }, {
    source: { table: "quote", entitySet: "quotes", primaryId: "quoteid", primaryName: "name", keyColumn: "quotenumber" },
    target: { entitySet: "CDSSalesQuotationHeaders", keyField: number, menuItem: "SalesQuotationListPage" },
    lineSource: { table: "quotedetail", entitySet: "quotedetails", primaryId: "quotedetailid", parentLookup: "quoteid" },
    lineTarget: { entitySet: "CDSSalesQuotationLines", parentField: number, keyField: "LineCreationSequenceNumber" },
  }, [
    row(number, "code", copy("quotenumber"), numberGrades, { maxLength: 20, required: true, write: "create", label: label("Quote ID", "ID du devis"), note: "Key, with the company." }),
    ...headerRows(settings, { name: "SalesQuotationName", reference: "CustomersReference", customer: "RequestingCustomerAccountNumber" }),
    row("DeliveryAddressDescription", "string", customer, ["O"], { ...onlyWithShipTo, label: customerLabel }),
  ], lineRows(settings, { number, quantity: "RequestedSalesQuantity" }), [
    { column: "statecode", is: "eq", value: 1, why: "not-activated" },
    { column: quote.columns.hasExternallyMaintainedProductsOnly, is: "eq", value: true, why: "lines-not-maintained" },
  ], undefined);
}

/** Activated orders become orders of SCM (page "Synchronization of sales orders directly between Sales and Supply Chain Management"). */
export function ordersOutTemplate(settings: TemplateSettings): Template {
  const number = "SalesOrderNumber";
  const c = salesOrder.columns;
  return document(settings, { name: ordersOutName, tasks: ["OrderHeader", "OrderLine"], order: 60 }, {
    source: { table: "salesorder", entitySet: "salesorders", primaryId: "salesorderid", primaryName: "name", keyColumn: "ordernumber" },
    target: { entitySet: "CDSSalesOrderHeaders", keyField: number, menuItem: "SalesTableListPage" },
    lineSource: { table: "salesorderdetail", entitySet: "salesorderdetails", primaryId: "salesorderdetailid", parentLookup: "salesorderid" },
    lineTarget: { entitySet: "CDSSalesOrderLines", parentField: number, keyField: "LineCreationSequenceNumber" },
  }, [
    row(number, "code", copy("ordernumber"), ["O"], { maxLength: 20, required: true, write: "create", label: label("Order ID", "ID de la commande"), note: "Key, with the company." }),
    ...headerRows(settings, { name: "SalesOrderName", reference: "CustomersOrderReference", customer: "OrderingCustomerAccountNumber" }),
    row("PaymentTermsBaseDate", "date", copy("submitdate"), ["O"], { keepWhenBlank: true, label: label("Date Submitted", "Date de soumission") }),
    ...(settings.salesOrigin === "" ? [] : [row("SalesOrderOriginCode", "code", constant(settings.salesOrigin), ["I"], { write: "create", note: "Setting `salesOrigin`." })]),
  ], lineRows(settings, { number, quantity: "OrderedSalesQuantity" }), [
    { column: c.processingStatus, is: "eq", value: ProcessingStatus.Active, why: "order-draft" },
    { column: c.hasExternallyMaintainedProductsOnly, is: "eq", value: true, why: "lines-not-maintained" },
    { column: c.isMaintainedExternally, is: "eq", value: false },
  ], [{ column: salesOrderDetail.columns.isMiscTax, is: "ne", value: true }]);
}
