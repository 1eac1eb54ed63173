import { randomUUID } from "node:crypto";
import { SyncStatus } from "../../model/generated/schema";
import { isSyncableTable, type SyncableTable } from "../../model/request";
import { RequestError, SyncError } from "../core/errors";
import type { LinesOut } from "../core/document";
import type { Template } from "../core/templateTypes";
import type { JsonObject } from "../connectors/http/json";
import { keepFlagsOfMany } from "../worker/keepFlags";
import type { ReadRecord } from "../worker/readRecord";
import { recordOf, type SourceRecord } from "../worker/records";
import { isDocument, ToScm } from "../worker/toScm";
import { partsOf } from "./bulkItem";
import { Claims } from "./claims";
import type { RunContext } from "./context";
import { customersInStep, customersOf } from "./customersInStep";
import { keyOf, pushDocuments, type DocumentItem } from "./pushDocuments";
import { readDocuments } from "./readDocuments";
import { saveStates, type StateWrite } from "./saveStates";
import { ScmNumbers } from "./scmNumbers";
import { Singly } from "./singly";
import { refuseTaken } from "./takenKeys";

/** Documents held in memory together with their lines, for each group that is under way. */
const documentsAtOnce = 125;

/**
 * Sends documents of Sales with their lines, many at once. A document that needs its customer first, or that meets
 * anything out of the ordinary, goes by itself as *Sync now* sends it, so that conflicts, refused lines and lost answers
 * are dealt with in one place only.
 */
export class DocumentsOut {
  private readonly singly: Singly;
  private readonly toScm: ToScm;
  private readonly claims = new Claims();
  private readonly numbers: ScmNumbers;
  private readonly table: SyncableTable;
  private readonly lines: LinesOut;

  /**
   * @param expected rows the run is about to look at, as far as known
   * @param tried fingerprints of documents that went alone in this run, by id; those that still mean the same are passed over
   */
  constructor(private readonly run: RunContext<Template>, expected: number, private readonly tried: Map<string, string>) {
    const { source: { table }, lines, target } = run.template;
    if (!isSyncableTable(table) || !lines) throw new RequestError("request-table-unknown", { params: { table } });
    this.table = table;
    this.lines = lines;
    this.singly = new Singly(run);
    this.toScm = new ToScm(run);
    this.numbers = new ScmNumbers(run.scm, target, expected, run.call);
  }

  /**
   * Deals with one group of rows, as `recordQuery` reads them.
   * @throws ClaimLostError when another instance holds the run
   */
  async process(rows: readonly JsonObject[]): Promise<void> {
    for (const part of partsOf(rows, documentsAtOnce)) await this.part(part.map((row) => recordOf(this.run.template, row)));
  }

  private async part(records: readonly SourceRecord[]): Promise<void> {
    const { template, mode, call } = this.run;
    const reads = await this.orElse(undefined, () => readDocuments(this.run.dataverse, template, this.table, records, call));
    // Then each record finds out for itself what is wrong.
    if (!reads) return this.singly.each(records, (record, call) => this.singly.worker.record(template, record.id, call));
    const alone: ReadRecord[] = [];
    const items: DocumentItem[] = [];
    for (const read of reads) {
      // What a document went through alone changes its version, so that it shows up among the changes once more.
      const before = this.tried.get(read.record.id);
      if (before !== undefined && before === await this.printOf(read)) continue;
      if (await this.waits(read)) continue;
      if (await this.isSettled(read)) this.run.tally.count("unchanged");
      else {
        const item = mode.dryRun ? undefined : await this.mapped(read);
        if (item) items.push(item);
        else alone.push(read);
      }
    }
    await this.together(items, alone);
  }

  /** Whether the record waits for somebody to do something about it, and nobody has. */
  private async waits(read: ReadRecord): Promise<boolean> {
    const { template, mode, tally } = this.run;
    const { record } = read;
    const { state } = record;
    if (mode.retryFailed || state?.template !== template.name) return false;
    if (state.status !== SyncStatus.Paused && state.status !== SyncStatus.Conflict) return false;
    if (state.sourceFingerprint !== "" && state.sourceFingerprint !== await this.printOf(read)) return false;
    tally.count("stillFailing");
    if (state.errorCode) tally.note(record, state.errorCode);
    return true;
  }

  /** Once sent, a document that nobody changed in Sales is not sent again: that would undo what SCM changed since. */
  private async isSettled(read: ReadRecord): Promise<boolean> {
    const { template, mode, call } = this.run;
    if (read.record.state?.status !== SyncStatus.InSync || mode.verify) return false;
    return this.orElse(false, () => this.toScm.isUnchanged(template, read, call));
  }

  /** The document mapped; undefined when it has failed before or cannot be sent as it is. */
  private async mapped(read: ReadRecord): Promise<DocumentItem | undefined> {
    const { state } = read.record;
    if (state && state.status !== SyncStatus.InSync && state.errorCode !== "") return undefined;
    const prepared = await this.orElse(undefined, () => this.toScm.check(this.run.template, read, this.run.call, () => undefined));
    if (!prepared || !isDocument(prepared) || prepared.lines.some(({ mapped }) => mapped.issues.length > 0)) return undefined;
    return { read, record: read.record, prepared, correlationId: randomUUID() };
  }

