import type { Column, Relationship } from "../metadata/types";
import type { Row, RowSource, Value } from "../store/types";
import { choiceValues, isLookupValue, keysOf, textOf, type Key, type Keys } from "./columns";
import type { CompareOperator, Condition, Path } from "./conditions";
import { rangeOf } from "./datePeriods";
import type { Collection } from "./navigation";
import { likeTest } from "./text";

/** What a filter is evaluated against. */
export interface EvaluationContext {
  source: RowSource;
  /** systemuserid of the caller. */
  userId: string;
  /** Milliseconds since the epoch. */
  now: number;
}

export type Predicate = (row: Row) => boolean;

/**
 * Turns a condition into a function, once per query, so that a filter over many rows costs a comparison per row.
 *
 * Empty columns: comparisons never hold for them, except the negative ones (`ne`, `not-like`, `not-in`,
 * `not-contain-values`), which Dataverse, unlike SQL, lets hold.
 */
export function compile(condition: Condition, context: EvaluationContext): Predicate {
  switch (condition.kind) {
    case "and": {
      const parts = condition.parts.map((part) => compile(part, context));
      return (row) => parts.every((part) => part(row));
    }
    case "or": {
      const parts = condition.parts.map((part) => compile(part, context));
      return (row) => parts.some((part) => part(row));
    }
    case "compare": return onPath(condition.path, context.source, compileCompare(condition.path.column, condition.operator, condition.values));
    case "columns": {
      const left = valueAt(condition.left, context.source);
      const right = valueAt(condition.right, context.source);
      const keys = keysOf(condition.left.column);
      const holds = comparison(condition.operator);
      return (row) => {
        const a = keys.of(left(row));
        const b = keys.of(right(row));
        return a === null || b === null ? condition.operator === "ne" && a !== b : holds(keys.compare(a, b));
      };
    }
    case "period": {
      const range = rangeOf(condition.period, context.now);
      const keys = keysOf(condition.path.column);
      return onPath(condition.path, context.source, (value) => {
        const key = keys.of(value);
        return key !== null && (Number(key) >= range.from && Number(key) < range.to) !== condition.negated;
      });
    }
    case "caller": return onPath(condition.path, context.source, compileCompare(condition.path.column, condition.negated ? "ne" : "eq", [callerId(condition.what, context)]));
    case "any": return compileAny(condition, context);
  }
}

function callerId(what: "user" | "businessUnit", context: EvaluationContext): string {
  if (what === "user") return context.userId;
  const unit = context.source.find("systemuser", context.userId)?.["businessunitid"];
  return isLookupValue(unit) ? unit.id : "";
}

/** Follows lookups from a row; undefined when one is empty or points at another table or at a row that is gone. */
export function follow(row: Row, steps: readonly Relationship[], source: RowSource): Row | undefined {
  let current: Row | undefined = row;
  for (const step of steps) {
    const lookup: Value | undefined = current[step.referencingColumn];
    if (!isLookupValue(lookup) || lookup.table !== step.referencedTable) return undefined;
    current = source.find(lookup.table, lookup.id);
    if (!current) return undefined;
  }
  return current;
}

/** Reads the path's column of a row. */
export function valueAt(path: Path, source: RowSource): (row: Row) => Value | undefined {
  const name = path.column.logicalName;
  if (path.steps.length === 0) return (row) => row[name];
  return (row) => follow(row, path.steps, source)?.[name];
}

function onPath(path: Path, source: RowSource, test: (value: Value | undefined) => boolean): Predicate {
  const name = path.column.logicalName;
  if (path.steps.length === 0) return (row) => test(row[name]);
  const read = valueAt(path, source);
  return (row) => test(read(row));
}

function comparison(operator: CompareOperator): (order: number) => boolean {
  switch (operator) {
    case "gt": return (order) => order > 0;
    case "ge": return (order) => order >= 0;
    case "lt": return (order) => order < 0;
    case "le": return (order) => order <= 0;
    case "ne": return (order) => order !== 0;
    default: return (order) => order === 0;
  }
}

function compileCompare(column: Column, operator: CompareOperator, values: readonly (string | number | boolean)[]): (value: Value | undefined) => boolean {
  const keys = keysOf(column);
  const empty = (value: Value | undefined): boolean => value === null || value === undefined || value === "";
  switch (operator) {
    case "null": return empty;
    case "not-null": return (value) => !empty(value);
    case "like": case "not-like": {
      const tests = values.map((value) => likeTest(String(value)));
      const wanted = operator === "like";
      return (value) => (empty(value) ? !wanted : tests.some((test) => test(textOf(value))) === wanted);
    }
    case "in": case "not-in": return membership(keys, values, operator === "in");
    case "between": case "not-between": {
      const [low, high] = values.map((value) => keys.of(value));
      const wanted = operator === "between";
      return (value) => {
        const key = keys.of(value);
        if (key === null || low === null || high === null || low === undefined || high === undefined) return false;
        return (keys.compare(key, low) >= 0 && keys.compare(key, high) <= 0) === wanted;
      };
    }
    case "contain-values": case "not-contain-values": {
      const wanted = operator === "contain-values";
      return (value) => {
        const held = typeof value === "string" ? choiceValues(value) : new Set<number>();
        return values.some((one) => held.has(Number(one))) === wanted;
      };
    }
    default: return compileOrder(keys, operator, values[0]);
  }
}

function compileOrder(keys: Keys, operator: CompareOperator, value: Value | undefined): (value: Value | undefined) => boolean {
  const wanted = keys.of(value);
  if (wanted === null) return () => operator === "ne";
  const holds = comparison(operator);
  const whenEmpty = operator === "ne";
  return (actual) => {
    const key: Key | null = keys.of(actual);
    return key === null ? whenEmpty : holds(keys.compare(key, wanted));
  };
}

function membership(keys: Keys, values: readonly (string | number | boolean)[], wanted: boolean): (value: Value | undefined) => boolean {
  const members = values.map((value) => keys.of(value)).filter((key) => key !== null);
  const exact = new Set(members);
  return (value) => {
    const key = keys.of(value);
    if (key === null) return !wanted;
    return (exact.has(key) || (keys.manySpellings === true && members.some((member) => keys.compare(member, key) === 0))) === wanted;
  };
}

function compileAny(condition: Extract<Condition, { kind: "any" }>, context: EvaluationContext): Predicate {
  const test = condition.condition ? compile(condition.condition, context) : () => true;
  const rows = collectionReader(condition.collection, context.source);
  return (row) => {
    const start = follow(row, condition.steps, context.source);
    if (start) {
      for (const item of rows(start)) if (test(item)) return !condition.negated;
    }
    return condition.negated;
  };
}

/** Reads the rows of a collection that belong to a row of the table the collection hangs on. */
export function collectionReader(collection: Collection, source: RowSource): (row: Row) => Iterable<Row> {
  const { ownerKey, target } = collection;
  if (collection.kind === "manyToMany") {
    const { schemaName } = collection.relationship;
    return (row) => source.linked(schemaName, target.logicalName, textOf(row[ownerKey]));
  }
  const { referencingTable, referencingColumn } = collection.relationship;
  return (row) => source.referencing(referencingTable, referencingColumn, textOf(row[ownerKey]));
}
