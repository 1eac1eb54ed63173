import type { Column, Relationship, Table } from "../metadata/types";
import type { Collection } from "./navigation";
import type { Period } from "./datePeriods";

/** A column of the row, or of a row reached through lookups. */
export interface Path {
  steps: Relationship[];
  table: Table;
  column: Column;
}

export type CompareOperator =
  | "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "not-like" | "in" | "not-in" | "null" | "not-null"
  | "between" | "not-between" | "contain-values" | "not-contain-values";

/** A filter, the same for OData and FetchXML. Negation is carried by the leaves, since FetchXML knows no other. */
export type Condition =
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "compare"; path: Path; operator: CompareOperator; values: (string | number | boolean)[] }
  | { kind: "columns"; left: Path; operator: CompareOperator; right: Path }
  | { kind: "period"; path: Path; period: Period; negated: boolean }
  /** The lookup or id is the caller's, or the caller's business unit's. */
  | { kind: "caller"; path: Path; what: "user" | "businessUnit"; negated: boolean }
  /** Some row of the collection fulfils the condition. */
  | { kind: "any"; steps: Relationship[]; collection: Collection; condition?: Condition; negated: boolean };

const opposite: Record<CompareOperator, CompareOperator> = {
  eq: "ne", ne: "eq", gt: "le", le: "gt", ge: "lt", lt: "ge", like: "not-like", "not-like": "like", in: "not-in", "not-in": "in",
  null: "not-null", "not-null": "null", between: "not-between", "not-between": "between",
  "contain-values": "not-contain-values", "not-contain-values": "contain-values",
};

/** The opposite of a condition, with `not` moved down to the leaves. */
export function negate(condition: Condition): Condition {
  switch (condition.kind) {
    case "and": case "or": return { kind: condition.kind === "and" ? "or" : "and", parts: condition.parts.map(negate) };
    case "compare": case "columns": return { ...condition, operator: opposite[condition.operator] };
    default: return { ...condition, negated: !condition.negated };
  }
}
