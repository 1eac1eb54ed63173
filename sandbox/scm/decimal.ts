/**
 * A decimal number as digits, e.g. `-12.5`: the form the store keeps, without needless zeros and never `-0`. All functions
 * here are exact unless they say they round.
 */
export type Digits = string;

interface Scaled {
  units: bigint;
  /** Digits after the point. */
  scale: number;
}

function scaled(digits: Digits): Scaled {
  const point = digits.indexOf(".");
  if (point < 0) return { units: BigInt(digits), scale: 0 };
  return { units: BigInt(digits.slice(0, point) + digits.slice(point + 1)), scale: digits.length - point - 1 };
}

/** Whole numbers of few digits take a short way: sums and products of them are exact as they are. */
function isSmall(digits: Digits): boolean {
  return digits.length < 8 && !digits.includes(".");
}

function printed(units: bigint, scale: number): Digits {
  const magnitude = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - scale);
  const fraction = magnitude.slice(magnitude.length - scale).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

const raised = ({ units, scale }: Scaled, to: number) => units * 10n ** BigInt(to - scale);

/** Sum of all. */
export function sum(numbers: Iterable<Digits>): Digits {
  let total: Scaled = { units: 0n, scale: 0 };
  const list = Array.isArray(numbers) ? (numbers as Digits[]) : [...numbers];
  if (list.length < 9 && list.every(isSmall)) return String(list.reduce((whole, number) => whole + Number(number), 0));
  for (const number of list) {
    const next = scaled(number);
    const scale = Math.max(total.scale, next.scale);
    total = { units: raised(total, scale) + raised(next, scale), scale };
  }
  return printed(total.units, total.scale);
}

export function negated(number: Digits): Digits {
  if (number === "0") return number;
  return number.startsWith("-") ? number.slice(1) : `-${number}`;
}

/** `a` less `b`. */
export function less(a: Digits, b: Digits): Digits {
  return sum([a, negated(b)]);
}

export function times(a: Digits, b: Digits): Digits {
  if (a === "0" || b === "0") return "0";
  if (isSmall(a) && isSmall(b)) return String(Number(a) * Number(b));
  const [x, y] = [scaled(a), scaled(b)];
  return printed(x.units * y.units, x.scale + y.scale);
}

/**
 * `a × b ÷ divisor`, rounded to a multiple of `step`, halves away from zero.
 * @param step e.g. `0.01`; must be above zero, as must the divisor's magnitude
 */
export function share(a: Digits, b: Digits, divisor: Digits, step: Digits): Digits {
  const [x, y, d, s] = [scaled(a), scaled(b), scaled(divisor), scaled(step)];
  // a·b / (divisor·step) as a fraction of whole numbers, then as many steps.
  const scale = x.scale + y.scale;
  const scaleBelow = d.scale + s.scale;
  const above = x.units * y.units * 10n ** BigInt(Math.max(0, scaleBelow - scale));
  const below = d.units * s.units * 10n ** BigInt(Math.max(0, scale - scaleBelow));
  const negative = above < 0n !== below < 0n;
  const [top, bottom] = [above < 0n ? -above : above, below < 0n ? -below : below];
  const steps = (2n * top + bottom) / (2n * bottom);
  return printed((negative ? -steps : steps) * s.units, s.scale);
}

/** Rounded to a multiple of `step`, halves away from zero. */
export function rounded(number: Digits, step: Digits): Digits {
  return share(number, "1", "1", step);
}

/** Negative, 0 or positive. */
export function sign(number: Digits): number {
  return number.startsWith("-") ? -1 : /[1-9]/.test(number) ? 1 : 0;
}

export function smallest(a: Digits, b: Digits): Digits {
  return sign(less(a, b)) <= 0 ? a : b;
}

export function largest(a: Digits, b: Digits): Digits {
  return sign(less(a, b)) >= 0 ? a : b;
}
