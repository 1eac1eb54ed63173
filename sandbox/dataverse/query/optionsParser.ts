import type { Column, Table } from "../metadata/types";
import { parseApply } from "./applyParser";
import type { ParseContext } from "./aliases";
import { columnByProperty } from "./columns";
import { badQuery, notImitated, unknownProperty } from "./errors";
import { parseFilter } from "./filterParser";
import { hasNestedExpand, wholeTable, type Expand, type ListQuery, type OrderTerm } from "./listQuery";
import { findNavigation, requireNavigation } from "./navigation";
import { readSkipToken } from "./paging";
import { readOptions, splitOutside } from "./queryString";
import type { QueryRegistry } from "./registry";

const maximumExpands = 15;

/**
 * Reads the query options of a list or of one row.
 * @param rawQuery as received, percent-encoded, without the question mark
 * @throws DataverseError 400 for what is wrong, 501 naming what is not imitated
 */
export function parseQueryOptions(rawQuery: string, table: Table, registry: QueryRegistry): ListQuery {
  const { options, aliases } = readOptions(rawQuery);
  const context: ParseContext = { registry, aliases };
  const query = wholeTable(table);
  let skipToken: string | undefined;
  for (const [name, value] of options) {
    switch (name) {
      case "$apply": query.apply = parseApply(value, table, context); break;
      case "$skiptoken": skipToken = value; break;
      case "$deltatoken": query.deltaToken = value; break;
      default: readOption(query, name, value, context, false);
    }
  }
  if (query.apply && (query.select || query.expand.length > 0 || query.filter)) throw notImitated("$apply together with $select, $expand or $filter; put filter(…)/ into $apply");
  if (skipToken !== undefined) query.position = readSkipToken(skipToken, query);
  checkExpands(query);
  return query;
}

function readOption(query: ListQuery, name: string, value: string, context: ParseContext, nested: boolean): void {
  switch (name) {
    case "$select": query.select = parseSelect(value, query.table, context.registry); break;
    case "$filter": query.filter = parseFilter(value, query.table, context); break;
    case "$orderby": query.orderBy = parseOrderBy(value, query.table, context.registry); break;
    case "$top": query.top = parseTop(value); break;
    case "$expand": query.expand = splitOutside(value, ",").map((item) => parseExpandItem(item.trim(), query.table, context)); break;
    case "$skip": throw badQuery("Skip Clause is not supported in CRM");
    case "$count":
      if (nested) throw badQuery("The option '$count' is not supported in $expand.");
      if (value !== "true" && value !== "false") throw badQuery(`Invalid value '${value}' for $count query option found. Valid values are 'true' and 'false'.`);
      query.count = value === "true";
      break;
    case "$search": case "$compute": case "$levels": throw badQuery(`The query option '${name}' is not supported.`);
    default:
      if (name.startsWith("$")) throw notImitated(`query option '${name}'`);
      throw badQuery(`The query parameter ${name} is not supported.`);
  }
}

function parseTop(value: string): number {
  if (!/^\d{1,9}$/.test(value.trim())) throw badQuery(`Invalid value '${value}' for $top query option found. The $top query option requires a non-negative integer value.`);
  return Number(value);
}

/** Names of `$select`; a lookup is named `_name_value`. */
function parseSelect(text: string, table: Table, registry: QueryRegistry): Column[] {
  const columns = new Map<string, Column>();
  for (const part of text.split(",")) {
    const name = part.trim();
    if (name === "" && text.trim() === "") continue;
    if (name === "*") throw notImitated("$select=*; leave $select out");
    columns.set(name, requireColumn(table, name, registry, "$select"));
  }
  if (columns.size === 0) throw badQuery("The query option $select names no property.");
  return [...columns.values()];
}

function parseOrderBy(text: string, table: Table, registry: QueryRegistry): OrderTerm[] {
  return text.split(",").map((part) => {
    const [name = "", direction = "asc", rest] = part.trim().split(/\s+/);
    if (rest !== undefined || (direction !== "asc" && direction !== "desc")) throw badQuery(`Syntax error in $orderby: '${part.trim()}' must be a property, optionally followed by 'asc' or 'desc'.`);
    if (name.includes("/") || name.includes("(")) throw notImitated(`$orderby by '${name}'; order by columns of the table itself`);
    return { column: requireColumn(table, name, registry, "$orderby"), descending: direction === "desc" };
  });
}

function requireColumn(table: Table, name: string, registry: QueryRegistry, option: string): Column {
  const column = columnByProperty(table, name);
  if (column) return column;
  if (findNavigation(registry, table, name)) throw notImitated(`the navigation property '${name}' in ${option}; name the lookup '_${name.toLowerCase()}_value'`);
  throw unknownProperty(name, table.logicalName);
}

function parseExpandItem(text: string, table: Table, context: ParseContext): Expand {
  const match = /^([A-Za-z_]\w*)(\/[^(]*)?(?:\(([^]*)\))?$/.exec(text);
  if (!match) throw badQuery(`Syntax error in $expand: '${text}' must be a navigation property, optionally with options in parentheses.`);
  const [, name = "", suffix, inside] = match;
  const navigation = requireNavigation(context.registry, table, name);
  if (navigation.kind === "principal") throw notImitated(`$expand=${name} (a user or a team); expand owninguser or owningteam`);
  const reference = suffix === "/$ref";
  if (suffix !== undefined && !reference) throw notImitated(`'${suffix}' behind '${name}' in $expand`);
  if (reference && navigation.kind !== "lookup") throw badQuery("Expand with $ref is only supported on lookup type navigation property.");

  const query = wholeTable(navigation.target);
  const options = inside === undefined ? [] : splitOutside(inside, ";").map((option) => option.trim()).filter((option) => option !== "");
  const seen = new Set<string>();
  for (const option of options) {
    const equals = option.indexOf("=");
    const optionName = option.slice(0, Math.max(equals, 0)).trim();
    if (!optionName.startsWith("$")) throw badQuery(`Syntax error in $expand: '${option}' must be an option such as $select=….`);
    if (seen.has(optionName)) throw badQuery(`Query option '${optionName}' was specified more than once in the options of '${name}'.`);
    seen.add(optionName);
    readOption(query, optionName, option.slice(equals + 1).trim(), context, true);
  }
  if (navigation.kind === "lookup" && query.filter) throw notImitated(`$filter inside the expand of the lookup '${name}'`);
  return { name, navigation, reference, query, options };
}

const onlySelectAndFilter = "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.";

/** What may not stand together (Microsoft: "Join tables using OData"). */
function checkExpands(query: ListQuery): void {
  const all = allExpands(query.expand);
  if (all.length > maximumExpands) throw badQuery(`The query has ${all.length} $expand options; at most ${maximumExpands} are allowed.`);
  const nested = hasNestedExpand(query);
  for (const item of all) {
    const limited = item.query.top !== undefined || item.query.orderBy.length > 0;
    if (limited && (nested || item.navigation.kind === "lookup")) throw badQuery(onlySelectAndFilter);
  }
  const manyToMany = all.filter((item) => item.navigation.kind === "manyToMany");
  if (manyToMany.length > 0 && (nested || manyToMany.length < all.length)) {
    throw badQuery(`The many-to-many navigation property '${manyToMany[0]?.name ?? ""}' can be expanded neither nested nor together with other kinds of relationships.`);
  }
}

function allExpands(items: Expand[]): Expand[] {
  return items.flatMap((item) => [item, ...allExpands(item.query.expand)]);
}
