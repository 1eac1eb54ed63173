import { OnHandSource, RequestKind, RequestStatus, onHand, syncRequest } from "../../model/generated/schema";
import { newOnHandRequest, onHandKeyOf, type StockTable } from "../../model/onHand";
import type { RequestResult } from "../../model/request";
import { DataverseClient } from "../../backend/connectors/dataverse/client";
import { SecuredColumns } from "../../backend/connectors/dataverse/securedColumns";
import { HttpClient } from "../../backend/connectors/http/client";
import { StaticTokenCredential } from "../../backend/connectors/http/credential";
import { ScmClient } from "../../backend/connectors/scm/client";
import { StockAnswers } from "../../backend/onhand/answer";
import { stockServices, type StockSettings } from "../../backend/onhand/services";
import { templates } from "../../backend/templates/all";
import { Processor } from "../../backend/worker/processor";
import { RequestStore } from "../../backend/worker/requests";
import { logOf } from "../support/sync";
import { api, startWorld, type World } from "../support/world";

// Requests of kind On-hand through the worker's own code, with nothing scheduled beside it.
type Row = Record<string, unknown>;

const companies = { fallback: "usmf", byBusinessUnit: new Map<string, string>() };
const settings: StockSettings = { days: "none", daysOnSchedule: false, itemNumbers: "product", keepNamesMs: 60_000, interval: undefined };
const stop = new AbortController().signal;

let world: World;
let services: { dataverse: DataverseClient; scm: ScmClient };
beforeAll(async () => {
  world = await startWorld({ demo: true, backend: false });
  const credential = new StaticTokenCredential("sandbox-sync");
  services = {
    dataverse: new DataverseClient(new HttpClient({ side: "sales", baseUrl: `${world.salesUrl}/`, credential, timeoutMs: 10_000, concurrency: 10 })),
    scm: new ScmClient(new HttpClient({ side: "scm", baseUrl: `${world.scmUrl}/`, credential, timeoutMs: 10_000, concurrency: 10, retries: 0 })),
  };
});
afterAll(() => world.close());

function processor(change: Partial<StockSettings> = {}): Processor {
  const stock = stockServices({ ...settings, ...change }, services, templates, () => undefined);
  return new Processor({
    ...services, companies, scmUrl: world.scmUrl, lcid: 1033, secured: new SecuredColumns(services.dataverse), requests: new RequestStore(services.dataverse, "test", 30_000),
    leaseMs: 30_000, maxAttempts: 5, log: () => undefined, answerers: new Map([[RequestKind.OnHand, new StockAnswers({ ...stock, companies })]]),
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

/** Writes of the backend to Dataverse's on-hand rows since the log held so many entries. */
const logLength = async () => (await logOf(world.admin)).length;

test("stock of two warehouses, reserved and on order, to the digit; names and unit of people", async () => {
  const lamp = await product("OH-LAMP");
  await receive("OH-LAMP", "1", "13", 10.125);
  await receive("OH-LAMP", "2", "24", 0.5);
  await world.scm.call("POST", "/_sandbox/scm/orders", { company: "usmf", customer: (await world.scm.list<Row>("/data/CustomersV3?cross-company=true&$filter=dataAreaId eq 'usmf'&$top=1"))[0]?.["CustomerAccount"], lines: [{ product: "OH-LAMP", quantity: 4, site: "1", warehouse: "13" }] });
  const { row, result } = await ask("product", lamp["productid"]);
  expect(row).toMatchObject({ p2c_status: RequestStatus.Succeeded, p2c_progress: null });
  expect(result).toMatchObject({ records: [{ table: "product", outcome: "created", company: "usmf" }], onHand: { company: "usmf", products: 1 } });
  const rows = await rowsOf(lamp["productid"]);
  expect(rows).toHaveLength(3);
  expect(rows.find((one) => one["p2c_warehouse"] === "13")).toMatchObject({
    p2c_itemnumber: "OH-LAMP", p2c_company: "usmf", p2c_site: "1", p2c_physical: 10.125, p2c_onorder: 4, p2c_istotal: false, p2c_source: OnHandSource.SupplyChainManagement,
  });
  expect(rows.find((one) => one["p2c_warehouse"] === "13")?.["p2c_warehousename"]).toMatch(/\w/);
  expect(rows.find((one) => one["p2c_istotal"])).toMatchObject({ p2c_site: null, p2c_warehouse: null, p2c_physical: 10.625, p2c_available: 10.625, p2c_totalavailable: 6.625, p2c_unit: "ea", p2c_asof: result.onHand?.asOf });
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

test("unchanged stock moves the time alone; a warehouse that SCM no longer names goes to zero", async () => {
  const desk = await product("OH-DESK");
  await receive("OH-DESK", "1", "13", 7);
  await receive("OH-DESK", "2", "24", 3);
  await ask("product", desk["productid"]);
  const before = await rowsOf(desk["productid"]);
  await world.admin.call("POST", "/_sandbox/clock", { shiftSeconds: 120 }).catch(() => undefined);
  const second = await ask("product", desk["productid"]);
  expect(second.result.records).toMatchObject([{ outcome: "unchanged" }]);
  const after = await rowsOf(desk["productid"]);
  expect(after.map((row) => (row["p2c_istotal"] ? "" : row["@odata.etag"]))).toEqual(before.map((row) => (row["p2c_istotal"] ? "" : row["@odata.etag"])));
  expect((await total(desk["productid"]))["p2c_asof"]).toBe(second.result.onHand?.asOf);
});
