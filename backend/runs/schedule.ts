import type { AnyTemplate } from "../core/templateTypes";
import { findTemplate, shortNames } from "./templateNames";

/** How often each template runs, milliseconds; a template that is not named does not run by itself. */
export type Schedule = ReadonlyMap<AnyTemplate, number>;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 31 * 86_400_000;

/**
 * Interval such as `15m`, `2h` or `1d`, at least a minute.
 * @returns milliseconds; undefined when the text is none
 */
export function intervalMs(text: string): number | undefined {
  const match = /^\s*(\d{1,5})\s*([mhd])\s*$/.exec(text);
  const value = match ? Number(match[1]) * (units[match[2] ?? ""] ?? 0) : 0;
  return value >= 60_000 && value <= longestMs ? value : undefined;
}

/**
 * Reads a schedule such as `Accounts=15m,Products=1h`.
 * @param problems receives what is wrong, each with its remedy
 */
export function parseSchedule(text: string, all: readonly AnyTemplate[], name: string, problems: string[]): Schedule {
  const schedule = new Map<AnyTemplate, number>();
  for (const entry of text.split(",").map((part) => part.trim()).filter(Boolean)) {
    const at = entry.lastIndexOf("=");
    const template = findTemplate(entry.slice(0, at), all);
    const interval = intervalMs(entry.slice(at + 1));
    if (at < 1 || !template) problems.push(`${name} holds '${entry}'. Name one of ${shortNames(all).join(", ")}, then = and an interval, e.g. accounts=15m.`);
    else if (interval === undefined) problems.push(`${name} holds '${entry}'. Give an interval of one minute to 31 days as 15m, 2h or 1d.`);
    else if (schedule.has(template)) problems.push(`${name} names '${entry.slice(0, at)}' twice. Leave one of them out.`);
    else schedule.set(template, interval);
  }
  return schedule;
}

/** The point of a template's time grid that was last passed; the same for every instance, whenever it started. */
export function lastDue(now: number, interval: number): number {
  return Math.floor(now / interval) * interval;
}
