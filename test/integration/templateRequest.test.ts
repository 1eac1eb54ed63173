import { RequestKind, RequestStatus, RunOutcome, RunTrigger, syncRequest, syncRun } from "../../model/generated/schema";
import { accountsTemplate } from "../../backend/templates/accounts";
import type { SandboxClient } from "../../sandbox/compose/client";
import { createAccount, customer, finished, type Row } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ backendEnv: { P2C_LEASE_SECONDS: "2" } });
});
afterAll(() => world.close());

const c = syncRequest.columns;
const r = syncRun.columns;

/** What an administrator or a flow does to start a run, and how it ended. */
async function ask(client: SandboxClient, template: string, more: Row = {}): Promise<Row & { parsed: Row }> {
  const row = { [c.name]: `Run ${template}`, [c.kind]: RequestKind.Template, [c.status]: RequestStatus.Pending, [c.template]: template, ...more };
  const made = await client.call<Row>("POST", `${api}/${syncRequest.entitySet}?$select=${syncRequest.primaryId}`, row, { prefer: "return=representation" });
  const done = await finished(world, String(made[syncRequest.primaryId]), 60);
  return { ...done, parsed: JSON.parse(String(done[c.result])) as Row };
}
const runs = () => world.admin.list<Row>(`${api}/${syncRun.entitySet}?$filter=${r.template} eq '${accountsTemplate.name}'&$orderby=${r.fence} desc`);

test("an administrator asks for a template by a row: one run, its counts in the result, and a second run that finds nothing", async () => {
  await createAccount(world.salesperson, { name: "By a run", accountnumber: "TR-1" });
  const done = await ask(world.admin, "accounts", { [c.openKey]: "template:accounts" });
  expect(done).toMatchObject({ [c.status]: RequestStatus.Succeeded, [c.errorCode]: null, parsed: { records: [], run: { template: accountsTemplate.name, failed: 0, outcome: "Completed" } } });
  expect((done.parsed.run as { inserted: number }).inserted).toBeGreaterThan(0);
  expect(await customer(world, "TR-1")).toMatchObject({ OrganizationName: "By a run" });
  expect(await runs()).toMatchObject([{ [r.trigger]: RunTrigger.Request, [r.outcome]: RunOutcome.Completed, [r.inserted]: (done.parsed.run as { inserted: number }).inserted }]);
  expect((await ask(world.admin, accountsTemplate.name)).parsed).toMatchObject({ run: { inserted: 0, updated: 0, failed: 0, outcome: "Completed" } });
});

test("a record that fails makes it partly succeeded, with the first reason", async () => {
  await createAccount(world.salesperson, { name: "Nowhere", accountnumber: "TR-2", address1_country: "Atlantis" });
  await createAccount(world.salesperson, { name: "Somewhere", accountnumber: "TR-3", address1_country: "France" });
  expect(await ask(world.admin, "accounts")).toMatchObject({ [c.status]: RequestStatus.PartlySucceeded, [c.errorCode]: "value-not-mapped", parsed: { run: { inserted: 1, failed: 1, outcome: "Warning" } } });
});

test("a salesperson may not start a run, an unknown template and a foreign key are refused, each by name; nothing runs", async () => {
  const before = (await runs()).length;
  expect(await ask(world.salesperson, "accounts")).toMatchObject({ [c.status]: RequestStatus.Failed, [c.errorCode]: "no-run-access", parsed: { records: [{ errorParams: { asker: "Sam Sales" } }] } });
  expect(await ask(world.admin, "acounts")).toMatchObject({ [c.status]: RequestStatus.Failed, [c.errorCode]: "template-unknown" });
  expect(await ask(world.admin, "")).toMatchObject({ [c.errorCode]: "template-unknown" });
  expect(await ask(world.admin, "accounts", { [c.openKey]: "template:contacts" })).toMatchObject({ [c.errorCode]: "request-key-mismatch" });
  expect(await runs()).toHaveLength(before);
});

test("while a run of the template is under way the answer says since when", async () => {
  const [latest] = await runs();
  const since = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
  const made = await world.admin.call<Row>("POST", `${api}/${syncRun.entitySet}`, {
    [r.name]: "Under way", [r.template]: accountsTemplate.name, [r.task]: accountsTemplate.task, [r.trigger]: RunTrigger.CommandLine, [r.outcome]: RunOutcome.Running,
    [r.startedOn]: since, [r.fence]: Number(latest?.[r.fence]) + 1, [r.leaseUntil]: new Date(Date.now() + 600_000).toISOString().slice(0, 19) + "Z", [r.leaseHolder]: "elsewhere",
  }, { prefer: "return=representation" });
  const done = await ask(world.admin, "accounts");
  expect(done).toMatchObject({ [c.status]: RequestStatus.Failed, [c.errorCode]: "template-running", parsed: { records: [{ errorParams: { template: accountsTemplate.name, since } }] } });
  await world.admin.call("DELETE", `${api}/${syncRun.entitySet}(${String(made[syncRun.primaryId])})`);
});

test("killed in the middle, another instance takes request and run over, and nothing is written twice", async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => ({ table: "account", row: { name: `Many ${n}`, accountnumber: `TM-${n}`, address1_country: "USA" } }));
  await world.admin.load(rows);
  const row = { [c.name]: "Run accounts", [c.kind]: RequestKind.Template, [c.status]: RequestStatus.Pending, [c.template]: "accounts" };
  const made = await world.admin.call<Row>("POST", `${api}/${syncRequest.entitySet}?$select=${syncRequest.primaryId}`, row, { prefer: "return=representation" });
  const sent = () => world.scm.list("/data/CustomersV3?cross-company=true&$select=CustomerAccount&$filter=CustomerAccount eq 'TM-*'");
  await until(sent, (customers) => customers.length > 0);
  await world.backend?.stop("SIGKILL");
  expect((await sent()).length).toBeLessThan(3000);
  await world.startBackend();
  // A second instance at least; a machine too busy to renew a short lease sees more.
  const ended = await finished(world, String(made[syncRequest.primaryId]), 60);
  expect(ended[c.status]).toBe(RequestStatus.Succeeded);
  expect(Number(ended[c.fence])).toBeGreaterThanOrEqual(2);
  expect(await sent()).toHaveLength(3000);
  expect((await runs())[0]).toMatchObject({ [r.outcome]: RunOutcome.Completed, [r.trigger]: RunTrigger.Request });
});
