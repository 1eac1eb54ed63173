import { randomUUID } from "node:crypto";
import { RequestStatus } from "../../model/generated/schema";
import { isSyncableTable, openKeyOf, type RecordResult, type RequestResult, type SyncableTable } from "../../model/request";
import type { Lcid } from "../../model/errorText";
import { backoffMs } from "../core/backoff";
import type { CompanyRules } from "../core/company";
import { ConflictError } from "../core/conflict";
import { asSyncError, ClaimLostError, ConnectionError, RefusalError, RequestError, SyncError } from "../core/errors";
import { isExclusion, stateAfterFailure } from "../core/stateColumns";
import type { AnyTemplate } from "../core/templateTypes";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import type { JsonObject } from "../connectors/http/json";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { ScmClient } from "../connectors/scm/client";
import { templates, templatesOfTable } from "../templates/all";
import { Finisher } from "./finisher";
import { RequestLease } from "./requestLease";
import type { Log } from "./log";
import { endedColumns, isDue, isRecordRequest, waitingColumns, type RequestRow, type RequestStore } from "./requests";
import { SyncJob, type Done, type Work } from "./syncJob";

/** What a request came to. */
export interface RequestAnswer {
  result: RequestResult;
  status: RequestStatus;
}

/** Does what requests of another kind than a record's ask. */
export interface RequestAnswerer {
  /** @throws SyncError what ended the work; the request then fails or waits as a record's would */
  answer(request: RequestRow, lease: Pick<RequestLease, "assertHeld" | "progress">, call: CallContext): Promise<RequestAnswer>;
}

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
  /** Default: the templates as shipped. */
  templates?: readonly AnyTemplate[];
  /** Who answers requests of other kinds than Record, by `RequestKind`; other kinds are refused. */
  answerers?: ReadonlyMap<number, RequestAnswerer>;
}

/** What became of a request this time. */
export type ProcessOutcome = "skipped" | "succeeded" | "failed" | "waiting" | "lost" | "released";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The work of a request, with the claim it is done under. */
interface RequestWork extends Work {
  request: RequestRow;
  lease: RequestLease;
}

/** Carries out one request from claim to finish (docs/contract.md, "A request's life"). */
export class Processor {
  private readonly time: TimeSource;
  private readonly finisher: Finisher;
  private readonly job: SyncJob;
  private readonly templates: readonly AnyTemplate[];

  constructor(private readonly options: ProcessorOptions) {
    this.time = options.time ?? systemTime;
    this.templates = options.templates ?? templates;
    this.job = new SyncJob({ ...options, templates: this.templates, now: () => options.requests.now() });
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

    const lease = new RequestLease(requests, request, claimedAt, leaseMs, correlationId, this.time);
    const work: RequestWork = { request, lease, call: { correlationId, signal: AbortSignal.any([stop, lease.lost]) }, others: [] };
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
  private async giveBack(id: string, lease: RequestLease, correlationId: string): Promise<ProcessOutcome> {
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
      if (now && requests.holds(now, found.fence + 1)) return now;
      throw error;
    }
  }

  private async run(work: RequestWork): Promise<ProcessOutcome> {
    let finish: () => Promise<ProcessOutcome>;
    try {
      finish = await this.carryOut(work);
    } catch (error) {
      if (error instanceof ClaimLostError || work.call.signal?.aborted) throw error;
      return this.finishFailed(work, asSyncError(error));
    }
    return finish();
  }

  /** Does what is asked. @returns what writes the outcome */
  private async carryOut(work: RequestWork): Promise<() => Promise<ProcessOutcome>> {
    const { request, lease, call } = work;
    if (request.attempts >= this.options.maxAttempts) throw new SyncError("gave-up", { params: { attempts: String(request.attempts) } });
    const answerer = this.options.answerers?.get(request.kind ?? 0);
    if (answerer) {
      const answer = await answerer.answer(request, lease, call);
      return () => this.finishAnswered(work, answer);
    }
    work.table = this.check(request);
    const done = await this.job.run(work, work.table);
    return () => this.finishSucceeded(work, done);
  }

