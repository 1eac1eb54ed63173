import { joinLineDiscount, netDiscount, splitLineDiscount } from "./lineDiscount";
import type { CalculationName } from "./templateTypes";

/**
 * The pure functions a `calculated` directive may name. Values come in the order of its columns, numbers in plain digits.
 * `decimals` are those of the document's currency. They throw a RecordError on values that cannot be.
 */
export const calculations: Readonly<Record<CalculationName, (values: readonly string[], decimals: number) => string>> = {
  /** discount, quantity → SCM's discount per unit */
  discountPerUnit: ([discount = "", quantity = ""], decimals) => splitLineDiscount(discount, quantity, decimals).perUnit,
  /** discount, quantity → sales charge that makes up for the rounding */
  discountRemainder: ([discount = "", quantity = ""], decimals) => splitLineDiscount(discount, quantity, decimals).charge,
  /** discount per unit, charge, quantity → whole discount */
  wholeDiscount: ([perUnit = "", charge = "", quantity = ""]) => joinLineDiscount({ perUnit, charge }, quantity),
  /** net amount, quantity, price → whole discount */
  netDiscount: ([amount = "", quantity = "", price = ""], decimals) => netDiscount(quantity, price, amount, decimals),
  /** the first value that is not blank */
  firstFilled: (values) => values.find((value) => value !== "") ?? "",
};
