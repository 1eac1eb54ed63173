import { ordersOutTemplate } from "../templates/documentsOut";
import { standardSettings } from "../templates/settings";
import { ConflictError, lineNumbersKey } from "./conflict";
import { prepareDocument } from "./document";
import { lineTexts, lineValuesOf, type LastLine } from "./lineValues";
import { settleDocument, type Choice } from "./settle";

const template = ordersOutTemplate(standardSettings);
const lines = template.lines ?? (() => { throw new Error("no lines"); })();
type Line = Record<string, unknown>;

/** A line of Sales and the row of SCM that agrees with it. */
const sales = (id: string, number: number, more: Line = {}): Line => ({ salesorderdetailid: id, sequencenumber: number, productname: `Lamp ${id}`, quantity: 3, priceperunit: 5, manualdiscountamount: 10, productid: { productnumber: `P-${id}`, p2c_ismaintainedexternally: true }, uomid: { name: "ea" }, ...more });
const scm = (id: string, more: Line = {}): Line => ({ ProductNumber: `P-${id}`, LineDescription: `Lamp ${id}`, OrderedSalesQuantity: 3, SalesPrice: 5, LineDiscountAmount: 3.33, FixedPriceCharges: -0.01, SalesUnitSymbol: "ea", ...more });
const header = { ordernumber: "SO-1", name: "Order", createdon: "2027-01-01T00:00:00Z", customerid_account: { accountnumber: "C-1" }, transactioncurrencyid: { isocurrencycode: "USD" } };
const scmHeader = { SalesOrderNumber: "SO-1", SalesOrderName: "Order", RequestedShippingDate: "2027-01-01T12:00:00Z" };

function settle(ours: readonly Line[], theirs: Readonly<Record<number, Line>>, resolve?: "sales", more: { header?: Line; scmHeader?: Line | undefined } = {}) {
  const last = new Map([1, 2].map((number): [string, LastLine] => { const id = number === 1 ? "a" : "b"; return [id, { number, values: lineValuesOf(lines.rows, scm(id)) }]; }));
  const choice: Choice = { last: { SalesOrderName: "Order", ...lineTexts(last) }, salesWins: resolve === "sales" };
  const kept = new Map([["a", 1], ["b", 2]]);
  const document = prepareDocument(template, lines, { ...header, ...more.header }, ours, "usmf", new Set(), kept, 2);
  const current = { header: "scmHeader" in more ? more.scmHeader : scmHeader, lines: new Map(Object.entries(theirs).map(([number, row]) => [Number(number), row])) };
  return settleDocument(template, lines, document, { header, lines: new Map(ours.map((row) => [String(row.salesorderdetailid), row])) }, current, choice);
}
function conflict(...args: Parameters<typeof settle>): ConflictError {
  try {
    settle(...args);
  } catch (error) {
    if (error instanceof ConflictError) return error;
    throw error;
  }
  throw new Error("no conflict");
}
const both = { 1: scm("a"), 2: scm("b") };

test("a line that one side changed is no conflict, nor one that both changed alike", () => {
  const nothing = { left: new Set(), removed: [] };
  expect(settle([sales("a", 1, { quantity: 4 }), sales("b", 2)], both)).toEqual(nothing);
  expect(settle([sales("a", 1), sales("b", 2)], { ...both, 1: scm("a", { SalesPrice: 9 }) })).toEqual(nothing);
  expect(settle([sales("a", 1, { priceperunit: 9 }), sales("b", 2)], { ...both, 1: scm("a", { SalesPrice: 9 }) })).toEqual(nothing);
  expect(settle([sales("a", 1, { priceperunit: 9 }), sales("b", 2)], { ...both, 1: scm("a", { OrderedSalesQuantity: 7 }) })).toEqual(nothing);
});

