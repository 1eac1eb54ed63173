import { buildForm, stableGuid, type FormField, type FormSection, type FormSpec, type FormTab } from "./formBuilder";
import type { MetadataRegistry } from "./registry";
import type { FormDefinition, Labels, Table } from "./types";

const both = (english: string, french: string): Labels => ({ 1033: english, 1036: french });
const named = (column: string, english: string, french: string): FormField => ({ column, labels: both(english, french) });
const section = (name: string, labels: Labels, ...fields: FormField[]): FormSection => ({ name, labels, fields });

const summary = both("Summary", "Résumé");
const details = both("Details", "Détails");
const general = both("General", "Général");

function address(number: 1 | 2): FormField[] {
  const of = (part: string) => `address${number}_${part}`;
  return [
    named(of("line1"), "Street 1", "Rue 1"), named(of("line2"), "Street 2", "Rue 2"), named(of("city"), "City", "Ville"),
    named(of("stateorprovince"), "State/Province", "Région ou province"), named(of("county"), "County", "Département"),
    named(of("postalcode"), "ZIP/Postal Code", "Code postal"), named(of("country"), "Country/Region", "Pays"),
  ];
}

const account: FormSpec = {
  header: ["revenue", "numberofemployees", "ownerid"],
  tabs: [
    {
      name: "SUMMARY_TAB", id: "{3b0b63a9-d379-689a-0ec3-e71eb4c6a841}", labels: summary,
      columns: [
        [
          section("ACCOUNT_INFORMATION", both("Account information", "Informations sur le compte"),
            "name", "accountnumber", "telephone1", "emailaddress1", "fax", "websiteurl", "parentaccountid", "tickersymbol"),
        ],
        [section("ADDRESS", both("Address", "Adresse"), ...address(1))],
        [
          section("SOCIAL_PANE_TAB", both("People", "Personnes"), "primarycontactid",
            { subgrid: { name: "Contacts", labels: both("Contacts", "Contacts"), table: "contact", viewId: "00000000-0000-0000-00aa-000010001004", relationship: "contact_customer_accounts" } }),
          section("BILLING", both("Billing", "Facturation"), "transactioncurrencyid", "creditlimit", "creditonhold", "paymenttermscode"),
        ],
      ],
    },
    {
      name: "DETAILS_TAB", labels: details,
      columns: [
        [
          section("COMPANY_PROFILE", both("Company profile", "Profil de la société"), "industrycode", "sic", "ownershipcode", "customertypecode"),
          section("DETAILS_DESCRIPTION", both("Description", "Description"), "description"),
        ],
        [
          section("CONTACT_PREFERENCES", both("Contact preferences", "Préférences de contact"),
            "preferredcontactmethodcode", "donotemail", "donotbulkemail", "donotphone", "donotfax", "donotpostalmail"),
          section("DELIVERY_ADDRESS", both("Second address", "Deuxième adresse"), ...address(2)),
        ],
        [
          section("SHIPPING", both("Shipping", "Livraison"), "address1_shippingmethodcode", "address1_freighttermscode", "defaultpricelevelid"),
          section("ADMINISTRATION", both("Administration", "Administration"), "statuscode", "createdon", "modifiedon"),
        ],
      ],
    },
  ],
};

