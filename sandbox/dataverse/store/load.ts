import { SandboxInputError } from "../../http/errors";
import type { Table } from "../metadata/types";
import { documentOfLine } from "../sales/documents";
import { recalculate } from "../sales/headerRules";
import { completeLoaded } from "../sales/loading";
import { guidOf, storedValue } from "../webapi/write/values";
import { createdValues, computedValues, moneyValues, ownerValues, stateValues } from "../webapi/write/systemValues";
import { demandUniqueKeys } from "../webapi/write/keys";
import { resolveReference } from "../webapi/reference";
import type { Session } from "../webapi/session";
import { columnOf, shapeOf, type TableShape } from "../webapi/shape";
import { lookupOf, withoutEmpty } from "./lookup";
import { DataverseError, type LookupValue, type Row } from "./types";

/**
 * Takes one line of `POST /_sandbox/load`: `{"table":"account","row":{…}}`. Columns are given by logical name or as in
 * the Web API (`nav@odata.bind`, `_x_value`); lookups also as `{"id","table"}` or a bare GUID when the column points at
 * one table. Unlike a client's write it may set what the platform owns (createdon, createdby, ownerid, statecode …),
 * and it tells no webhook. A row whose id is there is changed. Lines of quotes, orders and invoices are priced and their
 * header totalled unless the line brings its `extendedamount`; a header that brings its `totalamount` keeps it.
 * @throws SandboxInputError naming table, column and what is wrong
 */
export function loadRow(session: Session, line: unknown): void {
  const { store, registry } = session.organization;
  if (!isObject(line) || typeof line.table !== "string" || !isObject(line.row)) {
    throw new SandboxInputError('Each line must look like {"table":"account","row":{"name":"…"}}.');
  }
  const table = registry.table(line.table) ?? registry.tableBySet(line.table);
  if (!table) throw new SandboxInputError(`There is no table '${line.table}'. Import its solution first, or correct the name.`);
  try {
    const values = valuesOf(session, shapeOf(registry, table), line.row);
    const given = values[table.primaryId];
    const id = typeof given === "string" ? given : crypto.randomUUID();
    const before = store.find(table.logicalName, id);
    const row = before ? { ...before, ...values } : completed(session, table, { ...values, [table.primaryId]: id });
    const header = completeLoaded(session, table, row, values);
    Object.assign(row, moneyValues(session, table, row), computedValues(table, row));
    demandUniqueKeys(session, table, row, id);
    row.versionnumber = store.nextVersion();
    store.put(table.logicalName, id, withoutEmpty(row));
    const document = documentOfLine(table.logicalName);
    if (document && header !== undefined) recalculate(session, document, header);
    session.changes = [];
  } catch (error) {
    if (error instanceof DataverseError) throw new SandboxInputError(`Row of '${table.logicalName}' (${JSON.stringify(line.row).slice(0, 200)}): ${error.message}`);
    throw error;
  }
}

function completed(session: Session, table: Table, values: Row): Row {
  const owner = lookupOf(values, "ownerid") ?? { id: session.principal.userId, table: "systemuser" };
  return {
    ...createdValues(session, table, values), ...stateValues(table, values, undefined), ...ownerValues(session, table, owner), ...values,
    ...(table.columns.modifiedon && values.modifiedon === undefined && values.createdon !== undefined ? { modifiedon: values.createdon } : {}),
  };
}

function valuesOf(session: Session, shape: TableShape, row: Record<string, unknown>): Row {
  const { table } = shape;
  const values: Row = {};
  for (const [name, value] of Object.entries(row)) {
    if (name.startsWith("@")) continue;
    const bind = /^(.+)@odata\.bind$/.exec(name)?.[1];
    if (bind !== undefined) {
      const relationship = shape.lookups.get(bind)?.[0];
      if (!relationship) throw new SandboxInputError(`Table '${table.logicalName}' has no lookup with the navigation property '${bind}'; its case counts.`);
      values[relationship.referencingColumn] = value === null ? null : resolveReference(session, urlOf(name, value));
      continue;
    }
    if (name.includes("@")) continue;
    const column = columnOf(table, /^_(.+)_value$/.exec(name)?.[1] ?? name);
    if (!column) throw new SandboxInputError(`Table '${table.logicalName}' has no column '${name}'.`);
    const isLookup = column.type === "Lookup" || column.type === "Customer" || column.type === "Owner";
    values[column.logicalName] = isLookup ? loadedLookup(table, column.logicalName, column.targets ?? [], value) : storedValue(table, column, value);
  }
  return values;
}

/** A lookup as loaded; its row may come later in the file, so it is not looked for. */
function loadedLookup(table: Table, column: string, targets: string[], value: unknown): LookupValue | null {
  if (value === null) return null;
  const reference = isObject(value) ? value : { id: value, table: targets.length === 1 || column === "ownerid" ? (targets[0] ?? "systemuser") : undefined };
  const id = typeof reference.id === "string" ? guidOf(reference.id) : undefined;
  if (id === undefined || typeof reference.table !== "string") {
    throw new SandboxInputError(`Lookup '${column}' of '${table.logicalName}' is ${JSON.stringify(value)}; give {"id":"<guid>","table":"${targets[0] ?? "account"}"}.`);
  }
  return { id, table: reference.table };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function urlOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new SandboxInputError(`The value of '${name}' is ${JSON.stringify(value)}; give the URL of a row, e.g. "/accounts(<guid>)".`);
}
