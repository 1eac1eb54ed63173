import fc from "fast-check";
import { largest, less, negated, rounded, share, sign, smallest, sum, times } from "./decimal";

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const digits = (units: bigint): string => times(String(units), "0.01");

test("sums, differences and products are exact", () => {
  fc.assert(fc.property(cents, cents, (a, b) => {
    expect(sum([digits(a), digits(b)])).toBe(digits(a + b));
    expect(less(digits(a), digits(b))).toBe(digits(a - b));
    expect(times(digits(a), digits(b))).toBe(times(String(a * b), "0.0001"));
    expect(sign(less(largest(digits(a), digits(b)), smallest(digits(a), digits(b))))).toBeGreaterThanOrEqual(0);
  }));
});

test.each([
  ["10", "1", "3", "0.01", "3.33"], ["20", "1", "3", "0.01", "6.67"], ["-20", "1", "3", "0.01", "-6.67"], ["0.005", "1", "1", "0.01", "0.01"],
  ["-0.005", "1", "1", "0.01", "-0.01"], ["7", "1", "2", "1", "4"], ["1.03", "1", "1", "0.05", "1.05"], ["100", "8.25", "100", "0.01", "8.25"],
])("%s × %s ÷ %s in steps of %s is %s", (a, b, divisor, step, expected) => {
  expect(share(a, b, divisor, step)).toBe(expected);
});

test("one spelling per value", () => {
  expect([sum(["0.10", "0.20"]), negated("0"), rounded("1.999", "0.01"), times("-0.5", "2"), sum([])]).toEqual(["0.3", "0", "2", "-1", "0"]);
});
