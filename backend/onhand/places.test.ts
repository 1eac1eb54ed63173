import { ScmClient } from "../connectors/scm/client";
import { BatchServer } from "../testSupport/batchServer";
import type { Answer } from "../testSupport/server";
import { PlaceNames } from "./places";

const call = { correlationId: "c" };
let now = 0;
const time = { monotonic: () => now, now: () => now, sleep: () => Promise.resolve(), random: () => 0 };
let warehouses: Answer = { status: 200, body: { value: [{ WarehouseId: "W1", WarehouseName: "Main", OperationalSiteId: "S1" }, { WarehouseId: "W2", WarehouseName: "Back", OperationalSiteId: "S1" }] } };
let server: BatchServer;
beforeEach(async () => {
  server = new BatchServer(({ path }) => (path.includes("Warehouses") ? warehouses : { status: 200, body: { value: [{ SiteId: "S1", SiteName: "Seattle" }] } }));
  await server.server.start();
});
afterEach(() => server.server.stop());

test("names are read once in a while, company by company", async () => {
  const names = new PlaceNames(new ScmClient(server.http("scm")), 1_000, time);
  const places = await names.of("usmf", call);
  expect([places.siteName("s1"), places.warehouseName("w2"), places.warehouseName("W9"), places.warehousesBySite.get("S1")]).toEqual(["Seattle", "Back", "", ["W1", "W2"]]);
  await names.of("usmf", call);
  expect(server.parts).toHaveLength(2);
  await names.of("frrt", call);
  now += 1_500;
  await names.of("usmf", call);
  expect(server.parts).toHaveLength(6);
});

test("a list that SCM refuses leaves ids without names; one that cannot be had now is an error", async () => {
  warehouses = { status: 403, body: { error: { code: "", message: "No." } } };
  expect((await new PlaceNames(new ScmClient(server.http("scm")), 0, time).of("usmf", call)).warehouseName("W1")).toBe("");
  warehouses = { status: 503, body: {} };
  await expect(new PlaceNames(new ScmClient(server.http("scm")), 0, time).of("usmf", call)).rejects.toMatchObject({ code: "scm-unreachable" });
});
