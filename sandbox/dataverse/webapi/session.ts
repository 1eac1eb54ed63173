import type { SandboxClock } from "../../http/contract";
import type { MetadataRegistry } from "../metadata/registry";
import type { OpenDocument } from "../sales/documents";
import { visibleRows } from "../security/visibleRows";
import type { Principal } from "../security/principal";
import type { Store } from "../store/store";
import type { Row, RowSource } from "../store/types";

/** A write that happened, for webhooks. */
export interface Change {
  message: "Create" | "Update" | "Delete";
  table: string;
  id: string;
  /** Columns written: as stored for the caller's part, then what the platform added. */
  target: Row;
  /** Columns that the caller sent, without what the platform added. */
  sent: readonly string[];
  before?: Row;
  after?: Row;
}

/** The organisation that the server holds. */
export interface Organization {
  store: Store;
  registry: MetadataRegistry;
  clock: SandboxClock;
  /** e.g. `http://127.0.0.1:5080` */
  url(): string;
  /** Rows as they stood when a fault with `stale` was set. */
  stale(): RowSource;
}

/** Rows that earlier requests of a batch made, by their Content-ID. */
export interface ContentIds {
  /**
   * Puts the row's URL in place of a leading `$1`.
   * @throws DataverseError 400 for a Content-ID that no earlier request of the batch has
   */
  resolve(url: string): string;
}

/** Outside a batch there is nothing to resolve. */
export const noContentIds: ContentIds = { resolve: (url) => url };

/** One call: who makes it, what it reads from, and what it changed. */
export interface Session {
  organization: Organization;
  principal: Principal;
  /** Set when the call is made on behalf of somebody: the user who really called. */
  callerUserId: string;
  /** Rows the principal may read. */
  rows: RowSource;
  /** What lists are read from: the same rows, or old ones while a `stale` fault is in force. */
  listRows: RowSource;
  /** Service root as the client wrote it, e.g. `http://127.0.0.1:5080/api/data/v9.2`. */
  baseUrl: string;
  /** ISO 8601 UTC without fraction, e.g. `2026-01-31T12:00:00Z`. */
  now: string;
  languageId: number;
  /** How numbers and dates are written, BCP 47. */
  locale: string;
  requestId: string;
  correlationId: string;
  contentIds: ContentIds;
  /** Documents, by header id, whose totals wait for the end of a bulk write. */
  openDocuments?: Map<string, OpenDocument>;
  /** Writes so far; handed to the webhooks when the call has succeeded. */
  changes: Change[];
}

/** Opens a session for one call. */
export function openSession(organization: Organization, principal: Principal, options: {
  callerUserId: string; baseUrl: string; languageId: number; locale?: string | undefined; requestId: string; correlationId: string; serveStale: boolean; contentIds?: ContentIds;
}): Session {
  const { store, registry, clock } = organization;
  const rows = visibleRows(store, registry, principal);
  return {
    organization, principal,
    callerUserId: options.callerUserId,
    rows,
    listRows: options.serveStale ? visibleRows(organization.stale(), registry, principal) : rows,
    baseUrl: options.baseUrl,
    now: isoSeconds(clock.now()),
    languageId: options.languageId,
    locale: options.locale ?? (options.languageId === 1036 ? "fr-FR" : "en-US"),
    requestId: options.requestId,
    correlationId: options.correlationId,
    contentIds: options.contentIds ?? noContentIds,
    changes: [],
  };
}

/** A moment as Dataverse prints it: UTC, whole seconds. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
