import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { RequestStatus, RunOutcome, SyncStatus, syncRun } from "../../model/generated/schema";
import { accountsTemplate } from "../../backend/templates/accounts";
import { templates } from "../../backend/templates/all";
import { invoicesName } from "../../backend/templates/documentsBack";
import { productsName } from "../../backend/templates/products";
import type { AnyTemplate, Row as MappingRow } from "../../backend/core/templateTypes";
import { runBackend } from "../../sandbox/compose/backend";
import { OnDemand, type Row } from "../support/onDemand";
import { api } from "../support/world";

// One bad thing each: it is told by name on the record or the run, the rest goes on, and nothing is written twice.
let work: OnDemand;
let item: Row;
const folder = mkdtempSync(path.join(tmpdir(), "bad-input-"));
beforeAll(async () => {
  work = await OnDemand.start();
  item = await work.product("BI-GOOD", 10);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await work.close();
});

const run = (args: string[], env: Record<string, string> = {}) => runBackend(["run", ...args], { ...work.world.backendOptions, env });
const lastRun = async (template: string): Promise<Row> => (await work.world.admin.list<Row>(`${api}/${syncRun.entitySet}?$filter=p2c_template eq '${template}'&$orderby=p2c_fence desc&$top=1`))[0] ?? {};
const customers = (filter: string) => work.scmRows("CustomersV3", filter);
const account = (number: string, more: Row = {}): Promise<Row> => work.create("accounts", { name: `Customer ${number}`, accountnumber: number, address1_country: "USA", ...more });
const fault = (rule: object): Promise<unknown> => work.world.scm.call("POST", "/_sandbox/faults", rule);
const noFaults = (): Promise<unknown> => work.world.scm.call("DELETE", "/_sandbox/faults");

function overrides(name: string, content: object): Record<string, string> {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(content, null, 2));
  return { P2C_OVERRIDES: file };
}

test("an unknown column in an override, on either side: file, place, value and remedy, and nothing runs", async () => {
  const row = (target: string, column: string) => ({ target, type: "string", from: { kind: "copy", column } });
  await account("BI-1");
  const told = await run(["accounts"], overrides("columns", { templates: { accounts: { rows: [row("SalesMemo", "shoe_size"), row("ShoeSize", "description")] } } }));
  expect(told.code).toBe(2);
  expect(told.output).toMatch(/columns\.json:\d+ \$\.templates\.accounts: The table account has no column 'shoe_size' \(found "shoe_size"\)\. Correct the name/);
  expect(told.output).toMatch(/The entity CustomersV3 has no property 'ShoeSize'/);
  expect(await customers("CustomerAccount eq 'BI-1'")).toEqual([]);
});

test("a value without an entry in its value map: named on the record, the others of the run are sent once", async () => {
  const bad = await account("BI-2", { address1_country: "Atlantis" });
  await account("BI-3");
  const filter = ["--filter", "accountnumber eq 'BI-2' or accountnumber eq 'BI-3'"];
  expect((await run(["accounts", ...filter])).output).toMatch(/Created 1, updated 0, unchanged 0, failed 1[\s\S]*1 × value-not-mapped/);
  expect((await run(["accounts", ...filter])).output).toMatch(/Created 0, updated 0, unchanged 1, failed 0, still failing 1/);
  expect((await work.sync("account", bad.accountid)).result.records).toMatchObject([{ outcome: "failed", errorCode: "value-not-mapped", errorParams: { value: "Atlantis", field: "Address 1: Country/Region" } }]);
  expect(await customers("CustomerAccount eq 'BI-2'")).toEqual([]);
});

test("a unit that Sales lacks: the product is refused by name, the other one comes", async () => {
  await work.release("BI-UNIT", 5, { unit: "pal" });
  await work.release("BI-NEXT", 5);
  for (const unit of await work.world.admin.list<Row>(`${api}/uoms?$filter=name eq 'pal'`)) await work.world.admin.call("PATCH", `${api}/uoms(${String(unit.uomid)})`, { name: "Pallet of Sales" });
  const done = await run(["products", "--filter", "ProductNumber eq 'BI-UNIT' or ProductNumber eq 'BI-NEXT'"]);
  expect(done).toMatchObject({ code: 1, output: expect.stringMatching(/Created 1, updated 0, unchanged 0, failed 1[\s\S]*1 × unit-missing, e\.g\. BI-UNIT/) as string });
  expect(JSON.parse(String((await lastRun(productsName)).p2c_errors))).toMatchObject([{ code: "unit-missing", params: { value: "pal" } }]);
  expect(await work.world.admin.list(`${api}/products?$filter=productnumber eq 'BI-UNIT'`)).toEqual([]);
});

