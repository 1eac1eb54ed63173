import { ids } from "../data/ids";
import { startTestServer, type TestServer } from "./testServer";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.sales.close());

async function own(path: string, body?: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.sales.url}/_sandbox/${path}`, { method: "POST", ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text() };
}

const count = async (filter: string): Promise<number> => (await server.admin("GET", `accounts?$select=name&$filter=${encodeURIComponent(filter)}`)).rows.length;

test("load takes rows with what the platform owns, in Web API style or by logical names", async () => {
  const account = "5a1e5000-0000-4000-8000-0000000000b1";
  const lines = [
    { table: "account", row: { accountid: account, name: "Loaded", revenue: "!", createdon: "2020-02-03T04:05:06Z", createdby: ids.users.sales, ownerid: { id: ids.users.sales, table: "systemuser" }, statecode: 1, statuscode: 2 } },
    { table: "abc_ticket", row: { abc_name: "loaded", "abc_AccountId@odata.bind": `/accounts(${account})` } },
    { table: "contact", row: { lastname: "Later", parentcustomerid: { id: account, table: "account" }, _transactioncurrencyid_value: ids.baseCurrency } },
  ].map((line) => JSON.stringify(line).replace('"!"', "123456789012.1234")).join("\n");
  expect(await own("load", lines)).toEqual({ status: 200, text: '{"loaded":3}' });
  const row = await server.admin("GET", `accounts(${account})?$expand=abc_account_ticket($select=abc_name),contact_customer_accounts($select=fullname)`);
  expect(row.json).toMatchObject({
    createdon: "2020-02-03T04:05:06Z", _createdby_value: ids.users.sales, _ownerid_value: ids.users.sales, statecode: 1, statuscode: 2,
    abc_account_ticket: [{ abc_name: "loaded" }], contact_customer_accounts: [{ fullname: "Later" }],
  });
  expect(row.digits("revenue")).toBe("123456789012.1234");
});

test.each([
  ['{"table":"nothing","row":{}}', "no table 'nothing'"],
  ['{"table":"account","row":{"nam":"x"}}', "no column 'nam'"],
  ['{"table":"account","row":{"numberofemployees":"many"}}', "'many'"],
  ['{"table":"account","row":{"primarycontactid":"not a guid"}}', "'primarycontactid'"],
  ["[1]", "Line 1"],
])("load refuses %s by name", async (line, text) => {
  const answer = await own("load", line);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(text);
});

test("a stale fault serves lists as they stood, single rows as they are", async () => {
  const { id } = await server.admin("POST", "accounts", { name: "Before stale" });
  await own("faults", JSON.stringify({ match: { method: "GET", path: "accounts" }, stale: true }));
  await server.admin("PATCH", `accounts(${id})`, { name: "After stale" });
  expect([await count("name eq 'Before stale'"), await count("name eq 'After stale'")]).toEqual([1, 0]);
  expect((await server.admin("GET", `accounts(${id})?$select=name`)).json.name).toBe("After stale");
});

test("the pages' requests: user from the cookie, JSON body understood", async () => {
  const switched = await fetch(`${server.sales.url}/_platform/user`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ user: "sandbox-sales" }) });
  expect(switched.status).toBe(204);
  const cookie = (switched.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const app = (await (await fetch(`${server.sales.url}/_platform/app`, { headers: { cookie } })).json()) as { user: unknown };
  expect(app.user).toMatchObject({ id: ids.users.sales, fullName: "Sam Sales", roles: [{ name: "Salesperson" }] });
  expect((await (await fetch(`${server.sales.url}/api/data/v9.2/WhoAmI`, { headers: { cookie } })).json())).toMatchObject({ UserId: ids.users.sales });
});

test("reset goes back to standard tables, or to the state that was kept as the start", async () => {
  await server.admin("POST", "accounts", { name: "Demo" });
  server.sales.keepAsStart();
  await server.admin("POST", "accounts", { name: "Visitor" });
  expect((await own("reset")).status).toBe(204);
  expect([await count("name eq 'Demo'"), await count("name eq 'Visitor'")]).toEqual([1, 0]);
  expect((await server.admin("GET", "abc_tickets?$top=1")).status).toBe(200);

  const fresh = await startTestServer();
  expect((await fetch(`${fresh.sales.url}/_sandbox/reset`, { method: "POST" })).status).toBe(204);
  expect((await fresh.admin("GET", "abc_tickets")).status).toBe(404);
  expect((await fresh.admin("GET", "systemusers?$select=fullname&$orderby=fullname")).rows.map((row) => row.fullname)).toEqual(["# P2C Sync", "Alex Admin", "Sam Sales"]);
  await fresh.sales.close();
});
