import { randomUUID } from "node:crypto";
import { RunTrigger } from "../../model/generated/schema";
import { bareGuid } from "../../model/request";
import { RefusalError } from "../core/errors";
import type { AnyTemplate } from "../core/templateTypes";
import type { RunOrder, Runner, RunReport } from "../runs/runner";
import type { RunStore } from "../runs/runStore";
import { findTemplate, shortName, shortNames } from "../runs/templateNames";
import type { Log } from "../worker/log";
import { UsageError, type Options } from "./arguments";
import { onHandRun } from "../onhand/run";
import type { Config } from "./config";
import { exitCode, historyLines, progressLine, reportLines } from "./report";
import { connectServices, type Services } from "./services";
import { checkOverrides, runnerOf, setUp, type Setup } from "./setup";
import { stockRunsOf } from "./stock";
import { onHandName } from "./stockConfig";

/** How long a command waits for a run whose instance may be dead: until the lease must have run out. */
const waitSteps = 4;

interface Terminal {
  out: (line: string) => void;
  /** Shows progress on one line that is written over; absent when nobody looks. */
  live: ((line: string) => void) | undefined;
}

/** The commands `run`, `runs` and `sync`. */
export class RunCommands {
  private readonly setup: Setup;
  private readonly services: Services;
  private readonly runner: Runner;
  private readonly runs: RunStore;
  private readonly stop = new AbortController();

  constructor(private readonly config: Config, private readonly terminal: Terminal, private readonly log: Log) {
    this.setup = setUp(config);
    this.services = connectServices(config);
    ({ runner: this.runner, runs: this.runs } = runnerOf(config, this.setup, this.services, log));
  }

  /** Gives the run under way back, for another instance or the next command to go on with. */
  interrupt(): void {
    this.stop.abort(new Error("Interrupted"));
  }

  /**
   * Runs one template, or all in the order of dependencies.
   * @returns exit code
   * @throws UsageError for a template that is none, or a filter that Dataverse refuses
   */
  async run(what: string, options: Options): Promise<number> {
    if (what.toLowerCase() === onHandName) return this.stock(options);
    const all = this.setup.templates;
    const chosen = what === "all" ? [...all].sort((a, b) => a.order - b.order) : [this.named(what)];
    if (options.filter !== undefined && what === "all") throw new UsageError("--filter speaks of one template's records; name a template instead of 'all'.");
    await checkOverrides(this.setup, this.services);
    let worst = 0;
    for (const template of chosen) {
      const name = shortName(template, all);
      if (what === "all") this.terminal.out(`${name} …`);
      const order = this.order(template, options);
      const report = await this.patiently(() => this.carryOut(order));
      for (const line of reportLines(report, name, options.dryRun)) this.terminal.out(line);
      worst = Math.max(worst, exitCode(report));
      // What follows needs these records, and would fail on each of them.
      if (worst === 2) break;
    }
    return worst;
  }

  /** Brings the stock of all products. */
  private async stock({ company, dryRun, filter, full, verify, retryFailed }: Options): Promise<number> {
    if (filter !== undefined || full || verify || retryFailed) throw new UsageError(`run ${onHandName} takes --company and --dry-run; it looks at all products in any case.`);
    const stock = stockRunsOf(this.config, this.setup, this.services, this.runs, this.log);
    const { live } = this.terminal;
    const report = await this.patiently(async () => {
      const ended = await stock.run({ trigger: RunTrigger.CommandLine, company, dryRun }, this.stop.signal, live && ((tally) => live(progressLine(tally))));
      if (live) this.terminal.out("");
      return ended;
    });
    for (const line of reportLines(report, onHandName, dryRun)) this.terminal.out(line);
    return exitCode(report);
  }

  /** Sends one record. @returns exit code */
  async one(what: string, id: string, options: Options): Promise<number> {
    const template = this.named(what);
    if (template.direction !== "toScm") throw new UsageError(`${template.name} sends no single records.`);
    await checkOverrides(this.setup, this.services);
    const order = this.order(template, { ...options, filter: `${template.source.primaryId} eq ${bareGuid(id)}` });
    const report = await this.carryOut({ ...order, unlisted: true });
    if (report.kind === "ran" && report.tally.total === 0 && !report.tally.abandoned) {
      this.terminal.out(`There is no ${template.source.table} ${id}, or the backend's user may not read it.`);
      return 1;
    }
    for (const line of reportLines(report, shortName(template, this.setup.templates), options.dryRun)) this.terminal.out(line);
    return exitCode(report);
  }

  /** Prints the history. */
  async history(what: string | undefined): Promise<number> {
    const name = what === undefined ? undefined : what.toLowerCase() === onHandName ? onHandRun.name : this.named(what).name;
    const runs = await this.runs.history(50, name, { correlationId: randomUUID() });
    if (runs.length === 0) this.terminal.out("No runs yet.");
    else for (const line of historyLines(runs)) this.terminal.out(line);
    return 0;
  }

  private named(what: string) {
    const template = findTemplate(what, this.setup.templates);
    if (!template) throw new UsageError(`'${what}' is no template. Name one of ${shortNames(this.setup.templates).join(", ")}, or ${onHandName}.`);
    return template;
  }

  private order(template: AnyTemplate, options: Options): RunOrder {
    const { company } = options;
    return {
      template, trigger: RunTrigger.CommandLine, company: company ?? "", filter: options.filter, full: options.full,
      companies: company === undefined ? this.setup.companies : { fallback: company.toLowerCase(), byBusinessUnit: new Map() },
      mode: { verify: options.verify, retryFailed: options.retryFailed, dryRun: options.dryRun, ...(options.leaveFailed ? { leaveFailed: true } : {}) },
    };
  }

  /** An instance that was killed holds its run until the lease ends; that is waited for, a run that goes on is not. */
  private async patiently(carryOut: () => Promise<RunReport>): Promise<RunReport> {
    let report = await carryOut();
    for (let step = 0; step < waitSteps && report.kind === "busy" && !this.stop.signal.aborted; step++) {
      if (step === 0) this.terminal.out("Such a run is under way; waiting whether its lease is renewed …");
      const renewed = report.by?.leaseUntil;
      await new Promise((resolve) => setTimeout(resolve, this.config.leaseMs / 3 + 500));
      report = await carryOut();
      if (report.kind === "busy" && renewed !== undefined && (report.by?.leaseUntil ?? 0) > renewed) return report;
    }
    return report;
  }

  private async carryOut(order: RunOrder): Promise<RunReport> {
    const { live, out } = this.terminal;
    const report = await this.runner.run(order, this.stop.signal, live && ((tally) => live(progressLine(tally))));
    if (live) out("");
    const refused = report.kind === "ran" ? report.tally.abandoned : undefined;
    if (order.filter !== undefined && !order.unlisted && refused instanceof RefusalError && refused.status === 400 && report.kind === "ran" && report.tally.total === 0) {
      throw new UsageError(`--filter '${order.filter}' is refused by Dataverse: ${refused.technicalDetails}`);
    }
    return report;
  }
}
