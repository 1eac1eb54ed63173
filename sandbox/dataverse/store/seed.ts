import { ids } from "../../data/ids";
import type { MetadataRegistry } from "../metadata/registry";
import { resolveLabel } from "../platform";
import { administratorRoleId, salespersonRoleId } from "../security/standardRoles";
import { userRoles } from "../security/principal";
import { derivedId } from "./derivedId";
import type { Store } from "./store";
import type { LookupValue, Row } from "./types";

/** Ids of messages that are the same in every organisation. */
const messages: Record<string, string> = {
  Create: "9ebdbb1b-ea3e-db11-86a7-000a3a5473e8",
  Update: "20bebb1b-ea3e-db11-86a7-000a3a5473e8",
  Delete: "a1bdbb1b-ea3e-db11-86a7-000a3a5473e8",
};

const lookup = (table: string, id: string): LookupValue => ({ table, id });

/**
 * Rows that every organisation begins with: itself, a business unit, its team, three users, the currency, the
 * default unit group, roles and messages.
 * @param now ISO 8601 UTC
 */
export function seed(store: Store, registry: MetadataRegistry, now: string): void {
  const unit = lookup("businessunit", ids.businessUnit);
  const put = (table: string, id: string, row: Row): void => putRow(store, registry, table, id, row, now);
  put("organization", ids.organization, {
    name: "sandbox", languagecode: 1033, basecurrencyid: lookup("transactioncurrency", ids.baseCurrency),
    pricingdecimalprecision: 2, currencydecimalprecision: 2, expirechangetrackingindays: 7,
    oobpricecalculationenabled: true, discountcalculationmethod: 0, createproductswithoutparentinactivestate: false,
    quoteprefix: "QUO", orderprefix: "ORD", invoiceprefix: "INV", uniquespecifierlength: 6,
  });
  put("businessunit", ids.businessUnit, { name: "sandbox", isdisabled: false });
  put("transactioncurrency", ids.baseCurrency, {
    currencyname: "US Dollar", isocurrencycode: "USD", currencysymbol: "$", currencyprecision: 2, exchangerate: "1.0000000000", statecode: 0, statuscode: 1,
  });
  put("team", ids.defaultTeam, { name: "sandbox", businessunitid: unit, isdefault: true, teamtype: 0 });
  put("uomschedule", ids.defaultUnitGroup, { name: "Default Unit", baseuomname: "Primary Unit", statecode: 0, statuscode: 1 });
  put("uom", ids.defaultUnit, { name: "Primary Unit", quantity: "1.0000000000", uomscheduleid: lookup("uomschedule", ids.defaultUnitGroup), isschedulebaseuom: true });
  const user = (id: string, first: string, last: string, more: Row): void => put("systemuser", id, {
    firstname: first, lastname: last, fullname: [first, last].filter(Boolean).join(" "), businessunitid: unit, isdisabled: false,
    accessmode: 0, azureactivedirectoryobjectid: entraObjectId(id), ...more,
  });
  user(ids.users.admin, "Alex", "Admin", { internalemailaddress: "alex.admin@example.com", domainname: "alex.admin@example.com", title: "System administrator" });
  user(ids.users.sales, "Sam", "Sales", { internalemailaddress: "sam.sales@example.com", domainname: "sam.sales@example.com", title: "Salesperson" });
  user(ids.users.sync, "#", "P2C Sync", { internalemailaddress: "p2c-sync@example.com", domainname: "p2c-sync@example.com", applicationid: derivedId("application", ids.users.sync), accessmode: 4, title: "Application user" });
  seedFromMetadata(store, registry, now);
  store.link(userRoles, ids.users.admin, administratorRoleId);
  store.link(userRoles, ids.users.sales, salespersonRoleId);
}

/**
 * Rows that mirror metadata: roles, solutions, publishers, and which messages each table has. Called again after an
 * import; rows that are there keep their version unless something in them changed.
 */
export function seedFromMetadata(store: Store, registry: MetadataRegistry, now: string): void {
  const unit = lookup("businessunit", ids.businessUnit);
  const put = (table: string, id: string, row: Row): void => putRow(store, registry, table, id, row, now);
  for (const role of registry.roles()) put("role", role.roleId.replace(/[{}]/g, "").toLowerCase(), { name: role.name, businessunitid: unit, ismanaged: false });
  for (const publisher of registry.publishers.values()) {
    put("publisher", derivedId("publisher", publisher.uniqueName), {
      uniquename: publisher.uniqueName, friendlyname: resolveLabel(publisher.labels, 1033), customizationprefix: publisher.prefix,
      customizationoptionvalueprefix: publisher.optionValuePrefix,
    });
  }
  for (const solution of registry.solutions.values()) {
    put("solution", solution.solutionId.replace(/[{}]/g, "").toLowerCase(), {
      uniquename: solution.uniqueName, friendlyname: resolveLabel(solution.labels, 1033), version: solution.version,
      ismanaged: solution.managed, isvisible: true, installedon: now,
      publisherid: lookup("publisher", derivedId("publisher", solution.publisher)),
    });
  }
  for (const [name, id] of Object.entries(messages)) {
    put("sdkmessage", id, { name, isactive: true, autotransact: true });
    for (const table of registry.tables()) {
      put("sdkmessagefilter", derivedId("filter", `${name} ${table.logicalName}`), {
        name, primaryobjecttypecode: table.logicalName, secondaryobjecttypecode: "none", sdkmessageid: lookup("sdkmessage", id), iscustomprocessingstepallowed: true,
      });
    }
  }
}

/** Entra object id of a sandbox user, for the CallerObjectId header. */
export function entraObjectId(userId: string): string {
  return derivedId("entra", userId);
}

function putRow(store: Store, registry: MetadataRegistry, tableName: string, id: string, values: Row, now: string): void {
  const table = registry.table(tableName);
  if (!table) return;
  const before = store.find(tableName, id);
  const known = Object.entries(values).filter(([column, value]) => table.columns[column] && value !== null && value !== undefined);
  const admin = lookup("systemuser", ids.users.admin);
  const system: Row = table.columns.createdon ? { createdon: now, createdby: admin, modifiedon: now, modifiedby: admin } : {};
  const row: Row = { ...system, ...before, ...Object.fromEntries(known), [table.primaryId]: id };
  if (before && JSON.stringify({ ...row, installedon: before.installedon }) === JSON.stringify(before)) return;
  row.versionnumber = store.nextVersion();
  store.put(tableName, id, row);
}
