import type { Column, Table } from "../metadata/types";
import type { LookupValue, Value } from "../store/types";
import { compareDigits } from "./decimal";
import { badArgument } from "./errors";
import { foldText } from "./text";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

export function isLookup(column: Column): boolean {
  return column.type === "Lookup" || column.type === "Customer" || column.type === "Owner";
}

export function isLookupValue(value: Value | undefined): value is LookupValue {
  return typeof value === "object" && value !== null;
}

/** A stored value as text; a lookup as its id, nothing as "". */
export function textOf(value: Value | undefined): string {
  return isLookupValue(value) ? value.id : String(value ?? "");
}

/** Name of the property under which the Web API shows a column: lookups as `_name_value`. */
export function propertyName(column: Column): string {
  return isLookup(column) ? `_${column.logicalName}_value` : column.logicalName;
}

/** The column behind a property name; names are case-sensitive, and a lookup's own name is its navigation, not a property. */
export function columnByProperty(table: Table, property: string): Column | undefined {
  const lookup = /^_(.+)_value$/.exec(property)?.[1];
  if (lookup !== undefined) {
    const column = ownColumn(table, lookup);
    if (column && isLookup(column)) return column;
  }
  const column = ownColumn(table, property);
  return column && !isLookup(column) ? column : undefined;
}

/** The column with a logical name, as FetchXML and the query functions name it. */
export function ownColumn(table: Table, logicalName: string): Column | undefined {
  return Object.hasOwn(table.columns, logicalName) ? table.columns[logicalName] : undefined;
}

/** Type of a column's property, as error messages name it. */
export function edmType(column: Column): string {
  switch (column.type) {
    case "Integer": case "Picklist": case "State": case "Status": return "Edm.Int32";
    case "BigInt": return "Edm.Int64";
    case "Decimal": case "Money": return "Edm.Decimal";
    case "Double": return "Edm.Double";
    case "Boolean": return "Edm.Boolean";
    case "DateTime": return column.dateOnly ? "Edm.Date" : "Edm.DateTimeOffset";
    case "Uniqueidentifier": case "Lookup": case "Customer": case "Owner": return "Edm.Guid";
    default: return "Edm.String";
  }
}

/** A GUID as stored: lower case, no braces; undefined when the text is none. */
export function asGuid(text: string): string | undefined {
  const bare = text.trim().replace(/^\{(.*)\}$/, "$1");
  return guid.test(bare) ? bare.toLowerCase() : undefined;
}

/**
 * A value given as text in a query (FetchXML, arguments of query functions), as the column holds it; a lookup as its GUID.
 * @throws DataverseError 400 when the text is no value of that type
 */
export function valueFromText(column: Column, text: string): string | number | boolean {
  switch (edmType(column)) {
    case "Edm.Guid": return required(asGuid(text), column, text, "a GUID");
    case "Edm.Boolean": return required(({ "1": true, true: true, "0": false, false: false } as Record<string, boolean>)[text.trim().toLowerCase()], column, text, "true, false, 1 or 0");
    case "Edm.Int32": case "Edm.Int64": return required(/^[+-]?\d+$/.test(text.trim()) ? Number(text) : undefined, column, text, "a whole number");
    case "Edm.Double": return required(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined, column, text, "a number");
    case "Edm.Decimal": return required(/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? text.trim() : undefined, column, text, "a decimal number");
    case "Edm.Date": case "Edm.DateTimeOffset":
      return required(dateTime.test(text.trim()) && !Number.isNaN(dateKey(text.trim())) ? text.trim() : undefined, column, text, "a date as 2024-01-31 or 2024-01-31T12:00:00Z");
    default: return text;
  }
}

function required<T>(value: T | undefined, column: Column, text: string, expected: string): T {
  if (value === undefined) throw badArgument(`The value '${text}' of column '${column.logicalName}' must be ${expected}.`);
  return value;
}

/** Milliseconds since the epoch; a date without zone is UTC. */
export function dateKey(text: string): number {
  if (text.length === 10 || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return Date.parse(text);
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

/** What two values of a column are compared by. */
export type Key = string | number;

/** How values of a column are compared. */
export interface Keys {
  /** Key of a stored or given value; null when empty. */
  of(value: Value | undefined): Key | null;
  compare(a: Key, b: Key): number;
  /** Equal values may have different keys, as the decimals 1.5 and 1.50. */
  manySpellings?: boolean;
}

function plainCompare(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const numberKeys: Keys = { of: (value) => (value === null || value === undefined ? null : Number(value)), compare: plainCompare };
const textKeys: Keys = { of: (value) => (typeof value === "string" ? foldText(value) : null), compare: plainCompare };
const digitKeys: Keys = {
  of: (value) => (value === null || value === undefined || typeof value === "object" ? null : String(value)),
  compare: (a, b) => compareDigits(String(a), String(b)),
  manySpellings: true,
};
const dateKeys: Keys = { of: (value) => (typeof value === "string" ? dateKey(value) : null), compare: plainCompare };
const guidKeys: Keys = {
  // Paging cookies write ids in braces and upper case.
  of: (value) => (typeof value === "string" ? (value.startsWith("{") ? value.slice(1, -1) : value).toLowerCase() : isLookupValue(value) ? value.id.toLowerCase() : null),
  compare: plainCompare,
};
const choicesKeys: Keys = {
  of: (value) => (typeof value === "string" && value !== "" ? [...choiceValues(value)].sort((a, b) => a - b).join(",") : null),
  compare: plainCompare,
};

/** How values of the column are compared: text by collation, decimals exactly, dates as instants, lookups by id. */
export function keysOf(column: Column): Keys {
  switch (edmType(column)) {
    case "Edm.Decimal": return digitKeys;
    case "Edm.Date": case "Edm.DateTimeOffset": return dateKeys;
    case "Edm.Guid": return guidKeys;
    case "Edm.String": return column.type === "MultiSelectPicklist" ? choicesKeys : textKeys;
    default: return numberKeys;
  }
}

/** Values of a multi-select column, stored as "1,2". */
export function choiceValues(text: string): Set<number> {
  return new Set(text.split(",").map((part) => part.trim()).filter((part) => part !== "").map(Number));
}
