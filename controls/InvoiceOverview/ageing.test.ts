import fc from "fast-check";
import { decimalText, parseDecimal, zero } from "../shared/decimal";
import { ageingOf, bucketNames, bucketOf, widthsOf } from "./ageing";
import type { Invoice } from "./invoices";

const some = (change: Partial<Invoice>): Invoice => ({
  id: "", number: "", onText: "", dueText: "", daysOverdue: undefined, total: zero, totalText: "", isOpen: true, stateText: "", state: "0", currencyId: "a", currencyName: "A", ...change,
});
const cents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
const text = (n: number) => `${n < 0 ? "-" : ""}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, "0")}`;
const invoices = fc.array(fc.record({ days: fc.option(fc.integer({ min: -400, max: 400 }), { nil: undefined }), n: fc.option(cents, { nil: undefined }), isOpen: fc.boolean(), currencyId: fc.constantFrom("a", "b") }))
  .map((all) => all.map(({ days, n, isOpen, currencyId }) => some({ daysOverdue: days, total: n === undefined ? undefined : parseDecimal(text(n)), isOpen, currencyId })));

test.each([[undefined, "noDueDate"], [-1, "notDue"], [0, "notDue"], [1, "upTo30"], [30, "upTo30"], [31, "upTo60"], [60, "upTo60"], [61, "upTo90"], [90, "upTo90"], [91, "over90"]])("%p days: %s", (days, name) => {
  expect(bucketOf(days)).toBe(name);
});

test("every open invoice is in one age of its own currency, and the ages add up to what is open, to the cent", () => {
  fc.assert(fc.property(invoices, (all) => {
    const ageings = ageingOf(all);
    expect(new Set(ageings.map(({ currencyId }) => currencyId)).size).toBe(ageings.length);
    for (const ageing of ageings) {
      const own = all.filter(({ isOpen, currencyId }) => isOpen && currencyId === ageing.currencyId);
      const sum = (ones: typeof own) => ones.reduce((total, one) => total + (one.total ?? zero), zero);
      const late = own.filter(({ daysOverdue }) => (daysOverdue ?? 0) > 0);
      for (const [total, those] of [[ageing.open, own], [ageing.overdue, late]] as const) {
        expect(total.count).toBe(those.length);
        // Not a zero, where no amount is known.
        expect(total.amount).toBe(those.length > 0 && those.every((one) => one.total === undefined) ? undefined : sum(those));
      }
      expect(ageing.buckets.map(({ name }) => name)).toEqual(bucketNames);
      expect(ageing.buckets.reduce((total, { amount }) => total + amount, zero)).toBe(ageing.open.amount ?? zero);
      expect(ageing.buckets.reduce((total, { count }) => total + count, 0) + ageing.withoutAmount).toBe(own.length);
    }
  }));
});

test("a tenth and two tenths are three tenths", () => {
  const [ageing] = ageingOf([some({ total: parseDecimal(0.1) }), some({ total: parseDecimal(0.2) })]);
  expect(decimalText(ageing?.open.amount ?? zero)).toBe("0.3");
});

test("the bar's parts are of ages with money in them, and never wider than the whole", () => {
  fc.assert(fc.property(invoices, (all) => {
    for (const { buckets } of ageingOf(all)) {
      const widths = widthsOf(buckets);
      expect(widths.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(1000);
      for (const { name } of widths) expect((buckets.find((one) => one.name === name)?.amount ?? zero) > zero).toBe(true);
    }
  }));
});
