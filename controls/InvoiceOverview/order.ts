import { compareDecimals } from "../shared/decimal";
import type { Invoice } from "./invoices";
import type { Order } from "./words";

/** As they are offered. */
export const orders: readonly Order[] = ["view", "due", "amount"];

/**
 * The invoices in the order asked for; equal ones keep the view's order.
 * By due date open ones come first, and those without a date after those with one. Which amount is larger cannot be told
 * across currencies: each currency stands for itself, in the order in which they first occur.
 */
export function ordered(invoices: readonly Invoice[], order: Order): readonly Invoice[] {
  if (order === "view") return invoices;
  if (order === "due") return [...invoices].sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || lateness(b) - lateness(a));
  const currencies = [...new Set(invoices.map(currencyOf))];
  return [...invoices].sort((a, b) => currencies.indexOf(currencyOf(a)) - currencies.indexOf(currencyOf(b)) || byAmount(a, b));
}

const lateness = ({ daysOverdue }: Invoice): number => daysOverdue ?? -Number.MAX_SAFE_INTEGER;
const currencyOf = ({ currencyId, currencyName }: Invoice): string => currencyId || currencyName;

/** Larger first; an amount that is not known comes last. */
function byAmount({ total: a }: Invoice, { total: b }: Invoice): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareDecimals(b, a);
}
