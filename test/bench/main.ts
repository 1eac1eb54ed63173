import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { navigation, syncState } from "../../model/generated/schema";
import { accountsTemplate } from "../../backend/templates/accounts";
import { backendEnvironment } from "../../sandbox/compose/backend";
import { createAccount, logOf, requestSync, stateColumns, stateOf, type Row } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

// `npm run bench [-- <accounts>]`: bytes of the controls, what one Sync now costs, and a first sync of many accounts
// against a floor that sends the same requests with ready-made bodies. Ratios are of one run; seconds are this machine's.

const concurrency = 4;

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

function accounts(count: number): { table: string; row: Row }[] {
  return Array.from({ length: count }, (_, n) => ({
    table: "account",
    row: {
      accountid: `b0000000-0000-4000-8000-${String(n).padStart(12, "0")}`, name: `Bench company ${n}`, accountnumber: `B${n}`, telephone1: `+1 555 ${n}`,
      address1_line1: `${n} Main Street`, address1_city: "Seattle", address1_stateorprovince: "WA", address1_postalcode: "98052", address1_country: "USA", creditlimit: 1000 + n,
    },
  }));
}

interface Run { seconds: number; sales: number; scm: number; scmWrites: number; salesWrites: number; peakMb: number; lastLine: string }

/** Runs the shipped command line, with its requests by the servers' logs and its peak memory where the system tells it. */
async function syncAll(world: World): Promise<Run> {
  const before = { sales: await logOf(world.admin), scm: await logOf(world.scm) };
  const start = performance.now();
  const child = spawn(process.execPath, ["dist/backend/main.js", "sync", "accounts"], {
    env: backendEnvironment({ ...world.backendOptions, env: { P2C_CONCURRENCY: String(concurrency) } }), stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let peakMb = 0;
  const watch = setInterval(() => {
    try {
      const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (match) peakMb = Number(match[1]) / 1024;
    } catch {
      // Not Linux, or just ended: the last figure stands.
    }
  }, 50);
  await once(child, "close");
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  const sales = (await logOf(world.admin)).slice(before.sales.length).filter((entry) => entry.caller === "sandbox-sync");
  const scm = (await logOf(world.scm)).slice(before.scm.length);
  const writes = (entries: { method: string }[]): number => entries.filter((entry) => entry.method !== "GET").length;
  return { seconds, sales: sales.length, scm: scm.length, salesWrites: writes(sales), scmWrites: writes(scm), peakMb, lastLine: output.trim().split("\n").find((l) => l.startsWith("Created")) ?? "" };
}

/** The calls of a first sync, with the bodies that the engine made in `done`, aimed at `fresh`. */
async function floorJobs(done: World, fresh: World): Promise<object[][]> {
  const customers = new Map<string, Row>();
  for (const row of await done.scm.list("/data/CustomersV3?cross-company=true")) customers.set(String(row.CustomerAccount), row);
  const fields = accountsTemplate.rows.map((row) => row.target);
  const jobs: object[][] = [];
  const headers = { authorization: "Bearer sandbox-sync", "content-type": "application/json", accept: "application/json" };
  let path: string | undefined = `${api}/accounts?$select=accountnumber,accountid&$expand=${navigation.accountSyncState}`;
  while (path) {
    const page: { value: Row[]; "@odata.nextLink"?: string } = await done.admin.get(path, { prefer: "odata.maxpagesize=1000" });
    for (const account of page.value) {
      const number = String(account.accountnumber);
      const customer = customers.get(number);
      const state = account[navigation.accountSyncState] as Row | null;
      if (!customer || !state) continue;
      const body = Object.fromEntries(["dataAreaId", "CustomerAccount", ...fields].filter((f) => customer[f] !== undefined && customer[f] !== "").map((f) => [f, customer[f]]));
      const columns = Object.fromEntries(Object.values(syncState.columns).filter((c) => state[c] !== null).map((c) => [c, state[c]]));
      const id = String(account.accountid);
      jobs.push([
        { method: "GET", url: `${fresh.scmUrl}/data/CustomersV3(dataAreaId='usmf',CustomerAccount='${number}')?cross-company=true`, headers },
        { method: "POST", url: `${fresh.scmUrl}/data/CustomersV3`, headers, body: JSON.stringify(body) },
        batchCall(fresh, id, columns, headers),
      ]);
    }
    path = page["@odata.nextLink"]?.replace(done.salesUrl, "");
  }
  return jobs;
}

function batchCall(fresh: World, id: string, columns: Row, headers: Record<string, string>): object {
  const key = `${syncState.columns.recordTable}='account',${syncState.columns.recordId}='${id}'`;
  const part = (n: number, path: string, body: object): string =>
    `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${n}\r\n\r\nPATCH ${api}/${path} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}\r\n`;
  const changes = part(1, `${syncState.entitySet}(${key})`, columns) +
    part(2, `accounts(${id})`, { [`${navigation.accountSyncState}@odata.bind`]: `/${syncState.entitySet}(${key})` });
  return {
    method: "POST", url: `${fresh.salesUrl}${api}/$batch`, headers: { ...headers, "content-type": "multipart/mixed; boundary=b" },
    body: `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${changes}--c--\r\n--b--\r\n`,
  };
}

async function floorSeconds(jobs: object[][]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "p2c-bench-"));
  try {
    writeFileSync(join(folder, "jobs.json"), JSON.stringify(jobs));
    const child = spawn(process.execPath, ["test/bench/floor.cjs", join(folder, "jobs.json"), String(concurrency)], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    await once(child, "close");
    return Number(output.trim()) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function manyAccounts(count: number): Promise<void> {
  const world = await startWorld({ backend: false });
  const fresh = await startWorld({ backend: false });
  try {
    const rows = accounts(count);
    await world.admin.load(rows);
    await fresh.admin.load(rows);
    const first = await syncAll(world);
    const per = (n: number): string => ((n / count) * 1000).toFixed(0);
    console.log(`first sync of ${count} accounts: ${first.seconds.toFixed(1)} s, peak ${first.peakMb.toFixed(0)} MB; per 1,000 accounts ${per(first.sales)} requests to Dataverse, ${per(first.scm)} to SCM (${first.lastLine})`);
    const floor = await floorSeconds(await floorJobs(world, fresh));
    console.log(`floor, the same requests with ready-made bodies: ${floor.toFixed(1)} s; ratio ${(first.seconds / floor).toFixed(2)}`);
    const second = await syncAll(world);
    console.log(`second run, nothing changed: ${second.seconds.toFixed(1)} s, ${second.salesWrites} writes to Dataverse, ${second.scmWrites} to SCM, ${second.sales + second.scm} requests in all`);
  } finally {
    await Promise.all([world.close(), fresh.close()]);
  }
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 2000);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`'${process.argv[2]}' is no number of accounts.`);
  controlSizes();
  await oneSyncNow(30);
  await manyAccounts(count);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
