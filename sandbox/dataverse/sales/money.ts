import { parseDecimal, type Decimal } from "../query/decimal";

/** An exact amount in ten-thousandths, the four places in which the database keeps money. */
export type Amount = bigint;

const places = 4;

/** Reads a stored amount; empty counts as nothing. */
export function amountOf(text: string | undefined): Amount {
  return toPlaces(parseDecimal(text ?? "") ?? { units: 0n, scale: 0 }, places);
}

/** Prints an amount as it is stored, with four places. */
export function printAmount(amount: Amount): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Rounds an amount half away from zero.
 * @param precision decimals of the currency; what is stored has four at most
 */
export function roundAmount(amount: Amount, precision: number): Amount {
  const kept = Math.min(Math.max(precision, 0), places);
  return toPlaces({ units: amount, scale: places }, kept) * 10n ** BigInt(places - kept);
}

/** `quantity × amount`, rounded to the currency's precision. */
export function timesQuantity(quantity: string | undefined, amount: Amount, precision: number): Amount {
  const factor = parseDecimal(quantity ?? "") ?? { units: 0n, scale: 0 };
  return scaled({ units: factor.units * amount, scale: factor.scale + places }, precision);
}

/** `percent % of amount`, rounded to the currency's precision. */
export function percentOf(percent: string | undefined, amount: Amount, precision: number): Amount {
  const factor = parseDecimal(percent ?? "") ?? { units: 0n, scale: 0 };
  return scaled({ units: factor.units * amount, scale: factor.scale + places + 2 }, precision);
}

/** How many decimals a number really has: 2 for "1.500" is 1. */
export function decimalsOf(text: string): number {
  const fraction = /\.(\d*?)0*$/.exec(text)?.[1] ?? "";
  return fraction.length;
}

function scaled(value: Decimal, precision: number): Amount {
  const kept = Math.min(Math.max(precision, 0), places);
  return toPlaces(value, kept) * 10n ** BigInt(places - kept);
}

/** Units of `value` at a number of places, rounded half away from zero. */
function toPlaces({ units, scale }: Decimal, wanted: number): bigint {
  if (scale <= wanted) return units * 10n ** BigInt(wanted - scale);
  const step = 10n ** BigInt(scale - wanted);
  const half = step / 2n;
  return units < 0n ? -((-units + half) / step) : (units + half) / step;
}
