/** A quantity as a whole number of ten-billionths: exact, with the ten decimal places that Dataverse keeps at most. */
export type Decimal = bigint;

const places = 10;
const form = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

export const zero: Decimal = BigInt(0);

/**
 * Reads a quantity. A number is read by its shortest decimal text, which is what the server sent.
 * @param value number, or text such as `-12.5`; further than ten places it is rounded, halves away from zero
 * @returns undefined for everything that is no quantity
 */
export function parseDecimal(value: unknown): Decimal | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const [, sign, whole = "", fraction = "", exponent = "0"] = form.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const digits = whole + fraction;
  const shift = Number(exponent) - fraction.length + places;
  const size = shift >= 0 ? BigInt(digits + "0".repeat(shift)) : rounded(digits, -shift);
  return sign === "-" ? -size : size;
}

/** Digits without the last `cut` of them, rounded. */
function rounded(digits: string, cut: number): bigint {
  const kept = digits.slice(0, -cut) || "0";
  const first = digits.length >= cut ? digits[digits.length - cut] : "0";
  return BigInt(kept) + BigInt(first !== undefined && first >= "5" ? 1 : 0);
}

/** The larger of two. */
export function larger(a: Decimal, b: Decimal): Decimal {
  return a > b ? a : b;
}

/** For sorting: negative when a comes before b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Canonical text: `-12.5`, without trailing zeros. */
export function decimalText(value: Decimal): string {
  const { minus, whole, fraction } = parts(value);
  return `${minus ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** How the user writes numbers. */
export interface NumberStyle {
  decimalSeparator: string;
  groupSeparator: string;
  /** Digits per group from the right; the last one repeats, 0 ends the grouping. */
  groupSizes: readonly number[];
  negativeSign: string;
  /** .NET's NumberNegativePattern: 0 `(n)`, 1 `-n`, 2 `- n`, 3 `n-`, 4 `n -`. */
  negativePattern: number;
}

const negatives: readonly ((sign: string, n: string) => string)[] = [
  (_, n) => `(${n})`, (sign, n) => `${sign}${n}`, (sign, n) => `${sign} ${n}`, (sign, n) => `${n}${sign}`, (sign, n) => `${n} ${sign}`,
];

/**
 * The user's number settings.
 * @param info `context.userSettings.numberFormattingInfo`; what a host leaves out is taken from the language
 * @param language BCP 47 tag
 */
export function numberStyle(info: Partial<ComponentFramework.UserSettingApi.NumberFormattingInfo> | undefined, language: string): NumberStyle {
  // Hosts tell both as a rule; what the language would say is then not looked up.
  const part = (type: Intl.NumberFormatPartTypes) => new Intl.NumberFormat(language).formatToParts(-12345.5).find((one) => one.type === type)?.value ?? "";
  return {
    decimalSeparator: info?.numberDecimalSeparator || part("decimal"),
    groupSeparator: info?.numberGroupSeparator ?? part("group"),
    groupSizes: info?.numberGroupSizes ?? [3],
    negativeSign: info?.negativeSign || "-",
    negativePattern: info?.numberNegativePattern ?? 1,
  };
}

/** A quantity as the user writes numbers, with as many places as it has. */
export function formatDecimal(value: Decimal, style: NumberStyle): string {
  const { minus, whole, fraction } = parts(value);
  const number = grouped(whole, style) + (fraction === "" ? "" : style.decimalSeparator + fraction);
  return minus ? (negatives[style.negativePattern] ?? negatives[1])?.(style.negativeSign, number) ?? number : number;
}

function parts(value: Decimal): { minus: boolean; whole: string; fraction: string } {
  const minus = value < zero;
  const digits = (minus ? -value : value).toString().padStart(places + 1, "0");
  return { minus, whole: digits.slice(0, -places), fraction: digits.slice(-places).replace(/0+$/, "") };
}

function grouped(whole: string, { groupSeparator, groupSizes }: NumberStyle): string {
  const groups: string[] = [];
  let rest = whole;
  for (let n = 0; rest.length > 0; n++) {
    const size = groupSizes[Math.min(n, groupSizes.length - 1)] ?? 0;
    if (size <= 0 || size >= rest.length) break;
    groups.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
  }
  return [rest, ...groups].join(groupSeparator);
}
