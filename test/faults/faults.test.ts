import { RequestStatus, SyncStatus, WhoCanFix, syncRequest } from "../../model/generated/schema";
import { newRecordRequest } from "../../model/request";
import { assignRole } from "../../sandbox/compose/demo";
import { ids } from "../../sandbox/data/ids";
import { createAccount, customer, finished, logOf, readRequest, requestColumns, requestSync, stateColumns, stateOf } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ backendEnv: { P2C_LEASE_SECONDS: "2" } });
});
afterAll(() => world.close());

const setFault = (rule: object): Promise<unknown> => world.scm.call("POST", "/_sandbox/faults", rule);
const clearFaults = (): Promise<unknown> => world.scm.call("DELETE", "/_sandbox/faults");

/** How often SCM answered that it created a customer. */
async function customersCreated(): Promise<number> {
  return (await logOf(world.scm)).filter((entry) => entry.method === "POST" && entry.path.startsWith("/data/CustomersV3") && entry.status === 201).length;
}

test("SCM down: the salesperson sees that it waits and when it is tried next; it goes through when SCM is back", async () => {
  await setFault({ match: { path: "^/data/" }, answer: { status: 503 } });
  const id = await createAccount(world.salesperson, { name: "Patient", accountnumber: "PAT-1" });
  const requestId = await requestSync(world.salesperson, id);
  const state = await until(() => stateOf(world, id), (row) => row?.[stateColumns.status] === SyncStatus.Waiting);
  expect(Date.parse(String(state?.[stateColumns.nextAttemptOn]))).toBeGreaterThan(Date.now() - 1000);
  expect(state).toMatchObject({ [stateColumns.errorCode]: "scm-unreachable", [stateColumns.whoCanFix]: WhoCanFix.RetriesItself });
  expect(await readRequest(world, requestId)).toMatchObject({ [requestColumns.status]: RequestStatus.Pending, [requestColumns.attempts]: 1 });

  await clearFaults();
  expect(await finished(world, requestId, 40)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  expect(await stateOf(world, id)).toMatchObject({ [stateColumns.status]: SyncStatus.InSync, [stateColumns.attempts]: 0, [stateColumns.nextAttemptOn]: null });
});

test("SCM applied the write but the answer was lost: it is not written again, the request succeeds", async () => {
  await setFault({ match: { method: "POST", path: "^/data/CustomersV3" }, times: 1, drop: "after" });
  const before = await customersCreated();
  const id = await createAccount(world.salesperson, { name: "Lost answer", accountnumber: "LOST-1" });
  expect(await finished(world, await requestSync(world.salesperson, id), 40)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  expect(await customer(world, "LOST-1")).toMatchObject({ OrganizationName: "Lost answer" });
  // The cut answer is logged with status 0, so any further creation would show.
  expect(await customersCreated()).toBe(before);
  await clearFaults();
});

test("a request whose maker may not read the record fails with that reason, and nothing reaches SCM", async () => {
  const id = await createAccount(world.admin, { name: "Secret", accountnumber: "SEC-1" });
  const roles = await world.admin.list(`${api}/systemusers(${ids.users.sales})/systemuserroles_association?$select=roleid,name`);
  const broad = roles.find((role) => role.name === "Salesperson");
  await world.admin.call("DELETE", `${api}/systemusers(${ids.users.sales})/systemuserroles_association(${String(broad?.roleid)})/$ref`);
  await assignRole(world.admin, ids.users.sales, "Basic User");
  try {
    const row = newRecordRequest("account", id, "Secret");
    // Binding the lookup is refused by Dataverse itself; a forged row leaves it out.
    delete row["p2c_AccountId@odata.bind"];
    const made = await world.salesperson.call<Record<string, unknown>>("POST", `${api}/${syncRequest.entitySet}`, row, { prefer: "return=representation" });
    const request = await finished(world, String(made[syncRequest.primaryId]));
    expect(request).toMatchObject({ [requestColumns.status]: RequestStatus.Failed, [requestColumns.errorCode]: "no-read-access" });
    expect(await customer(world, "SEC-1")).toBeUndefined();
  } finally {
    await assignRole(world.admin, ids.users.sales, "Salesperson");
  }
});

test.each([0, 5, 15, 30, 60, 100, 160])("killed %i ms after the click and started again, the request finishes once", async (milliseconds) => {
  const number = `KILL-${milliseconds}`;
  const id = await createAccount(world.salesperson, { name: `Killed ${milliseconds}`, accountnumber: number });
  await setFault({ match: { method: "POST", path: "^/data/CustomersV3" }, times: 1, delayMs: 60 });
  const requestId = await requestSync(world.salesperson, id);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await world.backend?.stop("SIGKILL");
  await world.startBackend();
  expect(await finished(world, requestId, 40)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  expect(await customer(world, number)).toMatchObject({ OrganizationName: `Killed ${milliseconds}` });
  const rows = await world.scm.list(`/data/CustomersV3?cross-company=true&$filter=OrganizationName eq 'Killed ${milliseconds}'`);
  expect(rows).toHaveLength(1);
  await clearFaults();
});

test("a webhook that never came is made good by the sweep", async () => {
  await world.backend?.stop();
  const id = await createAccount(world.salesperson, { name: "Unannounced", accountnumber: "SWEEP-1" });
  const requestId = await requestSync(world.salesperson, id);
  await world.startBackend();
  expect(await finished(world, requestId)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
});

test("two instances side by side: each request is worked on once", async () => {
  const { startBackend } = await import("../../sandbox/compose/backend");
  const { freePort } = await import("../support/world");
  const second = await startBackend({ ...world.backendOptions, port: await freePort() });
  try {
    const created = await customersCreated();
    const accounts = await Promise.all(Array.from({ length: 20 }, (_, n) => createAccount(world.salesperson, { name: `Pair ${n}`, accountnumber: `PAIR-${n}` })));
    const requests = await Promise.all(accounts.map((id) => requestSync(world.salesperson, id)));
    for (const request of requests) {
      expect(await finished(world, request, 40)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded, [requestColumns.fence]: 1 });
    }
    const rows = await world.scm.list("/data/CustomersV3?cross-company=true&$filter=CustomerAccount eq 'PAIR-*'");
    expect(rows).toHaveLength(20);
    expect(await customersCreated()).toBe(created + 20);
  } finally {
    await second.stop();
  }
});
