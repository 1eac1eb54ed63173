import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, screen } from "@testing-library/react";
import { ConflictSide, RequestStatus, SyncStatus as Status, syncRequest, syncState } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { property } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { FakeChannel, Form, button } from "./test/form";
import { accountRow, now, requestRow, stateRow } from "./test/rows";

const english = parseResx(readFileSync(join(__dirname, "strings/SyncStatus.1033.resx"), "utf8"));
const fields = [{ field: "CreditLimit", column: "creditlimit", sales: "5000", scm: "700", last: "100" }, { field: "SalesPrice", line: 2, sales: "", scm: "9.5" },
  { field: "Quantity", line: 3, name: "Lamp", sales: "4", scm: "", last: "1", deleted: "scm" }];
const inConflict = (conflict: unknown = fields) => accountRow(stateRow({ [syncState.columns.status]: Status.Conflict, [syncState.columns.conflict]: typeof conflict === "string" ? conflict : JSON.stringify(conflict) }));
const keepers = () => screen.queryAllByRole("button").filter((one) => one.textContent?.startsWith("Keep")).map((one) => one.textContent);

async function open(account: object, offerSync = "yes"): Promise<Form> {
  const form = new Form(english);
  Object.assign(form.host.settings.parameters, { offerSync: property(offerSync) });
  form.account = account;
  return form.open();
}

beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

test("each field is shown with all its values, and the choice is offered", async () => {
  const form = await open(inConflict());
  expect(form.text).toContain("Credit limit CreditLimitSales: 5,000SCM: 700Last sync: 100");
  expect(form.text).toContain("SalesPrice · line 2Sales: blankSCM: 9.5");
  expect(form.text).toContain("Quantity · line 3 LampSales: 4SCM: line deletedLast sync: 1");
  expect(keepers()).toEqual(["Keep the values of Sales", "Keep the values of SCM"]);
  jest.useRealTimers();
  expect(await axeProblems(form.container)).toEqual([]);
});

test.each([["Keep the values of Sales", ConflictSide.SalesWins], ["Keep the values of SCM", ConflictSide.ScmWins]])("%s asks for a sync in which that side wins, and the focus stays in the card", async (name, side) => {
  const form = await open(inConflict());
  button(name).focus();
  form.request = requestRow({ [syncRequest.columns.status]: RequestStatus.Running });
  await form.click(name);
  const created = form.host.calls.filter(({ operation }) => operation === "createRecord");
  expect(created.map(({ data }) => (data as Record<string, unknown>)[syncRequest.columns.resolve])).toEqual([side]);
  expect(form.text).toContain("Waiting");
  expect(keepers()).toEqual([]);
  expect(document.activeElement?.textContent).toBe("Sync now");
});

test("Retry chooses no side", async () => {
  const form = await open(inConflict());
  await form.click("Retry");
  expect(form.host.calls.filter(({ operation }) => operation === "createRecord").map(({ data }) => syncRequest.columns.resolve in data)).toEqual([false]);
});

test("where no sync is offered the values are shown without a choice", async () => {
  const form = await open(inConflict(), "no");
  expect(form.text).toContain("CreditLimit");
  expect(keepers()).toEqual([]);
});

test.each([["no JSON", "{"], ["another shape", [1, null, { field: 3 }]], ["nothing", ""]])("%s in the column: the conflict is told without values", async (_, conflict) => {
  const form = await open(inConflict(conflict));
  expect(form.text).toContain("changed on both sides");
  expect(keepers()).toEqual([]);
});
