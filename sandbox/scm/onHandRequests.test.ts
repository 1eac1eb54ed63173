import { demoScmRows } from "../data";
import { dayAfter } from "./rules/projection";
import { infolog, TestScm, type Row } from "./testFixture";

let scm: TestScm;
beforeEach(async () => {
  scm = await TestScm.start();
  await scm.furnish();
});
afterEach(() => scm.close());

const today = () => new Date().toISOString().slice(0, 10);
const inDays = (days: number) => dayAfter(today(), days);
const incoming = (quantity: string, date: string, more: Row = {}): Promise<Row> => scm.did("stock/incoming", { company: "usmf", item: "wheel", site: "1", warehouse: "13", quantity, date, ...more });

async function ask(more: Row = {}): Promise<Row[]> {
  const { RequestId } = await scm.add("CDSInventoryOnHandRequests", { dataAreaId: "usmf", RequestId: `R-${Math.random()}`, ProductNumber: "WHEEL", OrderQuantity: 2.5, IsATPCalculation: "Yes", ...more });
  return scm.rows(`CDSInventoryOnHandEntries?$filter=dataAreaId eq 'usmf' and RequestId eq '${String(RequestId)}'`);
}
const sold = async (quantity: number, day: string, number: string): Promise<void> => {
  await scm.add("CDSSalesOrderHeaders", scm.header({ SalesOrderNumber: number, RequestedShippingDate: `${day}T12:00:00Z` }));
  await scm.add("CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: number, OrderedSalesQuantity: quantity }));
};

describe("requests for stock", () => {
  test("answer, per place, each day on which something moves", async () => {
    await scm.did("stock/receive", { company: "usmf", item: "WHEEL", site: "2", warehouse: "24", quantity: 1 });
    await incoming("5.5", inDays(6));
    await sold(8, inDays(3), "S-1");
    const entries = await ask();
    expect(entries.map((row) => [row["InventorySiteId"], row["InventoryWarehouseId"], String(row["ATPDate"]).slice(0, 10), row["ATPQuantity"], row["ProjectedReceiptQuantity"], row["ProjectedIssueQuantity"], row["ProjectedOnHandQuantity"]])).toEqual([
      ["1", "13", today(), 2, 0, 0, 10], ["1", "13", inDays(3), 2, 0, 8, 2], ["1", "13", inDays(6), 7.5, 5.5, 0, 7.5], ["2", "24", today(), 1, 0, 0, 1],
    ]);
    expect(entries[0]).toMatchObject({ OrderQuantity: 2.5, OnHandQuantity: 10, ReservedOnHandQuantity: 0, AvailableOnHandQuantity: 10, OrderedQuantity: 5.5, AvailableOrderedQuantity: 5.5, OnOrderQuantity: 8, TotalAvailableQuantity: 7.5 });
  });

  test("a promise is never below zero, the projection is", async () => {
    await sold(14, inDays(2), "S-1");
    expect((await ask()).map((row) => [row["ATPQuantity"], row["ProjectedOnHandQuantity"]])).toEqual([[0, 10], [0, -4]]);
  });

  test("confirmed orders count on the day confirmed, with what is reserved for them", async () => {
    await sold(4, inDays(2), "S-1");
    await scm.did("orders/usmf/S-1/confirm");
    expect((await ask()).map((row) => [row["ATPQuantity"], row["ReservedOnHandQuantity"], row["ProjectedIssueQuantity"], row["ProjectedOnHandQuantity"]])).toEqual([[6, 4, 0, 10], [6, 4, 4, 6]]);
  });

  test("without ATP there is one entry for today, and a place named is answered even when empty", async () => {
    await incoming("3", inDays(1));
    expect((await ask({ IsATPCalculation: "No" })).map((row) => [String(row["ATPDate"]).slice(0, 10), row["OnHandQuantity"], row["ATPQuantity"]])).toEqual([[today(), 10, 0]]);
    expect((await ask({ InventoryWarehouseId: "24" })).map((row) => [row["InventorySiteId"], row["InventoryWarehouseId"], row["OnHandQuantity"]])).toEqual([["2", "24", 0]]);
    expect(await ask({ InventorySiteId: "2" })).toEqual([]);
  });

  test.each<[Row, string]>([
    [{ ProductNumber: "NONE" }, "'NONE' in field 'Product number'"], [{ ProductNumber: "HOUR" }, "HOUR is not stocked"], [{ ProductNumber: "" }, "Field 'Product number' must be filled in"],
    [{ InventoryWarehouseId: "99" }, "'99' in field 'Warehouse'"], [{ InventorySiteId: "2", InventoryWarehouseId: "13" }, "belongs to site 1, not to site 2"], [{ RequestId: "" }, "Field 'RequestId' must be filled in"],
  ])("with %j are refused", async (wrong, said) => {
    const answer = await scm.call("POST", "/data/CDSInventoryOnHandRequests", { dataAreaId: "usmf", RequestId: "R-1", ProductNumber: "WHEEL", ...wrong });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
  });

  test("the same request cannot be made twice; deleting it takes its entries away", async () => {
    const key = "/data/CDSInventoryOnHandRequests(dataAreaId='usmf',RequestId='R-1')";
    expect(await ask({ RequestId: "R-1" })).toHaveLength(1);
    expect(infolog(await scm.call("POST", "/data/CDSInventoryOnHandRequests", { dataAreaId: "usmf", RequestId: "r-1", ProductNumber: "WHEEL" }))).toContain("already exists");
    expect((await scm.call("DELETE", key)).status).toBe(204);
    expect(await scm.rows("CDSInventoryOnHandEntries")).toEqual([]);
    expect((await scm.call("POST", "/data/CDSInventoryOnHandEntries", {})).status).toBe(501);
  });
});

describe("incoming stock", () => {
  const quantities = async () => (await scm.rows("WarehousesOnHandV2?$filter=ItemNumber eq 'WHEEL'")).map((row) => [row["OnHandQuantity"], row["OrderedQuantity"], row["TotalAvailableQuantity"]]);

  test("is ordered until it is received or cancelled", async () => {
    const { number } = await incoming("5.25", inDays(2));
    const second = await incoming("1", inDays(3));
    expect(await quantities()).toEqual([[10, 6.25, 16.25]]);
    await scm.did(`stock/incoming/usmf/${String(number)}/receive`);
    expect(await quantities()).toEqual([[15.25, 1, 16.25]]);
    await scm.did(`stock/incoming/usmf/${String(second["number"])}/cancel`);
    expect(await quantities()).toEqual([[15.25, 0, 15.25]]);
    expect((await scm.step(`stock/incoming/usmf/${String(number)}/receive`)).status).toBe(404);
    expect((await scm.rows("InventorySitesOnHandV2"))[0]).toMatchObject({ OnHandQuantity: 15.25, OrderedQuantity: 0 });
  });

  test.each<[Row, string]>([[{ date: "2026-02-30" }, "'2026-02-30' is not a date"], [{ date: "tomorrow" }, "'tomorrow' is not a date"], [{ quantity: 0 }, "greater than zero"], [{ warehouse: "24" }, "belongs to site '2'"], [{ item: "HOUR" }, "not stocked"]])("with %j is refused", async (wrong, said) => {
    const answer = await scm.step("stock/incoming", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: 1, date: inDays(1), ...wrong });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect(await quantities()).toEqual([[10, 0, 10]]);
  });

  test("stands on the page, where a visitor plans, receives and cancels it", async () => {
    const post = (path: string, form: Record<string, string>) => fetch(`${scm.url}/page/${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
    const page = async () => (await scm.call("GET", "/?cmp=usmf&mi=InventOnhandItem")).text;
    expect(await page()).toContain("Nothing is planned.");
    expect((await post("stock", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: "4", date: inDays(5) })).headers.get("location")).toContain("planned+as+PR-000001");
    expect(await page()).toContain(inDays(5));
    await post("receipts", { company: "usmf", step: "receive PR-000001" });
    expect(await quantities()).toEqual([[14, 0, 14]]);
    expect((await post("receipts", { company: "usmf", step: "receive PR-000001" })).status).toBe(400);
  });

  test("the demo company has some, products that are sold out and one below zero; loading it again changes nothing", async () => {
    const load = () => scm.call("POST", "/_sandbox/load", [...demoScmRows()].map((row) => JSON.stringify(row)).join("\n"));
    const ordered = () => scm.rows("WarehousesOnHandV2?$filter=OrderedQuantity gt 0&$select=ItemNumber,OrderedQuantity");
    expect((await load()).status).toBe(200);
    const first = await ordered();
    expect(first.length).toBeGreaterThan(4);
    expect(await scm.rows("WarehousesOnHandV2?$filter=OnHandQuantity lt 0")).toHaveLength(1);
    expect(await scm.rows("WarehousesOnHandV2?$filter=ItemNumber eq 'P0112' and TotalAvailableQuantity gt 0")).toEqual([]);
    await load();
    expect((await ordered()).map(({ ItemNumber, OrderedQuantity }) => [ItemNumber, OrderedQuantity])).toEqual(first.map(({ ItemNumber, OrderedQuantity }) => [ItemNumber, OrderedQuantity]));
    const entries = await ask({ ProductNumber: "A0205", InventoryWarehouseId: "13" });
    expect(entries.map((row) => [String(row["ATPDate"]).slice(0, 10), row["ATPQuantity"]])).toEqual([[today(), 0], [inDays(6), 80]]);
  });
});
