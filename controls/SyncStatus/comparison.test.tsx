import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { RequestKind, RequestStatus, syncRequest } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { FakeChannel, Form, button, isDisabled, setDocumentHidden, tell } from "./test/form";
import { accountRow, endedRow, lookupMissing, lookupParams, now, requestRow, said, stateRow } from "./test/rows";

const r = syncRequest.columns;
const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/SyncStatus.${lcid}.resx`), "utf8"));
const pass = (ms: number) => act(async () => { await jest.advanceTimersByTimeAsync(ms); });
const fields = [
  { field: "telephone1", sales: "1", last: "1", scm: "1" },
  { field: "OrganizationName", column: "name", sales: "<b>Litware</b> 🚲", last: "Litware", scm: "Litware Ltd", write: "<b>Litware</b> 🚲" },
  { field: "SalesPrice", line: 2, name: "Bike", sales: "9.5", scm: "9" , write: "9.5" },
  { field: "SalesPrice", line: 1, name: "Lamp", sales: "4", scm: "4" },
  { field: "OrderedSalesQuantity", line: 2, name: "Bike", sales: "", scm: "2", deleted: "sales" },
];
const answered = (record: object, status: number = RequestStatus.Succeeded, code: string | null = null) => endedRow(status, { outcome: "unchanged", ...record }, { [r.errorCode]: code });

beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
afterEach(() => { cleanup(); setDocumentHidden(false); jest.useRealTimers(); });

const open = (lcid = 1033) => new Form(strings(lcid), { languageId: lcid }).open();

/** A form on which a comparison was asked for and answered. */
async function compared(answer: object, lcid = 1033): Promise<Form> {
  const form = await open(lcid);
  form.request = answer;
  await form.click(lcid === 1036 ? "Comparer avec SCM" : "Compare with SCM");
  await pass(2_000);
  return form;
}

const cells = () => screen.getAllByRole("row").map((row) => [...row.children].map((cell) => cell.textContent));

test("a request that writes nothing is created, the status stays, and the answer is shown with what differs first", async () => {
  const form = await open();
  form.request = requestRow({ [r.status]: RequestStatus.Running, [r.progress]: "reading" });
  button("Compare with SCM").focus();
  await form.click("Compare with SCM");
  const [created] = form.host.calls.filter(({ operation }) => operation === "createRecord");
  expect(created?.data).toMatchObject({ [r.dryRun]: true, [r.kind]: RequestKind.Record });
  expect(isDisabled("Compare with SCM")).toBe(true);
  // Both have the same open key, so a sync would be refused meanwhile.
  expect(isDisabled("Sync now")).toBe(true);
  await pass(2_000);
  expect(form.text).toContain("Comparing with SCM… Reading the record");
  expect(form.text).toContain("In sync");

  form.request = answered({ fields });
  await pass(3_000);
  expect(form.text).toContain("3 fields differ");
  expect(cells()).toEqual([
    ["Field", "Sales", "Last sync", "SCM", "Would be written"],
    ["The record itself"],
    ["Name OrganizationName", "<b>Litware</b> 🚲", "Litware", "Litware Ltd", "<b>Litware</b> 🚲"],
    ["line 2 · Bike"],
    ["SalesPrice", "9.5", "–", "9", "9.5"],
    ["OrderedSalesQuantity", "line deleted", "–", "2", "nothing"],
  ]);
  expect(form.count("retrieveRecord", "account")).toBe(1);
  expect(document.activeElement?.textContent).toBe("Compare again");
  expect(isDisabled("Sync now")).toBe(false);
  expect(FakeChannel.sent).toEqual([]);
  jest.useRealTimers();
  expect(await axeProblems(form.container)).toEqual([]);
});

test.each([[1033, ["Credit limit CreditLimit", "1,234,567.5", "–", "blank", "1,234,567.5"], ["Stock item", "Yes", "No", "No", "nothing"]], [1036, ["Limite de crédit CreditLimit"], ["Article en stock", "Oui", "Non", "Non", "rien"]]])("values are written the user's way (%i)", async (lcid, limit, stocked) => {
  await compared(answered({ fields: [
    { field: "CreditLimit", column: "creditlimit", sales: "1234567.50", scm: "", write: "1234567.50" },
    { field: "isstockitem", sales: "true", last: "No", scm: "false" },
  ] }), lcid);
  expect(cells()[1]?.slice(0, limit.length)).toEqual(limit);
  expect(cells()[2]).toEqual(stocked);
});

test("equal fields are shown on request, in their group, columns of Sales by their name", async () => {
  await compared(answered({ fields }));
  fireEvent.click(screen.getByRole("checkbox", { name: "Show equal fields (2)" }));
  expect(cells().map(([first]) => first)).toEqual(["Field", "The record itself", "Name OrganizationName", "Main phone", "line 1 · Lamp", "SalesPrice", "line 2 · Bike", "SalesPrice", "OrderedSalesQuantity"]);
});

test.each([
  ["nothing differs", answered({ fields: fields.slice(0, 1) }), "No field differs"],
  ["no fields", answered({ fields: [] }), "no fields to show"],
  ["no answer in the request", requestRow({ [r.status]: RequestStatus.Succeeded, [r.result]: "{" }), "No answer came"],
  ["left out on purpose", answered({ outcome: "excluded", errorCode: lookupMissing, errorParams: lookupParams }, RequestStatus.Succeeded, lookupMissing), "Left out on purpose"],
  ["refused", answered({ outcome: "failed", errorCode: lookupMissing, errorParams: lookupParams }, RequestStatus.Failed, lookupMissing), said(lookupMissing, 1033).whatHappened],
  ["refused with an unknown code", answered({ outcome: "failed" }, RequestStatus.Failed, "code-of-tomorrow"), "Could not be compared"],
])("%s: told in words, in French too, and the status stays", async (_, answer, words) => {
  const form = await compared(answer);
  expect(form.text).toContain(words);
  expect(form.text).toContain("In sync");
  jest.useRealTimers();
  expect(await axeProblems(form.container)).toEqual([]);
  cleanup();
  jest.useFakeTimers({ now });
  const french = await compared(answer, 1036);
  expect(french.text).not.toContain(words);
  expect(french.text).not.toMatch(/Compare[A-Z]\w+|\{\d\}/);
});

test.each([
  ["no privilege", webApiError(2147746336, "missing prvCreatep2c_syncrequest"), "You may not start a sync."],
  ["another is under way", webApiError(0x80040237, "duplicate"), "A sync or a comparison of this record is under way."],
  ["no answer", webApiError(0, "Failed to fetch"), "could not be started"],
])("%s: said, and nothing is watched", async (_, error, words) => {
  const form = await open();
  form.created = error;
  await form.click("Compare with SCM");
  expect(form.text).toContain(words);
  await pass(60_000);
  expect(form.host.calls).toHaveLength(2);
  expect(isDisabled("Compare with SCM")).toBe(false);
});

test("offline: said without a request", async () => {
  const form = await open();
  await form.update({ offline: true });
  await form.click("Compare with SCM");
  expect(form.count("createRecord")).toBe(0);
  expect(form.text).toContain("You are offline");
});

test("hidden, nothing is asked; back in view the answer is read", async () => {
  const form = await open();
  await form.click("Compare with SCM");
  setDocumentHidden(true);
  form.request = answered({ fields });
  await pass(60_000);
  expect(form.count("retrieveRecord", syncRequest.logicalName)).toBe(0);
  setDocumentHidden(false);
  await pass(2_000);
  expect(form.text).toContain("3 fields differ");
});

test("nobody answers: after ten minutes it says so, and one can ask again", async () => {
  const form = await open();
  await form.click("Compare with SCM");
  await pass(700_000);
  expect(form.text).toContain("No answer came");
  expect(isDisabled("Compare with SCM")).toBe(false);
});

test("a sync that begins makes the answer out of date, so it goes", async () => {
  const form = await compared(answered({ fields }));
  form.account = accountRow(stateRow(), requestRow());
  form.request = requestRow();
  await tell("requested");
  expect(form.text).toContain("Waiting");
  expect(screen.queryByRole("table")).toBeNull();
});

test("a sync is refused while a comparison from elsewhere is under way: it says so and can be tried again", async () => {
  const form = await open();
  form.created = webApiError(0x80040237, "duplicate");
  await form.click("Sync now");
  expect(form.text).toContain("A sync or a comparison of this record is under way.");
  expect(isDisabled("Sync now")).toBe(false);
});

test.each(["compact", "offerSync"])("no comparison is offered with %s", async (name) => {
  const form = new Form(strings(1033));
  Object.assign(form.host.settings.parameters, { [name]: property(name === "compact" ? "yes" : "no") });
  await form.open();
  expect(screen.queryByRole("button", { name: "Compare with SCM" })).toBeNull();
});
