import type { Column } from "../../metadata/types";
import type { RowSource } from "../../store/types";
import { formattedValueAnnotation, wantsAnnotation } from "../annotations";
import type { AggregateResult } from "../aggregate";
import { propertyName } from "../columns";
import type { QueryRegistry } from "../registry";
import { etagOf, writeProperty, type Json, type JsonObject, type ShapeOptions } from "../shape";
import type { FetchEntity, Joined } from "./model";
import type { FetchResult } from "./run";

interface ShapeContext {
  source: RowSource;
  registry: QueryRegistry;
  options: ShapeOptions;
}

/**
 * Results of FetchXML as the Web API prints them: empty columns left out, columns of link-entities as `alias.column`
 * (Microsoft: "Retrieve data using FetchXml", "Select columns using FetchXml").
 */
export function shapeFetch(result: FetchResult, source: RowSource, registry: QueryRegistry, options: ShapeOptions): JsonObject[] {
  const context = { source, registry, options };
  if (result.aggregates) return result.aggregates.results.map((values) => shapeAggregate(result, values, context));
  return result.rows.map((tuple) => shapeTuple(result, tuple, context));
}

/** Annotations that stand beside `value` in the answer: paging cookie, whether more follow, and the total when asked for. */
export function fetchAnnotations(result: FetchResult, options: Pick<ShapeOptions, "annotations">): JsonObject {
  const annotations: JsonObject = {};
  const add = (name: string, value: Json): void => {
    if (wantsAnnotation(options.annotations, name)) annotations[`@${name}`] = value;
  };
  if (result.query.returnTotal) {
    add("Microsoft.Dynamics.CRM.totalrecordcount", Math.min(result.total, 5000));
    add("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", result.total > 5000);
  }
  if (result.pagingCookie !== undefined) add("Microsoft.Dynamics.CRM.fetchxmlpagingcookie", result.pagingCookie);
  add("Microsoft.Dynamics.CRM.morerecords", result.moreRecords);
  return annotations;
}

/** Context of the answer: the properties of the root entity that were asked for. */
export function fetchContextUrl(baseUrl: string, result: FetchResult): string {
  const { root, aggregate } = result.query;
  if (aggregate) return `${baseUrl}/$metadata#${root.table.entitySet}`;
  return `${baseUrl}/$metadata#${root.table.entitySet}(${rootColumns(root, result.query.distinct).map(({ name }) => name).join(",")})`;
}

/** Columns of the entity element: those asked for, the primary key, and the currency of amounts. */
function rootColumns(root: FetchEntity, distinct: boolean): { name: string; column: Column }[] {
  const columns = root.attributes.map(({ column, alias }) => ({ name: alias ?? propertyName(column), column }));
  const { table } = root;
  const added = distinct ? [] : [table.columns[table.primaryId]];
  if (columns.some(({ column }) => column.type === "Money")) added.push(table.columns["transactioncurrencyid"]);
  for (const column of added) {
    if (column && !columns.some((one) => one.name === propertyName(column))) columns.push({ name: propertyName(column), column });
  }
  return columns;
}

function shapeTuple(result: FetchResult, tuple: Joined, context: ShapeContext): JsonObject {
  const { root, entities, distinct } = result.query;
  const [row] = tuple;
  if (!row) return {};
  const shaped: JsonObject = distinct ? {} : { "@odata.etag": etagOf(row) };
  for (const { name, column } of rootColumns(root, distinct)) {
    const value = row[column.logicalName] ?? null;
    if (value !== null) writeProperty(shaped, name, column, row, value, context);
  }
  for (const entity of entities.slice(1)) {
    const linked = tuple[entity.index];
    for (const { column, alias } of entity.attributes) {
      const value = linked?.[column.logicalName] ?? null;
      if (value !== null) writeProperty(shaped, alias ?? `${entity.alias ?? ""}.${column.logicalName}`, column, linked, value, context);
    }
  }
  return shaped;
}

function shapeAggregate(result: FetchResult, values: AggregateResult, context: ShapeContext): JsonObject {
  const shaped: JsonObject = {};
  for (const { name, column } of result.aggregates?.columns ?? []) {
    const value = values[name] ?? null;
    if (value === null) continue;
    if (column) writeProperty(shaped, name, column, undefined, value, context);
    else {
      if (wantsAnnotation(context.options.annotations, formattedValueAnnotation)) shaped[`${name}@${formattedValueAnnotation}`] = Number(value).toLocaleString(context.options.formatting.locale);
      shaped[name] = Number(value);
    }
  }
  return shaped;
}