test("a currency without a price list: the product is refused by name, and no half of it stays", async () => {
  const lists = await work.world.admin.list<Row>(`${api}/pricelevels?$filter=transactioncurrencyid/isocurrencycode eq 'SEK'`);
  for (const list of lists) await work.world.admin.call("PATCH", `${api}/pricelevels(${String(list.pricelevelid)})`, { statecode: 1, statuscode: 100002 });
  expect(await work.first("transactioncurrencies?$filter=isocurrencycode eq 'SEK'")).toMatchObject({ statecode: 0 });
  await work.release("BI-SEK", 5, { currency: "SEK" });
  await expect(work.bring(productsName, "BI-SEK")).rejects.toMatchObject({ code: "price-list-missing", params: { value: "SEK" } });
  expect(await work.world.admin.list(`${api}/products?$filter=productnumber eq 'BI-SEK'`)).toEqual([]);
});

test("a line with quantity 0 and a discount: the line is named, the others stand in SCM once, also after a second try", async () => {
  const order = await work.document("salesorders", "BI-4", [[item, 2], [item, 0, { manualdiscountamount: 5 }]]);
  await work.activate(order.id);
  for (const outcome of ["created", "unchanged"]) {
    const done = await work.sync("salesorder", order.id);
    expect(done.row).toMatchObject({ p2c_status: RequestStatus.PartlySucceeded, p2c_errorcode: "lines-missing" });
    expect(done.result.records[0]?.lines).toMatchObject([{ outcome }, { outcome: "failed", errorCode: "discount-without-quantity", errorParams: { value: "5" } }]);
    expect(done.state).toMatchObject({ p2c_status: SyncStatus.NeedsAttention });
  }
  expect(await work.scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${order.number}'`)).toHaveLength(1);
});

test("a number longer than its column in SCM: refused before anything is sent, with field, length and limit", async () => {
  const fits = await work.document("salesorders", "BI-5", [[item, 1]], { ordernumber: "N".repeat(20) });
  const long = await work.document("salesorders", "BI-6", [[item, 1]], { ordernumber: "N".repeat(21) });
  for (const { id } of [fits, long]) await work.activate(id);
  const refused = await work.sync("salesorder", long.id);
  expect(refused.result.records).toMatchObject([{ outcome: "failed", errorCode: "value-too-long", errorParams: { field: "Order ID", length: "21", max: "20" } }]);
  expect((await work.sync("salesorder", fits.id)).result.records[0]).toMatchObject({ outcome: "created", scmKey: fits.number });
  expect(await customers("CustomerAccount eq 'BI-6'")).toEqual([]);
  expect(await work.scmRows("CDSSalesOrderHeaders", "SalesOrderNumber eq 'NNN*'")).toHaveLength(1);
});

describe("a company that does not exist", () => {
  test("on the way to SCM is named on the record", async () => {
    const made = await account("BI-7");
    const sent = await work.sync("account", made.accountid, {}, work.processorOf("zzzz"));
    expect(sent.row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "company-unknown" });
    expect(sent.result.records).toMatchObject([{ errorParams: { company: "zzzz" } }]);
    expect((await work.sync("account", made.accountid)).state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_company: "usmf" });
    expect(await customers("CustomerAccount eq 'BI-7'")).toHaveLength(1);
  });
  test("on the way back is named on the run, and the other company's products come", async () => {
    await work.release("BI-FR", 5, { company: "frrt", currency: "EUR" });
    const done = await run(["products"], { P2C_DEFAULT_COMPANY: "zzzz", P2C_COMPANY_MAP: JSON.stringify({ France: "frrt" }) });
    expect(done).toMatchObject({ code: 1, output: expect.stringMatching(/failed [1-9]\d*[\s\S]*1 × company-unknown, e\.g\. zzzz/) as string });
    expect(await work.world.admin.list(`${api}/products?$filter=productnumber eq 'BI-FR'`)).toHaveLength(1);
  });
});

