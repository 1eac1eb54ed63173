import fc from "fast-check";
import { canonicalDecimal } from "./decimal";

/** The value as a whole number of 10^-40, worked out another way. */
function scaled(digits: string): bigint {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  return BigInt(sign + whole + fraction.padEnd(40, "0"));
}

const plain = fc.tuple(fc.constantFrom("", "-"), fc.stringMatching(/^\d{1,25}$/), fc.option(fc.stringMatching(/^\d{1,20}$/))).map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`);

test("keeps the exact value and has one spelling per value", () => {
  fc.assert(fc.property(plain, fc.integer({ min: 0, max: 15 }), (text, zeros) => {
    const once = canonicalDecimal(text) ?? "";
    expect(scaled(once)).toBe(scaled(text));
    expect(canonicalDecimal(once)).toBe(once);
    expect(canonicalDecimal(text.includes(".") ? text + "0".repeat(zeros) : `${text}.${"0".repeat(zeros)}`)).toBe(once);
  }));
});

test("an exponent moves the point and rounds nothing", () => {
  fc.assert(fc.property(plain, fc.integer({ min: 0, max: 15 }), (text, exponent) => {
    const up = canonicalDecimal(`${text}e+${exponent}`) ?? "";
    expect(scaled(up)).toBe(scaled(text) * 10n ** BigInt(exponent));
    expect(canonicalDecimal(`${up}E-${exponent}`)).toBe(canonicalDecimal(text));
  }));
});

test.each(["", "1,5", "0x10", "NaN", "1e9999", "--1", ".", "1 2"])("%j is no number", (text) => {
  expect(canonicalDecimal(text)).toBeUndefined();
});
