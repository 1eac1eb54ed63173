import { findNavigation, parseQueryOptions, type Collection } from "../query";
import type { Table } from "../metadata/types";
import { runRowAction } from "../sales/actions";
import { demandAccess, demandPrivilege } from "../security/access";
import { idOf, lookupOf } from "../store/lookup";
import { DataverseError, type LookupValue, type Row, type RowSource } from "../store/types";
import { objectBody } from "./body";
import { badPayload, badSyntax, segmentMissing } from "./errors";
import { boundFunction } from "./functions";
import { jsonResponse, noContent, type ApiRequest, type ApiResponse } from "./messages";
import { queryParameter, type Segment } from "./path";
import { print, readCount, readList, readProperty, readRow } from "./reads";
import { missing, parseKey, resolveKey, resolveReference, type RowKey } from "./reference";
import { create, remove, upsert } from "./rowWrites";
import type { Session } from "./session";
import { columnOf, shapeOf } from "./shape";
import { associate, disassociate, setting, updateRow } from "./write/engine";
import { storedValue } from "./write/values";

const boundPrefix = "Microsoft.Dynamics.CRM.";

/** Requests below `accounts(…)`. */
export function rowRequest(session: Session, table: Table, key: RowKey, request: ApiRequest, rest: Segment[], query: string): ApiResponse {
  const [next, ...more] = rest;
  if (!next) {
    switch (request.method) {
      case "GET": return readRow(session, table, readable(session, table, key), request, query);
      case "PATCH": return upsert(session, table, key, request, query);
      case "DELETE": return remove(session, table, key, request);
      default: throw methodNotAllowed(request, table.entitySet);
    }
  }
  if (next.name.startsWith(boundPrefix)) {
    const row = readable(session, table, key);
    const acted = request.method === "POST" ? runRowAction(session, table, row, next.name.slice(boundPrefix.length)) : undefined;
    return acted ?? boundFunction(session, table, row, next.name.slice(boundPrefix.length), next, query);
  }
  if (/^[A-Z]\w*$/.test(next.name) && next.key !== undefined && !findNavigation(session.organization.registry, table, next.name)) {
    throw badSyntax("Request message has unresolved parameters.");
  }
  const column = propertyColumn(table, next.name);
  if (column !== undefined) return propertyRequest(session, table, key, request, next.name, column, more);
  return navigationRequest(session, table, key, request, next, more, query);
}

/** The row behind a key, when it exists and the caller may read it. */
function readable(session: Session, table: Table, key: RowKey): Row {
  const id = resolveKey(session.organization, table, key);
  const row = id === undefined ? undefined : session.organization.store.find(table.logicalName, id);
  demandPrivilege(session.principal, "Read", table);
  if (!row) throw missing(table, key);
  demandAccess(session.principal, "Read", table, row);
  return row;
}

/** Column behind a property: its own name, or `_x_value` for a lookup. */
function propertyColumn(table: Table, name: string): string | undefined {
  const lookup = /^_(.+)_value$/.exec(name)?.[1];
  const column = columnOf(table, lookup ?? name);
  if (!column) return undefined;
  const isLookup = column.type === "Lookup" || column.type === "Customer" || column.type === "Owner";
  return isLookup === (lookup !== undefined) ? column.logicalName : undefined;
}

function propertyRequest(session: Session, table: Table, key: RowKey, request: ApiRequest, property: string, columnName: string, more: Segment[]): ApiResponse {
  const column = table.columns[columnName];
  const [suffix, ...tooMuch] = more;
  if (!column || tooMuch.length > 0 || (suffix && suffix.name !== "$value")) throw segmentMissing(suffix?.name ?? property);
  if (request.method === "GET") return readProperty(session, table, readable(session, table, key), column, property, suffix !== undefined);
  if (request.method !== "PUT" && request.method !== "DELETE") throw methodNotAllowed(request, property);
  const id = existing(session, table, key);
  const body = request.method === "PUT" ? objectBody(request) : { value: null };
  if (!("value" in body)) throw badPayload(table.entitySet, `The body must be {"value": …} for the property '${property}'.`);
  updateRow(session, table, id, setting(columnName, storedValue(table, column, body.value)));
  return noContent();
}

function existing(session: Session, table: Table, key: RowKey): string {
  const id = resolveKey(session.organization, table, key);
  if (id === undefined) throw missing(table, key);
  return id;
}