const contact: FormSpec = {
  header: ["ownerid"],
  tabs: [
    {
      name: "SUMMARY_TAB", id: "{15bb2d4b-71da-74ea-3c5b-e497d78a55a2}", labels: summary,
      columns: [
        [section("CONTACT_INFORMATION", both("Contact information", "Coordonnées"),
          "firstname", "middlename", "lastname", "jobtitle", "parentcustomerid", "emailaddress1", "telephone1", "mobilephone", "fax", "websiteurl")],
        [section("ADDRESS", both("Address", "Adresse"), ...address(1))],
        [section("BILLING", both("Billing", "Facturation"), "transactioncurrencyid", "creditlimit", "creditonhold", "paymenttermscode")],
      ],
    },
    {
      name: "DETAILS_TAB", labels: details,
      columns: [
        [
          section("PERSONAL_INFORMATION", both("Personal information", "Informations personnelles"), "salutation", "gendercode", "familystatuscode", "birthdate", "description"),
          section("CONTACT_PREFERENCES", both("Contact preferences", "Préférences de contact"), "preferredcontactmethodcode", "donotemail", "donotphone", "donotfax", "donotpostalmail"),
        ],
        [
          section("DELIVERY_ADDRESS", both("Second address", "Deuxième adresse"), ...address(2)),
          section("SHIPPING", both("Shipping", "Livraison"), "address1_shippingmethodcode", "address1_freighttermscode", "defaultpricelevelid"),
          section("ADMINISTRATION", both("Administration", "Administration"), "statuscode", "createdon", "modifiedon"),
        ],
      ],
    },
  ],
};

function product(registry: MetadataRegistry): FormSpec {
  const prices = both("Price list items", "Éléments de tarif");
  return {
    header: ["statecode"],
    tabs: [
      {
        name: "summary_tab", labels: summary,
        columns: [
          [section("general", general, "name", "productnumber", "producttypecode", "productstructure", "parentproductid", "validfromdate", "validtodate", "description")],
          [
            section("units", both("Units", "Unités"), "defaultuomscheduleid", "defaultuomid", "quantitydecimal"),
            section("prices", both("Prices", "Prix"), "pricelevelid", "transactioncurrencyid", "price", "standardcost", "currentcost"),
            section("stock", both("Stock", "Stock"), "isstockitem", "quantityonhand", "vendorname"),
          ],
        ],
      },
      {
        name: "prices_tab", labels: prices,
        columns: [[section("price_list_items", prices, {
          subgrid: { name: "productpricelevelsGrid", labels: prices, table: "productpricelevel", relationship: "product_price_levels", viewId: registry.views("productpricelevel")[0]?.savedQueryId ?? "" },
        })]],
      },
      simpleTab("administration_tab", both("Administration", "Administration"), ["statuscode", "createdon", "modifiedon"]),
    ],
  };
}

const totals = [
  "totallineitemamount", "discountpercentage", "discountamount", "totalamountlessfreight", "freightamount", "totaltax", "totalamount", "totallineitemdiscountamount", "totaldiscountamount",
];
const shippingFields = ["paymenttermscode", "shippingmethodcode"];
const addressFields = (prefix: "billto" | "shipto"): string[] => ["name", "line1", "line2", "line3", "city", "stateorprovince", "postalcode", "country"].map((part) => `${prefix}_${part}`);

function document(number: string, lines: { name: string; table: string; relationship: string; labels: Labels }, more: { general: string[]; shipping: string[] }): (registry: MetadataRegistry) => FormSpec {
  return (registry) => ({
    header: ["totalamount", "statuscode", "ownerid"],
    tabs: [
      {
        name: "summary_tab", labels: summary,
        columns: [
          [section("general", general, number, "name", "customerid", "transactioncurrencyid", "pricelevelid", ...more.general, "description")],
          [section("totals", both("Totals", "Totaux"), ...totals), section("shipping", both("Shipping", "Livraison"), ...shippingFields, ...more.shipping)],
        ],
      },
      {
        name: "lines_tab", labels: lines.labels,
        columns: [[section("lines", lines.labels, {
          subgrid: { name: lines.name, labels: lines.labels, table: lines.table, relationship: lines.relationship, viewId: registry.views(lines.table)[0]?.savedQueryId ?? "" },
        })]],
      },
      {
        name: "addresses_tab", labels: both("Addresses", "Adresses"),
        columns: [[section("bill_to", both("Bill to", "Facturation"), ...addressFields("billto"))], [section("ship_to", both("Ship to", "Livraison"), "willcall", ...addressFields("shipto"))]],
      },
    ],
  });
}

const products = both("Products", "Produits");
const lineFields = [
  "productid", "isproductoverridden", "productdescription", "quantity", "uomid", "ispriceoverridden", "priceperunit", "baseamount", "volumediscountamount",
  "manualdiscountamount", "tax", "extendedamount", "lineitemnumber", "description",
];

