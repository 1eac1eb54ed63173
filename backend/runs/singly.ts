import type { SyncError } from "../core/errors";
import type { AnyTemplate } from "../core/templateTypes";
import { Unattended, type RunCall, type RunRecord } from "../worker/unattended";
import type { RunContext } from "./context";
import { TaskGroup } from "./group";

/** Records in a row that a system did not answer for; then the run is given up. */
const unansweredInARow = 10;

/** Deals with records one by one, several at once: documents with their lines, and whatever comes from SCM. */
export class Singly {
  readonly worker: Unattended;
  private inARow = 0;

  constructor(private readonly run: RunContext<AnyTemplate>) {
    const { dataverse, scm, secured, companies, scmUrl, lcid, templates, log } = run;
    this.worker = new Unattended({ dataverse, scm, secured, companies, scmUrl, lcid, templates, log, now: () => dataverse.http.serverNow() });
  }

  /**
   * Does the work for each key and counts what came of it.
   * @throws ClaimLostError when another instance holds the run
   */
  async each<K>(keys: readonly K[], work: (key: K, call: RunCall) => Promise<RunRecord>): Promise<void> {
    const { tally, mode, call, guard, concurrency } = this.run;
    const group = new TaskGroup(concurrency);
    for (const key of keys) {
      await group.add(async () => {
        if (tally.abandoned) return tally.count("notReached");
        this.count(await work(key, { ...call, guard, dryRun: mode.dryRun }));
      });
    }
    await group.drain();
  }

  /** Both systems have answered for other records meanwhile. */
  answered(): void {
    this.inARow = 0;
  }

  private count({ results, error }: RunRecord): void {
    const { tally } = this.run;
    const [result] = results;
    const record = { id: result?.id ?? "", name: result?.name ?? result?.scmKey ?? "" };
    if (error?.retryable || error?.code.endsWith("-signin-failed")) return this.unanswered(record, error);
    this.inARow = 0;
    if (!result) return;
    if (result.errorCode && result.outcome !== "excluded") tally.fail(record, { code: result.errorCode, params: result.errorParams ?? {} });
    // A document whose lines were refused in part was written, but is not done.
    if (result.outcome === "failed" || (result.errorCode && result.outcome !== "excluded")) tally.count("failed");
    else tally.count(result.outcome === "created" ? "inserted" : result.outcome === "updated" ? "updated" : result.outcome === "unchanged" ? "unchanged" : "skipped");
    if (error && record.id === "") tally.unrecorded = true;
  }

  private unanswered(record: { id: string; name: string }, error: SyncError): void {
    const { tally } = this.run;
    tally.count("notReached");
    tally.fail(record, error);
    if (!error.retryable || ++this.inARow >= unansweredInARow) tally.abandoned ??= error;
  }
}
