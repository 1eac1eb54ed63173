import fc from "fast-check";
import { type Decimal, decimalText, larger, parseDecimal, zero } from "../shared/decimal";
import { stockOf } from "../shared/stock/stock";
import { bareProduct, productId, stockRow } from "../shared/test/stockRows";
import { type CoveredLine, type Why, allocate, countsOf } from "./allocate";
import type { Line } from "./lines";

const [a, b] = [productId(1), productId(2)];
const quantity = (text: string) => parseDecimal(text) ?? zero;

function line(change: Partial<Line> = {}): Line {
  return { id: "l", productId: a, name: "Bike", quantity: quantity("10"), quantityText: "10", unit: "ea", wanted: "", ...change };
}
type Input = Parameters<typeof allocate>[0];
function share(lines: Line[], rows: Parameters<typeof stockOf>[0], change: Partial<Input> = {}): CoveredLine[] {
  return allocate({ lines, stock: stockOf(rows), company: "usmf", measure: "available", today: "2026-06-15", unread: undefined, standing: "open", ...change });
}
const short = (covered: readonly CoveredLine[]) => covered.map(({ coverage, left, shortage }) => [coverage.kind, decimalText(left), decimalText(shortage)]);

test("lines of one product use it up in their order", () => {
  const covered = share([line(), line(), line({ productId: b }), line({ quantity: quantity("1") })], [stockRow(a, { physical: 12 }), stockRow(b, { physical: 10 })]);
  expect(short(covered)).toEqual([["covered", "12", "0"], ["short", "2", "8"], ["covered", "10", "0"], ["short", "0", "1"]]);
  expect(countsOf(covered)).toEqual({ covered: 2, later: 0, short: 2, unknown: 0, inScm: 0, done: 0, notStocked: 0 });
});

test.each([["available", "6"], ["physical", "10"], ["ordered", "9"]] as const)("the measure %s counts", (measure, total) => {
  const [one] = share([line()], [stockRow(a, { physical: 10, reserved: 4, ordered: 3 })], { measure });
  expect(one && decimalText(one.total)).toBe(total);
});

test("ten decimal places decide", () => {
  const [less, enough] = share([line({ quantity: quantity("0.3000000001") }), line({ productId: b, quantity: quantity("0.3") })], [stockRow(a, { physical: 0.3 }), stockRow(b, { physical: 0.3 })]);
  expect([less?.coverage.kind, decimalText(less?.shortage ?? zero), enough?.coverage.kind]).toEqual(["short", "0.0000000001", "covered"]);
});

test("negative stock covers nothing, and does not make a line lack more than it orders", () => {
  expect(short(share([line()], [stockRow(a, { physical: -5 })]))).toEqual([["short", "-5", "10"]]);
});

test("a return takes nothing from the others", () => {
  expect(short(share([line({ quantity: quantity("-3") }), line()], [stockRow(a, { physical: 10 })]))).toEqual([["covered", "10", "0"], ["covered", "10", "0"]]);
});

describe("the earliest day", () => {
  const day = (date: string, available: string) => ({ date, available });
  const rows = (...projected: { date: string; available: string }[]) => [stockRow(a, { physical: 2, projected })];

  test("is the first from which on there is always enough", () => {
    const days = rows(day("2026-06-16", "12"), day("2026-06-18", "3"), day("2026-06-20", "11"), day("2026-06-25", "30"));
    expect(share([line(), line()], days).map(({ coverage }) => coverage)).toEqual([{ kind: "later", on: "2026-06-20" }, { kind: "later", on: "2026-06-25" }]);
  });

  test("is today for one that has passed", () => {
    expect(share([line()], rows(day("2026-06-01", "10")))[0]?.coverage).toEqual({ kind: "later", on: "2026-06-15" });
  });

  test("is none when it is not within the days known", () => {
    expect(share([line()], rows(day("2026-06-16", "9.9999999999")))[0]?.coverage).toEqual({ kind: "short" });
  });
});

test.each<[Why, Partial<Line>, Parameters<typeof stockOf>[0], Partial<Input>]>([
  ["writeIn", { productId: undefined }, [], {}],
  ["noProduct", {}, [], {}],
  ["pending", {}, [], { unread: "pending" }],
  ["unread", {}, [], { unread: "unread" }],
  ["notFromScm", {}, [bareProduct(a, false)], {}],
  ["neverRead", {}, [bareProduct(a)], {}],
  ["neverRead", {}, [stockRow(a, { physical: 9, company: "demf" })], {}],
  ["unitDiffers", { unit: "Box" }, [stockRow(a, { physical: 99 })], {}],
  ["unitMissing", { unit: "" }, [stockRow(a, { physical: 99 })], {}],
  ["unitMissing", {}, [stockRow(a, { physical: 99, unit: "" })], {}],
  ["quantity", { quantity: undefined }, [stockRow(a, { physical: 99 })], {}],
])("unknown: %s", (why, change, rows, input) => {
  const [covered, other] = share([line(change), line({ productId: b })], [...rows, stockRow(b, { physical: 10 })], input);
  expect(covered?.coverage).toEqual({ kind: "unknown", why });
  expect(covered?.shortage).toBe(zero);
  expect(other?.coverage.kind).toBe("covered");
});

