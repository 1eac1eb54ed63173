import { XrmMockGenerator } from "xrm-mock";
import { ProcessingStatus } from "../../../model/generated/schema";
import { channelName } from "../../../model/channel";
import { FakeChannel } from "../shared/fakeChannel";
import { strings } from "../generated/strings";
import * as contact from "./contact";
import * as invoice from "./invoice";
import * as invoicedetail from "./invoicedetail";
import * as product from "./product";
import * as quote from "./quote";
import * as salesorder from "./salesorder";

const id = "{A0000000-0000-4000-8000-000000000001}";
const bareId = "a0000000-0000-4000-8000-000000000001";
const scripts = { contact, product, quote, salesorder, invoice };
const settle = async () => { for (let i = 0; i < 5; i++) await Promise.resolve(); };

/** A form with a name and a sub-grid, which has nothing to lock. */
function open(table: keyof typeof scripts, attributes: () => void): Xrm.FormContext {
  XrmMockGenerator.initialise({ entity: { id, entityName: table, primaryValue: "Adatum" } });
  XrmMockGenerator.Attribute.createString("name", "Adatum");
  attributes();
  const form = XrmMockGenerator.getFormContext();
  jest.spyOn(form.data, "getIsDirty").mockReturnValue(false);
  jest.spyOn(form.data, "refresh").mockImplementation(() => Promise.resolve() as unknown as Xrm.Async.PromiseLike<undefined>);
  scripts[table].onLoad(XrmMockGenerator.getEventContext());
  return form;
}
const isLocked = (form: Xrm.FormContext) => form.getControl<Xrm.Controls.StringControl>("name")?.getDisabled();
const messages = (form: Xrm.FormContext) => (form.ui as unknown as { formNotifications?: { message: string }[] }).formNotifications?.map(({ message }) => message) ?? [];
const yes = (column: string, value: boolean) => () => { XrmMockGenerator.Attribute.createBoolean(column, value); };
const status = (value: number, external = false) => () => {
  XrmMockGenerator.Attribute.createOptionSet("p2c_processingstatus", value, [{ text: "", value }]);
  XrmMockGenerator.Attribute.createBoolean("p2c_ismaintainedexternally", external);
};

beforeEach(() => { FakeChannel.install(); });
afterEach(() => { FakeChannel.remove(); jest.restoreAllMocks(); });

test.each(Object.keys(scripts) as (keyof typeof scripts)[])("%s: a sync that finished elsewhere refreshes the form", async (table) => {
  const form = open(table, () => undefined);
  const channel = new FakeChannel(channelName);
  channel.postMessage({ type: "finished", table, id: bareId });
  channel.close();
  await settle();
  expect(form.data.refresh).toHaveBeenCalledWith(false);
});

describe("contact number", () => {
  const number = () => {
    XrmMockGenerator.Attribute.createString("p2c_contactnumber", "CON-00001-ABCDEF");
    XrmMockGenerator.Attribute.createLookup("p2c_syncstateid", { id: "{B0000000-0000-4000-8000-000000000002}", entityType: "p2c_syncstate", name: "Adatum" });
    Object.assign(XrmMockGenerator.getFormContext().getControl("p2c_contactnumber") ?? {}, { addNotification: notify });
    jest.spyOn(Xrm.WebApi, "retrieveRecord").mockResolvedValue({ p2c_scmkey: scmKey });
  };
  let notify: jest.Mock;
  let scmKey: string | null;

  test.each([["is locked once the contact stands in SCM", "CON-00001-ABCDEF", true], ["stays open before", null, false]])("%s", async (_, key, locked) => {
    notify = jest.fn();
    scmKey = key;
    const form = open("contact", number);
    await settle();
    expect(form.getControl<Xrm.Controls.StringControl>("p2c_contactnumber")?.getDisabled()).toBe(locked);
    expect(notify.mock.calls).toEqual(locked ? [[expect.objectContaining({ messages: [strings["contact.numberLocked"]] })]] : []);
    expect(isLocked(form)).toBe(false);
  });
});

describe("read-only forms", () => {
  test.each<[string, keyof typeof scripts, () => void, string | undefined]>([
    ["a product of SCM", "product", yes("p2c_ismaintainedexternally", true), strings["form.lockedExternal"]],
    ["a product of Sales", "product", yes("p2c_ismaintainedexternally", false), undefined],
    ["a product form without the column", "product", () => undefined, undefined],
    ["an invoice of SCM", "invoice", yes("p2c_ismaintainedexternally", true), strings["form.lockedExternal"]],
    ["an invoice of Sales, since invoices are made in SCM", "invoice", yes("p2c_ismaintainedexternally", false), strings["invoice.locked"]],
    ["a draft order", "salesorder", status(ProcessingStatus.Draft), undefined],
    ["an active order", "salesorder", status(ProcessingStatus.Active), strings["order.lockedActive"]],
    ["a shipped order", "salesorder", status(ProcessingStatus.Shipped), strings["order.lockedActive"]],
    ["a draft order of SCM", "salesorder", status(ProcessingStatus.Draft, true), strings["form.lockedExternal"]],
    ["an order form without the columns", "salesorder", () => undefined, undefined],
    ["a quote, which Dataverse locks itself", "quote", yes("p2c_ismaintainedexternally", true), undefined],
  ])("%s", (_, table, attributes, reason) => {
    const form = open(table, attributes);
    expect(isLocked(form)).toBe(reason !== undefined);
    expect(messages(form)).toEqual(reason === undefined ? [] : [reason]);
  });

  test("are told of once, however often the form is refreshed, and sub-grids are passed over", () => {
    const form = open("product", () => {
      yes("p2c_ismaintainedexternally", true)();
      XrmMockGenerator.Control.createGrid("Lines");
    });
    (form.data as unknown as { loadEventHandlers: (() => void)[] }).loadEventHandlers.forEach((handler) => { handler(); });
    expect(messages(form)).toEqual([strings["form.lockedExternal"]]);
  });
});

