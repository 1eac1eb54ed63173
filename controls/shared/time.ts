const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Largest unit that fits, with the age below which it is used. */
const units: readonly (readonly [below: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [hour, minute, "minute"],
  [day, hour, "hour"],
  [30 * day, day, "day"],
  [365 * day, 30 * day, "month"],
  [Infinity, 365 * day, "year"],
];

/** What is too near for a number, by language: `Intl` says "now", which does not stand well after "As of" or "Last synced". */
const moments: Readonly<Record<string, readonly [past: string, future: string] | undefined>> = { en: ["just now", "in a moment"], fr: ["à l’instant", "dans un instant"] };

/**
 * "5 minutes ago", "in 2 hours", "just now" – in the language of the texts around it.
 * @param at the moment in question
 * @param now milliseconds since 1970, as `Date.now()`
 * @param language BCP 47 tag
 * @param ahead the moment is one to come. Of others a clock that is a little behind would say so too
 */
export function relativeTime(at: Date, now: number, language: string, ahead = false): string {
  const format = relative(language);
  const distance = at.getTime() - now;
  const size = Math.abs(distance);
  if (size < 45 * second) return moments[language]?.[ahead && distance > 0 ? 1 : 0] ?? format.format(0, "second");
  const [, unitSize, unit] = units.find(([below]) => Math.max(size, minute) < below) ?? [0, 365 * day, "year" as const];
  return format.format(Math.sign(distance) * Math.max(1, Math.floor(size / unitSize)), unit);
}

/**
 * Date and time by the user's own settings (format and time zone of the personal options).
 * @param formatting `context.formatting`; a host without it gets the browser's format
 */
export function exactTime(at: Date, formatting: ComponentFramework.Formatting | undefined, language: string): string {
  try {
    const text = formatting?.formatDateShort(at, true);
    if (text) return text;
  } catch {
    // Test harnesses offer the function and throw in it.
  }
  return at.toLocaleString(language);
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** Made once for each language, which takes longer than to use it. */
function relative(language: string): Intl.RelativeTimeFormat {
  const known = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  relatives.set(language, known);
  return known;
}

/** A Web API date and time; undefined for null, absent and unreadable values. */
export function parseTime(value: unknown): Date | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
