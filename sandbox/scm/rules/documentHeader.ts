import { emptyDate, type EntityDefinition } from "../metadata/entity";
import { textOf, type StoredRow } from "../store";
import { formattedAddress, settleAddress } from "./address";
import { textIn, type RuleContext, type Values } from "./context";
import { customerOf } from "./customerFlags";
import { hasDate, type DocumentKind } from "./documents";
import { mustBeFilledIn } from "./relations";

/** Value of the document ← value of its customer. */
const inherited: Record<string, string> = {
  CurrencyCode: "SalesCurrencyCode", LanguageId: "LanguageId", DefaultShippingSiteId: "SiteId", DefaultShippingWarehouseId: "WarehouseId",
  DeliveryModeCode: "DeliveryMode", DeliveryTermsCode: "DeliveryTerms", PaymentTermsName: "PaymentTerms", PriceCustomerGroupCode: "DiscountPriceGroupId",
};

/** Part of a document's address ← part of a customer's. */
const addressParts: Record<string, string> = {
  Street: "Street", StreetNumber: "StreetNumber", City: "City", ZipCode: "ZipCode", StateId: "State", CountyId: "County",
  CountryRegionId: "CountryRegionId", CountryRegionISOCode: "CountryRegionISOCode",
};

/**
 * Fills in a new order or quotation: its number from the sequence, and from the customer currency, language, site,
 * warehouse, terms, name and addresses.
 */
export function startHeader(kind: DocumentKind, values: Values, context: RuleContext): string[] {
  const company = textIn(values, "dataAreaId");
  if (textIn(values, kind.number) === "") {
    if (context.settings.manual[kind.manual]) return mustBeFilledIn(kind.title, kind.table);
    values[kind.number] = context.sequences.next(`${kind.table} ${company}`, kind.prefix, 6, (number) => context.rows.find(kind.header, [company, number]) !== undefined);
  }
  const customer = customerOf(context, company, textIn(values, kind.customer));
  if (!customer) return [];
  const fill = (name: string, value: string) => {
    if (textIn(values, name) === "" && value !== "") values[name] = value;
  };
  fill("InvoiceCustomerAccountNumber", textOf(customer, "InvoiceAccount") || textOf(customer, "CustomerAccount"));
  for (const [name, from] of Object.entries(inherited)) fill(name, textOf(customer, from));
  fill(kind.name, textOf(customer, "OrganizationName"));
  inheritAddress("DeliveryAddress", values, customer);
  inheritAddress("InvoiceAddress", values, customerOf(context, company, textIn(values, "InvoiceCustomerAccountNumber")) ?? customer);
  fill("DeliveryAddressName", textOf(customer, "OrganizationName"));
  return [];
}

/** Takes the customer's address of that kind, else his primary one, unless the document brings its own. */
function inheritAddress(prefix: string, values: Values, customer: StoredRow): void {
  if (Object.keys(addressParts).some((part) => textIn(values, prefix + part) !== "")) return;
  const from = textOf(customer, `${prefix}CountryRegionId`) === "" ? "Address" : prefix;
  for (const [part, source] of Object.entries(addressParts)) {
    const value = textOf(customer, from + source);
    if (value !== "") values[prefix + part] = value;
  }
}

/** Rules that hold after each write of an order or quotation: customer, dates, addresses. */
export function settleHeader(kind: DocumentKind, definition: EntityDefinition, values: Values, given: Readonly<Values>, context: RuleContext): string[] {
  const infolog: string[] = [];
  if (textIn(values, kind.customer) === "") infolog.push(...mustBeFilledIn("Customer account", kind.table));
  const customer = given[kind.customer] === undefined ? undefined : customerOf(context, textIn(values, "dataAreaId"), textIn(values, kind.customer));
  if (customer && textOf(customer, "OnHoldStatus") === "All") {
    infolog.push(`Error: Customer account ${textOf(customer, "CustomerAccount")} is on hold for all transactions`);
  }
  if (textIn(values, "CurrencyCode") === "") infolog.push(...mustBeFilledIn("Currency", kind.table));
  if (!hasDate(values, "RequestedShippingDate")) infolog.push(...mustBeFilledIn("Requested ship date", kind.table));
  if (!hasDate(values, kind.receiptDate)) values[kind.receiptDate] = values["RequestedShippingDate"] ?? emptyDate;
  for (const prefix of ["DeliveryAddress", "InvoiceAddress"]) infolog.push(...settleAddress(prefix, definition, values, given, context.rows));
  values[kind.formattedDeliveryAddress] = formattedAddress("DeliveryAddress", values);
  values["FormattedInvoiceAddress"] = formattedAddress("InvoiceAddress", values);
  return infolog;
}
