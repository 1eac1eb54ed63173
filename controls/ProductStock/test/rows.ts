import { OnHandSource, RequestStatus, onHand, product, syncRequest } from "../../../model/generated/schema";
import { type ProjectedDay, formatProjected } from "../../../model/onHand";
import type { Row } from "../../shared/row";
import { rowAlias } from "../../shared/stock/query";

export const productId = "aaaaaaaa-0000-4000-8000-000000000001";
export const requestId = "bbbbbbbb-0000-4000-8000-000000000001";
/** Noon of a Monday, so that no time zone moves it to another day. */
export const now = new Date("2026-06-15T12:00:00Z");
export const minute = 60_000;
export const at = (agoMs: number): string => new Date(now.getTime() - agoMs).toISOString();

const c = onHand.columns;
const r = syncRequest.columns;
type Numbers = readonly [available: number | string, physical: number | string, reserved?: number | string, ordered?: number | string, onOrder?: number | string];

const quantities = ([available, physical, reserved = 0, ordered = 0, onOrder = 0]: Numbers): Row => ({
  [rowAlias(c.available)]: available, [rowAlias(c.physical)]: physical, [rowAlias(c.reserved)]: reserved, [rowAlias(c.ordered)]: ordered,
  [rowAlias(c.onOrder)]: onOrder, [rowAlias(c.totalAvailable)]: Number(available) + Number(ordered) - Number(onOrder),
});
const own: Row = { [product.primaryId]: productId, [product.columns.isMaintainedExternally]: true };
const common: Row = { ...own, [rowAlias(c.company)]: "usmf", [rowAlias(c.unit)]: "ea", [rowAlias(c.source)]: OnHandSource.SupplyChainManagement, [rowAlias(c.asOf)]: at(10 * minute) };

/** A product without any stock row. */
export const bareRow = (change: Row = {}): Row => ({ ...own, ...change });

/** The row of all warehouses of a company. */
export const totalRow = (numbers: Numbers, change: Row = {}, days: readonly ProjectedDay[] = []): Row =>
  ({ ...common, ...quantities(numbers), [rowAlias(c.isTotal)]: true, [rowAlias(c.site)]: "", [rowAlias(c.warehouse)]: "", [rowAlias(c.projected)]: days.length > 0 ? formatProjected(days) : null, ...change });

/** A row of one warehouse; its place as "1 Main site / 13 Finished goods". */
export function placeRow(place: string, numbers: Numbers, change: Row = {}): Row {
  const [site = "", warehouse = ""] = place.split(" / ");
  const [code, name] = [(text: string) => text.split(" ")[0] ?? "", (text: string) => text.split(" ").slice(1).join(" ")];
  return {
    ...common, ...quantities(numbers), [rowAlias(c.isTotal)]: false, [rowAlias(c.site)]: code(site), [rowAlias(c.siteName)]: name(site),
    [rowAlias(c.warehouse)]: code(warehouse), [rowAlias(c.warehouseName)]: name(warehouse), ...change,
  };
}

/** A product with stock in three warehouses of two sites, and a receipt to come. */
export const usual: readonly Row[] = [
  placeRow("1 Main site / 13 Finished goods", [8, 12, 4, 20, 2]), placeRow("1 Main site / 11 Returns", [1, 1]), placeRow("2 West coast / 24 Distribution", [3, 3]),
  totalRow([12, 16, 4, 20, 2], {}, [
    { date: "2026-06-15", available: "10", receipts: "0", issues: "2" }, { date: "2026-06-19", available: "-3", receipts: "0", issues: "13" },
    { date: "2026-06-24", available: "17", receipts: "20", issues: "0" },
  ]),
];

/** A request row, Pending unless changed. */
export const requestRow = (change: Row = {}): Row => ({
  [syncRequest.primaryId]: requestId, [r.status]: RequestStatus.Pending, [r.result]: null, [r.errorCode]: null, [r.attempts]: 0, [r.nextAttemptOn]: null, createdon: at(0), ...change,
});
