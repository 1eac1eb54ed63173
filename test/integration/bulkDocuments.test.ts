import { RunOutcome, SyncStatus, syncRun } from "../../model/generated/schema";
import { runBackend } from "../../sandbox/compose/backend";
import { customerRows, orderIdOf, orderNumberOf, orderRows } from "../support/orders";
import { logOf, requestColumns, finished, stateColumns as c, succeeded, type Row } from "../support/sync";
import { newRecordRequest } from "../../model/request";
import { api, startWorld, type World } from "../support/world";

// Many orders in one run: what comes of them must be what Sync now makes of each.
const customers = 3;
const lines = 3;
const bulk = 40;

let world: World;
beforeEach(async () => {
  world = await startWorld({ demo: true, backend: false });
  await world.admin.load(customerRows(customers));
});
afterEach(() => world.close());

const run = (...args: string[]): Promise<{ code: number | null; output: string }> => runBackend(["run", ...args], world.backendOptions);
const accounts = (): Promise<unknown> => run("accounts", "--filter", "startswith(accountnumber,'BC-')");
const headers = (): Promise<Row[]> => world.scm.list("/data/CDSSalesOrderHeaders?cross-company=true&$filter=dataAreaId eq 'usmf'&$orderby=SalesOrderNumber");
const scmLines = (): Promise<Row[]> => world.scm.list("/data/CDSSalesOrderLines?cross-company=true&$filter=dataAreaId eq 'usmf'&$orderby=SalesOrderNumber,LineCreationSequenceNumber");
const states = async (): Promise<Row[]> => (await world.admin.list<Row>(`${api}/p2c_syncstates?$filter=${c.recordTable} eq 'salesorder'&$orderby=${c.recordId} asc`));
const clearLogs = (): Promise<unknown> => Promise.all([world.scm.call("DELETE", "/_sandbox/log"), world.admin.call("DELETE", "/_sandbox/log")]);

