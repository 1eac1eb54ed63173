import type { Table } from "../metadata/types";
import type { Row, RowSource } from "../store/types";
import type { Key } from "./columns";
import { compile, type EvaluationContext } from "./compile";
import type { Condition } from "./conditions";
import type { ListQuery } from "./listQuery";
import { maximumPageSize, type Page, type PagePosition } from "./paging";
import type { QueryRegistry } from "./registry";
import { columnTerm, sortItems, type SortTerm } from "./sorting";

/** Who asks, when, and how much. */
export interface RunContext {
  registry: QueryRegistry;
  /** systemuserid of the caller. */
  userId: string;
  /** Now in milliseconds since the epoch, on the server's clock. */
  now: number;
  /** From `Prefer: odata.maxpagesize`; with it `$top` does not count. Default and maximum 5,000. */
  pageSize?: number;
  /** Rows to search instead of the whole table: those of a collection such as `accounts(…)/contact_customer_accounts`. */
  rows?: Iterable<Row>;
}

export interface ListResult {
  /** Rows of this page. */
  rows: Row[];
  /** All rows that the filter lets through, on every page. */
  total: number;
  /** Set when more rows follow; for `nextLink`. */
  nextPage?: Page;
}

/**
 * Runs a query: filter, order (primary key last, so that the order is always the same), page.
 * A page continues behind the values where the one before ended, so rows that come or go meanwhile shift nothing.
 */
export function runList(query: ListQuery, source: RowSource, context: RunContext): ListResult {
  const matching = filterRows(query.filter, query.table, source, { ...context, source }, context.rows);
  const terms = sortTerms(query, source, context.registry);
  const after = query.position ? positionKeys(query.position, terms) : undefined;
  const pageSize = Math.min(Math.max(context.pageSize ?? maximumPageSize, 1), maximumPageSize);
  // One more than a page tells whether another follows.
  const sorted = sortItems(matching, terms, after, pageSize + 1);
  const limited = query.top !== undefined && context.pageSize === undefined;
  const rows = sorted.slice(0, limited ? Math.min(query.top ?? 0, pageSize) : pageSize);
  const first = rows[0];
  if (limited || rows.length === sorted.length || !first) return { rows, total: matching.length };
  return { rows, total: matching.length, nextPage: pageAfter((query.position?.page ?? 1) + 1, first, terms) };
}

/** Rows that fulfil a condition, in no particular order. */
export function filterRows(filter: Condition | undefined, table: Table, source: RowSource, context: EvaluationContext, among?: Iterable<Row>): Row[] {
  const candidates = among ?? candidateRows(filter, table, source);
  if (!filter) return [...candidates];
  const test = compile(filter, context);
  const rows: Row[] = [];
  for (const row of candidates) if (test(row)) rows.push(row);
  return rows;
}

/** The rows worth testing: the one with the id that the filter asks for, those of a lookup's value, or all. */
export function candidateRows(filter: Condition | undefined, table: Table, source: RowSource): Iterable<Row> {
  const pinned = conjuncts(filter).filter((part) => part.kind === "compare" && part.path.steps.length === 0 && (part.operator === "eq" || part.operator === "in"));
  let byLookup: Iterable<Row> | undefined;
  for (const part of pinned) {
    if (part.kind !== "compare") continue;
    const { column } = part.path;
    if (column.logicalName === table.primaryId) {
      const ids = new Set(part.values.map((value) => String(value).toLowerCase()));
      return [...ids].map((id) => source.find(table.logicalName, id)).filter((row) => row !== undefined);
    }
    if (column.type === "Lookup" || column.type === "Customer" || column.type === "Owner") {
      const ids = [...new Set(part.values.map((value) => String(value).toLowerCase()))];
      byLookup ??= ids.flatMap((id) => [...source.referencing(table.logicalName, column.logicalName, id)]);
    }
  }
  return byLookup ?? source.all(table.logicalName);
}

function conjuncts(filter: Condition | undefined): Condition[] {
  if (!filter) return [];
  return filter.kind === "and" ? filter.parts.flatMap(conjuncts) : [filter];
}

function sortTerms(query: ListQuery, source: RowSource, registry: QueryRegistry): SortTerm<Row>[] {
  const terms = query.orderBy.map((term) => columnTerm(term.column, term.descending, source, registry));
  return withPrimaryKey(terms, query.table, source, registry);
}

/** Adds the primary key as the last thing to sort by, and drops what a column named before has decided. */
export function withPrimaryKey(terms: readonly SortTerm<Row>[], table: Table, source: RowSource, registry: QueryRegistry): SortTerm<Row>[] {
  const key = table.columns[table.primaryId] ?? { logicalName: table.primaryId, schemaName: table.primaryId, type: "Uniqueidentifier" as const, labels: {}, required: "systemrequired" as const };
  const byName = new Map<string, SortTerm<Row>>();
  for (const term of [...terms, columnTerm(key, false, source, registry)]) if (!byName.has(term.name)) byName.set(term.name, term);
  return [...byName.values()];
}

/** Keys to continue behind. */
export function positionKeys(position: Pick<PagePosition, "values">, terms: readonly SortTerm<Row>[]): (Key | null)[] {
  return terms.map((term) => term.keys.of(position.values.find((entry) => entry.column === term.name)?.value));
}

export function pageAfter(number: number, first: Row, terms: readonly SortTerm<Row>[]): Page {
  return { number, first, valuesOf: (row) => terms.map((term) => ({ column: term.name, guid: term.guid, value: term.read(row) })) };
}
