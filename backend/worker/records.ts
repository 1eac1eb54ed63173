import { syncState, type SyncStatus } from "../../model/generated/schema";
import { parseHistory } from "../../model/history";
import { isSyncableTable, syncableTables, type SyncableTable, type SyncableTableLinks } from "../../model/request";
import { keyedPath } from "../core/keys";
import type { SourceRow } from "../core/mapping";
import { lookupsOfRows, readColumnsOf } from "../core/sourceColumns";
import type { PreviousState } from "../core/stateColumns";
import { salesSideOf, type AnyTemplate, type Template } from "../core/templateTypes";
import type { BatchRequest } from "../connectors/dataverse/batch";
import type { DataverseClient } from "../connectors/dataverse/client";
import { integerOf, isObject, textOf, toJson, type JsonObject } from "../connectors/http/json";

const c = syncState.columns;
const owner = "_ownerid_value";
const businessUnit = "_owningbusinessunit_value";
const formatted = "@OData.Community.Display.V1.FormattedValue";
const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const stateSelect = [c.status, c.attempts, c.errorCode, c.errorParams, c.history, c.sourceFingerprint, c.company, c.scmKey, c.lastValues, c.targetValues, c.template, owner, "versionnumber"].join(",");

/** A business record with its sync state, as read in one go. */
export interface SourceRecord {
  id: string;
  name: string;
  source: SourceRow;
  businessUnit: { id: string; name: string };
  owner: { id: string; entitySet: "systemusers" | "teams" };
  /** Whether the record points to a state row already, or is closed to writes and so can point to none. */
  linked: boolean;
  state: StoredState | undefined;
}

export interface StoredState extends PreviousState {
  id: string;
  etag: string;
  sourceFingerprint: string;
  company: string;
  ownerId: string;
  /** Template of the last attempt. */
  template: string;
  /** JSON: source column → value at the last success. */
  lastValues: string;
  /** JSON: SCM field → value at the last success. */
  targetValues: string;
}

/** Tables whose rows belong to the organisation, so that they have no owner. */
const ownerless: ReadonlySet<string> = new Set<SyncableTable>(["product"]);

/** Query of a record with everything a sync needs; `$expand` brings the state along. Several templates of one table read at once. */
export function recordQuery(template: Template, ...others: readonly Template[]): string {
  const { source } = template;
  const all = [template, ...others];
  const documents = all.some(({ lines }) => lines !== undefined);
  const lookups = lookupsOfRows(all.flatMap(({ rows }) => rows));
  // The currency's decimals decide how line discounts are rounded.
  if (documents) lookups.set("transactioncurrencyid", [...new Set([...(lookups.get("transactioncurrencyid") ?? []), "currencyprecision"])]);
  return queryOf(source.table, [source.primaryName, ...all.flatMap(readColumnsOf)], lookups);
}

/** Query of a record by columns and lookups, with its owner and its state. */
export function queryOf(table: string, columns: readonly string[], lookups: ReadonlyMap<string, readonly string[]>): string {
  const links = linksOf(table);
  const select = [...columns, ...(links?.closing ? ["statecode"] : []), ...(ownerless.has(table) ? [] : [owner, businessUnit])];
  const expand = [
    ...[...lookups].map(([lookup, behind]) => `${lookup}($select=${behind.join(",")})`),
    ...(links ? [`${links.stateNavigation}($select=${stateSelect})`] : []),
  ];
  return `$select=${[...new Set(select)].join(",")}&$expand=${expand.join(",")}`;
}

const linksOf = (table: string): SyncableTableLinks | undefined => (isSyncableTable(table) ? syncableTables[table] : undefined);

