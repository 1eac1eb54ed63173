import { randomUUID } from "node:crypto";
import { RunOutcome, RunTrigger } from "../../model/generated/schema";
import type { CompanyRules } from "../core/company";
import type { AnyTemplate } from "../core/templateTypes";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { Log } from "../worker/log";
import type { Runner } from "./runner";
import type { RunRow, RunStore } from "./runStore";
import { lastDue, type Schedule } from "./schedule";

export interface SchedulerOptions {
  schedule: Schedule;
  runner: Pick<Runner, "run">;
  runs: Pick<RunStore, "latest" | "isAlive" | "now">;
  companies: CompanyRules;
  log: Log;
  time?: TimeSource;
}

/** Longest wait between two looks, milliseconds: a run that another instance lost is taken up after that. */
const longestWaitMs = 60_000;
/** Shortest wait, so that a template that cannot begin does not ask without end. */
const shortestWaitMs = 1_000;

/**
 * Starts runs by their intervals. When the last run began is read from its row, so several instances share one schedule
 * and a restart neither skips a run nor repeats one. The times are those of Dataverse and lie on a grid, so they do not drift.
 */
export class Scheduler {
  private readonly stopping = new AbortController();
  private readonly time: TimeSource;
  private loops: Promise<void>[] = [];

  constructor(private readonly options: SchedulerOptions) {
    this.time = options.time ?? systemTime;
  }

  start(): void {
    // One loop after the other in the order of dependencies, so that runs due at once do not overtake each other.
    const entries = [...this.options.schedule].sort(([a], [b]) => a.order - b.order);
    this.loops = entries.length === 0 ? [] : [this.loop(entries)];
  }

  /** Lets the run under way give itself back. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error("The backend is stopping"));
    await Promise.all(this.loops);
  }

  private async loop(entries: readonly (readonly [AnyTemplate, number])[]): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let wait = longestWaitMs;
      for (const [template, interval] of entries) {
        if (this.stopping.signal.aborted) return;
        wait = Math.min(wait, await this.look(template, interval));
      }
      await this.time.sleep(Math.max(wait, shortestWaitMs), this.stopping.signal).catch(() => undefined);
    }
  }

  /** Runs a template when it is due. @returns milliseconds until it has to be looked at again */
  private async look(template: AnyTemplate, interval: number): Promise<number> {
    const { runs, runner, companies, log } = this.options;
    try {
      const last = await runs.latest(template.name, template.task, { correlationId: randomUUID(), signal: this.stopping.signal });
      if (this.isDue(last, interval)) {
        await runner.run({ template, trigger: RunTrigger.Schedule, companies, company: "", full: false, mode: { verify: false, retryFailed: false, dryRun: false } }, this.stopping.signal);
      }
      const now = runs.now();
      return lastDue(now, interval) + interval - now;
    } catch (error) {
      if (!this.stopping.signal.aborted) log("error", "scheduled run could not begin", { template: template.name, reason: error instanceof Error ? error.message : String(error) });
      return longestWaitMs;
    }
  }

  /** Due when the grid has been passed since the last run began, or when a run lost its instance. */
  private isDue(last: RunRow | undefined, interval: number): boolean {
    const { runs } = this.options;
    if (last?.outcome === RunOutcome.Running) return !runs.isAlive(last);
    return last?.startedOn === undefined || last.startedOn < lastDue(runs.now(), interval);
  }
}
