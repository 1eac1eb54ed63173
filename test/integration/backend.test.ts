import { RequestStatus, SyncStatus } from "../../model/generated/schema";
import { runBackend } from "../../sandbox/compose/backend";
import { createAccount, customer, finished, logOf, readRequest, requestColumns, requestSync, stateColumns, stateOf } from "../support/sync";
import { startWorld, until, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const setFault = (rule: object): Promise<unknown> => world.scm.call("POST", "/_sandbox/faults", rule);
const clearFaults = (): Promise<unknown> => world.scm.call("DELETE", "/_sandbox/faults");

test("SIGTERM during work: the request is given back within ten seconds, exit code 0, and the next start finishes it", async () => {
  await setFault({ match: { method: "POST", path: "^/data/CustomersV3" }, times: 1, delayMs: 60_000 });
  const id = await createAccount(world.salesperson, { name: "Interrupted", accountnumber: "TERM-1" });
  const requestId = await requestSync(world.salesperson, id);
  await until(() => readRequest(world, requestId), (row) => row[requestColumns.status] === RequestStatus.Running);
  const started = performance.now();
  await world.backend?.stop("SIGTERM");
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(world.backend?.process.exitCode).toBe(0);
  expect(await readRequest(world, requestId)).toMatchObject({ [requestColumns.status]: RequestStatus.Pending, [requestColumns.leaseUntil]: null });
  await clearFaults();
  await world.startBackend();
  expect(await finished(world, requestId)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  expect(await customer(world, "TERM-1")).toMatchObject({ OrganizationName: "Interrupted" });
});

test("the command line sends what changed, and a second run writes nothing on either side", async () => {
  const good = await createAccount(world.salesperson, { name: "By command", accountnumber: "CMD-1", creditlimit: 0.1 });
  const bad = await createAccount(world.salesperson, { name: "Unknown country", accountnumber: "CMD-2", address1_country: "Atlantis" });
  const filter = ["--filter", "startswith(accountnumber,'CMD-')"];
  const first = await runBackend(["sync", "accounts", ...filter], world.backendOptions);
  expect(first).toMatchObject({ code: 1, output: expect.stringMatching(/Created 1, updated 0, unchanged 0, failed 1/) as string });
  expect(await stateOf(world, good)).toMatchObject({ [stateColumns.status]: SyncStatus.InSync });
  expect(await stateOf(world, bad)).toMatchObject({ [stateColumns.status]: SyncStatus.NeedsAttention, [stateColumns.errorCode]: "value-not-mapped" });

  // The serving instance, which sweeps, is stopped so that only the command's own requests are counted.
  await world.backend?.stop();
  const before = { sales: (await logOf(world.service)).length, scm: (await logOf(world.scm)).length };
  const second = await runBackend(["sync", "accounts", ...filter], world.backendOptions);
  expect(second).toMatchObject({ code: 1, output: expect.stringMatching(/unchanged 1, failed 0, still failing 1/) as string });
  const after = (await logOf(world.service)).slice(before.sales).filter(({ caller }) => caller === "sandbox-sync");
  // The run itself is written down; nothing else is.
  expect(after.filter(({ method, path }) => method !== "GET" && !path.includes("/p2c_syncruns"))).toEqual([]);
  expect((await logOf(world.scm)).slice(before.scm)).toEqual([]);
  await world.startBackend();
});
