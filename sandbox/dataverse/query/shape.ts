import { LosslessNumber } from "lossless-json";
import type { Column, Table } from "../metadata/types";
import type { LookupValue, Row, RowSource, Value } from "../store/types";
import { formattedValueAnnotation, lookupTableAnnotation, navigationAnnotation, wantsAnnotation, type AnnotationFilter } from "./annotations";
import { edmType, isLookup, isLookupValue, propertyName, textOf } from "./columns";
import { collectionReader } from "./compile";
import { formattedValue, type Formatting } from "./formatting";
import { hasNestedExpand, type Expand, type RowShape } from "./listQuery";
import { nextLink } from "./paging";
import { runList } from "./runList";
import type { QueryRegistry } from "./registry";

export type Json = string | number | boolean | null | LosslessNumber | Json[] | JsonObject;
export interface JsonObject { [property: string]: Json }

/** How rows are printed. */
export interface ShapeOptions {
  annotations: AnnotationFilter;
  /** LCID of the labels. */
  languageId: number;
  /** Service root without a slash at the end, e.g. `http://127.0.0.1:5080/api/data/v9.2`. */
  baseUrl: string;
  formatting: Formatting;
  /** systemuserid of the caller, for filters of expanded collections that speak of it. */
  userId: string;
  /** Milliseconds since the epoch, for filters that speak of today. */
  now: number;
  /** From `Prefer: odata.maxpagesize`: a nested expand pages its collections by it. */
  pageSize?: number;
}

interface ShapeContext {
  source: RowSource;
  registry: QueryRegistry;
  options: ShapeOptions;
}

/**
 * A row as the Web API prints it (Microsoft: "Retrieve a table row using the Web API", "Join tables using OData").
 * Decimals and amounts become `LosslessNumber`s: print with lossless-json's `stringify`.
 * @param query the query's `$select` and `$expand`, or `{ table, expand: [] }` for all columns
 */
export function shapeRow(row: Row, query: RowShape, source: RowSource, registry: QueryRegistry, options: ShapeOptions): JsonObject {
  const context = { source, registry, options };
  const result: JsonObject = { "@odata.etag": etagOf(row) };
  writeColumns(result, row, query, context);
  writeExpands(result, row, query, context, hasNestedExpand(query));
  return result;
}

/** A row's ETag: its version number, weak. */
export function etagOf(row: Row): string {
  return `W/"${textOf(row["versionnumber"])}"`;
}

/** A stored value as JSON; a lookup is its id. */
export function jsonValue(column: Column, value: Value | undefined): Json {
  if (value === null || value === undefined) return null;
  if (isLookupValue(value)) return value.id;
  return edmType(column) === "Edm.Decimal" ? new LosslessNumber(textOf(value)) : value;
}

function writeColumns(result: JsonObject, row: Row, shape: RowShape, context: ShapeContext, extra: readonly Column[] = []): void {
  const { table } = shape;
  const shown = new Map<string, Column>();
  for (const column of shape.select ?? Object.values(table.columns)) shown.set(column.logicalName, column);
  const key = table.columns[table.primaryId];
  const money = [...shown.values()].some((column) => column.type === "Money");
  const currency = money ? table.columns["transactioncurrencyid"] : undefined;
  for (const column of [...extra, key, currency]) if (column && !shown.has(column.logicalName)) shown.set(column.logicalName, column);
  for (const column of shown.values()) writeProperty(result, propertyName(column), column, row, row[column.logicalName] ?? null, context);
  // Users and teams are principals, whose key comes too.
  if ((table.logicalName === "systemuser" || table.logicalName === "team") && result["ownerid"] === undefined) result["ownerid"] = textOf(row[table.primaryId]);
}

/** Writes a value under a property, its annotations before it. */
export function writeProperty(result: JsonObject, property: string, column: Column, row: Row | undefined, value: Value, context: ShapeContext): void {
  const { annotations } = context.options;
  if (value !== null && annotations !== "none") {
    if (wantsAnnotation(annotations, formattedValueAnnotation)) {
      const text = formattedValue(column, value, row, { source: context.source, registry: context.registry, ...context.options });
      if (text !== undefined) result[`${property}@${formattedValueAnnotation}`] = text;
    }
    if (isLookupValue(value)) writeLookupAnnotations(result, property, column, value, context);
  }
  result[property] = jsonValue(column, value);
}

