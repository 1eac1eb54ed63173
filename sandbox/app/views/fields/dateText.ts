/** Short date as the user's language writes it. */
export function writeDate(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "numeric", day: "numeric" }).format(date);
}

/** Date of a short date in the user's language; undefined when it is none. */
export function readDate(text: string, locale: string): Date | undefined {
  const order = new Intl.DateTimeFormat(locale).formatToParts(new Date(2023, 10, 22)).flatMap((part) =>
    part.type === "day" || part.type === "month" || part.type === "year" ? [part.type] : []);
  const numbers = text.trim().split(/[^\d]+/).map(Number);
  if (numbers.length !== 3 || numbers.some((n) => !Number.isInteger(n))) return undefined;
  const of = (type: "day" | "month" | "year") => numbers[order.indexOf(type)] ?? 0;
  const year = of("year") < 100 ? 2000 + of("year") : of("year");
  const date = new Date(year, of("month") - 1, of("day"));
  // 31 April and the like roll over; they are slips.
  return date.getMonth() === of("month") - 1 && date.getDate() === of("day") ? date : undefined;
}

/** `HH:mm` of a time input. */
export function timeText(date: Date): string {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
