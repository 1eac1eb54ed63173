import { randomUUID } from "node:crypto";
import { OnHandSource } from "../../model/generated/schema";
import { canonicalDecimal } from "../core/decimal";
import { SyncError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import { decimal, type Decimal } from "../core/money";
import type { BatchResponse } from "../connectors/dataverse/batch";
import { textOf, type JsonObject } from "../connectors/http/json";
import { scmRefusal, type ScmClient } from "../connectors/scm/client";
import type { DayRow } from "./days";
import { isOf, variantDimensions, type ScmProduct } from "./scmProducts";
import { filtersOf, readAll } from "./scmQueries";
import type { StockCall, StockSource } from "./source";
import { byNumber, quantitiesOf, type QuantityName, type StockRow } from "./stock";

/** Properties of `WarehousesOnHandV2`. */
const properties: Readonly<Record<QuantityName, string>> = {
  physical: "OnHandQuantity", reserved: "ReservedOnHandQuantity", available: "AvailableOnHandQuantity",
  ordered: "OrderedQuantity", onOrder: "OnOrderQuantity", totalAvailable: "TotalAvailableQuantity",
};
const stockFields = ["ItemNumber", ...variantDimensions, "InventorySiteId", "InventoryWarehouseId", ...Object.values(properties)];
const dayFields = ["RequestId", "InventorySiteId", "InventoryWarehouseId", "ATPDate", "ATPQuantity", "ProjectedReceiptQuantity", "ProjectedIssueQuantity"];
/** Requests for days created or removed in one batch. */
const perBatch = 50;
/** What finance and operations keeps for a date without value. */
const noDate = "1900-01-01";

/** Stock as finance and operations keeps it. */
export class ScmStock implements StockSource {
  readonly source = OnHandSource.SupplyChainManagement;

  constructor(private readonly scm: ScmClient) {}

  async quantities(company: string, products: readonly ScmProduct[], call: StockCall): Promise<StockRow[]> {
    const items = new Map(products.map(({ itemNumber }) => [itemNumber.toLowerCase(), itemNumber]));
    const queries = filtersOf(`dataAreaId eq ${urlLiteral(company)}`, "ItemNumber", [...items.values()]).map((filter) => this.scm.queryPart("WarehousesOnHandV2", filter, stockFields));
    const rows = byNumber((await readAll(this.scm, queries, call)).map((row) => ({ number: text(row, "ItemNumber"), row })));
    return products.flatMap((product) => (rows.get(product.itemNumber.toLowerCase()) ?? []).filter(({ row }) => isOf(product, row)).map(({ row }) => ({
      number: product.number, site: text(row, "InventorySiteId"), warehouse: text(row, "InventoryWarehouseId"),
      quantities: quantitiesOf((name) => quantity(row, properties[name])),
    })));
  }

  /**
   * Asks for each product as dual-write's button *ATP information* does: a request is created, and its entries are read
   * (Microsoft Learn, "Inventory availability in dual-write"). SCM works the days out while the request is created.
   */
  async days(company: string, products: readonly ScmProduct[], call: StockCall): Promise<DayRow[]> {
    const asked = new Map<string, string>(products.map(({ number }) => [randomUUID(), number]));
    const ids = await this.request(company, [...asked], call);
    const queries = filtersOf(`dataAreaId eq ${urlLiteral(company)}`, "RequestId", ids).map((filter) => this.scm.queryPart("CDSInventoryOnHandEntries", filter, dayFields));
    const rows = await readAll(this.scm, queries, call);
    await this.remove(company, ids, call);
    return rows.flatMap((row): DayRow[] => {
      const number = asked.get(text(row, "RequestId").toLowerCase());
      const date = text(row, "ATPDate").slice(0, 10);
      if (number === undefined || date === "" || date === noDate) return [];
      return [{
        number, date, site: text(row, "InventorySiteId"), warehouse: text(row, "InventoryWarehouseId"),
        available: quantity(row, "ATPQuantity"), receipts: quantity(row, "ProjectedReceiptQuantity"), issues: quantity(row, "ProjectedIssueQuantity"),
      }];
    });
  }

  /**
   * Creates a request for each product.
   * @returns ids of those that SCM took; a product refused alone stays without days
   * @throws SyncError when SCM takes none of them
   */
  private async request(company: string, asked: readonly (readonly [id: string, number: string])[], call: StockCall): Promise<string[]> {
    const parts = asked.map(([RequestId, ProductNumber]) => [this.scm.createPart("CDSInventoryOnHandRequests", { dataAreaId: company, RequestId, ProductNumber, IsATPCalculation: "Yes", OrderQuantity: 1 })]);
    const taken: string[] = [];
    let refused: BatchResponse | undefined;
    for (let at = 0; at < parts.length; ) {
      const answers = (await this.scm.batch(parts.slice(at, at + perBatch), call, false)).slice(0, perBatch);
      answers.forEach(([answer], index) => {
        if (answer && answer.status >= 400) refused ??= answer;
        else taken.push(asked[at + index]?.[0] ?? "");
      });
      // Where the service stops at the first refusal, the rest is sent again.
      at += answers.length;
    }
    if (refused && taken.length === 0) throw scmRefusal(refused);
    return taken;
  }

  /** Requests are of no use once they are read. Where SCM keeps them all the same, that is its own business. */
  private async remove(company: string, ids: readonly string[], call: StockCall): Promise<void> {
    const parts = ids.map((RequestId) => [this.scm.deletePart({ entitySet: "CDSInventoryOnHandRequests", company, keyField: "RequestId", value: RequestId }, "*")]);
    for (let at = 0; at < parts.length; at += perBatch) {
      try {
        await this.scm.batch(parts.slice(at, at + perBatch), call, true);
      } catch (error) {
        call.signal?.throwIfAborted();
        if (!(error instanceof SyncError)) throw error;
        return;
      }
    }
  }
}

const text = (row: JsonObject, field: string): string => (textOf(row[field]) ?? "").trim();

/** @throws SyncError `scm-setup` when the property is no number: a sum that leaves it out would be wrong without a word */
function quantity(row: JsonObject, field: string): Decimal {
  const value = row[field];
  const canonical = value === null || value === undefined ? undefined : canonicalDecimal((value as { toString(): string }).toString());
  if (canonical === undefined) throw new SyncError("scm-setup", { params: { message: field }, technicalDetails: `${field} is no number` });
  return decimal(canonical);
}
