import { ids } from "../../data/ids";
import { startTestServer, type TestAnswer, type TestServer } from "../testServer";
import { basicUserRoleId, salespersonRoleId } from "./standardRoles";

let server: TestServer;
/** A user of a second business unit below the first, and one of a third beside it. */
let below: string;
let beside: string;

beforeAll(async () => {
  server = await startTestServer();
  const unit = async (name: string): Promise<string> =>
    (await server.admin("POST", "businessunits", { name, "parentbusinessunitid@odata.bind": `/businessunits(${ids.businessUnit})` })).id;
  const user = async (name: string, unitId: string): Promise<string> => {
    const created = await server.admin("POST", "systemusers", { firstname: name, lastname: "Test", internalemailaddress: `${name}@example.com`, domainname: `${name}@example.com`, "businessunitid@odata.bind": `/businessunits(${unitId})` });
    expect(created.text).toBe("");
    return created.id;
  };
  below = await user("below", await unit("North"));
  beside = await user("beside", await unit("South"));
});
afterAll(() => server.sales.close());

/** A call made on behalf of a user that no token stands for. */
function onBehalf(userId: string, method: string, path: string, body?: unknown): Promise<TestAnswer> {
  return server.admin(method, path, body, { mscrmcallerid: userId });
}

const giveRole = (userId: string, roleId: string): Promise<TestAnswer> =>
  server.admin("POST", `systemusers(${userId})/systemuserroles_association/$ref`, { "@odata.id": `roles(${roleId})` });
const takeRole = (userId: string, roleId: string): Promise<TestAnswer> =>
  server.admin("DELETE", `systemusers(${userId})/systemuserroles_association(${roleId})/$ref`);

test("no token and an unknown token are 401 and say where to get one", async () => {
  const anonymous = await fetch(`${server.sales.url}/api/data/v9.2/WhoAmI`);
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get("www-authenticate")).toMatch(/^Bearer authorization_uri=https:\/\/login\.microsoftonline\.com\/.+resource_id=http:\/\/127/);
  expect((await server.admin("GET", "WhoAmI", undefined, { authorization: "Bearer someone" })).status).toBe(401);
});

test("a user without roles can tell who he is and nothing else", async () => {
  expect((await server.sync("GET", "WhoAmI")).json.UserId).toBe(ids.users.sync);
  const answer = await server.sync("GET", "accounts");
  expect([answer.status, answer.code]).toEqual([403, "0x80042f09"]);
});

test("a missing privilege is named", async () => {
  const answer = await server.salesperson("POST", "abc_tickets", { abc_name: "mine" });
  expect([answer.status, answer.code]).toEqual([403, "0x80040220"]);
  expect(answer.message).toContain("prvCreateabc_Ticket");
  expect((await server.salesperson("GET", "accounts?$expand=abc_account_ticket($select=abc_name)")).message).toContain("prvReadabc_Ticket");
});

test("the roles of an imported solution count as soon as they are assigned, and no longer when they are taken away", async () => {
  const role = (await server.admin("GET", "roles?$select=roleid&$filter=name eq 'Abc user'")).rows[0]?.roleid;
  await giveRole(ids.users.sales, String(role));
  expect((await server.salesperson("GET", "abc_tickets")).status).toBe(200);
  await takeRole(ids.users.sales, String(role));
  expect((await server.salesperson("GET", "abc_tickets")).code).toBe("0x80040220");
});

test("nobody raises himself", async () => {
  const answer = await server.salesperson("POST", `systemusers(${ids.users.sales})/systemuserroles_association/$ref`, { "@odata.id": "roles(5a1e5000-0000-4000-8000-000000000031)" });
  expect([answer.status, answer.message]).toEqual([403, expect.stringContaining("prvAssignRole")]);
});

test("Salesperson reads every account and writes those of the own business unit", async () => {
  await giveRole(below, salespersonRoleId);
  const theirs = await onBehalf(below, "POST", "accounts", { name: "North account" });
  expect(theirs.status).toBe(204);
  expect((await server.salesperson("GET", `accounts(${theirs.id})?$select=name`)).json.name).toBe("North account");
  const refused = await server.salesperson("PATCH", `accounts(${theirs.id})`, { name: "Taken" });
  expect([refused.status, refused.code]).toEqual([403, "0x80040220"]);
  expect(refused.message).toContain("prvWriteAccount");
});

