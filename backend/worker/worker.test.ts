import type { ProcessOutcome } from "./processor";
import { Worker } from "./worker";

/** A processor whose runs end when the test says so. */
class Gate {
  readonly started: string[] = [];
  private readonly ends = new Map<string, (outcome: ProcessOutcome) => void>();
  process = (id: string, stop: AbortSignal): Promise<ProcessOutcome> => {
    this.started.push(id);
    return new Promise((resolve) => {
      this.ends.set(id, resolve);
      stop.addEventListener("abort", () => resolve("released"));
    });
  };
  end(id: string, outcome: ProcessOutcome = "succeeded"): void {
    this.ends.get(id)?.(outcome);
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function workerWith(gate: Gate, findDue: () => Promise<{ ids: string[]; nextDue: number | undefined }>, sweepMs = 3_600_000): Worker {
  return new Worker({ processor: gate, requests: { findDue, now: () => Date.now() }, concurrency: 2, sweepMs, log: () => undefined });
}
const nothing = () => Promise.resolve({ ids: [], nextDue: undefined });

test("repeated hints are one run, and no more run at once than allowed", async () => {
  const gate = new Gate();
  const worker = workerWith(gate, nothing);
  worker.start();
  for (const id of ["a", "A", "a", "b", "c", "c"]) worker.hint(id);
  expect(gate.started).toEqual(["a", "b"]);
  gate.end("a");
  await settle();
  expect(gate.started).toEqual(["a", "b", "c"]);
  expect(worker.health()).toMatchObject({ running: 2, waiting: 0 });
  await worker.stop(0);
});

test("the start takes up what was left, and a sweep comes when the next request falls due", async () => {
  const gate = new Gate();
  let sweeps = 0;
  const second = new Promise<void>((resolve) => {
    const worker = workerWith(gate, () => {
      sweeps++;
      if (sweeps === 1) return Promise.resolve({ ids: ["left"], nextDue: Date.now() + 10 });
      void worker.stop(0);
      resolve();
      return nothing();
    });
    worker.start();
  });
  await second;
  expect(gate.started).toEqual(["left"]);
});

test("a failing sweep is told and tried again", async () => {
  const gate = new Gate();
  let sweeps = 0;
  const worker = workerWith(gate, () => (++sweeps === 1 ? Promise.reject(new Error("down")) : Promise.resolve({ ids: ["x"], nextDue: undefined })), 5);
  worker.start();
  await settle();
  expect(worker.health().lastSweepError).toBe("down");
  while (gate.started.length === 0) await settle();
  expect(worker.health().lastSweepError).toBeUndefined();
  await worker.stop(0);
});

test("a stop lets running work end, takes nothing new, and gives back what does not end", async () => {
  const gate = new Gate();
  const worker = workerWith(gate, nothing);
  worker.start();
  worker.hint("quick");
  worker.hint("endless");
  const stopped = worker.stop(100);
  worker.hint("late");
  gate.end("quick");
  await stopped;
  expect(gate.started).toEqual(["quick", "endless"]);
});
