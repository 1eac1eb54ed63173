import { RequestKind } from "./generated/schema";
import { formatProjected, isStockTable, newOnHandRequest, onHandKeyOf, parseProjected } from "./onHand";
import { newRecordRequest } from "./request";

const id = "{AAAAAAAA-0000-4000-8000-000000000001}";

test("asking for stock and syncing a record are two requests, each open once", () => {
  const stock = newOnHandRequest("salesorder", id, "x".repeat(300));
  expect(stock).toMatchObject({ p2c_kind: RequestKind.OnHand, p2c_openkey: onHandKeyOf("salesorder", id), p2c_targetid: "aaaaaaaa-0000-4000-8000-000000000001" });
  expect(stock.p2c_openkey).not.toBe(newRecordRequest("salesorder", id, "").p2c_openkey);
  expect(stock["p2c_SalesOrderId@odata.bind"]).toBe("/salesorders(aaaaaaaa-0000-4000-8000-000000000001)");
  expect(String(stock.p2c_name)).toHaveLength(200);
});

test("customers have no stock", () => {
  expect(["product", "quote", "salesorder", "invoice", "account", "contact"].map(isStockTable)).toEqual([true, true, true, true, false, false]);
});

test("projected days survive the column and come in order of date", () => {
  const days = [{ date: "2026-12-02", available: "-3.5", receipts: "0", issues: "8" }, { date: "2026-11-30", available: "4.0000000001" }];
  expect(parseProjected(formatProjected(days))).toEqual([days[1], days[0]]);
});

test.each([[null], [""], ["nonsense"], ["{}"], ['[1,["2026-11-30"],["30/11/2026","1",null,null],["2026-11-30",1,null,null],["2026-11-30","1e9",null,null]]']])("%p holds no day", (text) => {
  expect(parseProjected(text)).toEqual([]);
});
