import { XrmMockGenerator } from "xrm-mock";
import { channelName } from "../../../model/channel";
import { RequestStatus } from "../../../model/generated/schema";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import { canSyncForm, syncNowOnForm } from ".";

const id = "a0000000-0000-4000-8000-000000000001";
const requestId = "d0000000-0000-4000-8000-000000000004";

let form: Xrm.FormContext;
let dirty: boolean;
let create: jest.SpyInstance;
let save: jest.SpyInstance;
let heard: unknown[];

interface Given { entityName?: string; name?: string; tab?: Xrm.DisplayState | "none"; offline?: boolean; id?: string }

function open({ entityName = "account", name = "Adatum", tab = "expanded", offline = false, id: given = `{${id.toUpperCase()}}` }: Given = {}): void {
  XrmMockGenerator.initialise({ entity: { id: given, entityName, primaryValue: name } });
  form = XrmMockGenerator.getFormContext();
  const { entity } = form.data;
  // The mock puts a default in the place of what is blank.
  jest.spyOn(entity, "getId").mockReturnValue(given);
  jest.spyOn(entity, "getPrimaryAttributeValue").mockReturnValue(name);
  if (tab !== "none") XrmMockGenerator.Tab.createTab("p2c_supplychain", "Supply Chain", true, tab);
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockReturnValue({ client: { isOffline: () => offline } } as unknown as Xrm.GlobalContext);
  dirty = false;
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  save = jest.spyOn(form.data, "save").mockImplementation((() => { dirty = false; return Promise.resolve(); }) as never);
  create = jest.spyOn(Xrm.WebApi, "createRecord");
  create.mockResolvedValue({ id: requestId, entityType: "p2c_syncrequest" });
  heard = [];
  FakeChannel.install();
  new FakeChannel(channelName).onmessage = ({ data }) => { heard.push(data); };
}
const notifications = () => ((form.ui as unknown as { formNotifications?: { message: string; level: string }[] }).formNotifications ?? []).map(({ message, level }) => [level, message]);
const elsewhere = (message: unknown) => { const channel = new FakeChannel(channelName); channel.postMessage(message); channel.close(); };

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); FakeChannel.remove(); jest.restoreAllMocks(); });

describe("the button shows", () => {
  test("for an existing account while there is a connection", () => {
    open();
    expect(canSyncForm(form)).toBe(true);
  });
  test.each<[string, Given]>([["a new record", { id: "" }], ["a table that is not synced", { entityName: "lead" }], ["no connection", { offline: true }]])("not for %s", (_, given) => {
    open(given);
    expect(canSyncForm(form)).toBe(false);
  });
});

test("asks for a sync of the record, tells the control, and says so", async () => {
  open();
  await syncNowOnForm(form);
  expect(create).toHaveBeenCalledTimes(1);
  expect(create).toHaveBeenCalledWith("p2c_syncrequest", expect.objectContaining({
    p2c_name: "Adatum", p2c_targettable: "account", p2c_targetid: id, p2c_openkey: `account:${id}`,
    p2c_status: RequestStatus.Pending, "p2c_AccountId@odata.bind": `/accounts(${id})`,
  }));
  expect(heard).toEqual([{ type: "requested", table: "account", id }]);
  expect(notifications()).toEqual([["INFO", strings["command.requested"]]]);
});

test("the notice goes when the control says that the sync has ended, without a request of its own", async () => {
  open();
  const read = jest.spyOn(Xrm.WebApi, "retrieveRecord");
  await syncNowOnForm(form);
  elsewhere({ type: "finished", table: "account", id });
  await jest.advanceTimersByTimeAsync(0);
  expect(notifications()).toEqual([]);
  await jest.advanceTimersByTimeAsync(200_000);
  expect(read).not.toHaveBeenCalled();
  expect(FakeChannel.count).toBe(1);
});

test("the notice goes by itself when nobody says so", async () => {
  open();
  await syncNowOnForm(form);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(notifications()).toEqual([]);
});

describe("saves first", () => {
  test("what was typed", async () => {
    open();
    dirty = true;
    await syncNowOnForm(form);
    expect(save.mock.invocationCallOrder[0]).toBeLessThan(create.mock.invocationCallOrder[0] ?? 0);
  });
  test("not when nothing was typed", async () => {
    open();
    await syncNowOnForm(form);
    expect(save).not.toHaveBeenCalled();
  });
  test.each<[string, () => void]>([
    ["fails", () => save.mockRejectedValue({ message: "required" })],
    ["was cancelled by another script", () => save.mockResolvedValue(undefined)],
  ])("and sends nothing when the save %s", async (_, arrange) => {
    open();
    dirty = true;
    arrange();
    await syncNowOnForm(form);
    expect(create).not.toHaveBeenCalled();
    expect(notifications()).toEqual([["ERROR", strings["command.notSaved"]]]);
  });
});

describe("refuses before it sends", () => {
  test.each<[string, Given, keyof typeof strings]>([
    ["without a name", { name: "  " }, "command.nameMissing"],
    ["without a connection", { offline: true }, "command.offline"],
  ])("%s", async (_, given, key) => {
    open(given);
    await syncNowOnForm(form);
    expect(create).not.toHaveBeenCalled();
    expect(notifications()).toEqual([["ERROR", strings[key]]]);
  });
  test("a table that is not synced", async () => {
    open({ entityName: "lead" });
    await syncNowOnForm(form);
    expect(create).not.toHaveBeenCalled();
  });
});

