import type { SyncableTable } from "../../model/request";
import type { Template } from "../core/templateTypes";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { lineQuery, type ReadRecord } from "../worker/readRecord";
import { stateByKey, storedState, type SourceRecord } from "../worker/records";
import { partsOf } from "./bulkItem";

/** Headers in one query of lines: a page of Dataverse holds 5,000 rows, so it rarely needs a second. */
const headersPerQuery = 50;
const pageSize = 5000;

/**
 * Reads the lines of many documents, and the states of those whose link to it is missing, in one request. A query that
 * Dataverse answers in pages is read to its end.
 * @param records headers as `recordQuery` reads them; at most 500
 * @throws RefusalError, ConnectionError
 */
export async function readDocuments(dataverse: DataverseClient, template: Template, table: SyncableTable, records: readonly SourceRecord[], call: CallContext): Promise<ReadRecord[]> {
  const stateless = records.filter(({ state }) => !state);
  const groups = partsOf(records, headersPerQuery);
  if (groups.length === 0) return [];
  const answers = await dataverse.batch([...groups.map((group) => linesOf(dataverse, template, group)), ...stateless.map(({ id }) => stateByKey(dataverse, table, id))], call, true);
  const lines = new Map<string, JsonObject[]>();
  const parent = `_${template.lines?.source.parentLookup ?? ""}_value`;
  for (const answer of groups.map((_, index) => answers[index])) {
    for await (const row of allRows(dataverse, bodyOf(answer ?? missing), call)) {
      const id = (textOf(row[parent]) ?? "").toLowerCase();
      lines.set(id, [...(lines.get(id) ?? []), row]);
    }
  }
  const states = new Map(stateless.map(({ id }, index) => [id, answers[groups.length + index] ?? missing]));
  return records.map((record) => {
    const state = states.get(record.id);
    const found = !state || state.status === 404 ? record : { ...record, state: storedState(bodyOf(state)) };
    return { table, record: found, lines: lines.get(record.id) ?? [] };
  });
}

const missing = { status: 500, text: "The batch answer is incomplete." };

function linesOf(dataverse: DataverseClient, template: Template, group: readonly SourceRecord[]): BatchRequest {
  const ids = group.map(({ id }) => `'${id}'`).join(",");
  const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${template.lines?.source.parentLookup ?? ""}',PropertyValues=[${ids}])`;
  return { method: "GET", path: dataverse.rootPath(`${lineQuery(template)}&$filter=${encodeURIComponent(filter)}`), headers: { Prefer: `odata.maxpagesize=${pageSize}` } };
}

async function* allRows(dataverse: DataverseClient, first: JsonObject, call: CallContext): AsyncGenerator<JsonObject> {
  yield* rowsOf(first);
  const next = textOf(first["@odata.nextLink"]);
  if (next !== undefined) yield* dataverse.list(next, call, pageSize);
}
