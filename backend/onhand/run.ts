import { randomUUID } from "node:crypto";
import { RunOutcome, type RunTrigger, product } from "../../model/generated/schema";
import type { Lcid } from "../../model/errorText";
import { configuredCompanies, type CompanyRules } from "../core/company";
import { asSyncError, ClaimLostError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import type { CallContext } from "../connectors/dataverse/client";
import { systemTime, type TimeSource } from "../connectors/http/time";
import { finishRun, giveRunBack, patienceMs } from "../runs/runEnd";
import { RunLease } from "../runs/runLease";
import type { RunReport } from "../runs/runner";
import type { RunRow, RunStore } from "../runs/runStore";
import { Tally } from "../runs/tally";
import type { Progress } from "../runs/watermark";
import { groupSize, StockRefresh, type Refreshed, type StockServices } from "./refresh";
import { productOf, type StockProduct } from "./target";

/** Name of the run, where templates have theirs. */
export const onHandRun = { name: "On-hand", task: "On-hand" } as const;

/** What is asked of a run. */
export interface StockOrder {
  trigger: RunTrigger;
  /** One legal entity in place of the configured ones. */
  company?: string | undefined;
  dryRun: boolean;
}

export interface StockRunOptions extends StockServices {
  runs: RunStore;
  companies: CompanyRules;
  /** Whether to ask what can be promised on each day. */
  withDays: boolean;
  lcid: Lcid;
  leaseMs: number;
  time?: TimeSource;
}

/** A run under way. */
interface Work {
  companies: readonly string[];
  dryRun: boolean;
  tally: Tally;
  progress: Progress;
  call: CallContext;
  guard: () => Promise<void>;
}

/**
 * Brings the stock of all products that came from SCM, in all companies, page by page. One run at a time, whichever instance
 * carries it; an interrupted one goes on after the last product that was done.
 */
export class StockRuns {
  private readonly refresh: StockRefresh;
  private readonly time: TimeSource;

  constructor(private readonly options: StockRunOptions) {
    this.refresh = new StockRefresh(options);
    this.time = options.time ?? systemTime;
  }

  /**
   * @param stop fires at shutdown: the run is given back
   * @param shown told now and then how far it is
   * @throws SyncError when Dataverse cannot be asked who runs, or the end cannot be written
   */
  async run(order: StockOrder, stop: AbortSignal, shown: (tally: Tally) => void = () => undefined): Promise<RunReport> {
    const correlationId = randomUUID();
    const companies = this.companies(order);
    const work: Work = { companies, dryRun: order.dryRun, tally: new Tally(), progress: {}, call: { correlationId, signal: stop, patienceMs }, guard: () => Promise.resolve() };
    const timer = setInterval(() => shown(work.tally), 250);
    try {
      if (!order.dryRun) return await this.listed(order, work, stop);
      await this.scan(work, "").catch((error: unknown) => void (work.tally.abandoned = asSyncError(error)));
      return { kind: "ran", tally: work.tally, outcome: work.tally.outcome, run: undefined };
    } finally {
      clearInterval(timer);
      shown(work.tally);
    }
  }

  private companies({ company }: StockOrder): string[] {
    return company === undefined ? configuredCompanies(this.options.companies) : [company.toLowerCase()];
  }

  /** A run with its row in `p2c_syncrun`. */
  private async listed(order: StockOrder, work: Work, stop: AbortSignal): Promise<RunReport> {
    const { runs, leaseMs, log, lcid } = this.options;
    const { correlationId } = work.call;
    const claimedAt = this.time.monotonic();
    const claimed = await this.claim(order, work.call);
    if ("kind" in claimed) return claimed;
    const at = claimed.progress.at?.mapping === work.companies.join(",") ? claimed.progress.at : undefined;
    if (at) {
      work.progress = { at };
      work.tally = new Tally(claimed.counts);
    }
    const lease = new RunLease(runs, claimed, claimedAt, leaseMs, () => work, correlationId, this.time);
    work.call = { ...work.call, signal: AbortSignal.any([stop, lease.lost]) };
    work.guard = () => lease.assertHeld();
    log("info", at ? "run resumed" : "run started", { template: onHandRun.name, run: claimed.id, correlationId });
    try {
      await this.scan(work, at?.next ?? "");
    } catch (error) {
      if (error instanceof ClaimLostError || lease.lost.aborted) {
        await lease.end();
        return { kind: "lost", tally: work.tally };
      }
      if (stop.aborted) {
        await giveRunBack(runs, claimed, lease, work.tally, work.progress);
        log("info", "run given back", { run: claimed.id });
        return { kind: "lost", tally: work.tally };
      }
      work.tally.abandoned = asSyncError(error);
    }
    const run = await finishRun(runs, claimed, lease, { tally: work.tally, progress: {}, lcid }, { correlationId, patienceMs });
    log("info", "run ended", { template: onHandRun.name, run: claimed.id, correlationId, outcome: work.tally.outcome, ...work.tally.counts });
    return { kind: "ran", tally: work.tally, outcome: work.tally.outcome, run };
  }

  private async claim({ trigger, company }: StockOrder, call: CallContext): Promise<RunRow | Extract<RunReport, { kind: "busy" }>> {
    const { runs } = this.options;
    const { name, task } = onHandRun;
    const last = await runs.latest(name, task, call);
    if (last && runs.isAlive(last)) return { kind: "busy", by: last };
    const mine = last?.outcome === RunOutcome.Running ? await runs.takeOver(last, call) : await runs.begin({ template: name, task, company: company ?? "", trigger }, last, call);
    return mine ?? { kind: "busy", by: await runs.latest(name, task, call) };
  }

  /** @param after product number after which to go on; "" from the beginning */
  private async scan(work: Work, after: string): Promise<void> {
    const { dataverse } = this.options;
    const only = [`${product.columns.isMaintainedExternally} eq true`, "statecode ne 1", ...(after ? [`productnumber gt ${urlLiteral(after)}`] : [])].join(" and ").replace(/ /g, "%20");
    for await (const page of dataverse.pages(`products?$select=productid,productnumber,name&$filter=${only}&$orderby=productnumber%20asc`, work.call, groupSize)) {
      const products = page.rows.map(productOf);
      for (const company of work.companies) await this.company(company, products, work);
      const last = products.at(-1);
      if (last) work.progress = { at: { mapping: work.companies.join(","), next: last.number } };
    }
  }

  private async company(company: string, products: readonly StockProduct[], work: Work): Promise<void> {
    const { withDays } = this.options;
    const done = await this.refresh.refresh(company, products, { withDays, dryRun: work.dryRun, guard: work.guard, writing: () => undefined }, work.call);
    count(done, work.tally);
  }
}

/** A product that a company does not sell is nothing to mend, so in a run over all companies it is passed over. */
function count(done: Refreshed, tally: Tally): void {
  tally.count("inserted", done.inserted);
  tally.count("updated", done.updated);
  tally.count("unchanged", done.unchanged);
  tally.count("skipped", done.notStocked);
  for (const { product: { id, name, number }, error } of done.failed) {
    const unknown = error.code === "stock-unknown";
    tally.count(unknown ? "skipped" : "failed");
    if (!unknown) tally.fail({ id, name: name || number }, error);
  }
  if (done.daysError && !tally.errors.has(done.daysError.code)) {
    tally.count("failed");
    tally.fail({ id: "", name: onHandRun.name }, done.daysError);
  }
}
