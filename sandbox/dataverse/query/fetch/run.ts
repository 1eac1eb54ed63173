import type { Column } from "../../metadata/types";
import type { Row, RowSource, Value } from "../../store/types";
import { aggregateRows, type AggregateResult, type AggregateTerm, type GroupTerm } from "../aggregate";
import { dateKey, keysOf } from "../columns";
import { badArgument } from "../errors";
import { fetchCookie, maximumPageSize, readInnerCookie, type Page } from "../paging";
import { pageAfter, positionKeys, withPrimaryKey, type RunContext } from "../runList";
import { columnTerm, sortItems, type SortTerm } from "../sorting";
import { joinRows } from "./join";
import type { DateGrouping, FetchAttribute, FetchQuery, Joined } from "./model";
import { parseFetch } from "./parse";

export interface FetchContext extends RunContext {
  /** LCID of the labels that choices are ordered by; English when absent. */
  languageId?: number;
}

/** A computed column of an aggregate: its name, and the column it is formatted as. */
export interface ResultColumn {
  name: string;
  column?: Column;
}

export interface FetchResult {
  query: FetchQuery;
  /** Joined rows of this page; for `shapeFetch`. */
  rows: Joined[];
  /** Set for an aggregate: its results instead of rows. */
  aggregates?: { columns: ResultColumn[]; results: AggregateResult[] };
  /** Rows on all pages. */
  total: number;
  moreRecords: boolean;
  /** Value of the annotation `@Microsoft.Dynamics.CRM.fetchxmlpagingcookie`; absent where only page numbers serve. */
  pagingCookie?: string;
}

/** Rows that can be reached by page numbers alone (Microsoft: "Page results using FetchXml"). */
const simplePagingLimit = 50_000;

/**
 * Runs FetchXML.
 * @throws DataverseError 400 for what is wrong, 501 naming what is not imitated
 */
export function runFetch(xml: string, source: RowSource, context: FetchContext): FetchResult {
  const query = parseFetch(xml, context.registry);
  const joined = joinRows(query, { ...context, source }, context.rows);
  if (query.aggregate) return runAggregate(query, joined, context);

  const terms = orderTerms(query, source, context);
  const byCookie = cookieTerms(query, source, context);
  if (query.cookie !== undefined && byCookie) {
    const expected = byCookie.map((term) => term.name);
    const after = positionKeys({ values: readInnerCookie(query.cookie, expected) }, byCookie);
    return paged(query, distinctOf(query, sortItems(joined, terms, after)), joined.length, 0, context, byCookie);
  }
  const sorted = distinctOf(query, sortItems(joined, terms));
  const skipped = (query.page - 1) * pageSizeOf(query, context);
  if (skipped >= simplePagingLimit) throw badArgument("Paging by page number alone ends at 50,000 rows; use the paging cookie.");
  return paged(query, sorted, sorted.length, skipped, context, byCookie);
}

function pageSizeOf(query: FetchQuery, context: FetchContext): number {
  return Math.min(query.top ?? query.count ?? context.pageSize ?? maximumPageSize, maximumPageSize);
}

function paged(query: FetchQuery, sorted: Joined[], total: number, skipped: number, context: FetchContext, byCookie: SortTerm<Row>[] | undefined): FetchResult {
  const rows = sorted.slice(skipped, skipped + pageSizeOf(query, context));
  const moreRecords = query.top === undefined && sorted.length > skipped + rows.length;
  const result: FetchResult = { query, rows, total, moreRecords };
  const first = rows[0]?.[0];
  const last = rows.at(-1)?.[0];
  if (moreRecords && byCookie && first && last) {
    const page: Page = pageAfter(query.page + 1, first, byCookie);
    result.pagingCookie = fetchCookie(page, last);
  }
  return result;
}

function orderTerms(query: FetchQuery, source: RowSource, context: FetchContext): SortTerm<Joined>[] {
  const labelsIn = query.rawOrder ? undefined : context.languageId ?? 1033;
  const asked = query.orders.flatMap((order) => ("column" in order.by
    ? [onEntity(columnTerm(order.by.column, order.descending, source, context.registry, labelsIn), order.entity)]
    : []));
  const keys = query.entities.flatMap((entity) => withPrimaryKey([], entity.table, source, context.registry).map((term) => onEntity(term, entity.index)));
  return [...asked, ...keys];
}

function onEntity(term: SortTerm<Row>, entity: number): SortTerm<Joined> {
  return { ...term, read: (tuple) => { const row = tuple[entity]; return row && term.read(row); } };
}

