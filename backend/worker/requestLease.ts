import type { ProgressStep } from "../../model/request";
import type { TimeSource } from "../connectors/http/time";
import { Lease } from "./lease";
import type { RequestRow, RequestStore } from "./requests";

/** Keeps a request alive and shows how far the work is. */
export class RequestLease extends Lease {
  progress: ProgressStep = "checking";

  constructor(private readonly store: RequestStore, private readonly request: RequestRow, claimedAt: number, leaseMs: number, private readonly correlationId: string, time?: TimeSource) {
    super(request.etag, claimedAt, leaseMs, time);
  }

  protected renewRow(etag: string): Promise<string> {
    return this.store.renew(this.request.id, etag, this.progress, { correlationId: this.correlationId });
  }

  protected async stillHeld(): Promise<string | undefined> {
    const now = await this.store.read(this.request.id, { correlationId: this.correlationId });
    return now && this.store.holds(now, this.request.fence) ? now.etag : undefined;
  }
}
