import { lookupOf, numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { lineAmounts } from "./calculation";
import type { SalesDocument } from "./documents";
import { amountOf, printAmount, roundAmount, type Amount } from "./money";
import { listPrice, priceListItem, pricingError, type Price } from "./priceList";
import { precisionOf, type SalesSettings } from "./settings";

/** Where a line's price comes from beside an override by the user. */
export type PriceSource = "list" | "row";

/**
 * System pricing of one line: its price per unit, amounts and pricing error.
 * @param source `row` keeps the price in the row, as a copied document does
 */
export function pricedLine(store: Store, settings: SalesSettings, header: Row, line: Row, source: PriceSource): Row {
  const precision = precisionOf(store, header);
  const price = priceOf(store, settings, header, line, source);
  const unpriced = "error" in price;
  const pricePerUnit = unpriced ? 0n : price.amount;
  const quantity = textOf(line, "quantity");
  const input = {
    quantity, pricePerUnit, volumeDiscount: 0n,
    manualDiscount: amountOf(textOf(line, "manualdiscountamount")),
    tax: amountOf(textOf(line, "tax")),
  };
  const amounts = lineAmounts(input, { precision, discountPerUnit: settings.discountPerUnit });
  return {
    priceperunit: printAmount(pricePerUnit),
    baseamount: printAmount(amounts.baseAmount),
    extendedamount: printAmount(amounts.extendedAmount),
    volumediscountamount: printAmount(0n),
    ...rounded(line, "manualdiscountamount", precision),
    ...rounded(line, "tax", precision),
    pricingerrorcode: unpriced ? price.error : quantity === undefined ? pricingError.missingQuantity : pricingError.none,
  };
}

/**
 * Whether a write of a line calculates nothing: `skippricecalculation` 1 on create, 2 on update, 3 on both.
 */
export function skipsPricing(line: Row, isNew: boolean): boolean {
  const skip = numberOf(line, "skippricecalculation") ?? 0;
  return skip === 3 || skip === (isNew ? 1 : 2);
}

/** Whether a user entered the price: an overridden one, or that of a write-in. */
export function hasOwnPrice(line: Row): boolean {
  return line.ispriceoverridden === true || line.isproductoverridden === true;
}

/** Prices of a document are locked against changes of the price list. */
export function isLocked(document: SalesDocument, header: Row): boolean {
  return document.lineLock !== undefined && header.ispricelocked === true;
}

function priceOf(store: Store, settings: SalesSettings, header: Row, line: Row, source: PriceSource): Price {
  const given = textOf(line, "priceperunit");
  const productRef = lookupOf(line, "productid");
  if (source === "row" || hasOwnPrice(line) || !productRef) {
    return given === undefined ? { error: pricingError.missingUnitPrice } : { amount: price(given, settings) };
  }
  const item = priceListItem(store, lookupOf(header, "pricelevelid")?.id, productRef.id, lookupOf(line, "uomid")?.id);
  return listPrice(store, header, line, store.find("product", productRef.id) ?? {}, item, settings.pricePrecision);
}

function price(text: string, { pricePrecision }: SalesSettings): Amount {
  return roundAmount(amountOf(text), pricePrecision);
}

function rounded(line: Row, column: string, precision: number): Row {
  const text = textOf(line, column);
  return text === undefined ? {} : { [column]: printAmount(roundAmount(amountOf(text), precision)) };
}
