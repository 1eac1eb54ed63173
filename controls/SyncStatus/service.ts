import { RequestKind, syncRequest, syncState } from "../../model/generated/schema";
import { sourceColumns } from "../../model/generated/sourceColumns";
import { type RecordRequestOptions, type SyncableTable, newRecordRequest, syncableTables } from "../../model/request";
import type { Row } from "../shared/row";
import { createdId, isOnline } from "../shared/webApi";

/** What the control asks of Dataverse. Failures are the client's own error objects; see `webApiFailure`. */
export interface SyncService {
  /** False while the device has no connection; nothing is asked then. */
  isOnline(): boolean;
  /** The record with its sync state and newest request, in one request. */
  load(table: SyncableTable, id: string): Promise<Row>;
  /** One request row, while it is open. */
  readRequest(requestId: string): Promise<Row>;
  /** Creates a request under the user's own privileges; resolves with its id. */
  createRequest(table: SyncableTable, id: string, displayName: string, options?: RecordRequestOptions): Promise<string>;
}

const s = syncState.columns;
const stateColumns = [
  s.status, s.direction, s.company, s.scmKey, s.scmUrl, s.lastSyncedOn, s.lastAttemptOn, s.nextAttemptOn, s.attempts, s.errorCode, s.errorParams,
  s.whatHappened, s.whatToDo, s.whoCanFix, s.technicalDetails, s.correlationId, s.lastValues, s.conflict, s.history,
];
const r = syncRequest.columns;
const requestColumns = [
  r.status, r.progress, r.result, r.errorCode, r.attempts, r.nextAttemptOn, r.startedOn, r.finishedOn, r.correlationId, "createdon",
];

/** Names under which a loaded row holds what belongs to it. */
export function linksOf(table: SyncableTable): { state: string; stateOfRecord: string | undefined; requests: string; stateLookup: string; name: string } {
  const { stateNavigation, closing, requestCollection, stateLookup, primaryName } = syncableTables[table];
  return { state: stateNavigation, stateOfRecord: closing?.stateOfRecord, requests: requestCollection, stateLookup: `_${stateLookup}_value`, name: primaryName };
}

/** The query of the one request that shows the status (docs/contract.md, "How a form shows the status with one request"). */
export function loadQuery(table: SyncableTable): string {
  const { state, stateOfRecord, requests, stateLookup, name } = linksOf(table);
  // The name is asked for by itself: a template need not read it. A column twice in $select is refused.
  const own = [...new Set([...(sourceColumns[table] ?? []), name, "modifiedon", stateLookup])].join(",");
  // The row that a closed record cannot link to names the record itself; its id stands in for the missing link.
  const ofRecord = stateOfRecord ? `${stateOfRecord}($select=${[syncState.primaryId, ...stateColumns].join(",")};$top=1),` : "";
  // Requests for stock, and comparisons, which write nothing, say nothing about where the record stands.
  const syncs = `${r.kind} eq ${RequestKind.Record} and ${r.dryRun} ne true`;
  return `?$select=${own}&$expand=${state}($select=${stateColumns.join(",")}),${ofRecord}`
    + `${requests}($select=${requestColumns.join(",")};$filter=${syncs};$orderby=createdon desc;$top=1)`;
}

/**
 * The service over the client's Web API.
 * @param context gives the context of the last updateView, since clients may hand out a new one each time
 */
export function syncService(context: () => Pick<ComponentFramework.Context<unknown>, "webAPI" | "client">): SyncService {
  return {
    isOnline: () => isOnline(context()),
    load: (table, id) => context().webAPI.retrieveRecord(table, id, loadQuery(table)),
    readRequest: (requestId) =>
      context().webAPI.retrieveRecord(syncRequest.logicalName, requestId, `?$select=${requestColumns.join(",")}`),
    async createRequest(table, id, displayName, options) {
      const created: unknown = await context().webAPI.createRecord(syncRequest.logicalName, newRecordRequest(table, id, displayName, options));
      return createdId(created);
    },
  };
}
