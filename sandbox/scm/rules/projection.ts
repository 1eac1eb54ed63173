import { less, smallest, sum, type Digits } from "../decimal";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { plannedReceipts } from "../metadata/plannedReceipts";
import { textOf, type ScmStore } from "../store";
import { numberIn } from "./context";
import { dateOf, hasDate } from "./documents";
import { demandOf, type Stock, type StockPlace } from "./stock";

/** What comes in or goes out on a day, in the item's inventory unit. */
export interface Movement {
  /** `YYYY-MM-DD` */
  date: string;
  receipt: Digits;
  /** All that is to be delivered. */
  issue: Digits;
  /** Of it, what is not reserved: the rest has its goods already. */
  unreserved: Digits;
}

/** A day of a projection. */
export interface ProjectedDay {
  date: string;
  receipts: Digits;
  issues: Digits;
  /** On hand at the end of the day when all happens as planned; may be negative. */
  onHand: Digits;
  /** What can still be promised for the day; negative when more is demanded than is coming. */
  promise: Digits;
}

const none: readonly Movement[] = [];

/** Movements of items by place. */
export class Movements {
  private readonly byPlace = new Map<string, Movement[]>();

  /** Reads open order lines and planned receipts of some items of a company in one pass. */
  constructor(store: ScmStore, company: string, items: readonly string[]) {
    const wanted = new Set(items.map((item) => item.toLowerCase()));
    for (const line of store.all(cdsSalesOrderLines)) {
      if (textOf(line, "dataAreaId") !== company || !wanted.has(textOf(line, "ProductNumber").toLowerCase())) continue;
      const demand = demandOf(store, line);
      if (!demand) continue;
      const issue = sum([demand.reserved, demand.onOrder]);
      const date = dateOf(line, hasDate(line.values, "ConfirmedShippingDate") ? "ConfirmedShippingDate" : "RequestedShippingDate").slice(0, 10);
      if (issue !== "0") this.add(demand.place, { date, receipt: "0", issue, unreserved: demand.onOrder });
    }
    for (const item of items) {
      for (const row of store.under(plannedReceipts, [company, item])) {
        const place = { company, item, site: textOf(row, "InventorySiteId"), warehouse: textOf(row, "InventoryWarehouseId") };
        this.add(place, { date: textOf(row, "ExpectedDate").slice(0, 10), receipt: numberIn(row.values, "Quantity"), issue: "0", unreserved: "0" });
      }
    }
  }

  /** In no particular order. */
  at(place: StockPlace): readonly Movement[] {
    return this.byPlace.get(keyOf(place)) ?? none;
  }

  private add(place: StockPlace, movement: Movement): void {
    const key = keyOf(place);
    const there = this.byPlace.get(key);
    if (there) there.push(movement);
    else this.byPlace.set(key, [movement]);
  }
}

const keyOf = (place: StockPlace) => [place.item, place.site, place.warehouse].join("\u0000").toLowerCase();

/**
 * Projects stock over the days on which something moves: today, and each date until the last day. What is overdue counts today.
 * A day's promise is the balance of that day, or that of a later one if it is lower: nothing is promised that a later
 * day needs ("cumulative ATP with look-ahead").
 * @param today first day, `YYYY-MM-DD`
 * @param until last day that is looked at
 */
export function project(stock: Stock, movements: readonly Movement[], today: string, until: string): ProjectedDay[] {
  const byDay = new Map<string, Movement>([[today, { date: today, receipt: "0", issue: "0", unreserved: "0" }]]);
  for (const { date, receipt, issue, unreserved } of movements) {
    const day = date < today ? today : date;
    if (day > until) continue;
    const before = byDay.get(day);
    byDay.set(day, before ? { date: day, receipt: sum([before.receipt, receipt]), issue: sum([before.issue, issue]), unreserved: sum([before.unreserved, unreserved]) } : { date: day, receipt, issue, unreserved });
  }
  let [onHand, balance] = [stock.onHand, less(stock.onHand, stock.reserved)];
  const days = [...byDay.values()].sort((a, b) => (a.date < b.date ? -1 : 1)).map(({ date, receipt, issue, unreserved }): ProjectedDay => {
    onHand = less(sum([onHand, receipt]), issue);
    balance = less(sum([balance, receipt]), unreserved);
    return { date, receipts: receipt, issues: issue, onHand, promise: balance };
  });
  for (let i = days.length - 2; i >= 0; i--) {
    const [day, next] = [days[i], days[i + 1]];
    if (day && next) day.promise = smallest(day.promise, next.promise);
  }
  return days;
}

/** The day some days after another, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
