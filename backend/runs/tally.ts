import { RunOutcome } from "../../model/generated/schema";
import type { SyncError } from "../core/errors";

/** What became of one record in a run. */
export type RecordOutcome =
  | "inserted" | "updated" | "unchanged"
  /** Left out: gone, or outside the template's filter. */
  | "skipped"
  /** Left alone: it would fail as it did before. */
  | "stillFailing"
  | "failed"
  /** No system answered for it; the next run takes it up. */
  | "notReached";

/** One failure as kept in the run row. */
export interface RunFailure {
  id: string;
  name: string;
  code: string;
  params: Record<string, string>;
}

const mostFailures = 100;
/** The column holds 100,000 characters. */
const longest = 100_000;

/** Counts of a run and its first failures. */
export class Tally {
  readonly counts: Record<RecordOutcome, number> = { inserted: 0, updated: 0, unchanged: 0, skipped: 0, stillFailing: 0, failed: 0, notReached: 0 };
  readonly failures: RunFailure[] = [];
  /** How often each error occurred, with one example. */
  readonly errors = new Map<string, { count: number; example: string }>();
  /** Set when the run was given up. */
  abandoned: SyncError | undefined;
  /** A failure stands in no state row, so only the run remembers it. */
  unrecorded = false;

  constructor(before: Partial<Record<RecordOutcome, number>> = {}) {
    Object.assign(this.counts, before);
  }

  count(outcome: RecordOutcome, times = 1): void {
    this.counts[outcome] += times;
  }

  fail(record: { id: string; name: string }, error: { code: string; params: Record<string, string> }): void {
    this.note(record, error.code);
    if (this.failures.length < mostFailures) this.failures.push({ id: record.id, name: record.name, code: error.code, params: error.params });
  }

  /** Counts an error code without keeping the record among the failures of this run. */
  note(record: { id: string; name: string }, code: string): void {
    const seen = this.errors.get(code);
    this.errors.set(code, { count: (seen?.count ?? 0) + 1, example: seen?.example ?? (record.name || record.id) });
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Every record up to here has either been dealt with or says in its own state row why not. */
  get complete(): boolean {
    return !this.abandoned && !this.unrecorded && this.counts.notReached === 0;
  }

  /** As Data Integrator words it: Completed, Warning when some records failed, Error when all did or the run was given up. */
  get outcome(): RunOutcome {
    const { inserted, updated, unchanged, skipped, stillFailing, failed, notReached } = this.counts;
    if (this.abandoned) return RunOutcome.Error;
    if (failed + notReached === 0) return RunOutcome.Completed;
    return inserted + updated + unchanged + skipped + stillFailing > 0 ? RunOutcome.Warning : RunOutcome.Error;
  }

  /** First failures as JSON that fits the column. */
  failuresText(): string | null {
    for (let kept = this.failures.length; kept > 0; kept--) {
      const text = JSON.stringify(this.failures.slice(0, kept));
      if (text.length <= longest) return text;
    }
    return null;
  }
}
