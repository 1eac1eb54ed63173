import type { Column } from "../../metadata/types";
import type { Row, RowSource } from "../../store/types";
import { isLookup, keysOf, type Key } from "../columns";
import { compile, type EvaluationContext, type Predicate } from "../compile";
import type { Condition } from "../conditions";
import { filterRows } from "../runList";
import type { FetchEntity, FetchFilter, FetchLink, FetchQuery, Joined } from "./model";

/** Joined rows that fulfil all filters, in no particular order. */
export function joinRows(query: FetchQuery, context: EvaluationContext, among?: Iterable<Row>): Joined[] {
  const { root } = query;
  const own = ownPart(root.filter);
  let joined: Joined[] = filterRows(own, root.table, context.source, context, among).map((row) => [row]);
  for (const link of root.links) joined = joinLink(joined, root, link, context);
  if (!root.filter || asCondition(root.filter, 0)) return joined;
  const test = compileJoined(root.filter, context);
  return joined.filter(test);
}

function joinLink(parents: Joined[], parent: FetchEntity, link: FetchLink, context: EvaluationContext): Joined[] {
  const matches = matcher(link, context);
  const to = link.to.logicalName;
  const keys = keysOf(link.to);
  const result: Joined[] = [];
  for (const tuple of parents) {
    const key = keys.of(tuple[parent.index]?.[to]);
    const branches = key === null ? [] : matches(key).map((row) => extend(tuple, link.index, row));
    // An outer join keeps what has no match; joins below it decide over their own matches only.
    let found: Joined[] = branches;
    for (const below of link.links) found = joinLink(found, link, below, context);
    if (found.length > 0) result.push(...found);
    else if (link.outer) result.push(extend(tuple, link.index, undefined));
  }
  return result;
}

function extend(tuple: Joined, index: number, row: Row | undefined): Joined {
  const copy = tuple.slice();
  copy[index] = row;
  return copy;
}

/** Rows of the link's table by the value they are joined on, its filter applied. */
function matcher(link: FetchLink, { source, ...rest }: EvaluationContext): (key: Key) => Row[] {
  const context = { source, ...rest };
  const filter = link.filter && asCondition(link.filter, link.index);
  const test: Predicate = filter ? compile(filter, context) : () => true;
  const { table, from } = link;
  if (from.logicalName === table.primaryId) {
    return (key) => [source.find(table.logicalName, String(key))].filter((row): row is Row => row !== undefined && test(row));
  }
  if (isLookup(from)) return (key) => [...source.referencing(table.logicalName, from.logicalName, String(key))].filter(test);
  const index = indexBy(table.logicalName, from, source, test);
  return (key) => index.get(key) ?? [];
}

function indexBy(table: string, column: Column, source: RowSource, test: Predicate): Map<Key, Row[]> {
  const keys = keysOf(column);
  const index = new Map<Key, Row[]>();
  for (const row of source.all(table)) {
    const key = keys.of(row[column.logicalName]);
    if (key === null || !test(row)) continue;
    const rows = index.get(key);
    if (rows) rows.push(row);
    else index.set(key, [row]);
  }
  return index;
}

/** The filter as one condition on a single entity; undefined when it looks at others too. */
function asCondition(filter: FetchFilter, entity: number): Condition | undefined {
  if (filter.kind === "leaf") return filter.entity === entity ? filter.condition : undefined;
  const parts = filter.parts.map((part) => asCondition(part, entity));
  return parts.some((part) => part === undefined) ? undefined : { kind: filter.kind, parts: parts.filter((part) => part !== undefined) };
}

/** What the root's filter asks of the root alone, to narrow the rows before joining. */
function ownPart(filter: FetchFilter | undefined): Condition | undefined {
  if (!filter) return undefined;
  const whole = asCondition(filter, 0);
  if (whole || filter.kind !== "and") return whole;
  const parts = filter.parts.map(ownPart).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { kind: "and", parts };
}

function compileJoined(filter: FetchFilter, context: EvaluationContext): (tuple: Joined) => boolean {
  if (filter.kind === "leaf") {
    const test = compile(filter.condition, context);
    // A row that an outer join did not find has every column empty.
    return (tuple) => test(tuple[filter.entity] ?? {});
  }
  const parts = filter.parts.map((part) => compileJoined(part, context));
  return filter.kind === "and" ? (tuple) => parts.every((part) => part(tuple)) : (tuple) => parts.some((part) => part(tuple));
}