const forms: { table: string; id?: string; spec: FormSpec | ((registry: MetadataRegistry) => FormSpec) }[] = [
  { table: "account", id: "8448b78f-8f42-454e-8e2a-f8196b0419af", spec: account },
  { table: "contact", id: "1fed44d1-ae68-4a41-bd2b-f13acac4acfa", spec: contact },
  { table: "product", id: "a640be62-63f6-4027-90d7-48c014a7c6f3", spec: product },
  {
    table: "quote", id: "54076a2d-d043-4a1b-b061-4d06846371a9",
    spec: document("quotenumber", { name: "quotedetailsGrid", table: "quotedetail", relationship: "quote_details", labels: products }, { general: ["revisionnumber", "effectivefrom", "effectiveto"], shipping: ["freighttermscode", "requestdeliveryby"] }),
  },
  { table: "quotedetail", id: "1ff13845-48d3-4744-bc69-43b691931a6e", spec: simple(["quoteid", ...lineFields, "requestdeliveryby"]) },
  {
    table: "salesorder", id: "d598792c-3ff0-43f3-b3e3-bbd70b99e1a5",
    spec: document("ordernumber", { name: "salesorderdetailsGrid", table: "salesorderdetail", relationship: "order_details", labels: products }, { general: ["quoteid", "ispricelocked"], shipping: ["freighttermscode", "requestdeliveryby", "datefulfilled"] }),
  },
  { table: "salesorderdetail", id: "2bb64321-6da0-4a1a-8466-62b40cc6bc7a", spec: simple(["salesorderid", ...lineFields, "quantityshipped", "requestdeliveryby"]) },
  {
    table: "invoice", id: "c9f7c8e8-324f-4ae4-9927-14efcba20d08",
    spec: document("invoicenumber", { name: "invoicedetailsGrid", table: "invoicedetail", relationship: "invoice_details", labels: products }, { general: ["salesorderid", "ispricelocked", "duedate"], shipping: ["datedelivered"] }),
  },
  { table: "invoicedetail", id: "684b159c-c312-4248-8b0f-0c164abe7d9e", spec: simple(["invoiceid", ...lineFields, "quantityshipped", "salesorderdetailid"]) },
  { table: "productpricelevel", spec: simple(["pricelevelid", "productid", "uomid", "pricingmethodcode", "amount", "quantitysellingcode"]) },
  { table: "pricelevel", spec: simple(["name", "transactioncurrencyid", "begindate", "enddate", "description"]) },
  { table: "systemuser", spec: simple(["fullname", "internalemailaddress", "jobtitle", "businessunitid"]) },
];

/** Main forms of the standard tables that the Sales app opens. The ids are those every organisation has. */
export function standardForms(registry: MetadataRegistry): FormDefinition[] {
  return forms.map(({ table: name, id, spec }) => {
    const table = registry.table(name);
    if (!table) throw new Error(`Standard forms name the table ${name}, which does not exist.`);
    return mainForm(table, id, typeof spec === "function" ? spec(registry) : spec);
  });
}

/** The main form that the platform makes for a new custom table: its name and, where rows are owned, its owner. */
export function generatedForm(table: Table): FormDefinition {
  const fields = [table.primaryName, ...(table.columns.ownerid ? ["ownerid"] : [])];
  return { ...mainForm(table, undefined, simple(fields)), labels: { 1033: "Information" } };
}

function mainForm(table: Table, id: string | undefined, spec: FormSpec): FormDefinition {
  return { formId: id ?? stableGuid(`form:${table.logicalName}`), table: table.logicalName, type: "main", labels: table.labels, formXml: buildForm(table, spec) };
}

function simple(fields: string[], header: string[] = []): FormSpec {
  return { header, tabs: [simpleTab("general", general, fields)] };
}

function simpleTab(name: string, labels: Labels, fields: string[]): FormTab {
  return { name, labels, columns: [[section(`${name}_section`, labels, ...fields)]] };
}
