import { XrmMockGenerator } from "xrm-mock";
import { RequestStatus } from "../../../model/generated/schema";
import { strings } from "../generated/strings";
import { canSyncList, syncNowOnList } from ".";
import { attentionViews } from "./list";

const item = (n: number) => ({ Id: `{A0000000-0000-4000-8000-${String(n).padStart(12, "0")}}`, Name: `Account ${n}` });
const items = (count: number) => Array.from({ length: count }, (_, n) => item(n));
const rows = (...statuses: number[]) => ({ entities: statuses.map((p2c_status) => ({ p2c_status })), nextLink: "" });
const { Succeeded, Failed, PartlySucceeded, Running } = RequestStatus;

let create: jest.SpyInstance;
let read: jest.SpyInstance;
let grid: { refresh: jest.Mock };
let shown: { level: number; message: string; action?: Xrm.App.Action }[];
let cleared: string[];
let progress: string[];
let offline: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  XrmMockGenerator.initialise();
  offline = false;
  shown = [];
  cleared = [];
  progress = [];
  grid = { refresh: jest.fn() };
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockReturnValue({ client: { isOffline: () => offline } } as unknown as Xrm.GlobalContext);
  jest.spyOn(Xrm.Utility, "showProgressIndicator").mockImplementation((message) => { progress.push(message); });
  jest.spyOn(Xrm.Utility, "closeProgressIndicator").mockImplementation(() => { progress.push("closed"); });
  jest.spyOn(Xrm.App, "addGlobalNotification").mockImplementation((notification) => {
    shown.push(notification);
    return Promise.resolve(`n${shown.length}`) as unknown as Xrm.Async.PromiseLike<string>;
  });
  jest.spyOn(Xrm.App, "clearGlobalNotification").mockImplementation((id) => { cleared.push(id); return Promise.resolve() as never; });
  create = jest.spyOn(Xrm.WebApi, "createRecord");
  create.mockResolvedValue({ id: "d", entityType: "p2c_syncrequest" });
  read = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords");
});
afterEach(() => { jest.useRealTimers(); jest.restoreAllMocks(); });

async function run(chosen: ReturnType<typeof items>, table = "account"): Promise<void> {
  const done = syncNowOnList(chosen, table, grid as unknown as Xrm.Controls.GridControl);
  await jest.advanceTimersByTimeAsync(140_000);
  await done;
}
const fill = (template: string, count: number) => template.replace("{count}", String(count));
const summary = () => shown.at(-1);

test("the button shows for tables that are synced, while there is a connection", () => {
  expect([canSyncList("account"), canSyncList("lead")]).toEqual([true, false]);
  offline = true;
  expect(canSyncList("account")).toBe(false);
});

test("one request per record, all of one batch, each with its name", async () => {
  read.mockResolvedValue(rows(Succeeded, Succeeded));
  await run([item(1), item(2), item(1)]);
  const sent = create.mock.calls.map(([, row]) => row as Record<string, string>);
  expect(sent.map((row) => [row.p2c_name, row.p2c_targetid])).toEqual([
    ["Account 1", "a0000000-0000-4000-8000-000000000001"],
    ["Account 2", "a0000000-0000-4000-8000-000000000002"],
  ]);
  expect(sent[0]?.p2c_batchid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(sent[1]?.p2c_batchid).toBe(sent[0]?.p2c_batchid);
  expect(read).toHaveBeenCalledWith("p2c_syncrequest", `?$select=p2c_status,p2c_errorcode&$filter=p2c_batchid eq '${sent[0]?.p2c_batchid}'`);
});

test("never more than four at a time", async () => {
  let open = 0;
  let most = 0;
  create.mockImplementation(async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    open--;
    return { id: "d" };
  });
  read.mockResolvedValue(rows(...Array.from({ length: 30 }, () => Succeeded)));
  await run(items(30));
  expect(create).toHaveBeenCalledTimes(30);
  expect(most).toBe(4);
});

