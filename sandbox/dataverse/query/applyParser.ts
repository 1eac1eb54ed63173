import type { Table } from "../metadata/types";
import type { ParseContext } from "./aliases";
import { columnByProperty, edmType, propertyName } from "./columns";
import type { Condition, Path } from "./conditions";
import { badQuery, notImitated, unknownProperty } from "./errors";
import { parseFilter } from "./filterParser";
import { requireNavigation } from "./navigation";
import { splitOutside } from "./queryString";

export type AggregateMethod = "sum" | "average" | "min" | "max" | "count";

/** What `$apply` asks for: rows that pass the filter, in groups, one result each. */
export interface Apply {
  filter?: Condition;
  groups: { path: Path; name: string }[];
  aggregates: { path?: Path; method: AggregateMethod; alias: string }[];
}

/**
 * Reads `$apply`: `filter(…)/groupby((…),aggregate(…))`, each part optional
 * (Microsoft: "Aggregate data using OData").
 */
export function parseApply(text: string, table: Table, context: ParseContext): Apply {
  const apply: Apply = { groups: [], aggregates: [] };
  const steps = splitOutside(text.trim(), "/").map((step) => step.trim());
  for (const [index, step] of steps.entries()) {
    const filter = inside(step, "filter");
    if (filter !== undefined && index === 0 && steps.length > 1) {
      apply.filter = parseFilter(filter, table, context);
      continue;
    }
    if (index < steps.length - 1) throw notImitated(`'${step}' before another step of $apply`);
    readLastStep(step, apply, table, context);
  }
  return apply;
}

function readLastStep(step: string, apply: Apply, table: Table, context: ParseContext): void {
  const aggregate = inside(step, "aggregate");
  if (aggregate !== undefined) {
    apply.aggregates = parseAggregates(aggregate, table, context);
    return;
  }
  const groupBy = inside(step, "groupby");
  if (groupBy === undefined) throw notImitated(`'${step}' in $apply`);
  const [columns = "", rest, more] = splitOutside(groupBy, ",").map((part) => part.trim());
  const names = inside(columns, "");
  if (names === undefined || more !== undefined) throw badQuery(`Syntax error in $apply: groupby needs its columns in parentheses of their own, as groupby((statuscode)), in '${step}'.`);
  apply.groups = splitOutside(names, ",").map((name) => groupOf(name.trim(), table, context));
  if (rest === undefined) return;
  const nested = inside(rest, "aggregate");
  if (nested === undefined) throw notImitated(`'${rest}' inside groupby of $apply`);
  apply.aggregates = parseAggregates(nested, table, context);
}

/** The text inside `name(…)`. */
function inside(text: string, name: string): string | undefined {
  return text.startsWith(`${name}(`) && text.endsWith(")") ? text.slice(name.length + 1, -1) : undefined;
}

function groupOf(text: string, table: Table, context: ParseContext): Apply["groups"][number] {
  const path = pathOf(text, table, context);
  if (path.column.type === "DateTime") throw badQuery(`groupby with the date column '${path.column.logicalName}' is not supported.`);
  // A linked column comes back under the linked table's name, e.g. contact_fullname.
  return { path, name: path.steps.length === 0 ? propertyName(path.column) : `${path.table.logicalName}_${path.column.logicalName}` };
}

function parseAggregates(text: string, table: Table, context: ParseContext): Apply["aggregates"] {
  return splitOutside(text, ",").map((part) => {
    const count = /^\s*\$count\s+as\s+([A-Za-z_]\w*)\s*$/.exec(part);
    if (count) return { method: "count", alias: count[1] ?? "" };
    const match = /^\s*(\S+)\s+with\s+(\w+)\s+as\s+([A-Za-z_]\w*)\s*$/.exec(part);
    if (!match) throw badQuery(`Syntax error in $apply: '${part.trim()}' must be as 'revenue with sum as total'.`);
    const [, name = "", method = "", alias = ""] = match;
    if (method !== "sum" && method !== "average" && method !== "min" && method !== "max") throw notImitated(`the aggregate '${method}' of $apply`);
    const path = pathOf(name, table, context);
    const numeric = ["Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double"].includes(edmType(path.column));
    if (!numeric && (method === "sum" || method === "average")) throw badQuery(`The column '${path.column.logicalName}' is no number; '${method}' needs one.`);
    return { path, method, alias };
  });
}

function pathOf(text: string, start: Table, context: ParseContext): Path {
  const segments = text.split("/");
  const name = segments.pop() ?? "";
  const path: Omit<Path, "column"> = { steps: [], table: start };
  for (const segment of segments) {
    const navigation = requireNavigation(context.registry, path.table, segment);
    if (navigation.kind !== "lookup") throw notImitated(`'${segment}' in $apply: only lookups can be followed`);
    path.steps.push(navigation.relationship);
    path.table = navigation.target;
  }
  const column = columnByProperty(path.table, name);
  if (!column) throw unknownProperty(name, path.table.logicalName);
  return { ...path, column };
}
