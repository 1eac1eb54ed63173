import { OnHandSource, RequestKind, RequestStatus, RunOutcome, RunTrigger, onHand, syncRequest } from "../../model/generated/schema";
import { newOnHandRequest, onHandKeyOf, parseProjected, type StockTable } from "../../model/onHand";
import type { RequestResult } from "../../model/request";
import type { CompanyRules } from "../../backend/core/company";
import { DataverseClient } from "../../backend/connectors/dataverse/client";
import { SecuredColumns } from "../../backend/connectors/dataverse/securedColumns";
import { HttpClient } from "../../backend/connectors/http/client";
import { StaticTokenCredential } from "../../backend/connectors/http/credential";
import { ScmClient } from "../../backend/connectors/scm/client";
import { StockAnswers } from "../../backend/onhand/answer";
import { StockRuns } from "../../backend/onhand/run";
import { stockServices, type StockConnections, type StockSettings } from "../../backend/onhand/services";
import { standardMeasures } from "../../backend/onhand/visibility";
import { RunStore } from "../../backend/runs/runStore";
import { templates } from "../../backend/templates/all";
import { Processor } from "../../backend/worker/processor";
import { RequestStore } from "../../backend/worker/requests";
import type { SandboxClient } from "../../sandbox/compose/client";
import { runBackend } from "../../sandbox/compose/backend";
import { logOf } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

// Requests of kind On-hand through the worker's own code, with nothing scheduled beside it.
type Row = Record<string, unknown>;

const companies = { fallback: "usmf", byBusinessUnit: new Map<string, string>() };
const settings: StockSettings = { quantities: "scm", days: "none", visibility: undefined, daysOnSchedule: false, itemNumbers: "product", keepNamesMs: 60_000, interval: undefined };
const stop = new AbortController().signal;

let world: World;
let services: StockConnections;
beforeAll(async () => {
  world = await startWorld({ demo: true, backend: false });
  const credential = new StaticTokenCredential("sandbox-sync");
  services = {
    credential,
    dataverse: new DataverseClient(new HttpClient({ side: "sales", baseUrl: `${world.salesUrl}/`, credential, timeoutMs: 60_000, concurrency: 10 })),
    scm: new ScmClient(new HttpClient({ side: "scm", baseUrl: `${world.scmUrl}/`, credential, timeoutMs: 60_000, concurrency: 10, retries: 0 })),
  };
});
const lift = () => world.scm.call("DELETE", "/_sandbox/faults");
afterEach(lift);
afterAll(() => world.close());

function processor(change: Partial<StockSettings> = {}, scm = services.scm, companyRules: CompanyRules = companies, dataverse = services.dataverse): Processor {
  const stock = stockServices({ ...settings, ...change }, { ...services, scm, dataverse }, templates, () => undefined);
  return new Processor({
    ...services, companies: companyRules, scmUrl: world.scmUrl, lcid: 1033, secured: new SecuredColumns(services.dataverse), requests: new RequestStore(services.dataverse, "test", 300_000),
    leaseMs: 300_000, maxAttempts: 5, log: () => undefined, answerers: new Map([[RequestKind.OnHand, new StockAnswers({ ...stock, companies: companyRules })]]),
  });
}

const create = (set: string, row: Row): Promise<Row> => world.salesperson.call<Row>("POST", `${api}/${set}`, row, { prefer: "return=representation" });
const rowsOf = (id: unknown): Promise<Row[]> => world.admin.list<Row>(`${api}/${onHand.entitySet}?$filter=_p2c_productid_value eq ${String(id)}&$orderby=p2c_site,p2c_warehouse`);
const total = async (id: unknown): Promise<Row> => (await rowsOf(id)).find((row) => row["p2c_istotal"] === true) ?? {};
const receive = (item: string, site: string, warehouse: string, quantity: number) => world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item, site, warehouse, quantity });

async function unitOfSales(): Promise<Row> {
  return (await world.admin.list<Row>(`${api}/uoms?$select=uomid,_uomscheduleid_value&$top=1`))[0] ?? {};
}

