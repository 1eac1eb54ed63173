import type { Table } from "../../metadata/types";
import { DataverseError, type Row } from "../../store/types";
import type { Session } from "../session";

/**
 * Refuses a row that holds the values of an alternate key another row has.
 * Source: Microsoft, "Define alternate keys" (empty parts are not held unique).
 * @throws DataverseError 412 0x80060892
 */
export function demandUniqueKeys(session: Session, table: Table, row: Row, id: string): void {
  for (const key of table.keys) {
    const holder = session.organization.store.findByKey(table.logicalName, key, row);
    if (holder === undefined || holder === id) continue;
    const names = key.columns.map((column) => table.columns[column]?.labels[1033] ?? column).join(", ");
    throw new DataverseError(412, "0x80060892",
      `Entity Key ${key.schemaName} violated. A record with the same value for ${names} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`);
  }
}
