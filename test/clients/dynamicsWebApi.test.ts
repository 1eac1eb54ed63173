import { DynamicsWebApi } from "dynamics-web-api";
import { startWorld, type World } from "../support/world";

// A client nobody here wrote, so that the imitation is held against someone else's reading of the protocol.
let world: World;
let client: DynamicsWebApi;
beforeAll(async () => {
  world = await startWorld({ backend: false });
  client = new DynamicsWebApi({ serverUrl: world.salesUrl, dataApi: { version: "9.2" }, onTokenRefresh: () => Promise.resolve("sandbox-admin") });
});
afterAll(() => world.close());

interface Account { accountid: string; name: string; creditlimit?: number; industrycode?: number }

test("creates, reads, updates and deletes", async () => {
  const created = await client.create<Omit<Account, "accountid">, Account>({ collection: "accounts", data: { name: "Fourth Coffee", creditlimit: 1234.56 }, returnRepresentation: true, select: ["name", "creditlimit"] });
  expect(created).toMatchObject({ name: "Fourth Coffee", creditlimit: 1234.56 });
  await client.update({ collection: "accounts", key: created.accountid, data: { name: "Fifth Coffee" } });
  expect(await client.retrieve<Account>({ collection: "accounts", key: created.accountid, select: ["name"] })).toMatchObject({ name: "Fifth Coffee" });
  expect(await client.deleteRecord({ collection: "accounts", key: created.accountid })).toBeTruthy();
  await expect(client.retrieve({ collection: "accounts", key: created.accountid })).rejects.toMatchObject({ status: 404, code: "0x80040217" });
});

test("pages through all rows by nextLink, each once", async () => {
  await Promise.all(Array.from({ length: 23 }, (_, n) => client.create({ collection: "accounts", data: { name: `Page ${String(n).padStart(2, "0")}` } })));
  const names: string[] = [];
  let nextLink: string | undefined;
  do {
    const page = await client.retrieveMultiple<Account>(
      { collection: "accounts", select: ["name"], filter: "startswith(name,'Page ')", orderBy: ["name"], maxPageSize: 10 }, nextLink);
    names.push(...(page.value ?? []).map((row) => row.name));
    nextLink = page.oDataNextLink;
  } while (nextLink);
  expect(names).toEqual(Array.from({ length: 23 }, (_, n) => `Page ${String(n).padStart(2, "0")}`));
  expect(await client.count({ collection: "accounts", filter: "startswith(name,'Page ')" })).toBe(23);
});

test("upserts by the solution's alternate key", async () => {
  const key = "p2c_recordtable='account',p2c_recordid='00000000-0000-0000-0000-000000000001'";
  await client.upsert({ collection: "p2c_syncstates", key, data: { p2c_name: "first" } });
  await client.upsert({ collection: "p2c_syncstates", key, data: { p2c_name: "second" } });
  const rows = await client.retrieveMultiple<{ p2c_name: string }>({ collection: "p2c_syncstates", select: ["p2c_name"], filter: "p2c_recordid eq '00000000-0000-0000-0000-000000000001'" });
  expect(rows.value).toMatchObject([{ p2c_name: "second" }]);
});

test("a batch lands as a whole or not at all", async () => {
  client.startBatch();
  void client.create({ collection: "accounts", data: { name: "Batch good" }, contentId: "1" });
  void client.create({ collection: "contacts", data: { lastname: "Batch", "parentcustomerid_account@odata.bind": "$1" } });
  await client.executeBatch();
  const contacts = await client.retrieveMultiple<{ parentcustomerid_account: { name: string } }>(
    { collection: "contacts", filter: "lastname eq 'Batch'", expand: [{ property: "parentcustomerid_account", select: ["name"] }] });
  expect(contacts.value).toMatchObject([{ parentcustomerid_account: { name: "Batch good" } }]);

  client.startBatch();
  void client.create({ collection: "accounts", data: { name: "Batch lost" } });
  void client.create({ collection: "accounts", data: { name: "Batch lost", nosuchcolumn: 1 } });
  await expect(client.executeBatch()).rejects.toBeTruthy();
  expect(await client.count({ collection: "accounts", filter: "name eq 'Batch lost'" })).toBe(0);
});

test("queries with FetchXML, expand and annotations", async () => {
  const account = await client.create<Omit<Account, "accountid">, Account>({ collection: "accounts", data: { name: "Fetch me", industrycode: 1 }, returnRepresentation: true });
  await client.create({ collection: "contacts", data: { firstname: "Ada", lastname: "Fetch", "parentcustomerid_account@odata.bind": `/accounts(${account.accountid})` } });
  const fetched = await client.fetch<Record<string, unknown>>({ collection: "accounts", fetchXml:
    "<fetch><entity name='account'><attribute name='name'/><filter><condition attribute='name' operator='eq' value='Fetch me'/></filter><link-entity name='contact' from='parentcustomerid' to='accountid' alias='c'><attribute name='lastname'/></link-entity></entity></fetch>" });
  expect(fetched.value).toMatchObject([{ name: "Fetch me", "c.lastname": "Fetch" }]);
  const expanded = await client.retrieve<Record<string, unknown>>({ collection: "accounts", key: account.accountid, select: ["industrycode"], includeAnnotations: "*",
    expand: [{ property: "contact_customer_accounts", select: ["fullname"] }] });
  expect(expanded).toMatchObject({ contact_customer_accounts: [{ fullname: "Ada Fetch" }], "industrycode@OData.Community.Display.V1.FormattedValue": expect.any(String) as unknown });
});
