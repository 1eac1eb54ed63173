import { startTestServer, type TestServer } from "../testServer";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.sales.close());

async function account(values: Record<string, unknown> = {}): Promise<string> {
  const answer = await server.admin("POST", "accounts", { name: "Fourth Coffee", ...values });
  expect(answer.text).toBe("");
  return answer.id;
}

test("create answers 204 with the absolute address and fills what the platform owns", async () => {
  const created = await server.salesperson("POST", "accounts", { name: "Contoso", revenue: 10.5, createdon: "1999-01-01T00:00:00Z" });
  expect(created.status).toBe(204);
  expect(created.headers.get("odata-entityid")).toBe(`${server.sales.url}/api/data/v9.2/accounts(${created.id})`);
  const row = (await server.salesperson("GET", `accounts(${created.id})`)).json;
  expect(row).toMatchObject({
    name: "Contoso", statecode: 0, statuscode: 1, revenue: 10.5, revenue_base: 10.5,
    _ownerid_value: "5a1e5000-0000-4000-8000-0000000000a2", _createdby_value: "5a1e5000-0000-4000-8000-0000000000a2",
    _owningbusinessunit_value: "5a1e5000-0000-4000-8000-000000000002", _transactioncurrencyid_value: "5a1e5000-0000-4000-8000-000000000010",
  });
  expect(row.createdon).not.toBe("1999-01-01T00:00:00Z");
  expect(row.accountnumber).toMatch(/^ACC-0*\d{4,}-[A-Z0-9]{6}$/);
});

test("representation: 201 with the selected columns and no address header", async () => {
  const created = await server.admin("POST", "accounts?$select=name", { name: "Contoso" }, { prefer: "return=representation" });
  expect(created.status).toBe(201);
  expect(created.headers.get("odata-entityid")).toBeNull();
  expect(created.headers.get("preference-applied")).toBe("return=representation");
  expect(Object.keys(created.json).sort()).toEqual(["@odata.context", "@odata.etag", "accountid", "name"]);
});

test("a decimal keeps every digit that the column can hold, and an amount is rounded half up to four places", async () => {
  const id = await account();
  await server.admin("PATCH", `accounts(${id})`, '{"revenue":12345678901.12345,"exchangerate":5}');
  const row = await server.admin("GET", `accounts(${id})?$select=revenue,exchangerate`);
  expect(row.digits("revenue")).toBe("12345678901.1235");
  expect(row.digits("exchangerate")).toBe("1.0000000000");
});

test.each([
  ["a text that is too long", { name: "x".repeat(161) }, "0x80044331", "'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'"],
  ["a choice that does not exist", { industrycode: 999 }, "0x8004431a", "999 of 'industrycode'"],
  ["a whole number out of range", { numberofemployees: -1 }, "0x8004432f", "'numberofemployees'"],
  ["a fraction for a whole number", { numberofemployees: 1.5 }, "0x80048d19", "'1.5' to the expected type 'Edm.Int32'"],
  ["a number for a text", { name: 5 }, "0x80048d19", "'5' to the expected type 'Edm.String'"],
  ["a day that does not exist", { lastusedincampaign: "2026-02-30" }, "0x80048d19", "'2026-02-30'"],
  ["a column that does not exist", { nam: "x" }, "0x80048d19", "The property 'nam' does not exist on type 'Microsoft.Dynamics.CRM.account'"],
  ["a name that every object has", { constructor: 1 }, "0x80048d19", "'constructor'"],
  ["a lookup written like a column", { _primarycontactid_value: "5a1e5000-0000-4000-8000-0000000000a2" }, "0x80060888", "Use Navigation properties"],
  ["a navigation property in the wrong case", { "PrimaryContactId@odata.bind": "/contacts(5a1e5000-0000-4000-8000-0000000000a2)" }, "0x80048d19", "undeclared property 'PrimaryContactId'"],
  ["a status of another state", { statecode: 1, statuscode: 1 }, "0x80048408", "not a valid status code for state code 1"],
])("%s is refused with 400", async (_what, body, code, text) => {
  const id = await account();
  const answer = await server.admin("PATCH", `accounts(${id})`, body);
  expect(answer.status).toBe(400);
  expect(answer.code).toBe(code);
  expect(answer.message).toContain(text);
});

