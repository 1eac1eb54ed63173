import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import * as salesorder from "../forms/salesorder";

const id = "a0000000-0000-4000-8000-000000000001";
const settle = async () => { for (let i = 0; i < 12; i++) await Promise.resolve(); };

let form: Xrm.FormContext;
let readLines: jest.SpyInstance;
let update: jest.SpyInstance;
let loaded: (() => void)[];
let count: number;
let stored: boolean;
let dirty: boolean;
let notify: jest.Mock<boolean, [Xrm.Controls.AddControlNotificationOptions]>;
const gridFocus = jest.fn();

const line = (isExternal: boolean) => ({ salesorderdetailid: "b1", productid: { name: "Chair", p2c_ismaintainedexternally: isExternal } });
function open(flag: boolean | undefined, lines: unknown[], status: number = ProcessingStatus.Draft, gridTable = "salesorderdetail"): void {
  XrmMockGenerator.initialise({ entity: { id, entityName: "salesorder", primaryValue: "Order" } });
  XrmMockGenerator.Attribute.createString("name", "Order");
  if (flag !== undefined) XrmMockGenerator.Attribute.createBoolean("p2c_hasexternallymaintainedproductsonly", flag);
  XrmMockGenerator.Attribute.createOptionSet("p2c_processingstatus", status, [{ text: "", value: status }]);
  XrmMockGenerator.Control.createGrid("Lines");
  form = XrmMockGenerator.getFormContext();
  [loaded, count, stored, dirty] = [[], 2, flag ?? true, false];
  notify = jest.fn<boolean, [Xrm.Controls.AddControlNotificationOptions]>();
  Object.assign(form.getControl("Lines") ?? {}, {
    addOnLoad: (handler: () => void) => loaded.push(handler), removeOnLoad: (handler: () => void) => { loaded = loaded.filter((one) => one !== handler); },
    getGrid: () => ({ getTotalRecordCount: () => count }), getEntityName: () => gridTable, setFocus: gridFocus,
  });
  Object.assign(form.getControl("name") ?? {}, { addNotification: notify, clearNotification: jest.fn() });
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockReturnValue({ client: { isOffline: () => false } } as unknown as Xrm.GlobalContext);
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.resolve() as unknown as Xrm.Async.PromiseLike<undefined>);
  readLines = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords").mockResolvedValue({ entities: lines, nextLink: "" });
  jest.spyOn(Xrm.WebApi, "retrieveRecord").mockImplementation((() => Promise.resolve({ statecode: 0, p2c_processingstatus: status, p2c_hasexternallymaintainedproductsonly: stored })) as never);
  update = jest.spyOn(Xrm.WebApi, "updateRecord").mockResolvedValue({} as never);
  salesorder.onLoad(XrmMockGenerator.getEventContext());
}
const gridLoads = async () => { loaded.forEach((handler) => { handler(); }); await settle(); };
const messages = () => ((form.ui as unknown as { formNotifications?: { message: string }[] }).formNotifications ?? []).map(({ message }) => message);
const keeps = (number: number) => strings["order.linesKeep"].replace("{count}", String(number));

beforeEach(() => { FakeChannel.install(); gridFocus.mockClear(); });
afterEach(() => { FakeChannel.remove(); jest.restoreAllMocks(); });

test("a draft whose flag says No tells how many lines keep it from being activated", async () => {
  open(false, [line(true), line(false), line(false)]);
  await settle();
  expect(messages()).toEqual([keeps(2)]);
  expect(update).not.toHaveBeenCalled();
});

test("its action brings the lines into view", async () => {
  open(false, [line(false)]);
  const tab = XrmMockGenerator.Tab.createTab("p2c_supplychain", "Supply Chain", true, "collapsed");
  await settle();
  const [action] = notify.mock.calls[0]?.[0].actions ?? [];
  expect(action?.message).toBe(strings["lines.show"]);
  action?.actions.forEach((run) => { run(); });
  expect([tab.getDisplayState(), gridFocus.mock.calls.length]).toEqual(["expanded", 1]);
});

test.each<[string, boolean | undefined, number]>([["whose flag says Yes", true, ProcessingStatus.Draft], ["without the flag on its form", undefined, ProcessingStatus.Draft], ["that is active", false, ProcessingStatus.Active]])("an order %s asks for nothing when it is opened", async (_, flag, status) => {
  open(flag, [line(false)], status);
  await gridLoads();
  expect(readLines).not.toHaveBeenCalled();
});

describe("when a line comes or goes", () => {
  test("the flag is written and shown", async () => {
    open(true, [line(true), line(true), line(false)]);
    await gridLoads();
    count = 3;
    await gridLoads();
    expect(update.mock.calls).toEqual([["salesorder", id, { p2c_hasexternallymaintainedproductsonly: false }]]);
    expect(messages()).toEqual([keeps(1)]);
    expect(form.data.refresh).toHaveBeenCalledWith(false);
  });

  test("the last that stood in the way: the notice goes and the flag is Yes", async () => {
    open(false, [line(false)]);
    await settle();
    await gridLoads();
    readLines.mockResolvedValue({ entities: [line(true)], nextLink: "" });
    count = 1;
    await gridLoads();
    expect(messages()).toEqual([]);
    expect(update.mock.calls).toEqual([["salesorder", id, { p2c_hasexternallymaintainedproductsonly: true }]]);
  });

  test("what somebody is typing is not refreshed away", async () => {
    open(true, [line(false)]);
    dirty = true;
    await gridLoads();
    count = 1;
    await gridLoads();
    expect(update).toHaveBeenCalledTimes(1);
    expect(form.data.refresh).not.toHaveBeenCalled();
  });

  test("lines that cannot be read are not spoken of", async () => {
    open(true, []);
    await gridLoads();
    readLines.mockRejectedValue(new Error("no connection"));
    count = 1;
    await gridLoads();
    expect([messages(), update.mock.calls]).toEqual([[], []]);
  });

  test("a grid of another table, and one that only loads again, change nothing", async () => {
    open(true, [line(false)]);
    await gridLoads();
    await gridLoads();
    expect(readLines).not.toHaveBeenCalled();
    open(true, [line(false)], ProcessingStatus.Draft, "invoice");
    await gridLoads();
    count = 9;
    await gridLoads();
    expect(readLines).not.toHaveBeenCalled();
  });
});

test("the next record leaves the grid of the last", () => {
  open(true, []);
  expect(loaded).toHaveLength(1);
  salesorder.onLoad(XrmMockGenerator.getEventContext());
  expect(loaded).toHaveLength(1);
});
