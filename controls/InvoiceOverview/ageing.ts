import { type Decimal, zero } from "../shared/decimal";
import type { Invoice } from "./invoices";
import type { BucketName } from "./words";

/** In the order shown. */
export const bucketNames: readonly BucketName[] = ["notDue", "upTo30", "upTo60", "upTo90", "over90", "noDueDate"];

/** What is open of one age. */
export interface Bucket {
  name: BucketName;
  amount: Decimal;
  count: number;
}

/** Some invoices, and what they come to: undefined when there are some, but the amount of none is known. */
export interface Total {
  amount: Decimal | undefined;
  count: number;
}

/** What is open in one currency. */
export interface Ageing {
  currencyId: string;
  currencyName: string;
  open: Total;
  overdue: Total;
  buckets: readonly Bucket[];
  /** Open invoices whose amount is not known; they are in no sum. */
  withoutAmount: number;
}

/** @param daysOverdue as of an invoice; undefined without a due date */
export function bucketOf(daysOverdue: number | undefined): BucketName {
  if (daysOverdue === undefined) return "noDueDate";
  if (daysOverdue <= 0) return "notDue";
  return daysOverdue <= 30 ? "upTo30" : daysOverdue <= 60 ? "upTo60" : daysOverdue <= 90 ? "upTo90" : "over90";
}

/** The open invoices by currency, in the order in which the currencies first occur: amounts of two are never added. */
export function ageingOf(invoices: readonly Invoice[]): Ageing[] {
  const byCurrency = new Map<string, Invoice[]>();
  for (const invoice of invoices.filter(({ isOpen }) => isOpen)) {
    // Without an id (a column that is missing, or hidden) the name is all there is to tell two apart.
    const key = invoice.currencyId || invoice.currencyName;
    byCurrency.set(key, [...(byCurrency.get(key) ?? []), invoice]);
  }
  return [...byCurrency.values()].map(ofCurrency);
}

function ofCurrency(invoices: readonly Invoice[]): Ageing {
  const known = invoices.filter(({ total }) => total !== undefined);
  const buckets = bucketNames.map((name) => {
    const those = known.filter(({ daysOverdue }) => bucketOf(daysOverdue) === name);
    return { name, amount: sumOf(those), count: those.length };
  });
  return {
    currencyId: invoices[0]?.currencyId ?? "", currencyName: invoices[0]?.currencyName ?? "",
    open: totalOf(invoices), overdue: totalOf(invoices.filter(({ daysOverdue }) => daysOverdue !== undefined && daysOverdue > 0)), buckets,
    withoutAmount: invoices.length - known.length,
  };
}

function totalOf(invoices: readonly Invoice[]): Total {
  const isKnown = invoices.length === 0 || invoices.some(({ total }) => total !== undefined);
  return { amount: isKnown ? sumOf(invoices) : undefined, count: invoices.length };
}

function sumOf(invoices: readonly Invoice[]): Decimal {
  return invoices.reduce((sum, { total }) => sum + (total ?? zero), zero);
}

/** Widths of the bar's parts in thousandths; a credit that outweighs its age takes no width. */
export function widthsOf(buckets: readonly Bucket[]): { name: BucketName; width: number }[] {
  const whole = buckets.reduce((sum, { amount }) => sum + (amount > zero ? amount : zero), zero);
  if (whole === zero) return [];
  return buckets.filter(({ amount }) => amount > zero).map(({ name, amount }) => ({ name, width: Number((amount * BigInt(1000)) / whole) }));
}
