import { randomUUID } from "node:crypto";
import { RunOutcome, RunTrigger } from "../../model/generated/schema";
import type { CompanyRules } from "../core/company";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { Log } from "../worker/log";
import type { Runner } from "./runner";
import type { RunRow, RunStore } from "./runStore";
import { lastDue, type Schedule } from "./schedule";

/** Something that runs by itself. */
export interface ScheduledTask {
  /** Names its rows in `p2c_syncrun`. */
  name: string;
  task: string;
  /** Milliseconds between runs. */
  interval: number;
  /** `stop` fires at shutdown. */
  run: (stop: AbortSignal) => Promise<unknown>;
}

/** Runs of templates as scheduled tasks, in the order of dependencies. */
export function templateTasks(schedule: Schedule, runner: Pick<Runner, "run">, companies: CompanyRules): ScheduledTask[] {
  return [...schedule].sort(([a], [b]) => a.order - b.order).map(([template, interval]) => ({
    name: template.name, task: template.task, interval,
    run: (stop) => runner.run({ template, trigger: RunTrigger.Schedule, companies, company: "", full: false, mode: { verify: false, retryFailed: false, dryRun: false } }, stop),
  }));
}

export interface SchedulerOptions {
  /** One after the other, so that runs due at once do not overtake each other. */
  tasks: readonly ScheduledTask[];
  runs: Pick<RunStore, "latest" | "isAlive" | "now">;
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
    this.loops = this.options.tasks.length === 0 ? [] : [this.loop()];
  }

  /** Lets the run under way give itself back. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error("The backend is stopping"));
    await Promise.all(this.loops);
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let wait = longestWaitMs;
      for (const task of this.options.tasks) {
        if (this.stopping.signal.aborted) return;
        wait = Math.min(wait, await this.look(task));
      }
      await this.time.sleep(Math.max(wait, shortestWaitMs), this.stopping.signal).catch(() => undefined);
    }
  }

  /** Runs a task when it is due. @returns milliseconds until it has to be looked at again */
  private async look({ name, task, interval, run }: ScheduledTask): Promise<number> {
    const { runs, log } = this.options;
    try {
      const last = await runs.latest(name, task, { correlationId: randomUUID(), signal: this.stopping.signal });
      if (this.isDue(last, interval)) await run(this.stopping.signal);
      const now = runs.now();
      return lastDue(now, interval) + interval - now;
    } catch (error) {
      if (!this.stopping.signal.aborted) log("error", "scheduled run could not begin", { template: name, reason: error instanceof Error ? error.message : String(error) });
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
