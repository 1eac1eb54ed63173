import { notImitated } from "./errors";

/** Units that "last x", "next x" and "older than x" count in. */
export type PeriodUnit = "minutes" | "hours" | "days" | "weeks" | "months" | "years";

/** A stretch of time, relative to now or to a given day. */
export type Period =
  | { kind: "on" | "onOrAfter" | "onOrBefore"; date: number }
  | { kind: "day"; offset: number }
  | { kind: "this" | "last" | "next"; unit: "weeks" | "months" | "years" }
  | { kind: "lastX" | "nextX" | "olderThanX"; unit: PeriodUnit; count: number };

/** Half-open: `from` belongs to it, `to` does not; milliseconds since the epoch. */
export interface Range {
  from: number;
  to: number;
}

const day = 86_400_000;
const unitMilliseconds = { minutes: 60_000, hours: 3_600_000, days: day, weeks: 7 * day };

function startOfDay(time: number): number {
  return Math.floor(time / day) * day;
}

/** Start of the week (Sunday, Dataverse's default), month or year, `offset` of them away. */
function startOf(unit: "weeks" | "months" | "years", time: number, offset: number): number {
  const date = new Date(time);
  if (unit === "weeks") return startOfDay(time) + (7 * offset - date.getUTCDay()) * day;
  if (unit === "months") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
  return Date.UTC(date.getUTCFullYear() + offset, 0, 1);
}

/** Moves by whole units; months and years keep the day, or take the month's last. */
function shift(time: number, unit: PeriodUnit, count: number): number {
  if (unit !== "months" && unit !== "years") return time + count * unitMilliseconds[unit];
  const date = new Date(time);
  const months = date.getUTCMonth() + (unit === "years" ? 12 * count : count);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), lastDay)) + (time - startOfDay(time));
}

/**
 * The time that a period covers (Microsoft: "DateTime operators in a query"), days beginning at midnight UTC: the
 * sandbox's users are in UTC. "Last x" begins at midnight and ends now, "next x" begins now and ends at midnight;
 * hours count from the full hour.
 */
export function rangeOf(period: Period, now: number): Range {
  switch (period.kind) {
    case "on": return { from: startOfDay(period.date), to: startOfDay(period.date) + day };
    case "onOrAfter": return { from: startOfDay(period.date), to: Infinity };
    case "onOrBefore": return { from: -Infinity, to: startOfDay(period.date) + day };
    case "day": return { from: startOfDay(now) + period.offset * day, to: startOfDay(now) + (period.offset + 1) * day };
    case "this": return { from: startOf(period.unit, now, 0), to: startOf(period.unit, now, 1) };
    case "last": return { from: startOf(period.unit, now, -1), to: startOf(period.unit, now, 0) };
    case "next": return { from: startOf(period.unit, now, 1), to: startOf(period.unit, now, 2) };
    case "lastX": return { from: roundDown(shift(now, period.unit, -period.count), period.unit), to: now + 1 };
    case "nextX": return { from: now, to: roundUp(shift(now, period.unit, period.count), period.unit) };
    case "olderThanX": return { from: -Infinity, to: roundDown(shift(now, period.unit, -period.count), period.unit) };
  }
}

function roundDown(time: number, unit: PeriodUnit): number {
  const size = unit === "minutes" || unit === "hours" ? unitMilliseconds[unit] : day;
  return Math.floor(time / size) * size;
}

function roundUp(time: number, unit: PeriodUnit): number {
  const size = unit === "minutes" || unit === "hours" ? unitMilliseconds[unit] : day;
  return (Math.floor(time / size) + 1) * size;
}

const fixed: Record<string, Period> = {
  today: { kind: "day", offset: 0 },
  yesterday: { kind: "day", offset: -1 },
  tomorrow: { kind: "day", offset: 1 },
  "last-seven-days": { kind: "lastX", unit: "days", count: 7 },
  "next-seven-days": { kind: "nextX", unit: "days", count: 7 },
  "this-week": { kind: "this", unit: "weeks" },
  "this-month": { kind: "this", unit: "months" },
  "this-year": { kind: "this", unit: "years" },
  "last-week": { kind: "last", unit: "weeks" },
  "last-month": { kind: "last", unit: "months" },
  "last-year": { kind: "last", unit: "years" },
  "next-week": { kind: "next", unit: "weeks" },
  "next-month": { kind: "next", unit: "months" },
  "next-year": { kind: "next", unit: "years" },
};

/** Whether a FetchXML operator speaks of a period, and whether it takes a value: a count, a date, or none. */
export function periodArgument(operator: string): "none" | "count" | "date" | undefined {
  if (operator.includes("fiscal")) throw notImitated(`operator '${operator}' (fiscal periods)`);
  if (Object.hasOwn(fixed, operator)) return "none";
  if (operator === "on" || operator === "on-or-after" || operator === "on-or-before") return "date";
  return /^(?:last|next|olderthan)-x-/.test(operator) ? "count" : undefined;
}

/** The period of an operator for which `periodArgument` is not undefined; `argument` is a count or a date's milliseconds. */
export function periodOf(operator: string, argument: number): Period {
  const known = fixed[operator];
  if (known) return known;
  if (operator === "on") return { kind: "on", date: argument };
  if (operator === "on-or-after") return { kind: "onOrAfter", date: argument };
  if (operator === "on-or-before") return { kind: "onOrBefore", date: argument };
  const match = /^(last|next|olderthan)-x-(minutes|hours|days|weeks|months|years)$/.exec(operator);
  if (!match) throw notImitated(`operator '${operator}'`);
  const kind = match[1] === "last" ? "lastX" : match[1] === "next" ? "nextX" : "olderThanX";
  return { kind, unit: match[2] as PeriodUnit, count: argument };
}
