import { randomUUID } from "node:crypto";
import { SyncStatus } from "../../model/generated/schema";
import { isSyncableTable, type SyncableTable } from "../../model/request";
import { companyOf } from "../core/company";
import { asSyncError, ConnectionError, RequestError, SyncError } from "../core/errors";
import { planWrite } from "../core/plan";
import { assertSameKey, assertSendable, prepare } from "../core/prepare";
import { scmUrlOf, stateAfterFailure, stateAfterSuccess } from "../core/stateColumns";
import type { Template } from "../core/templateTypes";
import type { JsonObject } from "../connectors/http/json";
import { recordOf, type SourceRecord } from "../worker/records";
import { partsOf, type BulkItem, type ReadyItem } from "./bulkItem";
import { Claims } from "./claims";
import type { RunContext } from "./context";
import { pushMany } from "./pushMany";
import { fullKeyOf, readCurrent } from "./readCurrent";
import { saveStates, type StateWrite } from "./saveStates";
import { ScmNumbers } from "./scmNumbers";
import { goesBy } from "./sourceFilter";
import { refuseTaken } from "./takenKeys";

/** Groups in a row that a system did not answer for; then the run is given up instead of trying thousands. */
const unansweredInARow = 3;

/** Sends groups of records of one Sales table to SCM: map, compare, write what differs, keep the states. */
export class SalesToScm {
  private readonly claims = new Claims();
  private readonly numbers: ScmNumbers;
  private readonly table: SyncableTable;
  private inARow = 0;

  /** @param expected rows the run is about to look at, as far as known */
  constructor(private readonly run: RunContext<Template>, expected: number) {
    const { table } = run.template.source;
    if (!isSyncableTable(table)) throw new RequestError("request-table-unknown", { params: { table } });
    this.table = table;
    this.numbers = new ScmNumbers(run.scm, run.template.target, expected, run.call);
  }

  /**
   * Deals with one group of rows, as `recordQuery` reads them.
   * @throws ClaimLostError when another instance holds the run
   */
  async process(rows: readonly JsonObject[]): Promise<void> {
    const { template, templates, tally } = this.run;
    const records = rows.map((row) => recordOf(template, row));
    const items: BulkItem[] = records.filter((record) => goesBy(template, templates, record)).map((record) => ({ record, correlationId: randomUUID() }));
    tally.count("skipped", records.length - items.length);
    const hidden = await this.run.secured.of(this.table, this.run.call);
    const open = items.filter((item) => this.prepared(item, hidden));
    if (this.run.mode.dryRun) return this.compare(open);
    await this.settle(open.filter((item) => !isReady(item)), hidden);
    await this.inTurn(open.filter(isReady), hidden);
  }

  /** Maps an item. @returns false when the last sync tells already what would come of it */
  private prepared(item: BulkItem, hidden: ReadonlySet<string>): boolean {
    const { template, companies, mode, tally } = this.run;
    const { record } = item;
    try {
      const prepared = prepare(template, record.source, companyOf(companies, record.businessUnit), hidden);
      const { state } = record;
      if (state && state.sourceFingerprint === prepared.fingerprint && state.template === template.name) {
        if (state.status === SyncStatus.InSync && !mode.verify) return tally.count("unchanged"), false;
        // What cannot be sent as it is fails the same way again; a refusal by SCM may be mended there.
        const parked = state.status === SyncStatus.Paused || state.status === SyncStatus.Conflict || (state.status === SyncStatus.NeedsAttention && (mode.leaveFailed === true || prepared.mapped.issues.length > 0));
        if (parked && !mode.retryFailed) return this.stillFailing(record, state.errorCode), false;
      }
      item.prepared = prepared;
      assertSameKey(prepared, template, state);
      assertSendable(prepared);
    } catch (error) {
      item.error = asSyncError(error);
    }
    return true;
  }

  private stillFailing(record: SourceRecord, code: string): void {
    this.run.tally.count("stillFailing");
    if (code) this.run.tally.note(record, code);
  }

  /** Records that name the same number go one after the other. */
  private async inTurn(items: readonly ReadyItem[], hidden: ReadonlySet<string>): Promise<void> {
    for (let left = items; left.length > 0; ) {
      const { mine, others, wait, release } = this.claims.take(left, ({ prepared }) => `${prepared.company}/${prepared.keyValue.toLowerCase()}`);
      try {
        await this.push(mine);
        await this.settle(mine, hidden);
      } finally {
        release();
      }
      if (others.length > 0) await wait;
      left = others;
    }
  }

