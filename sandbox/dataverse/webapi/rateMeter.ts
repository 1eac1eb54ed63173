/** Window and limits of service protection (Microsoft, "Service protection API limits"). */
const windowSeconds = 300;
const requestLimit = 6000;
const executionLimitMs = 1_200_000;

interface Bucket {
  requests: number;
  milliseconds: number;
}

/**
 * Counts what each user has used of the service protection limits, for the headers that tell clients how much is
 * left. The sandbox counts and does not refuse; a 429 is had by a fault rule.
 */
export class RateMeter {
  private readonly users = new Map<string, Map<number, Bucket>>();

  /**
   * Adds a request to a user's account.
   * @param now milliseconds since the epoch
   * @returns headers with what is left in the window
   */
  add(user: string, now: number, milliseconds: number): Record<string, string> {
    const second = Math.floor(now / 1000);
    const buckets = this.users.get(user) ?? new Map<number, Bucket>();
    this.users.set(user, buckets);
    const current = buckets.get(second) ?? { requests: 0, milliseconds: 0 };
    buckets.set(second, { requests: current.requests + 1, milliseconds: current.milliseconds + milliseconds });
    let requests = 0;
    let used = 0;
    for (const [at, bucket] of buckets) {
      if (at <= second - windowSeconds || at > second) {
        buckets.delete(at);
        continue;
      }
      requests += bucket.requests;
      used += bucket.milliseconds;
    }
    return {
      "x-ms-ratelimit-burst-remaining-xrm-requests": String(Math.max(requestLimit - requests, 0)),
      "x-ms-ratelimit-time-remaining-xrm-requests": String(Math.max(executionLimitMs - used, 0) / 1000),
    };
  }
}
