import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import * as ReactDOM from "react-dom";
import { RequestKind, RequestStatus, SyncStatus as Status, WhoCanFix, syncRequest, syncState } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { type HostInTest, type MockHost, type WebApiCall, mockHost, property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { SyncStatus } from ".";
import type { IInputs } from "./generated/ManifestTypes";
import { accountId, accountRow, at, endedRow, failedState, lookupMissing, minute, now, requestId, requestRow, said, stateId, stateRow } from "./test/rows";

const s = syncState.columns;
const r = syncRequest.columns;
const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/SyncStatus.${lcid}.resx`), "utf8"));
const texts = { 1033: strings(1033), 1036: strings(1036) };

/** Stands in for the browser's channel: what one side posts, all others hear. */
class FakeChannel {
  static all: FakeChannel[] = [];
  static sent: unknown[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) { FakeChannel.all.push(this); }
  postMessage(data: unknown): void {
    FakeChannel.sent.push(data);
    for (const other of FakeChannel.all) if (other !== this) other.onmessage?.({ data });
  }
  close(): void { FakeChannel.all = FakeChannel.all.filter((one) => one !== this); }
}
const tell = (type: string, id = accountId) => act(async () => { new FakeChannel("p2c").postMessage({ type, table: "account", id }); await settle(); });
const settle = () => jest.advanceTimersByTimeAsync(0);
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

beforeEach(() => {
  jest.useFakeTimers({ now });
  Object.assign(globalThis, { BroadcastChannel: FakeChannel });
  FakeChannel.all = [];
  FakeChannel.sent = [];
});
afterEach(() => { cleanup(); setDocumentHidden(false); jest.useRealTimers(); });

function setDocumentHidden(hidden: boolean): void {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  fireEvent(document, new Event("visibilitychange"));
}

/** A form with the control, and a Dataverse that holds one account and one request. */
class Form {
  readonly control = new SyncStatus();
  readonly host: HostInTest<IInputs>;
  account: unknown = accountRow(stateRow());
  request: unknown = requestRow();
  created: unknown = { id: requestId, entityType: syncRequest.logicalName };
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(change: Partial<MockHost> = {}) {
    this.host = mockHost<IInputs>({
      strings: texts[1033], answer: (call) => this.answer(call), contextInfo: { entityTypeName: "account", entityId: `{${accountId.toUpperCase()}}` },
      parameters: {
        syncState: property(null), showHistory: property("yes"), showTechnicalDetails: property("yes"), compact: property("no"),
        tableName: property(null), recordId: property(null),
      },
      ...change,
    });
  }

  private answer(call: WebApiCall): unknown {
    const answer = call.operation === "createRecord" ? this.created : call.table === "account" ? this.account : this.request;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async open(): Promise<this> {
    this.control.init(this.host.context());
    const { container, rerender } = render(this.control.updateView(this.host.context()));
    this.container = container;
    this.rerender = rerender;
    await act(settle);
    return this;
  }

  async update(change: Partial<MockHost> = {}): Promise<void> {
    Object.assign(this.host.settings, change);
    this.rerender(this.control.updateView(this.host.context()));
    await act(settle);
  }

  async click(name: string): Promise<void> {
    fireEvent.click(screen.getByRole("button", { name }));
    await act(settle);
  }

  count(operation: WebApiCall["operation"], table?: string): number {
    return this.host.calls.filter((call) => call.operation === operation && (!table || call.table === table)).length;
  }

  get text(): string { return this.container.textContent ?? ""; }
}

const button = (name: string) => screen.getByRole("button", { name });
const isDisabled = (name: string) => button(name).getAttribute("aria-disabled") === "true";

describe("showing", () => {
  test("costs one request, that of the contract, however often the host updates", async () => {
    const form = await new Form().open();
    await form.update();
    await form.update({ disabled: true });
    await pass(10 * minute);
    expect(form.host.calls).toHaveLength(1);
    expect(form.host.calls[0]).toMatchObject({ operation: "retrieveRecord", table: "account", id: accountId });
    expect(form.host.calls[0]?.options).toMatch(
      /^\?\$select=accountnumber,name,[\w,]*,modifiedon,_p2c_syncstateid_value&\$expand=p2c_SyncStateId\(\$select=p2c_status,[\w,]*\),p2c_account_syncrequest\(\$select=p2c_status,[\w,]*;\$orderby=createdon desc;\$top=1\)$/,
    );
    expect(form.control.getOutputs()).toEqual({});
  });

  test("tells status, times, SCM number with link, company, direction and attempts", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), endedRow(RequestStatus.Succeeded, { outcome: "updated", written: ["OrganizationName", "AddressCity"] }));
    await form.open();
    expect(screen.getByText("In sync")).toBeTruthy();
    const synced = within(screen.getByText("Last synced").parentElement as HTMLElement).getByTitle("15/06/2026, 11:55");
    expect(synced.textContent).toBe("5 minutes ago (15/06/2026, 11:55)");
    expect(form.text).toContain("2 fields written: OrganizationName, AddressCity");
    expect(form.text).toContain("usmf");
    expect(form.text).toContain("Sales → SCM");
    const attempts = within(screen.getByRole("group", { name: "Last attempts" })).getAllByRole("listitem");
    expect(attempts.map((item) => item.textContent)).toEqual([
      "Updated in SCM · 3 fields5 minutes ago (15/06/2026, 11:55) · by Ann Weiler", "Created in SCM · 20 fields1 hour ago (15/06/2026, 11:00) · automatic",
    ]);
    fireEvent.click(screen.getByRole("link", { name: /US-001/ }));
    expect(form.host.openedUrls).toEqual(["https://scm.example/?mi=CustTable"]);
  });

  test("an address that is not of the web is no link", async () => {
    const form = new Form();
    form.account = accountRow(stateRow({ [s.scmUrl]: "javascript:alert(1)" }));
    await form.open();
    expect(form.text).toContain("US-001");
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("markup in names stays text", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    const form = new Form();
    form.account = accountRow(failedState({ [s.errorCode]: "new", [s.whatHappened]: markup, [s.scmKey]: markup, [s.history]: JSON.stringify([{ on: at(0), outcome: "failed", by: markup }]) }));
    await form.open();
    expect(form.container.querySelector("img")).toBeNull();
    expect(form.text.split(markup)).toHaveLength(4);
  });

  test("changed columns are named by their labels", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), undefined, { address1_city: "Paris" });
    await form.open();
    expect(screen.getAllByText("Changed since last sync")).toHaveLength(2);
    expect(form.text).toContain("Address 1: city");
    expect(form.text).toContain("Record last saved 10 minutes ago");
  });

  test("nothing is asked while the form or the browser tab hides the control", async () => {
    setDocumentHidden(true);
    const form = await new Form({ visible: false }).open();
    await pass(10 * minute);
    setDocumentHidden(false);
    await pass(minute);
    expect(form.host.calls).toHaveLength(0);
    await form.update({ visible: true });
    expect(form.host.calls).toHaveLength(1);
    expect(form.text).toContain("In sync");
  });

  test("compact and the switched off parts are left out", async () => {
    const form = new Form();
    form.account = accountRow(failedState());
    Object.assign(form.host.settings.parameters, { showHistory: property("no"), showTechnicalDetails: property("no") });
    await form.open();
    expect(screen.queryByRole("group", { name: "Last attempts" })).toBeNull();
    expect(screen.queryByText("Technical details")).toBeNull();
    Object.assign(form.host.settings.parameters, { compact: property("yes") });
    await form.update();
    expect(form.text).toContain(said(lookupMissing, 1033).whatHappened);
    expect(form.text).not.toContain("Company");
  });
});

describe("an error", () => {
  test("says what happened, what to do and who can fix it; the technical text is folded away and can be copied", async () => {
    const form = new Form();
    form.account = accountRow(failedState());
    await form.open();
    expect(form.text).toContain(said(lookupMissing, 1033).whatHappened);
    expect(form.text).toContain(said(lookupMissing, 1033).whatToDo);
    expect(within(screen.getByText("Who can fix it").parentElement as HTMLElement).getByText("You")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    const disclosure = button("Technical details");
    expect(disclosure.getAttribute("aria-expanded")).toBe("false");
    expect(screen.queryByText(/HTTP 400/)?.closest("[hidden]")).toBeTruthy();
    await form.click("Technical details");
    expect(disclosure.getAttribute("aria-expanded")).toBe("true");
    const writeText = jest.fn().mockResolvedValue(undefined);
    Object.assign(navigator, { clipboard: { writeText } });
    await form.click("Copy");
    expect(writeText).toHaveBeenCalledWith(`Code: ${lookupMissing}\nCorrelation id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301\nHTTP 400 CustomerGroupId`);
    expect(screen.getByText("Copied")).toBeTruthy();
  });

  test("copying falls back to a selection where the browser has no clipboard, and says so when that fails too", async () => {
    const form = new Form();
    form.account = accountRow(failedState());
    await form.open();
    Object.assign(navigator, { clipboard: undefined });
    const execCommand = jest.fn().mockReturnValueOnce(true).mockReturnValueOnce(false);
    Object.assign(document, { execCommand });
    await form.click("Technical details");
    await form.click("Copy");
    expect(screen.getByText("Copied")).toBeTruthy();
    await form.click("Copy");
    expect(screen.getByText(/Not copied/)).toBeTruthy();
    expect(form.container.querySelector("textarea")).toBeNull();
  });
});

describe("Sync now", () => {
  test("two quick clicks create one request; waiting shows at once, the focus stays, the outcome is told", async () => {
    const form = new Form();
    form.account = accountRow(null);
    await form.open();
    button("Sync now").focus();
    fireEvent.click(button("Sync now"));
    fireEvent.click(button("Sync now"));
    await act(settle);
    expect(form.count("createRecord")).toBe(1);
    expect(form.host.calls[1]).toMatchObject({
      table: syncRequest.logicalName,
      data: { [r.name]: "Litware", [r.kind]: RequestKind.Record, [r.openKey]: `account:${accountId}`, "p2c_AccountId@odata.bind": `/accounts(${accountId})` },
    });
    expect(screen.getByRole("status").textContent).toBe("Waiting");
    expect(isDisabled("Sync now")).toBe(true);
    expect(document.activeElement).toBe(button("Sync now"));

    form.request = requestRow({ [r.status]: RequestStatus.Running, [r.progress]: "writing" });
    await pass(2_000);
    expect(screen.getByRole("status").textContent).toBe("Syncing. Writing to Supply Chain Management");

    form.request = endedRow(RequestStatus.Succeeded, { outcome: "created", written: ["OrganizationName"] });
    form.account = accountRow(stateRow(), endedRow(RequestStatus.Succeeded, { outcome: "created", written: ["OrganizationName"] }));
    await pass(3_000);
    expect(screen.getByRole("status").textContent).toBe("In sync. Created in SCM · 1 field written: OrganizationName");
    expect(form.count("retrieveRecord", "account")).toBe(2);
    expect(FakeChannel.sent).toEqual([{ type: "requested", table: "account", id: accountId }, { type: "finished", table: "account", id: accountId }]);
    expect(document.activeElement).toBe(button("Sync now"));
    await pass(10 * minute);
    expect(form.host.calls).toHaveLength(5);
  });

  test("a failure is announced as an alert, and Retry is offered", async () => {
    const form = await new Form().open();
    await form.click("Sync now");
    form.request = endedRow(RequestStatus.Failed, { outcome: "failed" });
    form.account = accountRow(failedState(), endedRow(RequestStatus.Failed, { outcome: "failed" }));
    await pass(2_000);
    expect(screen.getByRole("alert").textContent).toContain(said(lookupMissing, 1033).whatHappened);
    expect(isDisabled("Retry")).toBe(false);
  });

  test("a request that is open already is joined, not doubled", async () => {
    const form = await new Form().open();
    form.created = webApiError(-2147088238, "Entity Key Open key violated.");
    form.account = accountRow(stateRow(), requestRow({ [r.status]: RequestStatus.Running }));
    await form.click("Sync now");
    expect(form.text).toContain("Syncing");
    expect(form.text).toContain("already under way");
    await pass(2_000);
    expect(form.count("retrieveRecord", syncRequest.logicalName)).toBe(1);
  });

  test("an answer lost on the way does not lose the request", async () => {
    const form = await new Form().open();
    form.created = webApiError(0, "Failed to fetch");
    form.account = accountRow(stateRow(), requestRow());
    await form.click("Sync now");
    expect(form.text).toContain("Waiting");
    expect(screen.queryByText("The sync could not be started.")).toBeNull();
  });

  test.each([
    ["no privilege", webApiError(2147746336, "missing prvCreatep2c_syncrequest"), "You may not start a sync.", true],
    ["no answer", webApiError(0, "Failed to fetch"), "The sync could not be started.", false],
    ["too many requests", webApiError(-2147015902, "Number of requests exceeded the limit"), "Dataverse has more requests than it can take right now.", false],
  ])("refused: %s", async (_why, error, words, disabledAfter) => {
    const form = await new Form().open();
    form.created = error;
    await form.click("Sync now");
    expect(screen.getByRole("alert").textContent).toContain(words);
    expect(isDisabled("Sync now")).toBe(disabledAfter);
  });

  test("a retryable failure shows why, when it is tried next and which attempt that is", async () => {
    const form = await new Form().open();
    await form.click("Sync now");
    const retrying = requestRow({ [r.attempts]: 2, [r.nextAttemptOn]: at(-4 * minute) });
    form.request = retrying;
    form.account = accountRow(failedState({ [s.status]: Status.Waiting, [s.errorCode]: "scm-unreachable", [s.whoCanFix]: WhoCanFix.RetriesItself }), retrying);
    await pass(2_000);
    expect(form.text).toContain(said("scm-unreachable", 1033).whatHappened);
    expect(form.text).toMatch(/Next attemptin \d minutes \(15\/06\/2026, 12:04\) · attempt 3/);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("watching", () => {
  const polls = (form: Form) => form.count("retrieveRecord", syncRequest.logicalName);

  test("begins at 2 s, backs off to 10 s, and gives up after ten minutes with a button", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    await pass(1_999);
    expect(polls(form)).toBe(0);
    await pass(1);
    expect(polls(form)).toBe(1);
    await pass(2_999);
    expect(polls(form)).toBe(1);
    await pass(minute);
    const before = polls(form);
    await pass(30_000);
    expect(polls(form) - before).toBe(3);
    await pass(10 * minute);
    const atEnd = polls(form);
    expect(form.text).toContain("no longer refreshed by itself");
    await pass(10 * minute);
    expect(polls(form)).toBe(atEnd);
    await form.click("Check again");
    await pass(2_000);
    expect(polls(form)).toBe(atEnd + 1);
  });

  test("a request that nothing picks up says so after a minute", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    expect(form.text).toContain("Waiting since");
    await pass(50_000);
    expect(form.text).not.toContain("Nothing has picked this up");
    await pass(20_000);
    expect(form.text).toContain("Nothing has picked this up for more than a minute.");
  });

  test("pauses while hidden and goes on after", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    act(() => { setDocumentHidden(true); });
    await pass(minute);
    expect(polls(form)).toBe(0);
    act(() => { setDocumentHidden(false); });
    await pass(2_000);
    expect(polls(form)).toBe(1);
    await form.update({ visible: false });
    await pass(minute);
    expect(polls(form)).toBe(1);
  });

  test("reads that fail are told after three, and forgotten after one that works", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    form.request = webApiError(0, "Failed to fetch");
    await form.open();
    await pass(15_000);
    expect(form.text).toContain("The progress cannot be read right now");
    form.request = requestRow();
    await pass(10_000);
    expect(form.text).not.toContain("The progress cannot be read right now");
  });

  test("a request that is gone has ended", async () => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    form.request = webApiError(0x80040217, "Does Not Exist");
    form.account = accountRow(stateRow());
    await pass(2_000);
    expect(form.text).toContain("In sync");
  });

  test("a request from the command bar is followed; messages about other records are not", async () => {
    const form = await new Form().open();
    await tell("requested", "11111111-2222-3333-4444-555555555555");
    expect(form.host.calls).toHaveLength(1);
    form.account = accountRow(stateRow(), requestRow());
    await tell("requested");
    expect(screen.getByRole("status").textContent).toBe("Waiting");
    await tell("requested");
    expect(form.count("retrieveRecord", "account")).toBe(2);
  });

  test("a save on the form is looked at once, when the control is in view", async () => {
    const form = await new Form().open();
    await form.update({ visible: false });
    form.account = accountRow(stateRow(), undefined, { name: "Litware SA" });
    await tell("saved");
    await tell("saved");
    expect(form.host.calls).toHaveLength(1);
    await form.update({ visible: true });
    expect(form.host.calls).toHaveLength(2);
    expect(form.text).toContain("Changed since last sync");
  });

  test("another row in the form's lookup is a reason to look again, the known one is not", async () => {
    const form = await new Form().open();
    await form.update({ parameters: { ...form.host.settings.parameters, syncState: property([{ id: `{${stateId.toUpperCase()}}`, entityType: "p2c_syncstate" }]) } });
    expect(form.host.calls).toHaveLength(1);
    await form.update({ parameters: { ...form.host.settings.parameters, syncState: property([{ id: requestId, entityType: "p2c_syncstate" }]) } });
    expect(form.host.calls).toHaveLength(2);
  });
});

describe("the end", () => {
  test.each(["while watching", "while an answer is under way"])("nothing happens after destroy %s", async (when) => {
    const form = new Form();
    form.account = accountRow(stateRow(), requestRow());
    let answer: (row: unknown) => void = () => undefined;
    if (when !== "while watching") form.account = new Promise((resolve) => { answer = resolve; });
    await form.open();
    const drawn = form.container.innerHTML;
    const complaint = jest.spyOn(console, "error").mockImplementation(() => undefined);
    form.control.destroy();
    answer(accountRow(stateRow()));
    await pass(20 * minute);
    expect(form.container.innerHTML).toBe(drawn);
    act(() => { ReactDOM.unmountComponentAtNode(form.container); });
    await tell("requested");
    expect(form.host.calls).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
    expect(complaint).not.toHaveBeenCalled();
    complaint.mockRestore();
  });

  test("another record under the same control starts afresh", async () => {
    const form = await new Form({ contextInfo: { entityTypeName: "account", entityId: "" } }).open();
    expect(form.text).toContain("Save the record first");
    expect(form.host.calls).toHaveLength(0);
    await form.update({ contextInfo: { entityTypeName: "account", entityId: accountId } });
    expect(form.text).toContain("In sync");
    expect(form.host.calls).toHaveLength(1);
  });
});

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
  ["read-only form", "read-only", { disabled: true }],
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
    const form = new Form(host);
    if (account) form.account = account;
    await form.open();
    expect(form.text).toContain(words);
    jest.useRealTimers();
    expect(await axeProblems(form.container)).toEqual([]);
  });

  test("is told in French without a missing text", async () => {
    const form = new Form({ ...host, languageId: 3084, strings: texts[1036] });
    if (account) form.account = account;
    await form.open();
    expect(form.text).not.toContain(words === "Unknown status (Parked)" ? "Unknown" : words);
    expect(form.text).not.toMatch(/[A-Z][a-zA-Z]+_[A-Za-z]+|\{\d\}/);
  });
});

test("column security that hides the lookup hides the status, and nothing is asked", async () => {
  const form = new Form();
  Object.assign(form.host.settings.parameters, { syncState: property(undefined, { readable: false, editable: false, secured: true }) });
  await form.open();
  expect(form.text).toContain("Column security hides");
  expect(form.host.calls).toHaveLength(0);
});

test("a failed read is repaired by Check again", async () => {
  const form = new Form();
  form.account = webApiError(0, "Failed to fetch");
  await form.open();
  form.account = accountRow(stateRow());
  await form.click("Check again");
  expect(form.text).toContain("In sync");
  expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
});

test("coming back online is noticed", async () => {
  const form = await new Form({ offline: true }).open();
  expect(form.host.calls).toHaveLength(0);
  form.host.settings.offline = false;
  await act(async () => { fireEvent(window, new Event("online")); await settle(); });
  expect(form.text).toContain("In sync");
});
