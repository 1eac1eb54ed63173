import type { Column } from "../metadata/types";
import type { Value } from "../store/types";
import { edmType, keysOf, textOf, type Key } from "./columns";
import { addDecimals, divideDecimal, parseDecimal, printDecimal, type Decimal } from "./decimal";
import { aggregateLimit } from "./errors";

/** Rows that an aggregate may read (Microsoft: "Aggregate data using FetchXml", limitations). */
const rowLimit = 50_000;

/** A column that rows are grouped by. */
export interface GroupTerm<T> {
  name: string;
  column: Column;
  read(item: T): Value | undefined;
}

/** A value computed over a group. `count` counts rows, `countColumn` those with a value. */
export interface AggregateTerm<T> {
  name: string;
  column?: Column;
  method: "sum" | "average" | "min" | "max" | "count" | "countColumn";
  distinct?: boolean;
  read(item: T): Value | undefined;
}

/** A group's result: values by name, groups before aggregates. */
export type AggregateResult = Record<string, Value>;

/**
 * Groups rows and computes their aggregates, decimals exactly. Without groups there is one result, even over no rows.
 * @throws DataverseError 400 over more than 50,000 rows
 */
export function aggregateRows<T>(items: readonly T[], groups: readonly GroupTerm<T>[], aggregates: readonly AggregateTerm<T>[]): AggregateResult[] {
  if (items.length > rowLimit) throw aggregateLimit();
  const members = new Map<string, { values: Value[]; items: T[] }>();
  for (const item of items) {
    const values = groups.map((group) => group.read(item) ?? null);
    const key = JSON.stringify(values.map((value, index) => {
      const group = groups[index];
      return group ? keysOf(group.column).of(value) : null;
    }));
    const member = members.get(key);
    if (member) member.items.push(item);
    else members.set(key, { values, items: [item] });
  }
  if (groups.length === 0 && members.size === 0) members.set("", { values: [], items: [] });
  return [...members.values()].map((member) => Object.fromEntries([
    ...groups.map((group, index) => [group.name, member.values[index] ?? null] as const),
    ...aggregates.map((term) => [term.name, computed(member.items, term)] as const),
  ]));
}

function computed<T>(items: readonly T[], term: AggregateTerm<T>): Value {
  if (term.method === "count") return items.length;
  const { column } = term;
  if (!column) return items.length;
  const keys = keysOf(column);
  const values = items.map((item) => term.read(item)).filter((value): value is Exclude<Value, null> => value !== null && value !== undefined);
  switch (term.method) {
    case "countColumn": return term.distinct ? new Set(values.map((value) => keys.of(value))).size : values.length;
    case "sum": return values.length === 0 ? null : numberValue(column, total(values));
    case "average": return values.length === 0 ? null : numberValue(column, divideDecimal(total(values), values.length, isWhole(column) ? 0 : 6));
    default: {
      const wanted = term.method === "min" ? -1 : 1;
      let best: { value: Value; key: Key } | undefined;
      for (const value of values) {
        const key = keys.of(value);
        if (key !== null && (!best || keys.compare(key, best.key) === wanted)) best = { value, key };
      }
      return best?.value ?? null;
    }
  }
}

function isWhole(column: Column): boolean {
  return edmType(column) === "Edm.Int32" || edmType(column) === "Edm.Int64";
}

function total(values: readonly Value[]): Decimal {
  return values.reduce<Decimal>((sum, value) => addDecimals(sum, parseDecimal(textOf(value)) ?? { units: 0n, scale: 0 }), { units: 0n, scale: 0 });
}

/** A computed number as the column would hold it. */
function numberValue(column: Column, value: Decimal): Value {
  return edmType(column) === "Edm.Decimal" ? printDecimal(value) : Number(printDecimal(value));
}
