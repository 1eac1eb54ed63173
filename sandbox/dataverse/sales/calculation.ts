import { percentOf, roundAmount, timesQuantity, type Amount } from "./money";

/** What a line's amounts are made of. */
export interface LineInput {
  /** Decimal digits. */
  quantity: string | undefined;
  pricePerUnit: Amount;
  /** Discount as entered: of the whole line, or per unit when the organisation says so. */
  manualDiscount: Amount;
  volumeDiscount: Amount;
  tax: Amount;
}

export interface LineAmounts {
  baseAmount: Amount;
  extendedAmount: Amount;
}

/** How the organisation calculates. */
export interface CalculationSettings {
  /** Decimals of the document's currency. */
  precision: number;
  /** `organization.discountcalculationmethod` is Per unit. */
  discountPerUnit: boolean;
}

/**
 * Amounts of one line: amount = quantity × price per unit; extended amount = amount − discounts + tax.
 * Source: descriptions of `baseamount` and `extendedamount` in the table reference of Dynamics 365 Sales.
 */
export function lineAmounts(line: LineInput, settings: CalculationSettings): LineAmounts {
  const baseAmount = timesQuantity(line.quantity, line.pricePerUnit, settings.precision);
  const discount = lineDiscount(line, settings);
  return { baseAmount, extendedAmount: baseAmount - discount - roundAmount(line.volumeDiscount, settings.precision) + roundAmount(line.tax, settings.precision) };
}

/** Manual discount of the whole line, whichever way it was entered. */
export function lineDiscount(line: Pick<LineInput, "quantity" | "manualDiscount">, { precision, discountPerUnit }: CalculationSettings): Amount {
  return discountPerUnit ? timesQuantity(line.quantity, line.manualDiscount, precision) : roundAmount(line.manualDiscount, precision);
}

/** What a line adds to its header. */
export interface LineShare {
  /** Extended amount without tax. */
  net: Amount;
  /** Manual discount of the whole line. */
  discount: Amount;
  tax: Amount;
}

export interface HeaderInput {
  /** Percent as decimal digits. */
  discountPercentage: string | undefined;
  discountAmount: Amount;
  freightAmount: Amount;
}

export interface HeaderTotals {
  totalLineItemAmount: Amount;
  totalLineItemDiscountAmount: Amount;
  totalDiscountAmount: Amount;
  totalAmountLessFreight: Amount;
  totalTax: Amount;
  totalAmount: Amount;
}

/**
 * Totals of a document. Detail amount = Σ (extended amount − tax); pre-freight = detail − header discounts;
 * total = pre-freight + freight + tax. The total discount holds the lines' manual discounts and both header discounts.
 * Source: descriptions of the `total…` columns in the table reference of Dynamics 365 Sales.
 */
export function headerTotals(lines: Iterable<LineShare>, header: HeaderInput, precision: number): HeaderTotals {
  let detail = 0n;
  let discount = 0n;
  let tax = 0n;
  for (const line of lines) {
    detail += line.net;
    discount += line.discount;
    tax += line.tax;
  }
  const headerDiscount = percentOf(header.discountPercentage, detail, precision) + roundAmount(header.discountAmount, precision);
  const totalAmountLessFreight = detail - headerDiscount;
  return {
    totalLineItemAmount: detail,
    totalLineItemDiscountAmount: discount,
    totalDiscountAmount: discount + headerDiscount,
    totalAmountLessFreight,
    totalTax: tax,
    totalAmount: totalAmountLessFreight + roundAmount(header.freightAmount, precision) + tax,
  };
}
