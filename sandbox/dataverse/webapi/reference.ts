import { isNumber, LosslessNumber } from "lossless-json";
import type { AlternateKey, Table } from "../metadata/types";
import { splitOutside } from "../query/queryString";
import { DataverseError, type LookupValue, type Row, type Value } from "../store/types";
import { badSyntax, keyMissing, notImitated, rowMissing, segmentMissing } from "./errors";
import { parsePath, stringLiteral } from "./path";
import type { Organization, Session } from "./session";
import { columnOf } from "./shape";
import { guidOf, storedValue } from "./write/values";

/** What stands between the parentheses of `accounts(…)`. */
export type RowKey =
  | { kind: "id"; id: string }
  | { kind: "key"; key: AlternateKey; values: Row; /** as written, for OData-EntityId */ text: string };

/**
 * Reads a key predicate: a GUID, `accountid=<guid>`, or the columns of a declared alternate key.
 * @throws DataverseError 400 when it is no key of the table
 */
export function parseKey(table: Table, text: string): RowKey {
  const bare = guidOf(stringLiteral(text.trim()) ?? text.trim());
  if (bare) return { kind: "id", id: bare };
  const parts = new Map(splitOutside(text, ",").map((part): [string, string] => {
    const equals = part.indexOf("=");
    if (equals < 0) throw badKey(table, `'${part.trim()}' is neither a GUID nor a column with a value.`);
    return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
  }));
  const primary = parts.size === 1 ? parts.get(table.primaryId) : undefined;
  if (primary !== undefined) {
    const id = guidOf(stringLiteral(primary) ?? primary);
    if (!id) throw badKey(table, `'${primary}' is no GUID.`);
    return { kind: "id", id };
  }
  const columns = [...parts.keys()].map((name) => lookupColumn(table, name) ?? name);
  const key = table.keys.find((k) => k.columns.length === columns.length && k.columns.every((c) => columns.includes(c)));
  if (!key) throw badKey(table, `No key of the table consists of ${columns.map((c) => `'${c}'`).join(", ")}.`);
  const values: Row = {};
  for (const [name, literal] of parts) values[lookupColumn(table, name) ?? name] = keyValue(table, lookupColumn(table, name) ?? name, literal);
  return { kind: "key", key, values, text };
}

/** `_primarycontactid_value` → `primarycontactid`, when the table has that lookup. */
function lookupColumn(table: Table, name: string): string | undefined {
  const column = /^_(.+)_value$/.exec(name)?.[1];
  return column !== undefined && columnOf(table, column) ? column : undefined;
}

function keyValue(table: Table, name: string, literal: string): Value {
  const column = columnOf(table, name);
  if (!column) throw badKey(table, `The column '${name}' does not exist.`);
  if (literal === "null") return null;
  if (column.type === "Lookup" || column.type === "Customer" || column.type === "Owner") {
    const id = guidOf(literal);
    if (!id) throw badKey(table, `'${literal}' is no GUID.`);
    // The target's table does not take part in the comparison.
    return { id, table: column.targets?.[0] ?? "" };
  }
  const text = stringLiteral(literal);
  if (text !== undefined) return storedValue(table, column, text);
  switch (column.type) {
    case "String": case "Memo":
      throw badKey(table, `The value ${literal} of '${name}' must stand in single quotes.`);
    case "Boolean":
      return storedValue(table, column, literal === "true" ? true : literal === "false" ? false : literal);
    case "DateTime": case "Uniqueidentifier":
      return storedValue(table, column, literal);
    default:
      return storedValue(table, column, isNumber(literal) ? new LosslessNumber(literal) : literal);
  }
}

function badKey(table: Table, detail: string): DataverseError {
  return badSyntax(`The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table.logicalName}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource. ${detail}`);
}

/** Id of the row that a key addresses; undefined when there is none. */
export function resolveKey(organization: Organization, table: Table, key: RowKey): string | undefined {
  if (key.kind === "id") return organization.store.find(table.logicalName, key.id) ? key.id : undefined;
  return organization.store.findByKey(table.logicalName, key.key, key.values);
}

/** The refusal for a key that addresses nothing. */
export function missing(table: Table, key: RowKey): DataverseError {
  return key.kind === "id" ? rowMissing(table.logicalName, key.id) : keyMissing(table.logicalName);
}

/**
 * The row that a URL in a body means: absolute, `/accounts(…)`, `accounts(…)`, by id or alternate key.
 * @throws DataverseError 400 for what is no row URL, 404 for a missing row
 */
export function resolveReference(session: Session, url: string): LookupValue {
  const { organization } = session;
  const relative = relativeUrl(organization, session.contentIds.resolve(url));
  const { segments } = parsePath(relative);
  const [segment] = segments;
  if (segments.length !== 1 || segment?.key === undefined) throw badSyntax(`'${url}' does not address a row; write e.g. /accounts(<guid>).`);
  const table = organization.registry.tableBySet(segment.name);
  if (!table) throw segmentMissing(segment.name);
  const key = parseKey(table, segment.key);
  const id = resolveKey(organization, table, key);
  if (id === undefined) throw missing(table, key);
  return { id, table: table.logicalName };
}

/** A URL relative to the service root, whether it came absolute, from the server's root, or relative. */
export function relativeUrl(organization: Organization, url: string): string {
  const absolute = /^https?:\/\/[^/]+(\/.*)?$/i.exec(url);
  const path = absolute ? (absolute[1] ?? "/") : url;
  const service = /^\/?api\/data\/v(\d+\.\d+)\/(.*)$/s.exec(path);
  if (service) return service[2] ?? "";
  if (absolute) throw notImitated(`a reference outside ${organization.url()}/api/data ('${url}')`);
  return path.replace(/^\//, "");
}
