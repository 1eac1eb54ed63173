import { canonicalValue } from "../../model/values";
import type { ErrorCode } from "./errorCatalogue";
import { urlLiteral } from "./keys";

/** A value a condition compares with. An SCM enum is named with its type, as its OData filters spell it. */
export type FilterValue = string | number | boolean | { enumType: string; member: string };

/** One condition on a column. `why` is the error a single record gets that does not meet it. */
export interface Condition {
  column: string;
  is: "eq" | "ne" | "blank" | "filled";
  /** For `eq` and `ne`. */
  value?: FilterValue;
  why?: ErrorCode;
}

/** Which source rows a template carries: all of these conditions must hold. */
export type Filter = readonly Condition[];

const enumNamespace = "Microsoft.Dynamics.DataEntities";

/**
 * The filter as an OData expression, before URL encoding.
 * @param side spells literals: SCM knows no null, so blank is "" there
 */
export function filterText(filter: Filter, side: "sales" | "scm"): string {
  return filter.map((condition) => conditionText(condition, side)).join(" and ");
}

function conditionText({ column, is, value }: Condition, side: "sales" | "scm"): string {
  const nothing = side === "scm" ? "''" : "null";
  switch (is) {
    case "blank":
      return `${column} eq ${nothing}`;
    case "filled":
      return `${column} ne ${nothing}`;
    default:
      return `${column} ${is} ${literal(value ?? "")}`;
  }
}

function literal(value: FilterValue): string {
  if (typeof value === "object") return `${enumNamespace}.${value.enumType}'${value.member}'`;
  return typeof value === "string" ? decodeURIComponent(urlLiteral(value)) : String(value);
}

/** The first condition a row does not meet; undefined when it meets all. Judges as the OData expression does. */
export function unmet(filter: Filter, row: Readonly<Record<string, unknown>>): Condition | undefined {
  return filter.find((condition) => !holds(condition, canonicalValue(row[condition.column])));
}

function holds({ is, value }: Condition, text: string): boolean {
  switch (is) {
    case "blank":
      return text === "";
    case "filled":
      return text !== "";
    case "eq":
      return equals(value ?? "", text);
    case "ne":
      return !equals(value ?? "", text);
  }
}

function equals(value: FilterValue, text: string): boolean {
  return (typeof value === "object" ? value.member : String(value)).toLowerCase() === text.toLowerCase();
}

/** Columns a filter reads. */
export function filterColumns(filter: Filter | undefined): string[] {
  return [...new Set((filter ?? []).map(({ column }) => column))];
}
