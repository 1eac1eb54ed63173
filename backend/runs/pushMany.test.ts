import { randomUUID } from "node:crypto";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { ScmClient } from "../connectors/scm/client";
import { ClaimLostError, RecordError } from "../core/errors";
import { targetValuesOf } from "../core/conflict";
import { prepare } from "../core/prepare";
import { TestScmBatch } from "../testSupport/scmBatch";
import { accountsTemplate as template } from "../templates/accounts";
import type { SourceRecord, StoredState } from "../worker/records";
import type { ReadyItem } from "./bulkItem";
import { pushMany, type PushManyOptions } from "./pushMany";

let server: TestScmBatch;
let scm: ScmClient;
beforeEach(async () => {
  server = new TestScmBatch();
  await server.server.start();
  scm = new ScmClient(new HttpClient({ side: "scm", baseUrl: server.server.url, credential: new StaticTokenCredential("t"), timeoutMs: 5_000, concurrency: 4, retries: 0 }));
});
afterEach(() => server.server.stop());

function item(number: string, source: Record<string, unknown> = {}, state?: Partial<StoredState>): ReadyItem {
  const row = { accountnumber: number, name: `Company ${number}`, ...source };
  return { record: { id: randomUUID(), name: row.name, source: row, state } as unknown as SourceRecord, correlationId: randomUUID(), prepared: prepare(template, row, "usmf", new Set()) };
}

const items = (count: number): ReadyItem[] => Array.from({ length: count }, (_, n) => item(`N-${n}`));
const time = { monotonic: () => 0, now: () => 0, random: () => 0, sleep: () => Promise.resolve() };

async function push(list: readonly ReadyItem[], options: Partial<PushManyOptions> = {}): Promise<void> {
  server.writes.length = server.server.calls.length = 0;
  await pushMany(list, { scm, template, batchSize: 10, isNew: () => false, guard: () => Promise.resolve(), found: () => Promise.resolve(), call: { correlationId: "c" }, time, ...options });
}
const outcomes = (list: readonly ReadyItem[]): string[] => list.map(({ pushed, error }) => pushed?.outcome ?? error?.code ?? "?");
const count = (list: readonly ReadyItem[], outcome: string): number => outcomes(list).filter((one) => one === outcome).length;

test("many rows in a few requests, and none when nothing differs", async () => {
  const first = items(25);
  await push(first);
  expect(count(first, "created")).toBe(25);
  expect(server.server.calls).toHaveLength(4);
  const again = items(25);
  await push(again);
  expect(count(again, "unchanged")).toBe(25);
  expect(server.writes).toEqual([]);
});

test("numbers known to be new are not read first; one that is there all the same is then read and changed", async () => {
  server.put("N-1", { OrganizationName: "Old" });
  const list = items(3);
  await push(list, { isNew: () => true });
  expect(outcomes(list)).toEqual(["created", "updated", "created"]);
  expect(server.server.calls).toHaveLength(3);
});

test.each([[false], [true]])("a refused row takes no other with it (service stops at the first failure: %p)", async (stops) => {
  server.stopsAtFailure = stops;
  for (const number of ["N-3", "N-7", "N-19"]) server.bad.add(number);
  const list = items(30);
  await push(list);
  expect(count(list, "created")).toBe(27);
  expect(list[3]?.error).toMatchObject({ code: "scm-refused", params: { message: "This customer is refused." } });
  expect(server.customers.size).toBe(27);
  // Each row is written once, whatever happens to its neighbours.
  expect(new Set(server.writes).size).toBe(server.writes.length);
});

test("a request refused as a whole is halved until the row at fault is found", async () => {
  server.poison.add("N-13");
  const list = items(40);
  await push(list, { batchSize: 40 });
  expect(count(list, "created")).toBe(39);
  expect(list[13]?.error).toBeDefined();
  expect(server.server.calls.length).toBeLessThanOrEqual(2 + 2 * Math.ceil(Math.log2(40)) + 1);
});

test("an answer that was lost is not written again", async () => {
  let cut = false;
  server.server.fault = (call) => {
    if (cut || !call.body.includes("POST /data")) return undefined;
    cut = true;
    return "cut after";
  };
  const list = items(10);
  await push(list);
  expect(count(list, "created")).toBe(10);
  expect(server.writes).toHaveLength(10);
});

test("somebody else's row is left alone; what both sides changed waits for a choice", async () => {
  for (const number of ["N-0", "N-1", "N-2"]) server.put(number, { OrganizationName: "Changed in SCM" });
  const base = item("N-1");
  const last = (name: string) => JSON.stringify({ ...targetValuesOf(base.prepared.mapped.fields, {}), OrganizationName: name });
  const state = { template: template.name, scmKey: "x" };
  const list = [item("N-0"), item("N-1", {}, { ...state, targetValues: last("As it was") }), item("N-2", {}, { ...state, targetValues: last("Changed in SCM") })];
  await push(list, { found: ([mine]) => { if (mine) mine.error = new RecordError("key-taken"); return Promise.resolve(); } });
  expect(outcomes(list)).toEqual(["key-taken", "conflict", "updated"]);
  expect(server.writes).toEqual(["N-2"]);
});

test("nothing is written once the run is lost", async () => {
  const list = items(5);
  await expect(push(list, { guard: () => Promise.reject(new ClaimLostError("lost")) })).rejects.toBeInstanceOf(ClaimLostError);
  expect(server.writes).toEqual([]);
});

test("a system that does not answer leaves every row unwritten, with the reason", async () => {
  server.server.fault = () => "cut before";
  const list = items(5);
  await push(list);
  expect(count(list, "scm-unreachable")).toBe(5);
});
