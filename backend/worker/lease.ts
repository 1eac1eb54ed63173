import { ClaimLostError, RefusalError } from "../core/errors";
import { systemTime, type TimeSource } from "../connectors/http/time";

/** Renewals in a row before a write is given up. */
const renewals = 8;

/**
 * Keeps a claimed row alive while work goes on and stops the work when it is lost. Time is measured on this machine's
 * monotonic clock from before the claim was sent, so neither clock skew nor a paused process can stretch a lease.
 */
export abstract class Lease {
  private heldSince: number;
  private renewing: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly lostSignal = new AbortController();

  /** @param etag version of the row as claimed */
  constructor(private etag: string, claimedAt: number, private readonly leaseMs: number, private readonly time: TimeSource = systemTime) {
    this.heldSince = claimedAt;
    this.timer = setInterval(() => void this.renew().catch(() => undefined), leaseMs / 3);
    this.timer.unref();
  }

  /** Writes the new end of the lease. @returns the row's version after it */
  protected abstract renewRow(etag: string): Promise<string>;

  /** After a refusal: the row's version where it is still this instance's, because the answer to a renewal was lost. */
  protected abstract stillHeld(): Promise<string | undefined>;

  /** Fires when the claim is lost. */
  get lost(): AbortSignal {
    return this.lostSignal.signal;
  }

  /**
   * To be called before every write to the other side.
   * @throws ClaimLostError when another instance may hold the row by now
   */
  async assertHeld(): Promise<void> {
    // A renewal that had to wait for a busy Dataverse is old when it arrives; while nobody has taken the row over, one more helps.
    for (let round = 0; round < renewals && !this.lost.aborted && this.age > this.leaseMs / 2; round++) await this.renew();
    if (this.lost.aborted || this.age > this.leaseMs * 0.8) throw new ClaimLostError("The lease could not be renewed in time");
  }

  /** Stops renewing. @returns the ETag that the last write needs */
  async end(): Promise<string> {
    clearInterval(this.timer);
    await this.renewing?.catch(() => undefined);
    return this.etag;
  }

  private get age(): number {
    return this.time.monotonic() - this.heldSince;
  }

  private renew(): Promise<void> {
    this.renewing ??= this.renewOnce().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renewOnce(): Promise<void> {
    const startedAt = this.time.monotonic();
    try {
      this.etag = await this.renewRow(this.etag);
      this.heldSince = startedAt;
    } catch (error) {
      // 412: another version. 404: the row is gone. Anything else may pass before the lease runs out.
      if (error instanceof RefusalError && (error.status === 412 || error.status === 404)) await this.lookAgain();
    }
  }

  private async lookAgain(): Promise<void> {
    const etag = await this.stillHeld();
    if (etag === undefined) this.lostSignal.abort(new ClaimLostError("Another instance holds the row"));
    else this.etag = etag;
  }
}
