import type { Row, RowSource } from "../store/types";
import { aggregateRows, type AggregateTerm, type GroupTerm } from "./aggregate";
import type { Apply } from "./applyParser";
import { valueAt } from "./compile";
import type { ListQuery } from "./listQuery";
import { filterRows, type RunContext } from "./runList";
import { writeProperty, type JsonObject, type ShapeOptions } from "./shape";
import { formattedValueAnnotation, wantsAnnotation } from "./annotations";

/**
 * Runs a query with `$apply` and shapes its results: one object per group, empty values left out
 * (Microsoft: "Aggregate data using OData").
 */
export function runApply(query: ListQuery & { apply: Apply }, source: RowSource, context: RunContext, options: ShapeOptions): JsonObject[] {
  const { apply } = query;
  const rows = filterRows(apply.filter, query.table, source, { ...context, source }, context.rows);
  const groups: GroupTerm<Row>[] = apply.groups.map(({ path, name }) => ({ name, column: path.column, read: valueAt(path, source) }));
  const aggregates: AggregateTerm<Row>[] = apply.aggregates.map(({ path, method, alias }) => ({
    name: alias, method, column: path?.column, read: path ? valueAt(path, source) : () => null,
  }));
  return aggregateRows(rows, groups, aggregates).map((result) => {
    const shaped: JsonObject = {};
    for (const term of [...groups, ...aggregates]) {
      const value = result[term.name] ?? null;
      if (value === null) continue;
      if (term.column) writeProperty(shaped, term.name, term.column, undefined, value, { source, registry: context.registry, options });
      else {
        if (wantsAnnotation(options.annotations, formattedValueAnnotation)) shaped[`${term.name}@${formattedValueAnnotation}`] = Number(value).toLocaleString(options.formatting.locale);
        shaped[term.name] = Number(value);
      }
    }
    return shaped;
  });
}

/** Whether a query asks for aggregates, so that `runApply` must answer it. */
export function isApply(query: ListQuery): query is ListQuery & { apply: Apply } {
  return query.apply !== undefined;
}
