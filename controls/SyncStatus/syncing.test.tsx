import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { RequestKind, RequestStatus, SyncStatus as Status, WhoCanFix, syncRequest, syncState } from "../../model/generated/schema";
import { property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { FakeChannel, Form, button, isDisabled, setDocumentHidden, settle, tell } from "./test/form";
import { accountId, accountRow, at, endedRow, failedState, lookupMissing, minute, now, requestId, requestRow, said, stateId, stateRow } from "./test/rows";

const s = syncState.columns;
const r = syncRequest.columns;
const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/SyncStatus.${lcid}.resx`), "utf8"));
const english = strings(1033);
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
afterEach(() => { cleanup(); setDocumentHidden(false); jest.useRealTimers(); });

describe("Sync now", () => {
  test("two quick clicks create one request; waiting shows at once, the focus stays, the outcome is told", async () => {
    const form = new Form(english);
    form.account = accountRow(null);
    await form.open();
    button("Sync now").focus();
    fireEvent.click(button("Sync now"));
    fireEvent.click(button("Sync now"));
    await settle();
    expect(form.count("createRecord")).toBe(1);
    expect(form.host.calls[1]).toMatchObject({
      table: syncRequest.logicalName,
      data: { [r.name]: "Litware", [r.kind]: RequestKind.Record, [r.openKey]: `account:${accountId}`, "p2c_AccountId@odata.bind": `/accounts(${accountId})` },
    });
    expect(screen.getByRole("status").textContent).toBe("Waiting");
    expect(isDisabled("Sync now")).toBe(true);
    // The attribute would throw the keyboard focus out of the control in browsers.
    expect(button("Sync now").hasAttribute("disabled")).toBe(false);
    expect(document.activeElement).toBe(button("Sync now"));

    form.request = requestRow({ [r.status]: RequestStatus.Running, [r.progress]: "writing" });
    await pass(2_000);
    expect(screen.getByRole("status").textContent).toBe("Syncing. Writing to Supply Chain Management");

    form.request = endedRow(RequestStatus.Succeeded, { outcome: "created", written: ["OrganizationName"] });
    form.account = accountRow(stateRow(), endedRow(RequestStatus.Succeeded, { outcome: "created", written: ["OrganizationName"] }));
    await pass(3_000);
    expect(screen.getByRole("status").textContent).toBe("In sync. Created in SCM · 1 field");
    expect(form.count("retrieveRecord", "account")).toBe(2);
    expect(FakeChannel.sent).toEqual([{ type: "requested", table: "account", id: accountId }, { type: "finished", table: "account", id: accountId }]);
    expect(document.activeElement).toBe(button("Sync now"));
    await pass(10 * minute);
    expect(form.host.calls).toHaveLength(5);
  });

  test("while the form has something to put right nothing is sent, and it says so; without a form script it is sent after a moment", async () => {
    const form = await new Form(english).open();
    FakeChannel.formReady = false;
    await form.click("Sync now");
    expect(screen.getByRole("alert").textContent).toContain("Nothing was sent yet: the form has something to put right first.");
    expect([form.count("createRecord"), isDisabled("Sync now")]).toEqual([0, false]);
    FakeChannel.formReady = undefined;
    await form.click("Sync now");
    expect([form.count("createRecord"), screen.queryByRole("alert"), isDisabled("Sync now")]).toEqual([0, null, true]);
    await pass(300);
    expect(form.count("createRecord")).toBe(1);
  });

  test("a failure is announced as an alert, and Retry is offered", async () => {
    const form = await new Form(english).open();
    await form.click("Sync now");
    form.request = endedRow(RequestStatus.Failed, { outcome: "failed" });
    form.account = accountRow(failedState(), endedRow(RequestStatus.Failed, { outcome: "failed" }));
    await pass(2_000);
    expect(screen.getByRole("alert").textContent).toContain(said(lookupMissing, 1033).whatHappened);
    expect(isDisabled("Retry")).toBe(false);
  });

  test("a request that is open already is joined, not doubled", async () => {
    const form = await new Form(english).open();
    form.created = webApiError(-2147088238, "Entity Key Open key violated.");
    form.account = accountRow(stateRow(), requestRow({ [r.status]: RequestStatus.Running }));
    await form.click("Sync now");
    expect(form.text).toContain("Syncing");
    expect(form.text).toContain("already under way");
    await pass(2_000);
    expect(form.count("retrieveRecord", syncRequest.logicalName)).toBe(1);
  });

  test("an answer lost on the way does not lose the request", async () => {
    const form = await new Form(english).open();
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
    const form = await new Form(english).open();
    form.created = error;
    await form.click("Sync now");
    expect(screen.getByRole("alert").textContent).toContain(words);
    expect(isDisabled("Sync now")).toBe(disabledAfter);
  });

  test("a retryable failure shows why, when it is tried next and which attempt that is", async () => {
    const form = await new Form(english).open();
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
    const form = new Form(english);
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
    const form = new Form(english);
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    expect(form.text).toContain("Waiting since");
    await pass(50_000);
    expect(form.text).not.toContain("Nothing has picked this up");
    await pass(20_000);
    expect(form.text).toContain("Nothing has picked this up for more than a minute.");
  });

  test("pauses while hidden and goes on after", async () => {
    const form = new Form(english);
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
    const form = new Form(english);
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
    const form = new Form(english);
    form.account = accountRow(stateRow(), requestRow());
    await form.open();
    form.request = webApiError(0x80040217, "Does Not Exist");
    form.account = accountRow(stateRow());
    await pass(2_000);
    expect(form.text).toContain("In sync");
  });

  test("a request from the command bar is followed; messages about other records are not", async () => {
    const form = await new Form(english).open();
    await tell("requested", "11111111-2222-3333-4444-555555555555");
    expect(form.host.calls).toHaveLength(1);
    form.account = accountRow(stateRow(), requestRow());
    await tell("requested");
    expect(screen.getByRole("status").textContent).toBe("Waiting");
    await tell("requested");
    expect(form.count("retrieveRecord", "account")).toBe(2);
  });

  test("a save on the form is looked at once, when the control is in view", async () => {
    const form = await new Form(english).open();
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
    const form = await new Form(english).open();
    await form.update({ parameters: { ...form.host.settings.parameters, syncState: property([{ id: `{${stateId.toUpperCase()}}`, entityType: "p2c_syncstate" }]) } });
    expect(form.host.calls).toHaveLength(1);
    await form.update({ parameters: { ...form.host.settings.parameters, syncState: property([{ id: requestId, entityType: "p2c_syncstate" }]) } });
    expect(form.host.calls).toHaveLength(2);
  });
});

