import { SyncStatus } from "../../model/generated/schema";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { accountsTemplate } from "../templates/accounts";
import { startTestWorld, type TestWorld } from "../testSupport/world";
import { BulkSync, type BulkOptions } from "./bulk";

let world: TestWorld;
beforeEach(async () => {
  world = await startTestWorld();
});
afterEach(() => world.close());

async function run(options: Partial<BulkOptions> = {}) {
  world.dataverse.server.calls.length = world.scm.server.calls.length = 0;
  return new BulkSync({
    ...world.services, secured: new SecuredColumns(world.services.dataverse), companies: { fallback: "usmf", byBusinessUnit: new Map() }, scmUrl: "https://scm.example.com/",
    lcid: 1033, template: accountsTemplate, table: "account", concurrency: 3, verify: false, retryFailed: false, dryRun: false, ...options,
  }).run(undefined);
}
const writes = () => [...world.dataverse.server.calls, ...world.scm.server.calls].filter(({ method }) => method !== "GET");

function addAccounts(): string[] {
  return Array.from({ length: 5 }, (_, n) => world.addAccount({ accountnumber: `A-${n}`, name: `Account ${n}`, ...(n === 3 ? { address1_country: "Atlantis" } : {}), ...(n === 4 ? { p2c_customergroup: "GOLD" } : {}) }));
}

test("the second run over unchanged data writes nothing anywhere and does not even read SCM", async () => {
  const ids = addAccounts();
  expect((await run()).counts).toMatchObject({ created: 3, failed: 2 });
  expect(world.scm.customers.size).toBe(3);
  expect(ids.map((id) => world.state(id)?.["p2c_status"])).toEqual([SyncStatus.InSync, SyncStatus.InSync, SyncStatus.InSync, SyncStatus.NeedsAttention, SyncStatus.NeedsAttention]);

  const second = await run();
  expect(second.counts).toMatchObject({ unchanged: 3, stillFailing: 2, created: 0, updated: 0, failed: 0 });
  expect([...second.errors.keys()].sort()).toEqual(["scm-lookup-missing", "value-not-mapped"]);
  expect(writes()).toEqual([]);
  expect(world.scm.server.calls).toEqual([]);
});

test("verify finds what was changed in SCM and mends it; retry-failed tries again", async () => {
  addAccounts();
  await run();
  const [key, row] = [...world.scm.customers][0] ?? ["", {}];
  world.scm.put(key, { ...row, OrganizationName: "Tampered" });
  expect((await run({ verify: true })).counts).toMatchObject({ updated: 1, unchanged: 2, stillFailing: 2 });
  world.scm.groups.add("GOLD");
  expect((await run({ retryFailed: true })).counts).toMatchObject({ created: 1, failed: 1 });
});

test("a dry run writes nothing and says what would be done", async () => {
  addAccounts();
  expect((await run({ dryRun: true })).counts).toMatchObject({ created: 4, failed: 1 });
  expect(writes()).toEqual([]);
});

test("a system that does not answer ends the run; states stay as they were", async () => {
  const ids = Array.from({ length: 40 }, (_, n) => world.addAccount({ accountnumber: `B-${n}`, name: "B" }));
  world.scm.server.fault = () => ({ status: 401 });
  const summary = await run();
  expect(summary.abandoned?.code).toBe("scm-signin-failed");
  expect(summary.counts.created).toBe(0);
  expect(ids.every((id) => world.state(id) === undefined)).toBe(true);
});

test("a state that somebody wrote in between is read again, not overwritten unseen", async () => {
  const id = world.addAccount({ accountnumber: "C-1", name: "C" });
  let raced = false;
  world.scm.server.fault = (call) => {
    if (call.method === "POST" && !raced) {
      raced = true;
      world.dataverse.put("p2c_syncstates", "33333333-3333-4333-8333-333333333333", { p2c_recordtable: "account", p2c_recordid: id, p2c_history: '[{"on":"2026-01-01T00:00:00Z","outcome":"failed"}]' });
    }
    return undefined;
  };
  await run();
  expect([...world.dataverse.rows("p2c_syncstates").values()]).toHaveLength(1);
  expect(JSON.parse(String(world.state(id)?.["p2c_history"]))).toMatchObject([{ outcome: "created" }, { outcome: "failed" }]);
});
