import { decimalsOf, percentOf, amountOf, roundAmount, type Amount } from "./money";
import { lookupOf, numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";

/** Values of `pricingerrorcode` that the sandbox gives. */
export const pricingError = {
  none: 0, detail: 1, missingPriceList: 2, inactivePriceList: 3, missingQuantity: 4, missingUnitPrice: 5, notInPriceList: 11, missingPrice: 14, invalidQuantity: 29,
} as const;

/** The item of a price list for a product and unit. */
export function priceListItem(store: Store, priceListId: string | undefined, productId: string, unitId: string | undefined): Row | undefined {
  for (const item of store.referencing("productpricelevel", "productid", productId)) {
    if (lookupOf(item, "pricelevelid")?.id === priceListId && lookupOf(item, "uomid")?.id === unitId) return item;
  }
  return undefined;
}

/** A price, or why there is none. */
export type Price = { amount: Amount } | { error: number };

/**
 * Price per unit of a product from the document's price list.
 * @param precision decimals of prices
 */
export function listPrice(store: Store, header: Row, line: Row, product: Row, item: Row | undefined, precision: number): Price {
  const list = lookupOf(header, "pricelevelid");
  if (!list) return { error: pricingError.missingPriceList };
  if (numberOf(store.find("pricelevel", list.id) ?? {}, "statecode") !== 0) return { error: pricingError.inactivePriceList };
  if (!item) return { error: pricingError.notInPriceList };
  if (numberOf(item, "quantitysellingcode") === 2 && decimalsOf(textOf(line, "quantity") ?? "") > 0) return { error: pricingError.invalidQuantity };
  if (numberOf(item, "pricingmethodcode") !== 2) return { amount: roundAmount(amountOf(textOf(item, "amount")), precision) };
  const base = textOf(product, "price");
  return base === undefined ? { error: pricingError.missingPrice } : { amount: percentOf(textOf(item, "percentage"), amountOf(base), precision) };
}
