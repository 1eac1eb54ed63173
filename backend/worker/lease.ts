import type { ProgressStep } from "../../model/request";
import { ClaimLostError, RefusalError } from "../core/errors";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { RequestRow, RequestStore } from "./requests";

/**
 * Keeps a claim alive while work goes on and stops the work when it is lost. Time is measured on this machine's
 * monotonic clock from before the claim was sent, so neither clock skew nor a paused process can stretch a lease.
 */
export class Lease {
  progress: ProgressStep = "checking";
  private etag: string;
  private heldSince: number;
  private renewing: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly lostSignal = new AbortController();

  constructor(
    private readonly store: RequestStore,
    private readonly request: RequestRow,
    claimedAt: number,
    private readonly leaseMs: number,
    private readonly correlationId: string,
    private readonly time: TimeSource = systemTime,
  ) {
    this.etag = request.etag;
    this.heldSince = claimedAt;
    this.timer = setInterval(() => void this.renew().catch(() => undefined), leaseMs / 3);
    this.timer.unref();
  }

  /** Fires when the claim is lost. */
  get lost(): AbortSignal {
    return this.lostSignal.signal;
  }

  /**
   * To be called before every write to SCM.
   * @throws ClaimLostError when another worker may hold the request by now
   */
  async assertHeld(): Promise<void> {
    if (this.time.monotonic() - this.heldSince > this.leaseMs / 2) await this.renew();
    if (this.lost.aborted || this.time.monotonic() - this.heldSince > this.leaseMs * 0.8) throw new ClaimLostError("The lease could not be renewed in time");
  }

  /** Stops renewing. @returns the ETag that the last write needs */
  async end(): Promise<string> {
    clearInterval(this.timer);
    await this.renewing?.catch(() => undefined);
    return this.etag;
  }

  private renew(): Promise<void> {
    this.renewing ??= this.renewOnce().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renewOnce(): Promise<void> {
    const startedAt = this.time.monotonic();
    try {
      this.etag = await this.store.renew(this.request.id, this.etag, this.progress, { correlationId: this.correlationId });
      this.heldSince = startedAt;
    } catch (error) {
      // 412: another worker. 404: the row is gone. Anything else may pass before the lease runs out.
      if (error instanceof RefusalError && (error.status === 412 || error.status === 404)) {
        this.lostSignal.abort(new ClaimLostError("Another worker holds the request"));
      }
    }
  }
}
