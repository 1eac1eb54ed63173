import { RequestStatus, SyncStatus, WhoCanFix } from "../../model/generated/schema";
import { parseHistory } from "../../model/history";
import type { RequestResult } from "../../model/request";
import { startTestWorld, asker, owner, type TestWorld } from "../testSupport/world";
import { keyOf } from "../testSupport/scm";

let world: TestWorld;
const stop = new AbortController().signal;
beforeEach(async () => {
  world = await startTestWorld();
});
afterEach(() => world.close());

const account = { accountnumber: "A-1", name: "Contoso", address1_country: "France", creditlimit: 10.5 };
const customer = (number = "A-1") => world.scm.customers.get(keyOf("usmf", number));
const resultOf = (request: Record<string, unknown>) => JSON.parse(String(request["p2c_result"])) as RequestResult;

test("a new record is created with four requests to Dataverse and two to SCM", async () => {
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  // The secured columns are read once per process; what counts here is the usual request.
  const processor = world.processor();
  await processor.process(world.addRequest(world.addAccount({ ...account, accountnumber: "WARM" })), stop);
  world.dataverse.server.calls.length = 0;
  world.scm.server.calls.length = 0;

  expect(await processor.process(request, stop)).toBe("succeeded");

  expect(world.dataverse.server.calls.map(({ method }) => method)).toEqual(["GET", "PATCH", "POST", "POST"]);
  expect(world.scm.server.calls.map(({ method }) => method)).toEqual(["GET", "POST"]);
  expect(customer()).toMatchObject({ OrganizationName: "Contoso", AddressCountryRegionISOCode: "FR", CreditLimit: 10.5, SalesCurrencyCode: "USD", CustomerGroupId: "10" });
  expect(customer()).not.toHaveProperty("DeliveryAddressCountryRegionISOCode");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Succeeded, p2c_openkey: `closed:${request}`, p2c_fence: 1, p2c_leaseuntil: null });
  const state = world.state(id);
  expect(state).toMatchObject({
    p2c_status: SyncStatus.InSync, p2c_scmkey: "A-1", p2c_company: "usmf", p2c_attempts: 0, _ownerid_value: owner,
    p2c_scmurl: "https://scm.example.com/?cmp=USMF&mi=CustTableListPage",
  });
  expect(world.dataverse.rows("accounts").get(id)).toMatchObject({ _p2c_syncstateid_value: state?.["p2c_syncstateid"] });
  expect(parseHistory(String(state?.["p2c_history"]))).toMatchObject([{ outcome: "created", to: "scm", by: "Sam Sales" }]);
});

test("afterwards only what changed is written, and nothing when nothing changed", async () => {
  const id = world.addAccount(account);
  await world.processor().process(world.addRequest(id), stop);
  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), name: "Contoso SA" });
  world.scm.server.calls.length = 0;
  const second = world.addRequest(id);
  await world.processor().process(second, stop);
  expect(resultOf(world.request(second)).records).toMatchObject([{ outcome: "updated", written: ["OrganizationName"] }]);
  expect(JSON.parse(world.scm.server.calls.at(-1)?.body ?? "")).toEqual({ OrganizationName: "Contoso SA" });

  const third = world.addRequest(id);
  await world.processor().process(third, stop);
  expect(resultOf(world.request(third)).records).toMatchObject([{ outcome: "unchanged", written: [] }]);
  expect(world.scm.server.calls.filter(({ method }) => method !== "GET")).toHaveLength(1);
});

test("columns under column security do not reach the last values", async () => {
  world.dataverse.secured.push("creditlimit");
  const id = world.addAccount(account);
  await world.processor().process(world.addRequest(id), stop);
  const lastValues = JSON.parse(String(world.state(id)?.["p2c_lastvalues"])) as Record<string, string>;
  expect(lastValues).toMatchObject({ name: "Contoso" });
  expect(lastValues).not.toHaveProperty("creditlimit");
});

test("a refusal by SCM fails with reason and remedy; twice in a row it is parked; mended it goes through", async () => {
  const id = world.addAccount({ ...account, p2c_customergroup: "GOLD" });
  const first = world.addRequest(id);
  expect(await world.processor().process(first, stop)).toBe("failed");
  expect(world.request(first)).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "scm-lookup-missing" });
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.NeedsAttention, p2c_whocanfix: WhoCanFix.You });
  expect(String(world.state(id)?.["p2c_whathappened"])).toContain("GOLD");

  await world.processor().process(world.addRequest(id), stop);
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.Paused, p2c_attempts: 2 });

  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), p2c_customergroup: "20" });
  expect(await world.processor().process(world.addRequest(id), stop)).toBe("succeeded");
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_attempts: 0, p2c_errorcode: null });
});

