import { dayAfter } from "../rules/projection";
import { TestScm, type Answer, type Row } from "../testFixture";

let scm: TestScm;
let token: string;
const environment = "aaaaaaaa-0000-4000-8000-00000000000e";
const exchange = (more: Row = {}): Promise<Answer> => scm.call("POST", "/inventory-visibility/token", {
  grant_type: "client_credentials", client_assertion_type: "aad_app", client_assertion: "sandbox-sync", scope: "https://inventoryservice.operations365.dynamics.com/.default",
  context: environment, context_type: "finops-env", ...more,
});
const query = (body: Row, headers: Record<string, string> = {}): Promise<Answer> =>
  scm.call("POST", `/inventory-visibility/api/environment/${environment}/onhand/indexquery`, body, { authorization: `Bearer ${token}`, "api-version": "1.0", ...headers });
const filters = (more: Row = {}): Row => ({ filters: { organizationId: ["usmf"], productId: ["WHEEL"], siteId: ["1"], locationId: ["13"], ...more }, groupByValues: [], returnNegative: true });
const rowsOf = (answer: Answer): Row[] => JSON.parse(answer.text) as Row[];

beforeEach(async () => {
  scm = await TestScm.start();
  await scm.furnish();
  token = String((await exchange()).body["access_token"]);
});
afterEach(() => scm.close());

const inDays = (days: number) => dayAfter(new Date().toISOString().slice(0, 10), days);

test("a token is had for a known application's, for one environment and an hour", async () => {
  expect((await exchange()).body).toMatchObject({ token_type: "bearer", expires_in: 3600 });
  expect(token).not.toBe("undefined");
  expect((await exchange({ client_assertion: "nobody" })).status).toBe(401);
  const wrong = await exchange({ scope: "https://other/.default" });
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining("'scope' must be")]);
  expect((await query(filters())).status).toBe(200);
  expect((await query(filters(), { authorization: "Bearer sandbox-sync" })).status).toBe(401);
  expect((await scm.call("POST", "/inventory-visibility/api/environment/other/onhand/indexquery", filters(), { authorization: `Bearer ${token}`, "api-version": "1.0" })).status).toBe(401);
  await scm.call("POST", "/_sandbox/clock", { shiftMs: 3_600_000 });
  expect((await query(filters())).status).toBe(401);
});

test("an index query answers quantities by site and location", async () => {
  await scm.did("stock/incoming", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: "0.0000000001", date: inDays(3) });
  const answer = await query(filters({ locationId: ["13", "11"] }));
  expect(answer.text).toContain('"ordered":0.0000000001');
  expect(rowsOf(answer)).toEqual([{
    productId: "WHEEL", dimensions: { siteid: "1", locationid: "13" },
    quantities: { fno: { physicalinvent: 10, reservphysical: 0, availphysical: 10, ordered: 1e-10, reservordered: 0, onorder: 0 } },
  }]);
  expect(rowsOf(await query(filters({ productId: ["NONE"] })))).toEqual([]);
});

test("a query for what can be promised answers every day of the period, negative ones too", async () => {
  await scm.add("CDSSalesOrderHeaders", scm.header({ RequestedShippingDate: `${inDays(1)}T12:00:00Z` }));
  await scm.add("CDSSalesOrderLines", scm.lineRow({ OrderedSalesQuantity: 15 }));
  await scm.did("stock/incoming", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: 7, date: inDays(2) });
  const [row] = rowsOf(await query({ ...filters(), QueryATP: true, ATPFromDate: inDays(0), ATPToDate: inDays(3) }));
  expect(row?.["atpQuantities"]).toEqual(Object.fromEntries([-5, -5, 2, 2].map((promise, i) => [`${inDays(i)}T00:00:00Z`, { iv: { availabletopromise: promise } }])));
  expect(row?.["quantitiesByDate"]).toEqual({
    [`${inDays(1)}T00:00:00`]: { fno: { inbound: 0, outbound: 15 }, iv: { availabletopromise: -15 } },
    [`${inDays(2)}T00:00:00`]: { fno: { inbound: 7, outbound: 0 }, iv: { availabletopromise: 7 } },
  });
  const [usual] = rowsOf(await query({ ...filters(), QueryATP: true }));
  expect(Object.keys(usual?.["atpQuantities"] as Row)).toHaveLength(7);
});

test.each<[string, Row, string]>([
  ["101 products", filters({ productId: Array.from({ length: 101 }, (_, i) => `P-${i}`) }), "100 products at most"],
  ["two organisations", filters({ organizationId: ["usmf", "demf"] }), "exactly one value"],
  ["no location", filters({ locationId: [] }), "'filters.locationId' must hold at least one value"],
  ["an unknown dimension", filters({ shelf: ["A"] }), "'shelf' is not part of an index"],
  ["a product that is no list", filters({ productId: "WHEEL" }), "'filters.productId' must be a list"],
  ["too long a period", { ...filters(), QueryATP: true, ATPToDate: "2999-01-01" }, "180 days ahead"],
  ["a date that is none", { ...filters(), QueryATP: true, ATPFromDate: "soon" }, "'ATPFromDate' must be a date"],
])("refuses %s", async (_what, body, said) => {
  const answer = await query(body);
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(said)]);
});

test("what is not imitated is named", async () => {
  const answer = await scm.call("POST", `/inventory-visibility/api/environment/${environment}/onhand/reserve`, {}, { authorization: `Bearer ${token}` });
  expect([answer.status, answer.text]).toEqual([501, expect.stringContaining("/onhand/reserve")]);
});