/** A product in Sales, released in SCM unless told otherwise. */
async function product(number: string, { scm = true, service = false } = {}): Promise<Row> {
  if (scm) await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: number, name: `Product ${number}`, price: 5, unit: "ea", currency: "USD", service });
  const unit = await unitOfSales();
  const made = await world.admin.call<Row>("POST", `${api}/products`, {
    productnumber: number, name: `Product ${number}`, quantitydecimal: 2, p2c_ismaintainedexternally: true,
    "defaultuomid@odata.bind": `/uoms(${String(unit["uomid"])})`, "defaultuomscheduleid@odata.bind": `/uomschedules(${String(unit["_uomscheduleid_value"])})`,
  }, { prefer: "return=representation" });
  await world.admin.call("PATCH", `${api}/products(${String(made["productid"])})`, { statecode: 0, statuscode: 1 });
  return { ...made, uomid: unit["uomid"] };
}

async function quoteWith(products: readonly Row[]): Promise<Row> {
  const account = await create("accounts", { name: "Stock Inc." });
  const [list] = await world.admin.list<Row>(`${api}/pricelevels?$filter=name eq 'Standard USD'`);
  const quote = await create("quotes", { name: "Stock", "customerid_account@odata.bind": `/accounts(${String(account["accountid"])})`, "pricelevelid@odata.bind": `/pricelevels(${String(list?.["pricelevelid"])})` });
  for (const one of products) {
    await create("quotedetails", {
      "quoteid@odata.bind": `/quotes(${String(quote["quoteid"])})`, "productid@odata.bind": `/products(${String(one["productid"])})`, "uomid@odata.bind": `/uoms(${String(one["uomid"])})`,
      quantity: 2, ispriceoverridden: true, priceperunit: 5,
    });
  }
  return quote;
}

interface Answered {
  id: string;
  row: Row;
  result: RequestResult;
}

async function ask(table: StockTable, id: unknown, by = processor()): Promise<Answered> {
  const made = await world.salesperson.call<Row>("POST", `${api}/p2c_syncrequests?$select=p2c_syncrequestid`, newOnHandRequest(table, String(id), "Stock"), { prefer: "return=representation" });
  return answered(String(made["p2c_syncrequestid"]), by);
}

async function answered(id: string, by = processor()): Promise<Answered> {
  await by.process(id, stop);
  const row = await world.admin.get<Row>(`${api}/p2c_syncrequests(${id})`);
  return { id, row, result: JSON.parse(String(row[syncRequest.columns.result])) as RequestResult };
}

async function order(item: string, quantity: number): Promise<string> {
  const [customer] = await world.scm.list<Row>("/data/CustomersV3?cross-company=true&$filter=dataAreaId eq 'usmf'&$top=1");
  const made = await world.scm.call<Row>("POST", "/_sandbox/scm/orders", { company: "usmf", customer: customer?.["CustomerAccount"], lines: [{ product: item, quantity, site: "1", warehouse: "13" }] });
  return String(made["number"] ?? made["SalesOrderNumber"]);
}

