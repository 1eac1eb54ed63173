/** Whether requests can be made; the mobile client also works without a connection. */
export function isOnline(): boolean {
  const { client } = Xrm.Utility.getGlobalContext();
  return !client.isOffline();
}

/** Waits; the default of what tests replace. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

const firstDelay = 2_000;
const longestDelay = 10_000;
const longestWait = 120_000;

/**
 * Asks again and again, every 2 s at first and backing off to 10 s, for two minutes at most.
 * A question that fails is asked again: a lost connection is no answer.
 * @param ask resolves with undefined while there is nothing to report yet
 * @returns the answer, or undefined when the time is up
 */
export async function poll<T>(ask: () => Promise<T | undefined>, wait = sleep): Promise<T | undefined> {
  let delay = firstDelay;
  for (let waited = 0; waited < longestWait; waited += delay) {
    await wait(delay);
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch {
      // Asked again after a longer pause.
    }
    delay = Math.min(delay * 1.5, longestDelay);
  }
  return undefined;
}

/** Runs a task for each item, at most `limit` at a time; results stand in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], limit: number, task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** A random GUID, also where the page is no secure context and `crypto.randomUUID` is missing. */
export function newGuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Version 4 and variant 1 of RFC 4122.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
