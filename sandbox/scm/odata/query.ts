import { badRequest, notImitated } from "../errors";
import { namespace, type EntityDefinition, type Property } from "../metadata/entity";
import { valueOf, type StoredRow } from "../store";
import { compareAs, parseFilter, type Filter } from "./filter";

/** Query options of a request. */
export interface Query {
  select?: Property[];
  filter?: Filter;
  order?: (a: StoredRow, b: StoredRow) => number;
  top?: number;
  skip: number;
  count: boolean;
  crossCompany: boolean;
  /** All options as received, for the next link. */
  options: [string, string][];
}

const later = ["$expand", "$apply", "$search", "$compute", "$format", "$skiptoken", "$deltatoken"];

/** Name and value of each query option, decoded. */
export function optionsOf(queryString: string): [string, string][] {
  return [...new URLSearchParams(queryString)];
}

/**
 * Reads the query options of a request on an entity set.
 * @throws ScmError 400 for what is wrong, 501 for options that are not imitated
 */
export function parseQuery(queryString: string, definition: EntityDefinition): Query {
  const query: Query = { skip: 0, count: false, crossCompany: false, options: optionsOf(queryString) };
  for (const [name, value] of query.options) {
    switch (name) {
      case "$select":
        query.select = selected(value, definition);
        break;
      case "$filter":
        query.filter = parseFilter(value, definition);
        break;
      case "$orderby":
        query.order = ordered(value, definition);
        break;
      case "$top":
        query.top = whole(name, value);
        break;
      case "$skip":
        query.skip = whole(name, value);
        break;
      case "$count":
        if (value !== "true" && value !== "false") throw badRequest(`'${value}' is not a valid value for $count; give true or false.`);
        query.count = value === "true";
        break;
      case "cross-company":
        query.crossCompany = value.toLowerCase() === "true";
        break;
      default:
        if (later.includes(name)) throw notImitated(`the query option ${name}`);
        if (name.startsWith("$")) throw badRequest(`The query parameter '${name}' is not supported.`);
    }
  }
  return query;
}

function selected(text: string, definition: EntityDefinition): Property[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("*")) return [...definition.properties.values()];
  return names.map((name) => propertyOf(name, definition));
}

function ordered(text: string, definition: EntityDefinition): (a: StoredRow, b: StoredRow) => number {
  const steps = text.split(",").map((term) => {
    const match = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(term);
    if (!match) throw badRequest(`'${term.trim()}' in $orderby cannot be read; write a property, then asc or desc.`);
    const property = propertyOf(match[1] ?? "", definition);
    return { property, compare: compareAs(property.type), sign: match[2] === "desc" ? -1 : 1 };
  });
  return (a, b) => {
    for (const { property, compare, sign } of steps) {
      const order = compare(valueOf(a, property) ?? "", valueOf(b, property) ?? "");
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

function propertyOf(name: string, definition: EntityDefinition): Property {
  const property = definition.properties.get(name);
  if (!property) throw badRequest(`Could not find a property named '${name}' on type '${namespace}.${definition.type}'.`);
  return property;
}

function whole(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badRequest(`'${value}' is not a valid value for ${name}; give a whole number.`);
  return Number(value);
}
