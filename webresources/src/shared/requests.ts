import { RequestStatus, syncRequest } from "../../../model/generated/schema";
import { type SyncableTable, isOpen, newRecordRequest, openKeyOf } from "../../../model/request";
import { type Failure, failureOf } from "./failure";

/** How asking for a sync came out. */
export type Asked =
  | { kind: "created"; requestId: string }
  /** One is open already; the alternate key refused a second. */
  | { kind: "open" }
  | { kind: "failed"; failure: Failure };

/** Creates the request for a record under the user's own privileges. */
export async function askForSync(table: SyncableTable, id: string, name: string, batchId?: string): Promise<Asked> {
  try {
    const { id: requestId } = await Xrm.WebApi.createRecord(syncRequest.logicalName, newRecordRequest(table, id, name, batchId === undefined ? {} : { batchId }));
    return { kind: "created", requestId };
  } catch (error) {
    const failure = failureOf(error);
    return failure.kind === "duplicate" ? { kind: "open" } : { kind: "failed", failure };
  }
}

const { status, errorCode } = syncRequest.columns;

/** Id of the open request about a record; undefined when there is none (any more). */
export async function openRequestId(table: SyncableTable, id: string): Promise<string | undefined> {
  const query = `?$select=${syncRequest.primaryId}&$filter=${syncRequest.columns.openKey} eq '${openKeyOf(table, id)}'`;
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(syncRequest.logicalName, query);
  return (entities[0] as Record<string, string> | undefined)?.[syncRequest.primaryId];
}

/** How a request that has ended came out. */
export type Outcome = "inSync" | "excluded" | "attention" | "cancelled";

/** Columns that tell how a request came out: one that succeeded with a reason left the record out on purpose. */
const outcomeColumns = `${status},${errorCode}`;

function outcomeOf(row: Record<string, unknown>): Outcome | undefined {
  const value = row[status];
  if (typeof value !== "number" || isOpen(value)) return undefined;
  if (value === RequestStatus.Succeeded) return row[errorCode] ? "excluded" : "inSync";
  return value === RequestStatus.Cancelled ? "cancelled" : "attention";
}

/** How a request came out; undefined while it is open. */
export async function requestOutcome(requestId: string): Promise<Outcome | undefined> {
  const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(syncRequest.logicalName, requestId, `?$select=${outcomeColumns}`);
  return outcomeOf(row);
}

/** How the requests of a batch came out; those that are open are left out. One query, whatever the number. */
export async function batchOutcomes(batchId: string): Promise<Outcome[]> {
  const query = `?$select=${outcomeColumns}&$filter=${syncRequest.columns.batchId} eq '${batchId}'`;
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(syncRequest.logicalName, query);
  return (entities as Record<string, unknown>[]).map(outcomeOf).filter((outcome) => outcome !== undefined);
}
