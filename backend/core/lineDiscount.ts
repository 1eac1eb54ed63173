import { RecordError } from "./errors";
import { decimal, decimalText, divided, isNegative, isZero, minus, rounded, times } from "./money";

/** A whole line discount as SCM keeps it. */
export interface SplitDiscount {
  /** Discount per unit, rounded to the currency. */
  perUnit: string;
  /** Sales charge of the line that makes up for the rounding: quantity × perUnit − total. */
  charge: string;
}

/**
 * Splits the discount of a whole line into SCM's discount per unit and sales charge (page "Synchronization of sales
 * orders directly between Sales and Supply Chain Management": quantity 3, discount 10.00 → 3.33 and −0.01).
 * @param total discount of the line, `quantity` and result in plain digits
 * @param decimals decimal places of the currency
 * @throws RecordError `discount-without-quantity` when there is a discount but nothing to divide it by
 */
export function splitLineDiscount(total: string, quantity: string, decimals: number): SplitDiscount {
  const [whole, count] = [decimal(total), decimal(quantity)];
  if (isZero(whole)) return { perUnit: "0", charge: "0" };
  if (isZero(count)) throw new RecordError("discount-without-quantity", { params: { value: decimalText(whole) } });
  const perUnit = divided(whole, count, decimals);
  return { perUnit: decimalText(perUnit), charge: decimalText(minus(times(count, perUnit), whole)) };
}

/** The whole discount of a line: quantity × discount per unit − sales charge. */
export function joinLineDiscount({ perUnit, charge }: SplitDiscount, quantity: string): string {
  return decimalText(minus(times(decimal(quantity), decimal(perUnit)), decimal(charge)));
}

/**
 * The discount with which Sales comes to SCM's net amount: quantity × price, rounded to the currency, − net amount. It
 * covers every kind of discount SCM knows (per unit, per cent, multiline) and every line charge.
 * @throws RecordError `surcharge-not-held` when SCM's amount is higher than quantity × price, since Sales
 * knows no negative discount
 */
export function netDiscount(quantity: string, price: string, netAmount: string, decimals: number): string {
  const difference = minus(rounded(times(decimal(quantity), decimal(price)), decimals), decimal(netAmount));
  if (isNegative(difference)) {
    throw new RecordError("surcharge-not-held", { params: { value: decimalText(difference), amount: netAmount } });
  }
  return decimalText(difference);
}
