import type { MetadataRegistry } from "../metadata/registry";
import { generatedForm } from "../metadata/standardForms";
import { stateColumns, systemColumns, systemRelationships } from "../metadata/systemColumns";
import type { Column, Table } from "../metadata/types";
import { generatedViews } from "../metadata/viewBuilder";
import { changeColumn, readColumn } from "./columns";
import { importCode, refuse } from "./errors";
import { at, attribute, child, elements, labelsIn, text, type Element } from "./xml";

/** Object type codes of custom tables begin here. */
const firstCustomCode = 10000;

/** Logical name of the table that an `Entity` element is about. */
export function tableNameOf(entity: Element): string {
  const name = attribute(at(entity, "EntityInfo", "entity"), "Name") || text(entity, "Name");
  return name.toLowerCase();
}

/**
 * Adds a custom table, or the columns and keys that a solution brings to a table that exists.
 * @returns the table's logical name, and whether it is new
 * @throws SolutionImportError when a name has another publisher's prefix, or the table lacks what every table needs
 */
export function importTable(entity: Element, registry: MetadataRegistry, prefix: string): { name: string; isNew: boolean } {
  const info = at(entity, "EntityInfo", "entity");
  const name = tableNameOf(entity);
  if (!info) {
    if (!registry.table(name)) refuse(importCode.missingDefinition, `The table '${name}' has no EntityInfo and is not in the target system.`);
    return { name, isNew: false };
  }
  const isNew = !registry.table(name);
  const table = registry.table(name) ?? newTable(info, registry, prefix);
  if (table.custom && !isNew) applyTableProperties(table, info);
  const attributes = elements(child(info, "attributes") ?? info, "attribute").filter((e) => attribute(e, "unmodified") !== "1");
  for (const element of attributes) importColumn(element, table, registry, prefix);
  if (isNew) completeTable(table, registry);
  for (const key of elements(child(info, "EntityKeys") ?? info, "EntityKey")) importKey(key, table, registry);
  return { name, isNew };
}

function newTable(info: Element, registry: MetadataRegistry, prefix: string): Table {
  const schemaName = attribute(info, "Name");
  const logicalName = schemaName.toLowerCase();
  checkPrefix(logicalName, prefix, "table");
  const ownership = text(info, "OwnershipTypeMask");
  if (ownership !== "UserOwned" && ownership !== "OrgOwned") refuse(importCode.schema, `The table '${logicalName}' has the ownership '${ownership}', expected UserOwned or OrgOwned.`);
  const codes = registry.tables().map((t) => t.objectTypeCode).filter((code) => code >= firstCustomCode);
  const table: Table = {
    logicalName, schemaName,
    entitySet: text(info, "EntitySetName") || `${logicalName}s`,
    objectTypeCode: Math.max(firstCustomCode - 1, ...codes) + 1,
    primaryId: "", primaryName: "",
    ownership: ownership === "UserOwned" ? "UserOwned" : "OrganizationOwned",
    labels: {}, collectionLabels: {}, changeTracking: false, custom: true, columns: {}, keys: [],
  };
  applyTableProperties(table, info);
  registry.addTable(table);
  return table;
}

function applyTableProperties(table: Table, info: Element): void {
  const [labels, collectionLabels] = [labelsIn(child(info, "LocalizedNames")), labelsIn(child(info, "LocalizedCollectionNames"))];
  if (Object.keys(labels).length > 0) table.labels = labels;
  if (Object.keys(collectionLabels).length > 0) table.collectionLabels = collectionLabels;
  if (child(info, "ChangeTrackingEnabled")) table.changeTracking = text(info, "ChangeTrackingEnabled") === "1";
}

function importColumn(element: Element, table: Table, registry: MetadataRegistry, prefix: string): void {
  const { column, isPrimaryKey, isPrimaryName } = readColumn(element, table.logicalName, registry);
  const existing = table.columns[column.logicalName];
  if (existing) {
    registry.addColumn(table.logicalName, changeColumn(existing, column, table));
    return;
  }
  if (isPrimaryKey) {
    if (column.logicalName !== `${table.logicalName}id`) refuse(importCode.schema, `The primary key of '${table.logicalName}' must be named '${table.logicalName}id', not '${column.logicalName}'.`);
    table.primaryId = column.logicalName;
  } else {
    checkPrefix(column.logicalName, prefix, `column of '${table.logicalName}'`);
    if (column.logicalName === `${table.logicalName}id`) refuse(importCode.schema, `The column '${column.logicalName}' has the name of the primary key of its table.`);
  }
  if (isPrimaryName) table.primaryName = column.logicalName;
  registry.addColumn(table.logicalName, column);
  if (column.type === "Money" && !column.logicalName.endsWith("_base")) addCurrency(table, column, registry);
}

