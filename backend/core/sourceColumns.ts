import { filterColumns } from "./filter";
import type { AnyTemplate, Directive, Row } from "./templateTypes";

/** The columns a directive reads, as the Web API's `$select` spells them; none for what is not read from the row. */
export function columnsOf(directive: Directive): readonly string[] {
  switch (directive.kind) {
    case "constant":
    case "header":
    case "lineNumber":
      return [];
    case "lookup":
    case "customer":
      return [`_${directive.lookup}_value`];
    case "calculated":
      return directive.columns;
    case "daysAfter":
      return [directive.column, directive.terms];
    default:
      return [directive.column];
  }
}

/** Logical name of the column that a directive reads; undefined for none and for several. */
export function onlyColumnOf(directive: Directive): string | undefined {
  const [column, ...more] = columnsOf(directive);
  return column === undefined || more.length > 0 ? undefined : logicalName(column);
}

/** Columns that rows and filter read, in the order of the rows, each once. */
export function columnsOfRows(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => columnsOf(row.from)))];
}

/**
 * Source columns of a template in the order of its rows, each once, as the Web API's `$select` spells them
 * (`_transactioncurrencyid_value` for a lookup).
 */
export function sourceColumnsOf(template: AnyTemplate): string[] {
  return columnsOfRows(template.rows);
}

/** Columns to read from the source: those of the rows, and those only the filter looks at. */
export function readColumnsOf(template: AnyTemplate): string[] {
  return [...new Set([...sourceColumnsOf(template), ...filterColumns(template.filter)])];
}

/** Columns of Sales that a template reads or writes, as `$select` spells them; what a form compares with the last sync. */
export function salesColumnsOf(template: AnyTemplate): string[] {
  if (template.direction === "toScm") return sourceColumnsOf(template);
  return [...new Set(template.rows.map((row) => (row.type === "reference" ? `_${row.target}_value` : row.target)))];
}

/** Lookups that rows follow, with the columns read behind each; for `$expand`. Customer lookups expand per table. */
export function lookupsOfRows(rows: readonly Row[]): Map<string, string[]> {
  const lookups = new Map<string, string[]>();
  const add = (navigation: string, column: string) => {
    const columns = lookups.get(navigation) ?? [];
    if (!columns.includes(column)) lookups.set(navigation, [...columns, column]);
  };
  for (const { from } of rows) {
    if (from.kind === "lookup") add(from.lookup, from.column);
    if (from.kind !== "customer") continue;
    add(`${from.lookup}_account`, from.accountColumn);
    if (from.contactColumn) add(`${from.lookup}_contact`, from.contactColumn);
  }
  return lookups;
}

/** A column as `$select` spells it, as the table has it: `_x_value` is the lookup `x`. */
export function logicalName(column: string): string {
  return /^_(.+)_value$/.exec(column)?.[1] ?? column;
}