test("the platform insists on system-required values, and numbers its documents itself", async () => {
  const refused = await server.admin("POST", "pricelevels", {});
  expect([refused.status, refused.code, refused.message]).toEqual([400, "0x80040203", expect.stringContaining("Attribute: name")]);
  const order = await server.admin("POST", "salesorders?$select=ordernumber,statuscode", { name: "Order", "customerid_account@odata.bind": `/accounts(${await account()})` }, { prefer: "return=representation" });
  expect(order.json).toMatchObject({ ordernumber: expect.stringMatching(/^ORD-\d{5}-[A-Z0-9]{6}$/) as unknown, statuscode: 1 });
});

test("amounts are kept in the base currency too, by the row's own currency", async () => {
  const euro = await server.admin("POST", "transactioncurrencies", { currencyname: "Euro", currencysymbol: "€", isocurrencycode: "EUR", currencyprecision: 2, exchangerate: 0.3 });
  const id = await account({ revenue: 100, "transactioncurrencyid@odata.bind": `/transactioncurrencies(${euro.id})` });
  const row = await server.admin("GET", `accounts(${id})?$select=revenue,revenue_base`);
  expect([row.digits("revenue"), row.digits("revenue_base")]).toEqual(["100.0000", "333.3333"]);
  await server.admin("PATCH", `accounts(${id})`, { revenue: null });
  expect((await server.admin("GET", `accounts(${id})?$select=revenue_base`)).json.revenue_base).toBeNull();
});

test("a lookup binds by every form of address, and by alternate key; a missing row is 404", async () => {
  const contact = (await server.admin("POST", "contacts", { lastname: "Glynn" })).id;
  const id = await account();
  for (const url of [`/contacts(${contact})`, `contacts(${contact.toUpperCase()})`, `${server.sales.url}/api/data/v9.2/contacts(${contact})`, `/api/data/v9.2/contacts(contactid=${contact})`]) {
    await server.admin("PATCH", `accounts(${id})`, { "primarycontactid@odata.bind": null });
    const answer = await server.admin("PATCH", `accounts(${id})`, { "primarycontactid@odata.bind": url });
    expect(answer.text).toBe("");
    expect((await server.admin("GET", `accounts(${id})?$select=_primarycontactid_value`)).json._primarycontactid_value).toBe(contact);
  }
  const missing = await server.admin("PATCH", `accounts(${id})`, { "primarycontactid@odata.bind": "/contacts(5a1e5000-0000-4000-8000-0000000000a2)" });
  expect([missing.status, missing.code]).toEqual([404, "0x80040217"]);
});

test("a polymorphic lookup takes the navigation property of its target, and refuses a row of another table", async () => {
  const contact = (await server.admin("POST", "contacts", { lastname: "Buyer" })).id;
  const good = await server.admin("POST", "contacts", { lastname: "Child", "parentcustomerid_contact@odata.bind": `/contacts(${contact})` });
  const row = await server.admin("GET", `contacts(${good.id})?$select=_parentcustomerid_value`, undefined, { prefer: 'odata.include-annotations="*"' });
  expect(row.json).toMatchObject({ _parentcustomerid_value: contact, "_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact" });
  const bad = await server.admin("POST", "contacts", { lastname: "Child", "parentcustomerid_account@odata.bind": `/contacts(${contact})` });
  expect(bad.status).toBe(400);
});

test("deep insert writes parents and children, or nothing at all", async () => {
  const created = await server.admin("POST", "accounts", {
    name: "Deep", primarycontactid: { firstname: "Ann", lastname: "Lee" },
    abc_account_ticket: [{ abc_name: "deep 1" }, { abc_name: "deep 2" }],
  });
  const row = await server.admin("GET", `accounts(${created.id})?$select=name&$expand=primarycontactid($select=fullname),abc_account_ticket($select=abc_name;$orderby=abc_name)`);
  expect(row.json.primarycontactid).toMatchObject({ fullname: "Ann Lee" });
  expect((row.json.abc_account_ticket as { abc_name: string }[]).map((t) => t.abc_name)).toEqual(["deep 1", "deep 2"]);
  const refused = await server.admin("POST", "accounts", { name: "Half", abc_account_ticket: [{ abc_name: "deep 3" }, { abc_name: "deep 1" }] });
  expect([refused.status, refused.code]).toEqual([412, "0x80060892"]);
  expect((await server.admin("GET", "accounts?$filter=name eq 'Half'")).rows).toEqual([]);
  expect((await server.admin("GET", "abc_tickets?$filter=abc_name eq 'deep 3'")).rows).toEqual([]);
});