test("stock of two warehouses, reserved and on order, to the digit; names and unit of people", async () => {
  const lamp = await product("OH-LAMP");
  await receive("OH-LAMP", "1", "13", 10.125);
  await receive("OH-LAMP", "2", "24", 0.5);
  await world.scm.call("POST", `/_sandbox/scm/orders/usmf/${await order("OH-LAMP", 1.5)}/confirm`, {});
  await order("OH-LAMP", 4);
  const { row, result } = await ask("product", lamp["productid"]);
  expect(row).toMatchObject({ p2c_status: RequestStatus.Succeeded, p2c_progress: null });
  expect(result).toMatchObject({ records: [{ table: "product", outcome: "created", company: "usmf" }], onHand: { company: "usmf", products: 1 } });
  const rows = await rowsOf(lamp["productid"]);
  expect(rows).toHaveLength(3);
  expect(rows.find((one) => one["p2c_warehouse"] === "13")).toMatchObject({
    p2c_itemnumber: "OH-LAMP", p2c_company: "usmf", p2c_site: "1", p2c_physical: 10.125, p2c_reserved: 1.5, p2c_available: 8.625, p2c_onorder: 4, p2c_istotal: false, p2c_source: OnHandSource.SupplyChainManagement,
  });
  expect(rows.find((one) => one["p2c_warehouse"] === "13")?.["p2c_warehousename"]).toMatch(/\w/);
  expect(rows.find((one) => one["p2c_istotal"])).toMatchObject({ p2c_site: null, p2c_warehouse: null, p2c_physical: 10.625, p2c_reserved: 1.5, p2c_available: 9.125, p2c_onorder: 4, p2c_totalavailable: 5.125, p2c_unit: "ea", p2c_asof: result.onHand?.asOf });
  expect(row[syncRequest.columns.openKey]).not.toBe(onHandKeyOf("product", String(lamp["productid"])));
});

test("a product without stock is known to have none; one unknown in SCM is reported; the rest of the document goes on", async () => {
  const [none, unknown] = [await product("OH-NONE"), await product("OH-SALES-ONLY", { scm: false })];
  const quote = await quoteWith([none, unknown]);
  const { row, result } = await ask("quote", quote["quoteid"]);
  expect(row["p2c_status"]).toBe(RequestStatus.PartlySucceeded);
  expect(await rowsOf(none["productid"])).toMatchObject([{ p2c_istotal: true, p2c_physical: 0, p2c_available: 0, p2c_ordered: 0, p2c_totalavailable: 0 }]);
  expect(await rowsOf(unknown["productid"])).toEqual([]);
  expect(result.records).toMatchObject([{ table: "quote" }, { table: "product", id: unknown["productid"], outcome: "failed", errorCode: "stock-unknown", errorParams: { product: "OH-SALES-ONLY", company: "usmf" } }]);
  expect(result.onHand?.products).toBe(1);
});

