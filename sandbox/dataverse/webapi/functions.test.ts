import { ids } from "../../data/ids";
import { startTestServer, type TestServer } from "../testServer";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.sales.close());

test("the frame of every answer: protocol version, request id, what is left of the limits", async () => {
  const { headers, json } = await server.admin("GET", "WhoAmI");
  expect(json).toMatchObject({ UserId: ids.users.admin, BusinessUnitId: ids.businessUnit, OrganizationId: ids.organization });
  expect(headers.get("odata-version")).toBe("4.0");
  expect(headers.get("x-ms-service-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(Number(headers.get("x-ms-ratelimit-burst-remaining-xrm-requests"))).toBeLessThan(6000);
});

test("v9.0 and v9.1 answer with their own addresses", async () => {
  const answer = await server.admin("GET", "/api/data/v9.1/accounts?$select=name&$top=1");
  expect(answer.json["@odata.context"]).toBe(`${server.sales.url}/api/data/v9.1/$metadata#accounts(name)`);
  expect((await server.admin("GET", "/api/data/v8.2/accounts")).status).toBe(404);
});

test("what Dataverse has and the sandbox has not is 501 by name; what nobody has is 404", async () => {
  const win = await server.admin("POST", "WinOpportunity", {});
  expect([win.status, win.message]).toEqual([501, expect.stringContaining("'WinOpportunity'")]);
  const unknown = await server.admin("GET", "acounts");
  expect([unknown.status, unknown.code, unknown.message]).toEqual([404, "0x8006088a", "Resource not found for the segment 'acounts'."]);
  const unbound = await server.admin("GET", `systemusers(${ids.users.admin})/RetrievePrincipalAccess(Target=@t)?@t={}`);
  expect([unbound.status, unbound.message]).toEqual([400, "Request message has unresolved parameters."]);
  expect((await server.admin("DELETE", "accounts")).status).toBe(405);
});

test("RetrieveUserPrivilegeByPrivilegeName tells whether a user holds a privilege", async () => {
  const ask = (user: string, name: string) => server.admin("GET", `systemusers(${user})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='${name}')`);
  expect((await ask(ids.users.admin, "prvCreateAccount")).json.RolePrivileges).toMatchObject([{ PrivilegeName: "prvCreateAccount", Depth: "Global" }]);
  expect((await ask(ids.users.sales, "prvImportCustomization")).json.RolePrivileges).toEqual([]);
});

test("RetrieveTotalRecordCount counts tables", async () => {
  const answer = await server.admin("GET", "RetrieveTotalRecordCount(EntityNames=['systemuser','role'])");
  expect(answer.json.EntityRecordCountCollection).toMatchObject({ Keys: ["systemuser", "role"], Values: [3, 4] });
});

test("ImportSolution brings rows of the solution, its roles and its messages; the salesperson may not", async () => {
  expect((await server.admin("GET", "solutions?$select=version&$expand=publisherid($select=customizationprefix)&$filter=uniquename eq 'AbcSample'")).rows[0]).toMatchObject({ version: "1.0.0.0", publisherid: { customizationprefix: "abc" } });
  expect((await server.admin("GET", "sdkmessagefilters?$filter=primaryobjecttypecode eq 'abc_ticket'&$select=name")).rows).toHaveLength(3);
  expect((await server.salesperson("POST", "ImportSolution", { CustomizationFile: "AAAA" })).message).toContain("prvImportCustomization");
  expect((await server.admin("POST", "ImportSolution", { CustomizationFile: "?", OverwriteUnmanagedCustomizations: true, PublishWorkflows: true, ImportJobId: crypto.randomUUID() })).message).toContain("'CustomizationFile'");
  expect((await server.admin("POST", "PublishAllXml")).status).toBe(204);
});

test("metadata: tables, columns by type with their choices, keys, relationships", async () => {
  const table = await server.admin("GET", "EntityDefinitions(LogicalName='abc_ticket')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,DisplayName&$expand=Keys($select=KeyAttributes,EntityKeyIndexStatus),ManyToOneRelationships($select=ReferencingEntityNavigationPropertyName;$filter=ReferencingAttribute eq 'abc_accountid')");
  expect(table.json).toMatchObject({
    LogicalName: "abc_ticket", EntitySetName: "abc_tickets", PrimaryIdAttribute: "abc_ticketid", DisplayName: { UserLocalizedLabel: { Label: "Ticket", LanguageCode: 1033 } },
    Keys: [{ KeyAttributes: ["abc_name"], EntityKeyIndexStatus: "Active" }], ManyToOneRelationships: [{ ReferencingEntityNavigationPropertyName: "abc_AccountId" }],
  });
  const choices = await server.admin("GET", "EntityDefinitions(LogicalName='abc_ticket')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet");
  expect(choices.rows.map((row) => row.LogicalName)).toEqual(["abc_kind"]);
  expect(choices.rows[0]?.OptionSet).toMatchObject({ Options: [{ Value: 727270000 }, { Value: 727270001 }] });
  expect((await server.admin("GET", "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')?$select=MaxLength,IsSecured")).json).toMatchObject({ MaxLength: 160, IsSecured: false });
  expect((await server.admin("GET", "EntityDefinitions?$select=LogicalName&$filter=LogicalName eq 'account' or LogicalName eq 'contact'")).rows.map((row) => row.LogicalName)).toEqual(["account", "contact"]);
  const refused = await server.admin("GET", "EntityDefinitions?$filter=startswith(LogicalName,'a')");
  expect([refused.status, refused.code]).toEqual([501, "0x8006088a"]);
  expect((await server.admin("GET", "EntityDefinitions(LogicalName='nothing')")).status).toBe(404);
});

test("$metadata is XML that names keys and navigation with their partners", async () => {
  const { text } = await server.admin("GET", "$metadata");
  expect(text).toContain('<EntityType Name="abc_ticket" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="abc_ticketid" /></Key>');
  expect(text).toContain('<NavigationProperty Name="abc_AccountId" Type="mscrm.account" Partner="abc_account_ticket"><ReferentialConstraint Property="_abc_accountid_value" ReferencedProperty="accountid" />');
});

test("changes: new and changed rows whole, deleted ones by id, from the token on and once", async () => {
  const kept = await server.admin("POST", "accounts", { name: "Kept" });
  const gone = await server.admin("POST", "accounts", { name: "Gone" });
  const first = await server.admin("GET", "accounts?$select=name", undefined, { prefer: "odata.track-changes" });
  expect(first.headers.get("preference-applied")).toBe("odata.track-changes");
  const follow = async (link: unknown): ReturnType<typeof server.admin> => server.admin("GET", String(link).replace(server.sales.url, ""));
  expect((await follow(first.json["@odata.deltaLink"])).rows).toEqual([]);
  await server.admin("PATCH", `accounts(${kept.id})`, { name: "Changed" });
  await server.admin("DELETE", `accounts(${gone.id})`);
  const delta = await follow(first.json["@odata.deltaLink"]);
  expect(delta.json["@odata.context"]).toMatch(/#accounts\(name\)\/\$delta$/);
  expect(delta.rows).toEqual([
    expect.objectContaining({ accountid: kept.id, name: "Changed" }),
    { "@odata.context": expect.stringMatching(/#accounts\/\$deletedEntity$/) as unknown, id: gone.id, reason: "deleted" },
  ]);
  expect((await follow(delta.json["@odata.deltaLink"])).rows).toEqual([]);
  expect((await server.admin("GET", "accounts?$filter=name eq 'x'", undefined, { prefer: "odata.track-changes" })).status).toBe(400);
});

test("a tracked list in pages misses no change made between two pages", async () => {
  for (const name of ["p1", "p2", "p3"]) await server.admin("POST", "abc_tickets", { abc_name: name });
  const prefer = { prefer: "odata.track-changes,odata.maxpagesize=2" };
  const first = await server.admin("GET", "abc_tickets?$select=abc_name", undefined, prefer);
  expect(first.json["@odata.deltaLink"]).toBeUndefined();
  await server.admin("PATCH", `abc_tickets(${String(first.rows[0]?.abc_ticketid)})`, { abc_cost: 1 });
  const second = await server.admin("GET", String(first.json["@odata.nextLink"]).replace(server.sales.url, ""), undefined, prefer);
  expect(second.rows).toHaveLength(1);
  const delta = await server.admin("GET", String(second.json["@odata.deltaLink"]).replace(server.sales.url, ""));
  expect(delta.rows.map((row) => row.abc_ticketid)).toEqual([first.rows[0]?.abc_ticketid]);
});
