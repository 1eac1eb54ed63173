import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, screen } from "@testing-library/react";
import { ProcessingStatus as S } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { type MockHost, property, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { Form as AnyForm, day, invoiceId, invoiceRow, options, orderId, orderRow, settle, status } from "./test/form";

const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/OrderProgress.${lcid}.resx`), "utf8"));

class Form extends AnyForm {
  constructor(value: number | null, change: Partial<MockHost> = {}, parameters: Record<string, unknown> = {}) {
    super(value, { strings: strings(change.languageId ?? 1033), ...change }, parameters);
  }
}

afterEach(cleanup);

/** The steps as a screen reader tells them; the one where the order stands begins with `>`. */
const steps = () => screen.getAllByRole("listitem").filter((li) => li.closest("ol")).map((li) => `${li.getAttribute("aria-current") === "step" ? "> " : ""}${li.textContent}`);

describe.each<[name: string, value: number, expected: string[]]>([
  ["Draft", S.Draft, ["> Draft. Current step", "Active. Not reached yet", "Confirmed. Not reached yet", "Picked. Not reached yet", "Shipped. Not reached yet", "Invoiced. Not reached yet"]],
  ["Confirmed", S.Confirmed, ["Draft. Done", "Active. Done", "> Confirmed. Current step", "Picked. Not reached yet", "Shipped. Not reached yet", "Invoiced. Not reached yet"]],
  ["Partially Picked", S.PartiallyPicked, ["Draft. Done", "Active. Done", "Confirmed. Done", "> Picked. Partly donePartially Picked", "Shipped. Not reached yet", "Invoiced. Not reached yet"]],
  ["Partially Packed", S.PartiallyPacked, ["Draft. Done", "Active. Done", "Confirmed. Done", "> Picked. Partly donePartially Packed", "Shipped. Not reached yet", "Invoiced. Not reached yet"]],
  ["Packing Slip", S.PackingSlip, ["Draft. Done", "Active. Done", "Confirmed. Done", "Picked. Done", "> Shipped. Partly donePacking Slip", "Invoiced. Not reached yet"]],
  ["Partially Shipped", S.PartiallyShipped, ["Draft. Done", "Active. Done", "Confirmed. Done", "Picked. Done", "> Shipped. Partly donePartially Shipped", "Invoiced. Not reached yet"]],
  ["Partially Invoiced", S.PartiallyInvoiced, ["Draft. Done", "Active. Done", "Confirmed. Done", "Picked. Done", "Shipped. Done", "> Invoiced. Partly donePartially Invoiced"]],
  ["Invoiced", S.Invoiced, ["Draft. Done", "Active. Done", "Confirmed. Done", "Picked. Done", "Shipped. Done", "> Invoiced. Reached, the last step"]],
])("%s", (name, value, expected) => {
  test("is told step by step, and where the order stands", async () => {
    const form = await new Form(value).open();
    expect(steps()).toEqual(expected);
    expect(form.text.startsWith(name)).toBe(true);
    expect(form.text).toContain(`Step ${expected.findIndex((one) => one.startsWith(">")) + 1} of 6`);
    expect(await axeProblems(form.container)).toEqual([]);
  });
});

test("every shipped status has its place", async () => {
  for (const value of Object.values(S).filter((one) => one !== S.Cancelled)) {
    const form = await new Form(value).open();
    expect([value, form.text.includes("Unknown status")]).toEqual([value, false]);
    cleanup();
  }
});

test("cancelled is an end of its own, and claims no step", async () => {
  const form = await new Form(S.Cancelled).open();
  expect(steps().filter((one) => !one.includes("Not reached yet"))).toEqual(["> Cancelled"]);
  expect(form.text).toContain("It ended here");
  expect(await axeProblems(form.container)).toEqual([]);
});

/** Each further way the card can look. */
const looks: [name: string, words: string, value: number | null, host: Partial<MockHost>, parameters?: Record<string, unknown>, order?: object][] = [
  ["no status", "No status yet", null, {}],
  ["new record", "has not been saved yet", S.Draft, { contextInfo: { entityTypeName: "salesorder", entityId: "" } }],
  ["unknown value with a label", "Unknown status (Frozen)", 7, {}, { status: { ...property(7), formatted: "Frozen", attributes: { Options: options } } }],
  ["unknown value without a label", "Unknown status (7)", 7, {}, { status: property(7) }],
  ["column security", "protected by column security", S.Active, {}, { status: { ...property(S.Active, { readable: false, editable: false, secured: true }) } }],
  ["steps that are none", "holds “Picked”", S.Active, {}, { steps: property("1, Picked") }],
  ["ends that are none", "endedValues of this control holds “x”", S.Active, {}, { endedValues: property("x") }],
  ["offline", "You are offline", S.Active, { offline: true }],
  ["no privilege", "You may not read the dates", S.Active, {}, {}, webApiError(0x80040220, "missing prvReadInvoice")],
  ["deleted", "does not exist any more", S.Active, {}, {}, webApiError(0x80040217, "Does Not Exist")],
  ["missing column", "a column is missing", S.Active, {}, {}, webApiError(0x80060888, "Could not find a property named 'p2c_invoicedate'")],
  ["throttled", "in a minute", S.Active, {}, {}, webApiError(0x80072322, "exceeded")],
  ["server error", "could not be read", S.Active, {}, {}, webApiError(0x80040216, "An unexpected error occurred.")],
  ["compact", "Step 4 of 6", S.PartiallyPicked, {}, { compact: property("yes") }],
  ["markup, right to left, emoji", "<img src=x onerror=alert(1)> طلب 🚲", 1, {}, { steps: property("1,2"), status: { ...property(1), formatted: "", attributes: { Options: [{ Value: 1, Label: "<img src=x onerror=alert(1)> طلب 🚲" }] } } }],
];

describe.each(looks)("%s", (_name, words, value, host, parameters, order) => {
  const open = (change: Partial<MockHost> = {}) => {
    const form = new Form(value, { ...host, ...change }, parameters);
    if (order) form.order = order as Error;
    return form.open();
  };
  test("is told in words and passes axe", async () => {
    const form = await open();
    expect(form.text).toContain(words);
    expect(form.container.querySelector("img")).toBeNull();
    expect(await axeProblems(form.container)).toEqual([]);
  });
  test("is told in French without a missing text", async () => {
    const form = await open({ languageId: 1036 });
    expect(form.text).not.toMatch(/(State|Status|Problem)_\w+|\{\d\}/);
    if (!words.startsWith("<")) expect(form.text).not.toContain(words);
  });
});

test("names of the shipped statuses stand in for labels that the host does not hand out", async () => {
  const form = await new Form(S.Shipped, { languageId: 1036 }, { status: property(S.Shipped) }).open();
  expect(form.text).toContain("Expédiée");
});

test("a customizer's steps over another choice, with partial states and an end", async () => {
  const own = { steps: property("10, 20/21, 30"), endedValues: property("99"), tableName: property("msfp_survey"), recordId: property(orderId) };
  const choice = (value: number) => ({ ...property(value), attributes: { Options: [10, 20, 21, 30, 99].map((Value) => ({ Value, Label: `L${Value}` })) } });
  const form = await new Form(21, {}, { ...own, status: choice(21) }).open();
  expect(steps()).toEqual(["L10. Done", "> L20. Partly doneL21", "L30. Not reached yet"]);
  // Dates are known of orders only.
  expect(form.host.calls).toEqual([]);
  cleanup();
  await new Form(99, {}, { ...own, status: choice(99) }).open();
  expect(steps()[3]).toBe("> L99");
});

describe("dates", () => {
  const dated = orderRow({
    ...day("requestdeliveryby", "2026-06-20"), ...day("submitdate", "2026-06-01"), ...day("datefulfilled", "2026-06-11"),
    order_invoices: [invoiceRow({ invoiceid: orderId, invoicenumber: "CIV-2", ...day("p2c_invoicedate", "2026-06-13") }), invoiceRow()],
  });

  test("cost one request, and stand with what they mean", async () => {
    const form = new Form(S.Invoiced);
    form.order = dated;
    await form.open();
    await form.update();
    expect(form.host.calls).toMatchObject([{ operation: "retrieveRecord", table: "salesorder", id: orderId }]);
    expect(form.text).toContain("Delivery requested for d20");
    expect(steps()).toEqual(["Draft. Done", "Active. DoneSubmitted d01", "Confirmed. Done", "Picked. Done", "Shipped. DoneFulfilled d11", "> Invoiced. Reached, the last stepInvoiced d12 – d13"]);
    expect(screen.getByRole("group", { name: "Invoices" }).textContent).toBe("InvoicesCIV-1 · d12CIV-2 · d13");
    expect(await axeProblems(form.container)).toEqual([]);
  });

  test("what is not known is not shown: 1900-01-01, cancelled invoices, blanks", async () => {
    const form = new Form(S.Confirmed);
    form.order = orderRow({ ...day("requestdeliveryby", "1900-01-01"), order_invoices: [invoiceRow({ statecode: 3 }), null] });
    await form.open();
    expect(form.text).not.toMatch(/requested|Invoiced d|CIV|1900|d01/);
  });

  test("the delivery that an invoice names stands in for a date of fulfilment", async () => {
    const form = new Form(S.Invoiced);
    form.order = orderRow({ order_invoices: [invoiceRow({ invoiceid: orderId, ...day("datedelivered", "2026-06-09") }), invoiceRow(day("datedelivered", "2026-06-10"))] });
    await form.open();
    expect(steps()[4]).toBe("Shipped. DoneDelivered d10");
  });

  test("an invoice opens its form; many are cut short", async () => {
    const form = new Form(S.Invoiced);
    form.order = orderRow({ order_invoices: Array.from({ length: 9 }, (_, n) => invoiceRow({ invoiceid: `${invoiceId.slice(0, -1)}${n}`, invoicenumber: n === 0 ? null : `CIV-${n}` })) });
    await form.open();
    expect(form.text).toContain("3 more");
    await form.click("Invoice without number");
    expect(form.host.openedForms).toEqual([`invoice ${invoiceId.slice(0, -1)}0`]);
  });

  test("a sync that ends elsewhere on the form reads them again", async () => {
    class Channel {
      static readonly all: Channel[] = [];
      onmessage: ((event: { data: unknown }) => void) | null = null;
      constructor() { Channel.all.push(this); }
      close(): void { this.onmessage = null; }
    }
    Object.assign(globalThis, { BroadcastChannel: Channel });
    try {
      const form = await new Form(S.Confirmed).open();
      for (const type of ["saved", "finished"]) await settle(() => { Channel.all[0]?.onmessage?.({ data: { type, table: "salesorder", id: orderId } }); });
      expect(form.host.calls).toHaveLength(2);
      form.control.destroy();
      expect(Channel.all[0]?.onmessage).toBeNull();
    } finally {
      Reflect.deleteProperty(globalThis, "BroadcastChannel");
    }
  });

  test("a new status reads them again; nothing is read while hidden", async () => {
    const form = await new Form(S.Confirmed, { visible: false }).open();
    expect(form.host.calls).toHaveLength(0);
    await form.update({ visible: true });
    await form.changeTo(S.Picked);
    expect(form.host.calls).toHaveLength(2);
    expect(steps()[3]).toBe("> Picked. Current step");
  });

  test("an answer that comes while the control is hidden is kept", async () => {
    const form = new Form(S.Confirmed);
    let answer: (row: object) => void = () => undefined;
    form.host.settings.answer = () => new Promise((resolve) => { answer = resolve; });
    await form.open();
    await form.update({ visible: false });
    await settle(() => { answer(dated); });
    await form.update({ visible: true });
    expect(form.text).toContain("Delivery requested for d20");
    expect(form.host.calls).toHaveLength(1);
  });

  test("a failure leaves the steps, and is tried again on request", async () => {
    const form = new Form(S.Confirmed);
    form.order = webApiError(0x80040220, "no");
    await form.open();
    expect(steps()).toHaveLength(6);
    form.order = dated;
    await form.click("Try again");
    expect(form.text).toContain("Delivery requested for d20");
    expect(form.text).not.toContain("may not read");
  });

  test.each([["showDates", "no"], ["compact", "yes"]])("none are read with %s %s", async (name, value) => {
    const form = await new Form(S.Active, {}, { [name]: property(value) }).open();
    expect(form.host.calls).toEqual([]);
  });

  test("none are read of a status that the user may not see", async () => {
    const form = await new Form(S.Active, {}, { status: { ...status(S.Active), security: { readable: false, editable: false, secured: true } } }).open();
    expect(form.host.calls).toEqual([]);
    expect(form.text).not.toContain("Active");
  });
});

test("the control writes nothing", async () => {
  const form = await new Form(S.Active).open();
  expect(form.control.getOutputs()).toEqual({});
  form.control.destroy();
});