/** What the platform adds itself to a new table: the columns every table has, and what people see it through. */
function completeTable(table: Table, registry: MetadataRegistry): void {
  if (!table.primaryId || !table.primaryName) {
    refuse(importCode.schema, `The table '${table.logicalName}' needs a column of type primarykey and one with PrimaryName in its DisplayMask.`);
  }
  for (const column of [...systemColumns(table.ownership), ...stateColumns()]) table.columns[column.logicalName] ??= column;
  for (const relationship of systemRelationships(table)) registry.addRelationship(relationship);
  for (const view of generatedViews(table)) registry.setView(view);
  registry.setForm(generatedForm(table));
}

/** A money column brings the row's currency, exchange rate and its value in base currency. */
function addCurrency(table: Table, column: Column, registry: MetadataRegistry): void {
  const both = (english: string, french: string) => ({ 1033: english, 1036: french });
  if (!table.columns.transactioncurrencyid) {
    table.columns.transactioncurrencyid = { logicalName: "transactioncurrencyid", schemaName: "TransactionCurrencyId", type: "Lookup", labels: both("Currency", "Devise"), required: "none", targets: ["transactioncurrency"] };
    table.columns.exchangerate = { logicalName: "exchangerate", schemaName: "ExchangeRate", type: "Decimal", labels: both("Exchange Rate", "Taux de change"), required: "none", readOnly: true, precision: 12, min: 0, max: 100000000000 };
    registry.addRelationship({
      schemaName: `TransactionCurrency_${table.logicalName}`, referencingTable: table.logicalName, referencingColumn: "transactioncurrencyid",
      referencedTable: "transactioncurrency", lookupNavigation: "transactioncurrencyid", collectionNavigation: `TransactionCurrency_${table.logicalName}`, cascadeDelete: "Restrict",
    });
  }
  const baseName = `${column.logicalName}_base`;
  table.columns[baseName] ??= {
    ...column, logicalName: baseName, schemaName: `${column.schemaName}_Base`, readOnly: true,
    labels: Object.fromEntries(Object.entries(column.labels).map(([lcid, label]) => [lcid, `${label} (Base)`])),
  };
}

function importKey(element: Element, table: Table, registry: MetadataRegistry): void {
  const schemaName = text(element, "Name");
  const logicalName = text(element, "LogicalName") || schemaName.toLowerCase();
  const columns = elements(child(element, "EntityKeyAttributes") ?? element, "AttributeName").map((e) => e.textContent?.trim() ?? "");
  for (const column of columns) {
    if (!table.columns[column]) refuse(importCode.missingComponent, `The key '${schemaName}' of '${table.logicalName}' names the column '${column}', which does not exist.`);
  }
  const twin = table.keys.find((key) => key.logicalName !== logicalName && [...key.columns].sort().join() === [...columns].sort().join());
  if (twin) refuse(importCode.keyColumns, `The table '${table.logicalName}' has a key '${twin.schemaName}' over the same columns as '${schemaName}'.`);
  const changed = table.keys.find((key) => key.logicalName === logicalName && key.columns.join() !== columns.join());
  if (changed) refuse(importCode.keyName, `The table '${table.logicalName}' has a key named '${schemaName}' over other columns. Delete it before importing.`);
  registry.addKey(table.logicalName, { schemaName, logicalName, columns });
}

/** Names of new components begin with the publisher's prefix. */
export function checkPrefix(name: string, prefix: string, what: string): void {
  if (!name.toLowerCase().startsWith(`${prefix.toLowerCase()}_`)) {
    refuse(importCode.prefix, `The name '${name}' of a new ${what} does not begin with the publisher's prefix '${prefix}_'.`);
  }
}
