import { randomUUID } from "node:crypto";
import type { ManyToMany, Relationship, Table } from "../../metadata/types";
import { beforeSalesDelete, beforeSalesWrite, afterSalesDelete, afterSalesWrite } from "../../sales/rules";
import { withDeferredTotals } from "../../sales/deferredTotals";
import { differences } from "../../sales/platformWrite";
import { beginningState, validValues } from "../../sales/validity";
import type { WriteMode } from "../../sales/writeMode";
import { demandAccess, demandPrivilege } from "../../security/access";
import { principalOf, teamPrincipal } from "../../security/principal";
import { idOf, isLookupValue, lookupOf, withoutEmpty } from "../../store/lookup";
import { DataverseError, type LookupValue, type Row, type Value } from "../../store/types";
import { alreadyThere, badSyntax, notImitated, rowMissing } from "../errors";
import type { Session } from "../session";
import { otherTable } from "../shape";
import { demandUniqueKeys } from "./keys";
import { linkRows, unlinkAll, unlinkRows } from "./links";
import type { RowInput } from "./payload";
import { factsOf } from "./tableFacts";
import { afterCreate, beforeWrite } from "./tableRules";
import { computedValues, createdValues, modifiedValues, moneyValues, ownerValues, stateValues } from "./systemValues";

/**
 * Creates a row with everything nested in it. Must run inside a store transaction.
 * @param id of the row; a value of the primary key in the body wins over it
 * @param mode `platform` for a row that a message of the platform makes
 * @returns the new row's id
 * @throws DataverseError 403, 412 for a duplicate key, 400 for a missing required value
 */
export function createRow(session: Session, table: Table, input: RowInput, id?: string, mode: WriteMode = "client"): string {
  const { store } = session.organization;
  demandPrivilege(session.principal, "Create", table);
  const given = input.values[table.primaryId];
  const rowId = typeof given === "string" ? given : (id ?? randomUUID());
  if (store.find(table.logicalName, rowId)) throw alreadyThere();
  const sent: Row = { ...(mode === "client" ? validValues(table, input.values, true) : input.values) };
  for (const parent of input.parents) sent[parent.column] = { id: createRow(session, parent.table, parent.input), table: parent.table.logicalName };
  const owner = lookupOf(sent, "ownerid") ?? parentOwner(session, table, sent) ?? { id: session.principal.userId, table: "systemuser" };
  demandOwner(session, table, owner);
  const row: Row = withoutEmpty({
    ...createdValues(session, table, sent), ...sent,
    ...stateValues(table, { ...sent, ...firstState(session, table, sent) }, undefined), ...ownerValues(session, table, owner),
    [table.primaryId]: rowId,
  });
  if (typeof sent.overriddencreatedon === "string" && table.columns.createdon) row.createdon = sent.overriddencreatedon.length === 10 ? `${sent.overriddencreatedon}T00:00:00Z` : sent.overriddencreatedon;
  beforeWrite(session, table, row, undefined, sent);
  beforeSalesWrite(session, table, row, undefined, sent, mode);
  Object.assign(row, withoutEmpty({ ...moneyValues(session, table, row), ...computedValues(table, row) }));
  demandAccess(session.principal, "Create", table, row);
  demandAppend(session, table, row, sent);
  demandRequired(table, row);
  demandUniqueKeys(session, table, row, rowId);
  row.versionnumber = store.nextVersion();
  store.put(table.logicalName, rowId, row);
  session.changes.push({ message: "Create", table: table.logicalName, id: rowId, target: row, sent: Object.keys(sent), after: row });
  afterCreate(session, table, row, (other, more) => createRow(session, other, more));
  afterSalesWrite(session, table, row, undefined);
  withDeferredTotals(session, () => {
    for (const child of input.children) {
      child.input.values[child.relationship.referencingColumn] = { id: rowId, table: table.logicalName };
      createRow(session, child.table, child.input, undefined, mode);
    }
  });
  for (const link of input.links) associate(session, table, rowId, link.relationship, link.target);
  return rowId;
}

