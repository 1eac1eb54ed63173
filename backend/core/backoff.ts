const firstMs = 5_000;
const longestMs = 15 * 60_000;

/**
 * Wait before the next attempt of a request: 5 s, doubled each time, at most 15 minutes, plus or minus a fifth so that
 * requests which failed together do not come back together.
 * @param failures failed attempts so far, from 1
 * @param random from 0 up to 1
 * @param atLeastMs what the service asked for by Retry-After
 * @returns milliseconds
 */
export function backoffMs(failures: number, random: number, atLeastMs = 0): number {
  const steps = Math.min(Math.max(failures, 1) - 1, 20);
  const wait = Math.min(firstMs * 2 ** steps, longestMs);
  return Math.max(Math.round(wait * (0.8 + 0.4 * random)), atLeastMs);
}