  private async push(items: readonly ReadyItem[]): Promise<void> {
    if (items.length === 0) return;
    const { scm, dataverse, template, batchSize, guard, call } = this.run;
    const companies = new Set(items.map(({ prepared }) => prepared.company));
    const known = new Map<string, ReadonlySet<string> | undefined>();
    try {
      for (const company of companies) known.set(company, await this.numbers.of(company));
    } catch (error) {
      call.signal?.throwIfAborted();
      for (const item of items) item.error = asSyncError(error);
      return;
    }
    const fresh = new Set(items.filter(({ record }) => !record.state?.scmKey).map(({ prepared }) => `${prepared.company}/${prepared.keyValue.toLowerCase()}`));
    await pushMany(items, {
      scm, template, batchSize, guard, call, found: (met) => refuseTaken(met, dataverse, template, call),
      isNew: (company, number) => fresh.has(`${company}/${number.toLowerCase()}`) && known.get(company)?.has(number.toLowerCase()) === false,
    });
  }

  /** Writes states and counts. */
  private async settle(items: readonly BulkItem[], hidden: ReadonlySet<string>): Promise<void> {
    if (items.length === 0) return;
    const { tally } = this.run;
    const writes = new Map<StateWrite, BulkItem>();
    const unanswered = items.filter(({ error }) => error !== undefined && isNoAnswer(error));
    for (const item of items) {
      if (unanswered.includes(item)) continue;
      const write = this.stateWrite(item, hidden);
      if (write) writes.set(write, item);
      else tally.count("unchanged");
    }
    await this.run.guard();
    const failed = writes.size === 0 ? new Map<StateWrite, SyncError>() : await saveStates([...writes.keys()], this.saveOptions());
    for (const [write, item] of writes) this.countSaved(item, failed.get(write));
    this.countUnanswered(unanswered, items.length - unanswered.length);
  }

  private saveOptions() {
    const { dataverse, template, fence, ownWrite, call } = this.run;
    return { dataverse, template, table: this.table, fence, linked: ownWrite, call };
  }

  private stateWrite(item: BulkItem, hidden: ReadonlySet<string>): StateWrite | undefined {
    const { record, prepared, pushed, error, correlationId } = item;
    const { template, scmUrl, lcid } = this.run;
    if (error) return { record, correlationId, columns: (facts) => stateAfterFailure(facts, error, prepared, undefined, lcid) };
    if (!prepared || !pushed) return undefined;
    const settled = pushed.outcome === "unchanged" && record.state?.status === SyncStatus.InSync && record.state.sourceFingerprint === prepared.fingerprint;
    if (settled) return undefined;
    const url = scmUrlOf(scmUrl, prepared.company, template.target.menuItem);
    return { record, correlationId, columns: (facts) => stateAfterSuccess(facts, record.source, prepared, pushed, hidden, url) };
  }

  private countSaved({ record, pushed, error }: BulkItem, notSaved: SyncError | undefined): void {
    const { tally } = this.run;
    const shown = error ?? notSaved;
    if (shown) tally.fail(record, shown);
    // What stands in SCM but in no state is looked at again by the next run, which then finds it done.
    if (notSaved) tally.unrecorded = true;
    if (shown) tally.count("failed");
    else tally.count(pushed?.outcome === "created" ? "inserted" : pushed?.outcome === "updated" ? "updated" : "unchanged");
  }

  private countUnanswered(items: readonly BulkItem[], answered: number): void {
    const { tally } = this.run;
    if (answered > 0) this.inARow = 0;
    if (items.length === 0) return;
    tally.count("notReached", items.length);
    for (const { record, error } of items) if (error) tally.fail(record, error);
    const first = items[0]?.error;
    if (first && (!first.retryable || (answered === 0 && ++this.inARow >= unansweredInARow))) tally.abandoned ??= first;
  }

  /** A dry run: what would be done, and nothing of it. */
  private async compare(items: readonly BulkItem[]): Promise<void> {
    const { scm, template, tally, call } = this.run;
    for (const { record, error } of items) {
      if (!error) continue;
      tally.fail(record, error);
      tally.count("failed");
    }
    const good = items.filter(isReady);
    for (const part of partsOf(good, this.run.batchSize)) {
      const rows = await readCurrent(scm, template, part.map(({ prepared }) => prepared), call);
      for (const { prepared } of part) {
        const { kind } = planWrite(prepared.company, prepared.mapped.fields, rows.get(fullKeyOf(template, prepared))?.row);
        tally.count(kind === "none" ? "unchanged" : kind === "create" ? "inserted" : "updated");
      }
    }
  }
}

function isReady(item: BulkItem): item is ReadyItem {
  return item.prepared !== undefined && item.error === undefined;
}

/** The system did not answer, or not for this user: nothing was found out about the record. */
function isNoAnswer(error: SyncError): boolean {
  return error instanceof ConnectionError || error.code.endsWith("-signin-failed") || error.code.endsWith("-busy") || error.code.endsWith("-unreachable");
}