function navigationRequest(session: Session, table: Table, key: RowKey, request: ApiRequest, next: Segment, more: Segment[], query: string): ApiResponse {
  const { registry, store } = session.organization;
  const navigation = findNavigation(registry, table, next.name);
  if (!navigation) throw segmentMissing(next.name);
  const isReference = more.at(-1)?.name === "$ref";
  if (isReference && request.method !== "GET") return referenceWrite(session, table, existing(session, table, key), request, next, more, query);
  const row = readable(session, table, key);
  if (navigation.kind === "lookup" || navigation.kind === "principal") {
    const column = navigation.kind === "lookup" ? navigation.relationship.referencingColumn : navigation.column;
    const target = lookupOf(row, column);
    const targetTable = target && registry.table(target.table);
    if (!target || !targetTable || (navigation.kind === "lookup" && targetTable !== navigation.target)) return noContent();
    if (isReference) return reference(session, targetTable, target);
    return rowRequest(session, targetTable, { kind: "id", id: target.id }, request, more, query);
  }
  const id = idOf(table, row);
  const rows = (source: RowSource): Iterable<Row> => collectionRows(navigation, source, id);
  if (next.key !== undefined) {
    const inner = parseKey(navigation.target, next.key);
    const innerId = existing(session, navigation.target, inner);
    if (![...rows(store)].some((r) => idOf(navigation.target, r) === innerId)) throw missing(navigation.target, inner);
    return rowRequest(session, navigation.target, { kind: "id", id: innerId }, request, more, query);
  }
  const url = `${session.baseUrl}/${table.entitySet}(${id})/${next.name}`;
  const [suffix] = more;
  if (request.method === "POST" && !suffix && navigation.kind === "oneToMany") {
    return create(session, navigation.target, request, query, { [navigation.relationship.referencingColumn]: { id, table: table.logicalName } });
  }
  if (request.method !== "GET") throw methodNotAllowed(request, next.name);
  if (!suffix) return readList(session, navigation.target, request, query, { url, contextSet: navigation.target.entitySet, rows });
  if (suffix.name === "$count") return readCount(session, navigation.target, query, rows);
  if (!isReference) throw segmentMissing(suffix.name);
  demandPrivilege(session.principal, "Read", navigation.target);
  parseQueryOptions(query, navigation.target, registry);
  return jsonResponse(200, print({
    "@odata.context": `${session.baseUrl}/$metadata#Collection($ref)`,
    value: [...rows(session.rows)].map((r) => ({ "@odata.id": `${session.baseUrl}/${navigation.target.entitySet}(${idOf(navigation.target, r)})` })),
  }));
}

function collectionRows(navigation: Collection, source: RowSource, id: string): Iterable<Row> {
  return navigation.kind === "oneToMany"
    ? source.referencing(navigation.target.logicalName, navigation.relationship.referencingColumn, id)
    : source.linked(navigation.relationship.schemaName, navigation.target.logicalName, id);
}

function reference(session: Session, table: Table, target: LookupValue): ApiResponse {
  return jsonResponse(200, print({ "@odata.context": `${session.baseUrl}/$metadata#$ref`, "@odata.id": `${session.baseUrl}/${table.entitySet}(${target.id})` }));
}

/**
 * `POST …/nav/$ref`, `PUT …/lookup/$ref`, `DELETE …/nav(id)/$ref`, `DELETE …/nav/$ref?$id=…`, `DELETE …/lookup/$ref`.
 * Source: Microsoft, "Associate and disassociate table rows by using the Web API".
 */
function referenceWrite(session: Session, table: Table, id: string, request: ApiRequest, next: Segment, more: Segment[], query: string): ApiResponse {
  const { registry } = session.organization;
  const shape = shapeOf(registry, table);
  if (more.length !== 1) throw segmentMissing(more[0]?.name ?? "");
  const lookups = shape.lookups.get(next.name);
  if (lookups?.[0]) {
    if (request.method !== "PUT" && request.method !== "DELETE") throw methodNotAllowed(request, next.name);
    const target = request.method === "DELETE" ? null : resolveReference(session, bodyReference(table, request));
    if (target && !lookups.some((r) => r.referencedTable === target.table)) throw badSyntax(`'${next.name}' cannot point at a row of '${target.table}'.`);
    updateRow(session, table, id, setting(lookups[0].referencingColumn, target));
    return noContent();
  }
  const relationship = shape.collections.get(next.name) ?? shape.manyToMany.get(next.name);
  if (!relationship) throw segmentMissing(next.name);
  if (request.method === "POST") {
    associate(session, table, id, relationship, resolveReference(session, bodyReference(table, request)));
    return noContent();
  }
  if (request.method !== "DELETE") throw methodNotAllowed(request, next.name);
  disassociate(session, table, id, relationship, disassociated(session, table, next, query));
  return noContent();
}

function disassociated(session: Session, table: Table, next: Segment, query: string): string {
  const navigation = findNavigation(session.organization.registry, table, next.name);
  const url = queryParameter(query, "$id");
  if (url !== undefined) return resolveReference(session, url).id;
  if (next.key === undefined || !navigation || !("target" in navigation)) throw badSyntax(`Name the row to disassociate: ${next.name}(<guid>)/$ref or ${next.name}/$ref?$id=<url>.`);
  const key = parseKey(navigation.target, next.key);
  const id = resolveKey(session.organization, navigation.target, key);
  if (id === undefined) throw missing(navigation.target, key);
  return id;
}

function bodyReference(table: Table, request: ApiRequest): string {
  const url = objectBody(request)["@odata.id"];
  if (typeof url !== "string") throw badPayload(table.entitySet, 'The body must be {"@odata.id": "<url of the row>"}.');
  return url;
}

/** @returns 405 for a method that the address does not know */
export function methodNotAllowed(request: ApiRequest, segment: string): DataverseError {
  return new DataverseError(405, "0x8006088a", `The requested resource '${segment}' does not support http method '${request.method}'.`);
}
