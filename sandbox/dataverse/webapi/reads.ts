import { stringify } from "lossless-json";
import { contextUrl, etagOf, isApply, jsonValue, nextLink, parseAnnotations, parseQueryOptions, runApply, runList, shapeRow, type Expand, type ListQuery, type RunContext, type ShapeOptions } from "../query";
import { ids } from "../../data/ids";
import type { Column, Table } from "../metadata/types";
import { demandPrivilege } from "../security/access";
import { idOf } from "../store/lookup";
import type { Row, RowSource } from "../store/types";
import { changedSince, deltaLink, demandTracking, firstToken } from "./changeTracking";
import { jsonResponse, noContent, type ApiRequest, type ApiResponse } from "./messages";
import { parsePreferences, type Preferences } from "./preferences";
import type { Session } from "./session";

/** How many rows `$count=true` counts at most. */
const countLimit = 5000;

/** Which rows a list is taken from, and how its address reads. */
export interface ListSource {
  /** Absolute, without query. */
  url: string;
  /** As in the context URL, e.g. `accounts`. */
  contextSet: string;
  /** Rows of a collection-valued navigation property; absent for the whole table. */
  rows?: (source: RowSource) => Iterable<Row>;
}

/** How the caller wants rows printed. */
export function shapeOptions(session: Session, preferences: Preferences): ShapeOptions {
  return {
    annotations: parseAnnotations(preferences.annotations),
    languageId: session.languageId,
    baseUrl: session.baseUrl,
    formatting: { locale: session.locale, timeZone: "UTC", baseCurrencyId: ids.baseCurrency },
    userId: session.principal.userId,
    now: session.organization.clock.now(),
    ...(preferences.maxPageSize === undefined ? {} : { pageSize: preferences.maxPageSize }),
  };
}

