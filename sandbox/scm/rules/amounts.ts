import { less, negated, share, sign, sum, times, type Digits } from "../decimal";

/** Price and discounts of a line, as the order line form holds them. */
export interface LinePrice {
  quantity: Digits;
  price: Digits;
  /** The price is for this many units. */
  priceQuantity: Digits;
  /** Per unit. */
  discount: Digits;
  discountPercent: Digits;
  /** Per unit. */
  multilineDiscount: Digits;
  multilinePercent: Digits;
  /** Sales charges of the line: part of its amount. */
  charges: Digits;
}

/**
 * Net amount of a line: quantity × (price ÷ price quantity − discounts per unit) less the percentages, plus sales charges.
 * @param step rounding rule of the currency, e.g. `0.01`
 * @see Microsoft Learn, "Sales line net amount"
 */
export function lineAmount(line: LinePrice, step: Digits): Digits {
  const perUnit = sum([line.discount, line.multilineDiscount]);
  const gross = less(times(line.quantity, line.price), times(times(line.quantity, perUnit), line.priceQuantity));
  const kept = times(less("100", line.discountPercent), less("100", line.multilinePercent));
  const divisor = times(line.priceQuantity, "10000");
  // Rounded once at the end: charges left over by a fractional quantity may have more decimals than the currency.
  return share(sum([times(gross, kept), times(line.charges, divisor)]), "1", divisor, step);
}

/** Amount before discounts. */
export function grossAmount(line: Pick<LinePrice, "quantity" | "price" | "priceQuantity">, step: Digits): Digits {
  return share(line.quantity, line.price, line.priceQuantity, step);
}

/**
 * Splits the discount of a whole line into a discount per unit and, for what rounding leaves over, sales charges:
 * 10.00 on 3 pieces is 3.33 and −0.01.
 * @see Microsoft Learn, "Synchronize sales orders directly between Sales and Supply Chain Management", discounts
 */
export function splitDiscount(total: Digits, quantity: Digits, step: Digits): { perUnit: Digits; charges: Digits } {
  const perUnit = share(total, "1", quantity, step);
  return { perUnit, charges: less(times(perUnit, quantity), total) };
}

/** What counts of a line for the totals of its document. */
export interface LineTotal {
  amount: Digits;
  discount: Digits;
}

export interface DocumentTotals {
  /** Per line, in order. */
  lineTaxes: Digits[];
  lineDiscounts: Digits;
  headerTax: Digits;
  tax: Digits;
  total: Digits;
}

/**
 * Totals of a document. The document's discount lowers the tax base of its lines in proportion to their amounts, the last
 * one takes what rounding leaves; charges of the document are taxed on their own.
 * @param taxRate percent
 */
export function documentTotals(lines: readonly LineTotal[], charges: Digits, discount: Digits, taxRate: Digits, step: Digits): DocumentTotals {
  const taxOn = (base: Digits) => share(base, taxRate, "100", step);
  const amounts = sum(lines.map((line) => line.amount));
  let left = discount;
  const lineTaxes = lines.map((line, i) => {
    const part = i === lines.length - 1 || sign(amounts) === 0 ? left : share(discount, line.amount, amounts, step);
    left = less(left, part);
    return taxOn(less(line.amount, part));
  });
  const headerTax = taxOn(charges);
  const tax = sum([...lineTaxes, headerTax]);
  return { lineTaxes, lineDiscounts: sum(lines.map((line) => line.discount)), headerTax, tax, total: sum([amounts, negated(discount), charges, tax]) };
}

/**
 * The part of an amount that falls to a quantity when earlier parts are given away already: all parts together are the
 * amount to the cent.
 */
export function partOf(amount: Digits, done: Digits, quantity: Digits, whole: Digits, step: Digits): Digits {
  const upTo = (count: Digits) => (sign(whole) === 0 ? "0" : share(amount, count, whole, step));
  return less(upTo(sum([done, quantity])), upTo(done));
}
