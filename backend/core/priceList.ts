import { comparable } from "./diff";
import { decimal, isZero, minus } from "./money";

/** A price list of Sales. Dates as the Web API gives them; blank for none. */
export interface PriceList {
  id: string;
  name: string;
  /** ISO code of its currency. */
  currency: string;
  active: boolean;
  begins: string;
  ends: string;
}

/**
 * The price list a product goes on: the named one, else the first by name; valid ones only. Valid is our reading: active,
 * begun, not ended, same currency.
 * @param today `YYYY-MM-DD`
 * @param named its name, whatever the case; "" for any
 */
export function choosePriceList(lists: readonly PriceList[], currency: string, today: string, named = ""): PriceList | undefined {
  const valid = lists.filter((list) =>
    list.active && list.currency.toLowerCase() === currency.toLowerCase()
    && (list.begins === "" || list.begins.slice(0, 10) <= today) && (list.ends === "" || list.ends.slice(0, 10) >= today));
  const wanted = named === "" ? valid : valid.filter((list) => list.name.trim().toLowerCase() === named.trim().toLowerCase());
  // By code unit of the folded name, and by id among equals, so that every worker chooses the same.
  return [...wanted].sort((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id))[0];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** An item of a price list. */
export interface PriceListItem {
  id: string;
  priceListId: string;
  unitId: string;
  /** Plain digits. */
  amount: string;
}

export type PriceListItemPlan = { kind: "none" } | { kind: "create" } | { kind: "update"; id: string; changed: readonly ("amount" | "unit")[] };

/**
 * What has to be done so that the product's price stands on its list. Items on other lists belong to Sales and are left.
 * @param items the product's items
 */
export function planPriceListItem(wanted: { priceListId: string; unitId: string; amount: string }, items: readonly PriceListItem[]): PriceListItemPlan {
  const same = (a: string, b: string) => comparable("reference", a) === comparable("reference", b);
  const onList = items.filter((item) => same(item.priceListId, wanted.priceListId));
  // Another unit may have an item of its own beside; only a single one can be the one that was made for the product.
  const item = onList.find(({ unitId }) => same(unitId, wanted.unitId)) ?? (onList.length === 1 ? onList[0] : undefined);
  if (!item) return { kind: "create" };
  const changed = [
    ...(isZero(minus(decimal(item.amount), decimal(wanted.amount))) ? [] : ["amount" as const]),
    ...(same(item.unitId, wanted.unitId) ? [] : ["unit" as const]),
  ];
  return changed.length === 0 ? { kind: "none" } : { kind: "update", id: item.id, changed };
}
