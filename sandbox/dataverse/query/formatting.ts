import type { Column } from "../metadata/types";
import { resolveLabel } from "../platform";
import type { Row, RowSource, Value } from "../store/types";
import { choiceValues, dateKey, isLookupValue } from "./columns";
import { lookupName } from "./sorting";
import type { QueryRegistry } from "./registry";

/** How a user's numbers, dates and amounts are written. */
export interface Formatting {
  /** BCP 47, e.g. `en-US`. */
  locale: string;
  /** IANA name, e.g. `Europe/Paris`. */
  timeZone: string;
  /** transactioncurrencyid of amounts that belong to no row: aggregates. */
  baseCurrencyId?: string;
}

/** What formatted values are made with. */
export interface FormatContext {
  source: RowSource;
  registry: QueryRegistry;
  languageId: number;
  formatting: Formatting;
}

/**
 * The text that the FormattedValue annotation shows: a choice's label, a lookup's name, a number, an amount or a date
 * as the user writes them. Undefined for columns without one (text, ids).
 * @param row the row that holds the value, for its currency
 */
export function formattedValue(column: Column, value: Value, row: Row | undefined, context: FormatContext): string | undefined {
  if (value === null) return undefined;
  if (isLookupValue(value)) return lookupName(value, context.source, context.registry);
  const { locale } = context.formatting;
  switch (column.type) {
    case "Picklist": case "State": case "Status": return label(column, Number(value), context.languageId);
    case "MultiSelectPicklist": return [...choiceValues(String(value))].map((one) => label(column, one, context.languageId) ?? String(one)).join("; ");
    case "Boolean": return label(column, value === true ? 1 : 0, context.languageId) ?? (value === true ? "Yes" : "No");
    case "Integer": case "BigInt": return numberFormat(locale, 0).format(Number(value));
    case "Decimal": case "Double": return digits(numberFormat(locale, column.precision ?? 2), String(value));
    case "Money": return money(String(value), currencyId(row, context), context);
    case "DateTime": return dateText(String(value), column.dateOnly === true, context.formatting);
    default: return undefined;
  }
}

function label(column: Column, value: number, languageId: number): string | undefined {
  const option = column.options?.find((one) => one.value === value);
  return option && resolveLabel(option.labels, languageId);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string, fractionDigits: number, currency?: string): Intl.NumberFormat {
  const key = `${locale}|${fractionDigits}|${currency ?? ""}`;
  let format = numberFormats.get(key);
  if (!format) {
    const precision = { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits };
    format = new Intl.NumberFormat(locale, currency === undefined ? precision : { style: "currency", currency, ...precision });
    numberFormats.set(key, format);
  }
  return format;
}

/** Formats decimal digits without a detour through a binary number. */
function digits(format: Intl.NumberFormat, text: string): string {
  return format.format(text as `${number}`);
}

function currencyId(row: Row | undefined, context: FormatContext): string | undefined {
  const own = row?.["transactioncurrencyid"];
  return isLookupValue(own) ? own.id : context.formatting.baseCurrencyId;
}

/** An amount with its currency's own symbol, where the user's locale puts it. */
function money(amount: string, currency: string | undefined, context: FormatContext): string {
  const row = currency === undefined ? undefined : context.source.find("transactioncurrency", currency);
  const { locale } = context.formatting;
  const precision = typeof row?.["currencyprecision"] === "number" ? row["currencyprecision"] : 2;
  const code = row?.["isocurrencycode"];
  if (typeof code !== "string" || !/^[A-Za-z]{3}$/.test(code)) return digits(numberFormat(locale, precision), amount);
  const symbol = row?.["currencysymbol"];
  return numberFormat(locale, precision, code).formatToParts(amount as unknown as number)
    .map((part) => (part.type === "currency" && typeof symbol === "string" ? symbol : part.value)).join("");
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${Object.keys(style).join()}`;
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(locale, { ...style, timeZone })));
  return format;
}

/** A date as `3/25/2023 10:42 AM`, in the user's locale and time zone; a date without time is the same everywhere. */
function dateText(value: string, dateOnly: boolean, formatting: Formatting): string {
  const time = dateKey(value);
  const date = dateFormat(formatting.locale, dateOnly ? "UTC" : formatting.timeZone, { dateStyle: "short" });
  const year = dateFormat("en-US", dateOnly ? "UTC" : formatting.timeZone, { year: "numeric" }).format(time);
  const day = date.formatToParts(time).map((part) => (part.type === "year" ? year : part.value)).join("");
  if (dateOnly) return day;
  return `${day} ${dateFormat(formatting.locale, formatting.timeZone, { timeStyle: "short" }).format(time).replaceAll("\u202f", " ")}`;
}
