import type { MetadataRegistry } from "../metadata/registry";
import type { Row, RowSource } from "../store/types";
import { mayAccess, mayReadAll } from "./access";
import type { Principal } from "./principal";

/**
 * The rows a user may read, with columns under column security blanked. Rows of tables that the user has no read
 * privilege for do not exist in this view; callers that must answer 403 check the privilege beforehand.
 */
export function visibleRows(source: RowSource, registry: MetadataRegistry, principal: Principal): RowSource {
  if (principal.isAdministrator) return source;
  const show = (tableName: string, row: Row): Row | undefined => {
    const table = registry.table(tableName);
    if (!table || !mayAccess(principal, "Read", table, row)) return undefined;
    return withoutSecured(row, securedColumns(table.columns));
  };
  const filter = (tableName: string, rows: Iterable<Row>): Iterable<Row> => {
    const table = registry.table(tableName);
    // Long lists are mostly read by those who may read all of a table: nothing to look at row by row then.
    return table && mayReadAll(principal, table) && securedColumns(table.columns).length === 0 ? rows : shown(tableName, rows);
  };
  const shown = function* (tableName: string, rows: Iterable<Row>): Iterable<Row> {
    for (const row of rows) {
      const visible = show(tableName, row);
      if (visible) yield visible;
    }
  };
  return {
    find: (table, id) => {
      const row = source.find(table, id);
      return row && show(table, row);
    },
    all: (table) => filter(table, source.all(table)),
    referencing: (table, column, id) => filter(table, source.referencing(table, column, id)),
    linked: (relationship, table, id) => filter(table, source.linked(relationship, table, id)),
  };
}

const securedByTable = new WeakMap<object, string[]>();

/** Columns of a table that are under column security. */
export function securedColumns(columns: Record<string, { logicalName: string; secured?: boolean }>): string[] {
  let names = securedByTable.get(columns);
  if (!names) {
    names = Object.values(columns).filter((column) => column.secured).map((column) => column.logicalName);
    securedByTable.set(columns, names);
  }
  return names;
}

function withoutSecured(row: Row, secured: readonly string[]): Row {
  if (secured.length === 0) return row;
  const copy = { ...row };
  for (const column of secured) copy[column] = null;
  return copy;
}
