import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import * as quotedetail from "../forms/quotedetail";
import * as salesorderdetail from "../forms/salesorderdetail";
import { strings } from "../generated/strings";

const lineId = "{B0000000-0000-4000-8000-000000000002}";
const headerId = "c0000000-0000-4000-8000-000000000003";
const productId = "{D0000000-0000-4000-8000-000000000004}";
const settle = async () => { for (let i = 0; i < 12; i++) await Promise.resolve(); };
const { Attribute } = XrmMockGenerator;

let form: Xrm.FormContext;
let read: jest.SpyInstance;
let readLines: jest.SpyInstance;
let update: jest.SpyInstance;
let lookup: { addPreSearch: jest.Mock; removePreSearch: jest.Mock; addCustomFilter: jest.Mock };
let rows: Record<string, unknown>;

type Script = { onLoad: (context: Xrm.Events.EventContext) => void };
const draft = { statecode: 0, p2c_processingstatus: ProcessingStatus.Draft, p2c_ismaintainedexternally: false, p2c_hasexternallymaintainedproductsonly: true };

/** Opens the form of a line; a new one knows its order by the form it is made from alone. */
async function open(script: Script, header: object, isNew = false): Promise<void> {
  const table = script === quotedetail ? "quote" : "salesorder";
  XrmMockGenerator.initialise({ entity: { id: lineId, entityName: `${table}detail`, primaryValue: "Line" } });
  Attribute.createLookup("productid", { id: productId, entityType: "product", name: "Chair" });
  if (!isNew) Attribute.createLookup(`${table}id`, { id: `{${headerId.toUpperCase()}}`, entityType: table, name: "Header" });
  Attribute.createBoolean("p2c_ismaintainedexternally", false);
  form = XrmMockGenerator.getFormContext();
  lookup = { addPreSearch: jest.fn(), removePreSearch: jest.fn(), addCustomFilter: jest.fn() };
  Object.assign(form.getControl("productid") ?? {}, lookup);
  Object.assign(Xrm.Utility, { getPageContext: () => ({ input: { createFromEntity: { entityType: table, id: headerId } } }) });
  rows = { [table]: header, product: { p2c_ismaintainedexternally: true } };
  read = jest.spyOn(Xrm.WebApi, "retrieveRecord").mockImplementation(((name: string) => {
    const row = rows[name];
    return row instanceof Error ? Promise.reject(row) : Promise.resolve(row);
  }) as never);
  readLines = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords").mockResolvedValue({ entities: [], nextLink: "" });
  update = jest.spyOn(Xrm.WebApi, "updateRecord").mockResolvedValue({} as never);
  script.onLoad(XrmMockGenerator.getEventContext());
  await settle();
}
const search = () => { (lookup.addPreSearch.mock.calls as [() => void][]).forEach(([handler]) => { handler(); }); };
const flag = () => form.getAttribute<Xrm.Attributes.BooleanAttribute>("p2c_ismaintainedexternally");
const isLocked = () => form.getControl<Xrm.Controls.LookupControl>("productid")?.getDisabled();
const messages = () => ((form.ui as unknown as { formNotifications?: { message: string }[] }).formNotifications ?? []).map(({ message }) => message);
const choose = async (value: Xrm.LookupValue[]) => {
  const attribute = form.getAttribute<Xrm.Attributes.LookupAttribute>("productid");
  attribute?.setValue(value);
  attribute?.fireOnChange();
  await settle();
};
const saved = async (isSuccess: boolean) => {
  (form.data.entity as unknown as { postSaveEventHandlers: ((context: unknown) => void)[] }).postSaveEventHandlers.forEach((handler) => { handler({ getEventArgs: () => ({ getIsSaveSuccess: () => isSuccess }) }); });
  await settle();
};

afterEach(() => { jest.restoreAllMocks(); });

