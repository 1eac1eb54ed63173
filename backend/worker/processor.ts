import { randomUUID } from "node:crypto";
import { RequestStatus } from "../../model/generated/schema";
import { isSyncableTable, openKeyOf, syncableTables, type RecordResult, type SyncableTable } from "../../model/request";
import type { Lcid } from "../../model/errorText";
import { backoffMs } from "../core/backoff";
import { companyOf, type CompanyRules } from "../core/company";
import { asSyncError, ClaimLostError, ConnectionError, RefusalError, RequestError, SyncError } from "../core/errors";
import { assertSameKey, prepare } from "../core/prepare";
import type { Prepared, Pushed } from "../core/pushTypes";
import { scmUrlOf, stateAfterFailure, stateAfterSuccess, type AttemptFacts } from "../core/stateColumns";
import type { Template } from "../core/templateTypes";
import { accessRequest, grantsRead } from "../connectors/dataverse/access";
import { annotations, bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import type { JsonObject } from "../connectors/http/json";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { ScmClient } from "../connectors/scm/client";
import { templateOfTable } from "../templates/all";
import { Finisher } from "./finisher";
import { Lease } from "./lease";
import type { Log } from "./log";
import { assertNotTaken } from "./ownership";
import { pushRecord } from "./pushRecord";
import { recordOf, recordQuery, stateByKey, storedState, type SourceRecord } from "./records";
import { endedColumns, isDue, isRecordRequest, waitingColumns, type RequestRow, type RequestStore } from "./requests";

export interface ProcessorOptions {
  dataverse: DataverseClient;
  scm: ScmClient;
  requests: RequestStore;
  secured: SecuredColumns;
  companies: CompanyRules;
  /** Address of SCM's pages, for links. */
  scmUrl: string;
  lcid: Lcid;
  leaseMs: number;
  maxAttempts: number;
  log: Log;
  time?: TimeSource;
}

/** What became of a request this time. */
export type ProcessOutcome = "skipped" | "succeeded" | "failed" | "waiting" | "lost" | "released";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Work on one record, as far as it got; what the end is written from. */
interface Work {
  request: RequestRow;
  lease: Lease;
  call: CallContext;
  table?: SyncableTable;
  template?: Template;
  record?: SourceRecord;
  prepared?: Prepared;
}

/** Carries out one request from claim to finish (docs/contract.md, "A request's life"). */
export class Processor {
  private readonly time: TimeSource;
  private readonly finisher: Finisher;

  constructor(private readonly options: ProcessorOptions) {
    this.time = options.time ?? systemTime;
    this.finisher = new Finisher(options.dataverse, options.requests, options.log);
  }

  /**
   * @param id of the request row
   * @param stop fires at shutdown: the request is given back
   * @throws SyncError when Dataverse cannot be read or the end cannot be written; the lease then runs out and a sweep finds it
   */
  async process(id: string, stop: AbortSignal): Promise<ProcessOutcome> {
    const correlationId = randomUUID();
    const { requests, leaseMs, log } = this.options;
    const found = await requests.read(id, { correlationId, signal: stop });
    if (!found || !isDue(found, requests.now())) return "skipped";
    const claimedAt = this.time.monotonic();
    const request = await this.claim(found, correlationId, stop);
    if (!request) return "lost";

    const lease = new Lease(requests, request, claimedAt, leaseMs, correlationId, this.time);
    const work: Work = { request, lease, call: { correlationId, signal: AbortSignal.any([stop, lease.lost]) } };
    try {
      return await this.run(work);
    } catch (error) {
      if (error instanceof ClaimLostError || lease.lost.aborted) {
        log("warn", "claim lost", { request: id, correlationId });
        return "lost";
      }
      if (!stop.aborted) throw error;
      return await this.giveBack(id, lease, correlationId);
    } finally {
      await lease.end();
    }
  }

  /** At shutdown. When even that fails, the lease runs out and a sweep finds the request. */
  private async giveBack(id: string, lease: Lease, correlationId: string): Promise<ProcessOutcome> {
    try {
      await this.options.requests.release(id, await lease.end(), { correlationId, signal: AbortSignal.timeout(1_500) });
      this.options.log("info", "request given back", { request: id, correlationId });
      return "released";
    } catch {
      return "lost";
    }
  }

  private async claim(found: RequestRow, correlationId: string, signal: AbortSignal): Promise<RequestRow | undefined> {
    const { requests } = this.options;
    const call = { correlationId, signal };
    try {
      return await requests.claim(found, new Date(requests.now()), correlationId, call);
    } catch (error) {
      if (error instanceof RefusalError && (error.status === 412 || error.status === 404)) return undefined;
      if (!(error instanceof ConnectionError && error.ambiguous)) throw error;
      // The answer was lost, perhaps not the claim.
      const now = await requests.read(found.id, call);
      if (now && requests.isOwnClaim(now, found)) return now;
      throw error;
    }
  }

  private async run(work: Work): Promise<ProcessOutcome> {
    let pushed: Pushed | undefined;
    try {
      pushed = await this.work(work);
    } catch (error) {
      if (error instanceof ClaimLostError || work.call.signal?.aborted) throw error;
      return this.finishFailed(work, asSyncError(error));
    }
    return this.finishSucceeded(work, pushed);
  }

  /** Everything from the checks to the write in SCM. */
  private async work(work: Work): Promise<Pushed> {
    const { request, lease, call } = work;
    if (request.attempts >= this.options.maxAttempts) throw new SyncError("gave-up", { params: { attempts: String(request.attempts) } });
    const { table, template } = this.check(request);
    work.table = table;
    work.template = template;
    lease.progress = "reading";
    const record = await this.read(request, table, template, call);
    work.record = record;
    lease.progress = "validating";
    const secured = await this.options.secured.of(table, call);
    const prepared = prepare(template, record.source, companyOf(this.options.companies, record.businessUnit), secured);
    work.prepared = prepared;
    assertSameKey(prepared, template, record.state);
    lease.progress = "writing";
    const pushed = await pushRecord(this.options.scm, template, prepared, {
      ...call, guard: () => lease.assertHeld(), found: () => assertNotTaken(this.options.dataverse, template, record, prepared, call),
    });
    lease.progress = "saving";
    return pushed;
  }

  private check(request: RequestRow): { table: SyncableTable; template: Template } {
    if (!isRecordRequest(request)) throw new RequestError("request-kind-unknown", { params: { kind: String(request.kind ?? "") } });
    const { targetTable: table, targetId } = request;
    const template = templateOfTable(table);
    if (!isSyncableTable(table) || !template) throw new RequestError("request-table-unknown", { params: { table } });
    if (!guid.test(targetId)) throw new RequestError("request-target-missing", { params: { target: targetId } });
    if (request.openKey !== openKeyOf(table, targetId)) throw new RequestError("request-key-mismatch", { params: { key: request.openKey } });
    return { table, template };
  }

  /** Rights of the asker, the record and its state, in one round trip. */
  private async read(request: RequestRow, table: SyncableTable, template: Template, call: CallContext): Promise<SourceRecord> {
    const { dataverse } = this.options;
    const { entitySet } = syncableTables[table];
    const recordPath = dataverse.rootPath(`${entitySet}(${request.targetId})?${recordQuery(template)}`);
    const [access, row, state] = await dataverse.batch([
      accessRequest(dataverse, request.askerId, entitySet, request.targetId),
      { method: "GET", path: recordPath, headers: { Prefer: annotations } },
      stateByKey(dataverse, table, request.targetId),
    ], call, true);
    if (!access || !row || !state) throw new SyncError("sales-refused", { params: { message: "The batch answer is incomplete." } });
    if (row.status === 404) throw new RequestError("record-not-found", { params: { name: request.name } });
    if (!grantsRead(access.status, access.text)) {
      // A failed check (say 503) must not read as "may not".
      if (access.status >= 500) throw new ConnectionError("sales-unreachable", { technicalDetails: `HTTP ${access.status}` });
      throw new RequestError("no-read-access", { params: { name: request.name, asker: request.askerName }, technicalDetails: `RetrievePrincipalAccess: HTTP ${access.status} ${access.text.slice(0, 300)}` });
    }
    const record = recordOf(template, bodyOf(row));
    if (state.status === 404) return record;
    return { ...record, state: storedState(bodyOf(state)) };
  }

  private async finishSucceeded(work: Work, pushed: Pushed): Promise<ProcessOutcome> {
    const { template, record, prepared } = work;
    if (!template || !record || !prepared) throw new Error("A record was sent without having been read");
    const { secured, scmUrl, requests } = this.options;
    const now = new Date(requests.now());
    const result: RecordResult = {
      table: template.source.table, id: record.id, outcome: pushed.outcome, written: pushed.written, scmKey: prepared.keyValue, company: prepared.company,
    };
    const hidden = await secured.of(template.source.table, work.call);
    const url = scmUrlOf(scmUrl, prepared.company, template.target.menuItem);
    const state = stateAfterSuccess(this.facts(work, template, record, now), record.source, prepared, pushed, hidden, url);
    await this.end(work, state, endedColumns(work.request, RequestStatus.Succeeded, { records: [result] }, now));
    return "succeeded";
  }

  private async finishFailed(work: Work, failure: SyncError): Promise<ProcessOutcome> {
    const { request, template, record, prepared } = work;
    const { requests, maxAttempts, lcid } = this.options;
    const now = new Date(requests.now());
    const failures = request.attempts + 1;
    const error = failure.retryable && failures >= maxAttempts
      ? new SyncError("gave-up", { params: { attempts: String(failures) }, technicalDetails: `${failure.code}: ${failure.technicalDetails}`, cause: failure })
      : failure;
    const wish = failure instanceof ConnectionError ? failure.retryAfterMs : undefined;
    const retryAt = error.retryable ? new Date(now.getTime() + backoffMs(failures, this.time.random(), wish)) : undefined;
    const result: RecordResult = {
      table: request.targetTable, id: request.targetId, outcome: retryAt ? "waiting" : "failed", written: [],
      ...(prepared ? { company: prepared.company } : {}), errorCode: error.code, errorParams: error.params,
    };
    const state = template && record ? stateAfterFailure(this.facts(work, template, record, now), error, prepared, retryAt, lcid) : undefined;
    await this.end(work, state, retryAt ? waitingColumns(request, { records: [result] }, retryAt) : endedColumns(request, RequestStatus.Failed, { records: [result] }, now));
    this.options.log("warn", retryAt ? "request waits" : "request failed", { request: request.id, correlationId: work.call.correlationId, code: error.code });
    return retryAt ? "waiting" : "failed";
  }

  private facts(work: Work, template: Template, record: SourceRecord, now: Date): AttemptFacts {
    const { request } = work;
    return {
      template, recordId: record.id, recordName: record.name, previous: record.state, now, fence: request.fence,
      correlationId: work.call.correlationId, ...(request.askerName ? { by: request.askerName } : {}),
    };
  }

  private async end(work: Work, state: JsonObject | undefined, requestColumns: JsonObject): Promise<void> {
    const etag = await work.lease.end();
    const target = work.table && work.record && state ? { table: work.table, record: work.record, columns: state } : undefined;
    await this.finisher.finish(work.request, etag, requestColumns, target, work.call);
  }
}
