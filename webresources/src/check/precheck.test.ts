import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import { syncNowOnForm } from "../commands";

const id = "a0000000-0000-4000-8000-000000000001";
const { Attribute } = XrmMockGenerator;
const customer = { id, entityType: "account", name: "Adatum" };

let form: Xrm.FormContext;
let create: jest.SpyInstance;
let readLines: jest.SpyInstance;
const advice: Record<string, string[]> = {};
const focused: string[] = [];

function open(entityName: string, columns: () => void, lines: unknown[] = [line(true)]): void {
  XrmMockGenerator.initialise({ entity: { id, entityName, primaryValue: "Adatum" } });
  columns();
  form = XrmMockGenerator.getFormContext();
  form.ui.controls.forEach((control) => {
    const name = control.getName();
    Object.assign(control, {
      addNotification: ({ messages }: { messages: string[] }) => { (advice[name] ??= []).push(...messages); },
      clearNotification: () => { advice[name] = []; },
      setFocus: () => { focused.push(name); },
      getParent: () => null,
    });
  });
  jest.spyOn(Xrm.Utility, "getGlobalContext").mockReturnValue({ client: { isOffline: () => false } } as unknown as Xrm.GlobalContext);
  jest.spyOn(form.data, "getIsDirty").mockReturnValue(false);
  create = jest.spyOn(Xrm.WebApi, "createRecord").mockResolvedValue({ id, entityType: "p2c_syncrequest" });
  readLines = jest.spyOn(Xrm.WebApi, "retrieveMultipleRecords").mockResolvedValue({ entities: lines, nextLink: "" });
}
const line = (isExternal: boolean | null, name = "Chair") => ({ quotedetailid: "b1", salesorderdetailid: "b1", productdescription: name, productid: isExternal === null ? null : { name, p2c_ismaintainedexternally: isExternal } });
const said = () => ((form.ui as unknown as { formNotifications?: { message: string; level: string }[] }).formNotifications ?? []).map(({ message, level }) => [level, message]);
const refused = (...findings: string[]) => [["ERROR", strings["check.missing"].replace("{findings}", findings.join(" "))]];
const text = (name: string, value: string) => { Attribute.createString(name, value); };
const choice = (name: string, value: number | null) => { Attribute.createOptionSet(name, value ?? 0, [{ text: "", value: value ?? 0 }]); jest.spyOn(XrmMockGenerator.getFormContext().getAttribute(name), "getValue").mockReturnValue(value); };

const documentColumns = (state: number, status: number | null = ProcessingStatus.Active, external = false) => () => {
  Attribute.createLookup("customerid", customer);
  Attribute.createLookup("pricelevelid", { ...customer, entityType: "pricelevel" });
  Attribute.createLookup("transactioncurrencyid", { ...customer, entityType: "transactioncurrency" });
  choice("statecode", state);
  choice("p2c_processingstatus", status);
  Attribute.createBoolean("p2c_ismaintainedexternally", external);
};

beforeEach(() => { jest.useFakeTimers(); FakeChannel.install(); focused.length = 0; Object.keys(advice).forEach((name) => { advice[name] = []; }); });
afterEach(() => { jest.useRealTimers(); FakeChannel.remove(); jest.restoreAllMocks(); });

describe("sends nothing, says why and leads to the column", () => {
  test("a contact without last name", async () => {
    open("contact", () => { text("lastname", ""); });
    await syncNowOnForm(form);
    expect(said()).toEqual(refused(strings["check.lastName"]));
    expect([advice["lastname"], focused]).toEqual([[strings["check.lastName"]], ["lastname"]]);
    expect(create).not.toHaveBeenCalled();
  });

  test("a contact of no account, who is no customer", async () => {
    open("contact", () => { text("lastname", "Miller"); Attribute.createLookup("parentcustomerid", []); Attribute.createBoolean("p2c_isactivecustomer", false); });
    await syncNowOnForm(form);
    expect([said(), focused]).toEqual([refused(strings["check.company"]), ["parentcustomerid"]]);
  });

  test("a product without number", async () => {
    open("product", () => { text("productnumber", ""); });
    await syncNowOnForm(form);
    expect([said(), focused]).toEqual([refused(strings["check.productNumber"]), ["productnumber"]]);
  });

  test("everything a quote lacks, in one message", async () => {
    open("quote", () => { Attribute.createLookup("customerid", []); Attribute.createLookup("pricelevelid", []); choice("statecode", 0); });
    await syncNowOnForm(form);
    expect(said()).toEqual(refused(strings["check.customer"], strings["check.priceList"], strings["check.quoteDraft"]));
    expect(focused).toEqual(["customerid"]);
    expect(readLines).not.toHaveBeenCalled();
  });

  test.each([["draft", ProcessingStatus.Draft], ["order older than the solution", null]])("a %s", async (_, status) => {
    open("salesorder", documentColumns(0, status));
    await syncNowOnForm(form);
    expect(said()).toEqual(refused(strings["check.orderDraft"]));
  });

  test.each([
    ["without lines", [], strings["check.noLines"]],
    ["with foreign lines", [line(true), line(false, "Lamp"), line(null, "Engraving")], strings["check.lines"].replace("{names}", "Lamp: product of Sales only; Engraving: write-in product")],
  ])("an active quote %s", async (_, lines, message) => {
    open("quote", documentColumns(1), lines);
    await syncNowOnForm(form);
    expect(said()).toEqual(refused(message));
    expect(create).not.toHaveBeenCalled();
  });

  test("an order whose lines cannot be read", async () => {
    open("salesorder", documentColumns(0));
    readLines.mockRejectedValue({ message: "No connection." });
    await syncNowOnForm(form);
    expect(said()).toEqual(refused(strings["check.linesUnread"].replace("{message}", "No connection.")));
  });
});

describe("asks for the sync", () => {
  const asked = async () => { await syncNowOnForm(form); return create.mock.calls.length; };

  test("of an active quote and of an active order with products of SCM", async () => {
    open("quote", documentColumns(1));
    expect(await asked()).toBe(1);
    open("salesorder", documentColumns(0));
    expect(await asked()).toBe(1);
    expect(readLines.mock.calls).toEqual([["salesorderdetail", expect.stringContaining("p2c_ismisctax ne true")]]);
  });

  test("of an order of SCM, whose lines are not looked at", async () => {
    open("salesorder", documentColumns(0, ProcessingStatus.Confirmed, true), [line(null)]);
    expect(await asked()).toBe(1);
    expect(readLines).not.toHaveBeenCalled();
  });

  test("of an account with a street and no country, with advice", async () => {
    open("account", () => { text("address1_line1", "1 Main St"); text("address1_country", ""); });
    expect(await asked()).toBe(1);
    expect(said()).toContainEqual(["WARNING", strings["check.country"]]);
    expect([advice["address1_country"], focused]).toEqual([[strings["check.country"]], []]);
  });

  test("of a customer that is no account's contact, and of a form without the columns", async () => {
    open("contact", () => { Attribute.createLookup("parentcustomerid", []); Attribute.createBoolean("p2c_isactivecustomer", true); });
    expect(await asked()).toBe(1);
    open("contact", () => undefined);
    expect(await asked()).toBe(1);
  });

  test("after the cause is mended: the advice at the column is gone", async () => {
    open("contact", () => { text("lastname", ""); });
    await syncNowOnForm(form);
    form.getAttribute<Xrm.Attributes.StringAttribute>("lastname")?.setValue("Miller");
    expect(await asked()).toBe(1);
    expect(advice["lastname"]).toEqual([]);
  });
});