test("the same field of the same line changed on both sides is told with line, name and all values, beside the header's", () => {
  const error = conflict([sales("a", 1), sales("b", 2, { priceperunit: 9 })], { ...both, 2: scm("b", { SalesPrice: 8 }) }, undefined, { header: { name: "Ours" }, scmHeader: { ...scmHeader, SalesOrderName: "Theirs" } });
  expect(error.fields).toEqual([
    { field: "SalesOrderName", column: "name", sales: "Ours", last: "Order", scm: "Theirs", write: "Ours" },
    { field: "SalesPrice", column: "priceperunit", line: 2, name: "Lamp b", sales: "9", last: "5", scm: "8", write: "9" },
  ]);
  expect(error.params).toEqual({ fields: "Name, Price Per Unit (2 Lamp b)", fields_1036: "Nom, Prix unitaire (2 Lamp b)" });
});

test("the side that wins keeps its values; a discount goes over as a whole", () => {
  const ours = [sales("a", 1, { manualdiscountamount: 20, quantity: 6 }), sales("b", 2)];
  const theirs = { ...both, 1: scm("a", { LineDiscountAmount: 5, FixedPriceCharges: 0 }) };
  expect(settle(ours, theirs, "sales")).toEqual({ left: new Set(), removed: [] });
  // SCM's 5 a piece for the quantity Sales has just changed.
  expect(conflict(ours, theirs).takeOver()).toEqual({ header: [], lines: [{ kind: "update", id: "a", number: 1, values: [{ column: "manualdiscountamount", kind: "number", value: "30" }] }] });
});

describe("a line deleted in Sales", () => {
  const ours = [sales("a", 1)];
  test("stays in SCM, which left it alone", () => {
    expect(settle(ours, both)).toEqual({ left: new Set(), removed: [] });
  });
  const theirs = { ...both, 2: scm("b", { OrderedSalesQuantity: 8 }) };
  test("and changed in SCM is a conflict", () => {
    expect(conflict(ours, theirs).fields).toEqual([{ field: "OrderedSalesQuantity", column: "quantity", line: 2, name: "Lamp b", sales: "", last: "3", scm: "8", deleted: "sales" }]);
  });
  test("goes from SCM when Sales wins, and comes back when SCM wins", () => {
    expect(settle(ours, theirs, "sales").removed).toEqual([2]);
    const { lines: [line] } = conflict(ours, theirs).takeOver();
    expect(line).toMatchObject({ kind: "create", id: "b", number: 2 });
    expect(line?.values).toEqual(expect.arrayContaining([
      { column: "productid", kind: "reference", reference: "product", value: "P-b" }, { column: "quantity", kind: "number", value: "8" }, { column: "manualdiscountamount", kind: "number", value: "26.65" },
    ]));
  });
});

describe("a line deleted in SCM", () => {
  test("is not sent again while Sales leaves it alone", () => {
    expect(settle([sales("a", 1, { quantity: 4 }), sales("b", 2)], { 1: scm("a") }).left).toEqual(new Set(["b"]));
  });
  const ours = [sales("a", 1), sales("b", 2, { quantity: 4 })];
  test("and changed in Sales is a conflict", () => {
    expect(conflict(ours, { 1: scm("a") }).fields).toContainEqual({ field: "OrderedSalesQuantity", column: "quantity", line: 2, name: "Lamp b", sales: "4", last: "3", scm: "", write: "4", deleted: "scm" });
  });
  test("is made anew when Sales wins, and goes from Sales when SCM wins", () => {
    expect(settle(ours, { 1: scm("a") }, "sales")).toEqual({ left: new Set(), removed: [] });
    expect(conflict(ours, { 1: scm("a") }).takeOver()).toEqual({ header: [], lines: [{ kind: "delete", id: "b", number: 2, values: [] }] });
  });
  test("with the whole document is made anew with it", () => {
    expect(settle(ours, {}, undefined, { scmHeader: undefined }).left).toEqual(new Set());
  });
});

test("lines of which only the numbers are known are not judged", () => {
  const document = prepareDocument(template, lines, header, [sales("a", 1, { quantity: 4 })], "usmf", new Set(), new Map(), 2);
  const current = { header: scmHeader, lines: new Map([[1, scm("a", { OrderedSalesQuantity: 5 })]]) };
  expect(settleDocument(template, lines, document, { header, lines: new Map() }, current, { last: { [lineNumbersKey]: "{\"a\":1,\"gone\":2}" } })).toMatchObject({ left: new Set(), removed: [] });
});