test("says how many are in sync and how many need attention, and opens the view of those", async () => {
  read.mockResolvedValueOnce(rows(Succeeded, Running, Running, Running)).mockResolvedValue(rows(Succeeded, Succeeded, Failed, PartlySucceeded));
  await run(items(4));
  expect(read).toHaveBeenCalledTimes(2);
  expect(summary()).toMatchObject({ level: 3, message: `Supply Chain sync: ${fill(strings["list.summaryInSync"], 2)} · ${fill(strings["list.summaryAttention"], 2)}.` });
  expect(cleared).toEqual(["n1"]);
  expect(grid.refresh).toHaveBeenCalledTimes(1);
  const go = jest.spyOn(Xrm.Navigation, "navigateTo").mockResolvedValue(undefined);
  summary()?.action?.eventHandler?.();
  expect(go).toHaveBeenCalledWith(expect.objectContaining({ pageType: "entitylist", entityName: "account", viewId: attentionViews.account }));
});

test("what is left out on purpose is told apart, and asks for nothing", async () => {
  read.mockResolvedValue({ entities: [{ p2c_status: Succeeded, p2c_errorcode: null }, { p2c_status: Succeeded, p2c_errorcode: "order-draft" }], nextLink: "" });
  await run(items(2));
  expect(summary()).toMatchObject({ level: 4, message: `Supply Chain sync: ${fill(strings["list.summaryInSync"], 1)} · ${fill(strings["list.summaryExcluded"], 1)}.` });
  expect(summary()?.action).toBeUndefined();
});

test("all in sync is a success without an action", async () => {
  read.mockResolvedValue(rows(Succeeded, Succeeded));
  await run(items(2));
  expect(summary()).toMatchObject({ level: 1 });
  expect(summary()?.action).toBeUndefined();
});

test("what has not ended after two minutes is counted as waiting, and nothing is asked after", async () => {
  read.mockResolvedValue(rows(Succeeded, Running, Running));
  await run(items(3));
  expect(summary()).toMatchObject({ level: 4, message: expect.stringContaining(fill(strings["list.summaryWaiting"], 2)) as string });
  const asked = read.mock.calls.length;
  expect(asked).toBeLessThanOrEqual(20);
  await jest.advanceTimersByTimeAsync(300_000);
  expect(read).toHaveBeenCalledTimes(asked);
});

test("results that cannot be read are said to be unknown", async () => {
  read.mockRejectedValue(new Error("no connection"));
  await run(items(2));
  expect(summary()).toMatchObject({ level: 3, message: expect.stringContaining(fill(strings["list.summaryUnknown"], 2)) as string });
});

test("records that are under way already are counted as such", async () => {
  create.mockRejectedValueOnce({ errorCode: 0x80040237, message: "" });
  read.mockResolvedValue(rows(Succeeded));
  await run(items(2));
  expect(summary()?.message).toBe(`Supply Chain sync: ${fill(strings["list.summaryInSync"], 1)} · ${fill(strings["list.summaryAlready"], 1)}.`);
});

test("who may not ask is told once, and no more requests are sent", async () => {
  create.mockRejectedValue({ errorCode: 0x80040220, message: "prvCreate" });
  await run(items(40));
  expect(create.mock.calls.length).toBeLessThanOrEqual(4);
  expect(shown).toHaveLength(1);
  expect(summary()).toMatchObject({ level: 2, message: expect.stringContaining("P2C Salesperson") as string });
  expect(read).not.toHaveBeenCalled();
});

test("the progress indicator is closed even when the platform fails", async () => {
  create.mockImplementation(() => { throw new TypeError("client broke"); });
  await run(items(1));
  expect(progress).toEqual([fill(strings["list.progress"], 1), "closed"]);
});

describe("refuses before it sends", () => {
  test("more records than the button takes", async () => {
    await run(items(251));
    expect(create).not.toHaveBeenCalled();
    expect(shown).toEqual([expect.objectContaining({ level: 2, message: fill(strings["list.tooMany"], 250) })]);
  });
  test("without a connection", async () => {
    offline = true;
    await run(items(1));
    expect(create).not.toHaveBeenCalled();
    expect(shown[0]?.message).toBe(strings["command.offline"]);
  });
  test("a table that is not synced", async () => {
    await run(items(1), "lead");
    expect(create).not.toHaveBeenCalled();
  });
});

test("a list that is gone by then is not refreshed, and nothing breaks", async () => {
  grid.refresh.mockImplementation(() => { throw new Error("gone"); });
  read.mockResolvedValue(rows(Succeeded));
  await expect(run(items(1))).resolves.toBeUndefined();
});
