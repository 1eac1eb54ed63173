import type { Column, ColumnType, ManyToMany, Relationship, Table } from "../../metadata/types";
import type { Row, RowSource } from "../../store/types";
import type { QueryRegistry } from "../registry";
import type { RunContext } from "../runList";
import type { ShapeOptions } from "../shape";
import { isLookupValue, textOf } from "../columns";

// A small organisation for the query engine's tests: accounts with contacts, tasks and requests, users, currencies.

type ColumnSketch = ColumnType | [ColumnType, Partial<Column>];

function column(logicalName: string, sketch: ColumnSketch): Column {
  const [type, more] = typeof sketch === "string" ? [sketch, {}] : sketch;
  return { logicalName, schemaName: logicalName, type, labels: { 1033: logicalName }, required: "none", ...more };
}

function table(logicalName: string, entitySet: string, primaryId: string, primaryName: string, columns: Record<string, ColumnSketch>): Table {
  const all = { [primaryId]: "Uniqueidentifier" as const, ...columns };
  return {
    logicalName, schemaName: logicalName, entitySet, objectTypeCode: 1, primaryId, primaryName, ownership: "UserOwned",
    labels: { 1033: logicalName }, collectionLabels: { 1033: entitySet }, changeTracking: true, custom: false, keys: [],
    columns: Object.fromEntries(Object.entries(all).map(([name, sketch]) => [name, column(name, sketch)])),
  };
}

const state: ColumnSketch = ["State", { options: [{ value: 0, labels: { 1033: "Active", 1036: "Actif" } }, { value: 1, labels: { 1033: "Inactive", 1036: "Inactif" } }] }];

export const accountTable = table("account", "accounts", "accountid", "name", {
  name: "String", accountnumber: "String", description: "Memo", statecode: state,
  statuscode: ["Status", { options: [{ value: 1, labels: { 1033: "Active" } }, { value: 2, labels: { 1033: "Inactive" } }] }],
  industrycode: ["Picklist", { options: [{ value: 1, labels: { 1033: "Zoo" } }, { value: 2, labels: { 1033: "Accounting" } }] }],
  p2c_tags: ["MultiSelectPicklist", { options: [{ value: 1, labels: { 1033: "Red" } }, { value: 2, labels: { 1033: "Blue" } }, { value: 12, labels: { 1033: "Green" } }] }],
  numberofemployees: "Integer", revenue: "Money", creditlimit: "Money", exchangerate: ["Decimal", { precision: 4 }],
  donotemail: ["Boolean", { options: [{ value: 0, labels: { 1033: "Allow" } }, { value: 1, labels: { 1033: "Do Not Allow" } }] }],
  address1_latitude: "Double", createdon: "DateTime", modifiedon: "DateTime", lastonholdtime: ["DateTime", { dateOnly: true }],
  primarycontactid: ["Lookup", { targets: ["contact"] }], parentaccountid: ["Lookup", { targets: ["account"] }],
  ownerid: ["Owner", { targets: ["systemuser", "team"] }], createdby: ["Lookup", { targets: ["systemuser"] }],
  transactioncurrencyid: ["Lookup", { targets: ["transactioncurrency"] }], p2c_syncstateid: ["Lookup", { targets: ["p2c_syncstate"] }],
  versionnumber: "BigInt",
});

export const contactTable = table("contact", "contacts", "contactid", "fullname", {
  fullname: "String", firstname: "String", lastname: "String", emailaddress1: "String", birthdate: ["DateTime", { dateOnly: true }],
  parentcustomerid: ["Customer", { targets: ["account", "contact"] }], createdby: ["Lookup", { targets: ["systemuser"] }], versionnumber: "BigInt",
});

const tables = [
  accountTable,
  contactTable,
  table("systemuser", "systemusers", "systemuserid", "fullname", { fullname: "String", businessunitid: ["Lookup", { targets: ["businessunit"] }], versionnumber: "BigInt" }),
  table("businessunit", "businessunits", "businessunitid", "name", { name: "String", versionnumber: "BigInt" }),
  table("transactioncurrency", "transactioncurrencies", "transactioncurrencyid", "currencyname", { currencyname: "String", isocurrencycode: "String", currencysymbol: "String", currencyprecision: "Integer", versionnumber: "BigInt" }),
  table("p2c_syncstate", "p2c_syncstates", "p2c_syncstateid", "p2c_name", { p2c_name: "String", p2c_status: "Picklist", versionnumber: "BigInt" }),
  table("p2c_syncrequest", "p2c_syncrequests", "p2c_syncrequestid", "p2c_name", { p2c_name: "String", p2c_status: "Picklist", createdon: "DateTime", p2c_accountid: ["Lookup", { targets: ["account"] }], versionnumber: "BigInt" }),
  table("list", "lists", "listid", "listname", { listname: "String", versionnumber: "BigInt" }),
];

