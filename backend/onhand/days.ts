import type { ProjectedDay } from "../../model/onHand";
import { decimalText, decimal, plus, type Decimal } from "../core/money";
import { placeKey } from "./stock";

/** What can be promised of a product in a place from a day on. */
export interface DayRow {
  /** Number of the product in SCM, as it was asked for. */
  number: string;
  /** Both blank: all places together. */
  site: string;
  warehouse: string;
  /** `YYYY-MM-DD` */
  date: string;
  available: Decimal;
  receipts?: Decimal;
  issues?: Decimal;
}

/** Days of a product, altogether and by place. */
export interface ProductDays {
  total: ProjectedDay[];
  /** By `placeKey`. */
  places: ReadonlyMap<string, ProjectedDay[]>;
}

/**
 * Puts the days of a product in order. Altogether: what the source says for all places, else the places added up. A place
 * that says nothing of a day still has what it had the day before, and nothing before its first day.
 */
export function daysOf(rows: readonly DayRow[]): ProductDays {
  const whole = rows.filter(({ site, warehouse }) => site === "" && warehouse === "");
  const groups = new Map<string, DayRow[]>();
  for (const row of rows) {
    if (whole.includes(row)) continue;
    groups.set(placeKey(row), [...(groups.get(placeKey(row)) ?? []), row]);
  }
  const places = [...groups.values()].map(merged);
  return {
    total: (whole.length > 0 ? merged(whole) : addedUp(places)).map(text),
    places: new Map([...groups.keys()].map((key, index) => [key, (places[index] ?? []).map(text)])),
  };
}

type Day = Pick<DayRow, "date" | "available" | "receipts" | "issues">;

/** One entry for each day in order of dates; several rows of a day, e.g. of several colours, are added up. */
function merged(rows: readonly Day[]): Day[] {
  const days = new Map<string, Day>();
  for (const row of rows) {
    const before = days.get(row.date);
    days.set(row.date, before ? sum(before, row) : row);
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function addedUp(places: readonly (readonly Day[])[]): Day[] {
  const dates = [...new Set(places.flat().map(({ date }) => date))].sort();
  return dates.map((date) => places.map((days) => dayOn(days, date)).reduce(sum, { date, available: decimal("0") }));
}

function dayOn(days: readonly Day[], date: string): Day {
  const last = days.filter((day) => day.date <= date).at(-1);
  if (!last) return { date, available: decimal("0") };
  return last.date === date ? last : { date, available: last.available };
}

function sum(a: Day, b: Day): Day {
  return { date: a.date, available: plus(a.available, b.available), ...both("receipts", a, b), ...both("issues", a, b) };
}

function both<K extends "receipts" | "issues">(name: K, a: Day, b: Day): Partial<Record<K, Decimal>> {
  const [x, y] = [a[name], b[name]];
  return x || y ? ({ [name]: plus(x ?? decimal("0"), y ?? decimal("0")) } as Record<K, Decimal>) : {};
}

function text({ date, available, receipts, issues }: Day): ProjectedDay {
  return { date, available: decimalText(available), ...(receipts ? { receipts: decimalText(receipts) } : {}), ...(issues ? { issues: decimalText(issues) } : {}) };
}
