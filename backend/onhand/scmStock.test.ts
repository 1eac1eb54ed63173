import { decimalText } from "../core/money";
import { ScmClient } from "../connectors/scm/client";
import { BatchServer, type BatchPart } from "../testSupport/batchServer";
import type { Answer } from "../testSupport/server";
import { isOf, readScmProducts, type ScmProduct } from "./scmProducts";
import { ScmStock } from "./scmStock";
import { byPlace } from "./stock";

const call = { correlationId: "c" };
const none = { ProductColorId: "", ProductConfigurationId: "", ProductSizeId: "", ProductStyleId: "", ProductVersionId: "" };
const product = (number: string, more: Partial<ScmProduct> = {}): ScmProduct => ({ number, itemNumber: number, variant: none, unitSymbol: "ea", stocked: true, ...more });
const stockRow = (item: string, warehouse: string, physical: unknown, more = {}) => ({
  dataAreaId: "usmf", ItemNumber: item, ...none, InventorySiteId: "1", InventoryWarehouseId: warehouse, OnHandQuantity: physical, ReservedOnHandQuantity: 1, AvailableOnHandQuantity: 2, OrderedQuantity: 0, OnOrderQuantity: 0, TotalAvailableQuantity: 2, ...more,
});

let server: BatchServer;
async function scm(answer: (part: BatchPart) => Answer, stopsAtFailure = false): Promise<ScmClient> {
  server = new BatchServer(answer, stopsAtFailure);
  await server.server.start();
  return new ScmClient(server.http("scm"));
}
afterEach(() => server.server.stop());

test("an item's number stands for all its variants, a distinct product's for its own", async () => {
  const value = [stockRow("SHIRT", "13", 1.1, { ProductColorId: "Red" }), stockRow("SHIRT", "13", 2.2, { ProductColorId: "Blue" }), stockRow("SHIRT", "24", 4, { ProductColorId: "Red" })];
  const stock = new ScmStock(await scm(() => ({ status: 200, body: { value } })));
  const all = byPlace(await stock.quantities("usmf", [product("shirt")], call));
  expect(all.map(({ warehouse, quantities }) => [warehouse, decimalText(quantities.physical)])).toEqual([["13", "3.3"], ["24", "4"]]);
  const red = product("SHIRT : Red", { itemNumber: "SHIRT", variant: { ...none, ProductColorId: "red" } });
  const rows = await stock.quantities("usmf", [red, product("SHIRT : Blue", { itemNumber: "SHIRT", variant: { ...none, ProductColorId: "Blue" } })], call);
  expect(rows.map(({ number, warehouse, quantities }) => [number, warehouse, decimalText(quantities.physical)])).toEqual([["SHIRT : Red", "13", "1.1"], ["SHIRT : Red", "24", "4"], ["SHIRT : Blue", "13", "2.2"]]);
  expect(server.parts.at(-1)?.path).toContain("dataAreaId eq 'usmf' and (ItemNumber eq 'SHIRT')");
  expect(isOf(red, { ProductColorId: "Green" })).toBe(false);
});

test("a quantity that is none is an error, not a zero", async () => {
  const stock = new ScmStock(await scm(() => ({ status: 200, body: { value: [stockRow("A", "13", null)] } })));
  await expect(stock.quantities("usmf", [product("A")], call)).rejects.toMatchObject({ code: "scm-setup", params: { message: "OnHandQuantity" } });
});

test("products are read with unit and kind, by the entity that the setting names", async () => {
  const client = await scm(({ path }) => ({ status: 200, body: { value: path.includes("CDSReleased")
    ? [{ ProductNumber: "SHIRT : RED", ItemNumber: "SHIRT", ProductColorId: "Red", InventoryUnitSymbol: "ea", IsStockedProduct: "Yes" }] : [{ ProductNumber: "HOUR", InventoryUnitSymbol: "hr", IsStockedProduct: "No" }] } }));
  expect(await readScmProducts(client, "usmf", ["hour", "none"], "product", call)).toEqual([{ number: "hour", itemNumber: "hour", variant: none, unitSymbol: "hr", stocked: false }]);
  expect(await readScmProducts(client, "usmf", ["SHIRT : Red"], "distinct", call)).toMatchObject([{ number: "SHIRT : Red", itemNumber: "SHIRT", variant: { ProductColorId: "Red" } }]);
});

/** Requests for days as SCM keeps them; a product named BAD is refused. */
function dayService(requests: Map<string, string>) {
  return ({ method, path, body }: BatchPart): Answer => {
    if (method === "POST") {
      const { RequestId, ProductNumber } = JSON.parse(body) as { RequestId: string; ProductNumber: string };
      if (ProductNumber === "BAD") return { status: 400, body: { error: { code: "", message: "x", innererror: { message: "Infolog: Error: The product is not stocked." } } } };
      requests.set(RequestId, ProductNumber);
      return { status: 201, body: {} };
    }
    if (method === "DELETE") return requests.delete(/RequestId='([^']+)'/.exec(path)?.[1] ?? "") ? { status: 204 } : { status: 404, body: {} };
    const ids = [...path.matchAll(/RequestId eq '([^']+)'/g)].map(([, id]) => id ?? "");
    return { status: 200, body: { value: ids.filter((id) => requests.has(id)).flatMap((id) => [
      { RequestId: id.toUpperCase(), InventorySiteId: "1", InventoryWarehouseId: "13", ATPDate: "2026-02-01T12:00:00Z", ATPQuantity: 5.25, ProjectedReceiptQuantity: 1, ProjectedIssueQuantity: 0 },
      { RequestId: id, InventorySiteId: "1", InventoryWarehouseId: "13", ATPDate: "1900-01-01T12:00:00Z", ATPQuantity: 1, ProjectedReceiptQuantity: 0, ProjectedIssueQuantity: 0 },
    ]) } };
  };
}

test.each([false, true])("days are asked for product by product and leave nothing behind; one that is refused does not stop the others (service stops at a failure: %s)", async (stops) => {
  const requests = new Map<string, string>();
  const stock = new ScmStock(await scm(dayService(requests), stops));
  const days = await stock.days("usmf", [product("A"), product("BAD"), product("B")], call);
  expect(days.map(({ number, date, warehouse, available, receipts }) => [number, date, warehouse, decimalText(available), receipts && decimalText(receipts)])).toEqual([["A", "2026-02-01", "13", "5.25", "1"], ["B", "2026-02-01", "13", "5.25", "1"]]);
  expect(JSON.parse(server.parts[0]?.body ?? "")).toMatchObject({ dataAreaId: "usmf", ProductNumber: "A", IsATPCalculation: "Yes", OrderQuantity: 1 });
  expect(requests.size).toBe(0);
});

test("when SCM takes no request at all, that is an error", async () => {
  const stock = new ScmStock(await scm(() => ({ status: 404, body: { error: { code: "", message: "No such entity set." } } })));
  await expect(stock.days("usmf", [product("A")], call)).rejects.toMatchObject({ code: "scm-setup" });
});
