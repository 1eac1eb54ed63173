const dayMs = 86_400_000;

/**
 * The day a data-set's value stands for, as `2026-06-15`. Clients give days without time as text or as a Date, and that at
 * midnight of UTC or of the browser.
 */
export function dayOf(value: unknown): string | undefined {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d/.test(value) ? real(value.slice(0, 10)) : undefined;
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  if (value.getTime() % dayMs === 0) return real(value.toISOString().slice(0, 10));
  return real(new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
}

/** 1900-01-01 is how SCM writes "no date". */
function real(day: string): string | undefined {
  return day === "1900-01-01" ? undefined : day;
}

/**
 * Today in the user's time zone.
 * @param now milliseconds since 1970
 * @param offsetMinutes of the user's zone to UTC, positive east of it, as `userSettings.getTimeZoneOffsetMinutes` gives it
 */
export function todayOf(now: number, offsetMinutes: number): string {
  return new Date(now + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}