/** Reads an answer to `recordQuery`. */
export function recordOf(template: AnyTemplate, row: JsonObject): SourceRecord {
  const { table, primaryId, primaryName } = salesSideOf(template);
  const links = linksOf(table);
  const state = links && row[links.stateNavigation];
  const closed = links?.closing !== undefined && integerOf(row["statecode"]) !== 0;
  return {
    id: (textOf(row[primaryId]) ?? "").toLowerCase(),
    name: textOf(row[primaryName]) ?? "",
    source: row,
    businessUnit: { id: textOf(row[businessUnit]) ?? "", name: textOf(row[businessUnit + formatted]) ?? "" },
    owner: { id: textOf(row[owner]) ?? "", entitySet: row[owner + lookupTable] === "team" ? "teams" : "systemusers" },
    linked: isObject(state) || closed,
    state: isObject(state) ? storedState(state) : undefined,
  };
}

/** Query of a state row by its key, for a record whose link to it is missing. */
export function stateByKey(client: DataverseClient, table: string, id: string): BatchRequest {
  return { method: "GET", path: client.rootPath(`${stateKey(table, id)}?$select=${stateSelect}`) };
}

/** Reads a state row. */
export function storedState(row: JsonObject): StoredState {
  return {
    id: textOf(row[syncState.primaryId]) ?? "",
    // An expanded row comes without an ETag; it is the row's version number in quotes.
    etag: textOf(row["@odata.etag"]) ?? `W/"${integerOf(row["versionnumber"]) ?? 0}"`,
    status: integerOf(row[c.status]) as SyncStatus | undefined,
    attempts: integerOf(row[c.attempts]) ?? 0,
    errorCode: textOf(row[c.errorCode]) ?? "",
    errorParams: textOf(row[c.errorParams]) ?? "",
    history: parseHistory(textOf(row[c.history])),
    sourceFingerprint: textOf(row[c.sourceFingerprint]) ?? "",
    company: textOf(row[c.company]) ?? "",
    scmKey: textOf(row[c.scmKey]) ?? "",
    ownerId: textOf(row[owner]) ?? "",
    template: textOf(row[c.template]) ?? "",
    lastValues: textOf(row[c.lastValues]) ?? "",
    targetValues: textOf(row[c.targetValues]) ?? "",
  };
}

/**
 * Parts of a change set that write the state row and, when it is missing, the record's link to it.
 * @param withOwner gives the row the record's owner when it has another; false when that owner may not own such rows
 * @param ifUnchanged only when the row is still as it was read; for writers that hold no claim
 */
export function stateParts(client: DataverseClient, table: SyncableTable, record: SourceRecord, columns: JsonObject, withOwner: boolean, ifUnchanged: boolean): BatchRequest[] {
  const path = stateKey(table, record.id);
  const ownerChanged = record.state?.ownerId.toLowerCase() !== record.owner.id.toLowerCase();
  const { closing, entitySet, stateNavigation }: SyncableTableLinks = syncableTables[table];
  const own = closing ? { [`${closing.recordNavigation}@odata.bind`]: `/${entitySet}(${record.id})` } : {};
  const body = { ...columns, ...own, ...(withOwner && ownerChanged && record.owner.id ? { "ownerid@odata.bind": `/${record.owner.entitySet}(${record.owner.id})` } : {}) };
  const condition: Record<string, string> = !ifUnchanged ? {} : record.state ? { "If-Match": record.state.etag } : { "If-None-Match": "*" };
  const parts: BatchRequest[] = [{ method: "PATCH", path: client.rootPath(path), headers: condition, body: toJson(body) }];
  if (!record.linked) {
    // Bound by key: the row may come into being in this very change set, under an id not known yet.
    parts.push({
      method: "PATCH",
      path: client.rootPath(`${entitySet}(${record.id})`),
      headers: { "If-Match": "*" },
      body: toJson({ [`${stateNavigation}@odata.bind`]: `/${record.state ? `${syncState.entitySet}(${record.state.id})` : path}` }),
    });
  }
  return parts;
}

function stateKey(table: string, id: string): string {
  return keyedPath(syncState.entitySet, { [c.recordTable]: table, [c.recordId]: id });
}
