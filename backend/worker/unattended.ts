import { SyncStatus } from "../../model/generated/schema";
import { isSyncableTable, type RecordResult, type SyncableTable } from "../../model/request";
import { asSyncError, ClaimLostError, RequestError, type SyncError } from "../core/errors";
import { isExclusion, stateAfterFailure, type AttemptFacts } from "../core/stateColumns";
import { salesSideOf, type AnyTemplate, type FromScmTemplate } from "../core/templateTypes";
import type { CallContext } from "../connectors/dataverse/client";
import type { JsonObject } from "../connectors/http/json";
import { FromScm } from "./fromScm";
import { readRecord, type ReadRecord } from "./readRecord";
import { saveState } from "./saveState";
import { assertCarried, type ScmSource } from "./scmSource";
import { SyncJob, type SyncJobOptions, type Work } from "./syncJob";

/** How one record of a run came out. */
export interface RunRecord {
  /** The record, then those that were done because it needs them. */
  results: RecordResult[];
  /** What ended its sync; retryable ones leave the state as it was, since only the next run tries again. */
  error?: SyncError;
}

export interface RunCall extends CallContext {
  /** Runs before every write; throws when this instance may no longer write. */
  guard: () => Promise<void>;
  dryRun: boolean;
}

/**
 * Syncs one record at a time for runs that nobody clicked: documents out with their lines, everything that comes from SCM.
 * Each record's state is written along. Many may be under way at once.
 */
export class Unattended {
  private readonly job: SyncJob;
  private readonly fromScm: FromScm;

  constructor(private readonly options: SyncJobOptions) {
    this.job = new SyncJob(options);
    this.fromScm = new FromScm(options);
  }

  /**
   * Syncs a record of Sales by a template, either way, with what it needs first.
   * @throws ClaimLostError, and what the guard throws; everything else is in the answer
   */
  async record(template: AnyTemplate, id: string, call: RunCall): Promise<RunRecord> {
    const table = tableOf(template);
    const work: Work = {
      request: { targetId: id, name: id, askerId: "", askerName: "", fence: 0, dryRun: call.dryRun, resolve: undefined },
      lease: { progress: "reading", assertHeld: call.guard }, call, only: template, others: [],
    };
    try {
      const done = await this.job.run(work, table);
      const { read } = work;
      if (read && done.state && !call.dryRun && !isSettled(read, done.result)) await this.save(table, read, done.state(this.job.facts(work, template, read)), call);
      return { results: [done.result, ...work.others] };
    } catch (error) {
      if (error instanceof ClaimLostError || call.signal?.aborted) throw error;
      const failure = asSyncError(error);
      const { read, prepared } = work;
      if (read && !failure.retryable && !call.dryRun) await this.save(table, read, stateAfterFailure(this.job.facts(work, template, read), failure, prepared, undefined, this.options.lcid), call);
      return { results: [failed(table, id, read, failure), ...work.others], error: failure };
    }
  }

  /**
   * Brings a record of SCM that has been read already (fields: `headerFields`, `lineFields`); makes it in Sales when it is
   * new there.
   * @throws ClaimLostError, and what the guard throws; everything else is in the answer
   */
  async bring(template: FromScmTemplate, company: string, number: string, source: ScmSource, call: RunCall): Promise<RunRecord> {
    const table = tableOf(template);
    try {
      assertCarried(template, source.header);
      const brought = await this.fromScm.bringSource(template, { company, number }, source, call, call);
      const result: RecordResult = { table, id: brought.recordId, template: template.name, ...brought.result };
      if (call.dryRun) return { results: [result] };
      const read = await readRecord(this.options.dataverse, { table, id: brought.recordId, templates: [template], name: number }, call);
      if (brought.state && !isSettled(read, result)) await this.save(table, read, brought.state(this.facts(template, read, call)), call);
      return { results: [{ ...result, name: read.record.name }] };
    } catch (error) {
      if (error instanceof ClaimLostError || call.signal?.aborted) throw error;
      const failure = asSyncError(error);
      return { results: [{ ...failed(table, "", undefined, failure), scmKey: number, company }], error: failure };
    }
  }

  private facts(template: AnyTemplate, { record }: ReadRecord, call: RunCall): AttemptFacts {
    return { template, recordId: record.id, recordName: record.name, previous: record.state, now: new Date(this.options.now()), fence: 0, correlationId: call.correlationId };
  }

  private save(table: SyncableTable, read: ReadRecord, columns: JsonObject, call: CallContext): Promise<void> {
    return saveState(this.options.dataverse, table, read.record, columns, call, this.options.log);
  }
}

function tableOf(template: AnyTemplate): SyncableTable {
  const { table } = salesSideOf(template);
  if (!isSyncableTable(table)) throw new RequestError("request-table-unknown", { params: { table } });
  return table;
}

/** Nothing changed, and the state says so already. */
function isSettled({ record }: ReadRecord, result: RecordResult): boolean {
  return result.outcome === "unchanged" && result.errorCode === undefined && record.state?.status === SyncStatus.InSync && record.state.template === result.template;
}

function failed(table: SyncableTable, id: string, read: ReadRecord | undefined, error: SyncError): RecordResult {
  return { table, id, ...(read ? { name: read.record.name } : {}), outcome: isExclusion(error) ? "excluded" : "failed", written: [], errorCode: error.code, errorParams: error.params };
}

