import type { RunningServer } from "../http/contract";
import { startScm, type ScmOptions } from "./server";

type Row = Record<string, unknown>;
interface Answer { status: number; body: Row; text: string; headers: Headers }

const running: RunningServer[] = [];
let url: string;

async function start(options: Partial<ScmOptions> = {}): Promise<void> {
  const server = await startScm({ port: 0, ...options });
  running.push(server);
  url = server.url;
}
beforeEach(() => start());
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url + path, {
    method, headers: { authorization: "Bearer sandbox-sync", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as Row) : {}, text, headers: response.headers };
}
const rows = async (path: string): Promise<Row[]> => (await call("GET", path)).body["value"] as Row[];
const customer = (more: Row = {}): Row => ({ dataAreaId: "usmf", CustomerAccount: "C-1", OrganizationName: "Lodestar", CustomerGroupId: "10", ...more });
const add = (more: Row = {}): Promise<Answer> => call("POST", "/data/CustomersV3", customer(more));
const keyed = (account: string, company = "usmf"): string => `/data/CustomersV3(CustomerAccount='${account}',dataAreaId='${company}')?cross-company=true`;
const infolog = (answer: Answer): string => {
  const error = answer.body["error"] as { innererror?: { message: string }; message: string };
  return error.innererror?.message ?? error.message;
};
const typed = (name: string, member: string): string => `Microsoft.Dynamics.DataEntities.${name}'${member}'`;

