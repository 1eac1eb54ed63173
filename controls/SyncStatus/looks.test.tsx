import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup } from "@testing-library/react";
import { RequestStatus, SyncDirection, SyncStatus as Status, syncRequest, syncState } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { type MockHost, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { FakeChannel, Form, setDocumentHidden } from "./test/form";
import { accountId, accountRow, endedRow, failedState, now, requestRow, stateId, stateRow } from "./test/rows";

const s = syncState.columns;
const r = syncRequest.columns;
const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/SyncStatus.${lcid}.resx`), "utf8"));
const english = strings(1033);

beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
afterEach(() => { cleanup(); setDocumentHidden(false); jest.useRealTimers(); });

/** Each way the card can look. */
const looks: [name: string, words: string, host: Partial<MockHost>, account?: object][] = [
  ["not linked", "Not linked", {}, accountRow(null)],
  ["waiting", "Waiting since", {}, accountRow(stateRow(), requestRow())],
  ["syncing", "Reading the record", {}, accountRow(stateRow(), requestRow({ [r.status]: RequestStatus.Running, [r.progress]: "reading" }))],
  ["in sync", "In sync", {}, accountRow(stateRow(), endedRow(RequestStatus.Succeeded, { outcome: "unchanged" }))],
  ["changed", "Changed since last sync", {}, accountRow(stateRow(), undefined, { name: "New" })],
  ["needs attention", "Needs attention", {}, accountRow(failedState())],
  ["conflict", "changed on both sides", {}, accountRow(failedState({ [s.status]: Status.Conflict }))],
  ["paused", "twice in a row", {}, accountRow(failedState({ [s.status]: Status.Paused }))],
  ["excluded", "left out of the sync on purpose", {}, accountRow(stateRow({ [s.status]: Status.Excluded }))],
  ["newer version", "Unknown status (Parked)", {}, accountRow(stateRow({ [s.status]: 504170042, [`${s.status}@OData.Community.Display.V1.FormattedValue`]: "Parked" }))],
  ["state not readable", "you may not read", {}, accountRow(null, undefined, { _p2c_syncstateid_value: stateId })],
  ["last values not readable", "cannot be told", {}, accountRow(stateRow({ [s.lastValues]: "{" }))],
  ["read-only form", "In sync", { disabled: true }],
  ["from SCM", "Created in Sales", {}, accountRow(stateRow({ [s.direction]: SyncDirection.FromScm, [s.lastValues]: "{}" }), endedRow(RequestStatus.Succeeded, { outcome: "created" }))],
  ["new record", "Save the record first", { contextInfo: { entityTypeName: "account", entityId: "" } }],
  ["host without record", "does not tell the control", { contextInfo: undefined }],
  ["other table", "are not synced", { contextInfo: { entityTypeName: "lead", entityId: accountId } }],
  ["offline", "You are offline", { offline: true }],
  ["no privilege", "You may not read the sync status", {}, webApiError(0x80040220, "missing prvReadp2c_syncstate")],
  ["deleted", "does not exist any more", {}, webApiError(0x80040217, "Does Not Exist")],
  ["missing column", "a column is missing", {}, webApiError(0x80060888, "Could not find a property named 'p2c_x'")],
  ["throttled", "Wait a minute", {}, webApiError(0x80072322, "exceeded")],
  ["server error", "could not be read", {}, webApiError(0x80040216, "An unexpected error occurred.")],
];

describe.each(looks)("%s", (_name, words, host, account) => {
  test("is told in words and passes axe", async () => {
    const form = new Form(english, host);
    if (account) form.account = account;
    await form.open();
    expect(form.text).toContain(words);
    jest.useRealTimers();
    expect(await axeProblems(form.container)).toEqual([]);
  });

  test("is told in French without a missing text", async () => {
    const form = new Form(strings(1036), { ...host, languageId: 3084 });
    if (account) form.account = account;
    await form.open();
    expect(form.text).not.toContain(words === "Unknown status (Parked)" ? "Unknown" : words);
    expect(form.text).not.toMatch(/[A-Z][a-zA-Z]+_[A-Za-z]+|\{\d\}/);
  });
});
