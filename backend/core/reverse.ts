import { canonicalValue } from "../../model/values";
import { comparable, type TargetRow } from "./diff";
import { RecordError } from "./errors";
import { joinLineDiscount } from "./lineDiscount";
import type { SourceRow } from "./mapping";
import type { AnyTemplate, ReferenceName, Row } from "./templateTypes";
import { fieldParams } from "./validation";

/** A column of Sales with the value it takes over from SCM. */
export type SalesValue =
  | { column: string; kind: "text" | "number" | "boolean"; value: string }
  /** A lookup, by the name or number of the row it is to point to; "" clears it. */
  | { column: string; kind: "reference"; reference: ReferenceName; value: string };

/** What lookups of Sales stand for; each is found by the column its row in the template reads. */
const lookups: Readonly<Record<string, ReferenceName>> = {
  transactioncurrencyid: "currency", pricelevelid: "priceList", uomid: "unit", defaultuomid: "unit", productid: "product", customerid: "customer", parentcustomerid: "customer",
};
/** Value maps that have a counterpart for the way back. */
const turnedMaps: Readonly<Record<string, string>> = { unitSymbols: "units" };

/** What rows are turned round by. */
export interface ReverseSet {
  /** All rows of the header, or of the lines. */
  rows: readonly Row[];
  valueMaps: AnyTemplate["valueMaps"];
  /** SCM's row as it is, with what the sync writes to it. */
  target: TargetRow;
  /** The row of Sales as it is; tells whether a column holds text. */
  source: SourceRow;
}

/**
 * The columns of Sales that stand for fields of SCM, with SCM's values: each row of the template turned round. Fields that
 * no column feeds (constants, parts of the key) have none.
 * @param fields target fields to take over
 * @throws RecordError `take-over-impossible` naming a field whose value no column of Sales can stand for
 */
export function reversed(set: ReverseSet, fields: ReadonlySet<string>): SalesValue[] {
  const columns = new Map<string, SalesValue>();
  for (const row of set.rows) {
    if (!fields.has(row.target)) continue;
    const value = turned(set, row);
    if (value) columns.set(value.column, value);
  }
  return [...columns.values()];
}

/**
 * Fields with those that the same column of Sales feeds: a discount is two fields of SCM, and one side's values of both
 * have to stand.
 */
export function withSiblings(rows: readonly Row[], fields: ReadonlySet<string>): ReadonlySet<string> {
  const columns = new Set(rows.filter(({ target }) => fields.has(target)).flatMap((row) => shownColumn(row) ?? []));
  return new Set([...fields, ...rows.filter((row) => row.write !== "create" && columns.has(shownColumn(row) ?? "")).map(({ target }) => target)]);
}

function shownColumn({ from }: Row): string | undefined {
  if (from.kind === "calculated") return from.columns[0];
  return "column" in from && from.kind !== "lookup" ? from.column : undefined;
}

function turned(set: ReverseSet, row: Row): SalesValue | undefined {
  const { from } = row;
  const value = valueOf(row, set.target);
  switch (from.kind) {
    case "constant":
    case "header":
    case "lineNumber":
      return undefined;
    case "copy":
    case "defaultWhenBlank":
    case "computed":
      return plain(row, from.column, value);
    case "valueMap":
      return mappedBack(set, row, from.column, from.map, value);
    case "lookup":
    case "customer": {
      const reference = lookups[from.lookup];
      if (!reference) throw impossible(row, value);
      const map = from.kind === "lookup" ? from.map : undefined;
      return { column: from.lookup, kind: "reference", reference, value: map ? keyFor(set.valueMaps, map, value) ?? value : value };
    }
    case "calculated":
      return calculatedBack(set, row, from.columns[0] ?? "", from.function, value);
    case "daysAfter":
      throw impossible(row, value);
  }
}

/** SCM's value as Sales holds it: an empty date is a blank. */
function valueOf(row: Row, target: TargetRow): string {
  const text = canonicalValue(target[row.target]);
  return row.type === "decimal" || row.type === "integer" || row.type === "date" ? comparable(row.type, text) : text;
}

function plain(row: Row, column: string, value: string): SalesValue {
  return { column, kind: row.type === "decimal" || row.type === "integer" ? "number" : "text", value };
}

function mappedBack({ valueMaps, source }: ReverseSet, row: Row, column: string, map: string, value: string): SalesValue {
  if (value === "") return { column, kind: "text", value };
  // A country goes over as its code, which the map knows too, since its names are kept without capitals and accents.
  const key = map === "countries" ? value : keyFor(valueMaps, map, value) ?? (row.from.kind === "valueMap" && row.from.otherwise === "copy" ? value : undefined);
  if (key === undefined) throw impossible(row, value);
  if (typeof source[column] === "string") return { column, kind: "text", value: key };
  return { column, kind: key === "true" || key === "false" ? "boolean" : /^-?\d+$/.test(key) ? "number" : "text", value: key };
}

/** The key that stands for a value in a map, or in the map's counterpart. */
function keyFor(valueMaps: AnyTemplate["valueMaps"], map: string, value: string): string | undefined {
  const wanted = value.toLowerCase();
  const back = valueMaps[turnedMaps[map] ?? ""]?.get(wanted);
  return back ?? [...(valueMaps[map] ?? [])].find(([, entry]) => entry.toLowerCase() === wanted)?.[0];
}

function calculatedBack(set: ReverseSet, row: Row, column: string, name: string, value: string): SalesValue {
  if (name === "firstFilled") return plain(row, column, value);
  const fieldOf = (wanted: (one: Row) => boolean) => { const found = set.rows.find(wanted); return found ? valueOf(found, set.target) : "0"; };
  const quantityColumn = row.from.kind === "calculated" ? row.from.columns[1] : undefined;
  if ((name !== "discountPerUnit" && name !== "discountRemainder") || quantityColumn === undefined) throw impossible(row, value);
  const perUnit = fieldOf(({ from }) => from.kind === "calculated" && from.function === "discountPerUnit");
  const charge = fieldOf(({ from }) => from.kind === "calculated" && from.function === "discountRemainder");
  const quantity = fieldOf(({ from }) => from.kind === "copy" && from.column === quantityColumn);
  const whole = joinLineDiscount({ perUnit, charge }, quantity);
  // Sales knows no negative discount.
  if (whole.startsWith("-")) throw impossible(row, value);
  return { column, kind: "number", value: whole };
}

function impossible(row: Row, value: string): RecordError {
  return new RecordError("take-over-impossible", { params: { ...fieldParams(row), value } });
}
