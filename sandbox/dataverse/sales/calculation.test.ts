import fc from "fast-check";
import { headerTotals, lineAmounts, lineDiscount } from "./calculation";
import { amountOf, percentOf, printAmount, roundAmount, timesQuantity } from "./money";

const amount = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
const positive = fc.bigInt({ min: 0n, max: 10n ** 13n });
const precision = fc.integer({ min: 0, max: 4 });
const quantity = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 5 })).map(([units, scale]) => (units / 10 ** scale).toFixed(scale));
const line = fc.record({ quantity, pricePerUnit: amount, manualDiscount: positive, volumeDiscount: fc.constant(0n), tax: amount });

test("printing and reading an amount is exact", () => {
  fc.assert(fc.property(amount, (value) => expect(amountOf(printAmount(value))).toBe(value)));
});

test("rounding: half away from zero, at most half a unit off, and once is enough", () => {
  expect([roundAmount(25000n, 0), roundAmount(-25000n, 0), roundAmount(24999n, 0), roundAmount(12345n, 2)]).toEqual([30000n, -30000n, 20000n, 12300n]);
  fc.assert(fc.property(amount, precision, (value, places) => {
    const rounded = roundAmount(value, places);
    const unit = 10n ** BigInt(4 - places);
    expect(rounded % unit).toBe(0n);
    expect(2n * (rounded > value ? rounded - value : value - rounded)).toBeLessThanOrEqual(unit);
    expect(roundAmount(rounded, places)).toBe(rounded);
  }));
});

test("percent and quantity are exact before they are rounded", () => {
  expect(percentOf("33.33", amountOf("300"), 2)).toBe(amountOf("99.99"));
  expect(timesQuantity("0.1", amountOf("0.05"), 2)).toBe(amountOf("0.01"));
  expect(timesQuantity("3", amountOf("0.1"), 2)).toBe(amountOf("0.3"));
  expect(timesQuantity(undefined, 10n, 2)).toBe(0n);
});

test("a header's total is the sum of its lines' extended amounts, less its discounts, plus freight", () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 20 }), precision, fc.boolean(), fc.integer({ min: 0, max: 10000 }), positive, positive, (lines, places, discountPerUnit, percent, discountAmount, freightAmount) => {
    const settings = { precision: places, discountPerUnit };
    const shares = lines.map((one) => {
      const tax = roundAmount(one.tax, places);
      return { net: lineAmounts(one, settings).extendedAmount - tax, discount: lineDiscount(one, settings), tax };
    });
    const totals = headerTotals(shares, { discountPercentage: (percent / 100).toFixed(2), discountAmount, freightAmount }, places);
    const extended = lines.reduce((sum, one) => sum + lineAmounts(one, settings).extendedAmount, 0n);
    const headerDiscount = totals.totalDiscountAmount - totals.totalLineItemDiscountAmount;
    expect(totals.totalAmount).toBe(extended - headerDiscount + roundAmount(freightAmount, places));
    expect(totals.totalAmountLessFreight).toBe(totals.totalLineItemAmount - headerDiscount);
    const base = lines.reduce((sum, one) => sum + lineAmounts(one, settings).baseAmount, 0n);
    expect(totals.totalLineItemAmount).toBe(base - totals.totalLineItemDiscountAmount);
    const unit = 10n ** BigInt(4 - places);
    for (const value of Object.values(totals)) expect(value % unit).toBe(0n);
  }));
});
