import { fill, type Texts } from "../../texts";
import type { PlatformColumn } from "../../form/values";

/** What an entered number means: a value, or what is wrong with it. */
export type NumberReading = { value: number | null } | { error: string };

/** Reads a number as the user's language writes it; group separators and a currency symbol are ignored. */
export function readNumber(text: string, column: PlatformColumn, locale: string, texts: Texts): NumberReading {
  const { decimal } = separators(locale);
  const trimmed = text.trim();
  if (trimmed === "") return { value: null };
  const whole = column.type === "Integer" || column.type === "BigInt";
  // Whatever is neither digit, sign nor the decimal mark is grouping or a symbol, unless letters show a slip.
  const digits = trimmed.replace(/[\p{Sc}\s'’]/gu, "").replace(new RegExp(`\\${decimal === "," ? "." : ","}`, "g"), "").replace(decimal, ".");
  if (!/^[-−]?(\d+\.?\d*|\.\d+)$/.test(digits)) return { error: fill(texts.notANumber, column.label, trimmed, `1234${decimal}5`) };
  const value = Number(digits.replace("−", "-"));
  if (whole && !Number.isInteger(value)) return { error: fill(texts.notWhole, column.label, trimmed) };
  const { min = -Infinity, max = Infinity } = column;
  if (value < min || value > max) return { error: fill(texts.notInRange, column.label, trimmed, writeNumber(min, column, locale), writeNumber(max, column, locale)) };
  return { value: round(value, whole ? 0 : column.precision) };
}

/** A number as the user's language writes it, with the column's decimals. */
export function writeNumber(value: number, column: PlatformColumn, locale: string): string {
  const whole = column.type === "Integer" || column.type === "BigInt";
  const digits = whole ? 0 : column.precision ?? 2;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

function round(value: number, precision: number | undefined): number {
  return precision === undefined ? value : Number(value.toFixed(precision));
}

function separators(locale: string): { decimal: string } {
  return { decimal: new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? "." };
}