function lookup(referencingTable: string, referencingColumn: string, referencedTable: string, lookupNavigation: string, collectionNavigation: string): Relationship {
  return { schemaName: collectionNavigation, referencingTable, referencingColumn, referencedTable, lookupNavigation, collectionNavigation, cascadeDelete: "RemoveLink" };
}

const relationships = [
  lookup("account", "primarycontactid", "contact", "primarycontactid", "account_primary_contact"),
  lookup("account", "parentaccountid", "account", "parentaccountid", "account_parent_account"),
  lookup("account", "ownerid", "systemuser", "ownerid", "user_accounts"),
  lookup("account", "ownerid", "team", "ownerid", "team_accounts"),
  lookup("account", "createdby", "systemuser", "createdby", "lk_accountbase_createdby"),
  lookup("account", "transactioncurrencyid", "transactioncurrency", "transactioncurrencyid", "transactioncurrency_account"),
  lookup("account", "p2c_syncstateid", "p2c_syncstate", "p2c_SyncStateId", "p2c_syncstate_account"),
  lookup("contact", "parentcustomerid", "account", "parentcustomerid_account", "contact_customer_accounts"),
  lookup("contact", "parentcustomerid", "contact", "parentcustomerid_contact", "contact_customer_contacts"),
  lookup("contact", "createdby", "systemuser", "createdby", "lk_contactbase_createdby"),
  lookup("p2c_syncrequest", "p2c_accountid", "account", "p2c_AccountId", "p2c_account_syncrequest"),
  lookup("systemuser", "businessunitid", "businessunit", "businessunitid", "business_unit_system_users"),
];
const manyToMany: ManyToMany[] = [{ schemaName: "listaccount", table1: "list", table2: "account", navigation: "listaccount_association" }];

export const registry: QueryRegistry = {
  table: (name) => tables.find((one) => one.logicalName === name),
  relationshipByLookup: (name, lookupColumn, target) => relationships.find((one) => one.referencingTable === name && one.referencingColumn === lookupColumn && (target === undefined || one.referencedTable === target)),
  lookupNavigations: (name) => relationships.filter((one) => one.referencingTable === name),
  collectionNavigations: (name) => relationships.filter((one) => one.referencedTable === name),
  manyToMany: (name) => manyToMany.filter((one) => one.table1 === name || one.table2 === name),
};

