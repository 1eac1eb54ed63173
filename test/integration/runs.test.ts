import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunOutcome, SyncStatus, syncRun, syncState } from "../../model/generated/schema";
import { backendEnvironment, runBackend } from "../../sandbox/compose/backend";
import type { SandboxClient } from "../../sandbox/compose/client";
import { createAccount, logOf, stateColumns, stateOf, type Row } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

const c = syncRun.columns;
let world: World;
beforeEach(async () => {
  world = await startWorld({ backend: false, backendEnv: { P2C_LEASE_SECONDS: "2", P2C_CONCURRENCY: "2" } });
});
afterEach(() => world.close());

const idOf = (n: number): string => `a0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const run = (...args: string[]): Promise<{ code: number | null; output: string }> => runBackend(["run", "accounts", ...args], world.backendOptions);
const fault = (client: SandboxClient, rule: object): Promise<unknown> => client.call("POST", "/_sandbox/faults", rule);
const lift = (client: SandboxClient): Promise<unknown> => client.call("DELETE", "/_sandbox/faults");
const runRows = async (): Promise<Row[]> => (await world.admin.get<{ value: Row[] }>(`${api}/${syncRun.entitySet}?$orderby=${c.fence} asc`)).value;
const customers = async (): Promise<Row[]> => world.scm.list("/data/CustomersV3?cross-company=true&$select=CustomerAccount,OrganizationName&$filter=CustomerGroupId eq '10'");
const states = async (): Promise<Row[]> => world.admin.list(`${api}/${syncState.entitySet}?$select=${stateColumns.status},${stateColumns.recordId},${stateColumns.errorCode}`);

/** Loads accounts; `change` may alter a row. */
async function load(count: number, change: (row: Row, n: number) => Row = (row) => row): Promise<void> {
  await world.admin.load(Array.from({ length: count }, (_, n) => ({ table: "account", row: change({ accountid: idOf(n), name: `Company ${n}`, accountnumber: `R-${n}` }, n) })));
}

/** Requests of a run, without those on its own row. */
async function requests(work: () => Promise<unknown>): Promise<{ sales: string[]; scm: string[] }> {
  await Promise.all([world.admin.call("DELETE", "/_sandbox/log"), world.scm.call("DELETE", "/_sandbox/log")]);
  await work();
  const line = ({ method, path }: { method: string; path: string }): string => `${method} ${path.split("?")[0]?.replace(`${api}/`, "") ?? ""}`;
  const sales = (await logOf(world.admin)).filter(({ caller, path }) => caller === "sandbox-sync" && !path.includes(syncRun.entitySet));
  return { sales: sales.map(line), scm: (await logOf(world.scm)).map(line) };
}

test("a bad row among 1,000 fails alone; the rest lands, and the next runs retry it once, then leave it", async () => {
  await load(1000, (row, n) => (n === 500 ? { ...row, p2c_customergroup: "GOLD" } : row));
  const first = await run();
  expect(first).toMatchObject({ code: 1, output: expect.stringMatching(/Warning: Created 999, updated 0, unchanged 0, failed 1.*\n {2}1 × scm-lookup-missing, e\.g\. Company 500/) as string });
  expect(await customers()).toHaveLength(999);
  expect(await stateOf(world, idOf(500))).toMatchObject({ [stateColumns.status]: SyncStatus.NeedsAttention });
  expect((await runRows()).at(-1)).toMatchObject({ [c.outcome]: RunOutcome.Warning, [c.inserted]: 999, [c.failed]: 1, [c.errors]: expect.stringContaining("Company 500") as string, [c.leaseHolder]: null });

  expect(await run()).toMatchObject({ code: 1, output: expect.stringMatching(/failed 1/) as string });
  expect(await stateOf(world, idOf(500))).toMatchObject({ [stateColumns.status]: SyncStatus.Paused });
  const quiet = await requests(() => run());
  expect(quiet).toEqual({ sales: ["GET p2c_syncstates", "GET accounts"], scm: [] });
  expect((await runRows()).at(-1)).toMatchObject({ [c.outcome]: RunOutcome.Completed, [c.failed]: 0 });

  await world.scm.call("POST", "/data/CustomerGroups", { dataAreaId: "usmf", CustomerGroupId: "GOLD", Description: "Gold" });
  expect(await run("--retry-failed")).toMatchObject({ code: 0, output: expect.stringMatching(/Created 1/) as string });
});

test("after the first run one changed account costs no full scan, and neither does nothing", async () => {
  await load(1200);
  expect(await run()).toMatchObject({ code: 0, output: expect.stringMatching(/Completed: Created 1200/) as string });
  expect(await requests(() => run())).toEqual({ sales: ["GET p2c_syncstates", "GET accounts"], scm: [] });
  await world.admin.call("PATCH", `${api}/accounts(${idOf(7)})`, { name: "Renamed" });
  const one = await requests(() => run());
  expect(one.sales).toEqual(["GET p2c_syncstates", "GET accounts", "POST $batch", "GET EntityDefinitions(LogicalName='account')/Attributes", "POST $batch"]);
  expect(one.scm).toEqual(["POST /data/$batch", "POST /data/$batch"]);
  expect((await customers()).find((row) => row.CustomerAccount === "R-7")).toMatchObject({ OrganizationName: "Renamed" });
});

test("killed in the middle, the next run waits for the lease, goes on where it was, and nothing is there twice", async () => {
  await load(3000);
  // Long enough that the next command begins before the dead run's lease has ended, however slow the machine.
  world.backendOptions.env = { ...world.backendOptions.env, P2C_LEASE_SECONDS: "12" };
  // From some point on nothing is answered, so that the kill meets a run that is under way.
  const batch = { method: "POST", path: "batch" };
  await world.scm.call("POST", "/_sandbox/faults", [{ match: batch, times: 10, delayMs: 1 }, { match: batch, delayMs: 120_000 }]);
  const child = spawn(process.execPath, ["dist/backend/main.js", "run", "accounts"], { env: backendEnvironment(world.backendOptions), stdio: "ignore" });
  const exited = once(child, "exit");
  await until(() => runRows(), (rows) => Number(rows[0]?.[c.inserted] ?? 0) >= 500, 60);
  child.kill("SIGKILL");
  await exited;
  const before = (await customers()).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(3000);
  await lift(world.scm);

  expect(await run()).toMatchObject({ code: 0, output: expect.stringMatching(/waiting whether its lease is renewed/) as string });
  expect(await customers()).toHaveLength(3000);
  expect(new Set((await states()).map((row) => row[stateColumns.recordId])).size).toBe(3000);
  const rows = await runRows();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ [c.outcome]: RunOutcome.Completed, [c.fence]: 2 });
  expect(await requests(() => run())).toEqual({ sales: ["GET p2c_syncstates", "GET accounts"], scm: [] });
}, 120_000);

test("two commands at once: one carries the run, the other says so and does nothing", async () => {
  await load(600);
  world.backendOptions.env = { ...world.backendOptions.env, P2C_LEASE_SECONDS: "12" };
  await fault(world.scm, { match: { method: "POST", path: "batch" }, times: 1, delayMs: 20_000 });
  const [one, two] = await Promise.all([run(), run()]);
  expect([one.code, two.code].sort()).toEqual([0, 2]);
  expect(one.output + two.output).toMatch(/a run is under way, carried by/);
  expect(await customers()).toHaveLength(600);
  expect(await runRows()).toHaveLength(1);
}, 120_000);

test("an expired delta token leads to a full look, without duplicates and without writes", async () => {
  await load(300);
  await run();
  await world.admin.call("POST", "/_sandbox/clock", { shiftMs: 8 * 24 * 3_600_000 });
  const again = await requests(() => run());
  expect(again.scm).toEqual([]);
  expect(again.sales.filter((line) => !line.startsWith("GET"))).toEqual([]);
  expect((await runRows()).at(-1)).toMatchObject({ [c.outcome]: RunOutcome.Completed, [c.unchanged]: 300 });
  expect(await requests(() => run())).toEqual({ sales: ["GET p2c_syncstates", "GET accounts"], scm: [] });
});

test("a storm of 429 is waited out by all; every row lands once", async () => {
  await load(700);
  await fault(world.scm, { match: { method: "POST", path: "batch" }, times: 12, answer: { status: 429, headers: { "Retry-After": "1" } } });
  await fault(world.admin, { match: { method: "POST", path: "batch" }, times: 6, answer: { status: 429, headers: { "Retry-After": "1" } } });
  expect(await run()).toMatchObject({ code: 0, output: expect.stringMatching(/Created 700, updated 0, unchanged 0, failed 0/) as string });
  expect(await customers()).toHaveLength(700);
});

test("connections cut after the change was made: nothing is written twice, nothing is lost", async () => {
  await load(600);
  await fault(world.scm, { match: { method: "POST", path: "batch" }, times: 2, drop: "after" });
  await fault(world.admin, { match: { method: "POST", path: "batch" }, times: 2, drop: "after" });
  expect(await run()).toMatchObject({ code: 0, output: expect.stringMatching(/Created 600, updated 0, unchanged \d+, failed 0/) as string });
  expect(await customers()).toHaveLength(600);
  const histories = (await world.admin.list(`${api}/${syncState.entitySet}?$select=${stateColumns.history}`)).map((row) => JSON.parse(String(row[stateColumns.history])) as unknown[]);
  expect(histories).toHaveLength(600);
  expect(histories.every((history) => history.length === 1)).toBe(true);
});

test("a deleted account: its state says so", async () => {
  await load(3);
  await run();
  await world.admin.call("DELETE", `${api}/accounts(${idOf(1)})`);
  expect(await run()).toMatchObject({ code: 0 });
  expect((await states()).find((row) => row[stateColumns.recordId] === idOf(1))).toMatchObject({ [stateColumns.status]: SyncStatus.Excluded, [stateColumns.errorCode]: "record-deleted" });
  expect(await customers()).toHaveLength(3);
});

test("two accounts of one number: the first goes out, the other is refused", async () => {
  await load(2, (row) => ({ ...row, accountnumber: "R-SAME" }));
  expect(await run()).toMatchObject({ code: 1, output: expect.stringMatching(/Created 1.*failed 1.*\n {2}1 × key-taken/) as string });
  expect(await customers()).toHaveLength(1);
});

test("the system that does not answer ends the run as an error; the next one does it all", async () => {
  await load(2000);
  await fault(world.scm, { match: { path: "^/data" }, drop: "before" });
  expect(await run()).toMatchObject({ code: 2, output: expect.stringMatching(/Error: Created 0.*\n[^]*Given up/) as string });
  expect((await runRows()).at(-1)).toMatchObject({ [c.outcome]: RunOutcome.Error, [c.message]: expect.stringContaining("Supply Chain Management") as string });
  await lift(world.scm);
  expect(await run()).toMatchObject({ code: 0, output: expect.stringMatching(/Created 2000/) as string });
});

test("a dry run writes nothing, not even its own row", async () => {
  await load(5);
  const seen = await requests(() => run("--dry-run"));
  expect(seen.sales.filter((line) => !line.startsWith("GET"))).toEqual([]);
  expect(await runRows()).toEqual([]);
  expect(await customers()).toEqual([]);
});

test("an override file with an unknown column is refused before anything runs, naming file, line, path, value and remedy", async () => {
  const folder = mkdtempSync(join(tmpdir(), "p2c-overrides-"));
  try {
    const file = join(folder, "overrides.json");
    writeFileSync(file, '{\n  "templates": {\n    "accounts": { "rows": [{ "target": "SalesMemo", "type": "string", "from": { "kind": "copy", "column": "nosuchcolumn" } }] }\n  }\n}\n');
    await load(1);
    const { code, output } = await runBackend(["run", "accounts"], { ...world.backendOptions, env: { ...world.backendOptions.env, P2C_OVERRIDES: file } });
    expect(code).toBe(2);
    expect(output).toContain(`${file}:3 $.templates.accounts: The table account has no column 'nosuchcolumn' (found "nosuchcolumn"). Correct the name`);
    expect(await customers()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("all templates in the order of dependencies; the second time nothing is written on either side", async () => {
  await world.close();
  world = await startWorld({ backend: false, demo: true });
  const all = (): Promise<{ code: number | null; output: string }> => runBackend(["run", "all"], world.backendOptions);
  const first = await all();
  expect(first.output).toMatch(/products …\nCompleted: Created [1-9]\d*, .*failed 0/);
  expect(first.output).toMatch(/accounts …\nWarning: Created [1-9]\d*, /);
  expect(first.output.match(/^[a-z-]+ …$/gm)).toEqual(["products …", "accounts …", "contacts …", "contacts-to-customer …", "quotes …", "orders-out …", "orders-back …", "invoices …"]);
  // What SCM refused is tried once more and then parked.
  await all();
  const before = (await world.scm.list("/data/CustomersV3?cross-company=true&$count=true")).length;
  const third = await requests(all);
  expect(third.sales.filter((line) => line.startsWith("PATCH"))).toEqual([]);
  expect(third.scm.filter((line) => !line.startsWith("GET"))).toEqual([]);
  expect((await world.scm.list("/data/CustomersV3?cross-company=true")).length).toBe(before);
}, 180_000);

test("the schedule runs by itself, and a second instance does not run it again", async () => {
  await createAccount(world.salesperson, { name: "By the clock", accountnumber: "R-CLOCK" });
  const env = { ...world.backendOptions.env, P2C_SCHEDULE: "accounts=1m" };
  const children: ChildProcess[] = [0, 1].map(() => spawn(process.execPath, ["dist/backend/main.js", "serve"], { env: { ...backendEnvironment({ ...world.backendOptions, env }), P2C_PORT: "0" }, stdio: "ignore" }));
  try {
    await until(() => customers(), (rows) => rows.length === 1, 60);
    const [only, ...others] = await until(() => runRows(), (rows) => rows[0]?.[c.outcome] === RunOutcome.Completed, 60);
    expect(only).toMatchObject({ [c.inserted]: 1, [c.endedOn]: expect.any(String) as string });
    expect(others.length).toBeLessThanOrEqual(1);
    const { output } = await runBackend(["runs"], world.backendOptions);
    expect(output).toMatch(/started \(UTC\) +template +trigger +outcome/);
    expect(output).toMatch(/Accounts \(Sales to Fin and Ops\) - Direct +Schedule +Completed/);
  } finally {
    for (const child of children) {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    }
  }
}, 180_000);
