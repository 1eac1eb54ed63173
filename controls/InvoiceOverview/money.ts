import { type Decimal, decimalText, formatDecimal, zero } from "../shared/decimal";

/** A currency as Dataverse keeps it. */
export interface Currency {
  /** ISO 4217. */
  code: string;
  symbol: string;
  /** Decimal places: 2 for USD, 0 for JPY. */
  precision: number;
}

export type NumberInfo = Partial<ComponentFramework.UserSettingApi.NumberFormattingInfo> | undefined;

/** .NET's CurrencyPositivePattern and CurrencyNegativePattern, which the user's settings are given in. */
const positive = ["$n", "n$", "$ n", "n $"] as const;
const negative = ["($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $", "-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)"] as const;

const partsByLanguage = new Map<string, readonly Intl.NumberFormatPart[]>();

/** How a language writes money; looked up once, which takes longer than all amounts of a card together. */
function partsOf(language: string): readonly Intl.NumberFormatPart[] {
  const parts = partsByLanguage.get(language) ?? new Intl.NumberFormat(language, { style: "currency", currency: "USD" }).formatToParts(12345.5);
  partsByLanguage.set(language, parts);
  return parts;
}

/**
 * An amount as the user writes money, exact to the last digit: with the currency's decimal places, and more only where the
 * amount has more.
 * @param currency undefined while it is not known; the amount stands alone then
 * @param info `context.userSettings.numberFormattingInfo`; what a host leaves out is taken from the language
 * @param language BCP 47 tag
 */
export function moneyText(value: Decimal, currency: Currency | undefined, info: NumberInfo, language: string): string {
  const minus = value < zero;
  const size = minus ? -value : value;
  const parts = partsOf(language);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const separator = info?.currencyDecimalSeparator || part("decimal");
  const digits = formatDecimal(size, {
    decimalSeparator: separator, groupSeparator: info?.currencyGroupSeparator ?? part("group"), groupSizes: info?.currencyGroupSizes ?? [3], negativeSign: "-", negativePattern: 1,
  });
  const given = decimalText(size).split(".")[1]?.length ?? 0;
  const places = currency?.precision ?? (given > 0 ? 2 : 0);
  const number = given >= places ? digits : digits + (given === 0 ? separator : "") + "0".repeat(places - given);
  const before = parts[0]?.type === "currency";
  const pattern = minus ? negative[info?.currencyNegativePattern ?? (before ? 1 : 8)] ?? negative[1] : positive[info?.currencyPositivePattern ?? (before ? 0 : 3)] ?? positive[0];
  const bare = currency ? pattern : pattern.replace("$", "").trim();
  const sign = info?.negativeSign || "-";
  return [...bare].map((c) => (c === "$" ? currency?.symbol ?? "" : c === "n" ? number : c === "-" ? sign : c === " " ? "\u00a0" : c)).join("");
}