test("Basic User sees and changes own rows alone, in lists, counts and single reads", async () => {
  await giveRole(beside, basicUserRoleId);
  const own = await onBehalf(beside, "POST", "accounts", { name: "Basic own" });
  const other = await server.admin("POST", "accounts", { name: "Basic other" });
  const list = await onBehalf(beside, "GET", "accounts?$select=name&$count=true");
  expect(list.rows.map((row) => row.name)).toEqual(["Basic own"]);
  expect(list.json["@odata.count"]).toBe(1);
  expect((await onBehalf(beside, "GET", `accounts(${other.id})`)).code).toBe("0x80040220");
  expect((await onBehalf(beside, "PATCH", `accounts(${own.id})`, { name: "Basic mine" })).status).toBe(204);
  expect((await onBehalf(beside, "DELETE", `accounts(${other.id})`)).message).toContain("prvDeleteAccount");
});

test("pointing a row at another needs Append there and AppendTo here", async () => {
  const contact = await server.admin("POST", "contacts", { lastname: "Admin's" });
  const own = await onBehalf(beside, "POST", "accounts", { name: "Appends" });
  const answer = await onBehalf(beside, "PATCH", `accounts(${own.id})`, { "primarycontactid@odata.bind": `/contacts(${contact.id})` });
  expect([answer.status, answer.message]).toEqual([403, expect.stringContaining("prvAppendToContact")]);
});

test("a row moves with its new owner, who must be able to read the table", async () => {
  const account = await server.admin("POST", "accounts", { name: "Handed over" });
  await server.admin("PATCH", `accounts(${account.id})`, { "ownerid@odata.bind": `/systemusers(${below})` });
  const row = (await server.admin("GET", `accounts(${account.id})`)).json;
  expect(row._owningbusinessunit_value).not.toBe(ids.businessUnit);
  expect(row._owninguser_value).toBe(below);
  const refused = await server.admin("PATCH", `accounts(${account.id})`, { "ownerid@odata.bind": `/systemusers(${ids.users.sync})` });
  expect([refused.status, refused.code]).toEqual([403, "0x80042f09"]);
});

test("RetrievePrincipalAccess says what a user may do to a row", async () => {
  const account = await onBehalf(below, "POST", "accounts", { name: "Access" });
  const access = async (userId: string, quote = '"'): Promise<unknown> => {
    const target = encodeURIComponent(`{${quote}@odata.id${quote}:${quote}accounts(${account.id})${quote}}`);
    return (await server.admin("GET", `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`)).json.AccessRights;
  };
  expect(await access(ids.users.sales)).toBe("ReadAccess, AppendToAccess");
  expect(await access(below, "'")).toBe("ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess");
  expect(await access(ids.users.sync)).toBe("None");
  const missing = await server.admin("GET", `systemusers(${below})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={"@odata.id":"accounts(${ids.organization})"}`);
  expect([missing.status, missing.code]).toEqual([404, "0x80040217"]);
});

test("impersonation acts as the user, notes the caller, allows what both may, and needs its privilege", async () => {
  const account = await onBehalf(ids.users.sales, "POST", "accounts", { name: "On behalf" });
  const row = (await server.admin("GET", `accounts(${account.id})`)).json;
  expect([row._createdby_value, row._createdonbehalfby_value]).toEqual([ids.users.sales, ids.users.admin]);
  expect((await onBehalf(ids.users.sales, "POST", "abc_tickets", { abc_name: "x" })).message).toContain("prvCreateabc_Ticket");
  const objectId = (await server.admin("GET", `systemusers(${ids.users.sales})?$select=azureactivedirectoryobjectid`)).json.azureactivedirectoryobjectid;
  expect((await server.admin("GET", "WhoAmI", undefined, { callerobjectid: String(objectId) })).json.UserId).toBe(ids.users.sales);
  const refused = await server.salesperson("GET", "WhoAmI", undefined, { mscrmcallerid: ids.users.admin });
  expect([refused.status, refused.message]).toEqual([403, expect.stringContaining("prvActOnBehalfOfAnotherUser")]);
});
