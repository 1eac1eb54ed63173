import { parseDecimal, printDecimal, type Decimal } from "../query/decimal";

/** Exact decimal arithmetic on digit strings, as far as the platform's own calculations need it. */

const moneyPlaces = 4;

/**
 * A JSON number's digits without exponent, rounded half away from zero to at most `precision` places.
 * Digits that need no rounding stay as they were written.
 * @returns undefined when it is not a decimal number
 */
export function exactDecimal(digits: string, precision: number): string | undefined {
  const value = parseDecimal(digits);
  return value && printDecimal(rounded(value, precision));
}

/**
 * `amount / rate`, rounded to `precision` places: how Dataverse turns an amount into the base currency.
 * @returns undefined when the rate is zero or a text is no number
 */
export function divide(amount: string, rate: string, precision: number): string | undefined {
  const a = parseDecimal(amount);
  const b = parseDecimal(rate);
  if (!a || !b || b.units === 0n) return undefined;
  // Two more places than wanted, then rounded.
  const scale = precision + 2;
  const units = (a.units * 10n ** BigInt(scale + b.scale)) / (b.units * 10n ** BigInt(a.scale));
  return printDecimal(rounded({ units, scale }, precision));
}

/** An amount as the database keeps it: four places, whatever the currency shows. */
export function exactMoney(digits: string): string | undefined {
  const value = exactDecimal(digits, moneyPlaces);
  if (value === undefined) return undefined;
  const [whole = "", fraction = ""] = value.split(".");
  return `${whole}.${fraction.padEnd(moneyPlaces, "0")}`;
}

function rounded(value: Decimal, precision: number): Decimal {
  if (value.scale <= precision) return value;
  const step = 10n ** BigInt(value.scale - precision);
  const half = step / 2n;
  const units = value.units < 0n ? -((-value.units + half) / step) : (value.units + half) / step;
  return { units, scale: precision };
}