/** What the backend sent to a system while something was done. */
async function sentBy<T>(client: SandboxClient, work: () => Promise<T>): Promise<{ answer: T; sent: string[] }> {
  const before = (await logOf(client)).length;
  const answer = await work();
  return { answer, sent: (await logOf(client)).slice(before).filter(({ caller }) => caller === "sandbox-sync").map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`) };
}

/** A client that fires the stop after so many batches. */
function cuttingOff(cut: AbortController, after: number): DataverseClient {
  let batches = 0;
  return new (class extends DataverseClient {
    override async batchItems(...args: Parameters<DataverseClient["batchItems"]>) {
      const answers = await super.batchItems(...args);
      if (++batches === after) cut.abort(new Error("stop"));
      return answers;
    }
  })(services.dataverse.http);
}

/** Without those for the run's own row. */
const onlyWork = (sent: readonly string[]) => sent.filter((line) => !line.includes("p2c_syncruns"));

test("unchanged stock moves the time alone; what changed is written; a warehouse that SCM no longer names goes to zero", async () => {
  const desk = await product("OH-DESK");
  await receive("OH-DESK", "1", "13", 7);
  await receive("OH-DESK", "2", "24", 3);
  await ask("product", desk["productid"]);
  const before = await rowsOf(desk["productid"]);
  const first = String(before.find((row) => row["p2c_istotal"])?.["p2c_asof"]);
  await until(() => Promise.resolve(Date.now()), (now) => now >= Date.parse(first) + 1_000);
  const second = await ask("product", desk["productid"]);
  expect(second.result.records).toMatchObject([{ outcome: "unchanged" }]);
  const after = await rowsOf(desk["productid"]);
  const versions = (rows: Row[], whole: boolean) => rows.filter((row) => row["p2c_istotal"] === whole).map((row) => row["@odata.etag"]);
  expect(versions(after, false)).toEqual(versions(before, false));
  expect(versions(after, true)).not.toEqual(versions(before, true));
  expect(String((await total(desk["productid"]))["p2c_asof"]) > first).toBe(true);

  // A place that is in Sales only, as when SCM has removed a warehouse.
  await world.admin.call("POST", `${api}/${onHand.entitySet}`, { p2c_name: "gone", p2c_itemnumber: "OH-DESK", p2c_company: "usmf", p2c_site: "9", p2c_warehouse: "99", p2c_physical: 4, p2c_istotal: false, "p2c_ProductId@odata.bind": `/products(${String(desk["productid"])})` });
  await receive("OH-DESK", "1", "13", 1);
  expect((await ask("product", desk["productid"])).result.records).toMatchObject([{ outcome: "updated" }]);
  const last = await rowsOf(desk["productid"]);
  expect(last.find((row) => row["p2c_warehouse"] === "13")).toMatchObject({ p2c_physical: 8 });
  expect(last.find((row) => row["p2c_warehouse"] === "24")?.["@odata.etag"]).toBe(before.find((row) => row["p2c_warehouse"] === "24")?.["@odata.etag"]);
  expect(last.filter((row) => row["p2c_site"] === "9")).toMatchObject([{ p2c_physical: 0, p2c_available: 0, p2c_istotal: false }]);
  expect(await total(desk["productid"])).toMatchObject({ p2c_physical: 11 });
});

test("while SCM is down the last known numbers stay and the request waits", async () => {
  const chair = await product("OH-CHAIR");
  await receive("OH-CHAIR", "1", "13", 5);
  await ask("product", chair["productid"]);
  const before = await rowsOf(chair["productid"]);
  await world.scm.call("POST", "/_sandbox/faults", { match: { path: "^/data/" }, answer: { status: 503 } });
  const waiting = await ask("product", chair["productid"]);
  expect(waiting.row).toMatchObject({ p2c_status: RequestStatus.Pending, p2c_errorcode: "scm-unreachable", p2c_attempts: 1 });
  expect(Date.parse(String(waiting.row["p2c_nextattempton"]))).toBeGreaterThan(Date.parse(String(waiting.row["createdon"])));
  expect(await rowsOf(chair["productid"])).toEqual(before);
  await lift();
  await receive("OH-CHAIR", "1", "13", 2);
  await world.admin.call("PATCH", `${api}/p2c_syncrequests(${waiting.id})`, { p2c_nextattempton: null });
  expect((await answered(waiting.id)).row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(await total(chair["productid"])).toMatchObject({ p2c_physical: 7 });
});

test("two clicks are one request; other tables, wrong keys and foreign records are refused", async () => {
  const bench = await product("OH-BENCH");
  const wish = newOnHandRequest("product", String(bench["productid"]), "Bench");
  const post = (row: Row) => world.salesperson.call<Row>("POST", `${api}/p2c_syncrequests?$select=p2c_syncrequestid`, row, { prefer: "return=representation" });
  const first = await post(wish);
  await expect(post(wish)).rejects.toThrow();
  expect((await answered(String(first["p2c_syncrequestid"]))).row["p2c_status"]).toBe(RequestStatus.Succeeded);
  const account = await create("accounts", { name: "No stock here" });
  const id = String(account["accountid"]);
  const wrong = await post({ p2c_name: "x", p2c_kind: RequestKind.OnHand, p2c_status: RequestStatus.Pending, p2c_targettable: "account", p2c_targetid: id, p2c_openkey: `onhand:account:${id}` });
  expect((await answered(String(wrong["p2c_syncrequestid"]))).row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "stock-table-unknown" });
  const forged = await post({ ...wish, p2c_openkey: "onhand:product:another" });
  expect((await answered(String(forged["p2c_syncrequestid"]))).row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "request-key-mismatch" });
  const gone = await post({ ...wish, "p2c_ProductId@odata.bind": undefined, p2c_targetid: "11111111-2222-4333-8444-555555555555", p2c_openkey: onHandKeyOf("product", "11111111-2222-4333-8444-555555555555") });
  expect((await answered(String(gone["p2c_syncrequestid"]))).row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "record-not-found" });
});

test("services have no stock, so no number is made up for them", async () => {
  const hour = await product("OH-HOUR", { service: true });
  const { row, result } = await ask("product", hour["productid"]);
  expect(row["p2c_status"]).toBe(RequestStatus.Succeeded);
  expect(result.onHand).toMatchObject({ products: 0 });
  expect(await rowsOf(hour["productid"])).toEqual([]);
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const incoming = (item: string, quantity: number, date: string) => world.scm.call("POST", "/_sandbox/scm/stock/incoming", { company: "usmf", item, site: "1", warehouse: "13", quantity, date });

test("what can be promised by day comes from requests of SCM, which are gone afterwards", async () => {
  const lock = await product("OH-LOCK");
  await receive("OH-LOCK", "1", "13", 2);
  await receive("OH-LOCK", "2", "24", 1.5);
  await incoming("OH-LOCK", 5.25, inDays(4));
  const { row } = await ask("product", lock["productid"], processor({ days: "scm" }));
  expect(row["p2c_status"]).toBe(RequestStatus.Succeeded);
  const rows = await rowsOf(lock["productid"]);
  const days = (house: string | null) => parseProjected(String(rows.find((one) => one["p2c_warehouse"] === house)?.["p2c_projected"])).map(({ date, available, receipts }) => [date, available, receipts]);
  expect(days(null)).toEqual([[inDays(0), "3.5", "0"], [inDays(4), "8.75", "5.25"]]);
  expect(days("13")).toEqual([[inDays(0), "2", "0"], [inDays(4), "7.25", "5.25"]]);
  expect(days("24")).toEqual([[inDays(0), "1.5", "0"]]);
  expect(await total(lock["productid"])).toMatchObject({ p2c_ordered: 5.25 });
  expect(await world.scm.list("/data/CDSInventoryOnHandRequests?cross-company=true")).toEqual([]);
});

test("where days cannot be had, quantities come all the same, and the request says why", async () => {
  const bell = await product("OH-BELL");
  await receive("OH-BELL", "1", "13", 6);
  const refusing = new (class extends ScmClient {
    override batch(...args: Parameters<ScmClient["batch"]>) {
      const asksDays = args[0].flat().some(({ path }) => path.includes("CDSInventoryOnHandRequests"));
      return asksDays ? Promise.resolve(args[0].map(() => [{ status: 403, text: JSON.stringify({ error: { code: "", message: "Not allowed." } }) }])) : super.batch(...args);
    }
  })(services.scm.http);
  const { row, result } = await ask("product", bell["productid"], processor({ days: "scm" }, refusing));
  expect(row).toMatchObject({ p2c_status: RequestStatus.PartlySucceeded, p2c_errorcode: "stock-days-missing" });
  expect(result.onHand?.products).toBe(1);
  expect(await total(bell["productid"])).toMatchObject({ p2c_physical: 6, p2c_projected: null });
});

test("Inventory Visibility may tell days and quantities", async () => {
  const horn = await product("OH-HORN");
  await receive("OH-HORN", "1", "13", 2.125);
  await incoming("OH-HORN", 3, inDays(2));
  const base = `${world.scmUrl}/inventory-visibility`;
  const visibility = { url: `${base}/`, tokenUrl: `${base}/token`, environmentId: "env-1", timeoutMs: 10_000, measures: { ...standardMeasures, promise: "iv.availabletopromise", receipts: "fno.inbound", issues: "fno.outbound" } };
  const { row } = await ask("product", horn["productid"], processor({ quantities: "inventory-visibility", days: "inventory-visibility", visibility }));
  expect(row["p2c_status"]).toBe(RequestStatus.Succeeded);
  const all = await total(horn["productid"]);
  expect(all).toMatchObject({ p2c_physical: 2.125, p2c_available: 2.125, p2c_ordered: 3, p2c_totalavailable: 5.125, p2c_source: OnHandSource.InventoryVisibility });
  expect(parseProjected(String(all["p2c_projected"])).slice(0, 3).map(({ date, available, receipts }) => [date, available, receipts])).toEqual([
    [inDays(0), "2.125", undefined], [inDays(1), "2.125", undefined], [inDays(2), "5.125", "3"],
  ]);
});

test("a document's company is that of its business unit; each company has rows of its own", async () => {
  const tyre = await product("OH-TYRE");
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "frrt", product: "OH-TYRE", name: "Pneu", price: 5, unit: "ea", currency: "EUR" });
  await receive("OH-TYRE", "1", "13", 4);
  await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "frrt", item: "OH-TYRE", site: "1", warehouse: "13", quantity: 9 });
  const quote = await quoteWith([tyre]);
  const unit = String((await world.admin.get<Row>(`${api}/quotes(${String(quote["quoteid"])})?$select=_owningbusinessunit_value`))["_owningbusinessunit_value"]);
  const french = processor({}, services.scm, { fallback: "usmf", byBusinessUnit: new Map([[unit, "frrt"]]) });
  expect((await ask("quote", quote["quoteid"], french)).result.onHand).toMatchObject({ company: "frrt", products: 1 });
  await ask("product", tyre["productid"]);
  const totals = (await rowsOf(tyre["productid"])).filter((row) => row["p2c_istotal"]).map((row) => [row["p2c_company"], row["p2c_physical"]]);
  expect(totals.sort()).toEqual([["frrt", 9], ["usmf", 4]]);
});

test("who may not read the record gets no stock of it", async () => {
  const quote = await quoteWith([]);
  const blind = new (class extends DataverseClient {
    override async batch(...args: Parameters<DataverseClient["batch"]>) {
      return (await super.batch(...args)).map((answer, index) => (args[0].flat()[index]?.path.includes("RetrievePrincipalAccess") ? { status: 200, text: '{"AccessRights":"None"}' } : answer));
    }
  })(services.dataverse.http);
  const { row } = await ask("quote", quote["quoteid"], processor({}, services.scm, companies, blind));
  expect(row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "no-read-access" });
});

test("a run over 1,000 products takes bounded requests; the second writes times alone, and its row counts", async () => {
  const unit = await unitOfSales();
  const products: Row[] = [];
  const released: Row[] = [];
  const idOf = (n: number) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, "0")}`;
  for (let n = 0; n < 1000; n++) {
    const number = `BULK-${String(n).padStart(4, "0")}`;
    products.push({ table: "product", row: { productid: idOf(n), productnumber: number, name: number, quantitydecimal: 2, statecode: 0, statuscode: 1, p2c_ismaintainedexternally: true, defaultuomid: unit["uomid"], defaultuomscheduleid: unit["_uomscheduleid_value"] } });
    released.push({ entitySet: "SellableReleasedProducts", row: { dataAreaId: "usmf", ProductNumber: number, ProductName: number, IsStockedProduct: "Yes", InventoryUnitSymbol: "ea", SalesUnitSymbol: "ea", CurrencyCode: "USD" } });
    for (const house of ["13", "11"]) released.push({ entitySet: "WarehousesOnHandV2", row: { dataAreaId: "usmf", ItemNumber: number, InventorySiteId: "1", InventoryWarehouseId: house, OnHandQuantity: n % 7 } });
  }
  await world.admin.load(products);
  await world.scm.load(released);
  const stock = stockServices(settings, services, templates, () => undefined);
  const runs = new StockRuns({ ...stock, runs: new RunStore(services.dataverse, "test", 300_000), companies, withDays: false, lcid: 1033, leaseMs: 300_000 });
  const run = () => runs.run({ trigger: RunTrigger.CommandLine, dryRun: false }, stop);
  const dry = await runs.run({ trigger: RunTrigger.CommandLine, dryRun: true }, stop);
  expect(dry).toMatchObject({ kind: "ran", tally: { counts: { inserted: expect.any(Number) as number, failed: 0 } } });
  expect(await rowsOf(idOf(0))).toEqual([]);

  const { answer: { answer: first, sent: toScm }, sent: toSales } = await sentBy(world.admin, () => sentBy(world.scm, run));
  if (first.kind !== "ran") throw new Error(first.kind);
  expect(first.outcome).toBe(RunOutcome.Completed);
  expect(first.tally.counts.inserted).toBeGreaterThanOrEqual(1000);
  // A page of 500 products takes two requests to SCM and two to Dataverse, and one for each 250 rows written.
  const pages = Math.ceil(first.tally.total / 500);
  expect(toScm).toHaveLength(2 * pages);
  expect(onlyWork(toSales).length).toBeLessThanOrEqual(2 * pages + Math.ceil((3 * first.tally.total) / 250) + pages);
  const { answer: { answer: second, sent: toScmAgain }, sent: toSalesAgain } = await sentBy(world.admin, () => sentBy(world.scm, run));
  if (second.kind !== "ran") throw new Error(second.kind);
  expect(toScmAgain).toHaveLength(2 * pages);
  expect(onlyWork(toSalesAgain).length).toBeLessThanOrEqual(2 * pages + Math.ceil(second.tally.total / 250) + pages);
  expect(second.tally.counts).toMatchObject({ inserted: 0, updated: 0, failed: 0 });
  // Stopped in the middle, the next run goes on behind the last product that was done.
  const cut = new AbortController();
  const interrupted = await new StockRuns({ ...stock, runs: new RunStore(services.dataverse, "test", 300_000), dataverse: cuttingOff(cut, 4), companies, withDays: false, lcid: 1033, leaseMs: 300_000 }).run({ trigger: RunTrigger.Schedule, dryRun: false }, cut.signal);
  expect(interrupted).toMatchObject({ kind: "lost", tally: { counts: { unchanged: expect.any(Number) as number } } });
  const { answer: resumed, sent: toScmResumed } = await sentBy(world.scm, run);
  if (resumed.kind !== "ran") throw new Error(resumed.kind);
  expect(resumed.tally.counts.unchanged).toBe(second.tally.counts.unchanged);
  expect(toScmResumed.length).toBeLessThan(2 * pages);
  const [row] = await world.admin.list<Row>(`${api}/p2c_syncruns?$filter=p2c_template eq 'On-hand'&$orderby=p2c_fence desc&$top=1`);
  expect(row).toMatchObject({ p2c_outcome: RunOutcome.Completed, p2c_unchanged: second.tally.counts.unchanged, p2c_failed: 0 });
});

