import type { Decimal } from "../shared/decimal";
import type { Quantities, WarehouseStock } from "../shared/stock/stock";
import type { Quantity } from "./words";

/** Quantities in the order of the table's columns: what can be given comes first. */
export const quantities = ["available", "physical", "reserved", "ordered", "onOrder"] as const satisfies readonly Quantity[];

/** A site with its warehouses and their sums. */
export interface SiteStock {
  site: string;
  name: string;
  total: Readonly<Record<Quantity, Decimal>>;
  warehouses: readonly WarehouseStock[];
}

/**
 * Groups warehouses by site; sites and warehouses stay in the order given.
 * @param warehouses by site, then warehouse
 */
export function sitesOf(warehouses: readonly WarehouseStock[]): SiteStock[] {
  const groups = new Map<string, WarehouseStock[]>();
  for (const one of warehouses) {
    const group = groups.get(one.site);
    if (group) group.push(one);
    else groups.set(one.site, [one]);
  }
  return [...groups].map(([site, group]) => ({
    site,
    name: group.find(({ siteName }) => siteName !== "")?.siteName ?? "",
    total: sumOf(group),
    warehouses: group,
  }));
}

function sumOf(group: readonly Quantities[]): Record<Quantity, Decimal> {
  const sum = (name: Quantity) => group.reduce((total, one) => total + one[name], BigInt(0));
  return { available: sum("available"), physical: sum("physical"), reserved: sum("reserved"), ordered: sum("ordered"), onOrder: sum("onOrder") };
}
