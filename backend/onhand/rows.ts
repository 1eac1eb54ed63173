import { LosslessNumber } from "lossless-json";
import { navigation, onHand, type OnHandSource } from "../../model/generated/schema";
import { formatProjected, type ProjectedDay } from "../../model/onHand";
import { canonicalValue } from "../../model/values";
import { canonicalDecimal } from "../core/decimal";
import { deterministicId } from "../core/deterministicId";
import { decimalText, rounded } from "../core/money";
import { textOf, type JsonObject } from "../connectors/http/json";
import type { ProductDays } from "./days";
import { byPlace, noStock, placeKey, quantityNames, total, type PlaceStock, type Quantities } from "./stock";

const c = onHand.columns;
const productValue = `_${c.productId}_value`;
/** Decimal places that the columns hold. */
const places = 10;
/** Days kept at most: the column holds 100,000 characters. */
const mostDays = 1_000;

/** Stands for all places together where the others have their `placeKey`. */
const whole = "*";

/** Columns read of a row that is there, for comparing. */
export const storedColumns: readonly string[] = [
  onHand.primaryId, c.name, productValue, c.itemNumber, c.company, c.site, c.warehouse, c.siteName, c.warehouseName, c.isTotal, c.unit,
  ...quantityNames.map((name) => c[name]), c.projected, c.source,
];

/** What is known of a product in a company at one point of time. */
export interface ProductFacts {
  /** Row of Sales. */
  productId: string;
  number: string;
  company: string;
  /** Unit of all quantities by its name in Sales; blank when SCM tells none. */
  unit: string;
  source: OnHandSource;
  stock: readonly PlaceStock[];
  /** Undefined when nobody was asked: days that still fit the quantities stay, others go. */
  days: ProductDays | undefined;
  siteName(site: string): string;
  warehouseName(warehouse: string): string;
}

/** A row to be written. */
export interface RowWrite {
  id: string;
  columns: JsonObject;
  /** The row is there and must not come into being by this write. */
  existing: boolean;
}

/** What a product's rows need so that they tell what SCM has. */
export interface RowPlan {
  writes: RowWrite[];
  outcome: "inserted" | "updated" | "unchanged";
}

/**
 * Compares a product's rows with what is known now. The row of all warehouses is written in any case, be it for its time
 * alone; another only when something in it changed. A place that SCM no longer names goes to zero.
 * @param stored the product's rows in this company, with `storedColumns`
 * @param asOf ISO 8601 UTC
 */
export function planRows(facts: ProductFacts, stored: readonly JsonObject[], asOf: string): RowPlan {
  const before = new Map(stored.map((row) => [row[c.isTotal] === true ? whole : placeKey(placeOf(row)), row]));
  const named = byPlace(facts.stock);
  const seen = new Set([whole, ...named.map(placeKey)]);
  const gone = [...before].flatMap(([key, row]): PlaceStock[] => (seen.has(key) ? [] : [{ ...placeOf(row), quantities: noStock }]));
  const totalRow = before.get(whole);
  const changes = [
    changeOf(facts, totalRow, rowId(facts), totalColumns(facts, totalRow), asOf),
    ...[...named, ...gone].map((place) => changeOf(facts, before.get(placeKey(place)), rowId(facts, place), placeColumns(facts, place, before.get(placeKey(place))), asOf)),
  ].filter((change) => change !== undefined);
  const touched: RowWrite[] = totalRow && !changes.some(({ id }) => id === idOf(totalRow)) ? [{ id: idOf(totalRow), columns: { [c.asOf]: asOf }, existing: true }] : [];
  return { writes: [...changes, ...touched], outcome: !totalRow ? "inserted" : changes.length > 0 ? "updated" : "unchanged" };
}

/** What has to be written so that a row tells what is known; undefined when it does. */
function changeOf({ productId }: ProductFacts, before: JsonObject | undefined, newId: string, columns: JsonObject, asOf: string): RowWrite | undefined {
  if (before && differing(columns, before).length === 0) return undefined;
  const bound = textOf(before?.[productValue])?.toLowerCase() === productId.toLowerCase();
  return {
    id: before ? idOf(before) : newId, existing: false,
    columns: { ...columns, ...(bound ? {} : { [`${navigation.onHandProduct}@odata.bind`]: `/products(${productId})` }), [c.asOf]: asOf },
  };
}

const idOf = (row: JsonObject): string => (textOf(row[onHand.primaryId]) ?? "").toLowerCase();

/** Id of the row of a place, or of all places together. */
export function rowId({ company, number }: Pick<ProductFacts, "company" | "number">, place: { site: string; warehouse: string } = { site: "", warehouse: "" }): string {
  return deterministicId(onHand.logicalName, company, number, place.site, place.warehouse);
}

function totalColumns(facts: ProductFacts, before: JsonObject | undefined): JsonObject {
  const quantities = total(facts.stock);
  return { ...common(facts, quantities, facts.days?.total, before), [c.name]: facts.number.slice(0, 200), [c.site]: null, [c.warehouse]: null, [c.siteName]: null, [c.warehouseName]: null, [c.isTotal]: true };
}

function placeColumns(facts: ProductFacts, place: PlaceStock, before: JsonObject | undefined): JsonObject {
  const { site, warehouse } = place;
  return {
    ...common(facts, place.quantities, facts.days && (facts.days.places.get(placeKey(place)) ?? []), before),
    [c.name]: [facts.number, site, warehouse].filter(Boolean).join(" · ").slice(0, 200), [c.isTotal]: false,
    [c.site]: site || null, [c.warehouse]: warehouse || null,
    // A list of names that cannot be read now takes no name away.
    [c.siteName]: facts.siteName(site).slice(0, 100) || (textOf(before?.[c.siteName]) ?? null),
    [c.warehouseName]: facts.warehouseName(warehouse).slice(0, 100) || (textOf(before?.[c.warehouseName]) ?? null),
  };
}

function common({ number, company, unit, source }: ProductFacts, quantities: Quantities, days: readonly ProjectedDay[] | undefined, before: JsonObject | undefined): JsonObject {
  const amounts: JsonObject = Object.fromEntries(quantityNames.map((name) => [c[name], new LosslessNumber(decimalText(rounded(quantities[name], places)))]));
  // Days that nobody was asked for still hold while the quantities they follow from are the same.
  const kept = before && differing(amounts, before).length === 0 ? (textOf(before[c.projected]) ?? null) : null;
  return {
    [c.itemNumber]: number, [c.company]: company, [c.unit]: unit.slice(0, 100) || null, [c.source]: source, ...amounts,
    [c.projected]: days === undefined ? kept : days.length === 0 ? null : formatProjected(days.slice(0, mostDays)),
  };
}

function placeOf(row: JsonObject): { site: string; warehouse: string } {
  return { site: textOf(row[c.site]) ?? "", warehouse: textOf(row[c.warehouse]) ?? "" };
}

/** Columns whose value is another than that of the row. */
function differing(columns: JsonObject, row: JsonObject): string[] {
  return Object.keys(columns).filter((column) => comparable(columns[column]) !== comparable(row[column]));
}

function comparable(value: unknown): string {
  return value instanceof LosslessNumber ? (canonicalDecimal(value.toString()) ?? value.toString()) : canonicalValue(value);
}
