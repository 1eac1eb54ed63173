import type { Table } from "../metadata/types";
import { objectBody } from "./body";
import { badPayload, notImitated } from "./errors";
import { jsonResponse, noContent, type ApiRequest, type ApiResponse } from "./messages";
import { parsePath } from "./path";
import { missing, parseKey, relativeUrl, resolveKey, type RowKey } from "./reference";
import { keyedInput } from "./rowWrites";
import type { Session } from "./session";
import { withDeferredTotals } from "../sales/deferredTotals";
import { createRow, updateRow } from "./write/engine";
import { parsePayload } from "./write/payload";
import { guidOf } from "./write/values";

/**
 * `CreateMultiple`, `UpdateMultiple` and `UpsertMultiple` on a table: all rows or none.
 * Source: Microsoft, "Bulk operation messages".
 * @throws DataverseError 400 for a target without type or address, and everything a single write may be refused for
 */
export function bulkWrite(session: Session, table: Table, message: string, request: ApiRequest): ApiResponse {
  if (message !== "CreateMultiple" && message !== "UpdateMultiple" && message !== "UpsertMultiple") {
    throw notImitated(`the action 'Microsoft.Dynamics.CRM.${message}' on '${table.entitySet}'`);
  }
  const targets = objectBody(request).Targets;
  if (!Array.isArray(targets) || targets.length === 0) throw badPayload(table.entitySet, "'Targets' must be an array with at least one row.");
  const rows = targets.map((target: unknown, index) => {
    const row = target as Record<string, unknown> | null;
    const type = row === null || typeof row !== "object" ? undefined : row["@odata.type"];
    if (!row || String(type).replace(/^#/, "") !== `Microsoft.Dynamics.CRM.${table.logicalName}`) {
      throw badPayload(table.entitySet, `Targets[${index}] needs "@odata.type": "Microsoft.Dynamics.CRM.${table.logicalName}".`);
    }
    return row;
  });
  return withDeferredTotals(session, () => writeRows(session, table, message, rows));
}

function writeRows(session: Session, table: Table, message: string, rows: Record<string, unknown>[]): ApiResponse {
  if (message === "CreateMultiple") {
    const ids = rows.map((row) => createRow(session, table, parsePayload(session, table, row, "create")));
    return jsonResponse(200, JSON.stringify({ "@odata.context": `${session.baseUrl}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`, Ids: ids }));
  }
  rows.forEach((row, index) => {
    const key = addressOf(session, table, row, index);
    const id = resolveKey(session.organization, table, key);
    if (id !== undefined) {
      const input = parsePayload(session, table, row, "update");
      if (key.kind === "key") for (const column of key.key.columns) delete input.values[column];
      updateRow(session, table, id, input);
    } else if (message === "UpsertMultiple") {
      createRow(session, table, keyedInput(parsePayload(session, table, row, "create"), key), key.kind === "id" ? key.id : undefined);
    } else throw missing(table, key);
  });
  return noContent();
}

/** The primary key in the row, or the key in its `@odata.id`. */
function addressOf(session: Session, table: Table, row: Record<string, unknown>, index: number): RowKey {
  const id = row[table.primaryId];
  if (typeof id === "string") {
    const guid = guidOf(id);
    if (guid) return { kind: "id", id: guid };
  }
  const url = row["@odata.id"];
  const segment = typeof url === "string" ? parsePath(relativeUrl(session.organization, url)).segments[0] : undefined;
  if (segment?.key === undefined || session.organization.registry.tableBySet(segment.name) !== table) {
    throw badPayload(table.entitySet, `Targets[${index}] needs '${table.primaryId}' or "@odata.id": "${table.entitySet}(<key>)".`);
  }
  return parseKey(table, segment.key);
}
