import type { Table } from "../metadata/types";
import { aliasValue, type ParseContext } from "./aliases";
import { columnByProperty, dateKey, edmType, isLookup, ownColumn, valueFromText } from "./columns";
import type { CompareOperator, Condition, Path } from "./conditions";
import { periodArgument, periodOf } from "./datePeriods";
import { badArgument, badQuery, notImitated, unknownProperty } from "./errors";
import { requireNavigation } from "./navigation";
import type { TokenReader, Token } from "./tokens";

const listFunctions: Record<string, CompareOperator> = {
  In: "in", NotIn: "not-in", Between: "between", NotBetween: "not-between",
  ContainValues: "contain-values", DoesNotContainValues: "not-contain-values",
};
const callerFunctions: Record<string, { what: "user" | "businessUnit"; negated: boolean }> = {
  EqualUserId: { what: "user", negated: false },
  NotEqualUserId: { what: "user", negated: true },
  EqualBusinessId: { what: "businessUnit", negated: false },
  NotEqualBusinessId: { what: "businessUnit", negated: true },
};

/** Arguments of a function: single values as text, lists as texts. */
type Arguments = Map<string, string | string[]>;

/**
 * Reads a query function of Dataverse, from behind its name on, e.g.
 * `In(PropertyName='name',PropertyValues=['a','b'])` (Microsoft: "Web API Query Function Reference").
 */
export function parseCrmFunction(name: string, reader: TokenReader, table: Table, context: ParseContext): Condition {
  const given = readArguments(reader, context);
  const single = (parameter: string): string => {
    const value = given.get(parameter);
    if (typeof value !== "string") throw badArgument(`The function '${name}' needs the parameter '${parameter}' with one value.`);
    return value;
  };
  const path = propertyPath(single("PropertyName"), table, context);

  const list = listFunctions[name];
  if (list) {
    const values = given.get("PropertyValues") ?? [];
    const texts = typeof values === "string" ? [values] : values;
    if (texts.length === 0) throw badArgument(`The function '${name}' needs the parameter 'PropertyValues' with at least one value.`);
    if (list.endsWith("between") && texts.length !== 2) throw badArgument(`The function '${name}' needs two values in 'PropertyValues', not ${texts.length}.`);
    if (list.endsWith("contain-values")) {
      if (path.column.type !== "MultiSelectPicklist") throw badArgument(`The function '${name}' needs a choices column; '${path.column.logicalName}' is none.`);
      return { kind: "compare", path, operator: list, values: texts.map(Number) };
    }
    return { kind: "compare", path, operator: list, values: texts.map((text) => valueFromText(path.column, text)) };
  }
  const caller = callerFunctions[name];
  if (caller) {
    if (edmType(path.column) !== "Edm.Guid") throw badArgument(`The function '${name}' needs a lookup or an id; '${path.column.logicalName}' is none.`);
    return { kind: "caller", path, ...caller };
  }

  const operator = fetchOperator(name);
  const argument = periodArgument(operator);
  if (argument === undefined) throw notImitated(`query function Microsoft.Dynamics.CRM.${name}`);
  if (path.column.type !== "DateTime") throw badArgument(`The function '${name}' needs a date column; '${path.column.logicalName}' is none.`);
  if (argument === "none") return { kind: "period", path, period: periodOf(operator, 0), negated: false };
  const text = single("PropertyValue");
  const value = argument === "date" ? dateKey(String(valueFromText(path.column, text))) : Number(text);
  if (argument === "count" && (!Number.isInteger(value) || value < 1)) throw badArgument(`The function '${name}' needs a positive whole number in 'PropertyValue', not '${text}'.`);
  return { kind: "period", path, period: periodOf(operator, value), negated: false };
}

/** FetchXML's name of a date function: `LastXDays` → `last-x-days`, `OlderThanXMonths` → `olderthan-x-months`. */
function fetchOperator(name: string): string {
  const words = name.replace("Last7Days", "LastSevenDays").replace("Next7Days", "NextSevenDays").replace("OlderThan", "Olderthan");
  return words.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
}

function readArguments(reader: TokenReader, context: ParseContext): Arguments {
  const given: Arguments = new Map();
  reader.expect("(");
  if (reader.take(")")) return given;
  do {
    const name = reader.expectKind("name", "a parameter").text;
    reader.expect("=");
    const token = reader.next();
    given.set(name, argumentOf(token.kind === "alias" ? aliasValue(token.text, context) : token, reader));
  } while (reader.take(","));
  reader.expect(")");
  return given;
}

function argumentOf(token: Token, reader: TokenReader): string | string[] {
  if (token.kind === "array") return arrayValues(token.text);
  if (["string", "number", "guid", "date", "dateTime", "boolean"].includes(token.kind)) return token.text;
  throw reader.error("a value expected");
}

const element = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,'"[\]]+))\s*(?:,|$)/y;

/** Values of `["a","b"]`, `['a','b']` or `[1,2]`. A quote inside single quotes ends the value, as in Dataverse. */
function arrayValues(text: string): string[] {
  const inner = text.slice(1, -1);
  const values: string[] = [];
  element.lastIndex = 0;
  while (element.lastIndex < inner.length) {
    const match = element.exec(inner);
    if (!match) throw badQuery("Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.");
    values.push(match[1] !== undefined ? (JSON.parse(`"${match[1]}"`) as string) : match[2] ?? match[3] ?? "");
  }
  return values;
}

/** A property by its logical name (lookups too) or property name, or a path to one. */
function propertyPath(text: string, start: Table, context: ParseContext): Path {
  const segments = text.split("/");
  const name = segments.pop() ?? "";
  const path: Omit<Path, "column"> = { steps: [], table: start };
  for (const segment of segments) {
    const navigation = requireNavigation(context.registry, path.table, segment);
    if (navigation.kind !== "lookup") throw notImitated(`'${segment}' in the property name of a query function: only lookups can be followed`);
    path.steps.push(navigation.relationship);
    path.table = navigation.target;
  }
  const named = ownColumn(path.table, name);
  const column = named && isLookup(named) ? named : columnByProperty(path.table, name);
  if (!column) throw unknownProperty(name, path.table.logicalName);
  return { ...path, column };
}
