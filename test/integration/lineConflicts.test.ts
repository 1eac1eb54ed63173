import { ConflictSide, RequestStatus, SyncStatus, syncRequest } from "../../model/generated/schema";
import { OnDemand, type Row } from "../support/onDemand";
import { api } from "../support/world";

let work: OnDemand;
let lamp: Row;
let desk: Row;
beforeAll(async () => {
  work = await OnDemand.start();
  [lamp, desk] = [await work.product("LC-LAMP", 20), await work.product("LC-DESK", 100)];
});
afterAll(() => work.close());

const wins = (side: number): Row => ({ [syncRequest.columns.resolve]: side });
const scmLines = (number: string) => work.scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${number}'`);
const linePath = (number: string, line: number): string => `/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='${number}',LineCreationSequenceNumber=${line})?cross-company=true`;
const inScm = (number: string, line: number, body: Row): Promise<unknown> => work.world.scm.call("PATCH", linePath(number, line), body);
const salesLines = (id: string) => work.world.admin.list<Row>(`${api}/salesorderdetails?$filter=_salesorderid_value eq ${id}&$orderby=sequencenumber`);
const inSales = (row: Row | undefined, body: Row): Promise<unknown> => work.world.salesperson.call("PATCH", `${api}/salesorderdetails(${String(row?.salesorderdetailid)})`, body);

/** An order of two lines that stands in SCM. */
async function sent(account: string) {
  const order = await work.document("salesorders", account, [[lamp, 3, { manualdiscountamount: 10 }], [desk, 2]]);
  await work.activate(order.id);
  expect((await work.sync("salesorder", order.id)).row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  return order;
}

test("the same field of a line changed on both sides is a conflict with its line; what only one side changed is not", async () => {
  const order = await sent("LC-1");
  await inScm(order.number, 1, { OrderedSalesQuantity: 5 });
  await inScm(order.number, 2, { OrderedSalesQuantity: 9 });
  await inSales(order.lines[0], { quantity: 4 });
  const conflict = await work.sync("salesorder", order.id);
  expect(conflict.row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "conflict" });
  expect(conflict.state).toMatchObject({ p2c_status: SyncStatus.Conflict, p2c_whathappened: expect.stringContaining("Quantity (1 Product LC-LAMP)") as unknown });
  expect(JSON.parse(String(conflict.state?.p2c_conflict))).toEqual([{ field: "OrderedSalesQuantity", column: "quantity", line: 1, name: "Product LC-LAMP", sales: "4", last: "3", scm: "5", write: "4" }]);
  expect(await scmLines(order.number)).toMatchObject([{ OrderedSalesQuantity: 5 }, { OrderedSalesQuantity: 9 }]);

  const resolved = await work.sync("salesorder", order.id, wins(ConflictSide.ScmWins));
  expect(resolved.row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(resolved.state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_conflict: null });
  expect(await salesLines(order.id)).toMatchObject([{ quantity: 5 }, { quantity: 2 }]);
  expect((await work.sync("salesorder", order.id)).result.records).toMatchObject([{ outcome: "unchanged" }]);
});

test("Sales wins: its values of the line are written", async () => {
  const order = await sent("LC-2");
  await inScm(order.number, 2, { SalesPrice: 90 });
  await inSales(order.lines[1], { ispriceoverridden: true, priceperunit: 80 });
  expect((await work.sync("salesorder", order.id)).state).toMatchObject({ p2c_status: SyncStatus.Conflict });
  expect((await work.sync("salesorder", order.id, wins(ConflictSide.SalesWins))).state).toMatchObject({ p2c_status: SyncStatus.InSync });
  expect(await scmLines(order.number)).toMatchObject([{ SalesPrice: 20 }, { SalesPrice: 80 }]);
});

