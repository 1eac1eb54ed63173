import { urlLiteral } from "../core/keys";
import { textOf, type JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import { filtersOf, readAll } from "./scmQueries";
import type { StockCall } from "./source";

/** Dimensions that tell the variants of an item apart. */
export const variantDimensions = ["ProductColorId", "ProductConfigurationId", "ProductSizeId", "ProductStyleId", "ProductVersionId"] as const;
export type VariantDimension = (typeof variantDimensions)[number];

/** A product as SCM knows it in a company. */
export interface ScmProduct {
  /** Number of the product in Sales and SCM, as Sales spells it. */
  number: string;
  /** Item whose stock it is. */
  itemNumber: string;
  /** Of which variant of the item; blank: whatever the variant. */
  variant: Readonly<Record<VariantDimension, string>>;
  /** Symbol of the inventory unit; blank when SCM tells none. */
  unitSymbol: string;
  /** Whether SCM keeps stock of it; services it does not. */
  stocked: boolean;
}

/**
 * What the number of a product means: the number of an item, all of whose variants count (`product`), or a distinct product
 * that names its item and its variant (`distinct`). See docs/onhand.md.
 */
export type ItemNumbers = "product" | "distinct";

const noVariant = { ProductColorId: "", ProductConfigurationId: "", ProductSizeId: "", ProductStyleId: "", ProductVersionId: "" };

/**
 * The products of a company that SCM knows, with their inventory units.
 * @param numbers as Sales spells them
 */
export async function readScmProducts(scm: ScmClient, company: string, numbers: readonly string[], itemNumbers: ItemNumbers, call: StockCall): Promise<ScmProduct[]> {
  const entitySet = itemNumbers === "distinct" ? "CDSReleasedDistinctProducts" : "SellableReleasedProducts";
  const fields = ["ProductNumber", "InventoryUnitSymbol", "IsStockedProduct", ...(itemNumbers === "distinct" ? ["ItemNumber", ...variantDimensions] : [])];
  const queries = filtersOf(`dataAreaId eq ${urlLiteral(company)}`, "ProductNumber", numbers).map((filter) => scm.queryPart(entitySet, filter, fields));
  const spelled = new Map(numbers.map((number) => [number.toLowerCase(), number]));
  return (await readAll(scm, queries, call)).flatMap((row): ScmProduct[] => {
    const number = spelled.get(text(row, "ProductNumber").toLowerCase());
    return number === undefined ? [] : [{
      number,
      itemNumber: text(row, "ItemNumber") || number,
      variant: itemNumbers === "distinct" ? variantOf(row) : noVariant,
      unitSymbol: text(row, "InventoryUnitSymbol"),
      stocked: text(row, "IsStockedProduct") !== "No",
    }];
  });
}

/** Whether a row of stock, which names item and variant, is of a product. */
export function isOf(product: ScmProduct, row: JsonObject): boolean {
  const { variant } = product;
  return variantDimensions.every((dimension) => variant[dimension] === "" || variant[dimension].toLowerCase() === text(row, dimension).toLowerCase());
}

function variantOf(row: JsonObject): Record<VariantDimension, string> {
  return {
    ProductColorId: text(row, "ProductColorId"), ProductConfigurationId: text(row, "ProductConfigurationId"), ProductSizeId: text(row, "ProductSizeId"),
    ProductStyleId: text(row, "ProductStyleId"), ProductVersionId: text(row, "ProductVersionId"),
  };
}

const text = (row: JsonObject, field: string): string => (textOf(row[field]) ?? "").trim();
