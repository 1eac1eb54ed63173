import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { axeProblems } from "../shared/test/axe";
import { type MockHost, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { Form as AnyForm, type DataSetState, invoice, jpy, now } from "./test/form";

const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/InvoiceOverview.${lcid}.resx`), "utf8"));

class Form extends AnyForm {
  constructor(rows: ReturnType<typeof invoice>[], change: Partial<MockHost> = {}, parameters: Record<string, string> = {}, data: Partial<DataSetState> = {}) {
    super(rows, { strings: strings(change.languageId ?? 1033), ...change }, parameters, data);
  }
}

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

const axe = async (form: AnyForm) => { jest.useRealTimers(); return axeProblems(form.container); };
const legend = () => screen.queryAllByRole("list", { name: "Open amount by age" }).map((list) => within(list).getAllByRole("listitem").map((item) => item.textContent?.replace(/\u00a0/g, " ")));
const due = (daysAgo: number) => new Date(now - daysAgo * 86_400_000).toISOString().slice(0, 10);

test("what is open, what is overdue, and how old it is", async () => {
  const form = await new Form([
    invoice("A", { total: 100.1, due: due(0) }), invoice("B", { total: 0.2, due: due(1) }), invoice("C", { total: 0.3, due: due(30) }), invoice("D", { total: 10, due: due(31) }),
    invoice("E", { total: 20, due: due(61) }), invoice("F", { total: 1234567.5, due: due(91) }), invoice("G", { total: 5, due: null }),
    invoice("H", { total: 999, due: due(50), state: "2", stateText: "Paid", statusText: "Complete" }), invoice("I", { total: 999, state: 3, stateText: "Canceled", statusText: "Canceled" }),
  ]).open();
  expect(form.text).toContain("9 invoices · 7 open");
  expect(form.text).toContain("Open$1,234,703.107 invoices");
  expect(form.text).toContain("Overdue$1,234,598.005 invoices");
  expect(legend()).toEqual([[
    "Not due: $100.101 invoice", "1–30 days: $0.502 invoices", "31–60 days: $10.001 invoice", "61–90 days: $20.001 invoice", "Over 90 days: $1,234,567.501 invoice", "No due date: $5.001 invoice",
  ]]);
  expect(form.text).toContain(`Due ${due(91)} · 91 days overdue`);
  expect(form.text).toContain(`Due ${due(1)} · 1 day overdue`);
  expect(form.text).toContain("Due today");
  // Paid is not late, however long ago it was due.
  expect(form.text).not.toContain("50 days overdue");
  expect(form.text).toContain("Paid · Complete");
  expect(form.text).toContain("Payments are not part of Prospect to cash");
  expect(form.host.calls.map(({ table }) => table)).toEqual(["transactioncurrency"]);
  expect(await axe(form)).toEqual([]);
});

test("two currencies are never added, and told apart", async () => {
  const form = await new Form([invoice("A", { total: 10 }), invoice("B", { total: 1500, totalText: "¥1,500", currency: jpy }), invoice("C", { total: 500, totalText: "¥500", currency: jpy })]).open();
  expect(screen.getByRole("group", { name: "In US Dollar (USD)" }).textContent).toContain("Open$10.00");
  expect(screen.getByRole("group", { name: "In Yen (JPY)" }).textContent).toContain("Open¥2,0002 invoices");
  expect(form.text).toContain("¥1,500 JPY");
  expect(legend()).toHaveLength(2);
  expect(await axe(form)).toEqual([]);
});

test("without the currencies the amounts stand with the currency's name", async () => {
  const form = new Form([invoice("A", { total: 10 })]);
  form.currencies = webApiError(0x80040220, "missing prvReadTransactionCurrency");
  await form.open();
  expect(form.text).toContain("Open10 US Dollar");
});

test("the day is the user's, not the browser's", async () => {
  const form = await new Form([invoice("A", { due: "2026-06-15" })], { offsetMinutes: 13 * 60 }).open();
  expect(form.text).toContain("1 day overdue");
  cleanup();
  const west = await new Form([invoice("A", { due: "2026-06-15" })], { offsetMinutes: -10 * 60 }).open();
  expect(west.text).toContain("Due today");
});

test("dates and choices in each form that clients give them", async () => {
  const form = await new Form([
    invoice("A", { due: new Date("2026-06-14T00:00:00Z"), state: 0 }), invoice("B", { due: "2026-06-14T00:00:00Z" }), invoice("C", { due: new Date(2026, 5, 14), state: 2, stateText: "Paid" }),
  ]).open();
  expect(form.text.match(/1 day overdue/g)).toHaveLength(2);
});

describe("lines", () => {
  const rows = [
    { sequencenumber: 1, _productid_value: "p", "_productid_value@OData.Community.Display.V1.FormattedValue": "Bike <b> 🚲", quantity: 3, "quantity@OData.Community.Display.V1.FormattedValue": "3.00",
      "_uomid_value@OData.Community.Display.V1.FormattedValue": "ea", priceperunit: 2.5, "priceperunit@OData.Community.Display.V1.FormattedValue": "$2.50", extendedamount: 7.5, "extendedamount@OData.Community.Display.V1.FormattedValue": "$7.50" },
    { sequencenumber: 2, _productid_value: null, productdescription: "Freight Tax", quantity: 1, priceperunit: 0, extendedamount: 2 },
    { sequencenumber: 3 },
  ];

  test("are asked for when the invoice is expanded for the first time", async () => {
    const form = new Form([invoice("CIV-1"), invoice("CIV-2")]);
    form.lines = rows;
    await form.open();
    expect(form.host.calls).toHaveLength(1);
    await form.click("Lines of CIV-1");
    expect(form.host.calls[1]).toMatchObject({ table: "invoicedetail", options: expect.stringContaining("$filter=_invoiceid_value eq id0&$orderby=sequencenumber asc") as string });
    const list = screen.getByRole("list", { name: "Lines of CIV-1" });
    expect(within(list).getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Bike <b> 🚲3.00 ea × $2.50$7.50", "Freight Tax1 × 02", "Line without name"]);
    expect(screen.getByRole("button", { name: "Lines of CIV-1" }).getAttribute("aria-expanded")).toBe("true");
    await form.click("Lines of CIV-1");
    await form.click("Lines of CIV-1");
    expect(form.host.calls).toHaveLength(2);
    expect(await axe(form)).toEqual([]);
  });

  test.each([
    ["no lines", [], "has no lines"],
    ["no privilege", webApiError(0x80040220, "missing"), "You may not read the lines"],
    ["deleted", webApiError(0x80040217, "Does Not Exist"), "does not exist any more"],
    ["missing column", webApiError(0x80060888, "Could not find a property named 'x'"), "a column is missing"],
    ["throttled", webApiError(0x80072322, "exceeded"), "in a minute"],
    ["server error", webApiError(0x80040216, "unexpected"), "The lines could not be read"],
  ])("%s is said", async (_, lines, words) => {
    const form = new Form([invoice("CIV-1")]);
    form.lines = lines;
    await form.open();
    await form.click("Lines of CIV-1");
    expect(form.text).toContain(words);
    if (lines instanceof Error) {
      form.lines = rows;
      await form.click("Try again");
      expect(form.text).toContain("Freight Tax");
    }
    expect(await axe(form)).toEqual([]);
  });

  test("more than are shown: it says so", async () => {
    const form = new Form([invoice("CIV-1")]);
    form.lines = rows;
    form.moreLines = true;
    await form.open();
    await form.click("Lines of CIV-1");
    expect(form.text).toContain("Only the first 100 lines are shown");
  });

  test("of another table, or none", async () => {
    const form = await new Form([invoice("Q")], {}, { linesTable: "quotedetail", linesLookup: "quoteid" }).open();
    await form.click("Lines of Q");
    expect(form.host.calls[1]).toMatchObject({ table: "quotedetail", options: expect.stringContaining("_quoteid_value eq id0") as string });
    cleanup();
    await new Form([invoice("Q")], {}, { linesTable: "-" }).open();
    expect(screen.queryByRole("button", { name: "Lines of Q" })).toBeNull();
  });
});

/** Each further way the card can look. */
const looks: [name: string, words: string, rows: ReturnType<typeof invoice>[], host?: Partial<MockHost>, parameters?: Record<string, string>, data?: Partial<DataSetState>][] = [
  ["no invoices", "There are no invoices.", []],
  ["new record", "Save the record first", [], { contextInfo: { entityTypeName: "account", entityId: "" } }],
  ["loading", "Loading the invoices", [], {}, {}, { loading: true, columns: [] }],
  ["error or no privilege", "prvReadInvoice", [], {}, {}, { error: true, columns: [] }],
  ["nothing open", "Nothing is open", [invoice("A", { state: "2", stateText: "Paid" })]],
  ["masked amount", "1 open invoice has no amount that you may read", [invoice("A", { total: null })]],
  ["unknown state", "Unknown status (42)", [invoice("A", { state: "42", stateText: "", statusText: "" })]],
  ["bad states", "holds “Paid”", [invoice("A")], {}, { paidStates: "Paid" }],
  ["more pages", "Totals of the 1 invoices loaded so far", [invoice("A")], {}, {}, { hasNextPage: true, total: 51 }],
  ["no due date", "No due date", [invoice("A", { due: null })]],
  ["1900", "No due date", [invoice("A", { due: "1900-01-01" })]],
  ["without number", "Invoice without number", [invoice("")]],
  ["credit", "-$50.00", [invoice("A", { total: -50 })]],
];

describe.each(looks)("%s", (_name, words, rows, host = {}, parameters = {}, data = {}) => {
  test("is told in words and passes axe", async () => {
    const form = await new Form(rows, host, parameters, data).open();
    expect(form.text).toContain(words);
    expect(await axe(form)).toEqual([]);
  });
  test("is told in French without a missing text", async () => {
    const form = await new Form(rows, { ...host, languageId: 1036 }, parameters, data).open();
    expect(form.text).not.toMatch(/(Bucket|Problem)_\w+|\{\d\}/);
    if (!/prvRead|\$/.test(words)) expect(form.text).not.toContain(words);
  });
});

test("amounts that may not be read are no zero, and what is overdue stays overdue", async () => {
  const form = await new Form([invoice("A", { total: null, due: due(3) }), invoice("B", { total: null })]).open();
  expect(form.text).toContain("OpenAmount not readable2 invoices");
  expect(form.text).toContain("OverdueAmount not readable1 invoice");
  expect(form.text).not.toContain("$0.00");
});

test("markup, right-to-left marks and emoji in a name stay text", async () => {
  const number = "<img src=x onerror=alert(1)>\u202e🚲";
  const form = await new Form([invoice(number)]).open();
  expect(form.container.querySelector("img")).toBeNull();
  expect(screen.getByRole("button", { name: number })).toBeTruthy();
});

test("columns that the view lacks are asked for once; what it still lacks is named", async () => {
  const form = await new Form([invoice("A")], {}, {}, { columns: ["invoicenumber", "totalamount", "statecode", "statuscode", "transactioncurrencyid"] }).open();
  expect(form.asked).toEqual(["add p2c_invoicedate", "add duedate", "refresh"]);
  await form.update({ loading: true });
  await form.update({ loading: false });
  expect(form.asked).toHaveLength(3);
  expect(form.text).toContain("add these columns to the view: p2c_invoicedate, duedate");
  await form.update({ columns: Object.keys(invoice("")) });
  expect(form.text).not.toContain("to the view");
});

test("a table that does not have the columns: they are named with the error, and the view is not asked again", async () => {
  const form = await new Form([invoice("A")], {}, {}, { columns: ["invoicenumber"] }).open();
  await form.update({ error: true, rows: [] });
  expect(form.text).toContain("p2c_invoicedate, duedate, totalamount");
  await form.click("Try again");
  expect(form.asked.filter((one) => one === "refresh")).toHaveLength(2);
});

test("other columns and states, as a customizer names them", async () => {
  const row = { ...invoice("Q"), name: ["Q-1", "Q-1"] as const, effectiveto: [due(3), "soon"] as const };
  const columns = ["name", "effectiveto", "totalamount", "statecode"];
  const form = await new Form([row, { ...row, statecode: ["7", "Won"] }], {}, { numberColumn: "name", dateColumn: "-", dueDateColumn: "effectiveto", statusColumn: "-", currencyColumn: "-", paidStates: "7" }, { columns }).open();
  expect(form.asked).toEqual([]);
  expect(form.text).toContain("2 invoices · 1 open");
  expect(form.text).toContain("Due soon · 3 days overdue");
});

test("more is loaded on request, an invoice opens its form, the ageing can be left out", async () => {
  const form = await new Form([invoice("A"), invoice("B")], {}, { showAgeing: "no" }, { hasNextPage: true, total: 4 }).open();
  await form.click("Load more");
  await form.click("B");
  expect(form.asked).toEqual(["next page", "open id1"]);
  expect(legend()).toEqual([]);
  expect(form.text).toContain("4 invoices");
});

test("the order is the view's until another is chosen", async () => {
  const form = await new Form([invoice("Later"), invoice("Oldest", { due: due(90), total: 5 }), invoice("Large", { due: due(3), total: 900 })]).open();
  const numbers = () => screen.getAllByTitle("Opens the invoice").map((one) => one.textContent);
  expect(numbers()).toEqual(["Later", "Oldest", "Large"]);
  fireEvent.change(screen.getByRole("combobox", { name: "Order" }), { target: { value: "due" } });
  expect(numbers()).toEqual(["Oldest", "Large", "Later"]);
  fireEvent.change(screen.getByRole("combobox", { name: "Order" }), { target: { value: "amount" } });
  expect(numbers()).toEqual(["Large", "Later", "Oldest"]);
  expect(await axe(form)).toEqual([]);
});

test("hidden or offline, nothing is asked", async () => {
  const hidden = await new Form([invoice("A")], { visible: false }).open();
  cleanup();
  const offline = await new Form([invoice("A")], { offline: true }).open();
  await offline.click("Lines of A");
  expect(offline.text).toContain("You are offline");
  expect([...hidden.host.calls, ...offline.host.calls]).toEqual([]);
  expect(offline.control.getOutputs()).toEqual({});
  offline.control.destroy();
});
