import { RunOutcome } from "../../model/generated/schema";
import { accountsTemplate } from "../templates/accounts";
import type { RunRow } from "./runStore";
import { Scheduler, templateTasks } from "./scheduler";

const minute = 60_000;

/** A schedule of 15 minutes, with a clock that moves when the scheduler sleeps. */
async function watch(last: Partial<RunRow> | undefined, alive: boolean, from: number, sleeps: number): Promise<{ startedAt: number[]; slept: number[] }> {
  let now = from;
  const startedAt: number[] = [];
  const slept: number[] = [];
  let row = last;
  let enough = () => {};
  const done = new Promise<void>((resolve) => (enough = resolve));
  const scheduler = new Scheduler({
    tasks: templateTasks(new Map([[accountsTemplate, 15 * minute]]), {
      run: () => { startedAt.push(now); row = { outcome: RunOutcome.Completed, startedOn: now }; return Promise.resolve({ kind: "busy", by: undefined }); },
    }, { fallback: "usmf", byBusinessUnit: new Map() }),
    runs: { latest: () => Promise.resolve(row as RunRow | undefined), isAlive: () => alive, now: () => now }, log: () => undefined,
    time: {
      monotonic: () => now, now: () => now, random: () => 0,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds;
        if (slept.length < sleeps) return Promise.resolve();
        enough();
        return new Promise((_resolve, reject) => setTimeout(() => reject(new Error("over")), 5));
      },
    },
  });
  scheduler.start();
  await done;
  await scheduler.stop();
  return { startedAt, slept };
}

test("a template that never ran starts at once, then on the grid, without drift", async () => {
  const { startedAt } = await watch(undefined, false, 100 * minute + 7, 40);
  expect(startedAt.slice(0, 3).map((at) => at / minute)).toEqual([100 + 7 / minute, 105, 120]);
});

test("a run in this slot, begun by another instance, is not repeated", async () => {
  const { startedAt, slept } = await watch({ outcome: RunOutcome.Completed, startedOn: 91 * minute }, false, 92 * minute, 3);
  expect(startedAt).toEqual([]);
  expect(slept).toEqual([minute, minute, minute]);
});

test("a run under way keeps the next from beginning, however late it is", async () => {
  expect((await watch({ outcome: RunOutcome.Running, startedOn: 0 }, true, 500 * minute, 5)).startedAt).toEqual([]);
});

test("a run that lost its instance is taken up at once", async () => {
  const { startedAt } = await watch({ outcome: RunOutcome.Running, startedOn: 500 * minute }, false, 501 * minute, 2);
  expect(startedAt).toEqual([501 * minute]);
});