/** A list with `$filter`, `$orderby`, paging, counting, aggregation or change tracking. */
export function readList(session: Session, table: Table, request: ApiRequest, rawQuery: string, from: ListSource): ApiResponse {
  demandPrivilege(session.principal, "Read", table);
  const { registry } = session.organization;
  const preferences = parsePreferences(request.headers.prefer);
  const query = parseQueryOptions(rawQuery, table, registry);
  demandExpands(session, query);
  if (query.deltaToken !== undefined && !query.position) return readChanges(session, table, query, rawQuery, preferences, from);
  const options = shapeOptions(session, preferences);
  const run: RunContext = {
    registry, userId: options.userId, now: options.now,
    ...(preferences.maxPageSize === undefined ? {} : { pageSize: preferences.maxPageSize }),
    ...(from.rows ? { rows: from.rows(session.listRows) } : {}),
  };
  if (isApply(query)) {
    return jsonResponse(200, print({ "@odata.context": `${session.baseUrl}/$metadata#${from.contextSet}`, value: runApply(query, session.listRows, run, options) }));
  }
  if (preferences.trackChanges) demandTracking(table, query);
  const token = preferences.trackChanges ? (query.deltaToken ?? firstToken(session)) : undefined;
  const page = runList(query, session.listRows, run);
  const body: Record<string, unknown> = { "@odata.context": contextUrl(session.baseUrl, from.contextSet, query, false) };
  if (query.count) body["@odata.count"] = Math.min(page.total, countLimit);
  if (options.annotations === "*") {
    body["@Microsoft.Dynamics.CRM.totalrecordcount"] = query.count ? Math.min(page.total, countLimit) : -1;
    body["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] = query.count && page.total > countLimit;
  }
  body.value = page.rows.map((row) => shapeRow(row, query, session.listRows, registry, options));
  const last = page.rows.at(-1);
  if (page.nextPage && last) {
    // While changes are tracked the token of the first page travels along, so nothing between two pages is missed.
    const link = nextLink(from.url, withoutDeltaToken(rawQuery), page.nextPage, last);
    body["@odata.nextLink"] = token === undefined ? link : `${link}&$deltatoken=${encodeURIComponent(token)}`;
  } else if (token !== undefined) body["@odata.deltaLink"] = deltaLink(from.url, rawQuery, token);
  return jsonResponse(200, print(body), applied(preferences, ["maxpagesize", "annotations", "trackChanges"]));
}

function readChanges(session: Session, table: Table, query: ListQuery, rawQuery: string, preferences: Preferences, from: ListSource): ApiResponse {
  demandTracking(table, query);
  const options = shapeOptions(session, preferences);
  const changes = changedSince(session, table, query.deltaToken ?? "", preferences.maxPageSize);
  const link = deltaLink(from.url, rawQuery, changes.token);
  return jsonResponse(200, print({
    "@odata.context": `${contextUrl(session.baseUrl, from.contextSet, query, false)}/$delta`,
    value: changes.entries.map((entry) => entry.row
      ? shapeRow(entry.row, query, session.rows, session.organization.registry, options)
      : { "@odata.context": `${session.baseUrl}/$metadata#${from.contextSet}/$deletedEntity`, id: entry.id, reason: "deleted" }),
    [changes.more ? "@odata.nextLink" : "@odata.deltaLink"]: link,
  }), applied(preferences, ["maxpagesize", "annotations"]));
}

/** `…/$count`: plain text behind a byte order mark, as the service sends it. */
export function readCount(session: Session, table: Table, rawQuery: string, rows?: (source: RowSource) => Iterable<Row>): ApiResponse {
  demandPrivilege(session.principal, "Read", table);
  const { registry, clock } = session.organization;
  const query = parseQueryOptions(rawQuery, table, registry);
  const count = query.deltaToken === undefined
    ? Math.min(runList(query, session.listRows, { registry, userId: session.principal.userId, now: clock.now(), ...(rows ? { rows: rows(session.listRows) } : {}) }).total, countLimit)
    : changedSince(session, table, query.deltaToken, Infinity).entries.length;
  return { status: 200, headers: { "content-type": "text/plain" }, body: `\uFEFF${count}` };
}

/** One row the caller may read. */
export function readRow(session: Session, table: Table, row: Row, request: ApiRequest, rawQuery: string): ApiResponse {
  const preferences = parsePreferences(request.headers.prefer);
  const query = parseQueryOptions(rawQuery, table, session.organization.registry);
  demandExpands(session, query);
  const conditional = request.headers["if-none-match"];
  const unchanged = conditional === etagOf(row) && query.expand.length === 0 && preferences.annotations === undefined;
  if (unchanged) return { status: 304, headers: {} };
  return jsonResponse(200, rowBody(session, table, row, query, preferences), { etag: etagOf(row), ...applied(preferences, ["annotations"]) });
}

/** JSON text of one row with its context. */
export function rowBody(session: Session, table: Table, row: Row, query: ListQuery, preferences: Preferences): string {
  const visible = session.rows.find(table.logicalName, idOf(table, row)) ?? row;
  return print({
    "@odata.context": contextUrl(session.baseUrl, table.entitySet, query, true),
    ...shapeRow(visible, query, session.rows, session.organization.registry, shapeOptions(session, preferences)),
  });
}

/** One property of a row: 204 when it is empty; `raw` without JSON around it. */
export function readProperty(session: Session, table: Table, row: Row, column: Column, property: string, raw: boolean): ApiResponse {
  const visible = session.rows.find(table.logicalName, idOf(table, row)) ?? row;
  const value = jsonValue(column, visible[column.logicalName]);
  if (value === null) return noContent();
  if (raw) return { status: 200, headers: { "content-type": "text/plain" }, body: typeof value === "string" ? value : print(value) };
  return jsonResponse(200, print({ "@odata.context": `${session.baseUrl}/$metadata#${table.entitySet}(${idOf(table, row)})/${property}`, value }));
}

/** `Preference-Applied` for the preferences that a kind of answer honours. */
export function applied(preferences: Preferences, honoured: ("maxpagesize" | "annotations" | "trackChanges" | "representation")[]): Record<string, string> {
  const parts = [
    honoured.includes("representation") && preferences.representation ? "return=representation" : "",
    honoured.includes("maxpagesize") && preferences.maxPageSize !== undefined ? `odata.maxpagesize=${preferences.maxPageSize}` : "",
    honoured.includes("annotations") && preferences.annotations !== undefined ? `odata.include-annotations="${preferences.annotations}"` : "",
    honoured.includes("trackChanges") && preferences.trackChanges ? "odata.track-changes" : "",
  ].filter(Boolean);
  return parts.length === 0 ? {} : { "preference-applied": parts.join(",") };
}

/** JSON text; exact numbers keep their digits. */
export function print(value: unknown): string {
  return stringify(value) ?? "null";
}

/** Expanding a table that the caller has no read privilege for is refused, not answered with nothing. */
function demandExpands(session: Session, query: { expand: Expand[] }): void {
  for (const item of query.expand) {
    demandPrivilege(session.principal, "Read", item.query.table);
    demandExpands(session, item.query);
  }
}

function withoutDeltaToken(rawQuery: string): string {
  return rawQuery.split("&").filter((part) => !/^(\$|%24)deltatoken=/i.test(part)).join("&");
}
