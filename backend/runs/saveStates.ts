import { syncState } from "../../model/generated/schema";
import type { SyncableTable } from "../../model/request";
import { asSyncError, SyncError } from "../core/errors";
import type { AttemptFacts } from "../core/stateColumns";
import { salesSideOf, type AnyTemplate } from "../core/templateTypes";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import { refusal, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { parseObject, textOf, type JsonObject } from "../connectors/http/json";
import { stateByKey, stateParts, storedState, type SourceRecord } from "../worker/records";
import { partsOf } from "./bulkItem";

/** Change sets in one batch; each holds at most two of the thousand requests that a batch may have. */
const perBatch = 250;
/** Rounds before giving way to whoever keeps writing the same state. */
const rounds = 4;

export interface StateWrite {
  record: SourceRecord;
  correlationId: string;
  columns: (facts: AttemptFacts) => JsonObject;
}

export interface SaveOptions {
  dataverse: DataverseClient;
  template: AnyTemplate;
  table: SyncableTable;
  fence: number;
  /** Told the version a record has after its link to the state was written, so that this change is not taken for somebody's edit. */
  linked: (recordId: string, etag: string) => void;
  call: CallContext;
}

interface Open {
  write: StateWrite;
  record: SourceRecord;
  withOwner: boolean;
}

/**
 * Writes the states of many records, each with the record's link to it in a change set of its own. A state that somebody
 * wrote in between is read and written again on top of that; an owner who may not own states leaves the row with the backend.
 * @returns what could not be written, with the reason
 */
export async function saveStates(writes: readonly StateWrite[], options: SaveOptions): Promise<Map<StateWrite, SyncError>> {
  const failed = new Map<StateWrite, SyncError>();
  let open: Open[] = writes.map((write) => ({ write, record: write.record, withOwner: true }));
  for (let round = 0; open.length > 0; round++) {
    const again: { entry: Open; error: SyncError }[] = [];
    for (const part of partsOf(open, perBatch)) await savePart(part, options, again, failed);
    if (round + 1 >= rounds) for (const { entry, error } of again) failed.set(entry.write, error);
    open = round + 1 >= rounds ? [] : await reread(again.map(({ entry }) => entry), options, failed);
  }
  return failed;
}

async function savePart(part: readonly Open[], options: SaveOptions, again: { entry: Open; error: SyncError }[], failed: Map<StateWrite, SyncError>): Promise<void> {
  let answers: BatchResponse[][];
  try {
    answers = await options.dataverse.batchItems(part.map((entry) => changeSet(entry, options)), options.call, false);
  } catch (error) {
    // A run that is stopped or lost says nothing about its records.
    options.call.signal?.throwIfAborted();
    // Whether it arrived is seen by reading the states again: those that were written carry this attempt's correlation id.
    for (const entry of part) again.push({ entry, error: asSyncError(error) });
    return;
  }
  part.forEach((entry, index) => {
    const item = answers[index] ?? [];
    const refused = item.find(({ status }) => status >= 400);
    if (item.length === 0) again.push({ entry, error: new SyncError("sales-unreachable", { technicalDetails: "The batch answer is incomplete." }) });
    else if (!refused) {
      const etag = textOf(parseObject(item[1]?.text ?? "")?.["@odata.etag"]);
      if (etag !== undefined) options.linked(entry.record.id, etag);
    } else if (entry.withOwner && refused.status === 403) again.push({ entry: { ...entry, withOwner: false }, error: refusal(refused.status, refused.text) });
    else if (refused.status === 412 || refused.status === 429 || refused.status >= 500) again.push({ entry, error: refusal(refused.status, refused.text) });
    else failed.set(entry.write, refusal(refused.status, refused.text));
  });
}

function changeSet({ write, record, withOwner }: Open, { dataverse, template, table, fence }: SaveOptions): BatchRequest[] {
  const now = new Date(dataverse.http.serverNow());
  const columns = write.columns({ template, recordId: record.id, recordName: record.name, previous: record.state, now, fence, correlationId: write.correlationId });
  const [state, link] = stateParts(dataverse, table, record, columns, withOwner, true);
  if (!state || !link) return state ? [state] : [];
  // The link changes the record's version; the answer tells which one it has now.
  return [state, { ...link, path: `${link.path}?$select=${salesSideOf(template).primaryId}`, headers: { ...link.headers, Prefer: "return=representation" } }];
}

/** The same entries on top of their states as they are now; those that this attempt has written already fall away. */
async function reread(entries: readonly Open[], { dataverse, table, call }: SaveOptions, failed: Map<StateWrite, SyncError>): Promise<Open[]> {
  const open: Open[] = [];
  for (const part of partsOf(entries, perBatch)) {
    try {
      const queries = part.map(({ record }) => stateByKey(dataverse, table, record.id)).map((query) => ({ ...query, path: `${query.path},${syncState.columns.correlationId}` }));
      const answers = await dataverse.batchItems(queries, call, true);
      part.forEach((entry, index) => {
        const answer = answers[index]?.[0];
        const row = answer && answer.status < 400 ? parseObject(answer.text) : undefined;
        if (row && textOf(row[syncState.columns.correlationId]) === entry.write.correlationId) return;
        open.push({ ...entry, record: { ...entry.record, state: row && storedState(row) } });
      });
    } catch (error) {
      call.signal?.throwIfAborted();
      for (const entry of part) failed.set(entry.write, asSyncError(error));
    }
  }
  return open;
}
