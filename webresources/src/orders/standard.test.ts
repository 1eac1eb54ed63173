import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { strings } from "../generated/strings";
import { canChange, canFulfill, cancel, fulfill, recalculate } from "./standard";

const id = "a0000000-0000-4000-8000-000000000001";
let form: Xrm.FormContext;
let execute: jest.SpyInstance;
let errorDialog: jest.SpyInstance;
let confirmed: boolean;
let dirty: boolean;
const saved = jest.fn<Promise<void>, []>();

interface Given { state?: number; status?: number; external?: boolean; isNew?: boolean }

function open({ state = 0, status = ProcessingStatus.Draft, external = false, isNew = false }: Given = {}): void {
  XrmMockGenerator.initialise({ entity: { id, entityName: "salesorder", primaryValue: "Order" } });
  XrmMockGenerator.Attribute.createOptionSet("statecode", state, [{ text: "", value: state }]);
  XrmMockGenerator.Attribute.createOptionSet("p2c_processingstatus", status, [{ text: "", value: status }]);
  XrmMockGenerator.Attribute.createBoolean("p2c_ismaintainedexternally", external);
  form = XrmMockGenerator.getFormContext();
  jest.spyOn(form.data.entity, "getId").mockReturnValue(isNew ? "" : `{${id.toUpperCase()}}`);
  [confirmed, dirty] = [true, false];
  jest.spyOn(form.data, "getIsDirty").mockImplementation(() => dirty);
  saved.mockReset().mockResolvedValue(undefined);
  jest.spyOn(form.data, "save").mockImplementation(saved as never);
  jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.resolve() as unknown as Xrm.Async.PromiseLike<undefined>);
  jest.spyOn(form.ui, "refreshRibbon").mockReturnValue(undefined);
  Object.assign(Xrm.Utility, { showProgressIndicator: jest.fn(), closeProgressIndicator: jest.fn() });
  jest.spyOn(Xrm.Navigation, "openConfirmDialog").mockImplementation((() => Promise.resolve({ confirmed })) as never);
  errorDialog = jest.spyOn(Xrm.Navigation, "openErrorDialog").mockResolvedValue(undefined);
  Object.assign(Xrm.WebApi, { online: { execute: () => Promise.resolve() } });
  execute = jest.spyOn(Xrm.WebApi.online, "execute").mockResolvedValue({ ok: true } as never);
}
afterEach(() => { jest.restoreAllMocks(); });

test.each<[string, Given, boolean, boolean]>([
  ["a draft of Sales", {}, true, true],
  ["an active order, which SCM has", { status: ProcessingStatus.Active }, false, true],
  ["an order of SCM", { external: true }, false, false],
  ["a cancelled order", { state: 2 }, false, false],
  ["an order that is not saved yet", { isNew: true }, false, false],
])("%s: may be cancelled and recalculated %s, fulfilled %s", (_, given, mayChange, mayFulfill) => {
  open(given);
  expect([canChange(form), canFulfill(form)]).toEqual([mayChange, mayFulfill]);
});

test.each([["CancelSalesOrder", cancel, strings["standard.cancelSubject"]], ["FulfillSalesOrder", fulfill, strings["standard.fulfillSubject"]]])("%s closes the order, once confirmed", async (name, run, subject) => {
  open();
  confirmed = false;
  await run(form);
  expect(execute).not.toHaveBeenCalled();
  confirmed = true;
  await run(form);
  const [request] = execute.mock.calls[0] as [{ getMetadata: () => object }];
  expect(request).toMatchObject({ Status: -1, OrderClose: { "@odata.type": "Microsoft.Dynamics.CRM.orderclose", subject, "salesorderid@odata.bind": `/salesorders(${id})` } });
  expect(request.getMetadata()).toEqual({
    boundParameter: null, operationType: 0, operationName: name,
    parameterTypes: { Status: { typeName: "Edm.Int32", structuralProperty: 1 }, OrderClose: { typeName: "mscrm.orderclose", structuralProperty: 5 } },
  });
  expect(form.data.refresh).toHaveBeenCalledWith(false);
  expect(form.ui.refreshRibbon).toHaveBeenCalled();
});

test("Recalculate saves what is open first", async () => {
  open();
  dirty = true;
  await recalculate(form);
  expect(saved).toHaveBeenCalledTimes(1);
  expect(execute).toHaveBeenCalledWith(expect.objectContaining({ entityLogicalName: "salesorder", entityId: id }));
});

test.each([["the save", () => { dirty = true; saved.mockRejectedValue({ message: "Name is missing." }); }], ["the message", () => { execute.mockRejectedValue({ message: "Name is missing." }); }]])("when %s fails, it says why, and the form stays as it is", async (_, fail) => {
  open();
  fail();
  await recalculate(form);
  expect(errorDialog).toHaveBeenCalledWith({ message: strings["standard.failed"].replace("{message}", "Name is missing.") });
  expect(form.data.refresh).not.toHaveBeenCalled();
  expect(Xrm.Utility.closeProgressIndicator).toHaveBeenCalledTimes(1);
});
