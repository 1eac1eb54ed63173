import type { MetadataRegistry } from "./registry";
import type { Labels, ViewDefinition } from "./types";
import { buildView, type ViewSpec } from "./viewBuilder";

interface TableViews {
  columns: [string, number][];
  find: string[];
  views: Omit<ViewSpec, "columns" | "sort">[];
  sort?: string;
  descending?: boolean;
}

const both = (english: string, french: string): Labels => ({ 1033: english, 1036: french });
const state = (value: number): [string, string, string][] => [["statecode", "eq", String(value)]];
const mine: [string, string] = ["ownerid", "eq-userid"];

const standard: Record<string, TableViews> = {
  account: {
    columns: [["name", 260], ["accountnumber", 150], ["telephone1", 150], ["address1_city", 130], ["address1_country", 130], ["primarycontactid", 160]],
    find: ["name", "accountnumber", "emailaddress1", "address1_city"],
    views: [
      { id: "00000000-0000-0000-00aa-000010001002", labels: both("Active Accounts", "Comptes actifs"), isDefault: true, filter: state(0) },
      { id: "00000000-0000-0000-00aa-000010001001", labels: both("My Active Accounts", "Mes comptes actifs"), filter: [mine, ...state(0)] },
      { labels: both("Inactive Accounts", "Comptes inactifs"), filter: state(1) },
      { labels: both("All Accounts", "Tous les comptes") },
    ],
  },
  contact: {
    columns: [["fullname", 240], ["parentcustomerid", 220], ["emailaddress1", 220], ["telephone1", 150], ["address1_city", 130]],
    find: ["fullname", "emailaddress1", "telephone1"],
    views: [
      { id: "00000000-0000-0000-00aa-000010001004", labels: both("Active Contacts", "Contacts actifs"), isDefault: true, filter: state(0) },
      { id: "00000000-0000-0000-00aa-000010001003", labels: both("My Active Contacts", "Mes contacts actifs"), filter: [mine, ...state(0)] },
      { labels: both("Inactive Contacts", "Contacts inactifs"), filter: state(1) },
      { labels: both("All Contacts", "Tous les contacts") },
    ],
  },
  product: {
    columns: [["name", 260], ["productnumber", 160], ["defaultuomid", 120], ["price", 120], ["statecode", 110]],
    find: ["name", "productnumber"],
    views: [
      { labels: both("Active Products", "Produits actifs"), isDefault: true, filter: state(0) },
      { labels: both("Draft Products", "Produits en brouillon"), filter: state(2) },
      { labels: both("Retired Products", "Produits retirés"), filter: state(1) },
      { labels: both("All Products", "Tous les produits") },
    ],
  },
  quote: {
    columns: [["name", 240], ["quotenumber", 160], ["customerid", 200], ["totalamount", 130], ["statecode", 110], ["createdon", 130]],
    find: ["name", "quotenumber"], sort: "createdon", descending: true,
    views: [
      { labels: both("All Quotes", "Tous les devis"), isDefault: true },
      { labels: both("My Quotes", "Mes devis"), filter: [mine] },
      { labels: both("Active Quotes", "Devis actifs"), filter: state(1) },
      { labels: both("Closed Quotes", "Devis fermés"), filter: state(3) },
    ],
  },
  salesorder: {
    columns: [["name", 240], ["ordernumber", 160], ["customerid", 200], ["totalamount", 130], ["statecode", 110], ["createdon", 130]],
    find: ["name", "ordernumber"], sort: "createdon", descending: true,
    views: [
      { labels: both("All Orders", "Toutes les commandes"), isDefault: true },
      { labels: both("My Orders", "Mes commandes"), filter: [mine] },
      { labels: both("Active Orders", "Commandes actives"), filter: state(0) },
      { labels: both("Canceled Orders", "Commandes annulées"), filter: state(2) },
    ],
  },
  invoice: {
    columns: [["name", 240], ["invoicenumber", 160], ["customerid", 200], ["totalamount", 130], ["duedate", 120], ["statecode", 110]],
    find: ["name", "invoicenumber"], sort: "createdon", descending: true,
    views: [
      { labels: both("All Invoices", "Toutes les factures"), isDefault: true },
      { labels: both("My Invoices", "Mes factures"), filter: [mine] },
      { labels: both("Active Invoices", "Factures actives"), filter: state(0) },
      { labels: both("Paid Invoices", "Factures payées"), filter: state(2) },
    ],
  },
  pricelevel: {
    columns: [["name", 260], ["transactioncurrencyid", 140], ["begindate", 120], ["enddate", 120]],
    find: ["name"],
    views: [{ labels: both("Active Price Lists", "Tarifs actifs"), isDefault: true, filter: state(0) }],
  },
  productpricelevel: {
    columns: [["pricelevelid", 220], ["uomid", 100], ["amount", 120], ["quantitysellingcode", 140]],
    find: ["productnumber"], sort: "pricelevelid",
    views: [{ labels: both("Price List Items", "Éléments de tarif"), isDefault: true }],
  },
  quotedetail: lines(["productid", "productdescription", "quantity", "uomid", "priceperunit", "extendedamount"], both("Quote Products", "Lignes de devis")),
  salesorderdetail: lines(["productid", "productdescription", "quantity", "uomid", "priceperunit", "extendedamount"], both("Order Products", "Lignes de commande")),
  invoicedetail: lines(["productid", "productdescription", "quantity", "uomid", "priceperunit", "extendedamount"], both("Invoice Products", "Lignes de facture")),
  systemuser: {
    columns: [["fullname", 240], ["internalemailaddress", 240], ["businessunitid", 180]],
    find: ["fullname", "internalemailaddress"],
    views: [{ labels: both("Enabled Users", "Utilisateurs actifs"), isDefault: true, filter: [["isdisabled", "eq", "0"]] }],
  },
};

/** Public and quick find views of the standard tables that people open in the Sales app. */
export function standardViews(registry: MetadataRegistry): ViewDefinition[] {
  return Object.entries(standard).flatMap(([name, { columns, find, views, sort, descending }]) => {
    const table = registry.table(name);
    if (!table) throw new Error(`Standard views name the table ${name}, which does not exist.`);
    const shared = { columns, sort: sort ?? table.primaryName, ...(descending ? { descending } : {}) };
    const english = table.collectionLabels[1033] ?? name;
    const french = table.collectionLabels[1036] ?? english;
    const quickFind = { ...shared, queryType: 4, isDefault: true, find, labels: both(`Quick Find ${english}`, `Recherche rapide : ${french}`) };
    return [...views.map((view) => buildView(table, { ...shared, ...view })), buildView(table, quickFind)];
  });
}

function lines(columns: string[], labels: Labels): TableViews {
  return { columns: columns.map((column) => [column, 140]), find: ["productdescription"], sort: "lineitemnumber", views: [{ labels, isDefault: true }] };
}
