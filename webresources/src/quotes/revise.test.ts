import { XrmMockGenerator } from "xrm-mock";
import { canRevise, revise } from "./revise";

const id = "a0000000-0000-4000-8000-000000000001";
let form: Xrm.FormContext;
let execute: jest.SpyInstance;
let openForm: jest.SpyInstance;

function open(state: number, onlyExternal: boolean, given = id): void {
  XrmMockGenerator.initialise({ entity: { id, entityName: "quote", primaryValue: "Quote" } });
  XrmMockGenerator.Attribute.createOptionSet("statecode", state, [{ text: "", value: state }]);
  XrmMockGenerator.Attribute.createBoolean("p2c_hasexternallymaintainedproductsonly", onlyExternal);
  form = XrmMockGenerator.getFormContext();
  jest.spyOn(form.data.entity, "getId").mockReturnValue(given);
  Object.assign(Xrm.Utility, { showProgressIndicator: jest.fn(), closeProgressIndicator: jest.fn() });
  jest.spyOn(Xrm.Navigation, "openErrorDialog").mockResolvedValue(undefined);
  openForm = jest.spyOn(Xrm.Navigation, "openForm").mockResolvedValue(undefined as never);
  Object.assign(Xrm.WebApi, { online: { execute: () => Promise.resolve() } });
  execute = jest.spyOn(Xrm.WebApi.online, "execute").mockResolvedValue({ json: () => Promise.resolve({ quoteid: "new-draft" }) } as never);
}
const names = () => (execute.mock.calls as [{ getMetadata: () => { operationName: string } }][]).map(([request]) => request.getMetadata().operationName);
afterEach(() => { jest.restoreAllMocks(); });

test.each([
  ["an active quote with products of Sales", 1, false, id, true],
  ["a closed one", 3, false, id, true],
  ["one of SCM's products alone, which was sent", 1, true, id, false],
  ["a draft", 0, false, id, false],
  ["a won one", 2, false, id, false],
  ["one that is not saved", 1, false, "", false],
])("Revise: %s", (_, state, onlyExternal, given, may) => {
  open(state, onlyExternal, given);
  expect(canRevise(form)).toBe(may);
});

test("an active quote is closed as revised, then revised, and the new draft opened", async () => {
  open(1, false);
  await revise(form);
  expect(names()).toEqual(["CloseQuote", "ReviseQuote"]);
  expect(execute.mock.calls[0]).toEqual([expect.objectContaining({ Status: 7, QuoteClose: expect.objectContaining({ "quoteid@odata.bind": `/quotes(${id})` }) as unknown })]);
  expect(openForm).toHaveBeenCalledWith({ entityName: "quote", entityId: "new-draft" });
});

test("a closed quote is only revised: a second click after a failure half-way goes on from there", async () => {
  open(3, false);
  await revise(form);
  expect(names()).toEqual(["ReviseQuote"]);
});

test("a refusal is told and opens nothing", async () => {
  open(1, false);
  execute.mockRejectedValue({ message: "Denied." });
  await revise(form);
  expect(Xrm.Navigation.openErrorDialog).toHaveBeenCalledWith({ message: "This could not be done: Denied." });
  expect(openForm).not.toHaveBeenCalled();
});
