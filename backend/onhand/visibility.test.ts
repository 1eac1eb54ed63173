import { OnHandSource } from "../../model/generated/schema";
import { decimalText } from "../core/money";
import { StaticTokenCredential } from "../connectors/http/credential";
import { HttpClient } from "../connectors/http/client";
import { TestServer, type Answer } from "../testSupport/server";
import type { PlaceNames } from "./places";
import type { ScmProduct } from "./scmProducts";
import { placeGroups, standardMeasures, VisibilityStock } from "./visibility";

const call = { correlationId: "c" };
const none = { ProductColorId: "", ProductConfigurationId: "", ProductSizeId: "", ProductStyleId: "", ProductVersionId: "" };
const product = (number: string, more: Partial<ScmProduct> = {}): ScmProduct => ({ number, itemNumber: number, variant: none, unitSymbol: "ea", stocked: true, ...more });

let server: TestServer;
let answer: () => Answer;
beforeEach(async () => {
  server = await new TestServer(() => answer()).start();
});
afterEach(() => server.stop());

function source(warehouses: [string, string[]][] = [["1", ["11", "13"]]]): VisibilityStock {
  const http = new HttpClient({ side: "scm", baseUrl: server.url, credential: new StaticTokenCredential("t"), timeoutMs: 2_000, concurrency: 2, retries: 0 });
  const places: Pick<PlaceNames, "of"> = { of: () => Promise.resolve({ siteName: () => "", warehouseName: () => "", warehousesBySite: new Map(warehouses) }) };
  return new VisibilityStock(http, "env-1", { ...standardMeasures, promise: "iv.OnHand", receipts: "pos.inbound", issues: "pos.outbound" }, places as PlaceNames);
}

// Shapes as in Microsoft Learn, "Inventory Visibility public APIs" and "Inventory Visibility on-hand change schedules and available to promise".
test("quantities come from the measures of finance and operations, to the digit, whatever the case of names", async () => {
  answer = () => ({ status: 200, body: `[{"productId":"bike","dimensions":{"ColorId":"Red","siteid":"1","LocationId":"13"},"quantities":{"fno":{"PhysicalInvent":10.1234567891,"reservphysical":0.1,"ordered":20,"reservordered":5,"onorder":3}}},
    {"productId":"Bike","dimensions":{"ColorId":"Blue","SiteId":"1","LocationId":"13"},"quantities":{"fno":{"physicalinvent":1}}},{"productId":"Other","dimensions":{},"quantities":{}}]` });
  const rows = await source().quantities("usmf", [product("Bike")], call);
  expect(rows.map(({ number, site, warehouse, quantities: q }) => [number, site, warehouse, ...[q.physical, q.reserved, q.available, q.ordered, q.onOrder, q.totalAvailable].map(decimalText)])).toEqual([
    ["Bike", "1", "13", "10.1234567891", "0.1", "10.0234567891", "20", "3", "25.0234567891"], ["Bike", "1", "13", "1", "0", "1", "0", "0", "1"],
  ]);
  expect(source().source).toBe(OnHandSource.InventoryVisibility);
  expect(server.calls[0]).toMatchObject({ method: "POST", path: "/api/environment/env-1/onhand/indexquery", headers: { "api-version": "1.0" } });
  expect(JSON.parse(server.calls[0]?.body ?? "")).toEqual({ filters: { organizationId: ["usmf"], productId: ["Bike"], siteId: ["1"], locationId: ["11", "13"] }, groupByValues: [], returnNegative: true });
});

test("days come from the calculated measure, with what is scheduled in and out beside it", async () => {
  answer = () => ({ status: 200, body: [{
    productId: "Bike ", dimensions: { SiteId: "1", LocationId: "11" }, quantities: {},
    quantitiesByDate: { "2022-02-06T00:00:00": { pos: { inbound: 7, outbound: 0 } } },
    atpQuantities: { "2022-02-05T00:00:00Z": { iv: { onhand: -5.5 } }, "2022-02-06T00:00:00Z": { iv: { onhand: 12.0 } }, "2022-02-07T00:00:00Z": { iv: {} } },
  }] });
  const days = await source().days("usmf", [product("Bike")], call);
  expect(days.map(({ date, warehouse, available, receipts, issues }) => [date, warehouse, decimalText(available), receipts && decimalText(receipts), issues && decimalText(issues)])).toEqual([
    ["2022-02-05", "11", "-5.5", undefined, undefined], ["2022-02-06", "11", "12", "7", "0"],
  ]);
  expect(JSON.parse(server.calls[0]?.body ?? "")).toMatchObject({ QueryATP: true });
});

test("a distinct product is told from its item's other variants", async () => {
  const of = (ColorId: string, physicalinvent: number) => ({ productId: "Bike", dimensions: { ColorId, SiteId: "1", LocationId: "11" }, quantities: { fno: { physicalinvent } } });
  answer = () => ({ status: 200, body: [of("Red", 1), of("Blue", 2)] });
  const rows = await source().quantities("usmf", [product("Bike : Red", { itemNumber: "Bike", variant: { ...none, ProductColorId: "red" } })], call);
  expect(rows.map(({ number, quantities }) => [number, decimalText(quantities.physical)])).toEqual([["Bike : Red", "1"]]);
  expect(JSON.parse(server.calls[0]?.body ?? "")).toMatchObject({ groupByValues: ["colorid"] });
});

test("a query names 100 products and 100 places at most", async () => {
  answer = () => ({ status: 200, body: [] });
  const houses = (site: string, count: number): [string, string[]] => [site, Array.from({ length: count }, (_none, index) => `${site}-${index}`)];
  await source([houses("1", 120), houses("2", 3), houses("3", 2)]).quantities("usmf", Array.from({ length: 250 }, (_none, index) => product(`P${index}`)), call);
  const filters = server.calls.map(({ body }) => (JSON.parse(body) as { filters: { productId: string[]; siteId: string[]; locationId: string[] } }).filters);
  expect(filters).toHaveLength(6);
  expect(filters.every(({ productId, siteId, locationId }) => productId.length <= 100 && siteId.length * locationId.length <= 100)).toBe(true);
  expect(placeGroups(new Map([houses("1", 2), houses("2", 2)]))).toEqual([{ sites: ["1", "2"], locations: ["1-0", "1-1", "2-0", "2-1"] }]);
});

test("a refusal is an error, as is a company without warehouses to ask for", async () => {
  answer = () => ({ status: 403, body: { error: "No role." } });
  await expect(source().days("usmf", [product("Bike")], call)).rejects.toMatchObject({ code: "scm-forbidden" });
  answer = () => ({ status: 200, body: "not json" });
  await expect(source().days("usmf", [product("Bike")], call)).rejects.toMatchObject({ code: "scm-refused" });
  await expect(source([]).quantities("usmf", [product("Bike")], call)).rejects.toMatchObject({ code: "scm-setup" });
});
