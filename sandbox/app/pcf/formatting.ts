import type { Culture } from "../userSettings";

/** `context.formatting`: numbers and dates as the user writes them. */
export function makeFormatting({ locale, numberFormattingInfo }: Culture) {
  const date = (value: Date, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(value);
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const symbolFirst = numberFormattingInfo["currencyPositivePattern"] === 0;
  return {
    formatCurrency: (value: number, precision = 2, symbol = String(numberFormattingInfo["currencySymbol"])): string =>
      symbolFirst ? `${value < 0 ? "-" : ""}${symbol}${number(Math.abs(value), precision)}` : `${number(value, precision)}\u00a0${symbol}`,
    formatDecimal: (value: number, precision = 2): string => number(value, precision),
    formatInteger: (value: number): string => number(value, 0),
    formatDateShort: (value: Date, includeTime = false): string =>
      date(value, { year: "numeric", month: "numeric", day: "numeric", ...(includeTime ? { hour: "numeric", minute: "2-digit" } : {}) }),
    formatDateLong: (value: Date): string => date(value, { dateStyle: "full" }),
    formatDateLongAbbreviated: (value: Date): string => date(value, { weekday: "short", year: "numeric", month: "short", day: "numeric" }),
    formatDateYearMonth: (value: Date): string => date(value, { year: "numeric", month: "long" }),
    formatTime: (value: Date): string => date(value, { hour: "numeric", minute: "2-digit" }),
    formatDateAsFilterStringInUTC: (value: Date, includeTime = false): string => (includeTime ? value.toISOString() : value.toISOString().slice(0, 10)),
    formatLanguage: (value: number): string => (value === 1036 ? "French (France)" : value === 1033 ? "English (United States)" : String(value)),
    getWeekOfYear: (value: Date): number => {
      const start = new Date(value.getFullYear(), 0, 1);
      return Math.ceil(((value.getTime() - start.getTime()) / 86_400_000 + start.getDay() + 1) / 7);
    },
  };
}
