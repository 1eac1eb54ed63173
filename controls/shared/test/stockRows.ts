import { OnHandSource, RequestStatus, onHand, product, syncRequest } from "../../../model/generated/schema";
import { type ProjectedDay, formatProjected } from "../../../model/onHand";
import type { Row } from "../row";
import { rowAlias } from "../stock/query";

const c = onHand.columns;
const r = syncRequest.columns;

/** The moment the tests stand at. */
export const now = Date.UTC(2026, 5, 15, 12);
export const minute = 60_000;
export const minutesAgo = (minutes: number) => new Date(now - minutes * minute).toISOString();
export const stockRequestId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/** The nth product. */
export const productId = (n: number) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A product of SCM that has never been read, or one of Sales alone. */
export function bareProduct(id: string, fromScm = true): Row {
  return { [product.primaryId]: id, [product.columns.isMaintainedExternally]: fromScm };
}

export interface PlaceOptions {
  company?: string;
  unit?: string;
  asOf?: string;
  site?: string;
  warehouse?: string;
  /** What is there; nothing of it reserved unless said. */
  physical: number;
  reserved?: number;
  ordered?: number;
  projected?: ProjectedDay[];
  source?: number;
}

/** A row of the stock query: a warehouse's, or without a warehouse the total. */
export function stockRow(id: string, { company = "usmf", unit = "ea", asOf = minutesAgo(5), site, warehouse, physical, reserved = 0, ordered = 0, projected, source }: PlaceOptions): Row {
  const values: Row = {
    [c.company]: company, [c.unit]: unit, [c.asOf]: asOf, [c.isTotal]: warehouse === undefined,
    [c.site]: site ?? null, [c.siteName]: site ? `Site ${site}` : null, [c.warehouse]: warehouse ?? null, [c.warehouseName]: warehouse ? `Warehouse ${warehouse}` : null,
    [c.physical]: physical, [c.reserved]: reserved, [c.available]: physical - reserved, [c.ordered]: ordered, [c.onOrder]: 0, [c.totalAvailable]: physical - reserved + ordered,
    [c.projected]: projected ? formatProjected(projected) : null, [c.source]: source ?? OnHandSource.SupplyChainManagement,
  };
  return { ...bareProduct(id), ...Object.fromEntries(Object.entries(values).map(([column, value]) => [rowAlias(column), value])) };
}

/** A request for fresh numbers, Pending unless changed. */
export function stockRequestRow(change: Row = {}): Row {
  return {
    [syncRequest.primaryId]: stockRequestId, [r.status]: RequestStatus.Pending, [r.result]: null, [r.errorCode]: null, [r.attempts]: 0,
    [r.nextAttemptOn]: null, createdon: new Date(now).toISOString(), ...change,
  };
}
