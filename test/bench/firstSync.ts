import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorld, type World } from "../support/world";
import { isGet, measure, type LogEntry, type Measured } from "./measure";
import { record, replay } from "./floor";

/** Groups of records that the command works on at once, and requests in flight of the floor. */
const concurrency = 4;

/** A first sync to be measured. */
export interface FirstSync {
  /** What is synced, e.g. `accounts`. */
  what: string;
  count: number;
  /** Rows that change on the other side for each record: a document's header and lines. */
  rowsEach: number;
  /** Arguments of the command. */
  args: string[];
  /** Whether the demo company's rows are needed. */
  demo: boolean;
  /** Puts everything in place, and syncs what the records need. */
  load(world: World): Promise<void>;
  /** Changes one record as a person would. */
  changeOne(world: World): Promise<unknown>;
}

async function inWorld<T>({ demo, load }: FirstSync, work: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld({ backend: false, demo });
  try {
    await load(world);
    return await work(world);
  } finally {
    await world.close();
  }
}

/** First sync of many records, a second run, one changed record, and the floor of the first run's requests. */
export async function benchFirstSync(plan: FirstSync): Promise<void> {
  const { what, count, rowsEach, args, changeOne } = plan;
  const run = (world: World): Promise<Measured> => measure(world, args, concurrency);
  const rows = count * rowsEach;
  const per = (n: number): string => ((n / rows) * 1000).toFixed(1);
  const first = await inWorld(plan, async (world) => {
    const begun = await run(world);
    console.log(`first sync of ${count} ${what}: ${begun.seconds.toFixed(1)} s, peak ${begun.peakMb.toFixed(0)} MB (bar 300); ${begun.lastLine}`);
    console.log(`  per 1,000 ${rowsEach === 1 ? what : `of the ${rows} rows (headers and lines)`} ${per(begun.sales.length)} requests to Dataverse, ${per(begun.scm.length)} to SCM, ${per(begun.sales.length + begun.scm.length)} together (bar 25)`);
    console.log(`second run, nothing changed: ${told(await run(world))}`);
    await changeOne(world);
    console.log(`one changed of ${count} ${what}: ${told(await run(world))}`);
    return begun;
  });
  const folder = mkdtempSync(join(tmpdir(), "p2c-bench-"));
  try {
    const file = join(folder, "requests");
    await inWorld(plan, (world) => record(world, args, concurrency, file));
    const floor = await inWorld(plan, (world) => replay(world, file, concurrency));
    console.log(`floor, the same ${floor.requests} requests with ready-made bodies and no engine: ${floor.seconds.toFixed(1)} s; ratio ${(first.seconds / floor.seconds).toFixed(2)} (bar 1.5)`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Requests of a run; the run's own row is told apart from the records. */
function told({ seconds, sales, scm, peakMb, lastLine }: Measured): string {
  const ofRun = sales.filter(({ path }) => path.includes("p2c_syncruns"));
  const own = sales.filter((entry) => !ofRun.includes(entry));
  const kinds = (entries: LogEntry[]): string => `${entries.filter(isGet).length} GET and ${entries.filter((entry) => !isGet(entry)).length} other`;
  return `${seconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB; requests to Dataverse ${kinds(own)}, to SCM ${kinds(scm)} (a batch of reads counts as other); for the run's own row ${ofRun.length}; ${lastLine}`;
}
