import type { Directive, Template } from "./templateTypes";

/** The column a directive reads, as the Web API's `$select` spells it; undefined when it reads none. */
export function columnOf(directive: Directive): string | undefined {
  switch (directive.kind) {
    case "constant":
      return undefined;
    case "lookup":
      return `_${directive.lookup}_value`;
    default:
      return directive.column;
  }
}

/**
 * Source columns of a template in the order of its rows, each once, as the Web API's `$select` spells them
 * (`_transactioncurrencyid_value` for a lookup).
 */
export function sourceColumnsOf(template: Template): string[] {
  const columns = template.rows.map((row) => columnOf(row.from)).filter((column) => column !== undefined);
  return [...new Set(columns)];
}

/** Lookups a template follows, with the columns it reads behind each; for `$expand`. */
export function lookupsOf(template: Template): Map<string, string[]> {
  const lookups = new Map<string, string[]>();
  for (const { from } of template.rows) {
    if (from.kind !== "lookup") continue;
    const columns = lookups.get(from.lookup) ?? [];
    if (!columns.includes(from.column)) lookups.set(from.lookup, [...columns, from.column]);
  }
  return lookups;
}

/** A column as `$select` spells it, as the table has it: `_x_value` is the lookup `x`. */
export function logicalName(column: string): string {
  return /^_(.+)_value$/.exec(column)?.[1] ?? column;
}