describe("when Dataverse refuses", () => {
  test.each([
    ["signed", -2147220937],
    ["unsigned", 0x80060892],
  ])("a duplicate key (%s code) means that one is under way", async (_, errorCode) => {
    open();
    create.mockRejectedValue({ errorCode, message: "duplicate" });
    await syncNowOnForm(form);
    expect(notifications()).toEqual([["INFO", strings["command.alreadyRunning"]]]);
    expect(heard).toEqual([{ type: "requested", table: "account", id }]);
  });
  test.each<[number, string]>([
    [0x80040220, strings["command.denied"]],
    [0x80072322, strings["command.throttled"]],
    [0x80040216, strings["command.failed"].replace("{message}", "Boom.")],
  ])("error %i is said with what to do", async (errorCode, message) => {
    open();
    create.mockRejectedValue({ errorCode, message: "Boom." });
    await syncNowOnForm(form);
    expect(notifications()).toEqual([["ERROR", message]]);
    expect(heard).toEqual([]);
  });
});

describe("while the status control is not on screen", () => {
  test.each<[string, number, string | null, string, string]>([
    ["success", RequestStatus.Succeeded, null, "INFO", strings["outcome.inSync"]],
    ["a record left out on purpose", RequestStatus.Succeeded, "order-draft", "INFO", strings["outcome.excluded"]],
    ["failure", RequestStatus.Failed, "conflict", "WARNING", strings["outcome.attention"]],
    ["cancellation", RequestStatus.Cancelled, null, "INFO", strings["outcome.cancelled"]],
  ])("%s is told by the command itself", async (_, status, code, level, message) => {
    open({ tab: "collapsed" });
    const read = jest.spyOn(Xrm.WebApi, "retrieveRecord");
    read.mockResolvedValueOnce({ p2c_status: RequestStatus.Running }).mockResolvedValue({ p2c_status: status, p2c_errorcode: code });
    await syncNowOnForm(form);
    await jest.advanceTimersByTimeAsync(1_900);
    expect(read).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(3_200);
    expect(read).toHaveBeenCalledTimes(2);
    expect(read).toHaveBeenCalledWith("p2c_syncrequest", requestId, "?$select=p2c_status,p2c_errorcode");
    expect(notifications()).toEqual([[level, message]]);
    expect(heard.at(-1)).toEqual({ type: "finished", table: "account", id });
  });

  test("the request that was open already is found and watched", async () => {
    open({ tab: "none" });
    create.mockRejectedValue({ errorCode: 0x80040237, message: "" });
    const find = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords");
    find.mockResolvedValue({ entities: [{ p2c_syncrequestid: requestId }], nextLink: "" });
    jest.spyOn(Xrm.WebApi, "retrieveRecord").mockResolvedValue({ p2c_status: RequestStatus.Succeeded });
    await syncNowOnForm(form);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(find.mock.calls[0]?.[1]).toContain(`p2c_openkey eq 'account:${id}'`);
    expect(notifications()).toEqual([["INFO", strings["outcome.inSync"]]]);
  });

  test("it stops asking after two minutes and says that it still waits", async () => {
    open({ tab: "collapsed" });
    const read = jest.spyOn(Xrm.WebApi, "retrieveRecord");
    read.mockRejectedValueOnce(new Error("connection lost")).mockResolvedValue({ p2c_status: RequestStatus.Pending });
    await syncNowOnForm(form);
    await jest.advanceTimersByTimeAsync(131_000);
    expect(notifications()).toEqual([["INFO", strings["outcome.waiting"]]]);
    const asked = read.mock.calls.length;
    expect(asked).toBeLessThanOrEqual(20);
    await jest.advanceTimersByTimeAsync(300_000);
    expect(read).toHaveBeenCalledTimes(asked);
  });

  test("nothing is shown on the next record", async () => {
    open({ tab: "collapsed" });
    jest.spyOn(Xrm.WebApi, "retrieveRecord").mockResolvedValue({ p2c_status: RequestStatus.Succeeded });
    await syncNowOnForm(form);
    jest.spyOn(form.data.entity, "getId").mockReturnValue("{C0000000-0000-4000-8000-000000000003}");
    form.ui.clearFormNotification("p2c_syncnow");
    await jest.advanceTimersByTimeAsync(2_000);
    expect(notifications()).toEqual([]);
  });
});

test("a second click while the first is being sent does nothing", async () => {
  open();
  await Promise.all([syncNowOnForm(form), syncNowOnForm(form)]);
  expect(create).toHaveBeenCalledTimes(1);
});

test("works in a browser without BroadcastChannel", async () => {
  open();
  FakeChannel.remove();
  await syncNowOnForm(form);
  expect(notifications()).toEqual([["INFO", strings["command.requested"]]]);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(notifications()).toEqual([]);
});

test("speaks the user's language where the platform gives it", async () => {
  open();
  const strings1036 = jest.spyOn(Xrm.Utility, "getResourceString").mockImplementation((_, key) => `fr:${key}`);
  await syncNowOnForm(form);
  expect(strings1036).toHaveBeenCalledWith("p2c_/strings/forms", "command.requested");
  expect(notifications()).toEqual([["INFO", "fr:command.requested"]]);
});
