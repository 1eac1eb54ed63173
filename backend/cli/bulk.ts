import { randomUUID } from "node:crypto";
import type { Lcid } from "../../model/errorText";
import { SyncStatus } from "../../model/generated/schema";
import { companyOf, type CompanyRules } from "../core/company";
import { asSyncError, RefusalError, type SyncError } from "../core/errors";
import type { ErrorCode } from "../core/errorCatalogue";
import { planWrite } from "../core/plan";
import { assertSameKey, assertSendable, prepare } from "../core/prepare";
import type { Prepared } from "../core/pushTypes";
import { scmUrlOf, stateAfterFailure, stateAfterSuccess, type AttemptFacts } from "../core/stateColumns";
import type { Template } from "../core/templateTypes";
import { annotations, bodyOf, type DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { parseObject, type JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import type { SyncableTable } from "../../model/request";
import { assertNotTaken } from "../worker/ownership";
import { pushRecord } from "../worker/pushRecord";
import { recordOf, recordQuery, stateByKey, stateParts, storedState, type SourceRecord } from "../worker/records";

export interface BulkOptions {
  dataverse: DataverseClient;
  scm: ScmClient;
  secured: SecuredColumns;
  companies: CompanyRules;
  scmUrl: string;
  lcid: Lcid;
  template: Template;
  table: SyncableTable;
  concurrency: number;
  /** Compare with SCM even where nothing changed since the last sync. */
  verify: boolean;
  /** Try again what failed before although nothing changed. */
  retryFailed: boolean;
  /** Read and compare only. */
  dryRun: boolean;
  /** Counts so far, after each record. */
  progress?: (summary: BulkSummary) => void;
}

export type BulkOutcome = "created" | "updated" | "unchanged" | "failed" | "stillFailing" | "notReached";

export interface BulkSummary {
  counts: Record<BulkOutcome, number>;
  /** How often each error occurred, with one example. */
  errors: Map<ErrorCode, { count: number; example: string }>;
  /** The run was given up because a system does not answer. */
  abandoned: SyncError | undefined;
}

/** Records in a row that a system did not answer for; then the run is given up instead of trying thousands. */
const unansweredInARow = 10;

/** Sends records to SCM, several at once. Keeps going over records that fail. */
export class BulkSync {
  readonly summary: BulkSummary = {
    counts: { created: 0, updated: 0, unchanged: 0, failed: 0, stillFailing: 0, notReached: 0 }, errors: new Map(), abandoned: undefined,
  };
  private inARow = 0;

  constructor(private readonly options: BulkOptions) {}

  /**
   * Syncs the records of a query.
   * @param filter OData expression on the source table; undefined for all
   * @throws SyncError when the list itself cannot be read
   */
  async run(filter: string | undefined): Promise<BulkSummary> {
    const { dataverse, template, concurrency } = this.options;
    const query = `${template.source.entitySet}?${recordQuery(template)}${filter ? `&$filter=${encodeURIComponent(filter)}` : ""}`;
    const running = new Set<Promise<void>>();
    for await (const row of dataverse.list(query, { correlationId: randomUUID() }, 500, annotations)) {
      const task: Promise<void> = this.one(recordOf(template, row)).finally(() => running.delete(task));
      running.add(task);
      if (running.size >= concurrency) await Promise.race(running);
      if (this.summary.abandoned) break;
    }
    await Promise.all(running);
    return this.summary;
  }

  /** Syncs one record by id. @returns false when there is no such record */
  async runOne(id: string): Promise<boolean> {
    const { dataverse, template } = this.options;
    const row = await dataverse.get(`${template.source.entitySet}(${id})?${recordQuery(template)}`, { correlationId: randomUUID() }, annotations);
    if (row) await this.one(recordOf(template, row));
    return row !== undefined;
  }

  private async one(record: SourceRecord): Promise<void> {
    if (this.summary.abandoned) return this.count("notReached");
    const correlationId = randomUUID();
    let prepared: Prepared | undefined;
    try {
      const { template, companies, secured } = this.options;
      prepared = prepare(template, record.source, companyOf(companies, record.businessUnit), await secured.of(template.source.table, { correlationId }));
      const known = this.knownOutcome(record, prepared);
      if (known) return this.count(known, known === "stillFailing" ? record : undefined);
      this.count(await this.push(record, prepared, correlationId));
      this.inARow = 0;
    } catch (error) {
      await this.failed(record, prepared, asSyncError(error), correlationId);
    }
    this.options.progress?.(this.summary);
  }

  /** What is certain from the last sync alone: the same values, so the same outcome. */
  private knownOutcome(record: SourceRecord, prepared: Prepared): BulkOutcome | undefined {
    const { state } = record;
    if (!state || state.sourceFingerprint !== prepared.fingerprint) return undefined;
    if (state.status === SyncStatus.InSync && !this.options.verify) return "unchanged";
    const parked = state.status === SyncStatus.NeedsAttention || state.status === SyncStatus.Paused;
    return parked && !this.options.retryFailed ? "stillFailing" : undefined;
  }

  private async push(record: SourceRecord, prepared: Prepared, correlationId: string): Promise<BulkOutcome> {
    const { dataverse, scm, template, secured, scmUrl, dryRun } = this.options;
    assertSameKey(prepared, template, record.state);
    if (dryRun) return this.wouldDo(prepared, correlationId);
    const pushed = await pushRecord(scm, template, prepared, {
      correlationId, guard: () => Promise.resolve(), found: () => assertNotTaken(dataverse, template, record, prepared, { correlationId }),
    });
    const settled = pushed.outcome === "unchanged" && record.state?.status === SyncStatus.InSync && record.state.sourceFingerprint === prepared.fingerprint;
    if (settled) return "unchanged";
    const hidden = await secured.of(template.source.table, { correlationId });
    const url = scmUrlOf(scmUrl, prepared.company, template.target.menuItem);
    await this.save(record, correlationId, (facts) => stateAfterSuccess(facts, record.source, prepared, pushed, hidden, url));
    return pushed.outcome;
  }

  private async wouldDo(prepared: Prepared, correlationId: string): Promise<BulkOutcome> {
    const { scm, template } = this.options;
    assertSendable(prepared);
    const { entitySet, keyField } = template.target;
    const fields = prepared.mapped.fields.map(({ row }) => row.target);
    const current = await scm.read({ entitySet, keyField, company: prepared.company, value: prepared.keyValue }, fields, { correlationId });
    const plan = planWrite(prepared.company, prepared.mapped.fields, current?.row);
    return plan.kind === "none" ? "unchanged" : plan.kind === "create" ? "created" : "updated";
  }

  private async failed(record: SourceRecord, prepared: Prepared | undefined, error: SyncError, correlationId: string): Promise<void> {
    this.note(error.code, record);
    // Nobody would try it again before the next run, so the state is left as it was rather than saying "Waiting".
    if (error.retryable || error.code.endsWith("signin-failed")) {
      this.count("notReached");
      if (++this.inARow >= unansweredInARow || !error.retryable) this.summary.abandoned ??= error;
      return;
    }
    this.inARow = 0;
    this.count("failed");
    if (this.options.dryRun) return;
    try {
      await this.save(record, correlationId, (facts) => stateAfterFailure(facts, error, prepared, undefined, this.options.lcid));
    } catch (second) {
      this.note(asSyncError(second).code, record);
    }
  }

  /** Writes the state only when nobody wrote it since it was read; else reads it and says the same on top of that. */
  private async save(record: SourceRecord, correlationId: string, columnsFor: (facts: AttemptFacts) => JsonObject): Promise<void> {
    const { dataverse, template, table } = this.options;
    const call = { correlationId };
    let current = record;
    let withOwner = true;
    for (let round = 0; ; round++) {
      const now = new Date(dataverse.http.serverNow());
      const columns = columnsFor({ template, recordId: record.id, recordName: record.name, previous: current.state, now, fence: 0, correlationId });
      const answers = await dataverse.batch([stateParts(dataverse, table, current, columns, withOwner, true)], call, false);
      const refused = answers.find((answer) => answer.status >= 400);
      if (!refused) return;
      if (round >= 3) bodyOf(refused);
      if (refused.status === 412) {
        const [state] = await dataverse.batch([stateByKey(dataverse, table, record.id)], call, true);
        current = { ...record, state: state && state.status !== 404 ? storedState(parseObject(state.text) ?? {}) : undefined };
      } else if (withOwner && refused.status === 403) withOwner = false;
      else bodyOf(refused);
    }
  }

  private count(outcome: BulkOutcome, failing?: SourceRecord): void {
    this.summary.counts[outcome]++;
    if (failing?.state?.errorCode) this.note(failing.state.errorCode as ErrorCode, failing);
    if (outcome === "unchanged" || outcome === "stillFailing") this.options.progress?.(this.summary);
  }

  private note(code: ErrorCode, record: SourceRecord): void {
    const seen = this.summary.errors.get(code);
    this.summary.errors.set(code, { count: (seen?.count ?? 0) + 1, example: seen?.example ?? record.name });
  }
}

/** Whether an error of a list is the filter's fault, for a better message. */
export function isFilterError(error: unknown): boolean {
  return error instanceof RefusalError && error.status === 400;
}
