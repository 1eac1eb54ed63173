import { type Decimal, parseDecimal } from "../shared/decimal";
import { dayOf, daysBetween } from "./day";

/** Logical names of the columns an invoice is read from; undefined where the customizer has none. */
export interface Columns {
  number: string;
  date: string | undefined;
  due: string | undefined;
  total: string;
  state: string;
  status: string | undefined;
  currency: string | undefined;
}

/** An invoice as the list and the totals need it. */
export interface Invoice {
  id: string;
  number: string;
  /** Days as the user writes them; blank where there is none. */
  onText: string;
  dueText: string;
  /** Undefined without a due date; negative or 0 while not overdue. */
  daysOverdue: number | undefined;
  /** Undefined where it is blank or hidden by column security. */
  total: Decimal | undefined;
  totalText: string;
  isOpen: boolean;
  /** The state's word, and the status' where it says more. */
  stateText: string;
  /** The state's number, for a state that has no word. */
  state: string;
  currencyId: string;
  currencyName: string;
}

type EntityRecord = ComponentFramework.PropertyHelper.DataSetApi.EntityRecord;

/** A property that is no list of choice values. */
export class StatesError extends Error {
  readonly code = "states-unreadable";
  constructor(readonly params: { text: string }) {
    super(`"${params.text}" is no value of a choice.`);
    this.name = "StatesError";
  }
}

/** States of an invoice that is not open: Closed (no longer used), Paid, Canceled. */
export const standardPaidStates: readonly string[] = ["1", "2", "3"];

/**
 * Reads the property `paidStates`.
 * @throws StatesError
 */
export function parseStates(text: string | null | undefined): readonly string[] {
  if (!text?.trim()) return standardPaidStates;
  return text.split(",").map((one) => {
    if (!/^\s*-?\d{1,10}\s*$/.test(one)) throw new StatesError({ text: one.trim() });
    return String(Number(one));
  });
}

/**
 * Reads one record of the data-set.
 * @param today as `2026-06-15`, in the user's time zone
 */
export function invoiceOf(record: EntityRecord, columns: Columns, paidStates: readonly string[], today: string): Invoice {
  const value = (column: string | undefined): unknown => (column === undefined ? null : record.getValue(column));
  const words = (column: string | undefined): string => (column === undefined ? "" : record.getFormattedValue(column) ?? "");
  const due = dayOf(value(columns.due));
  const on = dayOf(value(columns.date));
  const state = choiceOf(value(columns.state));
  const stateWords = words(columns.state);
  const status = words(columns.status);
  return {
    id: record.getRecordId(),
    number: words(columns.number),
    onText: on === undefined ? "" : words(columns.date) || on,
    dueText: due === undefined ? "" : words(columns.due) || due,
    daysOverdue: due === undefined ? undefined : daysBetween(due, today),
    total: parseDecimal(value(columns.total)),
    totalText: words(columns.total),
    isOpen: !paidStates.includes(state),
    stateText: stateWords === state ? "" : [stateWords, status === stateWords ? "" : status].filter(Boolean).join(" · "),
    state,
    currencyId: lookupOf(value(columns.currency)),
    currencyName: words(columns.currency),
  };
}

/** Clients give choices as number or as text. */
function choiceOf(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** Clients give lookups as `{ id: { guid } }` or `{ id }`, some as a list of one. */
function lookupOf(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const id: unknown = (one as { id?: unknown } | null | undefined)?.id;
  const guid: unknown = typeof id === "string" ? id : (id as { guid?: unknown } | null | undefined)?.guid;
  return typeof guid === "string" ? guid.replace(/[{}]/g, "").toLowerCase() : "";
}