describe("products are looked up", () => {
  const filter = '<filter type="and"><condition attribute="p2c_ismaintainedexternally" operator="eq" value="1" /></filter>';

  test.each([["a quote", quotedetail, false], ["an order", salesorderdetail, false], ["an order, on a line being made", salesorderdetail, true]])("among those of SCM while %s holds only such", async (_, script, isNew) => {
    await open(script, draft, isNew);
    search();
    expect(lookup.addCustomFilter.mock.calls).toEqual([[filter, "product"]]);
    expect(read).toHaveBeenCalledWith(expect.any(String), headerId, expect.any(String));
  });

  test.each([["a document that holds others too", { ...draft, p2c_hasexternallymaintainedproductsonly: false }], ["a document that cannot be read", new Error("denied")]])("among all for %s", async (_, header) => {
    await open(quotedetail, header);
    search();
    expect(lookup.addCustomFilter).not.toHaveBeenCalled();
    expect(isLocked()).toBe(false);
  });

  test("without the filters of the line that was open before", async () => {
    await open(quotedetail, draft);
    const { addPreSearch, removePreSearch } = lookup;
    quotedetail.onLoad(XrmMockGenerator.getEventContext());
    expect(removePreSearch.mock.calls).toEqual([addPreSearch.mock.calls[0]]);
  });
});

describe("a line is read-only", () => {
  test.each([
    ["of an order of SCM", salesorderdetail, { ...draft, p2c_ismaintainedexternally: true }, strings["form.lockedExternal"]],
    ["of an active order", salesorderdetail, { ...draft, p2c_processingstatus: ProcessingStatus.Active }, strings["order.lockedActive"]],
    ["of a cancelled order", salesorderdetail, { ...draft, statecode: 2 }, strings["order.lockedActive"]],
  ])("%s", async (_, script, header, reason) => {
    await open(script, header);
    expect([isLocked(), messages()]).toEqual([true, [reason]]);
  });

  test.each([["of a draft order", salesorderdetail, draft], ["of an order older than the solution", salesorderdetail, { statecode: 0 }], ["of an active quote, which Dataverse closes itself", quotedetail, { ...draft, statecode: 1 }]])("not one %s", async (_, script, header) => {
    await open(script, header);
    expect([isLocked(), messages()]).toEqual([false, []]);
  });
});

describe("the flag of a line follows its product", () => {
  const chair = [{ id: productId, entityType: "product", name: "Chair" }];

  test.each([["of SCM", true], ["of Sales", false]])("%s, and is saved though it is read-only", async (_, isExternal) => {
    await open(quotedetail, draft);
    rows["product"] = { p2c_ismaintainedexternally: isExternal };
    flag()?.setValue(!isExternal);
    await choose(chair);
    expect([flag()?.getValue(), flag()?.getSubmitMode()]).toEqual([isExternal, "always"]);
  });

  test("is No for a write-in, without a question to Dataverse", async () => {
    await open(quotedetail, draft);
    flag()?.setValue(true);
    read.mockClear();
    await choose([]);
    expect([flag()?.getValue(), read.mock.calls]).toEqual([false, []]);
  });

  test("stays when the product cannot be read, and when another was chosen meanwhile", async () => {
    await open(quotedetail, draft);
    rows["product"] = new Error("denied");
    await choose(chair);
    expect(flag()?.getSubmitMode()).not.toBe("always");
    let answer: (row: object) => void = () => undefined;
    read.mockImplementation((() => new Promise((resolve) => { answer = resolve; })) as never);
    await choose(chair);
    const attribute = form.getAttribute<Xrm.Attributes.LookupAttribute>("productid");
    attribute?.setValue([]);
    answer({ p2c_ismaintainedexternally: true });
    await settle();
    expect(flag()?.getValue()).toBe(false);
  });
});

describe("the flag of the document follows a saved line", () => {
  const foreign = { quotedetailid: "b1", productid: { name: "Lamp", p2c_ismaintainedexternally: false } };

  test("is written when it changes", async () => {
    await open(quotedetail, draft);
    readLines.mockResolvedValue({ entities: [foreign], nextLink: "" });
    await saved(true);
    expect(update.mock.calls).toEqual([["quote", headerId, { p2c_hasexternallymaintainedproductsonly: false }]]);
  });

  test.each([["it is right already", draft, [], true], ["the save failed", draft, [foreign], false], ["the order is active", { ...draft, p2c_processingstatus: ProcessingStatus.Active }, [foreign], true]])("is not written when %s", async (_, header, lines, isSuccess) => {
    await open(salesorderdetail, header);
    readLines.mockResolvedValue({ entities: lines, nextLink: "" });
    await saved(isSuccess);
    expect(update).not.toHaveBeenCalled();
  });

  test("a flag that cannot be written stops nobody: it is kept again before each sync", async () => {
    await open(quotedetail, draft);
    readLines.mockRejectedValue(new Error("no connection"));
    await expect(saved(true)).resolves.toBeUndefined();
    expect(messages()).toEqual([]);
  });
});