test("the backend runs it on schedule, and the command line as asked", async () => {
  const onSchedule = () => world.admin.list<Row>(`${api}/p2c_syncruns?$filter=p2c_template eq 'On-hand' and p2c_trigger eq ${RunTrigger.Schedule} and p2c_outcome ne ${RunOutcome.Running}`);
  // Ended runs are removed, so that the schedule finds itself due.
  for (const { p2c_syncrunid: id } of await world.admin.list<Row>(`${api}/p2c_syncruns?$filter=p2c_template eq 'On-hand'`)) await world.admin.call("DELETE", `${api}/p2c_syncruns(${String(id)})`);
  world.backendOptions.env = { ...world.backendOptions.env, P2C_SCHEDULE: "on-hand=1h" };
  await world.startBackend();
  const [run] = await until(onSchedule, (rows) => rows.length > 0, 90);
  expect(run).toMatchObject({ p2c_outcome: RunOutcome.Completed, p2c_failed: 0 });
  const dry = await runBackend(["run", "on-hand", "--company", "usmf", "--dry-run"], world.backendOptions);
  expect(dry).toMatchObject({ code: 0, output: expect.stringMatching(/Completed: Created 0, .* \(dry run: nothing was written\)/) as string });
  expect((await runBackend(["run", "on-hand", "--full"], world.backendOptions)).code).toBe(2);
  expect((await runBackend(["runs", "on-hand"], world.backendOptions)).output).toContain("On-hand");
}, 180_000);
