import { etagOf, parseQueryOptions } from "../query";
import type { Table } from "../metadata/types";
import type { Row } from "../store/types";
import { jsonBody } from "./body";
import { alreadyThere, rowMissing, versionMismatch } from "./errors";
import { jsonResponse, noContent, type ApiRequest, type ApiResponse } from "./messages";
import { parsePreferences } from "./preferences";
import { applied, rowBody } from "./reads";
import { missing, resolveKey, type RowKey } from "./reference";
import type { Session } from "./session";
import { createRow, deleteRow, updateRow } from "./write/engine";
import { parsePayload, type RowInput } from "./write/payload";

/** `POST accounts` */
export function create(session: Session, table: Table, request: ApiRequest, rawQuery: string, preset: Row = {}): ApiResponse {
  const input = parsePayload(session, table, jsonBody(request), "create");
  Object.assign(input.values, { ...preset, ...input.values });
  const id = createRow(session, table, input);
  return written(session, table, id, request, rawQuery, true, id);
}

/**
 * `PATCH accounts(…)`: changes the row, or creates it under the key of the URL.
 * Source: Microsoft, "Perform conditional operations using the Web API" and "Upsert a table row".
 */
export function upsert(session: Session, table: Table, key: RowKey, request: ApiRequest, rawQuery: string): ApiResponse {
  const { store } = session.organization;
  const id = resolveKey(session.organization, table, key);
  const ifMatch = request.headers["if-match"];
  const address = key.kind === "id" ? key.id : key.text;
  if (id !== undefined) {
    if (request.headers["if-none-match"]?.trim() === "*") throw alreadyThere();
    demandVersion(ifMatch, store.find(table.logicalName, id));
    const input = parsePayload(session, table, jsonBody(request), "update");
    // Whoever addresses a row by key does not change the key by it.
    if (key.kind === "key") for (const column of key.key.columns) delete input.values[column];
    updateRow(session, table, id, input);
    return written(session, table, id, request, rawQuery, false, address);
  }
  if (ifMatch !== undefined) throw missing(table, key);
  const input = keyedInput(parsePayload(session, table, jsonBody(request), "create"), key);
  const created = createRow(session, table, input, key.kind === "id" ? key.id : undefined);
  return written(session, table, created, request, rawQuery, true, address);
}

/** A new row takes over the key of its URL; a value in the body wins. */
export function keyedInput(input: RowInput, key: RowKey): RowInput {
  if (key.kind === "key") input.values = { ...key.values, ...input.values };
  return input;
}

/** `DELETE accounts(…)` */
export function remove(session: Session, table: Table, key: RowKey, request: ApiRequest): ApiResponse {
  const id = resolveKey(session.organization, table, key);
  if (id === undefined) throw missing(table, key);
  demandVersion(request.headers["if-match"], session.organization.store.find(table.logicalName, id));
  deleteRow(session, table, id);
  return noContent();
}

/** Refuses an If-Match that names another version than the row has. */
function demandVersion(ifMatch: string | undefined, row: Row | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === "*" || !row) return;
  const wanted = ifMatch.split(",").map((tag) => tag.trim());
  if (!wanted.includes(etagOf(row))) throw versionMismatch();
}

/** @param address what stands in the parentheses of OData-EntityId: the id, or the alternate key as it came */
function written(session: Session, table: Table, id: string, request: ApiRequest, rawQuery: string, isNew: boolean, address: string): ApiResponse {
  const preferences = parsePreferences(request.headers.prefer);
  const entity = encodeURI(`${session.baseUrl}/${table.entitySet}(${address})`);
  if (!preferences.representation) return { ...noContent({ "odata-entityid": entity }), entity };
  const row = session.organization.store.find(table.logicalName, id);
  if (!row) throw rowMissing(table.logicalName, id);
  const query = { ...parseQueryOptions(rawQuery, table, session.organization.registry), expand: [] };
  const headers = { etag: etagOf(row), ...applied(preferences, ["representation", "annotations"]) };
  return { ...jsonResponse(isNew ? 201 : 200, rowBody(session, table, row, query, preferences), headers), entity };
}
