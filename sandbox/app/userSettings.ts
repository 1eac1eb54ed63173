import type { FormatName } from "./conditions";

/** How a user writes dates and numbers, in the words of the client API (which are .NET's). */
export interface Culture {
  locale: FormatName;
  dateFormattingInfo: Record<string, unknown>;
  numberFormattingInfo: Record<string, unknown>;
}

interface Patterns { firstDay: number; shortDate: string; shortTime: string; longDate: string; longTime: string; monthDay: string; yearMonth: string; dateSeparator: string; symbolFirst: boolean }

const patterns: Record<FormatName, Patterns> = {
  "en-US": { firstDay: 0, shortDate: "M/d/yyyy", shortTime: "h:mm tt", longDate: "dddd, MMMM d, yyyy", longTime: "h:mm:ss tt", monthDay: "MMMM d", yearMonth: "MMMM yyyy", dateSeparator: "/", symbolFirst: true },
  "fr-FR": { firstDay: 1, shortDate: "dd/MM/yyyy", shortTime: "HH:mm", longDate: "dddd d MMMM yyyy", longTime: "HH:mm:ss", monthDay: "d MMMM", yearMonth: "MMMM yyyy", dateSeparator: "/", symbolFirst: false },
  "de-DE": { firstDay: 1, shortDate: "dd.MM.yyyy", shortTime: "HH:mm", longDate: "dddd, d. MMMM yyyy", longTime: "HH:mm:ss", monthDay: "d. MMMM", yearMonth: "MMMM yyyy", dateSeparator: ".", symbolFirst: false },
  "ja-JP": { firstDay: 0, shortDate: "yyyy/MM/dd", shortTime: "H:mm", longDate: "yyyy'年'M'月'd'日'", longTime: "H:mm:ss", monthDay: "M'月'd'日'", yearMonth: "yyyy'年'M'月'", dateSeparator: "/", symbolFirst: true },
};

const shared = {
  amDesignator: "AM", pmDesignator: "PM", calendarWeekRule: 0, timeSeparator: ":",
  sortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  universalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
};
const numbers = {
  currencyDecimalDigits: 2, currencyGroupSizes: [3], currencySymbol: "$", nanSymbol: "NaN", negativeSign: "-", numberDecimalDigits: 2,
  numberGroupSizes: [3], numberNegativePattern: 1, percentDecimalDigits: 2, percentGroupSizes: [3], percentSymbol: "%",
  perMilleSymbol: "‰", positiveSign: "+", positiveInfinitySymbol: "∞", negativeInfinitySymbol: "-∞",
};

/** Formatting of a user. Names of months and days, and the marks in numbers, come from the browser. */
export function cultureOf(locale: FormatName): Culture {
  const { firstDay, shortDate, shortTime, longDate, longTime, monthDay, yearMonth, dateSeparator, symbolFirst } = patterns[locale];
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.5);
  const mark = (type: "decimal" | "group") => parts.find((part) => part.type === type)?.value ?? "";
  const [decimal, group] = [mark("decimal"), mark("group")];
  return {
    locale,
    dateFormattingInfo: {
      ...shared, ...names(locale), dateSeparator,
      firstDayOfWeek: firstDay,
      shortDatePattern: shortDate, shortTimePattern: shortTime, longDatePattern: longDate, longTimePattern: longTime,
      fullDateTimePattern: `${longDate} ${longTime}`, monthDayPattern: monthDay, yearMonthPattern: yearMonth,
    },
    numberFormattingInfo: {
      ...numbers,
      numberDecimalSeparator: decimal, numberGroupSeparator: group,
      currencyDecimalSeparator: decimal, currencyGroupSeparator: group, currencyNegativePattern: symbolFirst ? 1 : 8, currencyPositivePattern: symbolFirst ? 0 : 3,
      percentDecimalSeparator: decimal, percentGroupSeparator: group, percentNegativePattern: symbolFirst ? 1 : 0, percentPositivePattern: symbolFirst ? 1 : 0,
    },
  };
}

function names(locale: string): Record<string, string[]> {
  const of = (options: Intl.DateTimeFormatOptions, dates: Date[]) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return dates.map((date) => format.format(date));
  };
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 15)));
  // 1 January 2023 was a Sunday, with which .NET's list of days begins.
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)));
  return {
    monthNames: [...of({ month: "long" }, months), ""], abbreviatedMonthNames: [...of({ month: "short" }, months), ""],
    dayNames: of({ weekday: "long" }, days), abbreviatedDayNames: of({ weekday: "short" }, days), shortestDayNames: of({ weekday: "narrow" }, days),
  };
}