test("a document without lines is refused by name, and nothing of it is sent", async () => {
  const order = await work.document("salesorders", "BI-8", []);
  await work.activate(order.id);
  expect((await work.sync("salesorder", order.id)).row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "no-lines" });
  expect(await work.scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq '${order.number}'`)).toEqual([]);
});

test("lines of an invoice without its header: said that SCM holds no such invoice, nothing is made", async () => {
  await work.world.scm.load([{ entitySet: "ExternallyMaintainedCustomerSalesInvoiceLines", row: {
    dataAreaId: "usmf", InvoiceNumber: "BI-ORPHAN", InvoiceDate: "2027-01-15T12:00:00Z", LedgerVoucher: "V-1", LineCreationSequenceNumber: 1, ProductNumber: "BI-GOOD", InvoicedQuantity: 1,
  } }]);
  await expect(work.bring(invoicesName, "BI-ORPHAN")).rejects.toMatchObject({ code: "not-in-scm", params: { value: "BI-ORPHAN", company: "usmf" } });
  expect(await work.world.admin.list(`${api}/invoices?$filter=invoicenumber eq 'BI-ORPHAN'`)).toEqual([]);
});

describe("a list of SCM", () => {
  afterEach(noFaults);
  test("that goes in a circle ends the run as an error by name; what was read is there once", async () => {
    await work.release("BI-LOOP", 5);
    const [row] = await work.scmRows("SellableReleasedProducts", "ProductNumber eq 'BI-LOOP'");
    const next = `${work.world.scmUrl}/data/SellableReleasedProducts?page=again`;
    await fault({ match: { method: "GET", path: "^/data/SellableReleasedProducts" }, answer: { status: 200, body: { value: [row], "@odata.nextLink": next } } });
    const done = await run(["products"]);
    expect(done).toMatchObject({ code: 2, output: expect.stringMatching(/circle/) as string });
    expect(await lastRun(productsName)).toMatchObject({ p2c_outcome: RunOutcome.Error, p2c_message: expect.stringContaining("SellableReleasedProducts") as unknown });
    expect(await work.world.admin.list(`${api}/products?$filter=productnumber eq 'BI-LOOP'`)).toHaveLength(1);
  });
  test("that repeats rows brings each once", async () => {
    await work.release("BI-TWICE", 5);
    const [row] = await work.scmRows("SellableReleasedProducts", "ProductNumber eq 'BI-TWICE'");
    await fault({ match: { method: "GET", path: "^/data/SellableReleasedProducts" }, answer: { status: 200, body: { value: [row, row, row] } } });
    expect(await run(["products", "--filter", "ProductNumber eq 'BI-TWICE'"])).toMatchObject({ code: 0, output: expect.stringMatching(/Created 1, updated 0, unchanged 0, failed 0/) as string });
    const [made] = await work.world.admin.list<Row>(`${api}/products?$filter=productnumber eq 'BI-TWICE'&$expand=product_price_levels($select=amount)`);
    expect(made?.product_price_levels).toHaveLength(1);
  });
});

describe("an SCM whose entity lacks a property", () => {
  const missing: MappingRow = { target: "MadeLaterThanThis", type: "string", from: { kind: "copy", column: "description" }, grades: [] };
  const older = (name: string, row: MappingRow) => templates.map((one): AnyTemplate => (one.name === name ? ({ ...one, rows: [...one.rows, row] }) : one));
  let old: OnDemand;
  beforeAll(async () => {
    old = await OnDemand.start(older(accountsTemplate.name, missing));
  });
  afterAll(() => old.close());
  test("is told by entity and property on the record; records of other tables go on", async () => {
    const made = await old.create("accounts", { name: "Old", accountnumber: "BI-9", description: "x" });
    const sent = await old.sync("account", made.accountid);
    expect(sent.row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "scm-property-missing" });
    expect(sent.result.records).toMatchObject([{ errorParams: { property: "MadeLaterThanThis", entity: "CustomerV3" } }]);
    expect(await old.scmRows("CustomersV3", "CustomerAccount eq 'BI-9'")).toEqual([]);
    await old.release("BI-OLD", 5);
    expect((await old.bring(productsName, "BI-OLD")).result).toMatchObject({ outcome: "created" });
  });
  test("is told on the run that lists it", async () => {
    const reads: MappingRow = { target: "vendorpartnumber", type: "string", from: { kind: "copy", column: "MadeLaterThanThis" }, grades: [] };
    const other = older(productsName, reads).find(({ name }) => name === productsName);
    await expect(old.fromScm.bring(other as Parameters<typeof old.fromScm.bring>[0], { company: "usmf", number: "BI-OLD" }, { dryRun: false, guard: () => Promise.resolve() }, { correlationId: "c" }))
      .rejects.toMatchObject({ code: "scm-property-missing", params: { property: "MadeLaterThanThis", entity: "SellableReleasedProduct" } });
  });
});
