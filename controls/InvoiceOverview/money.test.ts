import fc from "fast-check";
import { parseDecimal, zero } from "../shared/decimal";
import { type Currency, type NumberInfo, moneyText } from "./money";

const usd: Currency = { code: "USD", symbol: "$", precision: 2 };
const eur: Currency = { code: "EUR", symbol: "€", precision: 2 };
const jpy: Currency = { code: "JPY", symbol: "¥", precision: 0 };
const french: NumberInfo = { currencyDecimalSeparator: ",", currencyGroupSeparator: "\u202f", currencyGroupSizes: [3], currencyPositivePattern: 3, currencyNegativePattern: 8, negativeSign: "-" };
const money = (amount: string, currency: Currency | undefined, info?: NumberInfo, language = "en") => moneyText(parseDecimal(amount) ?? zero, currency, info, language);

test.each<[string, Currency | undefined, NumberInfo, string]>([
  ["1234.5", usd, undefined, "$1,234.50"],
  ["-0.05", usd, undefined, "-$0.05"],
  ["1234567.5", eur, french, "1\u202f234\u202f567,50\u00a0€"],
  ["-1", eur, french, "-1,00\u00a0€"],
  ["1500", jpy, undefined, "¥1,500"],
  ["0", jpy, undefined, "¥0"],
  ["-3", usd, { currencyNegativePattern: 0 }, "($3.00)"],
  ["1234567", usd, { currencyGroupSizes: [3, 2] }, "$12,34,567.00"],
  // More places than the currency has are not rounded away.
  ["1500.25", jpy, undefined, "¥1,500.25"],
  ["1.2345", usd, undefined, "$1.2345"],
  ["10", undefined, undefined, "10"],
  ["10.5", undefined, undefined, "10.50"],
  ["-10.5", undefined, undefined, "-10.50"],
  ["922337203685477.5807", usd, undefined, "$922,337,203,685,477.5807"],
])("%s in %p with %p", (amount, currency, info, expected) => {
  expect(money(amount, currency, info)).toBe(expected);
});

test("without settings the language decides", () => {
  expect(money("1234.5", eur, undefined, "fr")).toBe("1\u202f234,50\u00a0€");
});

test("no digit is lost, whatever the user's settings", () => {
  const info = fc.record({ currencyPositivePattern: fc.integer({ min: 0, max: 3 }), currencyNegativePattern: fc.integer({ min: 0, max: 15 }), currencyGroupSizes: fc.constantFrom<number[]>([3], [3, 2], [0], []) });
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), info, fc.constantFrom(usd, jpy, eur), (n, settings, currency) => {
    const text = `${n < 0n ? "-" : ""}${(n < 0n ? -n : n) / 100n}.${String((n < 0n ? -n : n) % 100n).padStart(2, "0")}`;
    const shown = moneyText(parseDecimal(text) ?? zero, currency, settings, "en");
    const back = parseDecimal(shown.replace(/[^\d.]/g, "")) ?? zero;
    expect(back).toBe(parseDecimal(text.replace("-", "")));
    expect(/[-(]/.test(shown)).toBe(n < 0n);
    expect(shown).toContain(currency.symbol);
  }));
});
