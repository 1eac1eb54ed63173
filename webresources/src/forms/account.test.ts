import { XrmMockGenerator } from "xrm-mock";
import { channelName } from "../../../model/channel";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import { onLoad } from "./account";

const accountId = "{A0000000-0000-4000-8000-000000000001}";
const bareId = "a0000000-0000-4000-8000-000000000001";
const stateId = "{B0000000-0000-4000-8000-000000000002}";
const settle = async () => { for (let i = 0; i < 5; i++) await Promise.resolve(); };

let form: Xrm.FormContext;
let notify: jest.Mock;
let read: jest.SpyInstance;
let dirty: boolean;

function open(linked: boolean): void {
  XrmMockGenerator.initialise({ entity: { id: accountId, entityName: "account", primaryValue: "Adatum" } });
  XrmMockGenerator.Attribute.createString("accountnumber", "ACC-00001-ABCDEF");
  XrmMockGenerator.Attribute.createLookup("p2c_syncstateid", linked ? { id: stateId, entityType: "p2c_syncstate", name: "Adatum" } : []);
  form = XrmMockGenerator.getFormContext();
  notify = jest.fn();
  Object.assign(control(), { addNotification: notify });
  dirty = false;
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.resolve() as unknown as Xrm.Async.PromiseLike<undefined>);
  read = jest.spyOn(Xrm.WebApi, "retrieveRecord");
  read.mockResolvedValue({ p2c_scmkey: "ACC-00001-ABCDEF" });
}
const load = () => { onLoad(XrmMockGenerator.getEventContext()); };
const control = () => XrmMockGenerator.getFormContext().getControl("accountnumber") as unknown as Xrm.Controls.StringControl;
const notifications = () => (form.ui as unknown as { formNotifications?: { message: string; level: string }[] }).formNotifications ?? [];
const elsewhere = (message: unknown) => { const channel = new FakeChannel(channelName); channel.postMessage(message); channel.close(); };
const finished = { type: "finished", table: "account", id: bareId };

beforeEach(() => { FakeChannel.install(); });
afterEach(() => { FakeChannel.remove(); jest.restoreAllMocks(); });

describe("account number", () => {
  test("is locked, with the reason, once the account has a customer in SCM", async () => {
    open(true);
    load();
    await settle();
    expect(read).toHaveBeenCalledWith("p2c_syncstate", "b0000000-0000-4000-8000-000000000002", "?$select=p2c_scmkey");
    expect(control().getDisabled()).toBe(true);
    expect(notify).toHaveBeenCalledWith(expect.objectContaining({ messages: [strings["account.numberLocked"]], notificationLevel: "RECOMMENDATION" }));
  });

  test("stays open, without a request, while the account was never synced", async () => {
    open(false);
    load();
    await settle();
    expect(control().getDisabled()).toBe(false);
    expect(read).not.toHaveBeenCalled();
  });

  test("stays open when the first sync failed, since the number may be what to mend", async () => {
    open(true);
    read.mockResolvedValue({ p2c_scmkey: null });
    load();
    await settle();
    expect(control().getDisabled()).toBe(false);
  });

  test("is locked when the state cannot be read", async () => {
    open(true);
    read.mockRejectedValue(new Error("no connection"));
    load();
    await settle();
    expect(control().getDisabled()).toBe(true);
  });

  test("is locked after the refresh that shows the first link", async () => {
    open(false);
    load();
    const link = form.getAttribute<Xrm.Attributes.LookupAttribute>("p2c_syncstateid");
    link?.setValue([{ id: stateId, entityType: "p2c_syncstate", name: "Adatum" }]);
    (form.data as unknown as { loadEventHandlers: (() => void)[] }).loadEventHandlers.forEach((handler) => handler());
    await settle();
    expect(control().getDisabled()).toBe(true);
  });

  test("a form without the column is left alone", async () => {
    open(true);
    jest.spyOn(form, "getAttribute").mockReturnValue(null as unknown as Xrm.Attributes.Attribute[]);
    load();
    await settle();
    expect(read).not.toHaveBeenCalled();
  });
});

describe("a sync that finished elsewhere", () => {
  test("refreshes the form without saving", async () => {
    open(false);
    load();
    elsewhere(finished);
    await settle();
    expect(form.data.refresh).toHaveBeenCalledWith(false);
  });

  test("never over what somebody typed: it is told instead", async () => {
    open(false);
    dirty = true;
    load();
    elsewhere(finished);
    await settle();
    expect(form.data.refresh).not.toHaveBeenCalled();
    expect(notifications()).toEqual([expect.objectContaining({ message: strings["form.changedElsewhere"], level: "INFO" })]);
  });

  describe("while somebody is typing", () => {
    const offer = () => (notify.mock.calls.map(([options]) => options as Xrm.Controls.AddControlNotificationOptions).find(({ actions }) => actions?.[0]?.message === strings["form.saveAndRefresh"]));
    const told = async () => {
      open(false);
      XrmMockGenerator.Attribute.createString("name", "Adatum");
      Object.assign(form.getControl("name") ?? {}, { addNotification: notify, clearNotification: jest.fn() });
      dirty = true;
      load();
      elsewhere(finished);
      await settle();
    };

    test("the offer saves what was typed before it refreshes", async () => {
      await told();
      offer()?.actions?.[0]?.actions.forEach((run) => { run(); });
      await settle();
      expect(form.data.refresh).toHaveBeenCalledTimes(1);
      expect(form.data.refresh).toHaveBeenCalledWith(true);
      expect(notifications()).toEqual([]);
    });

    test("a save that fails leaves the offer standing", async () => {
      await told();
      jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.reject(new Error("refused")) as unknown as Xrm.Async.PromiseLike<undefined>);
      offer()?.actions?.[0]?.actions.forEach((run) => { run(); });
      await settle();
      expect(notifications()).toEqual([expect.objectContaining({ message: strings["form.changedElsewhere"] })]);
    });
  });

  test.each([
    ["of another account", { ...finished, id: "c0000000-0000-4000-8000-000000000003" }],
    ["of another table", { ...finished, table: "contact" }],
    ["that only began", { ...finished, type: "requested" }],
    ["that is no message of ours", { hello: 1 }],
  ])("one %s is not for this form", async (_, message) => {
    open(false);
    load();
    elsewhere(message);
    await settle();
    expect(form.data.refresh).not.toHaveBeenCalled();
    expect(notifications()).toEqual([]);
  });

  test("a save is told to the status control, a failed one is not", () => {
    open(false);
    load();
    const heard: unknown[] = [];
    new FakeChannel(channelName).onmessage = ({ data }) => { heard.push(data); };
    const handlers = (form.data.entity as unknown as { postSaveEventHandlers: ((context: unknown) => void)[] }).postSaveEventHandlers;
    const saveEnds = (isSuccess: boolean) => handlers.forEach((handler) => handler({ getEventArgs: () => ({ getIsSaveSuccess: () => isSuccess }) }));
    saveEnds(false);
    expect(heard).toEqual([]);
    saveEnds(true);
    expect(heard).toEqual([{ type: "saved", table: "account", id: bareId }]);
  });

  test("opening the next record leaves the channel of the last one", () => {
    open(false);
    load();
    const before = FakeChannel.count;
    load();
    expect([before, FakeChannel.count]).toEqual([1, 1]);
  });

  test("a browser without BroadcastChannel opens the form all the same", async () => {
    open(true);
    FakeChannel.remove();
    load();
    await settle();
    expect(control().getDisabled()).toBe(true);
  });
});
