import type { Table } from "../metadata/types";
import { idOf, isLookupValue, withoutEmpty } from "../store/lookup";
import type { Row, Value } from "../store/types";
import type { Session } from "../webapi/session";
import { modifiedValues, moneyValues } from "../webapi/write/systemValues";

/**
 * Changes a row as a consequence of another write: no privilege is asked for, the caller is noted as who changed it,
 * and webhooks are told. Nothing happens when every value stands already.
 * @param row as stored
 */
export function writeConsequence(session: Session, table: Table, row: Row, values: Row): void {
  const { store } = session.organization;
  const merged: Row = { ...row, ...values };
  Object.assign(merged, moneyValues(session, table, merged));
  const target = differences(row, merged);
  if (Object.keys(target).length === 0) return;
  const system = modifiedValues(session, table);
  Object.assign(merged, system, { versionnumber: store.nextVersion() });
  const id = idOf(table, row);
  const stored = withoutEmpty(merged);
  store.put(table.logicalName, id, stored);
  session.changes.push({
    message: "Update", table: table.logicalName, id, target: { ...target, ...system, [table.primaryId]: id }, sent: Object.keys(values), before: row, after: stored,
  });
}

/** Columns of `after` that differ from `before`. */
export function differences(before: Row, after: Row): Row {
  const changed: Row = {};
  for (const column of Object.keys(after)) if (!sameValue(before[column], after[column])) changed[column] = after[column];
  return changed;
}

/** Whether two stored values are the same; empty is empty whichever way. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isLookupValue(a) && isLookupValue(b)) return a.id === b.id && a.table === b.table;
  return (a ?? null) === (b ?? null);
}
