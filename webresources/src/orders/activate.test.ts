import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import { activate, canActivate } from "./activate";

const id = "a0000000-0000-4000-8000-000000000001";
const line = (n: number, external: boolean | undefined, name = `Product ${n}`) => ({
  salesorderdetailid: `b${n}`, productdescription: external === undefined ? name : null,
  productid: external === undefined ? null : { name, p2c_ismaintainedexternally: external },
});

let form: Xrm.FormContext;
let update: jest.SpyInstance;
let readLines: jest.SpyInstance;
let dirty: boolean;
let offline: boolean;

function open(status: number, external = false): void {
  XrmMockGenerator.initialise({ entity: { id: `{${id.toUpperCase()}}`, entityName: "salesorder", primaryValue: "Order" } });
  XrmMockGenerator.Attribute.createOptionSet("p2c_processingstatus", status, [{ text: "", value: status }]);
  XrmMockGenerator.Attribute.createBoolean("p2c_ismaintainedexternally", external);
  form = XrmMockGenerator.getFormContext();
  dirty = false;
  offline = false;
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.resolve() as unknown as Xrm.Async.PromiseLike<undefined>);
  form.ui.refreshRibbon = jest.fn();
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockImplementation(() => ({ client: { isOffline: () => offline } }) as unknown as Xrm.GlobalContext);
  jest.spyOn(Xrm.Utility, "showProgressIndicator").mockReturnValue(undefined);
  jest.spyOn(Xrm.Utility, "closeProgressIndicator").mockReturnValue(undefined);
  jest.spyOn(Xrm.WebApi, "retrieveRecord").mockResolvedValue({ ordernumber: "ORD-01000-X" });
  update = jest.spyOn(Xrm.WebApi, "updateRecord").mockResolvedValue({ id: "", entityType: "" });
  readLines = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords");
}
const lines = (...entities: object[]) => { readLines.mockResolvedValue({ entities, nextLink: "" }); };
const said = () => (form.ui as unknown as { formNotifications?: { message: string; level: string }[] }).formNotifications?.map(({ level, message }) => [level, message]) ?? [];

beforeEach(() => { FakeChannel.install(); });
afterEach(() => { FakeChannel.remove(); jest.restoreAllMocks(); });

test("the button is there for saved drafts made in Sales, while there is a connection", () => {
  open(ProcessingStatus.Draft);
  expect(canActivate(form)).toBe(true);
  offline = true;
  expect(canActivate(form)).toBe(false);
  offline = false;
  form.getAttribute<Xrm.Attributes.OptionSetAttribute>("p2c_processingstatus")?.setValue(null);
  expect(canActivate(form)).toBe(true);
  jest.spyOn(form, "getAttribute").mockReturnValue(null as never);
  expect(canActivate(form)).toBe(false);
  open(ProcessingStatus.Active);
  expect(canActivate(form)).toBe(false);
  open(ProcessingStatus.Draft, true);
  expect(canActivate(form)).toBe(false);
  open(ProcessingStatus.Draft);
  jest.spyOn(form.data.entity, "getId").mockReturnValue("");
  expect(canActivate(form)).toBe(false);
});

test("marks every line, then the order, and shows it", async () => {
  open(ProcessingStatus.Draft);
  lines(line(1, true), line(2, true));
  await activate(form);
  const marks = { p2c_ismaintainedexternally: true, p2c_orderhasexternalmaintainedproductsonly: true, p2c_orderissubmitted: true, p2c_ordernumber: "ORD-01000-X" };
  expect(update.mock.calls).toEqual([
    ["salesorderdetail", "b1", marks], ["salesorderdetail", "b2", marks],
    ["salesorder", id, { p2c_hasexternallymaintainedproductsonly: true, p2c_processingstatus: ProcessingStatus.Active }],
  ]);
  expect(form.data.refresh).toHaveBeenCalledWith(false);
  expect(form.ui.refreshRibbon).toHaveBeenCalled();
  expect(said()).toEqual([["INFO", strings["order.activated"]]]);
});

test("reads the lines of every page", async () => {
  open(ProcessingStatus.Draft);
  readLines.mockResolvedValueOnce({ entities: [line(1, true)], nextLink: "page?$skiptoken=2" }).mockResolvedValue({ entities: [line(2, true)], nextLink: "" });
  await activate(form);
  expect(readLines.mock.calls[1]).toEqual(["salesorderdetail", "?$skiptoken=2"]);
  expect(update).toHaveBeenCalledTimes(3);
});

const refusal = (count: number, names: string) => strings["order.notExternal"].replace("{count}", String(count)).replace("{names}", names);

test.each([
  ["an order without lines", [], strings["order.noLines"]],
  ["a product of Sales", [line(1, true), line(2, false)], refusal(1, "Product 2: product of Sales only")],
  ["a write-in", [line(1, undefined, "Engraving")], refusal(1, "Engraving: write-in product")],
  ["many: the first ten and how many more", Array.from({ length: 12 }, (__, n) => line(n, false)), refusal(12, `${Array.from({ length: 10 }, (__, n) => `Product ${n}: product of Sales only`).join("; ")}; 2 more`)],
])("refuses %s, naming what stands in the way, and writes nothing", async (_, rows, message) => {
  open(ProcessingStatus.Draft);
  lines(...rows);
  await activate(form);
  expect(update).not.toHaveBeenCalled();
  expect(said()).toEqual([["ERROR", message]]);
});

test("a line that cannot be written leaves the order a draft and says so; the next click does the rest", async () => {
  open(ProcessingStatus.Draft);
  lines(line(1, true));
  update.mockRejectedValueOnce({ errorCode: 2147746336, message: "No privilege." });
  await activate(form);
  expect(update).toHaveBeenCalledTimes(1);
  expect(said()).toEqual([["ERROR", strings["order.failed"].replace("{message}", "No privilege.")]]);
  await activate(form);
  expect(said()).toEqual([["INFO", strings["order.activated"]]]);
});

test("what is open is saved first; a save that does not go through stops it", async () => {
  open(ProcessingStatus.Draft);
  lines(line(1, true));
  dirty = true;
  const save = jest.spyOn(form.data, "save").mockImplementation(() => Promise.reject(new Error("cancelled")) as unknown as Xrm.Async.PromiseLike<undefined>);
  await activate(form);
  expect(save).toHaveBeenCalledTimes(1);
  expect(update).not.toHaveBeenCalled();
  expect(said()).toEqual([["ERROR", strings["order.notSaved"]]]);
});

test("two quick clicks are one", async () => {
  open(ProcessingStatus.Draft);
  lines(line(1, true));
  await Promise.all([activate(form), activate(form)]);
  expect(readLines).toHaveBeenCalledTimes(1);
});
