/** An exact decimal number: `digits × 10^-scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

/**
 * Reads plain digits as `canonicalDecimal` writes them; blank is 0.
 * @throws RangeError when the text is no plain decimal
 */
export function decimal(text: string): Decimal {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) throw new RangeError(`'${text}' is not a plain decimal number.`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = BigInt(`${whole}${fraction}` || "0");
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

/** Plain digits without needless zeros. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = all.slice(0, all.length - scale);
  const fraction = all.slice(all.length - scale).replace(/0+$/, "");
  return `${sign}${whole}${fraction ? `.${fraction}` : ""}`;
}

const power = (exponent: number) => 10n ** BigInt(exponent);

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * power(scale - a.scale), b.digits * power(scale - b.scale), scale];
}

/** a + b */
export function plus(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { digits: x + y, scale };
}

/** a − b */
export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { ...b, digits: -b.digits });
}

/** a × b, every digit */
export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/**
 * a ÷ b, rounded half away from zero, as money is.
 * @param places decimal places of the result
 * @throws RangeError when b is 0
 */
export function divided(a: Decimal, b: Decimal, places: number): Decimal {
  if (b.digits === 0n) throw new RangeError("Division by zero.");
  const [x, y] = aligned(a, b);
  return { digits: roundedQuotient(x * power(places), y), scale: places };
}

/** The number with so many decimal places, rounded half away from zero. */
export function rounded(a: Decimal, places: number): Decimal {
  return a.scale <= places ? a : { digits: roundedQuotient(a.digits, power(a.scale - places)), scale: places };
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

export const isZero = ({ digits }: Decimal): boolean => digits === 0n;
export const isNegative = ({ digits }: Decimal): boolean => digits < 0n;