/**
 * Changes a row. Must run inside a store transaction.
 * @param mode `platform` for a message of the platform, to which closed documents are open
 * @throws DataverseError 404, 403, 412 for a duplicate key
 */
export function updateRow(session: Session, table: Table, id: string, input: RowInput, mode: WriteMode = "client"): void {
  const { store } = session.organization;
  const before = store.find(table.logicalName, id);
  if (!before) throw rowMissing(table.logicalName, id);
  demandAccess(session.principal, "Write", table, before);
  const sent: Row = { ...(mode === "client" ? validValues(table, input.values, false) : input.values) };
  delete sent[table.primaryId];
  delete sent.overriddencreatedon;
  const owner = lookupOf(sent, "ownerid");
  if (owner && owner.id !== lookupOf(before, "ownerid")?.id) {
    demandAccess(session.principal, "Assign", table, before);
    demandOwner(session, table, owner);
  }
  const target: Row = {
    ...sent, ...stateValues(table, sent, before), ...(owner ? ownerValues(session, table, owner) : {}), ...modifiedValues(session, table),
  };
  const row: Row = { ...before, ...target };
  beforeWrite(session, table, row, before, sent);
  beforeSalesWrite(session, table, row, before, sent, mode);
  Object.assign(row, moneyValues(session, table, row), computedValues(table, row));
  Object.assign(target, differences({ ...before, ...target }, row));
  demandAppend(session, table, row, sent);
  demandUniqueKeys(session, table, row, id);
  row.versionnumber = store.nextVersion();
  const stored = withoutEmpty(row);
  store.put(table.logicalName, id, stored);
  session.changes.push({ message: "Update", table: table.logicalName, id, target: { ...target, [table.primaryId]: id }, sent: Object.keys(sent), before, after: stored });
  afterSalesWrite(session, table, stored, before);
}

/**
 * Deletes a row and does to related rows what their relationships say. Must run inside a store transaction.
 * @param cascaded the row goes because a row that owns it goes
 * @throws DataverseError 404, 403, 405 0x80040227 when a related row forbids it
 */
export function deleteRow(session: Session, table: Table, id: string, cascaded = false): void {
  const { store, registry } = session.organization;
  const before = store.find(table.logicalName, id);
  if (!before) throw rowMissing(table.logicalName, id);
  demandAccess(session.principal, "Delete", table, before);
  beforeSalesDelete(session, table, before, cascaded);
  for (const relationship of registry.collectionNavigations(table.logicalName)) cascade(session, relationship, id);
  for (const relationship of registry.manyToMany(table.logicalName)) unlinkAll(session.organization.store, relationship, id);
  store.remove(table.logicalName, id);
  session.changes.push({ message: "Delete", table: table.logicalName, id, target: {}, sent: [], before });
  afterSalesDelete(session, table, before, cascaded);
}

/**
 * Connects two rows over a collection-valued navigation property of the first. Must run inside a store transaction.
 * @throws DataverseError 403, 404, 400 for a row of the wrong table
 */
export function associate(session: Session, table: Table, id: string, relationship: Relationship | ManyToMany, target: LookupValue): void {
  const other = otherSide(session, table, relationship);
  if (target.table !== other.logicalName) throw badSyntax(`The relationship '${relationship.schemaName}' takes rows of '${other.logicalName}', not of '${target.table}'.`);
  if ("table1" in relationship) linkRows(session, relationship, table, id, other, target.id);
  else updateRow(session, other, target.id, setting(relationship.referencingColumn, { id, table: table.logicalName }));
}

/**
 * Takes the connection away; one that is not there is no error. Must run inside a store transaction.
 * @throws DataverseError 403, 404
 */
