import { RequestStatus, SyncStatus, WhoCanFix, syncRequest, syncState } from "../../model/generated/schema";
import { snapshotOf, wordsOf } from "./snapshot";
import { accountId, accountRow, at, endedRow, failedState, lookupMissing, lookupParams, minute, requestRow, said, stateRow } from "./test/rows";

const s = syncState.columns;
const r = syncRequest.columns;
const read = (...row: Parameters<typeof accountRow>) => snapshotOf("account", accountId, accountRow(...row));

test.each([
  ["no state", null, undefined, "NotLinked"],
  ["in sync", stateRow(), undefined, "InSync"],
  ["pending request over any state", failedState(), requestRow(), "Waiting"],
  ["running request", stateRow(), requestRow({ [r.status]: RequestStatus.Running }), "Syncing"],
  ["syncing, though no request is open", stateRow({ [s.status]: SyncStatus.Syncing }), undefined, "Waiting"],
  ["a number of a newer version", stateRow({ [s.status]: 504170042 }), undefined, "Unknown"],
  ["cancelled request", stateRow(), requestRow({ [r.status]: RequestStatus.Cancelled }), "InSync"],
])("%s", (_what, state, request, status) => {
  expect(read(state, request).status).toBe(status);
});

test("a changed column turns In sync into Changed; a column that was not read does not", () => {
  const change = { address1_city: "Paris" };
  expect(read(stateRow(), undefined, change)).toMatchObject({ status: "Changed", changed: ["address1_city"] });
  const notRead = stateRow({ [s.lastValues]: JSON.stringify({ name: "Litware", custom_column: "x" }) });
  expect(read(notRead).status).toBe("InSync");
});

test("a state that the user may not read is not taken for Not linked", () => {
  expect(read(null, undefined, { _p2c_syncstateid_value: "16fd2706-8baf-433b-82eb-8c7fada847da" }).status).toBe("Unreadable");
});

test("a request that failed without reaching the state speaks for itself", () => {
  const failed = endedRow(RequestStatus.Failed, { outcome: "failed", errorParams: lookupParams }, { [r.errorCode]: lookupMissing });
  const first = read(null, failed);
  expect(first.status).toBe("NeedsAttention");
  expect(first.error && wordsOf(first.error, 1033)).toEqual(said(lookupMissing, 1033));
  expect(read(stateRow({ [s.lastAttemptOn]: at(60 * minute) }), failed).status).toBe("NeedsAttention");
  expect(read(stateRow({ [s.lastAttemptOn]: at(minute) }), failed).status).toBe("InSync");
});

test("an error is told in the reader's language, an unknown one as stored, and one without words not at all", () => {
  const { error } = read(failedState());
  expect(error).toMatchObject({ who: "You", correlationId: "3f2504e0-4f89-11d3-9a0c-0305e82c3301" });
  expect(error && wordsOf(error, 1036)).toEqual(said(lookupMissing, 1036));
  const newer = read(failedState({ [s.errorCode]: "from-the-future" })).error;
  expect(newer && wordsOf(newer, 1036)).toEqual({ whatHappened: "stored happened", whatToDo: "stored to do" });
  const holes = read(failedState({ [s.errorParams]: "{}" })).error;
  expect(holes && wordsOf(holes, 1033)?.whatHappened).toBe("stored happened");
  const bare = read(failedState({ [s.errorCode]: "from-the-future", [s.whatHappened]: null })).error;
  expect(bare && wordsOf(bare, 1033)).toBeUndefined();
});

test("rows that nobody should have written leave gaps, not exceptions", () => {
  const snapshot = read(
    failedState({ [s.errorParams]: "[", [s.lastValues]: "{", [s.history]: '[null,1,{"on":"soon","outcome":"updated"},{"on":"2026-01-01T00:00:00Z","outcome":"new"}]',
      [s.lastSyncedOn]: "x", [s.whoCanFix]: 1, [s.scmUrl]: "javascript:alert(1)", [s.direction]: "?" }),
    requestRow({ [r.status]: RequestStatus.Succeeded, [r.result]: '{"records":[null,{"id":5}]}' }),
  );
  expect(snapshot).toMatchObject({ status: "NeedsAttention", history: [], lastSyncedOn: undefined, scmUrl: "", direction: undefined, result: undefined });
  expect(snapshot.error).toMatchObject({ params: {}, who: undefined });
});

test("an error left over from before does not show once the record is in sync", () => {
  expect(read(failedState({ [s.status]: SyncStatus.InSync, [s.whoCanFix]: WhoCanFix.You })).error).toBeUndefined();
});
