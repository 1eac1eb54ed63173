import { randomUUID } from "node:crypto";
import { RunOutcome, type RunTrigger } from "../../model/generated/schema";
import type { CompanyRules } from "../core/company";
import { asSyncError, ClaimLostError, SyncError } from "../core/errors";
import type { AnyTemplate } from "../core/templateTypes";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { RunContext, RunMode, RunServices } from "./context";
import { mappingFingerprint } from "./mappingFingerprint";
import { finishRun, giveRunBack, patienceMs, told } from "./runEnd";
import { RunLease } from "./runLease";
import type { RunRow, RunStore } from "./runStore";
import { SalesScan, type Scope } from "./salesScan";
import { ScmScan } from "./scmScan";
import { Tally } from "./tally";
import type { Progress, RunPosition, Watermark } from "./watermark";

/** What is asked of a run. */
export interface RunOrder {
  template: AnyTemplate;
  trigger: RunTrigger;
  companies: CompanyRules;
  /** Legal entity shown on the run row; "" when records bring their own. */
  company: string;
  /** OData expression on the source table. */
  filter?: string | undefined;
  full: boolean;
  mode: RunMode;
  /** Keeps no run row and waits for nobody: for single records. */
  unlisted?: true;
}

/** What became of an order. */
export type RunReport =
  /** The run was carried out, well or badly. */
  | { kind: "ran"; tally: Tally; outcome: RunOutcome; run: RunRow | undefined }
  /** Another instance is at it, or has just begun. */
  | { kind: "busy"; by: RunRow | undefined }
  /** Another instance took the run over while this one was cut off, or this one is being stopped. */
  | { kind: "lost"; tally: Tally };

export interface RunnerOptions extends RunServices {
  runs: RunStore;
  leaseMs: number;
  time?: TimeSource;
}

/** What goes through the records of a template. */
interface Scan {
  readonly progress: Progress;
  go(scope: Scope, resume: RunPosition | undefined): Promise<void>;
}

function scanOf(context: RunContext, mapping: string, done: Watermark | undefined): Scan {
  const { template } = context;
  // A context is made for one template; the spread only tells the compiler which kind.
  return template.direction === "toScm" ? new SalesScan(Object.assign(context, { template }), mapping, done) : new ScmScan(Object.assign(context, { template }), mapping);
}

/** Carries out runs of templates, one at a time for each template task, whichever instance does it. */
export class Runner {
  private readonly time: TimeSource;

  constructor(private readonly options: RunnerOptions) {
    this.time = options.time ?? systemTime;
  }

  /**
   * @param stop fires at shutdown: the run is given back
   * @param progress told now and then how far it is
   * @throws SyncError when Dataverse cannot be asked who runs, or the end cannot be written
   */
  async run(order: RunOrder, stop: AbortSignal, progress: (tally: Tally) => void = () => undefined): Promise<RunReport> {
    const correlationId = randomUUID();
    const mapping = mappingFingerprint(order.template, order.companies);
    if (order.mode.dryRun || order.unlisted) return this.withoutRow(order, mapping, { correlationId, signal: stop, patienceMs }, progress);
    const claimedAt = this.time.monotonic();
    const claim = await this.claim(order, mapping, { correlationId, signal: stop });
    if ("kind" in claim) return claim;
    return this.carryOut(order, mapping, claim, claimedAt, correlationId, stop, progress);
  }

  /** The run row for this order: a new one, or an interrupted one to go on with. */
  private async claim(order: RunOrder, mapping: string, call: { correlationId: string; signal: AbortSignal }): Promise<{ run: RunRow; resumed: boolean } | Extract<RunReport, { kind: "busy" }>> {
    const { runs } = this.options;
    const facts = { template: order.template.name, task: order.template.task, company: order.company, trigger: order.trigger };
    let last = await runs.latest(facts.template, facts.task, call);
    if (last && runs.isAlive(last)) return { kind: "busy", by: last };
    if (last?.outcome === RunOutcome.Running) {
      const taken = await runs.takeOver(last, call);
      if (!taken) return { kind: "busy", by: await runs.latest(facts.template, facts.task, call) };
      if (last.progress.at?.mapping === mapping && order.filter === undefined && !order.full) return { run: taken, resumed: true };
      last = await this.closeInterrupted(taken, call);
    }
    const run = await runs.begin(facts, last, call);
    return run ? { run, resumed: false } : { kind: "busy", by: await runs.latest(facts.template, facts.task, call) };
  }

