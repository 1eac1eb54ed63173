import fc from "fast-check";
import { compareDecimals, decimalText, formatDecimal, larger, numberStyle, parseDecimal, zero } from "./decimal";

const english = numberStyle(undefined, "en");
const read = (value: unknown) => {
  const decimal = parseDecimal(value);
  return decimal === undefined ? undefined : decimalText(decimal);
};
/** Canonical texts with up to ten places. */
const texts = fc.tuple(fc.bigInt(-(10n ** 21n), 10n ** 21n)).map(([units]) => decimalText(units));

test.each([
  [12, "12"], [-0.1, "-0.1"], [1e-10, "0.0000000001"], [1e21, "1000000000000000000000"], [-1.5e-7, "-0.00000015"], [0.1, "0.1"],
  ["12.5000", "12.5"], ["-0", "0"], ["+7", "7"], [" 3. ", "3"], ["100000000000.0000000001", "100000000000.0000000001"],
  ["0.00000000005", "0.0000000001"], ["0.00000000004", "0"], ["-0.99999999999", "-1"],
])("%p is %s", (value, text) => { expect(read(value)).toBe(text); });

test.each([null, undefined, "", "***", "1,5", "1 000", NaN, Infinity, true, {}, "0x10", ".", "1e"])("%p is no quantity", (value) => { expect(parseDecimal(value)).toBeUndefined(); });

test("reading what was written gives the same quantity", () => {
  fc.assert(fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), (units) => { expect(parseDecimal(decimalText(units))).toBe(units); }));
});

test("adding is exact where binary fractions are not", () => {
  expect(decimalText((parseDecimal(0.1) ?? zero) + (parseDecimal(0.2) ?? zero))).toBe("0.3");
  fc.assert(fc.property(texts, texts, (a, b) => {
    const [x, y] = [parseDecimal(a) ?? zero, parseDecimal(b) ?? zero];
    expect(decimalText(x + y - y)).toBe(a);
    expect(larger(x, y) >= x && larger(x, y) >= y).toBe(true);
    expect(Math.sign(compareDecimals(x, y))).toBe(-Math.sign(compareDecimals(y, x)) + 0);
  }));
});

test("is written by the user's settings", () => {
  const value = parseDecimal("-1234567.0000000005") ?? zero;
  expect(formatDecimal(value, english)).toBe("-1,234,567.0000000005");
  expect(formatDecimal(value, { ...english, negativePattern: 0 })).toBe("(1,234,567.0000000005)");
  expect(formatDecimal(value, { ...english, negativePattern: 4, negativeSign: "−" })).toBe("1,234,567.0000000005 −");
  const indian = { ...english, groupSizes: [3, 2] };
  expect(formatDecimal(parseDecimal("123456789") ?? zero, indian)).toBe("12,34,56,789");
  expect(formatDecimal(parseDecimal("123456789") ?? zero, { ...english, groupSizes: [3, 0] })).toBe("123456,789");
  expect(formatDecimal(value, { ...english, groupSizes: [] })).toBe("-1234567.0000000005");
});

test("settings that a host leaves out come from the language", () => {
  expect(formatDecimal(parseDecimal("1234.5") ?? zero, numberStyle({ numberGroupSeparator: "." , numberDecimalSeparator: "," }, "en"))).toBe("1.234,5");
  expect(formatDecimal(parseDecimal("1234.5") ?? zero, numberStyle(undefined, "fr"))).toMatch(/^1\s234,5$/);
});
