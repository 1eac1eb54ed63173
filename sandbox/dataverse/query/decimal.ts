/** An exact decimal: `units / 10^scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads decimal digits; undefined when the text is not a number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const fraction = match[3] ?? "";
  const exponent = Number(match[4] ?? 0);
  let units = BigInt(`${match[2] ?? ""}${fraction}`);
  let scale = fraction.length - exponent;
  if (scale < 0) {
    units *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return { units: match[1] === "-" ? -units : units, scale };
}

/** Prints all digits of the scale, e.g. units 1050, scale 2 → "10.50". */
export function printDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${whole}` : whole;
}

function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** Quotient with `digits` more decimals than the dividend has, rounded half away from zero. */
export function divideDecimal(value: Decimal, divisor: number, digits: number): Decimal {
  const by = BigInt(divisor);
  const dividend = value.units * 10n ** BigInt(digits);
  const half = (dividend < 0n ? -by : by) / 2n;
  return { units: (dividend + half) / by, scale: value.scale + digits };
}

/**
 * Order of two numbers given as digits. Rounding to a binary number keeps the order, so digits are looked at only when
 * the rounded values are equal.
 */
export function compareDigits(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0 || a === b) return Math.sign(difference);
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (!left || !right) return 0;
  const scale = Math.max(left.scale, right.scale);
  const exact = unitsAt(left, scale) - unitsAt(right, scale);
  return exact < 0n ? -1 : exact > 0n ? 1 : 0;
}