  /** A run that cannot be gone on with ends as an error; what it left undone is found by the next. */
  private async closeInterrupted(run: RunRow, call: { correlationId: string }): Promise<RunRow> {
    const { runs, lcid } = this.options;
    const tally = new Tally(run.counts);
    const progress = run.progress.done ? { done: run.progress.done } : {};
    return runs.finish(run.id, run.etag, { tally, progress, outcome: RunOutcome.Error, message: told(new SyncError("run-interrupted"), lcid) }, call);
  }

  private async carryOut(order: RunOrder, mapping: string, { run, resumed }: { run: RunRow; resumed: boolean }, claimedAt: number, correlationId: string, stop: AbortSignal, progress: (tally: Tally) => void): Promise<RunReport> {
    const { runs, leaseMs, log } = this.options;
    const tally = new Tally(resumed ? run.counts : {});
    const call = { correlationId, signal: stop as AbortSignal | undefined, patienceMs };
    const context = this.context(order, tally, run.fence, call);
    const scan = scanOf(context, mapping, run.progress.done);
    const lease = new RunLease(runs, run, claimedAt, leaseMs, () => ({ tally, progress: scan.progress }), correlationId, this.time);
    call.signal = AbortSignal.any([stop, lease.lost]);
    context.guard = () => lease.assertHeld();
    const shown = setInterval(() => progress(tally), 250);
    log("info", resumed ? "run resumed" : "run started", { template: order.template.name, run: run.id, correlationId });
    try {
      await scan.go(this.scope(order), resumed ? run.progress.at : undefined);
    } catch (error) {
      if (error instanceof ClaimLostError || lease.lost.aborted) {
        await lease.end();
        return { kind: "lost", tally };
      }
      if (stop.aborted) return this.giveBack(run, lease, tally, scan);
      tally.abandoned ??= asSyncError(error);
    } finally {
      clearInterval(shown);
    }
    progress(tally);
    const ended = await this.finish(run, lease, tally, scan, correlationId);
    log("info", "run ended", { template: order.template.name, run: run.id, correlationId, outcome: ended.outcome ?? -1, ...tally.counts });
    return { kind: "ran", tally, outcome: tally.outcome, run: ended };
  }

  private context(order: RunOrder, tally: Tally, fence: number, call: RunContext["call"]): RunContext {
    const { dataverse, scm, secured, scmUrl, lcid, concurrency, batchSize, templates, log } = this.options;
    return {
      dataverse, scm, secured, scmUrl, lcid, concurrency, batchSize, templates, log, template: order.template, companies: order.companies, mode: order.mode,
      tally, fence, call, guard: () => Promise.resolve(), ownWrite: () => undefined,
    };
  }

  private scope({ filter, full, company }: RunOrder): Scope {
    // For another company than the configured ones it is another mapping: its watermark would not fit the usual runs.
    return { filter, full, keepsWatermark: filter === undefined && company === "" };
  }

  /** Up to where changes are dealt with, without the place where an interrupted run goes on. */
  private finish(run: RunRow, lease: RunLease, tally: Tally, { progress: { done } }: Scan, correlationId: string): Promise<RunRow> {
    const { runs, lcid } = this.options;
    return finishRun(runs, run, lease, { tally, progress: done ? { done } : {}, lcid }, { correlationId, patienceMs });
  }

  private async giveBack(run: RunRow, lease: RunLease, tally: Tally, scan: Scan): Promise<RunReport> {
    await giveRunBack(this.options.runs, run, lease, tally, scan.progress);
    this.options.log("info", "run given back", { run: run.id });
    return { kind: "lost", tally };
  }

  private async withoutRow(order: RunOrder, mapping: string, call: RunContext["call"], progress: (tally: Tally) => void): Promise<RunReport> {
    const tally = new Tally();
    const last = await this.options.runs.latest(order.template.name, order.template.task, call);
    const shown = setInterval(() => progress(tally), 250);
    try {
      await scanOf(this.context(order, tally, 0, call), mapping, last?.progress.done).go(this.scope(order), undefined);
    } catch (error) {
      tally.abandoned ??= asSyncError(error);
    } finally {
      clearInterval(shown);
    }
    progress(tally);
    return { kind: "ran", tally, outcome: tally.outcome, run: undefined };
  }
}
