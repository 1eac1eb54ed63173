import { type ConflictSide, RequestKind, RequestStatus, account, contact, invoice, navigation, product, quote, salesOrder, syncRequest } from "./generated/schema";

/** How a table that can be synced is tied to its state and its requests. */
export interface SyncableTableLinks {
  entitySet: string;
  primaryId: string;
  /** Column with the name by which people know a record. */
  primaryName: string;
  /** Lookup column of the record to its sync state. */
  stateLookup: string;
  /** Navigation property of that lookup. */
  stateNavigation: string;
  /** Navigation property from a sync state back to the records that link to it. */
  stateCollection: string;
  /**
   * Only where Dataverse closes records to all writes (an active quote, an invoiced order, a paid invoice): the
   * link the other way round, which can always be set. Source: Microsoft Learn, "Dynamics 365 Sales and privacy laws
   * and regulations" (table of read-only states).
   */
  closing?: {
    /** Navigation property of the state's lookup to the record. */
    recordNavigation: string;
    /** Navigation property from the record to the states that name it; there is one at most. */
    stateOfRecord: string;
  };
  /** Navigation property of the request's lookup to a record of this table. */
  requestNavigation: string;
  /** Navigation property from the record to its requests. */
  requestCollection: string;
}

function links(
  table: { entitySet: string; primaryId: string; primaryName: string; columns: { syncStateId: string } },
  [stateNavigation, stateCollection, requestNavigation, requestCollection]: readonly [string, string, string, string],
  closing?: SyncableTableLinks["closing"],
): SyncableTableLinks {
  const { entitySet, primaryId, primaryName, columns } = table;
  return {
    entitySet, primaryId, primaryName, stateLookup: columns.syncStateId, stateNavigation, stateCollection, requestNavigation, requestCollection,
    ...(closing ? { closing } : {}),
  };
}

const n = navigation;

/** Tables a sync request may name. */
export const syncableTables = {
  account: links(account, [n.accountSyncState, n.syncStateAccounts, n.syncRequestAccount, n.accountSyncRequests]),
  contact: links(contact, [n.contactSyncState, n.syncStateContacts, n.syncRequestContact, n.contactSyncRequests]),
  product: links(product, [n.productSyncState, n.syncStateProducts, n.syncRequestProduct, n.productSyncRequests]),
  quote: links(quote, [n.quoteSyncState, n.syncStateQuotes, n.syncRequestQuote, n.quoteSyncRequests], { recordNavigation: n.syncStateQuote, stateOfRecord: n.quoteSyncStates }),
  salesorder: links(salesOrder, [n.salesOrderSyncState, n.syncStateSalesOrders, n.syncRequestSalesOrder, n.salesOrderSyncRequests], { recordNavigation: n.syncStateSalesOrder, stateOfRecord: n.salesOrderSyncStates }),
  invoice: links(invoice, [n.invoiceSyncState, n.syncStateInvoices, n.syncRequestInvoice, n.invoiceSyncRequests], { recordNavigation: n.syncStateInvoice, stateOfRecord: n.invoiceSyncStates }),
} as const satisfies Record<string, SyncableTableLinks>;
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

/** What every request about a record holds, whatever it asks for. @param displayName cut at the 200 characters the column holds */
export function openRequest(kind: RequestKind, table: SyncableTable, id: string, displayName: string, openKey: string): Record<string, unknown> {
  const target = syncableTables[table];
  const c = syncRequest.columns;
  return {
    [c.name]: displayName.slice(0, 200),
    [c.kind]: kind,
    [c.status]: RequestStatus.Pending,
    [c.targetTable]: table,
    [c.targetId]: bareGuid(id),
    [c.openKey]: openKey,
    [`${target.requestNavigation}@odata.bind`]: `/${target.entitySet}(${bareGuid(id)})`,
  };
}

/** What can be asked for beyond a plain sync. */
export interface RecordRequestOptions {
  batchId?: string;
  resolve?: ConflictSide;
  dryRun?: boolean;
}

/**
 * The row that a click on Sync now creates.
 * @param displayName the record's name as the asker sees it; cut at the 200 characters the column holds
 * @param options `batchId` when several records were chosen together; `resolve` when the asker chose whose values stand;
 * `dryRun` when it is only to be shown what would be written
 */
export function newRecordRequest(table: SyncableTable, id: string, displayName: string, { batchId, resolve, dryRun }: RecordRequestOptions = {}): Record<string, unknown> {
  const c = syncRequest.columns;
  return {
    ...openRequest(RequestKind.Record, table, id, displayName, openKeyOf(table, id)),
    ...(batchId ? { [c.batchId]: batchId } : {}),
    ...(resolve === undefined ? {} : { [c.resolve]: resolve }),
    ...(dryRun ? { [c.dryRun]: true } : {}),
  };
}

/** Steps shown while a request runs; the control translates them. */
export type ProgressStep = "checking" | "reading" | "validating" | "writing" | "saving";

/** How one line of a document came out. */
export interface LineResult {
  /** Its number in SCM. */
  number: number;
  name: string;
  outcome: "created" | "updated" | "unchanged" | "failed" | "removed";
  /** Field names that were written. */
  written: string[];
  errorCode?: string;
  errorParams?: Record<string, string>;
}

/** One field as a dry run or a conflict shows it; values in canonical text (`model/values.ts`). */
export interface FieldComparison {
  /** Field of SCM; of what comes from SCM, the column of Sales. */
  field: string;
  /** Logical name of the one column of Sales, on the record or on its line, that the field stands for; absent when there is none, or several. */
  column?: string;
  /** Number of the line; absent for the header. */
  line?: number;
  /** Name of the line. */
  name?: string;
  /** The side on which the line was deleted, while the other changed it; that side's value is blank. */
  deleted?: "sales" | "scm";
  /** What Sales means for the field now. */
  sales: string;
  /** What both had at the last success; absent when that is not known. */
  last?: string;
  scm: string;
  /** What would be written to the target; absent when nothing would. */
  write?: string;
}

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
  /** Name, for records that were done because the asked-for one needs them. */
  name?: string;
  /** Template it went by. */
  template?: string;
  /** Lines of a document. */
  lines?: LineResult[];
  /** In a dry run, and on a conflict. */
  fields?: FieldComparison[];
}

/** What stands in the request's result column, as JSON. */
export interface RequestResult {
  records: RecordResult[];
  /** Of kind On-hand: which company was read, how many products have numbers now, and when they were read (ISO 8601 UTC). */
  onHand?: { company: string; products: number; asOf: string };
  /** Of kind Template: released name and counts of the run; `skipped` as on its run row. */
  run?: { template: string; inserted: number; updated: number; unchanged: number; skipped: number; failed: number; outcome: "Completed" | "Warning" | "Error" };
}
