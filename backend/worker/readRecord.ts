import type { SyncableTable } from "../../model/request";
import { lineColumns } from "../core/document";
import { ConnectionError, RequestError, SyncError } from "../core/errors";
import { lookupsOfRows } from "../core/sourceColumns";
import { salesSideOf, type AnyTemplate, type Template } from "../core/templateTypes";
import { accessRequest, grantsRead } from "../connectors/dataverse/access";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import { annotations, bodyOf, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { JsonObject } from "../connectors/http/json";
import { flagColumnsOf } from "./keepFlags";
import { queryOf, recordOf, recordQuery, stateByKey, storedState, type SourceRecord } from "./records";

/** A record as it stands in Sales, with its lines when a template sends them. */
export interface ReadRecord {
  table: SyncableTable;
  record: SourceRecord;
  lines: readonly JsonObject[];
}

interface Wanted {
  table: SyncableTable;
  id: string;
  /** The table's templates; their columns are read together. */
  templates: readonly AnyTemplate[];
  /** Its name as the asker saw it, for the error when it is gone. */
  name: string;
  /** Who must be allowed to read it; absent: nobody is asked about. */
  asker?: { id: string; name: string };
}

/**
 * Reads a record, its state, its lines and what its asker may, in one round trip.
 * @throws RequestError when it is gone or the asker may not read it; ConnectionError
 */
export async function readRecord(dataverse: DataverseClient, wanted: Wanted, call: CallContext): Promise<ReadRecord> {
  const { table, id, templates, asker, name } = wanted;
  const [template] = templates;
  if (!template) throw new RequestError("request-table-unknown", { params: { table } });
  const { entitySet } = salesSideOf(template);
  const out = templates.filter((one): one is Template => one.direction === "toScm");
  const linesPart = out.flatMap((one) => (one.lines ? [linesRequest(dataverse, one, id)] : [])).slice(0, 1);
  const [record, state, ...rest] = await dataverse.batch([
    { method: "GET", path: dataverse.rootPath(`${entitySet}(${id})?${queryFor(template, out)}`), headers: { Prefer: annotations } },
    stateByKey(dataverse, table, id),
    ...linesPart,
    ...(asker ? [accessRequest(dataverse, asker.id, entitySet, id)] : []),
  ], call, true);
  const lines = linesPart.length > 0 ? rest.shift() : undefined;
  const [access] = rest;
  if (!record || !state || (linesPart.length > 0 && !lines) || (asker && !access)) throw new SyncError("sales-refused", { params: { message: "The batch answer is incomplete." } });
  if (record.status === 404) throw new RequestError("record-not-found", { params: { name } });
  if (asker && access) assertMayRead(access, asker.name, name);
  const found = recordOf(template, bodyOf(record));
  return { table, record: state.status === 404 ? found : { ...found, state: storedState(bodyOf(state)) }, lines: lines ? rowsOf(bodyOf(lines)) : [] };
}

/** Query of the record: all a template to SCM reads; of what comes from SCM its number is enough. */
function queryFor(template: AnyTemplate, out: readonly Template[]): string {
  const [first, ...others] = out;
  if (first) return recordQuery(first, ...others);
  const { table, primaryName, keyColumn } = salesSideOf(template);
  return queryOf(table, [primaryName, keyColumn], lookupsOfRows([]));
}

function linesRequest(dataverse: DataverseClient, template: Template, id: string): BatchRequest {
  return { method: "GET", path: dataverse.rootPath(`${lineQuery(template)}&$filter=_${template.lines?.source.parentLookup ?? ""}_value%20eq%20${id}`) };
}

/** Query of lines with everything a sync needs of them, without a filter. */
export function lineQuery(template: Template): string {
  const { lines } = template;
  if (!lines) throw new Error(`${template.name} has no lines`);
  const { entitySet, parentLookup } = lines.source;
  const { select, expand } = lineColumns(lines, [`_${parentLookup}_value`, ...flagColumnsOf(template.source.table)]);
  return `${entitySet}?$select=${select.join(",")}&$expand=${expand.join(",")}`;
}

/** @throws RequestError when the answer about the asker's rights grants no reading; ConnectionError when it could not be told */
export function assertMayRead(access: BatchResponse, asker: string, name: string): void {
  if (grantsRead(access.status, access.text)) return;
  // A failed check (say 503) must not read as "may not".
  if (access.status >= 500) throw new ConnectionError("sales-unreachable", { technicalDetails: `HTTP ${access.status}` });
  throw new RequestError("no-read-access", { params: { name, asker }, technicalDetails: `RetrievePrincipalAccess: HTTP ${access.status} ${access.text.slice(0, 300)}` });
}