export function disassociate(session: Session, table: Table, id: string, relationship: Relationship | ManyToMany, targetId: string): void {
  const other = otherSide(session, table, relationship);
  if ("table1" in relationship) unlinkRows(session, relationship, table, id, other, targetId);
  else updateRow(session, other, targetId, setting(relationship.referencingColumn, null));
}

/** An update of one column and nothing else. */
export function setting(column: string, value: Value): RowInput {
  return { values: { [column]: value }, parents: [], children: [], links: [] };
}

function otherSide(session: Session, table: Table, relationship: Relationship | ManyToMany): Table {
  const name = "table1" in relationship ? otherTable(relationship, table.logicalName) : relationship.referencingTable;
  const other = session.organization.registry.table(name);
  if (!other) throw notImitated(`the table '${name}'`);
  return other;
}

function cascade(session: Session, relationship: Relationship, id: string): void {
  const { store, registry } = session.organization;
  const child = registry.table(relationship.referencingTable);
  if (!child || relationship.cascadeDelete === "NoCascade") return;
  for (const row of store.referencing(relationship.referencingTable, relationship.referencingColumn, id)) {
    const rowId = idOf(child, row);
    if (!store.find(child.logicalName, rowId)) continue;
    if (relationship.cascadeDelete === "Restrict") {
      throw new DataverseError(405, "0x80040227", `The object you tried to delete is associated with another object and cannot be deleted. (${child.logicalName} ${rowId} refers to it by '${relationship.referencingColumn}')`);
    }
    if (relationship.cascadeDelete === "Cascade") deleteRow(session, child, rowId, true);
    else store.put(child.logicalName, rowId, { ...row, [relationship.referencingColumn]: null, versionnumber: store.nextVersion() });
  }
}

/** Lines of quotes, orders and invoices belong to the owner of their header. */
function parentOwner(session: Session, table: Table, sent: Row): LookupValue | undefined {
  const header = /^(quote|salesorder|invoice)detail$/.exec(table.logicalName)?.[1];
  const parent = header === undefined ? undefined : lookupOf(sent, `${header}id`);
  const row = parent && session.organization.store.find(parent.table, parent.id);
  return row && lookupOf(row, "ownerid");
}

/**
 * Whoever is given a row must hold the privilege to read its table. Source: Microsoft, "Assigning records" (the new
 * owner needs at least read privileges).
 * @throws DataverseError 403, 404
 */
function demandOwner(session: Session, table: Table, owner: LookupValue): void {
  const { store, registry } = session.organization;
  if (table.ownership !== "UserOwned" || owner.id === session.principal.userId) return;
  const row = store.find(owner.table, owner.id);
  if (!row) throw rowMissing(owner.table, owner.id);
  demandPrivilege(owner.table === "team" ? teamPrincipal(store, registry, row) : principalOf(store, registry, row), "Read", table);
}

/** Pointing a row at another needs Append on the one and AppendTo on the other. */
function demandAppend(session: Session, table: Table, row: Row, sent: Row): void {
  for (const [column, value] of Object.entries(sent)) {
    if (column === "ownerid" || !isLookupValue(value)) continue;
    const target = session.organization.registry.table(value.table);
    const targetRow = session.organization.store.find(value.table, value.id);
    if (!target || !targetRow) throw rowMissing(value.table, value.id);
    demandAccess(session.principal, "Append", table, row);
    demandAccess(session.principal, "AppendTo", target, targetRow);
  }
}

/** The platform insists on system-required values alone; business-required ones are the forms' affair. */
function demandRequired(table: Table, row: Row): void {
  for (const column of factsOf(table).required) {
    const value = row[column];
    if (value === undefined || value === null) {
      throw new DataverseError(400, "0x80040203", `Attribute: ${column} cannot be set to NULL or left out of a new ${table.logicalName}.`);
    }
  }
}

/** Tables whose rows begin in one state whatever is sent. */
function firstState(session: Session, table: Table, sent: Row): Row {
  const state = beginningState(session.organization.store, table, sent);
  return state === undefined ? {} : { statecode: state };
}
