import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, startWorld, type World } from "../support/world";
import { isGet, measure, type LogEntry, type Measured } from "./measure";
import { record, replay } from "./floor";

/** Groups of records that the command works on at once, and requests in flight of the floor. */
const concurrency = 4;

function accounts(count: number): Iterable<{ table: string; row: Record<string, unknown> }> {
  return (function* () {
    for (let n = 0; n < count; n++) {
      yield {
        table: "account",
        row: {
          accountid: idOf(n), name: `Bench company ${n}`, accountnumber: `B${n}`, telephone1: `+1 555 ${n}`, address1_line1: `${n} Main Street`,
          address1_city: "Seattle", address1_stateorprovince: "WA", address1_postalcode: "98052", address1_country: "USA", creditlimit: 1000 + n,
        },
      };
    }
  })();
}

const idOf = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

async function load(world: World, count: number): Promise<void> {
  const all = [...accounts(count)];
  for (let at = 0; at < all.length; at += 5000) await world.admin.load(all.slice(at, at + 5000));
}

async function inWorld<T>(count: number, work: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld({ backend: false });
  try {
    await load(world, count);
    return await work(world);
  } finally {
    await world.close();
  }
}

/** First sync of many accounts, the floor of the same requests, a second run, and one changed account. */
export async function benchAccounts(count: number): Promise<void> {
  const run = (world: World): Promise<Measured> => measure(world, ["run", "accounts"], concurrency);
  const per = (n: number): string => ((n / count) * 1000).toFixed(1);
  const first = await inWorld(count, async (world) => {
    const begun = await run(world);
    console.log(`first sync of ${count} accounts: ${begun.seconds.toFixed(1)} s, peak ${begun.peakMb.toFixed(0)} MB (bar 300); ${begun.lastLine}`);
    console.log(`  per 1,000 accounts ${per(begun.sales.length)} requests to Dataverse, ${per(begun.scm.length)} to SCM, ${per(begun.sales.length + begun.scm.length)} together (bar 25)`);
    const second = await run(world);
    console.log(`second run, nothing changed: ${told(second)}`);
    await world.admin.call("PATCH", `${api}/accounts(${idOf(Math.floor(count / 2))})`, { name: "Renamed" });
    console.log(`one changed account of ${count}: ${told(await run(world))}`);
    return begun;
  });
  const folder = mkdtempSync(join(tmpdir(), "p2c-bench-"));
  try {
    const file = join(folder, "requests");
    await inWorld(count, (world) => record(world, ["run", "accounts"], concurrency, file));
    const floor = await inWorld(count, (world) => replay(world, file, concurrency));
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