/** A GUID whose last digits tell rows apart, e.g. `id("a", 1)`. */
export function id(prefix: string, number: number): string {
  return `${prefix.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Rows in memory; counts how many were handed out by a full scan. */
export class MemorySource implements RowSource {
  scanned = 0;
  readonly tables = new Map<string, Map<string, Row>>();
  readonly links: { relationship: string; ids: [string, string] }[] = [];

  add(name: string, rows: readonly Row[]): this {
    const key = registry.table(name)?.primaryId ?? "";
    const held = this.tables.get(name) ?? new Map<string, Row>();
    for (const row of rows) held.set(textOf(row[key]), { versionnumber: 100 + held.size, ...row });
    this.tables.set(name, held);
    return this;
  }

  find(name: string, rowId: string): Row | undefined {
    return this.tables.get(name)?.get(rowId);
  }

  *all(name: string): Iterable<Row> {
    for (const row of this.tables.get(name)?.values() ?? []) {
      this.scanned += 1;
      yield row;
    }
  }

  *referencing(name: string, lookupColumn: string, rowId: string): Iterable<Row> {
    for (const row of this.tables.get(name)?.values() ?? []) {
      const value = row[lookupColumn];
      if (isLookupValue(value) && value.id === rowId) yield row;
    }
  }

  *linked(relationship: string, name: string, rowId: string): Iterable<Row> {
    for (const { relationship: one, ids } of this.links) {
      if (one !== relationship || !ids.includes(rowId)) continue;
      const row = this.find(name, ids[0] === rowId ? ids[1] : ids[0]);
      if (row) yield row;
    }
  }
}

export const userId = id("c", 1);
export const now = Date.parse("2024-05-15T10:30:00Z");
const euro = { id: id("e", 1), table: "transactioncurrency" };
const owner = { id: userId, table: "systemuser" };

/** Five accounts: Contoso (1), contoso Été (2), A_Data (3), 100% Bikes (4), O'Brien "& Sons" (5). */
export function sampleSource(): MemorySource {
  const source = new MemorySource();
  source.add("transactioncurrency", [{ transactioncurrencyid: euro.id, currencyname: "Euro", isocurrencycode: "EUR", currencysymbol: "€", currencyprecision: 2 }]);
  source.add("businessunit", [{ businessunitid: id("b", 1), name: "Root" }]);
  source.add("systemuser", [
    { systemuserid: userId, fullname: "Sam Sales", businessunitid: { id: id("b", 1), table: "businessunit" } },
    { systemuserid: id("c", 2), fullname: "Ada Admin", businessunitid: { id: id("b", 1), table: "businessunit" } },
  ]);
  source.add("p2c_syncstate", [{ p2c_syncstateid: id("d", 1), p2c_name: "Contoso", p2c_status: 3 }]);
  source.add("account", [
    { accountid: id("a", 1), name: "Contoso", accountnumber: "ACC-1", statecode: 0, statuscode: 1, industrycode: 1, p2c_tags: "1,2", numberofemployees: 2700, revenue: "5000000.00", creditlimit: null, exchangerate: "1.0000000000", donotemail: false, address1_latitude: 47.5, createdon: "2024-05-15T08:00:00Z", modifiedon: "2024-05-15T08:00:00Z", lastonholdtime: "2024-01-31", primarycontactid: { id: id("f", 1), table: "contact" }, ownerid: owner, createdby: owner, transactioncurrencyid: euro, p2c_syncstateid: { id: id("d", 1), table: "p2c_syncstate" } },
    { accountid: id("a", 2), name: "contoso Été", accountnumber: "ACC-2", statecode: 0, statuscode: 1, industrycode: 2, p2c_tags: "12", numberofemployees: 5, revenue: "9007199254740993.01", donotemail: true, createdon: "2024-05-14T23:59:59Z", modifiedon: "2024-05-14T23:59:59Z", primarycontactid: { id: id("f", 2), table: "contact" }, parentaccountid: { id: id("a", 1), table: "account" }, ownerid: owner, createdby: { id: id("c", 2), table: "systemuser" }, transactioncurrencyid: euro },
    { accountid: id("a", 3), name: "A_Data", statecode: 1, statuscode: 2, revenue: "9007199254740993.00", createdon: "2024-05-01T00:00:00Z", parentaccountid: { id: id("a", 1), table: "account" }, ownerid: { id: id("c", 2), table: "systemuser" } },
    { accountid: id("a", 4), name: "100% Bikes", statecode: 0, statuscode: 1, revenue: "0.10", createdon: "2023-12-31T23:30:00Z", ownerid: { id: id("c", 2), table: "systemuser" } },
    { accountid: id("a", 5), name: "O'Brien & Sons", accountnumber: "+123", statecode: 0, statuscode: 1, revenue: null, createdon: "2024-06-01T00:00:00Z", ownerid: owner },
  ]);
  source.add("contact", [
    { contactid: id("f", 1), fullname: "Yvonne McKay", firstname: "Yvonne", lastname: "McKay", emailaddress1: "y@contoso.com", birthdate: "1980-02-29", parentcustomerid: { id: id("a", 1), table: "account" }, createdby: owner },
    { contactid: id("f", 2), fullname: "Amy Amy", firstname: "Amy", lastname: "Amy", emailaddress1: null, parentcustomerid: { id: id("a", 1), table: "account" } },
    { contactid: id("f", 3), fullname: "Bob Bobson", firstname: "Bob", lastname: "Bobson", parentcustomerid: { id: id("a", 2), table: "account" } },
  ]);
  source.add("p2c_syncrequest", [1, 2, 3].map((number) => ({
    p2c_syncrequestid: id("9", number), p2c_name: `Request ${number}`, p2c_status: number, createdon: `2024-05-1${number}T00:00:00Z`, p2c_accountid: { id: id("a", 1), table: "account" },
  })));
  source.add("list", [{ listid: id("8", 1), listname: "Spring" }]);
  source.links.push({ relationship: "listaccount", ids: [id("8", 1), id("a", 1)] }, { relationship: "listaccount", ids: [id("8", 1), id("a", 3)] });
  return source;
}

export const runContext: RunContext = { registry, userId, now };
export const shapeOptions: ShapeOptions = {
  annotations: "none", languageId: 1033, baseUrl: "http://127.0.0.1:5080/api/data/v9.2", formatting: { locale: "en-US", timeZone: "UTC", baseCurrencyId: euro.id }, userId, now,
};
