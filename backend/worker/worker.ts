import { randomUUID } from "node:crypto";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { Log } from "./log";
import type { Processor } from "./processor";
import type { RequestStore } from "./requests";

export interface WorkerOptions {
  processor: Pick<Processor, "process">;
  requests: Pick<RequestStore, "findDue" | "now">;
  concurrency: number;
  /** Milliseconds between sweeps when nothing falls due earlier. */
  sweepMs: number;
  log: Log;
  time?: TimeSource;
}

/** What `/health` shows of the worker. */
export interface WorkerHealth {
  lastSweepOn: string | undefined;
  lastSweepError: string | undefined;
  waiting: number;
  running: number;
}

/** Hints kept at most; what is beyond is dropped, since a sweep finds it. */
const mostHints = 1_000;

/** Runs requests, announced by hints or found by sweeps. Keeps nothing that a restart could lose. */
export class Worker {
  private readonly hints = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly time: TimeSource;
  private sweepTimer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private accepting = false;
  private lastSweepOn: string | undefined;
  private lastSweepError: string | undefined;

  constructor(private readonly options: WorkerOptions) {
    this.time = options.time ?? systemTime;
  }

  /** Begins with a sweep, so that what was left by a killed instance is taken up. */
  start(): void {
    this.accepting = true;
    this.sweep();
  }

  /** Takes note that a request may be waiting. Cheap, and harmless when wrong or repeated. */
  hint(requestId: string): void {
    const id = requestId.toLowerCase();
    if (!this.accepting || this.running.has(id) || this.hints.size >= mostHints) return;
    this.hints.add(id);
    this.pump();
  }

  health(): WorkerHealth {
    return { lastSweepOn: this.lastSweepOn, lastSweepError: this.lastSweepError, waiting: this.hints.size, running: this.running.size };
  }

  /**
   * Takes nothing new, lets running work end, and after the grace period gives it back to Dataverse.
   * @param graceMs milliseconds
   */
  async stop(graceMs: number): Promise<void> {
    this.accepting = false;
    this.hints.clear();
    clearTimeout(this.sweepTimer);
    const done = Promise.allSettled([...this.running.values()]);
    const cut = setTimeout(() => this.stopping.abort(new Error("The backend is stopping")), graceMs);
    await done;
    clearTimeout(cut);
    this.stopping.abort(new Error("The backend is stopping"));
    await this.sweeping;
  }

  private pump(): void {
    for (const id of this.hints) {
      if (this.running.size >= this.options.concurrency) return;
      this.hints.delete(id);
      this.running.set(id, this.run(id));
    }
  }

  private async run(id: string): Promise<void> {
    try {
      const outcome = await this.options.processor.process(id, this.stopping.signal);
      // A request that waits may fall due before the next sweep.
      if (outcome === "waiting") this.sweepSoon();
    } catch (error) {
      this.options.log("error", "request could not be worked on", { request: id, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      this.running.delete(id);
      if (this.accepting) this.pump();
    }
  }

  private sweepSoon(): void {
    if (this.accepting && !this.sweeping) this.sweep();
  }

  private sweep(): void {
    clearTimeout(this.sweepTimer);
    this.sweeping ??= this.sweepOnce().finally(() => (this.sweeping = undefined));
  }

  private async sweepOnce(): Promise<void> {
    let wait = this.options.sweepMs;
    try {
      const { ids, nextDue } = await this.options.requests.findDue(200, { correlationId: randomUUID(), signal: this.stopping.signal });
      for (const id of ids) this.hint(id);
      if (nextDue !== undefined) wait = Math.min(wait, Math.max(nextDue - this.options.requests.now(), 0) + 250);
      this.lastSweepOn = new Date(this.time.now()).toISOString();
      this.lastSweepError = undefined;
    } catch (error) {
      this.lastSweepError = error instanceof Error ? error.message : String(error);
      if (this.accepting) this.options.log("error", "sweep failed", { reason: this.lastSweepError });
    }
    if (this.accepting) this.sweepTimer = setTimeout(() => this.sweep(), wait * (0.9 + 0.2 * this.time.random()));
  }
}
