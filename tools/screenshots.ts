import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { ProcessingStatus, RequestStatus } from "../model/generated/schema";
import { newRecordRequest, type SyncableTable } from "../model/request";
import { runBackend } from "../sandbox/compose/backend";
import { createAccount, finished, syncNow, type Row } from "../test/support/sync";
import { launch, visitor } from "../test/support/browser";
import { api, startWorld, type World } from "../test/support/world";

const tallEnough = 1500;

/** `npm run screenshots`: makes the README's pictures from the running sandbox. */
async function main(): Promise<void> {
  mkdirSync("docs/images", { recursive: true });
  const world = await startWorld({ demo: true });
  const browser = await launch();
  try {
    const accountId = await customerInStep(world);
    const refused = await refusedCustomer(world);
    await run(world, "products");
    const quote = await document(world, "quote", accountId, { B0001: 2, B0005: 20, A0205: 60, P0112: 6 });
    const order = await soldAndShipped(world, accountId);

    const { page } = await visitor(browser, world.salesUrl);
    await picture(page, world, "account", refused, "refused", "Sync with Supply Chain Management");
    await page.setViewportSize({ width: 1366, height: tallEnough });
    await picture(page, world, "salesorder", order, "order", "Availability of the lines");
    await picture(page, world, "quote", quote, "quote", "Availability of the lines");
    await invoiced(world, order);
    await page.setViewportSize({ width: 1366, height: 1150 });
    await picture(page, world, "account", accountId, "account", "Invoices");
  } finally {
    await browser.close();
    await world.close();
  }
}

const address = { address1_line1: "12 Quayside", address1_city: "Bristol", address1_postalcode: "BS1 4XE", address1_country: "United Kingdom", telephone1: "+44 117 496 0100", creditlimit: 50000 };

async function customerInStep(world: World): Promise<string> {
  const id = await createAccount(world.salesperson, { ...address, accountnumber: "ACC-02001-PICTUR", name: "Harbour Lane Outfitters" });
  await syncNow(world, id);
  return id;
}

async function refusedCustomer(world: World): Promise<string> {
  const id = await createAccount(world.salesperson, { ...address, accountnumber: "ACC-02002-PICTUR", name: "Northgate Cycles", p2c_customergroup: "GOLD" });
  const request = await syncNow(world, id);
  if (request.p2c_status !== RequestStatus.Failed) throw new Error("The refused account was meant to fail.");
  return id;
}

/** A quote or an order of the customer over products of SCM. */
async function document(world: World, table: "quote" | "salesorder", accountId: string, quantities: Record<string, number>): Promise<string> {
  const [priceList] = await world.admin.list<Row>(`${api}/pricelevels?$select=pricelevelid&$filter=name eq 'Standard USD'`);
  const header = await create(world, `${table}s`, {
    name: "Autumn range", "customerid_account@odata.bind": `/accounts(${accountId})`, "pricelevelid@odata.bind": `/pricelevels(${String(priceList?.pricelevelid)})`,
    requestdeliveryby: "2027-01-15", shipto_line1: "12 Quayside", shipto_city: "Bristol", shipto_country: "United Kingdom",
  });
  const id = String(header[`${table}id`]);
  for (const [number, quantity] of Object.entries(quantities)) {
    const [product] = await world.admin.list<Row>(`${api}/products?$select=productid,_defaultuomid_value&$filter=productnumber eq '${number}'`);
    await create(world, `${table}details`, {
      [`${table}id@odata.bind`]: `/${table}s(${id})`, "productid@odata.bind": `/products(${String(product?.productid)})`,
      "uomid@odata.bind": `/uoms(${String(product?._defaultuomid_value)})`, quantity, p2c_ismaintainedexternally: true,
    });
  }
  return id;
}

/** An order of which a part is shipped and invoiced, in step on both sides. */
async function soldAndShipped(world: World, accountId: string): Promise<string> {
  const id = await document(world, "salesorder", accountId, { B0001: 4, B0002: 2, P0101: 10 });
  await world.salesperson.call("PATCH", `${api}/salesorders(${id})`, { p2c_processingstatus: ProcessingStatus.Active });
  for (const line of await world.admin.list<Row>(`${api}/salesorderdetails?$select=salesorderdetailid&$filter=_salesorderid_value eq ${id}`)) {
    await world.salesperson.call("PATCH", `${api}/salesorderdetails(${String(line.salesorderdetailid)})`, { p2c_orderissubmitted: true });
  }
  await syncRecord(world, "salesorder", id);
  // Two requests of one second have no order that a form could tell.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const step = await stepsOf(world, id);
  for (const [name, body] of [["confirm"], ["pick"], ["ship", { lines: [{ sequence: 1, quantity: 4 }] }], ["totals"]] as const) await step(name, body);
  await syncRecord(world, "salesorder", id);
  return id;
}

/** What SCM's warehouse does with an order. */
async function stepsOf(world: World, id: string): Promise<(name: string, body?: object) => Promise<unknown>> {
  const { ordernumber } = await world.admin.get<Row>(`${api}/salesorders(${id})?$select=ordernumber`);
  return (name, body = {}) => world.scm.call("POST", `/_sandbox/scm/orders/usmf/${String(ordernumber)}/${name}`, body);
}

/** Two invoices: the first was due long ago. */
async function invoiced(world: World, id: string): Promise<void> {
  const step = await stepsOf(world, id);
  await world.scm.call("POST", "/_sandbox/clock", { shiftMs: -60 * 86_400_000 });
  for (const name of ["invoice", "totals"]) await step(name);
  await world.scm.call("POST", "/_sandbox/clock", { shiftMs: 60 * 86_400_000 });
  for (const name of ["ship", "invoice", "totals"]) await step(name);
  await run(world, "invoices");
}

async function create(world: World, set: string, row: Row): Promise<Row> {
  return world.salesperson.call<Row>("POST", `${api}/${set}`, row, { prefer: "return=representation" });
}

async function syncRecord(world: World, table: SyncableTable, id: string): Promise<void> {
  const made = await create(world, "p2c_syncrequests", newRecordRequest(table, id, table));
  const request = await finished(world, String(made.p2c_syncrequestid), 30);
  if (request.p2c_status !== RequestStatus.Succeeded) throw new Error(String(request.p2c_result));
}

async function run(world: World, template: string): Promise<void> {
  const { code, output } = await runBackend(["run", template], world.backendOptions);
  if (code !== 0) throw new Error(output);
}

async function picture(page: Page, world: World, table: string, id: string, name: string, card: string): Promise<void> {
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await page.getByRole("group", { name: card }).waitFor();
  // A picture shows what has come to rest: nothing is busy, and nothing on its way.
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  await page.getByText(/Waiting|Syncing/).first().waitFor({ state: "detached" });
  await page.screenshot({ path: `docs/images/${name}.png` });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
