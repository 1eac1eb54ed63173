import type { Element } from "@xmldom/xmldom";
import { dateKey, edmType, valueFromText } from "../columns";
import type { CompareOperator, Condition, Path } from "../conditions";
import { periodArgument, periodOf } from "../datePeriods";
import { badArgument, notImitated } from "../errors";
import type { FetchEntity, FetchFilter } from "./model";
import { requireAttribute } from "./attributes";
import { checkAttributes, childElements, needed, optional } from "./xml";

const plain: Record<string, CompareOperator> = { eq: "eq", ne: "ne", neq: "ne", gt: "gt", ge: "ge", lt: "lt", le: "le" };
const patterns: Record<string, { operator: CompareOperator; pattern(text: string): string }> = {
  like: { operator: "like", pattern: (text) => text },
  "not-like": { operator: "not-like", pattern: (text) => text },
  "begins-with": { operator: "like", pattern: (text) => `${text}%` },
  "not-begin-with": { operator: "not-like", pattern: (text) => `${text}%` },
  "ends-with": { operator: "like", pattern: (text) => `%${text}` },
  "not-end-with": { operator: "not-like", pattern: (text) => `%${text}` },
};
const lists = new Set(["in", "not-in", "between", "not-between", "contain-values", "not-contain-values"]);
const callers: Record<string, { what: "user" | "businessUnit"; negated: boolean }> = {
  "eq-userid": { what: "user", negated: false }, "ne-userid": { what: "user", negated: true },
  "eq-businessid": { what: "businessUnit", negated: false }, "ne-businessid": { what: "businessUnit", negated: true },
};

/** Reads a filter element; `byAlias` finds the link-entity that a condition's entityname means. */
export function parseFilterElement(element: Element, entity: FetchEntity, byAlias: (alias: string) => FetchEntity): FetchFilter {
  // Neither changes what is found: a hint is for speed, and quick find's mark only lets an organisation limit the search.
  checkAttributes(element, ["type", "hint", "isquickfindfields"]);
  const type = optional(element, "type") ?? "and";
  if (type !== "and" && type !== "or") throw badArgument(`The 'type' of a filter must be 'and' or 'or', not '${type}'.`);
  const parts = childElements(element, ["condition", "filter"]).map((child): FetchFilter => {
    if (child.tagName === "filter") return parseFilterElement(child, entity, byAlias);
    const alias = optional(child, "entityname");
    const target = alias === undefined ? entity : byAlias(alias);
    if (target !== entity && entity.index > 0) throw notImitated(`entityname '${alias ?? ""}' in the filter of a link-entity`);
    return { kind: "leaf", entity: target.index, condition: parseCondition(child, target) };
  });
  // An empty filter asks for nothing, whatever its type.
  return { kind: parts.length === 0 ? "and" : type, parts };
}

function parseCondition(element: Element, entity: FetchEntity): Condition {
  checkAttributes(element, ["attribute", "operator", "value", "valueof", "entityname", "uiname", "uitype", "uihidden"]);
  const path: Path = { steps: [], table: entity.table, column: requireAttribute(entity.table, needed(element, "attribute")) };
  const { column } = path;
  const operator = needed(element, "operator");
  const children = childElements(element, ["value"]);
  const values = children.length > 0 ? children.map((child) => child.textContent ?? "") : [optional(element, "value")].filter((value) => value !== undefined);
  const single = (): string => {
    const [value] = values;
    if (value === undefined || values.length > 1) throw badArgument(`The operator '${operator}' on '${column.logicalName}' needs exactly one value.`);
    return value;
  };

  const order = plain[operator];
  const other = optional(element, "valueof");
  if (other !== undefined) {
    if (!order) throw badArgument(`'valueof' can't be used with the operator '${operator}'.`);
    if (other.includes(".")) throw notImitated(`valueof '${other}': a column of another table`);
    return { kind: "columns", left: path, operator: order, right: { ...path, column: requireAttribute(entity.table, other) } };
  }
  if (order) return { kind: "compare", path, operator: order, values: [valueFromText(column, single())] };
  if (operator === "null" || operator === "not-null") {
    if (values.length > 0) throw badArgument(`The operator '${operator}' on '${column.logicalName}' takes no value.`);
    return { kind: "compare", path, operator, values: [] };
  }
  const pattern = patterns[operator];
  if (pattern) {
    if (edmType(column) !== "Edm.String") throw notImitated(`operator '${operator}' on '${column.logicalName}', which is no text`);
    return { kind: "compare", path, operator: pattern.operator, values: [pattern.pattern(single())] };
  }
  if (lists.has(operator)) return listCondition(path, operator as CompareOperator, values);
  const caller = callers[operator];
  if (caller) {
    if (edmType(column) !== "Edm.Guid") throw badArgument(`The operator '${operator}' needs a lookup or an id; '${column.logicalName}' is none.`);
    return { kind: "caller", path, ...caller };
  }
  return periodCondition(path, operator, single);
}

function listCondition(path: Path, operator: CompareOperator, values: string[]): Condition {
  const { column } = path;
  if (values.length === 0) throw badArgument(`The operator '${operator}' on '${column.logicalName}' needs 'value' elements.`);
  if (operator.endsWith("between") && values.length !== 2) throw badArgument(`The operator '${operator}' on '${column.logicalName}' needs two values, not ${values.length}.`);
  if (operator.endsWith("contain-values")) {
    if (column.type !== "MultiSelectPicklist") throw badArgument(`The operator '${operator}' needs a choices column; '${column.logicalName}' is none.`);
    return { kind: "compare", path, operator, values: values.map(Number) };
  }
  return { kind: "compare", path, operator, values: values.map((value) => valueFromText(column, value)) };
}

function periodCondition(path: Path, operator: string, single: () => string): Condition {
  const { column } = path;
  const argument = periodArgument(operator);
  if (argument === undefined) throw notImitated(`operator '${operator}' of FetchXML`);
  if (column.type !== "DateTime") throw badArgument(`The operator '${operator}' needs a date column; '${column.logicalName}' is none.`);
  if (argument === "none") return { kind: "period", path, period: periodOf(operator, 0), negated: false };
  const value = argument === "date" ? dateKey(String(valueFromText(column, single()))) : Number(single());
  if (argument === "count" && (!Number.isInteger(value) || value < 1)) throw badArgument(`The operator '${operator}' on '${column.logicalName}' needs a positive whole number.`);
  return { kind: "period", path, period: periodOf(operator, value), negated: false };
}
