import type { Column } from "../metadata/types";
import { resolveLabel } from "../platform";
import type { LookupValue, Row, RowSource, Value } from "../store/types";
import { isLookup, isLookupValue, keysOf, textOf, type Key, type Keys } from "./columns";
import type { QueryRegistry } from "./registry";

/** One thing that items are sorted by. */
export interface SortTerm<T> {
  /** Name in a paging cookie. */
  name: string;
  descending: boolean;
  keys: Keys;
  /** Values are GUIDs, which paging cookies write in braces. */
  guid: boolean;
  read(item: T): Value | undefined;
}

/** Keys of an item, one for each term. */
export type SortKeys = (Key | null)[];

export function sortKeys<T>(item: T, terms: readonly SortTerm<T>[]): SortKeys {
  return terms.map((term) => term.keys.of(term.read(item)));
}

/** Order of two items by their keys; empty values come first, as in SQL Server. */
export function compareSortKeys<T>(a: SortKeys, b: SortKeys, terms: readonly SortTerm<T>[]): number {
  for (let index = 0; index < terms.length; index += 1) {
    const term = terms[index];
    if (!term) break;
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    let order: number;
    if (left === null || right === null) order = left === right ? 0 : left === null ? -1 : 1;
    else order = term.keys.compare(left, right);
    if (order !== 0) return term.descending ? -order : order;
  }
  return 0;
}

/**
 * Sorts items; with `after`, only those that come behind these keys are kept.
 * @param most how many of the first are wanted; a page of a long list need not put the rest in order
 */
export function sortItems<T>(items: Iterable<T>, terms: readonly SortTerm<T>[], after?: SortKeys, most = Infinity): T[] {
  type Entry = { item: T; keys: SortKeys };
  const byKeys = (a: Entry, b: Entry): number => compareSortKeys(a.keys, b.keys, terms);
  let kept: Entry[] = [];
  /** What comes behind it is not wanted, once enough has been seen. */
  let bound: SortKeys | undefined;
  for (const item of items) {
    const keys = sortKeys(item, terms);
    if (after && compareSortKeys(keys, after, terms) <= 0) continue;
    if (bound && compareSortKeys(keys, bound, terms) >= 0) continue;
    kept.push({ item, keys });
    if (kept.length < 2 * most) continue;
    kept = kept.sort(byKeys).slice(0, most);
    bound = kept.at(-1)?.keys;
  }
  return kept.sort(byKeys).slice(0, most).map((entry) => entry.item);
}

/** Name of the row that a lookup points at; undefined when it is gone. */
export function lookupName(value: LookupValue, source: RowSource, registry: QueryRegistry): string | undefined {
  const table = registry.table(value.table);
  const name = table && source.find(value.table, value.id)?.[table.primaryName];
  return typeof name === "string" ? name : undefined;
}

const textColumn: Pick<Column, "type"> = { type: "String" };

/**
 * Sorts by a column: a lookup by the name of the row it points at; a choice by its number, or by its label when
 * `labelsIn` names a language (FetchXML).
 */
export function columnTerm(column: Column, descending: boolean, source: RowSource, registry: QueryRegistry, labelsIn?: number): SortTerm<Row> {
  const name = column.logicalName;
  if (isLookup(column)) {
    const names = new Map<string, string | null>();
    const read = (row: Row): Value => {
      const value = row[name];
      if (!isLookupValue(value)) return null;
      let text = names.get(value.id);
      if (text === undefined) names.set(value.id, (text = lookupName(value, source, registry) ?? null));
      return text;
    };
    return { name, descending, keys: textKeys(column), guid: false, read };
  }
  if (labelsIn !== undefined && column.options && column.type !== "MultiSelectPicklist") {
    const labels = new Map(column.options.map((option) => [option.value, resolveLabel(option.labels, labelsIn)]));
    return { name, descending, keys: textKeys(column), guid: false, read: (row) => (row[name] === null || row[name] === undefined ? null : labels.get(Number(row[name])) ?? textOf(row[name])) };
  }
  return { name, descending, keys: keysOf(column), guid: column.type === "Uniqueidentifier", read: (row) => row[name] };
}

/** Keys of the column's values as texts. */
function textKeys(column: Column): Keys {
  return keysOf({ ...column, ...textColumn });
}
