import { parseQueryOptions, shapeRow } from "../../query";
import type { Table } from "../../metadata/types";
import { demandAccess } from "../../security/access";
import { lookupOf } from "../../store/lookup";
import type { Row } from "../../store/types";
import { badSyntax, notImitated, rowMissing } from "../../webapi/errors";
import { jsonResponse, type ApiRequest, type ApiResponse } from "../../webapi/messages";
import { parsePreferences } from "../../webapi/preferences";
import { print, shapeOptions } from "../../webapi/reads";
import type { Session } from "../../webapi/session";
import { parsePayload, type RowInput } from "../../webapi/write/payload";
import { guidOf, numberDigits } from "../../webapi/write/values";
import { salesErrors } from "../errors";

type Body = Record<string, unknown>;

/** A table that the organisation must have for a message. */
export function tableOf(session: Session, name: string): Table {
  const table = session.organization.registry.table(name);
  if (!table) throw notImitated(`the table '${name}'`);
  return table;
}

/**
 * The row that a GUID parameter names.
 * @throws DataverseError 400 without it, 404, 403 when the caller may not read the row
 */
export function rowParameter(session: Session, table: Table, body: Body, name: string): { id: string; row: Row } {
  const value = body[name];
  const id = typeof value === "string" ? guidOf(value) : undefined;
  if (id === undefined) throw salesErrors.badArgument(`'${name}' must be the GUID of a ${table.logicalName}.`);
  return readableRow(session, table, id);
}

/** A row the caller may read. */
export function readableRow(session: Session, table: Table, id: string): { id: string; row: Row } {
  const row = session.organization.store.find(table.logicalName, id);
  if (!row) throw rowMissing(table.logicalName, id);
  demandAccess(session.principal, "Read", table, row);
  return { id, row };
}

/**
 * The activity that closes a document, and the document it points at.
 * @param name of the parameter, e.g. `QuoteClose`
 * @param lookup column of the activity that names the document
 */
export function closeParameter(session: Session, table: Table, body: Body, name: string, lookup: string): { input: RowInput; documentId: string } {
  const value = body[name];
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw salesErrors.badArgument(`'${name}' must be an object with "${lookup}@odata.bind".`);
  const input = parsePayload(session, table, value, "create");
  const document = lookupOf(input.values, lookup);
  if (!document) throw salesErrors.badArgument(`'${name}' does not say which row it closes; give "${lookup}@odata.bind".`);
  // Closing activities are completed when they are made.
  Object.assign(input.values, { statecode: 1, statuscode: 2 });
  return { input, documentId: document.id };
}

/**
 * Status reason a document is closed with; -1 and nothing take the first of the state.
 * @throws DataverseError 400 0x80048408 for a reason of another state
 */
export function statusParameter(table: Table, body: Body, state: number): number {
  const options = (table.columns.statuscode?.options ?? []).filter((option) => option.state === state);
  const given = body.Status === undefined ? -1 : Number(numberDigits(body.Status) ?? Number.NaN);
  const status = given === -1 ? options[0]?.value : given;
  if (status === undefined || !options.some((option) => option.value === status)) {
    throw salesErrors.wrongState(`${given} is not a valid status code for state code ${state} on ${table.logicalName}.`);
  }
  return status;
}

/** Answer of a message that makes a row: the columns that its `ColumnSet` asks for. */
export function rowAnswer(session: Session, table: Table, id: string, body: Body, request: ApiRequest): ApiResponse {
  const { registry, store } = session.organization;
  const row = store.find(table.logicalName, id);
  if (!row) throw rowMissing(table.logicalName, id);
  const columns = selected(table, body.ColumnSet);
  const query = parseQueryOptions(columns === undefined ? "" : `$select=${columns.join(",")}`, table, registry);
  return jsonResponse(200, print({
    "@odata.context": `${session.baseUrl}/$metadata#${table.entitySet}/$entity`,
    "@odata.type": `#Microsoft.Dynamics.CRM.${table.logicalName}`,
    ...shapeRow(row, query, session.rows, registry, shapeOptions(session, parsePreferences(request.headers.prefer))),
  }));
}

/** Property names of a ColumnSet; undefined for all columns. */
function selected(table: Table, columnSet: unknown): string[] | undefined {
  if (columnSet === null || typeof columnSet !== "object") throw badSyntax("'ColumnSet' must be an object such as {\"AllColumns\":false,\"Columns\":[\"name\"]}.");
  const { AllColumns: all, Columns: names } = columnSet as { AllColumns?: unknown; Columns?: unknown };
  if (all === true) return undefined;
  const wanted = Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  return [table.primaryId, ...wanted].map((name) => (table.columns[name]?.targets ? `_${name}_value` : name));
}
