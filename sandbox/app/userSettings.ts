import type { HostLanguage } from "./preferences";

/** How a user's language writes dates and numbers, in the words of the client API (which are .NET's). */
export interface Culture {
  locale: string;
  dateFormattingInfo: Record<string, unknown>;
  numberFormattingInfo: Record<string, unknown>;
}

const shared = {
  amDesignator: "AM", pmDesignator: "PM", calendarWeekRule: 0, dateSeparator: "/", timeSeparator: ":",
  sortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  universalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
};
const numbers = {
  currencyDecimalDigits: 2, currencyGroupSizes: [3], currencySymbol: "$", nanSymbol: "NaN", negativeSign: "-", numberDecimalDigits: 2,
  numberGroupSizes: [3], numberNegativePattern: 1, percentDecimalDigits: 2, percentGroupSizes: [3], percentSymbol: "%",
  perMilleSymbol: "‰", positiveSign: "+", positiveInfinitySymbol: "∞", negativeInfinitySymbol: "-∞",
};

/** Formatting of a user who reads the language. Names of months and days come from the browser. */
export function cultureOf(language: HostLanguage): Culture {
  const french = language === 1036;
  const locale = french ? "fr-FR" : "en-US";
  const group = french ? "\u202f" : ",";
  const decimal = french ? "," : ".";
  return {
    locale,
    dateFormattingInfo: {
      ...shared,
      ...names(locale),
      firstDayOfWeek: french ? 1 : 0,
      shortDatePattern: french ? "dd/MM/yyyy" : "M/d/yyyy",
      shortTimePattern: french ? "HH:mm" : "h:mm tt",
      longDatePattern: french ? "dddd d MMMM yyyy" : "dddd, MMMM d, yyyy",
      longTimePattern: french ? "HH:mm:ss" : "h:mm:ss tt",
      fullDateTimePattern: french ? "dddd d MMMM yyyy HH:mm:ss" : "dddd, MMMM d, yyyy h:mm:ss tt",
      monthDayPattern: french ? "d MMMM" : "MMMM d",
      yearMonthPattern: "MMMM yyyy",
    },
    numberFormattingInfo: {
      ...numbers,
      numberDecimalSeparator: decimal, numberGroupSeparator: group,
      currencyDecimalSeparator: decimal, currencyGroupSeparator: group, currencyNegativePattern: french ? 8 : 1, currencyPositivePattern: french ? 3 : 0,
      percentDecimalSeparator: decimal, percentGroupSeparator: group, percentNegativePattern: french ? 0 : 1, percentPositivePattern: french ? 0 : 1,
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