describe("company of a contact", () => {
  const account = [{ id: "{C0000000-0000-4000-8000-000000000003}", entityType: "account", name: "Adatum" }];
  const flag = (form: Xrm.FormContext) => form.getAttribute<Xrm.Attributes.BooleanAttribute>("p2c_iscompanyanaccount");
  const company = (value: Xrm.LookupValue[], stored: boolean) => () => {
    XrmMockGenerator.Attribute.createLookup("parentcustomerid", value);
    XrmMockGenerator.Attribute.createBoolean("p2c_iscompanyanaccount", stored);
  };
  const choose = (form: Xrm.FormContext, value: Xrm.LookupValue[]) => {
    const lookup = form.getAttribute<Xrm.Attributes.LookupAttribute>("parentcustomerid");
    lookup?.setValue(value);
    lookup?.fireOnChange();
  };

  test.each([["an account", account, false, true], ["a contact", [{ ...account[0], entityType: "contact" } as Xrm.LookupValue], true, false], ["nobody", [], true, false]])("%s: the flag follows, and is saved though it is read-only", (_, chosen, before, after) => {
    const form = open("contact", company([], before));
    choose(form, chosen);
    expect([flag(form)?.getValue(), flag(form)?.getSubmitMode()]).toEqual([after, "always"]);
  });

  test("nothing is changed while nobody chooses, and a flag that is right is not saved again", () => {
    const form = open("contact", company(account, false));
    expect(flag(form)?.getValue()).toBe(false);
    flag(form)?.setValue(true);
    choose(form, account);
    expect(flag(form)?.getSubmitMode()).not.toBe("always");
  });

  test("a contact made from an account's form has its flag at once", () => {
    const form = open("contact", () => {
      company(account, false)();
      jest.spyOn(XrmMockGenerator.getFormContext().data.entity, "getId").mockReturnValue("");
    });
    expect(flag(form)?.getValue()).toBe(true);
  });

  test("a form without the columns is left alone", () => {
    expect(() => open("contact", () => undefined)).not.toThrow();
  });
});

describe("a locked record", () => {
  const noticed = () => {
    yes("p2c_ismaintainedexternally", true)();
    const notify = jest.fn<boolean, [Xrm.Controls.AddControlNotificationOptions]>();
    Object.assign(XrmMockGenerator.getFormContext().getControl("name") ?? {}, { addNotification: notify, clearNotification: jest.fn() });
    return notify;
  };
  const followed = async (row: object | Error) => {
    let notify: jest.Mock<boolean, [Xrm.Controls.AddControlNotificationOptions]> | undefined;
    const form = open("salesorder", () => { notify = noticed(); });
    const read = jest.spyOn(Xrm.WebApi, "retrieveRecord");
    const go = jest.spyOn(Xrm.Navigation, "openUrl").mockReturnValue(undefined);
    if (row instanceof Error) read.mockRejectedValue(row);
    else read.mockResolvedValue(row);
    const [action] = notify?.mock.calls[0]?.[0].actions ?? [];
    expect([action?.message, read.mock.calls]).toEqual([strings["form.openInScm"], []]);
    action?.actions.forEach((run) => { run(); });
    await settle();
    return { form, read, go };
  };

  test("opens in SCM on request, by the link of its state", async () => {
    const { read, go } = await followed({ p2c_SyncStateId: { p2c_scmurl: "https://scm.contoso.com/?mi=x" } });
    expect(read).toHaveBeenCalledWith("salesorder", bareId, "?$select=salesorderid&$expand=p2c_SyncStateId($select=p2c_scmurl),p2c_salesorder_syncstate($select=p2c_scmurl;$top=1)");
    expect(go).toHaveBeenCalledWith("https://scm.contoso.com/?mi=x");
  });

  test("that could not link its state opens by the state that names it", async () => {
    const { go } = await followed({ p2c_SyncStateId: null, p2c_salesorder_syncstate: [{ p2c_scmurl: "https://scm.contoso.com/2" }] });
    expect(go).toHaveBeenCalledWith("https://scm.contoso.com/2");
  });

  test.each([["nothing is known", {}], ["it is no web address", { p2c_SyncStateId: { p2c_scmurl: "javascript:alert(1)" } }], ["it cannot be read", new Error("denied")]])("says so when %s", async (_, row) => {
    const { form, go } = await followed(row);
    expect(go).not.toHaveBeenCalled();
    expect(messages(form)).toContain(strings["form.noScmLink"]);
  });
});

test("a line of an invoice is read-only", () => {
  XrmMockGenerator.initialise({ entity: { id, entityName: "invoicedetail" } });
  XrmMockGenerator.Attribute.createString("name", "Line");
  invoicedetail.onLoad(XrmMockGenerator.getEventContext());
  const form = XrmMockGenerator.getFormContext();
  expect([isLocked(form), messages(form)]).toEqual([true, [strings["invoice.locked"]]]);
});
