import { type ErrorText, type Lcid, errorText } from "../../../model/errorText";
import { RequestStatus, SyncDirection, SyncStatus, WhoCanFix, navigation, syncRequest, syncState } from "../../../model/generated/schema";
import type { Row } from "../../shared/row";

export const accountId = "0f8fad5b-d9cb-469f-a165-70867728950e";
export const requestId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
export const stateId = "16fd2706-8baf-433b-82eb-8c7fada847da";
/** The moment the tests stand at. */
export const now = Date.UTC(2026, 5, 15, 12);
export const at = (msBefore: number) => new Date(now - msBefore).toISOString();
export const minute = 60_000;

const s = syncState.columns;
const r = syncRequest.columns;

/** A state as after a good sync, changed by what a test is about. */
export function stateRow(change: Row = {}): Row {
  return {
    [s.status]: SyncStatus.InSync, [s.direction]: SyncDirection.ToScm, [s.company]: "usmf", [s.scmKey]: "US-001", [s.scmUrl]: "https://scm.example/?mi=CustTable",
    [s.lastSyncedOn]: at(5 * minute), [s.lastAttemptOn]: at(5 * minute), [s.nextAttemptOn]: null, [s.attempts]: 0,
    [s.errorCode]: null, [s.errorParams]: null, [s.whatHappened]: null, [s.whatToDo]: null, [s.whoCanFix]: null,
    [s.technicalDetails]: null, [s.correlationId]: null,
    [s.lastValues]: JSON.stringify({ name: "Litware", address1_city: "Lyon" }),
    [s.history]: JSON.stringify([{ on: at(5 * minute), outcome: "updated", by: "Ann Weiler", fields: 3 }, { on: at(60 * minute), outcome: "created", fields: 20 }]),
    ...change,
  };
}

/** Parameters for the texts of `lookupMissing`, with one to spare. */
export const lookupMissing = "scm-lookup-missing";
export const lookupParams = { field: "Customer group", field_1036: "Groupe de clients", value: "99", table: "Customer groups", company: "usmf" };

/** What is said of an error, in the language asked for. */
export function said(code: string, lcid: Lcid): ErrorText {
  const text = errorText(code, lookupParams, lcid);
  if (!text) throw new Error(`The tests rely on the error code '${code}', which has no texts; name another one in rows.ts.`);
  return text;
}

/** A state after an error with texts in the reader's language. */
export function failedState(change: Row = {}): Row {
  return stateRow({
    [s.status]: SyncStatus.NeedsAttention, [s.attempts]: 1, [s.errorCode]: lookupMissing,
    [s.errorParams]: JSON.stringify(lookupParams), [s.whoCanFix]: WhoCanFix.You,
    [s.whatHappened]: "stored happened", [s.whatToDo]: "stored to do",
    [s.technicalDetails]: "HTTP 400 CustomerGroupId", [s.correlationId]: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ...change,
  });
}

/** A request row, Pending unless changed. */
export function requestRow(change: Row = {}): Row {
  return {
    [syncRequest.primaryId]: requestId, [r.status]: RequestStatus.Pending, [r.progress]: null, [r.result]: null, [r.errorCode]: null, [r.attempts]: 0,
    [r.nextAttemptOn]: null, [r.startedOn]: null, [r.finishedOn]: null, [r.correlationId]: null, createdon: at(0), ...change,
  };
}

/** A request that has ended and what it did to the account. */
export function endedRow(status: number, record: Row, change: Row = {}): Row {
  return requestRow({
    [r.status]: status, [r.startedOn]: at(5 * minute), [r.finishedOn]: at(5 * minute),
    [r.result]: JSON.stringify({ records: [{ table: "account", id: accountId, written: [], ...record }] }), ...change,
  });
}

/** The account with its expansions. */
export function accountRow(state: Row | null, request?: Row, change: Row = {}): Row {
  return {
    accountid: accountId, name: "Litware", address1_city: "Lyon", modifiedon: at(10 * minute), _p2c_syncstateid_value: state ? stateId : null,
    [navigation.accountSyncState]: state, [navigation.accountSyncRequests]: request ? [request] : [], ...change,
  };
}
