import { largest, less, negated, sign, smallest, sum, type Digits } from "../decimal";
import type { EntityDefinition } from "../metadata/entity";
import { inventorySitesOnHandV2, warehousesOnHandV2 } from "../metadata/onHand";
import { sellableReleasedProducts } from "../metadata/products";
import { textOf, type ScmStore, type StoredRow } from "../store";
import { numberIn, textIn, type EntityRules, type Values } from "./context";

/** Where stock lies. */
export interface StockPlace {
  company: string;
  item: string;
  site: string;
  warehouse: string;
}

/** Quantities of an item in a place, in its inventory unit. */
export interface Stock {
  onHand: Digits;
  /** Of what is on hand, promised to orders. */
  reserved: Digits;
  /** On order lines, neither delivered nor reserved. */
  onOrder: Digits;
  /** Planned to come in. */
  ordered: Digits;
}

const stockNames = ["onHand", "reserved", "onOrder", "ordered"] as const satisfies readonly (keyof Stock)[];

const dimensions = { ProductColorId: "", ProductConfigurationId: "", ProductSizeId: "", ProductStyleId: "", ProductVersionId: "" };

/** Stock of a place; zeros when nothing was ever there. */
export function stockOf(store: ScmStore, place: StockPlace): Stock {
  const row = store.find(warehousesOnHandV2, keyIn(warehousesOnHandV2, valuesOf(place)));
  return stockIn(row?.values ?? {});
}

/** What of an item can still be promised there. */
export function available(stock: Stock): Digits {
  return largest("0", less(stock.onHand, stock.reserved));
}

/** Changes the stock of a place, and of its site, by the given quantities. */
export function adjustStock(store: ScmStore, place: StockPlace, by: Partial<Stock>): void {
  for (const definition of [warehousesOnHandV2, inventorySitesOnHandV2]) {
    const values = valuesOf(place);
    if (definition === inventorySitesOnHandV2) delete values["InventoryWarehouseId"];
    const before = stockIn(store.find(definition, keyIn(definition, values))?.values ?? {});
    const after = Object.fromEntries(stockNames.map((name) => [name, sum([before[name], by[name] ?? "0"])])) as Record<keyof Stock, Digits>;
    const product = store.find(sellableReleasedProducts, [place.company, place.item]);
    store.put(definition, { ...values, ProductName: product ? textOf(product, "ProductName") : "", ...quantitiesOf(after) });
  }
}

/** Stock as the on-hand entities show it. What is ordered is never reserved here. */
export function quantitiesOf({ onHand, reserved, onOrder, ordered }: Stock): Values {
  const availableOnHand = less(onHand, reserved);
  return {
    OnHandQuantity: onHand, ReservedOnHandQuantity: reserved, AvailableOnHandQuantity: availableOnHand, OrderedQuantity: ordered,
    AvailableOrderedQuantity: ordered, OnOrderQuantity: onOrder, TotalAvailableQuantity: less(sum([availableOnHand, ordered]), onOrder),
  };
}

/** Brings stock from the demand of a line as it was to the demand as it is. */
export function moveDemand(store: ScmStore, before: StoredRow | undefined, after: StoredRow | undefined): void {
  const [was, is] = [before && demandOf(store, before), after && demandOf(store, after)];
  const apply = (place: StockPlace, reserved: Digits, onOrder: Digits) => {
    if (sign(reserved) !== 0 || sign(onOrder) !== 0) adjustStock(store, place, { reserved, onOrder });
  };
  const stays = was && is && was.place.item === is.place.item && was.place.site === is.place.site && was.place.warehouse === is.place.warehouse;
  if (stays) return apply(is.place, less(is.reserved, was.reserved), less(is.onOrder, was.onOrder));
  if (was) apply(was.place, negated(was.reserved), negated(was.onOrder));
  if (is) apply(is.place, is.reserved, is.onOrder);
}

/** Where an order line's goods come from; undefined for services and products that are not stocked. */
export function placeOf(store: ScmStore, line: Readonly<Values>): StockPlace | undefined {
  const place = { company: textIn(line, "dataAreaId"), item: textIn(line, "ProductNumber"), site: textIn(line, "ShippingSiteId"), warehouse: textIn(line, "ShippingWarehouseId") };
  const product = store.find(sellableReleasedProducts, [place.company, place.item]);
  return product && textOf(product, "IsStockedProduct") === "Yes" ? { ...place, item: textOf(product, "ProductNumber") } : undefined;
}

/** What an open order line still needs; undefined for services, products that are not stocked and cancelled lines. */
export function demandOf(store: ScmStore, { values }: StoredRow): { place: StockPlace; reserved: Digits; onOrder: Digits } | undefined {
  const place = placeOf(store, values);
  if (!place || textIn(values, "SalesOrderLineStatus") === "Canceled") return undefined;
  const open = largest("0", less(numberIn(values, "OrderedSalesQuantity"), numberIn(values, "DeliveredQuantity")));
  const reserved = smallest(open, numberIn(values, "ReservedQuantity"));
  return { place, reserved, onOrder: less(open, reserved) };
}

function valuesOf(place: StockPlace): Values {
  return { dataAreaId: place.company, ItemNumber: place.item, ...dimensions, InventorySiteId: place.site, InventoryWarehouseId: place.warehouse };
}

function keyIn(definition: EntityDefinition, values: Readonly<Values>): string[] {
  return definition.keys.map((name) => textIn(values, name));
}

function stockIn(values: Readonly<Values>): Stock {
  return { onHand: numberIn(values, "OnHandQuantity"), reserved: numberIn(values, "ReservedOnHandQuantity"), onOrder: numberIn(values, "OnOrderQuantity"), ordered: numberIn(values, "OrderedQuantity") };
}

/** Stock of a warehouse. A loaded row sets the quantity on hand; what is reserved and on order follows from the orders. */
export const onHandRules: EntityRules = {
  load(values, { rows }) {
    const place = { company: textIn(values, "dataAreaId"), item: textIn(values, "ItemNumber"), site: textIn(values, "InventorySiteId"), warehouse: textIn(values, "InventoryWarehouseId") };
    adjustStock(rows, place, { onHand: less(numberIn(values, "OnHandQuantity"), stockOf(rows, place).onHand) });
  },
};