test("single properties are read, set and cleared", async () => {
  const id = await account({ websiteurl: "https://example.com" });
  expect((await server.admin("GET", `accounts(${id})/websiteurl/$value`)).text).toBe("https://example.com");
  expect((await server.admin("PUT", `accounts(${id})/name`, { value: "Renamed" })).status).toBe(204);
  expect((await server.admin("GET", `accounts(${id})/name`)).json).toEqual({ "@odata.context": `${server.sales.url}/api/data/v9.2/$metadata#accounts(${id})/name`, value: "Renamed" });
  expect((await server.admin("DELETE", `accounts(${id})/websiteurl`)).status).toBe(204);
  expect((await server.admin("GET", `accounts(${id})/websiteurl`)).status).toBe(204);
});

test("references are set, listed and taken away", async () => {
  const id = await account();
  const ticket = (await server.admin("POST", "abc_tickets", { abc_name: "reference" })).id;
  expect((await server.admin("POST", `accounts(${id})/abc_account_ticket/$ref`, { "@odata.id": `abc_tickets(${ticket})` })).status).toBe(204);
  expect((await server.admin("GET", `accounts(${id})/abc_account_ticket/$ref`)).rows).toEqual([{ "@odata.id": `${server.sales.url}/api/data/v9.2/abc_tickets(${ticket})` }]);
  expect((await server.admin("GET", `accounts(${id})/abc_account_ticket/$count`)).text).toBe("1"); // fetch drops the byte order mark
  expect((await server.admin("GET", `abc_tickets(${ticket})/abc_AccountId?$select=name`)).json.name).toBe("Fourth Coffee");
  expect((await server.admin("DELETE", `accounts(${id})/abc_account_ticket(${ticket})/$ref`)).status).toBe(204);
  expect((await server.admin("GET", `abc_tickets(${ticket})/abc_AccountId`)).status).toBe(204);
});

test("a delete cascades, unlinks or is refused as the relationships say", async () => {
  const id = await account();
  const ticket = (await server.admin("POST", "abc_tickets", { abc_name: "cascade", "abc_AccountId@odata.bind": `/accounts(${id})` })).id;
  const contact = (await server.admin("POST", "contacts", { lastname: "Stays" })).id;
  await server.admin("PATCH", `accounts(${id})`, { "primarycontactid@odata.bind": `/contacts(${contact})` });
  await server.admin("DELETE", `contacts(${contact})`);
  expect((await server.admin("GET", `accounts(${id})?$select=_primarycontactid_value`)).json._primarycontactid_value).toBeNull();
  await server.admin("DELETE", `accounts(${id})`);
  expect((await server.admin("GET", `abc_tickets(${ticket})`)).code).toBe("0x80040217");
  const unit = await server.admin("DELETE", "businessunits(5a1e5000-0000-4000-8000-000000000002)");
  expect([unit.status, unit.code]).toEqual([405, "0x80040227"]);
});

test("bulk messages write all rows or none", async () => {
  const type = "Microsoft.Dynamics.CRM.abc_ticket";
  const created = await server.admin("POST", "abc_tickets/Microsoft.Dynamics.CRM.CreateMultiple", { Targets: [{ "@odata.type": type, abc_name: "b1" }, { "@odata.type": type, abc_name: "b2" }] });
  expect(created.json.Ids).toHaveLength(2);
  const upserted = await server.admin("POST", "abc_tickets/Microsoft.Dynamics.CRM.UpsertMultiple", {
    Targets: [{ "@odata.type": type, "@odata.id": "abc_tickets(abc_name='b1')", abc_cost: 5 }, { "@odata.type": type, "@odata.id": "abc_tickets(abc_name='b3')", abc_cost: 7 }],
  });
  expect(upserted.status).toBe(204);
  const failed = await server.admin("POST", "abc_tickets/Microsoft.Dynamics.CRM.UpdateMultiple", {
    Targets: [{ "@odata.type": type, "@odata.id": "abc_tickets(abc_name='b1')", abc_cost: 6 }, { "@odata.type": type, "@odata.id": "abc_tickets(abc_name='none')", abc_cost: 6 }],
  });
  expect([failed.status, failed.code]).toEqual([404, "0x80060891"]);
  const rows = (await server.admin("GET", "abc_tickets?$select=abc_name,abc_cost&$filter=startswith(abc_name,'b')&$orderby=abc_name")).rows;
  expect(rows.map((row) => [row.abc_name, row.abc_cost])).toEqual([["b1", 5], ["b2", null], ["b3", 7]]);
});