describe("writing", () => {
  test("POST answers 201 with the whole record: given values, defaults, empties, country in both codes", async () => {
    const made = await add({ AddressCountryRegionISOCode: "ca", AddressState: "BC", AddressCity: "Vancouver", AddressStreet: "1 Harbour Rd", AddressZipCode: "V6B 1A1" });
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(`${url}/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')`);
    expect(made.body).toMatchObject({
      "@odata.context": `${url}/data/$metadata#CustomersV3/$entity`, dataAreaId: "usmf", SalesCurrencyCode: "USD", LanguageId: "en-us", NameAlias: "Lodestar",
      PartyType: "Organization", AddressCountryRegionId: "CAN", AddressCountryRegionISOCode: "CA", FullPrimaryAddress: "1 Harbour Rd\nVancouver, BC V6B 1A1\nCAN",
      IsExternallyMaintained: "No", OnHoldStatus: "No", InvoiceAddress: "InvoiceAccount", PrimaryContactPhone: "", CreditLimit: 0, OrganizationNumberOfEmployees: 0,
      CredManLastReviewDate: "1900-01-01T12:00:00Z",
    });
    expect(made.body["PartyNumber"]).toMatch(/^\d{9}$/);
    expect(Object.keys(made.body).length).toBe(305 + 2);
  });

  test("a blank account number is drawn from the sequence, unless that is manual", async () => {
    expect((await add({ CustomerAccount: "US-000001" })).status).toBe(201);
    expect((await add({ CustomerAccount: "" })).body["CustomerAccount"]).toBe("US-000002");
    await start({ manualCustomerAccounts: true });
    const refused = await add({ CustomerAccount: "" });
    expect([refused.status, infolog(refused)]).toEqual([400, expect.stringContaining("Field 'Customer account' must be filled in.")]);
  });

  test("a body without company goes to the caller's own; another company is taken from the body", async () => {
    await call("POST", "/data/CustomersV3", { CustomerAccount: "D-1", OrganizationName: "Default", CustomerGroupId: "10" });
    const french = await add({ dataAreaId: "FRRT" });
    expect(french.body).toMatchObject({ dataAreaId: "frrt", SalesCurrencyCode: "EUR", LanguageId: "fr" });
    expect((await rows("/data/CustomersV3?$select=CustomerAccount")).map((row) => row["CustomerAccount"])).toEqual(["D-1"]);
    expect(infolog(await add({ dataAreaId: "none" }))).toContain("'none'");
  });

  test.each([
    ["customer group", { CustomerGroupId: "Local" }, "The value 'Local' in field 'Customer group' is not found in the related table 'Customer groups'.; Warning: validateField failed on field 'CustCustomerV3Entity.CustomerGroupId'."],
    ["currency", { SalesCurrencyCode: "XXX" }, "'XXX' in field 'Currency'"],
    ["language", { LanguageId: "tlh" }, "'tlh' in field 'Language'"],
    ["site", { SiteId: "9" }, "'9' in field 'Site'"],
    ["warehouse", { WarehouseId: "99" }, "'99' in field 'Warehouse'"],
    ["country", { AddressCountryRegionISOCode: "XX" }, "'XX' in field 'ISO code' is not found in the related table 'Countries/regions'"],
    ["state", { AddressCountryRegionISOCode: "US", AddressState: "QX" }, "'QX' in field 'State' is not found in the related table 'States/provinces'"],
    ["state where none is known", { DeliveryAddressCountryRegionISOCode: "DE", DeliveryAddressState: "HE" }, "'HE' in field 'State'"],
    ["address without country", { AddressCity: "Seattle" }, "Field 'Country/region' must be filled in."],
    ["missing name", { OrganizationName: "" }, "Field 'Name' must be filled in.; Warning: validateWrite failed on data source 'DirPartyTable (DirPartyTable)'."],
    ["missing group", { CustomerGroupId: null }, "Field 'Customer group' must be filled in."],
    ["long name", { OrganizationName: "x".repeat(101) }, "in field 'OrganizationName' is too long; the field holds 100 characters."],
    ["long account", { CustomerAccount: "x".repeat(21) }, "in field 'CustomerAccount' is too long; the field holds 20 characters."],
  ])("refuses a wrong %s and writes nothing", async (_what, wrong, said) => {
    const refused = await add(wrong);
    expect(refused.status).toBe(400);
    expect(infolog(refused)).toMatch(/^Write failed for table row of type 'CustCustomerV3Entity'\. Infolog: Warning: /);
    expect(infolog(refused)).toContain(said);
    expect(await rows("/data/CustomersV3")).toEqual([]);
  });

  test("duplicates, without regard to case", async () => {
    await add();
    const again = await add({ CustomerAccount: "c-1" });
    expect([again.status, infolog(again)]).toEqual([400, expect.stringContaining("The record already exists.")]);
  });

  test("names an unknown property and a value of the wrong type", async () => {
    expect(infolog(await add({ Nmae: "x" }))).toContain("The property 'Nmae' does not exist on type 'Microsoft.Dynamics.DataEntities.CustomerV3'");
    for (const wrong of [{ CreditLimit: "12" }, { CreditLimit: null }, { IsExternallyMaintained: true }, { IsExternallyMaintained: "Maybe" }, { OrganizationNumberOfEmployees: 1.5 }, { OrganizationName: 7 }]) {
      const refused = await add(wrong);
      expect([refused.status, infolog(refused)]).toEqual([400, expect.stringContaining(Object.keys(wrong)[0] ?? "")]);
    }
    expect((await call("POST", "/data/CustomersV3", "{oops")).status).toBe(400);
    expect((await call("POST", "/data/CustomersV3", "[]")).status).toBe(400);
  });

  test("keeps every digit of an amount", async () => {
    await call("POST", "/data/CustomersV3", JSON.stringify(customer()).replace(/}$/, ',"CreditLimit":1234567890123456.780}'));
    expect((await call("GET", keyed("C-1"))).text).toContain('"CreditLimit":1234567890123456.78,');
  });

  test("PATCH changes what it names, answers 204 and moves the ETag; a stale If-Match is 412", async () => {
    const etag = (await add({ PrimaryContactPhone: "1" })).body["@odata.etag"] as string;
    expect(Buffer.from(etag.slice(3, -1), "base64").toString()).toMatch(/^'\d+,\d+;\d+,\d+'$/);
    const changed = await call("PATCH", keyed("C-1"), { OrganizationName: "New" }, { "if-match": etag });
    expect([changed.status, changed.text]).toEqual([204, ""]);
    expect((await call("PATCH", keyed("C-1"), { OrganizationName: "Newer" }, { "if-match": etag })).status).toBe(412);
    expect((await call("DELETE", keyed("C-1"), undefined, { "if-match": etag })).status).toBe(412);
    expect((await call("PATCH", keyed("C-1"), { PrimaryContactFax: "2" }, { "if-match": "*" })).status).toBe(204);
    expect((await call("GET", keyed("C-1"))).body).toMatchObject({ OrganizationName: "New", PrimaryContactPhone: "1", PrimaryContactFax: "2" });
  });

  test("PATCH follows the same rules, does not insert, and does not move a key", async () => {
    await add({ AddressCountryRegionISOCode: "US", AddressState: "WA", AddressCity: "Seattle" });
    expect((await call("PATCH", keyed("C-1"), { CustomerGroupId: "Local" })).status).toBe(400);
    expect((await call("PATCH", keyed("C-1"), { AddressCountryRegionISOCode: "FR" })).status).toBe(400);
    expect((await call("PATCH", keyed("C-1"), { AddressCountryRegionISOCode: "FR", AddressState: null })).status).toBe(204);
    expect((await call("GET", keyed("C-1"))).body).toMatchObject({ CustomerGroupId: "10", AddressState: "", FullPrimaryAddress: "Seattle\nFRA" });
    expect((await call("PATCH", keyed("C-2"), { OrganizationName: "Nobody" })).status).toBe(404);
    expect((await call("PATCH", keyed("C-1"), { CustomerAccount: "C-9" })).status).toBe(400);
  });

  test("DELETE, and a group in use stays", async () => {
    await add();
    const group = "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')?cross-company=true";
    expect(infolog(await call("DELETE", group))).toContain("cannot be deleted while dependent Customers exist");
    expect((await call("DELETE", keyed("C-1"))).status).toBe(204);
    expect((await call("GET", keyed("C-1"))).status).toBe(404);
    expect((await call("DELETE", group)).status).toBe(204);
  });

  test("business refusals come as 500 where the environment does so", async () => {
    await start({ writeErrorStatus: 500 });
    expect((await add({ CustomerGroupId: "Local" })).status).toBe(500);
    expect((await add({ Nmae: "x" })).status).toBe(400);
  });
});