test("SCM wins a price and a discount: Sales takes over both, the total agrees", async () => {
  const order = await sent("LC-3");
  await inScm(order.number, 1, { SalesPrice: 19, LineDiscountAmount: 2, FixedPriceCharges: 0 });
  await inSales(order.lines[0], { ispriceoverridden: true, priceperunit: 18, manualdiscountamount: 20 });
  const conflict = await work.sync("salesorder", order.id);
  expect((JSON.parse(String(conflict.state?.p2c_conflict)) as Row[]).map(({ field }) => field)).toEqual(["SalesPrice", "LineDiscountAmount", "FixedPriceCharges"]);
  expect((await work.sync("salesorder", order.id, wins(ConflictSide.ScmWins))).row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect((await salesLines(order.id))[0]).toMatchObject({ priceperunit: 19, manualdiscountamount: 6, baseamount: 57, extendedamount: 51 });
  expect((await scmLines(order.number))[0]).toMatchObject({ SalesPrice: 19, LineDiscountAmount: 2, LineAmount: 51 });
});

describe("a line deleted in Sales and changed in SCM", () => {
  async function deleted(account: string) {
    const order = await sent(account);
    await work.world.salesperson.call("DELETE", `${api}/salesorderdetails(${String(order.lines[1]?.salesorderdetailid)})`);
    // Left alone in SCM it stays there, and its number is given to no other line.
    expect((await work.sync("salesorder", order.id)).state).toMatchObject({ p2c_status: SyncStatus.InSync });
    expect(await scmLines(order.number)).toHaveLength(2);
    await inScm(order.number, 2, { OrderedSalesQuantity: 7 });
    await inSales(order.lines[0], { quantity: 1, manualdiscountamount: 0 });
    const conflict = await work.sync("salesorder", order.id);
    expect(JSON.parse(String(conflict.state?.p2c_conflict))).toEqual([{ field: "OrderedSalesQuantity", column: "quantity", line: 2, name: "Product LC-DESK", sales: "", last: "2", scm: "7", deleted: "sales" }]);
    return order;
  }
  test("goes from SCM when Sales wins", async () => {
    const order = await deleted("LC-4");
    expect((await work.sync("salesorder", order.id, wins(ConflictSide.SalesWins))).state).toMatchObject({ p2c_status: SyncStatus.InSync });
    expect(await scmLines(order.number)).toMatchObject([{ LineCreationSequenceNumber: 1, OrderedSalesQuantity: 1 }]);
  });
  test("comes back to Sales when SCM wins", async () => {
    const order = await deleted("LC-5");
    expect((await work.sync("salesorder", order.id, wins(ConflictSide.ScmWins))).state).toMatchObject({ p2c_status: SyncStatus.InSync });
    expect(await salesLines(order.id)).toMatchObject([{ quantity: 1 }, { salesorderdetailid: order.lines[1]?.salesorderdetailid, quantity: 7, priceperunit: 100, _productid_value: desk.productid }]);
    expect((await work.sync("salesorder", order.id)).result.records).toMatchObject([{ outcome: "unchanged" }]);
  });
});

describe("a line deleted in SCM", () => {
  const deleteInScm = (number: string): Promise<unknown> => work.world.scm.call("DELETE", linePath(number, 2));
  test("is not sent again when only another line changed in Sales", async () => {
    const order = await sent("LC-6");
    await deleteInScm(order.number);
    await inSales(order.lines[0], { quantity: 6 });
    const done = await work.sync("salesorder", order.id);
    expect(done.result.records[0]?.lines).toMatchObject([{ number: 1, outcome: "updated" }, { number: 2, outcome: "removed" }]);
    await inSales(order.lines[0], { quantity: 7 });
    await work.sync("salesorder", order.id);
    expect(await scmLines(order.number)).toMatchObject([{ LineCreationSequenceNumber: 1, OrderedSalesQuantity: 7 }]);
  });
  test.each([["Sales", ConflictSide.SalesWins, [3, 4]], ["SCM", ConflictSide.ScmWins, [3]]] as const)("and changed in Sales is a conflict; %s wins", async (side, choice, quantities) => {
    const order = await sent(`LC-7${side}`);
    await deleteInScm(order.number);
    await inSales(order.lines[1], { quantity: 4 });
    expect(JSON.parse(String((await work.sync("salesorder", order.id)).state?.p2c_conflict))).toEqual([{ field: "OrderedSalesQuantity", column: "quantity", line: 2, name: "Product LC-DESK", sales: "4", last: "2", scm: "", write: "4", deleted: "scm" }]);
    expect((await work.sync("salesorder", order.id, wins(choice))).state).toMatchObject({ p2c_status: SyncStatus.InSync });
    expect((await scmLines(order.number)).map((row) => row.OrderedSalesQuantity)).toEqual(quantities);
    expect((await salesLines(order.id)).map((row) => row.quantity)).toEqual(quantities);
  });
});

test("a dry run shows the last value of each line's fields", async () => {
  const order = await sent("LC-8");
  await inScm(order.number, 1, { OrderedSalesQuantity: 5 });
  await inSales(order.lines[0], { quantity: 4 });
  const { result } = await work.sync("salesorder", order.id, { [syncRequest.columns.dryRun]: true });
  expect(result.records[0]?.fields).toContainEqual({ field: "OrderedSalesQuantity", column: "quantity", line: 1, name: "Product LC-LAMP", sales: "4", last: "3", scm: "5", write: "4" });
});

test("SCM wins the currency of a customer: the lookup in Sales follows; one that Sales lacks is named and nothing is written", async () => {
  const [usd, eur] = [await work.first("transactioncurrencies?$filter=isocurrencycode eq 'USD'"), await work.first("transactioncurrencies?$filter=isocurrencycode eq 'EUR'")];
  const gbp = await work.first("transactioncurrencies?$filter=isocurrencycode eq 'GBP'");
  const account = await work.create("accounts", { name: "Lookups", accountnumber: "LC-9", telephone1: "1", "transactioncurrencyid@odata.bind": `/transactioncurrencies(${String(usd.transactioncurrencyid)})` });
  const id = String(account.accountid);
  await work.sync("account", id);
  const path = "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='LC-9')?cross-company=true";
  await work.world.scm.call("PATCH", path, { SalesCurrencyCode: "PLN" });
  await work.world.salesperson.call("PATCH", `${api}/accounts(${id})`, { telephone1: "2", "transactioncurrencyid@odata.bind": `/transactioncurrencies(${String(gbp.transactioncurrencyid)})` });
  expect((await work.sync("account", id)).state).toMatchObject({ p2c_status: SyncStatus.Conflict });
  const lacking = await work.sync("account", id, wins(ConflictSide.ScmWins));
  expect(lacking.row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "currency-missing" });
  expect(await work.scmRows("CustomersV3", "CustomerAccount eq 'LC-9'")).toMatchObject([{ PrimaryContactPhone: "1" }]);

  await work.world.scm.call("PATCH", path, { SalesCurrencyCode: "EUR" });
  expect((await work.sync("account", id, wins(ConflictSide.ScmWins))).state).toMatchObject({ p2c_status: SyncStatus.InSync });
  expect(await work.world.admin.get(`${api}/accounts(${id})`)).toMatchObject({ _transactioncurrencyid_value: eur.transactioncurrencyid, telephone1: "2" });
  expect(await work.scmRows("CustomersV3", "CustomerAccount eq 'LC-9'")).toMatchObject([{ PrimaryContactPhone: "2", SalesCurrencyCode: "EUR" }]);
});