test("SCM down: the same request waits with a next attempt, then gives up", async () => {
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  world.scm.server.fault = () => ({ status: 503 });
  expect(await world.processor({ maxAttempts: 2 }).process(request, stop)).toBe("waiting");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Pending, p2c_attempts: 1, p2c_openkey: `account:${id}` });
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.Waiting, p2c_errorcode: "scm-unreachable", p2c_nextattempton: world.request(request)["p2c_nextattempton"] });
  expect(await world.processor().process(request, stop)).toBe("skipped");

  world.dataverse.put("p2c_syncrequests", request, { ...world.request(request), p2c_nextattempton: "2020-01-01T00:00:00Z" });
  expect(await world.processor({ maxAttempts: 2 }).process(request, stop)).toBe("failed");
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.NeedsAttention, p2c_errorcode: "gave-up" });
});

test("a dry run is not tried again: it says why at once, frees the way for a sync and leaves no trace in the state", async () => {
  const id = world.addAccount(account);
  const request = world.addRequest(id, { p2c_dryrun: true });
  world.scm.server.fault = () => ({ status: 503 });
  expect(await world.processor().process(request, stop)).toBe("failed");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "scm-unreachable", p2c_openkey: `closed:${request}` });
  expect(world.state(id)).toBeUndefined();
});

test("a Retry-After longer than the back-off moves the next attempt", async () => {
  const request = world.addRequest(world.addAccount(account));
  world.scm.server.fault = () => ({ status: 429, headers: { "Retry-After": "600" } });
  await world.processor().process(request, stop);
  expect(Date.parse(String(world.request(request)["p2c_nextattempton"])) - Date.now()).toBeGreaterThan(590_000);
});

test.each(["POST", "PATCH"])("a %s whose answer was lost is not done twice", async (method) => {
  const id = world.addAccount(account);
  if (method === "PATCH") {
    await world.processor().process(world.addRequest(id), stop);
    world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), name: "Renamed" });
  }
  let cut = false;
  world.scm.server.fault = (call) => (call.method === method && !cut ? ((cut = true), "cut after") : undefined);
  const request = world.addRequest(id);
  expect(await world.processor().process(request, stop)).toBe("succeeded");
  expect(cut).toBe(true);
  expect(resultOf(world.request(request)).records).toMatchObject([{ outcome: method === "POST" ? "created" : "updated" }]);
  expect(world.scm.customers.size).toBe(1);
});

test("a customer that somebody creates in between is updated instead", async () => {
  const id = world.addAccount(account);
  let raced = false;
  world.scm.server.fault = (call) => {
    if (call.method === "POST" && !raced) {
      raced = true;
      world.scm.put(keyOf("usmf", "A-1"), { dataAreaId: "usmf", CustomerAccount: "A-1", OrganizationName: "Someone else's", SiteId: "7" });
    }
    return undefined;
  };
  expect(await world.processor().process(world.addRequest(id), stop)).toBe("succeeded");
  // A field that is only set on a new customer keeps what it has.
  expect(customer()).toMatchObject({ OrganizationName: "Contoso", SiteId: "7" });
});

test("a change by somebody else between read and write is compared again, not overwritten blindly", async () => {
  const id = world.addAccount(account);
  await world.processor().process(world.addRequest(id), stop);
  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), name: "Renamed" });
  let raced = false;
  world.scm.server.fault = (call) => {
    if (call.method === "PATCH" && !raced) {
      raced = true;
      world.scm.put(keyOf("usmf", "A-1"), { ...customer(), OrganizationName: "Renamed" });
    }
    return undefined;
  };
  const request = world.addRequest(id);
  await world.processor().process(request, stop);
  expect(resultOf(world.request(request)).records).toMatchObject([{ outcome: "unchanged" }]);
});

test.each([
  ["a table that is not synced", { p2c_targettable: "lead" }, "request-table-unknown"],
  ["no target", { p2c_targetid: "" }, "request-target-missing"],
  ["a target that is no id", { p2c_targetid: "x') or (1 eq 1" }, "request-target-missing"],
  ["a foreign open key", { p2c_openkey: "account:00000000-0000-0000-0000-000000000000" }, "request-key-mismatch"],
  ["another kind", { p2c_kind: 504170002 }, "request-kind-unknown"],
])("a request with %s fails with that reason", async (_what, columns, code) => {
  const id = world.addAccount(account);
  const request = world.addRequest(id, columns);
  expect(await world.processor().process(request, stop)).toBe("failed");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: code });
  expect(world.scm.server.calls).toHaveLength(0);
});

test("who may not read the record gets nothing synced, and its state stays untouched", async () => {
  world.dataverse.blind.add(asker);
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  await world.processor().process(request, stop);
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "no-read-access" });
  expect(world.state(id)).toBeUndefined();
  expect(world.scm.server.calls).toHaveLength(0);
});

