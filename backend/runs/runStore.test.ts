import { RunOutcome, RunTrigger, syncRun } from "../../model/generated/schema";
import { DataverseClient } from "../connectors/dataverse/client";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { TestServer, type Answer, type Call } from "../testSupport/server";
import { ClaimLostError } from "../core/errors";
import { RunLease } from "./runLease";
import { RunStore, type RunRow } from "./runStore";
import { Tally } from "./tally";

type Row = Record<string, unknown>;
const c = syncRun.columns;
const rows = new Map<string, Row>();
let version = 1;
let server: TestServer;
const call = { correlationId: "c" };
const facts = { template: "T", task: "t", company: "", trigger: RunTrigger.CommandLine };

/** Run rows as Dataverse keeps them: PATCH by id under a condition, and the newest by fence. */
function answer({ method, path, headers, body }: Call): Answer {
  const id = /p2c_syncruns\(([^)]+)\)/.exec(path)?.[1];
  if (id === undefined) return { status: 200, body: { value: [...rows.values()].sort((a, b) => Number(b[c.fence]) - Number(a[c.fence])).slice(0, 1) } };
  const found = rows.get(id);
  if (method === "GET") return found ? { status: 200, body: found } : { status: 404, body: {} };
  if ((headers["if-none-match"] === "*" && found) || (headers["if-match"] && headers["if-match"] !== found?.["@odata.etag"])) return { status: 412, body: { error: { code: "0x80060882", message: "stale" } } };
  const row = { ...found, ...(JSON.parse(body) as Row), [syncRun.primaryId]: id, "@odata.etag": `W/"${version++}"` };
  rows.set(id, row);
  return { status: 200, body: row };
}

beforeEach(async () => {
  rows.clear();
  server = await new TestServer(answer).start();
});
afterEach(() => server.stop());

const store = (holder: string, leaseMs = 30_000): RunStore =>
  new RunStore(new DataverseClient(new HttpClient({ side: "sales", baseUrl: server.url, credential: new StaticTokenCredential("t"), timeoutMs: 2_000, concurrency: 5, retries: 0 })), holder, leaseMs);

async function begun(of: RunStore): Promise<RunRow> {
  const run = await of.begin(facts, await of.latest("T", "t", call), call);
  if (!run) throw new Error("Not begun");
  return run;
}

test("of two instances that begin at once one gets the run", async () => {
  const [a, b] = [store("a"), store("b")];
  const both = await Promise.all([a.begin(facts, undefined, call), b.begin(facts, undefined, call)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(rows.size).toBe(1);
});

test("the next run keeps the watermark and has a higher fence", async () => {
  const a = store("a");
  const first = await begun(a);
  const done = { mapping: "m", delta: "d" };
  await a.finish(first.id, first.etag, { tally: new Tally({ inserted: 2 }), progress: { done }, outcome: RunOutcome.Completed, message: "" }, call);
  const second = await begun(a);
  expect(second.id).not.toBe(first.id);
  expect(second).toMatchObject({ fence: first.fence + 1, progress: { done } });
  expect(rows.get(first.id)).toMatchObject({ [c.inserted]: 2, [c.leaseUntil]: null, [c.outcome]: RunOutcome.Completed });
});

test("a begin whose answer was lost is recognised as one's own", async () => {
  server.fault = ({ method }) => (method === "PATCH" ? "cut after" : undefined);
  expect(await store("a").begin(facts, undefined, call)).toMatchObject({ leaseHolder: "a", fence: 1 });
});

test("whoever was cut off while another took over may not write any more", async () => {
  const [a, b] = [store("a", 60), store("b", 60)];
  const run = await begun(a);
  const lease = new RunLease(a, run, performance.now() - 1_000, 60, () => ({ tally: new Tally(), progress: {} }), "c");
  expect((await b.takeOver(run, call))?.fence).toBe(run.fence + 1);
  await expect(lease.assertHeld()).rejects.toBeInstanceOf(ClaimLostError);
  expect(lease.lost.aborted).toBe(true);
  await lease.end();
});

test("a renewal whose answer was lost does not lose the run", async () => {
  const a = store("a", 5_000);
  const run = await begun(a);
  const lease = new RunLease(a, run, performance.now() - 3_000, 5_000, () => ({ tally: new Tally(), progress: {} }), "c");
  let cut = true;
  server.fault = ({ method }) => {
    const strike = cut && method === "PATCH";
    if (strike) cut = false;
    return strike ? "cut after" : undefined;
  };
  await lease.assertHeld();
  expect(await lease.end()).toBe(rows.get(run.id)?.["@odata.etag"]);
});
