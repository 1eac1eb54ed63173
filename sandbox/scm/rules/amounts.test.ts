import fc from "fast-check";
import { less, sum, times, type Digits } from "../decimal";
import { documentTotals, grossAmount, lineAmount, partOf, splitDiscount, type LinePrice } from "./amounts";

const line = (more: Partial<LinePrice>): LinePrice => ({
  quantity: "1", price: "0", priceQuantity: "1", discount: "0", discountPercent: "0", multilineDiscount: "0", multilinePercent: "0", charges: "0", ...more,
});
const money = fc.integer({ min: 0, max: 10_000_000 }).map((cents): Digits => times(String(cents), "0.01"));
const quantity = fc.integer({ min: 1, max: 99_999 }).map((units): Digits => times(String(units), "0.01"));
const step = fc.constantFrom("0.01", "1", "0.05", "0.001");

test.each([
  [{ quantity: "3", price: "19.99" }, "59.97"],
  [{ quantity: "3", price: "10", discount: "3.33", charges: "-0.01" }, "20"],
  [{ quantity: "2", price: "100", priceQuantity: "10" }, "20"],
  [{ quantity: "2", price: "100", discountPercent: "12.5" }, "175"],
  [{ quantity: "2", price: "100", discount: "10", discountPercent: "10", multilineDiscount: "5", multilinePercent: "50", charges: "1.5" }, "78"],
  [{ quantity: "1", price: "0.005" }, "0.01"],
  [{ quantity: "0.33", price: "10", discount: "3.03", charges: "-0.0001" }, "2.3"],
])("%j is %s", (more, expected) => {
  expect(lineAmount(line(more), "0.01")).toBe(expected);
});

test("splitting a line discount loses nothing: gross less amount is the discount again", () => {
  expect(splitDiscount("10", "3", "0.01")).toEqual({ perUnit: "3.33", charges: "-0.01" });
  expect(splitDiscount("20", "3", "0.01")).toEqual({ perUnit: "6.67", charges: "0.01" });
  fc.assert(fc.property(money, money, quantity, step, (discount, price, count, by) => {
    const { perUnit, charges } = splitDiscount(discount, count, by);
    expect(less(times(perUnit, count), charges)).toBe(discount);
    const gross = times(count, price);
    const exact = lineAmount(line({ quantity: count, price, discount: perUnit, charges }), "0.0000000001");
    expect(less(gross, exact)).toBe(discount);
  }));
});

test("totals: tax per line, header tax on charges, the document's discount lowers the tax base", () => {
  expect(documentTotals([{ amount: "100", discount: "5" }, { amount: "50", discount: "0" }], "12.5", "0", "8.25", "0.01"))
    .toEqual({ lineTaxes: ["8.25", "4.13"], lineDiscounts: "5", headerTax: "1.03", tax: "13.41", total: "175.91" });
  expect(documentTotals([{ amount: "100", discount: "0" }, { amount: "50", discount: "0" }], "0", "10", "20", "0.01"))
    .toMatchObject({ lineTaxes: ["18.67", "9.33"], tax: "28", total: "168" });
  expect(documentTotals([], "0", "0", "20", "0.01").total).toBe("0");
});

test("parts of an amount add up to it, however it is cut", () => {
  fc.assert(fc.property(money, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), step, (amount, cuts, by) => {
    const whole = String(cuts.reduce((total, cut) => total + cut, 0));
    let done = "0";
    const parts = cuts.map((cut) => {
      const part = partOf(amount, done, String(cut), whole, by);
      done = sum([done, String(cut)]);
      return part;
    });
    expect(sum(parts)).toBe(grossAmount({ quantity: "1", price: amount, priceQuantity: "1" }, by));
  }));
});
