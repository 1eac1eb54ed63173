import { randomUUID } from "node:crypto";
import type { Lcid } from "../../model/errorText";
import { SyncError } from "../core/errors";
import type { CallContext } from "../connectors/dataverse/client";
import type { RunLease } from "./runLease";
import type { RunRow, RunStore } from "./runStore";
import type { Tally } from "./tally";
import type { Progress } from "./watermark";

/** How long a run may wait for a busy system altogether, milliseconds. */
export const patienceMs = 15 * 60_000;

/**
 * Ends a run in its row, also when the answer to this write, or to the last renewal of the lease, was lost.
 * @param progress the watermark that the next run begins at
 * @throws SyncError when the end cannot be written
 */
export async function finishRun(runs: RunStore, run: RunRow, lease: RunLease, { tally, progress, lcid }: { tally: Tally; progress: Progress; lcid: Lcid }, call: CallContext): Promise<RunRow> {
  const end = { tally, progress, outcome: tally.outcome, message: tally.abandoned ? told(tally.abandoned, lcid) : "" };
  const etag = await lease.end();
  try {
    return await runs.finish(run.id, etag, end, call);
  } catch (error) {
    const held = error instanceof SyncError ? await runs.heldEtag(run, call) : undefined;
    return held === undefined ? { ...run, outcome: tally.outcome } : runs.finish(run.id, held, end, call);
  }
}

/** Gives a run back at shutdown, with how far it has got. When even that fails, the lease runs out. */
export async function giveRunBack(runs: RunStore, run: RunRow, lease: RunLease, tally: Tally, progress: Progress): Promise<void> {
  await runs.release(run.id, await lease.end(), tally, progress, { correlationId: randomUUID(), signal: AbortSignal.timeout(1_500) }).catch(() => undefined);
}

/** What the run row says of an error: what happened, what to do, and the details for support. */
export function told(error: SyncError, lcid: Lcid): string {
  return [error.userMessage(lcid), error.remedy(lcid), error.technicalDetails].filter(Boolean).join("\n");
}
