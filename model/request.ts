import { RequestKind, RequestStatus, navigation, syncRequest } from "./generated/schema";

/** Tables a sync request may name, with the request's lookup to each. */
export const syncableTables = {
  account: { entitySet: "accounts", requestNavigation: navigation.syncRequestAccount },
} as const;
export type SyncableTable = keyof typeof syncableTables;

/** Whether a logical name is a table that a sync request may name. */
export function isSyncableTable(table: string): table is SyncableTable {
  return Object.prototype.hasOwnProperty.call(syncableTables, table);
}

/** A GUID as the Web API prints it: lower case, no braces. Client API ids come with braces and upper case. */
export function bareGuid(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

/**
 * Value of the alternate key that makes two clicks one request: while a request is open its key is `table:guid`.
 * @see docs/contract.md
 */
export function openKeyOf(table: string, id: string): string {
  return `${table}:${bareGuid(id)}`;
}

/** Value of the same column once the request has ended: unique by itself, so the next click may open a new one. */
export function closedKeyOf(requestId: string): string {
  return `closed:${bareGuid(requestId)}`;
}

/** Statuses in which a request still has to be worked on. */
export function isOpen(status: number | null | undefined): boolean {
  return status === RequestStatus.Pending || status === RequestStatus.Running;
}

/**
 * The row that a click on Sync now creates.
 */
export function newRecordRequest(table: SyncableTable, id: string, displayName: string, batchId?: string): Record<string, unknown> {
  const target = syncableTables[table];
  const c = syncRequest.columns;
  return {
    [c.name]: displayName.slice(0, 200),
    [c.kind]: RequestKind.Record,
    [c.status]: RequestStatus.Pending,
    [c.targetTable]: table,
    [c.targetId]: bareGuid(id),
    [c.openKey]: openKeyOf(table, id),
    ...(batchId ? { [c.batchId]: batchId } : {}),
    [`${target.requestNavigation}@odata.bind`]: `/${target.entitySet}(${bareGuid(id)})`,
  };
}

/** Steps shown while a request runs; the control translates them. */
export type ProgressStep = "checking" | "reading" | "validating" | "writing" | "saving";

/** How one record of a request came out. */
export interface RecordResult {
  table: string;
  id: string;
  outcome: "created" | "updated" | "unchanged" | "failed" | "waiting" | "excluded";
  /** SCM field names that were written, in template order. */
  written: string[];
  scmKey?: string;
  company?: string;
  errorCode?: string;
  errorParams?: Record<string, string>;
}

/** What stands in the request's result column, as JSON. */
export interface RequestResult {
  records: RecordResult[];
}
