import { decimal, plus, type Decimal } from "../core/money";

/** Quantities of stock, by the names of their columns in `p2c_onhand`. */
export const quantityNames = ["physical", "reserved", "available", "ordered", "onOrder", "totalAvailable"] as const;
export type QuantityName = (typeof quantityNames)[number];
/** Exact quantities in the item's inventory unit. */
export type Quantities = Readonly<Record<QuantityName, Decimal>>;

/** Quantities of a product in a place, as a source tells them; a source may tell a place several times, e.g. for each colour. */
export interface StockRow {
  /** Number of the product in SCM, as it was asked for. */
  number: string;
  /** Blank where SCM does not keep the product by site or warehouse. */
  site: string;
  warehouse: string;
  quantities: Quantities;
}

/** A place with all its quantities. */
export type PlaceStock = Omit<StockRow, "number">;

export const noStock: Quantities = quantitiesOf(() => decimal("0"));

/** Quantities by a function of their names. */
export function quantitiesOf(value: (name: QuantityName) => Decimal): Quantities {
  return {
    physical: value("physical"), reserved: value("reserved"), available: value("available"),
    ordered: value("ordered"), onOrder: value("onOrder"), totalAvailable: value("totalAvailable"),
  };
}

/** Sum of all rows. */
export function total(rows: readonly { quantities: Quantities }[]): Quantities {
  return rows.reduce((sum, { quantities }) => quantitiesOf((name) => plus(sum[name], quantities[name])), noStock);
}

/** Key of a place; SCM tells no case apart in ids. */
export function placeKey({ site, warehouse }: { site: string; warehouse: string }): string {
  return `${site.toLowerCase()}\u0000${warehouse.toLowerCase()}`;
}

/** One entry for each site and warehouse, rows of the same place added up; what has neither counts in the total alone. */
export function byPlace(rows: readonly PlaceStock[]): PlaceStock[] {
  const groups = new Map<string, PlaceStock[]>();
  for (const row of rows) {
    if (row.site === "" && row.warehouse === "") continue;
    groups.set(placeKey(row), [...(groups.get(placeKey(row)) ?? []), row]);
  }
  return [...groups.values()].flatMap(([first, ...more]) => (first ? [{ site: first.site, warehouse: first.warehouse, quantities: total([first, ...more]) }] : []));
}

/** Rows by product number in lower case. */
export function byNumber<T extends { number: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.number.toLowerCase());
    if (group) group.push(row);
    else groups.set(row.number.toLowerCase(), [row]);
  }
  return groups;
}
