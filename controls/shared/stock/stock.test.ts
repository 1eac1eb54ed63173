import { OnHandSource } from "../../../model/generated/schema";
import { decimalText, parseDecimal } from "../decimal";
import { bareProduct, minutesAgo, productId, stockRow } from "../test/stockRows";
import { ageOf, companiesOf, companyShown, isStale, needsRefresh, stockIn } from "./choice";
import { measured, stockOf } from "./stock";

const [a, b, d] = [productId(1), productId(2), productId(3)];

test("rows are grouped by product, company and warehouse, whatever their order", () => {
  const stock = stockOf([
    stockRow(a, { site: "2", warehouse: "21", physical: 3 }), stockRow(b, { physical: 0, company: "DEMF" }), stockRow(a, { physical: 10, reserved: 4, ordered: 2 }),
    stockRow(a, { site: "1", warehouse: "12", physical: 7 }), stockRow(a, { site: "1", warehouse: "11", physical: 0 }), bareProduct(d, false),
  ]);
  const usmf = stockIn(stock, a, "usmf");
  expect(usmf?.warehouses.map(({ warehouse }) => warehouse)).toEqual(["11", "12", "21"]);
  expect(usmf && (["available", "physical", "ordered"] as const).map((measure) => decimalText(measured(usmf.total, measure)))).toEqual(["6", "10", "8"]);
  expect(stock.get(b)?.companies.map(({ company }) => company)).toEqual(["demf"]);
  expect(stock.get(d)).toEqual({ fromScm: false, notStocked: false, companies: [] });
});

test("a product without stock is one that says so and has no numbers; it is not asked for by itself", () => {
  const no = { isstockitem: false };
  const stock = stockOf([{ ...bareProduct(a), ...no }, { ...stockRow(b, { physical: 1 }), ...no }, { ...bareProduct(d), isstockitem: null }, { ...bareProduct(productId(4), false), ...no }]);
  expect([a, b, d, productId(4)].map((id) => stock.get(id)?.notStocked)).toEqual([true, false, false, false]);
  expect([a, b, d].map((id) => needsRefresh(stock, [id], "usmf", 1, Date.parse(minutesAgo(0))))).toEqual([false, true, true]);
});

test("without a total row the warehouses are summed up exactly", () => {
  const stock = stockOf([stockRow(a, { site: "1", warehouse: "11", physical: 0.1, asOf: minutesAgo(9) }), stockRow(a, { site: "1", warehouse: "12", physical: 0.2 })]);
  const { total, asOf } = stockIn(stock, a, "usmf") ?? {};
  expect(total?.available).toBe(parseDecimal("0.3"));
  expect(asOf?.toISOString()).toBe(minutesAgo(9));
});

test("what is no number counts as none, and an unknown source is told as such", () => {
  const row = { ...stockRow(a, { physical: 1, source: 504170042 }), "stock.p2c_available": "much" };
  const one = stockIn(stockOf([row, { productid: null }, {}]), a, "usmf");
  expect([one?.source, one?.total.available]).toEqual(["other", BigInt(0)]);
  expect(stockIn(stockOf([stockRow(a, { physical: 1, source: OnHandSource.InventoryVisibility })]), a, "usmf")?.source).toBe("inventoryVisibility");
});

describe("which company", () => {
  const stock = stockOf([stockRow(a, { physical: 1, asOf: minutesAgo(60) }), stockRow(a, { physical: 2, company: "demf", asOf: minutesAgo(5) }), stockRow(b, { physical: 2, asOf: minutesAgo(90) })]);
  const companies = companiesOf(stock, [a, b]);

  test("the one read last, unless the user or the property says otherwise", () => {
    expect(companies.map(({ company }) => company)).toEqual(["demf", "usmf"]);
    expect(companyShown(companies, "", "")).toBe("demf");
    expect(companyShown(companies, "", "usmf")).toBe("usmf");
    expect(companyShown(companies, "", "gone")).toBe("demf");
    expect(companyShown(companies, " USRT ", "usmf")).toBe("usrt");
    expect(companyShown([], "", "")).toBe("");
  });

  test("its age is that of its oldest numbers", () => {
    expect(ageOf(stock, [a, b], "usmf")?.asOf?.toISOString()).toBe(minutesAgo(90));
    expect(ageOf(stock, [a, b], "usrt")).toBeUndefined();
  });
});

test("fresh numbers are wanted of products of SCM alone, when theirs are old or missing", () => {
  const now = Date.parse(minutesAgo(0));
  const stock = stockOf([stockRow(a, { physical: 1, asOf: minutesAgo(60) }), bareProduct(b), bareProduct(d, false)]);
  expect(needsRefresh(stock, [a], "usmf", 60, now)).toBe(false);
  expect(needsRefresh(stock, [a], "usmf", 59, now)).toBe(true);
  expect(needsRefresh(stock, [b], "usmf", 60, now)).toBe(true);
  expect(needsRefresh(stock, [d, productId(9)], "usmf", 60, now)).toBe(false);
  expect(isStale(undefined, 60, now)).toBe(true);
});
