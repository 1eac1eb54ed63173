import { startTestServer, type TestServer } from "../testServer";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.sales.close());

const absent = "5a1e5000-0000-4000-8000-00000000dead";

async function ticket(name: string): Promise<{ id: string; etag: string }> {
  const answer = await server.admin("POST", "abc_tickets", { abc_name: name }, { prefer: "return=representation" });
  return { id: String(answer.json.abc_ticketid), etag: String(answer.json["@odata.etag"]) };
}

test("If-Match: the ETag read fits once; after a change it is 412 and nothing is written", async () => {
  const { id, etag } = await ticket("match");
  expect((await server.admin("PATCH", `abc_tickets(${id})`, { abc_cost: 1 }, { "if-match": etag })).status).toBe(204);
  const stale = await server.admin("PATCH", `abc_tickets(${id})`, { abc_cost: 2 }, { "if-match": etag });
  expect([stale.status, stale.code]).toEqual([412, "0x80060882"]);
  expect((await server.admin("DELETE", `abc_tickets(${id})`, undefined, { "if-match": etag })).code).toBe("0x80060882");
  expect((await server.admin("GET", `abc_tickets(${id})?$select=abc_cost`)).json.abc_cost).toBe(1);
});

test("of many that change one version only one wins", async () => {
  const { id, etag } = await ticket("race");
  const answers = await Promise.all(Array.from({ length: 8 }, (_, cost) => server.admin("PATCH", `abc_tickets(${id})`, { abc_cost: cost }, { "if-match": etag })));
  expect(answers.map((a) => a.status).sort()).toEqual([204, 412, 412, 412, 412, 412, 412, 412]);
});

test("If-Match: * updates only, If-None-Match: * creates only", async () => {
  const { id } = await ticket("star");
  expect((await server.admin("PATCH", `abc_tickets(${absent})`, { abc_name: "x" }, { "if-match": "*" })).code).toBe("0x80040217");
  const there = await server.admin("PATCH", `abc_tickets(${id})`, { abc_cost: 3 }, { "if-none-match": "*" });
  expect([there.status, there.code]).toEqual([412, "0x80040237"]);
  expect((await server.admin("PATCH", `abc_tickets(${absent})`, { abc_name: "made" }, { "if-none-match": "*" })).id).toBe(absent);
});

test("a keyed upsert copies the key into a new row, where the body wins; an update leaves the key alone", async () => {
  const created = await server.admin("PATCH", "abc_tickets(abc_name='k''1')", { abc_cost: 4 });
  expect(created.headers.get("odata-entityid")).toBe(`${server.sales.url}/api/data/v9.2/abc_tickets(abc_name='k''1')`);
  expect((await server.admin("GET", "abc_tickets(abc_name='K''1')?$select=abc_name,abc_cost")).json).toMatchObject({ abc_name: "k'1", abc_cost: 4 });
  await server.admin("PATCH", "abc_tickets(abc_name='k2')", { abc_name: "k3" });
  expect((await server.admin("GET", "abc_tickets(abc_name='k2')")).code).toBe("0x80060891");
  await server.admin("PATCH", "abc_tickets(abc_name='k3')", { abc_name: "k4", abc_cost: 9 });
  expect((await server.admin("GET", "abc_tickets(abc_name='k3')")).json.abc_cost).toBe(9);
});

test("a second row with the same key is 412, in whatever case it is written", async () => {
  await ticket("Unique");
  const duplicate = await server.admin("POST", "abc_tickets", { abc_name: "UNIQUE" });
  expect([duplicate.status, duplicate.code]).toEqual([412, "0x80060892"]);
  expect(duplicate.message).toContain("Entity Key abc_NameKey violated");
  const { id } = await ticket("other");
  expect((await server.admin("PATCH", `abc_tickets(${id})`, { abc_name: "unique" })).code).toBe("0x80060892");
  expect((await server.admin("POST", "abc_tickets", { abc_ticketid: id })).code).toBe("0x80040237");
});

test("a key that the table does not have is refused by name", async () => {
  const answer = await server.admin("GET", "accounts(accountnumber='A1')");
  expect(answer.status).toBe(400);
  expect(answer.message).toContain("The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.account'");
});

test("a conditional read is 304 until the row changes; If-None-Match: null is no condition", async () => {
  const { id, etag } = await ticket("cached");
  const same = await server.admin("GET", `abc_tickets(${id})`, undefined, { "if-none-match": etag });
  expect([same.status, same.text]).toEqual([304, ""]);
  expect((await server.admin("GET", `abc_tickets(${id})`, undefined, { "if-none-match": "null" })).status).toBe(200);
  await server.admin("PATCH", `abc_tickets(${id})`, { abc_cost: 1 });
  expect((await server.admin("GET", `abc_tickets(${id})`, undefined, { "if-none-match": etag })).status).toBe(200);
});
