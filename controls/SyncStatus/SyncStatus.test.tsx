import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import * as ReactDOM from "react-dom";
import { RequestStatus, SyncDirection, syncState } from "../../model/generated/schema";
import { property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { FakeChannel, Form, button, setDocumentHidden, settle, tell } from "./test/form";
import { accountId, accountRow, at, endedRow, failedState, lookupMissing, minute, now, requestRow, said, stateRow } from "./test/rows";

const s = syncState.columns;
const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/SyncStatus.${lcid}.resx`), "utf8"));
const english = strings(1033);
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });

beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
afterEach(() => { cleanup(); setDocumentHidden(false); jest.useRealTimers(); });

describe("showing", () => {
  test("costs one request, that of the contract, however often the host updates", async () => {
    const form = await new Form(english).open();
    await form.update();
    await form.update({ disabled: true });
    await pass(10 * minute);
    expect(form.host.calls).toHaveLength(1);
    expect(form.host.calls[0]).toMatchObject({ operation: "retrieveRecord", table: "account", id: accountId });
    expect(form.host.calls[0]?.options).toMatch(
      /^\?\$select=accountnumber,name,[\w,]*,modifiedon,_p2c_syncstateid_value&\$expand=p2c_SyncStateId\(\$select=p2c_status,[\w,]*\),p2c_account_syncrequest\(\$select=p2c_status,[\w,]*;\$filter=p2c_kind eq 504170000 and p2c_dryrun ne true;\$orderby=createdon desc;\$top=1\)$/,
    );
    expect(form.control.getOutputs()).toEqual({});
  });

  test("tells status, times, SCM number with link, company, direction and attempts", async () => {
    const form = new Form(english);
    form.account = accountRow(stateRow(), endedRow(RequestStatus.Succeeded, { outcome: "updated", written: ["OrganizationName", "p2c_processingstatus"] }));
    await form.open();
    expect(screen.getByText("In sync")).toBeTruthy();
    const synced = within(screen.getByText("Last synced").parentElement as HTMLElement).getByTitle("15/06/2026, 11:55");
    expect(synced.textContent).toBe("5 minutes ago (15/06/2026, 11:55)");
    expect(form.text).toContain("2 fields written: OrganizationName, Processing status");
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
    const form = new Form(english);
    form.account = accountRow(stateRow({ [s.scmUrl]: "javascript:alert(1)" }));
    await form.open();
    expect(form.text).toContain("US-001");
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("markup in names stays text", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    const form = new Form(english);
    form.account = accountRow(failedState({ [s.errorCode]: "new", [s.whatHappened]: markup, [s.scmKey]: markup, [s.history]: JSON.stringify([{ on: at(0), outcome: "failed", by: markup }]) }));
    await form.open();
    expect(form.container.querySelector("img")).toBeNull();
    expect(form.text.split(markup)).toHaveLength(4);
  });

  test("each attempt says which side it wrote to, whichever way the last one went", async () => {
    const form = new Form(english);
    const attempts = [{ on: at(0), outcome: "updated", to: "sales", fields: 2 }, { on: at(5 * minute), outcome: "created", to: "scm", fields: 10 }, { on: at(9 * minute), outcome: "updated" }];
    form.account = accountRow(stateRow({ [s.direction]: SyncDirection.FromScm, [s.history]: JSON.stringify(attempts) }));
    await form.open();
    const shown = within(screen.getByRole("group", { name: "Last attempts" })).getAllByRole("listitem").map((item) => item.textContent ?? "");
    expect(shown.map((text) => /^(Updated|Created) in (Sales|SCM)/.exec(text)?.[0])).toEqual(["Updated in Sales", "Created in SCM", "Updated in Sales"]);
  });

  test("changed columns are named by their labels", async () => {
    const form = new Form(english);
    form.account = accountRow(stateRow(), undefined, { address1_city: "Paris" });
    await form.open();
    expect(screen.getAllByText("Changed since last sync")).toHaveLength(2);
    expect(form.text).toContain("Address 1: city");
    expect(form.text).toContain("Record last saved 10 minutes ago");
  });

  test("nothing is asked while the form or the browser tab hides the control", async () => {
    setDocumentHidden(true);
    const form = await new Form(english, { visible: false }).open();
    await pass(10 * minute);
    setDocumentHidden(false);
    await pass(minute);
    expect(form.host.calls).toHaveLength(0);
    await form.update({ visible: true });
    expect(form.host.calls).toHaveLength(1);
    expect(form.text).toContain("In sync");
  });

  test("compact and the switched off parts are left out", async () => {
    const form = new Form(english);
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
    const form = new Form(english);
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
    const form = new Form(english);
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

describe("the end", () => {
  test.each(["while watching", "while an answer is under way"])("nothing happens after destroy %s", async (when) => {
    const form = new Form(english);
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
    const form = await new Form(english, { contextInfo: { entityTypeName: "account", entityId: "" } }).open();
    expect(form.text).toContain("Save the record first");
    expect(form.host.calls).toHaveLength(0);
    await form.update({ contextInfo: { entityTypeName: "account", entityId: accountId } });
    expect(form.text).toContain("In sync");
    expect(form.host.calls).toHaveLength(1);
  });
});

test("column security that hides the lookup hides the status, and nothing is asked", async () => {
  const form = new Form(english);
  Object.assign(form.host.settings.parameters, { syncState: property(undefined, { readable: false, editable: false, secured: true }) });
  await form.open();
  expect(form.text).toContain("Column security hides");
  expect(form.host.calls).toHaveLength(0);
});

test("a failed read is repaired by Check again", async () => {
  const form = new Form(english);
  form.account = webApiError(0, "Failed to fetch");
  await form.open();
  form.account = accountRow(stateRow());
  await form.click("Check again");
  expect(form.text).toContain("In sync");
  expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
});

test("coming back online is noticed", async () => {
  const form = await new Form(english, { offline: true }).open();
  expect(form.host.calls).toHaveLength(0);
  form.host.settings.offline = false;
  await settle(() => { fireEvent(window, new Event("online")); });
  expect(form.text).toContain("In sync");
});