/**
 * What a paging cookie of the query holds; undefined when it can have none: ordered by a linked column, distinct, or
 * joined so that a row may come several times.
 */
function cookieTerms(query: FetchQuery, source: RowSource, context: FetchContext): SortTerm<Row>[] | undefined {
  const single = query.entities.every((entity) => !("from" in entity) || (entity.from as Column).logicalName === entity.table.primaryId);
  if (query.distinct || !single || query.orders.some((order) => order.entity !== 0)) return undefined;
  const labelsIn = query.rawOrder ? undefined : context.languageId ?? 1033;
  const terms = query.orders.flatMap((order) => ("column" in order.by ? [columnTerm(order.by.column, order.descending, source, context.registry, labelsIn)] : []));
  return withPrimaryKey(terms, query.root.table, source, context.registry);
}

/** With distinct, the first of the rows whose selected columns are the same. */
function distinctOf(query: FetchQuery, rows: Joined[]): Joined[] {
  if (!query.distinct) return rows;
  const seen = new Set<string>();
  return rows.filter((tuple) => {
    const key = JSON.stringify(query.entities.map((entity) => entity.attributes.map(({ column }) => keysOf(column).of(tuple[entity.index]?.[column.logicalName]))));
    return !seen.has(key) && seen.add(key);
  });
}

function runAggregate(query: FetchQuery, joined: Joined[], context: FetchContext): FetchResult {
  const groups: GroupTerm<Joined>[] = [];
  const terms: AggregateTerm<Joined>[] = [];
  const columns: ResultColumn[] = [];
  for (const entity of query.entities) {
    for (const attribute of entity.attributes) {
      const read = (tuple: Joined): Value | undefined => tuple[entity.index]?.[attribute.column.logicalName];
      const name = attribute.alias ?? attribute.column.logicalName;
      const { group, term } = aggregateTerm(attribute, name, read);
      if (group) groups.push(group);
      else if (term) terms.push(term);
      columns.push({ name, column: resultColumn(attribute) });
    }
  }
  const results = aggregateRows(joined, groups, terms);
  const orders = query.orders.flatMap((order): SortTerm<AggregateResult>[] => {
    if (!("alias" in order.by)) return [];
    const { alias } = order.by;
    return [{ name: alias, descending: order.descending, guid: false, keys: keysOf(columns.find((one) => one.name === alias)?.column ?? wholeNumber), read: (result) => result[alias] }];
  });
  const sorted = orders.length > 0 ? sortItems(results, orders) : results;
  const size = pageSizeOf(query, context);
  const skipped = (query.page - 1) * size;
  const page = sorted.slice(skipped, skipped + size);
  return { query, rows: [], aggregates: { columns, results: page }, total: sorted.length, moreRecords: query.top === undefined && sorted.length > skipped + page.length };
}

const wholeNumber: Column = { logicalName: "", schemaName: "", type: "Integer", labels: {}, required: "none" };

function aggregateTerm(attribute: FetchAttribute, name: string, read: (tuple: Joined) => Value | undefined): { group?: GroupTerm<Joined>; term?: AggregateTerm<Joined> } {
  const { column, aggregate, dateGrouping, distinct } = attribute;
  if (aggregate) return { term: { name, column, method: aggregate, distinct, read } };
  if (!dateGrouping) return { group: { name, column, read } };
  return { group: { name, column: wholeNumber, read: (tuple) => datePart(read(tuple), dateGrouping) } };
}

/** Counts and date parts are whole numbers, whatever they were made of. */
function resultColumn(attribute: FetchAttribute): Column | undefined {
  const plainNumber = attribute.dateGrouping !== undefined || attribute.aggregate === "count" || attribute.aggregate === "countColumn";
  return plainNumber ? undefined : attribute.column;
}

function datePart(value: Value | undefined, part: DateGrouping): number | null {
  if (typeof value !== "string") return null;
  const date = new Date(dateKey(value));
  switch (part) {
    case "day": return date.getUTCDate();
    case "month": return date.getUTCMonth() + 1;
    case "quarter": return Math.floor(date.getUTCMonth() / 3) + 1;
    case "year": return date.getUTCFullYear();
    case "week": {
      // Weeks begin on Sunday; the first one holds January 1.
      const newYear = new Date(Date.UTC(date.getUTCFullYear(), 0, 1));
      return Math.floor(((date.getTime() - newYear.getTime()) / 86_400_000 + newYear.getUTCDay()) / 7) + 1;
    }
  }
}
