import { ids } from "../../data/ids";
import { lookupOf, numberOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { LookupValue, Row } from "../store/types";

/** Settings of the organisation that Sales calculates by. */
export interface SalesSettings {
  /** `oobpricecalculationenabled`: Use system pricing calculation. */
  systemPricing: boolean;
  /** `discountcalculationmethod` is Per unit. */
  discountPerUnit: boolean;
  /** `createproductswithoutparentinactivestate`. */
  newProductsActive: boolean;
  /** Decimals of prices per unit. */
  pricePrecision: number;
}

/** Settings as they stand in the organisation's row, with the defaults of a new organisation. */
export function salesSettings(store: Store): SalesSettings {
  const row: Row = store.find("organization", ids.organization) ?? {};
  return {
    systemPricing: row.oobpricecalculationenabled !== false,
    discountPerUnit: row.discountcalculationmethod === 1,
    newProductsActive: row.createproductswithoutparentinactivestate === true,
    pricePrecision: numberOf(row, "pricingdecimalprecision") ?? 2,
  };
}

/** Currency of a document; without one it gets the organisation's. */
export function currencyOf(row: Row): LookupValue {
  return lookupOf(row, "transactioncurrencyid") ?? { id: ids.baseCurrency, table: "transactioncurrency" };
}

/** Decimals of a document's amounts. */
export function precisionOf(store: Store, row: Row): number {
  const currency = store.find("transactioncurrency", currencyOf(row).id);
  return (currency && numberOf(currency, "currencyprecision")) ?? 2;
}
