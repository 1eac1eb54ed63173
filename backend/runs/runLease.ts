import type { TimeSource } from "../connectors/http/time";
import { Lease } from "../worker/lease";
import type { RunRow, RunStore } from "./runStore";
import type { Tally } from "./tally";
import type { Progress } from "./watermark";

/** Keeps a run alive and notes how far it has got. */
export class RunLease extends Lease {
  constructor(
    private readonly store: RunStore,
    readonly run: RunRow,
    claimedAt: number,
    leaseMs: number,
    private readonly now: () => { tally: Tally; progress: Progress },
    private readonly correlationId: string,
    time?: TimeSource,
  ) {
    super(run.etag, claimedAt, leaseMs, time);
  }

  protected renewRow(etag: string): Promise<string> {
    const { tally, progress } = this.now();
    return this.store.renew(this.run.id, etag, tally, progress, { correlationId: this.correlationId });
  }

  protected stillHeld(): Promise<string | undefined> {
    return this.store.heldEtag(this.run, { correlationId: this.correlationId });
  }
}
