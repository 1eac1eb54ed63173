import { LosslessNumber, stringify } from "lossless-json";
import { less, sign, type Digits } from "../decimal";
import { warehousesOnHandV2 } from "../metadata/onHand";
import { sellableReleasedProducts } from "../metadata/products";
import type { RuleContext } from "../rules/context";
import { dayAfter, Movements, project, type ProjectedDay } from "../rules/projection";
import { stockOf, type Stock, type StockPlace } from "../rules/stock";
import { keyOf, textOf, type ScmStore } from "../store";
import { QueryRefused } from "./errors";

/** Most products that one query may name. */
export const mostProducts = 100;
/** Days that a query looks ahead unless it tells its dates, and most days it may. */
const [usualPeriod, longestPeriod] = [7, 180];
/** Calculated measure that stands for what can be promised, as this environment is set up: on hand less reserved and outbound, plus inbound. */
const promiseMeasure = "availabletopromise";

const knownFilters = ["organizationid", "productid", "siteid", "locationid"];

interface Query {
  company: string;
  products: readonly string[];
  sites: readonly string[];
  warehouses: readonly string[];
  returnNegative: boolean;
  /** First and last day of a query for what can be promised. */
  period?: { from: string; until: string };
}

/**
 * Answers an index query by product, site and location.
 * @param body of the request
 * @returns JSON text with all digits
 * @throws QueryRefused naming what is wrong
 */
export function indexQuery(body: unknown, context: RuleContext): string {
  const today = context.now.slice(0, 10);
  const query = queryOf(body, today);
  const { rows } = context;
  const products = query.products.length > 0 ? query.products.flatMap((number) => productOf(rows, query.company, number)) : allProducts(rows, query.company);
  const movements = query.period ? new Movements(rows, query.company, products) : undefined;
  const answer = products.flatMap((item) => placesOf(rows, query, item).flatMap((place) => {
    const stock = stockOf(rows, place);
    const { period } = query;
    if (!movements || !period) return query.returnNegative || sign(less(stock.onHand, stock.reserved)) >= 0 ? [resultOf(place, stock)] : [];
    const days = project(stock, movements.at(place), today, dayAfter(today, longestPeriod));
    return [{ ...scheduleOf(stock, days, period.from, period.until), ...resultOf(place, stock) }];
  }));
  return stringify(answer) ?? "[]";
}

function queryOf(body: unknown, today: string): Query {
  const given = objectOf(body, "The body");
  const filters = new Map(Object.entries(objectOf(given["filters"], "'filters'")).map(([name, value]) => [name.toLowerCase(), textsOf(name, value)]));
  const unknown = [...filters.keys()].find((name) => !knownFilters.includes(name));
  if (unknown !== undefined) throw new QueryRefused(`The dimension '${unknown}' is not part of an index.`);
  const values = (name: string) => filters.get(name.toLowerCase()) ?? [];
  const [company, ...others] = values("organizationId");
  if (company === undefined || others.length > 0) throw new QueryRefused("'filters.organizationId' must hold exactly one value.");
  for (const name of ["siteId", "locationId"]) if (values(name).length === 0) throw new QueryRefused(`'filters.${name}' must hold at least one value; data is partitioned by site and location.`);
  const products = values("productId");
  if (products.length > mostProducts) throw new QueryRefused(`'filters.productId' holds ${products.length} values; a query may name ${mostProducts} products at most.`);
  const period = given["QueryATP"] === true ? periodOf(given, today) : undefined;
  return {
    company: company.toLowerCase(), products, sites: values("siteId"), warehouses: values("locationId"),
    returnNegative: given["returnNegative"] === true, ...(period ? { period } : {}),
  };
}

function periodOf(given: Readonly<Record<string, unknown>>, today: string): { from: string; until: string } {
  const [from, until] = [dayIn(given, "ATPFromDate") ?? today, dayIn(given, "ATPToDate") ?? dayAfter(today, usualPeriod - 1)];
  if (from < today || until < from || until > dayAfter(today, longestPeriod)) throw new QueryRefused(`'ATPFromDate' ${from} and 'ATPToDate' ${until} must lie in order between today and ${longestPeriod} days ahead.`);
  return { from, until };
}

function dayIn(given: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = given[name] ?? undefined;
  if (value === undefined) return undefined;
  const day = typeof value === "string" ? /^(\d{4}-\d\d-\d\d)(T|$)/.exec(value)?.[1] : undefined;
  if (day === undefined || Number.isNaN(Date.parse(day))) throw new QueryRefused(`'${name}' must be a date, e.g. 2026-01-31.`);
  return day;
}

/** Scheduled changes of the days that have any, and what can be promised on each day. */
function scheduleOf(stock: Stock, days: readonly ProjectedDay[], from: string, until: string): Record<string, unknown> {
  const inPeriod = days.filter(({ date, receipts, issues }) => date >= from && date <= until && (receipts !== "0" || issues !== "0"));
  const quantitiesByDate = Object.fromEntries(inPeriod.map(({ date, receipts, issues }) =>
    [`${date}T00:00:00`, { fno: measures({ inbound: receipts, outbound: issues }), iv: measures({ [promiseMeasure]: less(receipts, issues) }) }]));
  const atpQuantities: Record<string, unknown> = {};
  for (let date = from; date <= until; date = dayAfter(date, 1)) {
    // A day without movements has the promise of the last one that had any; later needs are in it already.
    const promise = days.filter((day) => day.date <= date).at(-1)?.promise ?? less(stock.onHand, stock.reserved);
    atpQuantities[`${date}T00:00:00Z`] = { iv: measures({ [promiseMeasure]: promise }) };
  }
  return { quantitiesByDate, atpQuantities };
}

function resultOf(place: StockPlace, { onHand, reserved, onOrder, ordered }: Stock): Record<string, unknown> {
  return {
    productId: place.item, dimensions: { siteid: place.site, locationid: place.warehouse },
    quantities: { fno: measures({ physicalinvent: onHand, reservphysical: reserved, availphysical: less(onHand, reserved), ordered, reservordered: "0", onorder: onOrder }) },
  };
}

function measures(digits: Readonly<Record<string, Digits>>): Record<string, LosslessNumber> {
  return Object.fromEntries(Object.entries(digits).map(([name, value]) => [name, new LosslessNumber(value)]));
}

function productOf(rows: ScmStore, company: string, number: string): string[] {
  const row = rows.find(sellableReleasedProducts, [company, number]);
  return row ? [textOf(row, "ProductNumber")] : [];
}

function allProducts(rows: ScmStore, company: string): string[] {
  return [...rows.all(sellableReleasedProducts)].map((row) => keyOf(sellableReleasedProducts, row)).flatMap(([owner, number = ""]) => (owner === company ? [number] : []));
}

function placesOf(rows: ScmStore, { company, sites, warehouses }: Query, item: string): StockPlace[] {
  const among = (values: readonly string[], value: string) => values.some((each) => each.toLowerCase() === value.toLowerCase());
  return [...rows.under(warehousesOnHandV2, [company, item])]
    .map((row): StockPlace => ({ company, item, site: textOf(row, "InventorySiteId"), warehouse: textOf(row, "InventoryWarehouseId") }))
    .filter(({ site, warehouse }) => among(sites, site) && among(warehouses, warehouse));
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new QueryRefused(`${what} must be a JSON object.`);
  return value as Record<string, unknown>;
}

function textsOf(name: string, value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string")) throw new QueryRefused(`'filters.${name}' must be a list of texts.`);
  return value;
}