/** A row without what differs from one sync to the next. */
function lasting(row: Row): Row {
  const passing = /etag|^p2c_(last(attempt|synced)on|history|correlationid|fence|syncstateid|scmurl)$|createdon|modifiedon|versionnumber|RecordId|DateTime|_createdby|_modifiedby/i;
  // The moment an order was loaded stands among its last values.
  return Object.fromEntries(Object.entries(row).filter(([name]) => !passing.test(name)).map(([name, value]) => [name, typeof value === "string" ? value.replace(/"createdon":"[^"]*"/, "") : value]));
}

test("forty orders out in one run stand on both sides as Sync now would have left them; the next run writes nothing", async () => {
  await accounts();
  await world.admin.load(orderRows(bulk, customers, lines));
  await clearLogs();
  expect(await run("orders-out")).toMatchObject({ code: 0, output: expect.stringMatching(/Completed: Created 40, updated 0/) as string });
  const requests = [...(await logOf(world.scm)), ...(await logOf(world.admin)).filter(({ caller, path }) => caller === "sandbox-sync" && !path.includes(syncRun.entitySet))];
  expect(requests.length).toBeLessThan(25);
  const together = { headers: (await headers()).map(lasting), lines: (await scmLines()).map(lasting), states: (await states()).map(lasting) };
  expect([together.headers.length, together.lines.length, together.states.length]).toEqual([bulk, bulk * lines, bulk]);

  await clearLogs();
  expect(await run("orders-out", "--full")).toMatchObject({ code: 0, output: expect.stringMatching(/Created 0, updated 0, unchanged 40, failed 0/) as string });
  expect(await run("orders-out")).toMatchObject({ code: 0 });
  expect(await logOf(world.scm)).toEqual([]);
  expect((await logOf(world.admin)).filter(({ method, path }) => method === "PATCH" && !path.includes(syncRun.entitySet))).toEqual([]);

  await world.close();
  world = await startWorld({ demo: true });
  await world.admin.load(customerRows(customers));
  await accounts();
  await world.admin.load(orderRows(bulk, customers, lines));
  for (let n = 0; n < bulk; n++) {
    const made = await world.salesperson.call<Row>("POST", `${api}/p2c_syncrequests?$select=p2c_syncrequestid`, newRecordRequest("salesorder", orderIdOf(n), "Order"), { prefer: "return=representation" });
    expect(await finished(world, String(made.p2c_syncrequestid))).toMatchObject({ [requestColumns.status]: succeeded });
  }
  expect((await headers()).map(lasting)).toEqual(together.headers);
  expect((await scmLines()).map(lasting)).toEqual(together.lines);
  expect((await states()).map(lasting)).toEqual(together.states);
}, 120_000);

test("an order with a line SCM refuses is written but for that line, and hides no other; its customers go out with the orders", async () => {
  const rows = [...orderRows(bulk, customers, lines)];
  const refused = rows.find(({ table, row }) => table === "salesorderdetail" && (row["salesorderid"] as { id: string }).id === orderIdOf(17));
  if (!refused) throw new Error("no such order");
  await world.admin.load([{ table: "product", row: { ...productLike(refused.row), productnumber: "NOT-IN-SCM" } }]);
  refused.row["productid"] = { table: "product", id: unknownProduct };
  await world.admin.load(rows);
  expect(await run("orders-out")).toMatchObject({ code: 1, output: expect.stringMatching(/Warning: Created 39, updated 0, .*\n {2}\d × lines-missing, e\.g\. Bench order 17\n$/) as string });
  expect(await headers()).toHaveLength(bulk);
  expect(await scmLines()).toHaveLength(bulk * lines - 1);
  const [attention, ...others] = (await states()).filter((row) => row[c.status] !== SyncStatus.InSync);
  expect(others).toEqual([]);
  expect(attention).toMatchObject({ [c.recordId]: orderIdOf(17), [c.status]: SyncStatus.NeedsAttention, [c.errorCode]: "lines-missing", [c.scmKey]: orderNumberOf(17) });
  const [last] = await world.admin.list<Row>(`${api}/${syncRun.entitySet}?$filter=p2c_template eq 'Sales Orders (Sales to Fin and Ops) - Direct'`);
  expect(last).toMatchObject({ p2c_outcome: RunOutcome.Warning, p2c_inserted: 39 });
}, 60_000);

test("a number SCM holds for another customer is not written over, and an order changed on both sides waits", async () => {
  await accounts();
  await world.admin.load(orderRows(bulk, customers, lines));
  expect(await run("orders-out")).toMatchObject({ code: 0 });
  const [before] = await headers();
  const order = `/data/CDSSalesOrderHeaders(dataAreaId='usmf',SalesOrderNumber='${orderNumberOf(5)}')?cross-company=true`;
  await world.scm.call("PATCH", order, { SalesOrderName: "Theirs" });
  for (const n of [5, 6]) await world.admin.call("PATCH", `${api}/salesorders(${orderIdOf(n)})`, { name: `Ours ${n}` });
  // A second order under the number of the first, for another customer.
  const [header, ...rest] = [...orderRows(2, customers, lines)].slice(1 + lines);
  const other = "f0000000-0000-4000-8000-000000000001";
  await world.admin.load([
    { table: "salesorder", row: { ...header?.row, salesorderid: other, ordernumber: orderNumberOf(0) } },
    ...rest.map(({ table, row }, n) => ({ table, row: { ...row, salesorderdetailid: `f0000000-0000-4000-8001-00000000000${n}`, salesorderid: { table: "salesorder", id: other } } })),
  ]);
  expect(await run("orders-out")).toMatchObject({ code: 1, output: expect.stringMatching(/Created 0, updated 1, unchanged \d+, failed 2/) as string });
  const wrong = (await states()).filter((row) => row[c.status] !== SyncStatus.InSync);
  expect(wrong.map((row) => [row[c.recordId], row[c.status]])).toEqual([[orderIdOf(5), SyncStatus.Conflict], [other, SyncStatus.NeedsAttention]]);
  expect((await headers())[0]).toEqual(before);
  expect(await world.scm.get(order)).toMatchObject({ SalesOrderName: "Theirs" });
}, 60_000);

const unknownProduct = "c0000000-0000-4000-8000-000000000099";

/** A product that came from SCM once, in the unit of a line. */
function productLike(line: Row): Row {
  return {
    productid: unknownProduct, name: "Gone from SCM", productstructure: 1, quantitydecimal: 2, statecode: 0, statuscode: 1, defaultuomid: line["uomid"],
    defaultuomscheduleid: { table: "uomschedule", id: "5a1e5000-0000-4000-8000-000000000020" }, p2c_ismaintainedexternally: true,
  };
}
