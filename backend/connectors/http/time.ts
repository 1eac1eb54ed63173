import { setTimeout as wait } from "node:timers/promises";

/** Time as the backend uses it: waits and durations never come from the wall clock, which can jump. */
export interface TimeSource {
  /** Milliseconds that only ever grow. */
  monotonic(): number;
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** @throws AbortError when the signal fires */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

export const systemTime: TimeSource = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: () => Math.random(),
};

/**
 * Reads a Retry-After header: seconds, or an HTTP date.
 * @param now wall clock for the date form; pass the server's own `Date` when known
 * @returns milliseconds to wait; undefined when absent or unreadable
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