test("what SCM has reserved or on order is not compared with what is left for others", () => {
  const lines = [line({ quantity: quantity("99") }), line({ unit: "Box" }), line({ productId: undefined }), line({ productId: b })];
  const kinds = (standing: Input["standing"]) => share(lines, [stockRow(a, { physical: 5 }), bareProduct(b, false)], { standing }).map(({ coverage, shortage }) => [coverage.kind, shortage]);
  expect(kinds("open").map(([kind]) => kind)).toEqual(["short", "unknown", "unknown", "unknown"]);
  expect(kinds("inScm")).toEqual([["inScm", zero], ["inScm", zero], ["unknown", zero], ["unknown", zero]]);
  expect(kinds("ended")).toEqual([["done", zero], ["done", zero], ["done", zero], ["done", zero]]);
});

test("of a service no stock is kept, and none is missing", () => {
  const rows = [{ ...bareProduct(a), isstockitem: false }, stockRow(b, { physical: 10 })];
  const kinds = (standing: Input["standing"]) => share([line(), line({ productId: b })], rows, { standing }).map(({ coverage }) => coverage.kind);
  expect([kinds("open"), kinds("inScm"), kinds("ended")]).toEqual([["notStocked", "covered"], ["notStocked", "inScm"], ["done", "done"]]);
});

test("units are the same whatever their case", () => {
  expect(share([line({ unit: "EA" })], [stockRow(a, { physical: 10, unit: "ea " })])[0]?.coverage.kind).toBe("covered");
});

test("nothing is given out twice, and nothing is kept back while a line lacks it", () => {
  const amounts = fc.integer({ min: -50, max: 500 }).map((n) => n / 8);
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(a, b), amounts), { maxLength: 30 }), amounts, amounts, (ordered, first, second) => {
    const lines = ordered.map(([product, n]) => line({ productId: product, quantity: parseDecimal(n) }));
    const covered = share(lines, [stockRow(a, { physical: first }), stockRow(b, { physical: second })]);
    for (const [product, amount] of [[a, first], [b, second]] as const) {
      const own = covered.filter(({ line: one }) => one.productId === product);
      const sum = (of: (one: CoveredLine) => Decimal) => own.reduce((total, one) => total + of(one), zero);
      const needed = sum(({ line: one }) => larger(one.quantity ?? zero, zero));
      const there = larger(parseDecimal(amount) ?? zero, zero);
      expect(sum(({ shortage }) => shortage)).toBe(larger(needed - there, zero));
      for (const { coverage, shortage } of own) expect(coverage.kind === "covered").toBe(shortage === zero);
    }
  }));
});

test("a later line of the same product and size is never covered earlier", () => {
  const days = fc.array(fc.integer({ min: -20, max: 200 }), { maxLength: 20 }).map((numbers) => numbers.map((n, i) => ({ date: `2026-07-${String(i + 1).padStart(2, "0")}`, available: String(n) })));
  fc.assert(fc.property(days, fc.integer({ min: 1, max: 12 }), (projected, count) => {
    const on = share(Array.from({ length: count }, () => line()), [stockRow(a, { physical: 15, projected })])
      .map(({ coverage }) => (coverage.kind === "covered" ? "" : coverage.kind === "later" ? coverage.on : "never"));
    expect([...on].sort()).toEqual(on);
    on.forEach((date, i) => {
      const from = projected.findIndex((one) => one.date === date);
      if (from >= 0) expect(projected.slice(from).every(({ available }) => Number(available) >= 10 * (i + 1))).toBe(true);
    });
  }));
});

test("a thousand lines are shared out at once", () => {
  const projected = Array.from({ length: 365 }, (_, i) => ({ date: new Date(Date.UTC(2026, 6, 1 + i)).toISOString().slice(0, 10), available: String(i * 30) }));
  const lines = Array.from({ length: 1_000 }, () => line());
  const start = performance.now();
  const covered = share(lines, [stockRow(a, { physical: 20, projected })]);
  expect(covered[999]?.coverage).toEqual({ kind: "later", on: "2027-05-31" });
  expect(performance.now() - start).toBeLessThan(100);
});
