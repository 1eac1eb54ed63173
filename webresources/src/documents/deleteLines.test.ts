import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { canDeleteLine, canDeleteLines, deleteLine, deleteLines } from "../forms/salesorderdetail";

const id = "a0000000-0000-4000-8000-000000000001";
const items = [{ Id: "{B0000000-0000-4000-8000-000000000001}" }, { Id: "{B0000000-0000-4000-8000-000000000002}" }];
const grid = { refresh: jest.fn() };
let form: Xrm.FormContext;
let remove: jest.SpyInstance;
let confirm: jest.SpyInstance;

function open(entityName: string, status: number = ProcessingStatus.Draft): void {
  XrmMockGenerator.initialise({ entity: { id, entityName, primaryValue: "Order" } });
  XrmMockGenerator.Attribute.createOptionSet("p2c_processingstatus", status, [{ text: "", value: status }]);
  XrmMockGenerator.Attribute.createLookup("salesorderid", { id, entityType: "salesorder", name: "Order" });
  form = XrmMockGenerator.getFormContext();
  Object.assign(Xrm.Utility, { showProgressIndicator: jest.fn(), closeProgressIndicator: jest.fn() });
  jest.spyOn(Xrm.Navigation, "openErrorDialog").mockResolvedValue(undefined);
  confirm = jest.spyOn(Xrm.Navigation, "openConfirmDialog").mockResolvedValue({ confirmed: true });
  remove = jest.spyOn(Xrm.WebApi, "deleteRecord").mockResolvedValue({} as never);
  jest.spyOn(Xrm.WebApi, "retrieveRecord").mockResolvedValue({ statecode: 0, p2c_processingstatus: status });
  jest.spyOn(form.ui, "close").mockReturnValue(undefined);
  grid.refresh.mockClear();
}
afterEach(() => { jest.restoreAllMocks(); });

describe("lines in a grid", () => {
  test.each([["a draft order", "salesorder", ProcessingStatus.Draft, true], ["an active order", "salesorder", ProcessingStatus.Active, false], ["another record, which does not show the order's standing", "product", ProcessingStatus.Active, true]])("on the form of %s", (_, table, status, may) => {
    open(table, status);
    expect(canDeleteLines(form)).toBe(may);
  });
  test("in a list, which is no form", () => {
    expect([canDeleteLines(null), canDeleteLines({})]).toEqual([true, true]);
  });

  test("are deleted once confirmed, and the grid shows it", async () => {
    open("salesorder");
    await deleteLines(items, grid as unknown as Xrm.Controls.GridControl);
    expect(remove.mock.calls).toEqual([["salesorderdetail", "b0000000-0000-4000-8000-000000000001"], ["salesorderdetail", "b0000000-0000-4000-8000-000000000002"]]);
    expect(grid.refresh).toHaveBeenCalledTimes(1);
  });

  test("stay when the user thinks better of it", async () => {
    open("salesorder");
    confirm.mockResolvedValue({ confirmed: false });
    await deleteLines(items, grid as unknown as Xrm.Controls.GridControl);
    expect([remove.mock.calls, grid.refresh.mock.calls]).toEqual([[], []]);
  });

  test("a refusal is told, and the grid shows what is left", async () => {
    open("salesorder");
    remove.mockRejectedValue({ message: "Denied." });
    await deleteLines(items, grid as unknown as Xrm.Controls.GridControl);
    expect(Xrm.Navigation.openErrorDialog).toHaveBeenCalledWith({ message: "This could not be done: Denied." });
    expect(grid.refresh).toHaveBeenCalledTimes(1);
  });
});

describe("a line on its own form", () => {
  test.each([[ProcessingStatus.Draft, true], [ProcessingStatus.Active, false]])("of an order of status %i", async (status, may) => {
    open("salesorderdetail", status);
    expect(await canDeleteLine(form)).toBe(may);
  });

  test("is deleted, and its form closed; not when it is refused", async () => {
    open("salesorderdetail");
    remove.mockRejectedValueOnce({ message: "Denied." });
    await deleteLine(form);
    expect(form.ui.close).not.toHaveBeenCalled();
    await deleteLine(form);
    expect(remove).toHaveBeenLastCalledWith("salesorderdetail", id);
    expect(form.ui.close).toHaveBeenCalledTimes(1);
  });
});