  /** Those whose customers stand in SCM go together; of each other customer one goes alone and takes the customer along, before its others. */
  private async together(items: readonly DocumentItem[], alone: readonly ReadRecord[]): Promise<void> {
    const { ready, waiting } = await this.byCustomer(items);
    const left = await this.inBulk(ready);
    const seen = new Set<string>();
    const first = waiting.filter(({ read }) => {
      const fresh = customersOf(this.run.template, read).filter((customer) => !seen.has(customer));
      for (const customer of fresh) seen.add(customer);
      return fresh.length > 0;
    });
    await this.alone([...alone, ...left, ...first.map(({ read }) => read)]);
    const others = waiting.filter((item) => !first.includes(item));
    if (others.length === 0) return;
    const again = await this.byCustomer(others);
    await this.alone([...(await this.inBulk(again.ready)), ...again.waiting.map(({ read }) => read)]);
  }

  private async byCustomer(items: readonly DocumentItem[]): Promise<{ ready: DocumentItem[]; waiting: DocumentItem[] }> {
    const { template } = this.run;
    const wanted = new Set(items.flatMap(({ read }) => customersOf(template, read)));
    const inStep = await this.orElse(new Set<string>(), () => customersInStep(this.run, this.toScm, wanted));
    const isReady = ({ read }: DocumentItem) => customersOf(template, read).every((customer) => inStep.has(customer));
    return { ready: items.filter(isReady), waiting: items.filter((item) => !isReady(item)) };
  }

  /** @returns what has to go alone after all */
  private async inBulk(items: readonly DocumentItem[]): Promise<ReadRecord[]> {
    if (this.run.tally.abandoned || items.length === 0) return items.map(({ read }) => read);
    const { mine, others, wait, release } = this.claims.take(items, ({ prepared }) => keyOf(prepared.company, prepared.keyValue));
    try {
      await this.orElse(undefined, () => this.push(mine));
      await this.settle(mine.filter(({ pushed }) => pushed !== undefined));
    } finally {
      release();
    }
    // Another document of the same number is refused by the state this one has left.
    if (others.length > 0) await wait;
    return [...mine.filter(({ pushed }) => pushed === undefined), ...others].map(({ read }) => read);
  }

  private async push(items: readonly DocumentItem[]): Promise<void> {
    const { dataverse, scm, template, batchSize, guard, call, log } = this.run;
    const known = new Map<string, ReadonlySet<string> | undefined>();
    for (const company of new Set(items.map(({ prepared }) => prepared.company))) known.set(company, await this.numbers.of(company));
    await guard();
    await keepFlagsOfMany(dataverse, items.map(({ read, prepared }) => ({ read, maintained: prepared.maintained })), call, log);
    await pushDocuments(items, {
      scm, template, lines: this.lines, batchSize, guard, call, found: (met) => refuseTaken(met, dataverse, template, call),
      isNew: ({ record, prepared }) => !record.state?.scmKey && known.get(prepared.company)?.has(prepared.keyValue.toLowerCase()) === false,
    });
  }

  /** Writes states and counts. */
  private async settle(items: readonly DocumentItem[]): Promise<void> {
    const { dataverse, template, fence, ownWrite, call, guard, tally } = this.run;
    if (items.length === 0) return;
    const hidden = await this.run.secured.of(this.table, call);
    const writes = new Map<StateWrite, DocumentItem>();
    for (const item of items) {
      const write = this.stateWrite(item, hidden);
      if (write) writes.set(write, item);
      else tally.count("unchanged");
    }
    await guard();
    const failed = writes.size === 0 ? new Map<StateWrite, SyncError>() : await saveStates([...writes.keys()], { dataverse, template, table: this.table, fence, linked: ownWrite, call });
    for (const [write, { record, pushed }] of writes) {
      const error = failed.get(write);
      if (!error) tally.count(pushed?.outcome === "created" ? "inserted" : pushed?.outcome === "updated" ? "updated" : "unchanged");
      else {
        tally.fail(record, error);
        tally.count("failed");
        // What stands in SCM but in no state is looked at again by the next run, which then finds it done.
        tally.unrecorded = true;
      }
    }
    this.singly.answered();
  }

  private stateWrite({ read, record, prepared, pushed, correlationId }: DocumentItem, hidden: ReadonlySet<string>): StateWrite | undefined {
    if (!pushed) return undefined;
    const { state } = record;
    if (pushed.outcome === "unchanged" && state?.status === SyncStatus.InSync && state.sourceFingerprint === prepared.fingerprint) return undefined;
    const { state: columns } = this.toScm.outcome(this.run.template, read, prepared, pushed, hidden);
    return columns && { record, correlationId, columns };
  }

  private async alone(reads: readonly ReadRecord[]): Promise<void> {
    for (const read of reads) this.tried.set(read.record.id, await this.printOf(read));
    return this.singly.each(reads, ({ record }, call) => this.singly.worker.record(this.run.template, record.id, call));
  }

  /** What the document means now; "" when it is not even meant to go. */
  private async printOf(read: ReadRecord): Promise<string> {
    const { template, call } = this.run;
    let print = "";
    await this.orElse(undefined, () => this.toScm.check(template, read, call, ({ fingerprint }) => { print = fingerprint; }));
    return print;
  }

  /** What the work comes to, or the other value when a system or the record stands against it; a run that is stopped ends here. */
  private async orElse<T>(other: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.run.call.signal?.throwIfAborted();
      if (!(error instanceof SyncError)) throw error;
      return other;
    }
  }
}
