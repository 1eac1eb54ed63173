import { XrmMockGenerator } from "xrm-mock";
import { channelName } from "../../../model/channel";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import { recordForm } from "./recordForm";

const id = "a0000000-0000-4000-8000-000000000001";
const settle = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };

let form: Xrm.FormContext;
let dirty: boolean;
let save: jest.SpyInstance;
let heard: unknown[];

function open(entityName: string, lastName = "Miller"): void {
  XrmMockGenerator.initialise({ entity: { id: `{${id.toUpperCase()}}`, entityName, primaryValue: "Ann Miller" } });
  XrmMockGenerator.Attribute.createString("lastname", lastName);
  form = XrmMockGenerator.getFormContext();
  Object.assign(form.getControl("lastname") ?? {}, { addNotification: jest.fn(), clearNotification: jest.fn(), setFocus: jest.fn(), getParent: () => null });
  dirty = false;
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  save = jest.spyOn(form.data, "save").mockImplementation((() => { dirty = false; return Promise.resolve(); }) as never);
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockReturnValue({ client: { isOffline: () => false } } as unknown as Xrm.GlobalContext);
  recordForm(() => undefined)(XrmMockGenerator.getEventContext());
  heard = [];
  new FakeChannel(channelName).onmessage = ({ data }) => { if ((data as { type: string }).type !== "checking") heard.push(data); };
}

/** As the status control asks before it sends. */
async function check(of: object = {}): Promise<void> {
  const channel = new FakeChannel(channelName);
  channel.postMessage({ type: "checking", table: "contact", id, check: "1", ...of });
  channel.close();
  await settle();
}
const answered = (ready: boolean) => [{ type: "looking", table: "contact", id, check: "1" }, { type: "checked", table: "contact", id, check: "1", ready }];
const said = () => ((form.ui as unknown as { formNotifications?: { message: string }[] }).formNotifications ?? []).map(({ message }) => message);
const setHidden = (hidden: boolean) => { Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true }); };

beforeEach(() => { FakeChannel.install(); });
afterEach(() => { FakeChannel.remove(); jest.restoreAllMocks(); setHidden(false); });

describe("the control asks whether the record can be synced", () => {
  test("yes, with what was typed saved first", async () => {
    open("contact");
    dirty = true;
    await check();
    expect(save).toHaveBeenCalledTimes(1);
    expect(heard).toEqual(answered(true));
  });

  test("no, and the form says what is missing and leads to it", async () => {
    open("contact", "");
    await check();
    expect(heard).toEqual(answered(false));
    expect(said()).toEqual([strings["check.missing"].replace("{findings}", strings["check.lastName"])]);
    expect((form.getControl("lastname") as unknown as { setFocus: jest.Mock }).setFocus).toHaveBeenCalled();
  });

  test("no, when what was typed cannot be saved", async () => {
    open("contact");
    dirty = true;
    save.mockRejectedValue({ message: "required" });
    await check();
    expect(heard).toEqual(answered(false));
    expect(said()).toEqual([strings["command.notSaved"]]);
  });

  test("a check that breaks down is no obstacle", async () => {
    open("contact");
    jest.spyOn(form, "getAttribute").mockImplementation(() => { throw new Error("gone"); });
    await check();
    expect(heard).toEqual(answered(true));
  });

  test.each([["about another record", { id: "a0000000-0000-4000-8000-000000000002" }], ["without saying which check", { check: undefined }]])("a question %s is not answered", async (_, of) => {
    open("contact");
    await check(of);
    expect(heard).toEqual([]);
  });

  test("nor one while this tab is behind another, which shows the same record", async () => {
    open("contact");
    setHidden(true);
    await check();
    expect(heard).toEqual([]);
  });
});
