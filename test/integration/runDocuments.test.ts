import { ProcessingStatus, RunOutcome, syncRun } from "../../model/generated/schema";
import { runBackend } from "../../sandbox/compose/backend";
import { createAccount, logOf, type Row } from "../support/sync";
import { api, startWorld, type World } from "../support/world";

// Documents through runs alone, with nobody pressing Sync now.
let world: World;
beforeAll(async () => {
  world = await startWorld({ backend: false, demo: true });
});
afterAll(() => world.close());

const run = (...args: string[]): Promise<{ code: number | null; output: string }> => runBackend(["run", ...args], world.backendOptions);
const create = (set: string, row: Row): Promise<Row> => world.salesperson.call<Row>("POST", `${api}/${set}`, row, { prefer: "return=representation" });
const scmStep = (number: string, step: string): Promise<Row> => world.scm.call("POST", `/_sandbox/scm/orders/usmf/${number}/${step}`, {});
const order = (id: unknown): Promise<Row> => world.admin.get<Row>(`${api}/salesorders(${String(id)})`);

async function newOrder(accountId: string, product: Row, priceList: Row, quantity: number): Promise<Row> {
  const made = await create("salesorders", { name: `${quantity} of it`, "customerid_account@odata.bind": `/accounts(${accountId})`, "pricelevelid@odata.bind": `/pricelevels(${String(priceList.pricelevelid)})`, requestdeliveryby: "2027-01-15", shipto_country: "USA" });
  const line = await create("salesorderdetails", {
    "salesorderid@odata.bind": `/salesorders(${String(made.salesorderid)})`, "productid@odata.bind": `/products(${String(product.productid)})`,
    "uomid@odata.bind": `/uoms(${String(product._defaultuomid_value)})`, quantity, p2c_ismaintainedexternally: true,
  });
  await world.salesperson.call("PATCH", `${api}/salesorders(${String(made.salesorderid)})`, { p2c_processingstatus: ProcessingStatus.Active });
  await world.salesperson.call("PATCH", `${api}/salesorderdetails(${String(line.salesorderdetailid)})`, { p2c_orderissubmitted: true });
  return made;
}

test("orders go out with what they need, their progress comes back, and a run over nothing new writes nothing", async () => {
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: "RUN-1", name: "Run lamp", price: 19.99, unit: "ea", currency: "USD" });
  await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: "RUN-1", site: "1", warehouse: "13", quantity: 100 });
  expect((await run("products")).output).toMatch(/Completed: Created [1-9]/);
  const [product] = await world.admin.list<Row>(`${api}/products?$filter=productnumber eq 'RUN-1'`);
  const [priceList] = await world.admin.list<Row>(`${api}/pricelevels?$filter=name eq 'Standard USD'`);
  const accountId = await createAccount(world.salesperson, { name: "Runs Inc.", accountnumber: "RUNS-1", address1_country: "USA" });
  if (!product || !priceList) throw new Error("The demo company has changed");
  const orders = [await newOrder(accountId, product, priceList, 3), await newOrder(accountId, product, priceList, 5)];

  expect(await run("orders-out")).toMatchObject({ code: 0, output: expect.stringMatching(/Completed: Created 2/) as string });
  const numbers = orders.map(({ ordernumber }) => String(ordernumber));
  expect(await world.scm.list(`/data/CDSSalesOrderHeaders?cross-company=true&$filter=OrderingCustomerAccountNumber eq 'RUNS-1'`)).toHaveLength(2);
  await world.scm.call("DELETE", "/_sandbox/log");
  expect(await run("orders-out")).toMatchObject({ code: 0, output: expect.stringMatching(/Created 0, updated 0/) as string });
  expect((await logOf(world.scm)).filter(({ method }) => method === "PATCH" || method === "DELETE")).toEqual([]);

  for (const number of numbers) {
    await scmStep(number, "confirm");
    await scmStep(number, "totals");
  }
  expect(await run("orders-back")).toMatchObject({ code: 0, output: expect.stringMatching(/Completed: Created 0, updated 2/) as string });
  for (const { salesorderid, ordernumber } of orders) {
    const [there] = await world.scm.list<Row>(`/data/CDSSalesOrderHeaders?cross-company=true&$filter=SalesOrderNumber eq '${String(ordernumber)}'`);
    const here = await order(salesorderid);
    expect(here).toMatchObject({ p2c_processingstatus: ProcessingStatus.Confirmed });
    expect(Number(here.totalamount)).toBe(Number(there?.OrderTotalAmount));
  }

  // The orders that came back are no changes of a salesperson: nothing goes out again, nothing comes back again.
  await run("all");
  await Promise.all([world.scm.call("DELETE", "/_sandbox/log"), world.admin.call("DELETE", "/_sandbox/log")]);
  for (const name of ["products", "orders-out", "orders-back", "invoices"]) expect((await run(name)).output).toMatch(/Completed: Created 0, updated 0, unchanged \d+, failed 0/);
  expect((await logOf(world.admin)).filter(({ method, path }) => method === "PATCH" && !path.includes(syncRun.entitySet))).toEqual([]);
  const runs = await world.admin.list<Row>(`${api}/${syncRun.entitySet}?$filter=p2c_outcome eq ${RunOutcome.Running}`);
  expect(runs).toEqual([]);
}, 120_000);
