import type { Column, ManyToMany, Relationship, Table } from "../../metadata/types";
import { securedColumns } from "../../security/visibleRows";
import { DataverseError, type LookupValue, type Row } from "../../store/types";
import { badPayload, badSyntax } from "../errors";
import { resolveReference } from "../reference";
import type { Session } from "../session";
import { columnOf, otherTable, shapeOf, type TableShape } from "../shape";
import { storedValue } from "./values";

/** A request body, checked and ready to be written. */
export interface RowInput {
  /** Values by column, lookups resolved. Holds what the caller sent and nothing else. */
  values: Row;
  /** Rows that lookups shall point at and that are created first. */
  parents: { column: string; table: Table; input: RowInput }[];
  /** Rows created with their lookup pointing at this one. */
  children: { relationship: Relationship; table: Table; input: RowInput }[];
  /** Existing rows to associate. */
  links: { relationship: Relationship | ManyToMany; target: LookupValue }[];
}

/**
 * Reads the body of a create or update.
 * @param json parsed without losing digits
 * @throws DataverseError 400 0x80048d19 for a property that the table does not have, the codes of `storedValue` for
 * values, 404 for a lookup to a missing row
 */
export function parsePayload(session: Session, table: Table, json: unknown, mode: "create" | "update"): RowInput {
  if (json === null || typeof json !== "object" || Array.isArray(json)) throw badPayload(table.entitySet, "The request body must be a JSON object.");
  const shape = shapeOf(session.organization.registry, table);
  const input: RowInput = { values: {}, parents: [], children: [], links: [] };
  for (const [name, value] of Object.entries(json)) {
    const at = name.indexOf("@");
    if (at === 0) continue;
    if (at > 0) {
      if (name.slice(at + 1).toLowerCase() === "odata.bind") bind(session, shape, input, name.slice(0, at), value);
      continue;
    }
    property(session, shape, input, name, value, mode);
  }
  demandUnsecured(session, table, input.values);
  return input;
}

function property(session: Session, shape: TableShape, input: RowInput, name: string, value: unknown, mode: "create" | "update"): void {
  const { table } = shape;
  const single = shape.lookups.get(name);
  const related = shape.collections.get(name) ?? shape.manyToMany.get(name);
  const column = columnOf(table, name);
  if (single && (value === null || typeof value === "object")) {
    const [first] = single;
    if (!first) return;
    if (value === null) input.values[first.referencingColumn] = null;
    else nestedParent(session, shape, input, first, single, value, mode);
  } else if (related && Array.isArray(value)) {
    nestedChildren(session, shape, input, name, value, mode);
  } else if (column && isLookup(column)) {
    // A lookup's own name is no property unless its navigation is spelled the same way.
    if (!single) throw unknownProperty(table, name);
    storedValue(table, column, value);
  } else if (column) {
    writeColumn(session, table, input, column, value);
  } else {
    if (/^_.+_value$/.test(name)) throw badSyntax("CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.");
    throw unknownProperty(table, name);
  }
}

/** Read-only columns are left alone, as the platform does; a misfit of type is refused all the same. */
function writeColumn(session: Session, table: Table, input: RowInput, column: Column, value: unknown): void {
  const stored = storedValue(table, column, value);
  if (!column.readOnly) input.values[column.logicalName] = stored;
}

function nestedParent(session: Session, shape: TableShape, input: RowInput, first: Relationship, all: Relationship[], value: object, mode: string): void {
  if (mode === "update") throw deepUpdate(shape.table, first.lookupNavigation);
  const type = (value as Record<string, unknown>)["@odata.type"];
  const wanted = typeof type === "string" ? /\.(\w+)$/.exec(type)?.[1] : undefined;
  const relationship = all.find((r) => r.referencedTable === wanted) ?? first;
  const target = session.organization.registry.table(relationship.referencedTable);
  if (!target) throw unknownProperty(shape.table, first.lookupNavigation);
  input.parents.push({ column: first.referencingColumn, table: target, input: parsePayload(session, target, value, "create") });
}

function nestedChildren(session: Session, shape: TableShape, input: RowInput, name: string, values: unknown[], mode: string): void {
  if (mode === "update") throw deepUpdate(shape.table, name);
  const relationship = shape.collections.get(name);
  if (!relationship) throw badPayload(shape.table.entitySet, `Rows cannot be created through the many-to-many property '${name}'; create them first, then associate them.`);
  const table = session.organization.registry.table(relationship.referencingTable);
  if (!table) throw unknownProperty(shape.table, name);
  for (const value of values) input.children.push({ relationship, table, input: parsePayload(session, table, value, "create") });
}

/** `nav@odata.bind`: the name is case-sensitive and must be a navigation property. */
function bind(session: Session, shape: TableShape, input: RowInput, name: string, value: unknown): void {
  const lookups = shape.lookups.get(name);
  if (lookups?.[0]) {
    const column = lookups[0].referencingColumn;
    if (value === null) {
      input.values[column] = null;
      return;
    }
    const target = resolveReference(session, urlOf(shape.table, name, value));
    if (!lookups.some((r) => r.referencedTable === target.table)) {
      throw badPayload(shape.table.entitySet, `The property '${name}' cannot point at a row of '${target.table}'; it takes ${[...new Set(lookups.map((r) => r.referencedTable))].join(", ")}.`);
    }
    input.values[column] = target;
    return;
  }
  const relationship = shape.collections.get(name) ?? shape.manyToMany.get(name);
  if (!relationship || !Array.isArray(value)) {
    throw badPayload(shape.table.entitySet,
      `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`);
  }
  for (const url of value) {
    const target = resolveReference(session, urlOf(shape.table, name, url));
    const expected = "table1" in relationship ? otherTable(relationship, shape.table.logicalName) : relationship.referencingTable;
    if (target.table !== expected) throw badPayload(shape.table.entitySet, `The property '${name}' takes rows of '${expected}', not of '${target.table}'.`);
    input.links.push({ relationship, target });
  }
}

function urlOf(table: Table, name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw badPayload(table.entitySet, `The value of '${name}@odata.bind' must be the URL of a row, e.g. "/accounts(<guid>)".`);
}

function isLookup(column: Column): boolean {
  return column.type === "Lookup" || column.type === "Customer" || column.type === "Owner";
}

function unknownProperty(table: Table, name: string): DataverseError {
  return badPayload(table.entitySet, `The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table.logicalName}'. Make sure to only use property names that are defined by the type.`);
}

function deepUpdate(table: Table, name: string): DataverseError {
  return badPayload(table.entitySet, `Deep update is not supported: '${name}' holds a nested row. Bind an existing row or send the rows one by one.`);
}

/** Columns under column security are the administrator's; the sandbox knows no column security profiles. */
function demandUnsecured(session: Session, table: Table, values: Row): void {
  if (session.principal.isAdministrator) return;
  for (const column of securedColumns(table.columns)) {
    if (column in values) {
      throw new DataverseError(403, "0x8004f508", `The user with SystemUserId=${session.principal.userId} does not have permission to write the secured column '${column}' of '${table.logicalName}'.`);
    }
  }
}