function writeLookupAnnotations(result: JsonObject, property: string, column: Column, value: LookupValue, context: ShapeContext): void {
  const { annotations } = context.options;
  if (wantsAnnotation(annotations, navigationAnnotation)) {
    const navigation = navigationOf(column, value, context);
    if (navigation !== undefined) result[`${property}@${navigationAnnotation}`] = navigation;
  }
  if (wantsAnnotation(annotations, lookupTableAnnotation)) result[`${property}@${lookupTableAnnotation}`] = value.table;
}

const navigationNames = new WeakMap<Column, Map<string, string | undefined>>();

/** The navigation property of a lookup's present target. Kept per column, since finding it walks all relationships. */
function navigationOf(column: Column, value: LookupValue, context: ShapeContext): string | undefined {
  let names = navigationNames.get(column);
  if (!names) navigationNames.set(column, (names = new Map<string, string | undefined>()));
  const known = names.get(value.table);
  if (known !== undefined) return known;
  const found = column.type === "Owner" ? column.logicalName : lookupNavigation(column, value, context);
  names.set(value.table, found);
  return found;
}

function lookupNavigation(column: Column, value: LookupValue, context: ShapeContext): string | undefined {
  const owner = context.registry.collectionNavigations(value.table)
    .find((relationship) => relationship.referencingColumn === column.logicalName && context.registry.table(relationship.referencingTable)?.columns[column.logicalName] === column);
  return owner?.lookupNavigation;
}

function writeExpands(result: JsonObject, row: Row, shape: RowShape, context: ShapeContext, nested: boolean): void {
  for (const item of shape.expand) {
    if (item.navigation.kind === "lookup") result[item.name] = expandedLookup(row, item, item.navigation.relationship.referencingColumn, item.navigation.target, context);
    else writeCollection(result, row, item, shape.table, context, nested);
  }
}

function expandedLookup(row: Row, item: Expand, column: string, target: Table, context: ShapeContext): Json {
  const value = row[column];
  const related = isLookupValue(value) && value.table === target.logicalName ? context.source.find(value.table, value.id) : undefined;
  if (!related) return null;
  if (item.reference) return { "@odata.id": `${context.options.baseUrl}/${target.entitySet}(${textOf(related[target.primaryId])})` };
  const result: JsonObject = {};
  writeColumns(result, related, item.query, context);
  writeExpands(result, related, item.query, context, true);
  return result;
}

/** An expanded collection and the address of the whole of it, which has a page's end only in nested expands. */
function writeCollection(result: JsonObject, row: Row, item: Expand, owner: Table, context: ShapeContext, nested: boolean): void {
  if (item.navigation.kind === "lookup") return;
  const rows = collectionReader(item.navigation, context.source)(row);
  const { userId, now, baseUrl, pageSize } = context.options;
  const page = runList(item.query, context.source, { registry: context.registry, userId, now, rows, pageSize: nested ? pageSize : undefined });
  // Rows of a plain expand bring the lookup by which they were found.
  const back = item.navigation.kind === "oneToMany" ? item.navigation.target.columns[item.navigation.relationship.referencingColumn] : undefined;
  result[item.name] = page.rows.map((related) => {
    const shaped: JsonObject = nested ? {} : { "@odata.etag": etagOf(related) };
    writeColumns(shaped, related, item.query, context, !nested && back && isLookup(back) ? [back] : []);
    writeExpands(shaped, related, item.query, context, nested);
    return shaped;
  });
  const address = `${baseUrl}/${owner.entitySet}(${textOf(row[owner.primaryId])})/${item.name}`;
  const query = item.options.map((option) => encodeURI(option).replace(/[&#+]/g, (sign) => encodeURIComponent(sign))).join("&");
  const last = page.rows.at(-1);
  if (!nested) result[`${item.name}@odata.nextLink`] = query === "" ? address : `${address}?${query}`;
  else if (page.nextPage && last) result[`${item.name}@odata.nextLink`] = nextLink(address, query, page.nextPage, last);
}