describe("reading", () => {
  test("only the caller's company is seen without cross-company=true, by list, key, change and removal", async () => {
    await add();
    await add({ dataAreaId: "demf", CustomerAccount: "D-1" });
    expect(await rows("/data/CustomersV3?$filter=dataAreaId eq 'demf'")).toEqual([]);
    expect(await rows("/data/CustomersV3?cross-company=true&$filter=dataAreaId eq 'demf'")).toHaveLength(1);
    expect(await rows("/data/CustomersV3?cross-company=true")).toHaveLength(2);
    const own = "/data/CustomersV3(dataAreaId='demf',CustomerAccount='D-1')";
    for (const [method, body] of [["GET", undefined], ["PATCH", { OrganizationName: "x" }], ["DELETE", undefined]] as const) expect((await call(method, own, body)).status).toBe(404);
    expect((await call("GET", keyed("D-1", "demf"))).status).toBe(200);
  });

  test.each([
    ["OrganizationName eq 'lodestar a'", ["A"]],
    ["OrganizationName eq '*STAR*'", ["A", "B"]],
    ["OrganizationName ne '*star*'", ["C"]],
    ["OrganizationName eq 'O''Neill'", ["C"]],
    ["CreditLimit gt 9.99 and CreditLimit le 10.5", ["A"]],
    ["CreditLimit ge 10.5 or CustomerAccount eq 'C'", ["A", "B", "C"]],
    ["not (CreditLimit lt 100)", ["B"]],
    [`IsExternallyMaintained eq ${typed("NoYes", "Yes")}`, ["B"]],
    [`IsExternallyMaintained ne ${typed("NoYes", "Yes")} and CustomerAccount ne 'A'`, ["C"]],
    ["CredManLastReviewDate eq 1900-01-01T12:00:00Z", ["A", "B", "C"]],
    ["dataAreaId eq 'USMF' and CustomerAccount eq 'b'", ["B"]],
    ["dataAreaId eq 'usmf' and (CustomerAccount eq 'A' or CustomerAccount eq 'C')", ["A", "C"]],
    ["(dataAreaId eq 'usmf' and CustomerAccount eq 'A') or (dataAreaId eq 'demf' and CustomerAccount eq 'B') or CreditLimit eq 9.99", ["A", "C"]],
    ["dataAreaId eq 'usmf' and (CustomerAccount eq 'a' or CustomerAccount eq 'A') and not (CreditLimit eq 1)", ["A"]],
    ["dataAreaId eq 'usmf' and not (CustomerAccount eq 'A')", ["B", "C"]],
    ["dataAreaId eq 'usmf' and CustomerAccount eq 'A' and CustomerAccount eq 'B'", []],
    ["AddressTimeZone eq null", ["A", "B", "C"]],
  ])("$filter=%s", async (filter, expected) => {
    await add({ CustomerAccount: "A", OrganizationName: "Lodestar A", CreditLimit: 10.5 });
    await add({ CustomerAccount: "B", OrganizationName: "Lodestar B", CreditLimit: 100, IsExternallyMaintained: "Yes" });
    await add({ CustomerAccount: "C", OrganizationName: "O'Neill", CreditLimit: 9.99 });
    expect((await rows(`/data/CustomersV3?$filter=${encodeURIComponent(filter)}`)).map((row) => row["CustomerAccount"])).toEqual(expected);
  });

  test.each([
    ["$filter=IsExternallyMaintained eq 'Yes'", 400, "incompatible types"],
    [`$filter=IsExternallyMaintained gt ${typed("NoYes", "No")}`, 400, "eq or ne"],
    [`$filter=IsExternallyMaintained eq ${typed("NoYes", "Perhaps")}`, 400, "Perhaps"],
    ["$filter=Nmae eq 'x'", 400, "Nmae"],
    ["$filter=OrganizationName eq", 400, "Syntax error"],
    ["$filter=OrganizationName eq 'x' extra", 400, "Syntax error"],
    ["$filter=contains(OrganizationName,'x')", 501, "contains"],
    ["$select=Nmae", 400, "Nmae"],
    ["$top=-1", 400, "$top"],
    ["$expand=Warehouses", 501, "$expand"],
    ["$wrong=1", 400, "$wrong"],
  ])("?%s is refused by name", async (query, status, said) => {
    const refused = await call("GET", `/data/CustomersV3?${encodeURI(query)}`);
    expect([refused.status, infolog(refused)]).toEqual([status, expect.stringContaining(said)]);
  });

  test("$select, $orderby, $top, $skip, $count", async () => {
    for (const [account, limit] of [["A", 2], ["B", 10], ["C", 10]] as const) await add({ CustomerAccount: account, CreditLimit: limit });
    const answer = await call("GET", "/data/CustomersV3?$select=CustomerAccount,CreditLimit&$orderby=CreditLimit desc,CustomerAccount desc&$top=1&$skip=1&$count=true");
    expect(answer.body).toEqual({
      "@odata.context": `${url}/data/$metadata#CustomersV3(CustomerAccount,CreditLimit)`, "@odata.count": 3,
      value: [{ "@odata.etag": expect.stringMatching(/^W\/"/) as string, CustomerAccount: "B", CreditLimit: 10 }],
    });
    expect((await call("GET", "/data/CustomersV3/$count?$filter=CreditLimit eq 10")).text).toBe("2");
    const plain = await call("GET", "/data/CustomersV3?$top=1&$select=CustomerAccount", undefined, { accept: "application/json;odata.metadata=none" });
    expect(plain.text).toBe('{"value":[{"CustomerAccount":"A"}]}');
  });

  test("a page ends with a next link that leads through the whole list", async () => {
    await start({ pageSize: 2 });
    for (const account of ["A", "B", "C", "D", "E"]) await add({ CustomerAccount: account });
    const seen: unknown[] = [];
    let next: string | undefined = `${url}/data/CustomersV3?$select=CustomerAccount&$filter=CustomerGroupId eq '10'&$top=5`;
    for (let pages = 0; next !== undefined && pages < 9; pages++) {
      const answer = await call("GET", next.slice(url.length));
      seen.push(...(answer.body["value"] as Row[]).map((row) => row["CustomerAccount"]));
      next = answer.body["@odata.nextLink"] as string | undefined;
    }
    expect(seen).toEqual(["A", "B", "C", "D", "E"]);
  });

  test("keys: any order, quotes and slashes, incomplete ones refused", async () => {
    await add({ CustomerAccount: "O'N/1" });
    const key = encodeURIComponent("dataAreaId='usmf',CustomerAccount='O''N/1'");
    expect((await call("GET", `/data/CustomersV3(${key})`)).status).toBe(200);
    expect((await call("GET", "/data/CustomersV3(CustomerAccount='O')")).status).toBe(404);
    expect((await call("GET", "/data/CustomersV3(dataAreaId='usmf',Name='O')")).status).toBe(400);
    expect((await call("GET", "/data/Currencies('EUR')?$select=Name")).body["Name"]).toBe("Euro");
  });

  test("CustomersV2 is the same customers with fewer properties", async () => {
    await add();
    const [row] = await rows("/data/CustomersV2");
    expect(row).toMatchObject({ CustomerAccount: "C-1" });
    expect(row).not.toHaveProperty("AddressStreetNumber");
    expect(infolog(await call("POST", "/data/CustomersV2", customer({ CustomerAccount: "C-2", CustomerGroupId: "x" })))).toContain("CustCustomerV2Entity");
  });

  test("reference data: companies, groups, sites, warehouses, countries, states", async () => {
    expect((await rows("/data/Companies?$select=DataArea")).map((row) => row["DataArea"])).toEqual(["usmf", "frrt", "demf"]);
    expect((await rows("/data/CustomerGroups?cross-company=true")).length).toBe(15);
    expect(await rows("/data/Warehouses?$filter=WarehouseId eq '13'&$select=OperationalSiteId")).toMatchObject([{ OperationalSiteId: "1" }]);
    expect(await rows("/data/AddressCountryRegions?$filter=ISOcode eq 'BR'&$select=CountryRegion")).toMatchObject([{ CountryRegion: "BRA" }]);
    expect((await rows("/data/AddressStates?$filter=CountryRegionId eq 'CAN'")).length).toBe(13);
    await start({ empty: true });
    expect((await rows("/data/LegalEntities?$select=LegalEntityId")).map((row) => row["LegalEntityId"])).toEqual(["usmf"]);
  });
});

describe("the rest", () => {
  test("401 without a token it knows, on all of /data", async () => {
    for (const path of ["/data", "/data/CustomersV3", "/data/$metadata"]) {
      expect((await call("GET", path, undefined, { authorization: "" })).status).toBe(401);
      expect((await call("GET", path, undefined, { authorization: "Bearer other" })).status).toBe(401);
    }
  });

  test("what is not imitated is 501 and named", async () => {
    for (const [method, path, named] of [
      ["GET", "/data/VendorsV3", "VendorsV3"], ["GET", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='1')/OrganizationName", "OrganizationName"],
      ["PUT", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='1')", "PUT"], ["POST", "/data/LegalEntities", "LegalEntities"],
      ["POST", "/data/CustomersV3/Microsoft.Dynamics.DataEntities.pay", "pay"], ["POST", "/api/services/X/Y/Z", "/api/services/X/Y/Z"],
    ] as const) {
      const answer = await call(method, path, method === "GET" ? undefined : {});
      expect([path, answer.status, infolog(answer)]).toEqual([path, 501, expect.stringContaining(named)]);
    }
  });

  test("$metadata names sets, keys, types, enumerations without lengths", async () => {
    const { text } = await call("GET", "/data/$metadata");
    expect(text).toContain('<EntitySet Name="CustomersV3" EntityType="Microsoft.Dynamics.DataEntities.CustomerV3"/>');
    expect(text).toContain('<Property Name="CreditLimit" Type="Edm.Decimal" Nullable="false"/>');
    expect(text).toContain('<Property Name="IsExternallyMaintained" Type="Microsoft.Dynamics.DataEntities.NoYes"/>');
    expect(text).toContain('<EnumType Name="NoYes"><Member Name="No" Value="0"/><Member Name="Yes" Value="1"/></EnumType>');
    expect(text).not.toContain("MaxLength");
  });

  test("version actions", async () => {
    for (const action of ["GetApplicationVersion", "GetPlatformBuildVersion", "GetApplicationBuildVersion"]) {
      expect((await call("POST", `/data/DataManagementEntities/Microsoft.Dynamics.DataEntities.${action}`)).body["value"]).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    }
  });

  test("lists stand still under a stale fault, and reset puts everything back", async () => {
    await add();
    await call("POST", "/_sandbox/faults", { match: { path: "^/data/CustomersV3\\?" }, times: 1, stale: true });
    await add({ CustomerAccount: "C-2" });
    expect(await rows("/data/CustomersV3?$select=CustomerAccount")).toHaveLength(1);
    expect(await rows("/data/CustomersV3?$select=CustomerAccount")).toHaveLength(2);
    expect((await call("POST", "/_sandbox/reset")).status).toBe(204);
    expect(await rows("/data/CustomersV3")).toEqual([]);
    expect((await rows("/data/CustomerGroups")).length).toBe(5);
  });

  test("a hundred thousand customers load in one request; a wrong row is named", async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => JSON.stringify({ entitySet: "CustomersV3", row: { CustomerAccount: `L-${i}`, OrganizationName: `Load ${i}`, CustomerGroupId: "10", CreditLimit: i } }));
    expect((await call("POST", "/_sandbox/load", lines.join("\n"))).body).toEqual({ loaded: 100_000 });
    const first = await call("GET", "/data/CustomersV3?$select=CustomerAccount&$count=true");
    expect([first.body["@odata.count"], (first.body["value"] as Row[]).length]).toEqual([100_000, 10_000]);
    expect(first.body["@odata.nextLink"]).toMatch(/\$skip=10000$/);

    const wrong = await call("POST", "/_sandbox/load", '{"entitySet":"CustomersV3","row":{"CustomerAccount":"x"}}\n{"entitySet":"CustomersV3","row":{"Nmae":"x"}}');
    expect([wrong.status, wrong.body["error"]]).toEqual([400, expect.stringMatching(/Row 2: .*'Nmae'/)]);
    expect((await call("POST", "/_sandbox/load", '{"table":"account","row":{}}')).status).toBe(400);
  });
});
