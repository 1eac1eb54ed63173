import { ClaimLostError, RefusalError } from "../core/errors";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { RunRow, RunStore } from "./runStore";
import type { Tally } from "./tally";
import type { Progress } from "./watermark";

/** Renewals in a row before a write is given up. */
const renewals = 8;

/**
 * Keeps a run alive while work goes on, notes how far it has got, and stops the work when another instance has taken it
 * over. Time is measured on this machine's monotonic clock from before the claim was sent.
 */
export class RunLease {
  private etag: string;
  private heldSince: number;
  private renewing: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly lostSignal = new AbortController();

  constructor(
    private readonly store: RunStore,
    readonly run: RunRow,
    claimedAt: number,
    private readonly leaseMs: number,
    private readonly now: () => { tally: Tally; progress: Progress },
    private readonly correlationId: string,
    private readonly time: TimeSource = systemTime,
  ) {
    this.etag = run.etag;
    this.heldSince = claimedAt;
    this.timer = setInterval(() => void this.renew().catch(() => undefined), leaseMs / 3);
    this.timer.unref();
  }

  /** Fires when the run is lost. */
  get lost(): AbortSignal {
    return this.lostSignal.signal;
  }

  /**
   * To be called before every write to either side.
   * @throws ClaimLostError when another instance may hold the run by now
   */
  async assertHeld(): Promise<void> {
    // A renewal that had to wait for a busy Dataverse is old when it arrives; while nobody has taken the run over, one more helps.
    for (let round = 0; round < renewals && !this.lost.aborted && this.time.monotonic() - this.heldSince > this.leaseMs / 2; round++) await this.renew();
    if (this.lost.aborted || this.time.monotonic() - this.heldSince > this.leaseMs * 0.8) throw new ClaimLostError("The lease of the run could not be renewed in time");
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
    const { tally, progress } = this.now();
    try {
      this.etag = await this.store.renew(this.run.id, this.etag, tally, progress, { correlationId: this.correlationId });
      this.heldSince = startedAt;
    } catch (error) {
      // 412: another version. 404: the row is gone. Anything else may pass before the lease runs out.
      if (error instanceof RefusalError && (error.status === 412 || error.status === 404)) await this.lookAgain();
    }
  }

  /** The other version may be this instance's own, when the answer to a renewal was lost. */
  private async lookAgain(): Promise<void> {
    const etag = await this.store.heldEtag(this.run, { correlationId: this.correlationId });
    if (etag === undefined) this.lostSignal.abort(new ClaimLostError("Another instance holds the run"));
    else this.etag = etag;
  }
}