  private check(request: RequestRow): SyncableTable {
    if (!isRecordRequest(request)) throw new RequestError("request-kind-unknown", { params: { kind: String(request.kind ?? "") } });
    const { targetTable: table, targetId } = request;
    if (!isSyncableTable(table) || templatesOfTable(this.templates, table).length === 0) throw new RequestError("request-table-unknown", { params: { table } });
    if (!guid.test(targetId)) throw new RequestError("request-target-missing", { params: { target: targetId } });
    if (request.openKey !== openKeyOf(table, targetId)) throw new RequestError("request-key-mismatch", { params: { key: request.openKey } });
    return table;
  }

  private async finishAnswered(work: RequestWork, { result, status }: RequestAnswer): Promise<ProcessOutcome> {
    await this.end(work, undefined, endedColumns(work.request, status, result, new Date(this.options.requests.now())));
    return status === RequestStatus.Failed ? "failed" : "succeeded";
  }

  private async finishSucceeded(work: RequestWork, { result, status, state }: Done): Promise<ProcessOutcome> {
    const { template, read } = work;
    if (!template || !read) throw new Error("A record was dealt with without having been read");
    const columns = state?.(this.job.facts(work, template, read));
    await this.end(work, columns, endedColumns(work.request, status, { records: [result, ...work.others] }, new Date(this.options.requests.now())));
    return "succeeded";
  }

  private async finishFailed(work: RequestWork, failure: SyncError): Promise<ProcessOutcome> {
    const { request, template, read, prepared } = work;
    const { requests, maxAttempts, lcid } = this.options;
    const now = new Date(requests.now());
    const failures = request.attempts + 1;
    const error = failure.retryable && failures >= maxAttempts
      ? new SyncError("gave-up", { params: { attempts: String(failures) }, technicalDetails: `${failure.code}: ${failure.technicalDetails}`, cause: failure })
      : failure;
    const wish = failure instanceof ConnectionError ? failure.retryAfterMs : undefined;
    // Whoever compares waits for the answer; a comparison that is tried again would stand in the way of a sync.
    const retryAt = error.retryable && !request.dryRun ? new Date(now.getTime() + backoffMs(failures, this.time.random(), wish)) : undefined;
    const result: RecordResult = {
      table: request.targetTable, id: request.targetId, outcome: retryAt ? "waiting" : isExclusion(error) ? "excluded" : "failed", written: [],
      ...(error instanceof ConflictError ? { fields: [...error.fields] } : {}), ...(template ? { template: template.name } : {}), ...(prepared ? { company: prepared.company } : {}), errorCode: error.code, errorParams: error.params,
    };
    const state = template && read && !request.dryRun ? stateAfterFailure(this.job.facts(work, template, read), error, prepared, retryAt, lcid) : undefined;
    const told = { records: [result, ...work.others] };
    // That a record is left out on purpose is an answer, not a failure.
    const excluded = isExclusion(error);
    await this.end(work, state, retryAt ? waitingColumns(request, told, retryAt) : endedColumns(request, excluded ? RequestStatus.Succeeded : RequestStatus.Failed, told, now));
    this.options.log(excluded ? "info" : "warn", excluded ? "record left out" : retryAt ? "request waits" : "request failed", { request: request.id, correlationId: work.call.correlationId, code: error.code });
    return excluded ? "succeeded" : retryAt ? "waiting" : "failed";
  }

  private async end(work: RequestWork, state: JsonObject | undefined, requestColumns: JsonObject): Promise<void> {
    const etag = await work.lease.end();
    const target = work.table && work.read && state ? { table: work.table, record: work.read.record, columns: state } : undefined;
    await this.finisher.finish(work.request, etag, requestColumns, target, work.call);
  }
}