test("two workers at once: one does it", async () => {
  const request = world.addRequest(world.addAccount(account));
  const outcomes = await Promise.all(["a", "b"].map((holder) => world.processor({ holder }).process(request, stop)));
  expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(1);
  expect(world.request(request)["p2c_fence"]).toBe(1);
  expect(world.scm.server.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("a worker that vanished is replaced after its lease, and cannot write its end any more", async () => {
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let reading: () => void = () => undefined;
  const isReading = new Promise<void>((resolve) => (reading = resolve));
  let first = true;
  world.scm.server.fault = async () => {
    if (!first) return undefined;
    first = false;
    reading();
    await held;
    return undefined;
  };
  // A lease so long that the stalled worker does not notice by renewing.
  const stalled = world.processor({ holder: "stalled", leaseMs: 600_000 }).process(request, stop);
  await isReading;
  world.dataverse.put("p2c_syncrequests", request, { ...world.request(request), p2c_leaseuntil: "2020-01-01T00:00:00Z" });
  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), name: "Newer" });
  expect(await world.processor({ holder: "second" }).process(request, stop)).toBe("succeeded");
  expect(world.request(request)).toMatchObject({ p2c_fence: 2, p2c_attempts: 1 });
  const written = world.state(id);
  release();
  expect(await stalled).toBe("lost");
  expect(world.state(id)).toEqual(written);
});

test("a lease is renewed while work takes long", async () => {
  const request = world.addRequest(world.addAccount(account));
  const seen: string[] = [];
  world.scm.server.fault = async (call) => {
    if (call.method === "POST") {
      const until = () => String(world.request(request)["p2c_leaseuntil"]);
      const before = until();
      while (until() === before) await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(String(world.request(request)["p2c_progress"]));
    }
    return undefined;
  };
  expect(await world.processor({ leaseMs: 2_000 }).process(request, stop)).toBe("succeeded");
  expect(seen).toEqual(["writing"]);
});

test("the answer to the claim was lost: the claim is recognised as this worker's own", async () => {
  const request = world.addRequest(world.addAccount(account));
  let cut = false;
  world.dataverse.server.fault = (call) => (call.method === "PATCH" && !cut ? ((cut = true), "cut after") : undefined);
  expect(await world.processor().process(request, stop)).toBe("succeeded");
  expect(world.request(request)["p2c_fence"]).toBe(1);
});

test("the answer to the final change set was lost: it is not written twice", async () => {
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  let batches = 0;
  world.dataverse.server.fault = (call) => (call.path.endsWith("$batch") && ++batches === 2 ? "cut after" : undefined);
  expect(await world.processor().process(request, stop)).toBe("succeeded");
  expect(batches).toBe(2);
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Succeeded });
});

test("a stop gives the request back for another instance to take at once", async () => {
  const request = world.addRequest(world.addAccount(account));
  const stopping = new AbortController();
  world.scm.server.fault = () => {
    stopping.abort(new Error("stop"));
    return new Promise(() => undefined);
  };
  expect(await world.processor().process(request, stopping.signal)).toBe("released");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Pending, p2c_leaseuntil: null });
  world.scm.server.fault = () => undefined;
  expect(await world.processor().process(request, stop)).toBe("succeeded");
});

test("an owner who may not own sync states does not keep the sync from ending", async () => {
  world.dataverse.unfitOwners.add(owner);
  const id = world.addAccount(account);
  const request = world.addRequest(id);
  expect(await world.processor().process(request, stop)).toBe("succeeded");
  expect(world.state(id)).toMatchObject({ p2c_status: SyncStatus.InSync });
  expect(world.state(id)).not.toHaveProperty("_ownerid_value");
  expect(world.request(request)).toMatchObject({ p2c_status: RequestStatus.Succeeded });
});

test("a state whose link on the record was cleared is found by its key and linked again", async () => {
  const id = world.addAccount(account);
  await world.processor().process(world.addRequest(id), stop);
  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), _p2c_syncstateid_value: null });
  await world.processor().process(world.addRequest(id), stop);
  expect(world.dataverse.rows("p2c_syncstates").size).toBe(1);
  expect(world.dataverse.rows("accounts").get(id)).toMatchObject({ _p2c_syncstateid_value: world.state(id)?.["p2c_syncstateid"] });
  expect(parseHistory(String(world.state(id)?.["p2c_history"]))).toHaveLength(2);
});

test("a changed account number does not make a second customer", async () => {
  const id = world.addAccount(account);
  await world.processor().process(world.addRequest(id), stop);
  world.dataverse.put("accounts", id, { ...world.dataverse.rows("accounts").get(id), accountnumber: "A-2" });
  const request = world.addRequest(id);
  await world.processor().process(request, stop);
  expect(world.request(request)).toMatchObject({ p2c_errorcode: "key-changed" });
  expect(world.scm.customers.size).toBe(1);
});

test("a value that SCM lacks is named as the form names it; a lacking default is the administrator's", async () => {
  const byUser = world.addAccount({ ...account, p2c_customergroup: "GOLD" });
  await world.processor().process(world.addRequest(byUser), stop);
  expect(JSON.parse(String(world.state(byUser)?.["p2c_errorparams"]))).toMatchObject({ field: "SCM customer group", field_1036: "Groupe de clients SCM", value: "GOLD" });
  // 10 stands in no other field of the record.
  world.scm.groups.delete("10");
  const byDefault = world.addAccount({ ...account, accountnumber: "A-9" });
  await world.processor().process(world.addRequest(byDefault), stop);
  expect(world.state(byDefault)).toMatchObject({ p2c_errorcode: "scm-default-missing", p2c_whocanfix: WhoCanFix.Administrator });
});
