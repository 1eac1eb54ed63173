import { RequestKind, RequestStatus, syncRequest } from "../../model/generated/schema";
import { closedKeyOf, type RequestResult } from "../../model/request";
import { resultText } from "../core/resultText";
import { wholeSeconds } from "../core/stateColumns";
import { annotations, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { integerOf, textOf, toJson, type JsonObject } from "../connectors/http/json";

const c = syncRequest.columns;
const selected = [c.name, c.kind, c.status, c.targetTable, c.targetId, c.template, c.openKey, c.leaseUntil, c.leaseHolder, c.fence, c.attempts, c.nextAttemptOn, c.dryRun, c.resolve, "_createdby_value"].join(",");

/** A request row as the worker reads it. */
export interface RequestRow {
  id: string;
  etag: string;
  name: string;
  kind: number | undefined;
  status: number | undefined;
  targetTable: string;
  targetId: string;
  /** Of kind Template: its released or short name. */
  template: string;
  openKey: string;
  fence: number;
  attempts: number;
  /** Milliseconds since the epoch. */
  leaseUntil: number | undefined;
  leaseHolder: string;
  nextAttemptOn: number | undefined;
  askerId: string;
  askerName: string;
  /** Read and compare only. */
  dryRun: boolean;
  /** Choice `p2c_conflictside`. */
  resolve: number | undefined;
}

/** Whether a request waits for a worker at this (server) time: pending and due, or its holder's lease has run out. */
export function isDue(request: RequestRow, now: number): boolean {
  if (request.status === RequestStatus.Pending) return request.nextAttemptOn === undefined || request.nextAttemptOn <= now;
  return request.status === RequestStatus.Running && (request.leaseUntil === undefined || request.leaseUntil < now);
}

/** The request rows of Dataverse: reading, claiming, and what is written at the end. */
export class RequestStore {
  constructor(private readonly client: DataverseClient, private readonly holder: string, private readonly leaseMs: number) {}

  /** Server time, milliseconds since the epoch. */
  now(): number {
    return this.client.http.serverNow();
  }

  async read(id: string, call: CallContext): Promise<RequestRow | undefined> {
    const row = await this.client.get(`${syncRequest.entitySet}(${id})?$select=${selected}`, call, annotations);
    return row && rowOf(row);
  }

  /**
   * Takes the request for this worker: fence one up, lease from now.
   * @throws RefusalError 412 when another was faster
   */
  async claim(request: RequestRow, startedAt: Date, correlationId: string, call: CallContext): Promise<RequestRow> {
    const takenOver = request.status === RequestStatus.Running;
    const row = await this.client.update(`${syncRequest.entitySet}(${request.id})`, {
      [c.status]: RequestStatus.Running,
      [c.fence]: request.fence + 1,
      [c.leaseHolder]: this.holder,
      [c.leaseUntil]: this.leaseEnd(),
      [c.startedOn]: wholeSeconds(startedAt),
      [c.correlationId]: correlationId,
      [c.progress]: "checking",
      // A holder that vanished counts as a failed attempt, so a record that kills its worker is not tried for ever.
      ...(takenOver ? { [c.attempts]: request.attempts + 1 } : {}),
    }, request.etag, call, `${c.fence},${c.attempts}`);
    return {
      ...request, etag: textOf(row["@odata.etag"]) ?? "", status: RequestStatus.Running, leaseHolder: this.holder, fence: request.fence + 1,
      attempts: integerOf(row[c.attempts]) ?? request.attempts,
    };
  }

  /** Whether this worker holds the row under a fence; asked when the answer to a claim or renewal was lost. */
  holds(request: RequestRow, fence: number): boolean {
    return request.status === RequestStatus.Running && request.leaseHolder === this.holder && request.fence === fence;
  }

  /** Makes the lease longer. @returns the new ETag */
  async renew(id: string, etag: string, progress: string, call: CallContext): Promise<string> {
    const row = await this.client.update(`${syncRequest.entitySet}(${id})`, { [c.leaseUntil]: this.leaseEnd(), [c.progress]: progress }, etag, call, c.fence);
    return textOf(row["@odata.etag"]) ?? "";
  }

  /** Gives the request back untouched, for another worker to take at once. */
  async release(id: string, etag: string, call: CallContext): Promise<void> {
    await this.client.update(`${syncRequest.entitySet}(${id})`, { [c.status]: RequestStatus.Pending, [c.leaseUntil]: null, [c.leaseHolder]: null, [c.progress]: null, [c.nextAttemptOn]: null }, etag, call, c.fence);
  }

  /** The part of the final change set that ends the request; fails when the claim is lost. */
  finishPart(id: string, etag: string, columns: JsonObject): BatchRequest {
    return {
      method: "PATCH",
      path: this.client.rootPath(`${syncRequest.entitySet}(${id})`),
      headers: { "If-Match": etag },
      body: toJson({ [c.leaseUntil]: null, [c.leaseHolder]: null, [c.progress]: null, ...columns }),
    };
  }

  /**
   * Requests that wait for a worker, those due first, and when the next one falls due; one request.
   * @param most rows at most
   */
  async findDue(most: number, call: CallContext): Promise<{ ids: string[]; nextDue: number | undefined }> {
    const { Pending, Running } = RequestStatus;
    const now = wholeSeconds(new Date(this.now()));
    const open = `${c.status} eq ${Pending} or (${c.status} eq ${Running} and (${c.leaseUntil} eq null or ${c.leaseUntil} lt ${now}))`;
    // Ascending order puts rows without a next attempt first, so what is not due yet never hides what is.
    const order = `${c.nextAttemptOn} asc,createdon asc`;
    const body = await this.client.get(`${syncRequest.entitySet}?$select=${selected}&$filter=${encodeURIComponent(open)}&$orderby=${order}&$top=${most}`, call);
    const rows = rowsOf(body ?? {}).map(rowOf);
    const later = rows.map((row) => row.nextAttemptOn).filter((time) => time !== undefined && time > this.now());
    return { ids: rows.filter((row) => isDue(row, this.now())).map((row) => row.id), nextDue: later.length > 0 ? Math.min(...(later as number[])) : undefined };
  }

  private leaseEnd(): string {
    return wholeSeconds(new Date(this.now() + this.leaseMs));
  }
}

/** Columns of a request that has ended. */
export function endedColumns(request: RequestRow, status: RequestStatus, result: RequestResult, now: Date): JsonObject {
  return {
    [c.status]: status,
    [c.openKey]: closedKeyOf(request.id),
    [c.result]: resultText(result),
    [c.errorCode]: result.records.find((record) => record.errorCode)?.errorCode ?? null,
    [c.finishedOn]: wholeSeconds(now),
    [c.nextAttemptOn]: null,
  };
}

/** Columns of a request that will be tried again. */
export function waitingColumns(request: RequestRow, result: RequestResult, retryAt: Date): JsonObject {
  return {
    [c.status]: RequestStatus.Pending,
    [c.attempts]: request.attempts + 1,
    [c.nextAttemptOn]: wholeSeconds(retryAt),
    [c.result]: resultText(result),
    [c.errorCode]: result.records.find((record) => record.errorCode)?.errorCode ?? null,
  };
}

/** Whether the request asks for one record. */
export function isRecordRequest(request: RequestRow): boolean {
  return request.kind === RequestKind.Record;
}

function rowOf(row: JsonObject): RequestRow {
  return {
    id: textOf(row[syncRequest.primaryId]) ?? "",
    etag: textOf(row["@odata.etag"]) ?? "",
    name: textOf(row[c.name]) ?? "",
    kind: integerOf(row[c.kind]),
    status: integerOf(row[c.status]),
    targetTable: textOf(row[c.targetTable]) ?? "",
    targetId: textOf(row[c.targetId]) ?? "",
    template: textOf(row[c.template]) ?? "",
    openKey: textOf(row[c.openKey]) ?? "",
    fence: integerOf(row[c.fence]) ?? 0,
    attempts: integerOf(row[c.attempts]) ?? 0,
    leaseUntil: timeOf(row[c.leaseUntil]),
    leaseHolder: textOf(row[c.leaseHolder]) ?? "",
    nextAttemptOn: timeOf(row[c.nextAttemptOn]),
    askerId: textOf(row["_createdby_value"]) ?? "",
    askerName: textOf(row["_createdby_value@OData.Community.Display.V1.FormattedValue"]) ?? "",
    dryRun: row[c.dryRun] === true,
    resolve: integerOf(row[c.resolve]),
  };
}

function timeOf(value: unknown): number | undefined {
  const time = Date.parse(textOf(value) ?? "");
  return Number.isNaN(time) ? undefined : time;
}
