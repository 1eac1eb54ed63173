import { account } from "../../model/generated/schema";
import type { Grade, Row, Template } from "../core/templateTypes";
import { countries } from "./countries";

const labels = {
  accountnumber: { 1033: "Account Number", 1036: "Numéro de compte" },
  name: { 1033: "Account Name", 1036: "Nom du compte" },
  group: { 1033: "SCM customer group", 1036: "Groupe de clients SCM" },
  credit: { 1033: "Credit Limit", 1036: "Limite de crédit" },
  currency: { 1033: "Currency", 1036: "Devise" },
  employees: { 1033: "Number of Employees", 1036: "Nombre d'employés" },
  email: { 1033: "Email", 1036: "E-mail" },
  phone: { 1033: "Main Phone", 1036: "Téléphone principal" },
  fax: { 1033: "Fax", 1036: "Télécopie" },
  website: { 1033: "Website", 1036: "Site web" },
  description: { 1033: "Description", 1036: "Description" },
} as const;

const addressLabel = (number: 1 | 2, english: string, french: string) =>
  ({ 1033: `Address ${number}: ${english}`, 1036: `Adresse ${number} : ${french}` }) as const;

/** Rows of one address. Which Sales address is which in SCM is not printed anywhere; see docs/templates/accounts.md. */
function addressRows(number: 1 | 2, prefix: string, grades: readonly Grade[], extra: Partial<Row>): Row[] {
  const column = (name: string) => `address${number}_${name}`;
  const text = (name: string, target: string, maxLength: number, english: string, french: string): Row => ({
    target: `${prefix}${target}`, type: "string", from: { kind: "copy", column: column(name) }, maxLength,
    label: addressLabel(number, english, french), grades,
  });
  return [
    text("line1", "Street", 250, "Street 1", "rue 1"),
    text("city", "City", 60, "City", "ville"),
    { ...text("stateorprovince", "State", 10, "State/Province", "département/région"), type: "code" },
    ...(number === 1 ? [{ ...text("county", "County", 10, "County", "canton"), type: "code" as const }] : []),
    text("postalcode", "ZipCode", 10, "ZIP/Postal Code", "code postal"),
    {
      target: `${prefix}CountryRegionISOCode`, type: "code",
      from: { kind: "valueMap", column: column("country"), map: "countries", whenBlank: "US" },
      label: addressLabel(number, "Country/Region", "pays/région"), grades: ["D17", "I"], ...extra,
    },
  ];
}

/** Columns of address 2 the template maps; a delivery address is written only when one of them has a value. */
const address2 = ["address2_line1", "address2_city", "address2_stateorprovince", "address2_postalcode", "address2_country"];

/**
 * Accounts of Sales become customers of SCM (page "Synchronize accounts directly from Sales to customers in Supply Chain
 * Management"). Fields, defaults and how far each is proven: docs/templates/accounts.md, made from this file.
 */
export const accountsTemplate: Template = {
  name: "Accounts (Sales to Fin and Ops) - Direct",
  task: "Accounts - Customers",
  direction: "toScm",
  order: 20,
  needs: [],
  source: { table: "account", entitySet: "accounts", primaryId: "accountid", primaryName: "name", keyColumn: "accountnumber" },
  target: { entitySet: "CustomersV3", keyField: "CustomerAccount", menuItem: "CustTableListPage" },
  valueMaps: { countries },
  rows: [
    { target: "CustomerAccount", type: "code", from: { kind: "copy", column: "accountnumber" }, maxLength: 20, required: true, write: "create", label: labels.accountnumber, grades: ["O", "W"], note: "Key, with the company." },
    { target: "PartyNumber", type: "code", from: { kind: "copy", column: "accountnumber" }, maxLength: 20, write: "create", label: labels.accountnumber, grades: ["D", "I"], note: "Set on a new customer; SCM does not let it change." },
    { target: "OrganizationName", type: "string", from: { kind: "copy", column: "name" }, maxLength: 100, required: true, label: labels.name, grades: ["W"] },
    { target: "PartyType", type: "enum", from: { kind: "constant", value: "Organization" }, write: "create", grades: ["O", "W"], note: "Set on a new customer; SCM does not let it change." },
    { target: "IsExternallyMaintained", type: "enum", from: { kind: "constant", value: "Yes" }, grades: ["D", "I"], note: "Orders and invoices of such customers flow back to Sales." },
    { target: "CustomerGroupId", type: "code", from: { kind: "defaultWhenBlank", column: account.columns.customerGroup, value: "10" }, maxLength: 10, label: labels.group, grades: ["D"], note: "The source column is ours; the default 10 is Microsoft's." },
    { target: "SiteId", type: "code", from: { kind: "constant", value: "1" }, write: "create", grades: ["D", "I"], note: "Default for a new customer (D); later changes in SCM are kept (I)." },
    { target: "WarehouseId", type: "code", from: { kind: "constant", value: "13" }, write: "create", grades: ["D", "I"], note: "Default for a new customer (D); later changes in SCM are kept (I)." },
    { target: "LanguageId", type: "code", from: { kind: "constant", value: "en-us" }, write: "create", grades: ["D", "I"], note: "Default for a new customer (D); later changes in SCM are kept (I)." },
    { target: "CreditLimit", type: "decimal", from: { kind: "copy", column: "creditlimit" }, label: labels.credit, grades: ["O", "W"] },
    { target: "SalesCurrencyCode", type: "code", from: { kind: "lookup", lookup: "transactioncurrencyid", column: "isocurrencycode" }, maxLength: 3, keepWhenBlank: true, label: labels.currency, grades: ["O", "W"], note: "A blank currency leaves SCM's own." },
    { target: "OrganizationNumberOfEmployees", type: "integer", from: { kind: "copy", column: "numberofemployees" }, label: labels.employees, grades: ["O", "W"] },
    { target: "PrimaryContactEmail", type: "string", from: { kind: "copy", column: "emailaddress1" }, maxLength: 255, label: labels.email, grades: ["O", "W"] },
    { target: "PrimaryContactPhone", type: "string", from: { kind: "copy", column: "telephone1" }, maxLength: 255, label: labels.phone, grades: ["O", "W"] },
    { target: "PrimaryContactFax", type: "string", from: { kind: "copy", column: "fax" }, maxLength: 255, label: labels.fax, grades: ["W"] },
    { target: "PrimaryContactURL", type: "string", from: { kind: "copy", column: "websiteurl" }, maxLength: 255, label: labels.website, grades: ["O", "W"] },
    { target: "SalesMemo", type: "string", from: { kind: "computed", column: "description", function: "lineFeeds" }, label: labels.description, grades: ["W"] },
    ...addressRows(1, "Address", ["I"], {}),
    ...addressRows(2, "DeliveryAddress", ["O", "I"], { onlyWithAny: address2, note: "Left out when address 2 is blank as a whole, so that no delivery address of a bare country appears." }),
  ],
};
