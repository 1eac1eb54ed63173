import fc from "fast-check";
import { contactRoute } from "./activeCustomer";
import { deterministicId } from "./deterministicId";
import { planFreightTax } from "./freightTax";
import { lineNumbers, type NumberedLine } from "./lineNumbers";
import { assertMaintained, maintainedFlags } from "./maintained";
import { choosePriceList, planPriceListItem, type PriceList } from "./priceList";

describe("Freight Tax", () => {
  test("the plan leads to one line with the amount, or none for zero", () => {
    fc.assert(fc.property(fc.constantFrom("0", "0.00", "12.5", "-3"), fc.option(fc.constantFrom("12.50", "0", "7")), (tax, present) => {
      const lines = present === null ? [] : [{ id: "a", tax: present }];
      const plan = planFreightTax(tax, lines);
      const after = plan.kind === "remove" ? [] : plan.kind === "none" ? lines : [{ id: "a", tax: plan.tax }];
      expect(after.map((line) => Number(line.tax))).toEqual(Number(tax) === 0 ? [] : [Number(tax)]);
      expect(planFreightTax(tax, after)).toEqual({ kind: "none" });
    }));
  });
  test("two lines are an error that counts them", () => {
    expect(thrown(() => planFreightTax("1", [{ id: "a", tax: "1" }, { id: "b", tax: "1" }]))).toMatchObject({ code: "several-tax-lines", params: { count: "2" } });
  });
});

describe("externally maintained products only", () => {
  const line = (id: string, productIsMaintained: boolean | undefined, isMiscTax = false) => ({ id, name: `Line ${id}`, productIsMaintained, isMiscTax });
  test("one product of Sales, or a write-in, takes the whole document out", () => {
    expect(maintainedFlags([line("a", true), line("b", true)]).onlyMaintained).toBe(true);
    expect(maintainedFlags([line("a", true), line("b", undefined)])).toEqual({ onlyMaintained: false, lines: new Map([["a", true], ["b", false]]) });
  });
  test("Freight Tax is a write-in that does not count", () => {
    expect(maintainedFlags([line("a", true), line("t", undefined, true)]).onlyMaintained).toBe(true);
    expect(thrown(() => assertMaintained([line("t", undefined, true)]))).toMatchObject({ code: "no-lines" });
  });
  test("the refusal names the lines at fault", () => {
    expect(thrown(() => assertMaintained([line("a", true), line("b", false), line("c", undefined)]))).toMatchObject({ code: "lines-not-maintained", params: { lines: "Line b, Line c" } });
  });
});

test("contacts go as customers, as contacts of an account, or stay", () => {
  expect([contactRoute(true, false), contactRoute(true, true), contactRoute(false, true), contactRoute(false, false)]).toEqual(["customer", "customer", "contact", "nowhere"]);
});

describe("price lists", () => {
  const list = (name: string, extra: Partial<PriceList> = {}): PriceList => ({ id: name, name, currency: "USD", active: true, begins: "", ends: "", ...extra });
  test("the first valid one by name, whatever the order they come in", () => {
    const lists = [list("Zebra"), list("alpha", { active: false }), list("Beta", { currency: "EUR" }), list("Gamma", { ends: "2024-01-31T00:00:00Z" }), list("delta", { begins: "2024-02-02" }), list("echo"), list("Foxtrot")];
    fc.assert(fc.property(fc.shuffledSubarray(lists, { minLength: lists.length }), (shuffled) => {
      expect(choosePriceList(shuffled, "usd", "2024-02-01")?.name).toBe("echo");
    }));
  });
  test("the named one, whatever its case, but only when valid", () => {
    expect(choosePriceList([list("Standard"), list("A")], "USD", "2024-02-01", "standard")?.name).toBe("Standard");
    expect(choosePriceList([list("Standard", { active: false }), list("A")], "USD", "2024-02-01", "standard")).toBeUndefined();
  });
  test("a list is valid on its first and last day", () => {
    expect(choosePriceList([list("A", { begins: "2024-02-01", ends: "2024-02-01" })], "USD", "2024-02-01")?.name).toBe("A");
  });
  test("items are made, kept and brought up to date; those on other lists are left", () => {
    const wanted = { priceListId: "L", unitId: "U", amount: "10" };
    expect(planPriceListItem(wanted, [{ id: "x", priceListId: "other", unitId: "U", amount: "1" }])).toEqual({ kind: "create" });
    expect(planPriceListItem(wanted, [{ id: "x", priceListId: "l", unitId: "U", amount: "10.0000" }])).toEqual({ kind: "none" });
    expect(planPriceListItem(wanted, [{ id: "x", priceListId: "L", unitId: "V", amount: "9" }])).toEqual({ kind: "update", id: "x", changed: ["amount", "unit"] });
  });
});

describe("line numbers", () => {
  const lines: fc.Arbitrary<NumberedLine[]> = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), sequence: fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined }), createdOn: fc.constantFrom("2024-01-01", "2024-01-02") }), { selector: ({ id }) => id });
  test("every line has one of its own, in whatever order the lines come", () => {
    fc.assert(fc.property(lines, (list) => {
      const numbers = lineNumbers(list);
      expect(new Set(numbers.values()).size).toBe(list.length);
      expect([...numbers.values()].every((number) => number > 0)).toBe(true);
      expect(new Map([...lineNumbers([...list].reverse())].sort())).toEqual(new Map([...numbers].sort()));
    }));
  });
  test("a line keeps the number it was sent under, also when lines come and go", () => {
    fc.assert(fc.property(lines, lines, (before, after) => {
      const kept = lineNumbers(before);
      const now = lineNumbers(after, kept);
      for (const { id } of after) if (kept.has(id)) expect(now.get(id)).toBe(kept.get(id));
      for (const { id } of after) if (!kept.has(id) && now.has(id)) expect([...kept.values()].includes(now.get(id) ?? 0)).toBe(false);
    }));
  });
});

test("ids are the same for the same key, whatever its case, and differ otherwise", () => {
  const id = deterministicId("salesorder", "usmf", "SO-1");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(deterministicId("salesorder", "USMF", "so-1 ")).toBe(id);
  expect(new Set([id, deterministicId("salesorder", "frrt", "SO-1"), deterministicId("invoice", "usmf", "SO-1"), deterministicId("salesorder", "usmf", "SO", "-1")]).size).toBe(4);
});

/** What a call throws. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
