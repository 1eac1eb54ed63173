import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createAccount, logOf, requestSync, stateColumns, stateOf } from "../support/sync";
import { startWorld, until } from "../support/world";
import { accountsSync } from "./accounts";
import { benchForms } from "./forms";
import { benchFirstSync } from "./firstSync";
import { ordersSync } from "./orders";
import { ordersBackSync } from "./ordersBack";
import { productsSync } from "./products";

// `npm run bench`: bytes of the controls and what one Sync now costs, then a first sync of 2,000 accounts.
// `npm run bench -- accounts 50000`, `-- orders 10000`, `-- products 10000`: only that sync, with as many records as asked.

const syncs = { accounts: accountsSync, orders: ordersSync, products: productsSync, "orders-back": ordersBackSync } as const;

const isSync = (what: string): what is keyof typeof syncs => Object.prototype.hasOwnProperty.call(syncs, what);

function controlSizes(): void {
  for (const name of readdirSync("out/controls")) {
    const bytes = gzipSync(readFileSync(join("out/controls", name, "bundle.js")), { level: 9 }).length;
    console.log(`control ${name}: ${bytes} bytes gzipped (bar 30720)`);
  }
}

async function oneSyncNow(rounds: number): Promise<void> {
  const world = await startWorld();
  try {
    const times: number[] = [];
    let sales = 0;
    let scm = 0;
    for (let n = 0; n < rounds; n++) {
      const id = await createAccount(world.salesperson, { name: `Bench ${n}`, accountnumber: `BENCH-${n}` });
      const before = { sales: (await logOf(world.admin)).filter((e) => e.caller === "sandbox-sync").length, scm: (await logOf(world.scm)).length };
      const start = performance.now();
      await requestSync(world.salesperson, id);
      await until(() => stateOf(world, id), (state) => state?.[stateColumns.scmKey] === `BENCH-${n}`);
      times.push(performance.now() - start);
      sales += (await logOf(world.admin)).filter((e) => e.caller === "sandbox-sync").length - before.sales;
      scm += (await logOf(world.scm)).length - before.scm;
    }
    times.sort((a, b) => a - b);
    console.log(`one Sync now (${rounds} times): median ${(times[Math.floor(rounds / 2)] ?? 0).toFixed(0)} ms from click to In sync, ` +
      `backend requests ${(sales / rounds).toFixed(1)} to Dataverse, ${(scm / rounds).toFixed(1)} to SCM`);
  } finally {
    await world.close();
  }
}

async function main(): Promise<void> {
  const [what, number] = process.argv.slice(2);
  if (what === "forms") return benchForms();
  if (what !== undefined && !isSync(what)) throw new RangeError(`'${what}' is nothing that is measured. Use: forms, or ${Object.keys(syncs).join("|")} [<how many>].`);
  const count = Number(number ?? 2000);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`'${number}' is no number of records.`);
  if (what === undefined) {
    controlSizes();
    await oneSyncNow(30);
  }
  await benchFirstSync(syncs[what ?? "accounts"](count));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
