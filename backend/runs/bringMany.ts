import { randomUUID } from "node:crypto";
import { SyncStatus } from "../../model/generated/schema";
import { isSyncableTable, type SyncableTable } from "../../model/request";
import { ConnectionError, RecordError, RequestError, SyncError } from "../core/errors";
import { afterWrite } from "../core/salesWrite";
import { isExclusion, stateAfterFailure, type AttemptFacts } from "../core/stateColumns";
import type { FromScmTemplate } from "../core/templateTypes";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import { findReferences } from "../connectors/dataverse/references";
import { textOf, type JsonObject } from "../connectors/http/json";
import { broughtOf, type Brought } from "../worker/bringOutcome";
import { bringing, chooseCurrent, orderToClose, planBring, wantedBy, type BringFacts, type Bringing, type BringPlan, type MappedSource } from "../worker/bringPlan";
import { closingOrders, type ClosingOrder } from "../worker/orderClosing";
import { recordOf, stateParts, type SourceRecord } from "../worker/records";
import { assertCarried } from "../worker/scmSource";
import { invoicedOrders, itemsByProduct, salesLines, salesRowsByNumber } from "./bringReads";
import type { RunContext } from "./context";
import { deletedCode } from "./deleted";
import { saveStates, type StateWrite } from "./saveStates";
import type { KnownState } from "./scmStates";

/** Requests in one batch; Dataverse takes a thousand, and half of that ends well before its time is up. */
const mostOperations = 500;

/** A row of SCM that has to be looked at, with its lines where the template has some. */
export interface OpenRow extends MappedSource {
  number: string;
  row: JsonObject;
  lines: readonly JsonObject[];
  state: KnownState | undefined;
}

/** A row on its way, mapped, with the record of Sales it is. */
interface Item {
  open: OpenRow;
  work: Bringing;
  current: JsonObject | undefined;
}

interface Failure {
  open: OpenRow;
  current: JsonObject | undefined;
  error: RecordError;
}

/** A planned row, ready to be written with its state. */
export interface Ready {
  open: OpenRow;
  plan: BringPlan;
  record: SourceRecord;
  brought: Brought;
  correlationId: string;
}

/** What could not be settled together. */
export interface LeftOver {
  /** To be done each by itself. */
  alone: OpenRow[];
  /** Whether they were written is not known. */
  unknown: Ready[];
}

/**
 * Brings many rows of SCM to Sales with a few requests: reads what stands there, decides as `FromScm` does for one, and
 * writes each record, what hangs on it and its state in a change set of its own.
 */
export class BringMany {
  private readonly table: SyncableTable;

  constructor(private readonly run: RunContext<FromScmTemplate>) {
    const { table } = run.template.target;
    if (!isSyncableTable(table)) throw new RequestError("request-table-unknown", { params: { table } });
    this.table = table;
  }

  /**
   * @param rows of one company, each number once
   * @param sent outcomes of rows that an earlier attempt may have written, by number
   * @throws SyncError when something cannot be read, and then nothing was written; ClaimLostError
   */
  async bring(company: string, rows: readonly OpenRow[], sent: ReadonlyMap<string, Brought["result"]["outcome"]>): Promise<LeftOver> {
    const { left, items, failures } = await this.items(company, rows);
    const plans = await this.plans(company, items, failures);
    if (this.run.mode.dryRun) this.compare(plans, failures);
    else {
      await this.saveFailures(company, failures);
      await this.write(await this.ready(plans, sent), left);
    }
    return left;
  }

  private async items(company: string, rows: readonly OpenRow[]) {
    const { template, companies } = this.run;
    const known = await salesRowsByNumber(this.run, rows.map(({ number }) => number));
    const left: LeftOver = { alone: [], unknown: [] };
    const items: Item[] = [];
    const failures: Failure[] = [];
    for (const open of rows) {
      const key = { company, number: open.number };
      let current: JsonObject | undefined;
      try {
        current = chooseCurrent(template, key, known.get(open.number.toLowerCase()) ?? [], companies);
        if (open.state && open.state.recordId !== this.idOf(current)) {
          const deleted = open.state.errorCode === deletedCode;
          // Deleted in Sales on purpose: not made again. Another row under its number is a record of its own.
          if (deleted && !current) this.run.tally.count("skipped");
          // The record it was last time has another number in Sales, or is gone.
          else if (!deleted) left.alone.push(open);
          if (!deleted || !current) continue;
        }
        assertCarried(template, open.row);
        items.push({ open, current, work: bringing(template, key, { header: open.row, lines: open.lines }, open) });
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        failures.push({ open, current, error });
      }
    }
    return { left, items, failures };
  }

  private async plans(company: string, items: readonly Item[], failures: Failure[]): Promise<{ open: OpenRow; plan: BringPlan }[]> {
    const { dataverse, companies, template, call } = this.run;
    if (items.length === 0) return [];
    const found = await findReferences(dataverse, items.flatMap(({ work }) => wantedBy(work)), call);
    const ids = items.map(({ current }) => this.idOf(current)).filter((id) => id !== "");
    const existing = await salesLines(this.run, ids);
    const priced = template.target.table === "product" ? await itemsByProduct(this.run, ids) : new Map<string, BringFacts["items"]>();
    const closing = await this.closing(company, items.flatMap(({ work }) => orNothing(() => orderToClose(work, found, companies)) ?? []));
    const plans: { open: OpenRow; plan: BringPlan }[] = [];
    for (const { open, work, current } of items) {
      const id = this.idOf(current);
      try {
        plans.push({ open, plan: planBring(work, { found, current, existing: existing.get(id) ?? [], items: priced.get(id) ?? [], closing: closing.get(orderToClose(work, found, companies)?.id ?? "") }, { dataverse, companies }) });
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        failures.push({ open, current, error });
      }
    }
    return plans;
  }

  /** Of open orders that invoices name, those that SCM has invoiced as a whole. */
  private async closing(company: string, orders: readonly { id: string; number: string }[]): Promise<Map<string, ClosingOrder>> {
    const invoiced = await invoicedOrders(this.run, company, orders.map(({ number }) => number));
    return closingOrders(this.run.dataverse, orders.filter(({ number }) => invoiced.has(number.toLowerCase())).map(({ id }) => id), this.run.call);
  }

  private idOf(current: JsonObject | undefined): string {
    return (textOf(current?.[this.run.template.target.primaryId]) ?? "").toLowerCase();
  }

  /** Counts what is as it should be; the rest with its record. */
  private async ready(plans: readonly { open: OpenRow; plan: BringPlan }[], sent: ReadonlyMap<string, Brought["result"]["outcome"]>): Promise<Ready[]> {
    const { template, scmUrl, lcid, tally, call } = this.run;
    const secured = await this.run.secured.of(this.table, call);
    return plans.flatMap(({ open, plan }) => {
      const brought = broughtOf(plan, new Map(), { secured, scmUrl, lcid });
      const record = recordFor(template, plan);
      const { state } = record;
      const told = !brought.state || (state?.status === SyncStatus.InSync && state.template === template.name && state.sourceFingerprint === open.fingerprint);
      const settled = plan.writes.isEmpty && brought.failedLines === 0 && told;
      if (settled) tally.count(countOf(sent.get(open.number) ?? "unchanged"));
      return settled ? [] : [{ open, plan, record, brought, correlationId: randomUUID() }];
    });
  }

  private async write(all: readonly Ready[], left: LeftOver): Promise<void> {
    let items = all;
    for (const withOwner of [true, false]) {
      const ownerless: Ready[] = [];
      for (const part of packed(items.map((item) => ({ item, parts: this.changeSet(item, withOwner) })))) {
        await this.run.guard();
        for (const { item, answers } of await this.send(part, left)) {
          const refused = answers.find(({ status }) => status >= 400);
          if (answers.length === 0) left.unknown.push(item);
          else if (!refused) this.count(item);
          // The owner may not own states; they are then left with the backend.
          else if (refused.status === 403 && withOwner && item.record.owner.id !== "") ownerless.push(item);
          else left.alone.push(item.open);
        }
      }
      items = ownerless;
    }
  }

  private async send(part: readonly { item: Ready; parts: BatchRequest[] }[], left: LeftOver): Promise<{ item: Ready; answers: BatchResponse[] }[]> {
    const { dataverse, call } = this.run;
    try {
      const answers = await dataverse.batchItems(part.map(({ parts }) => parts), call, false);
      return part.map(({ item }, index) => ({ item, answers: answers[index] ?? [] }));
    } catch (error) {
      call.signal?.throwIfAborted();
      if (!(error instanceof SyncError)) throw error;
      for (const { item } of part) {
        if (error instanceof ConnectionError && error.ambiguous) left.unknown.push(item);
        else left.alone.push(item.open);
      }
      return [];
    }
  }

  private changeSet({ plan, record, brought, correlationId }: Ready, withOwner: boolean): BatchRequest[] {
    const { dataverse } = this.run;
    const state = brought.state?.(this.facts(record, correlationId));
    return [...plan.writes.parts, ...(state ? stateParts(dataverse, this.table, record, state, withOwner, true) : [])];
  }

  private facts(record: SourceRecord, correlationId: string): AttemptFacts {
    const { dataverse, template, fence } = this.run;
    return { template, recordId: record.id, recordName: record.name, previous: record.state, now: new Date(dataverse.http.serverNow()), fence, correlationId };
  }

  private count({ record, brought: { result } }: Ready): void {
    const { tally } = this.run;
    if (!result.errorCode) return tally.count(countOf(result.outcome));
    // A document whose lines were refused in part was written, but is not done.
    tally.fail(record, { code: result.errorCode, params: result.errorParams ?? {} });
    tally.count("failed");
  }

  /** A record that has a state keeps its failure there; of a new one the run alone tells. */
  private async saveFailures(company: string, failures: readonly Failure[]): Promise<void> {
    const { dataverse, template, fence, ownWrite, guard, lcid, tally, call } = this.run;
    const writes = new Map<StateWrite, RecordError>();
    for (const { open, current, error } of failures) {
      if (!open.state || !current) this.countFailure({ id: "", name: open.number }, error);
      else {
        const prepared = { company, mapped: open.header, keyValue: open.number, fingerprint: open.fingerprint };
        const columns = (facts: AttemptFacts) => stateAfterFailure(facts, error, prepared, undefined, lcid);
        writes.set({ record: recordOf(template, current), correlationId: randomUUID(), columns }, error);
      }
    }
    if (writes.size === 0) return;
    await guard();
    const unsaved = await saveStates([...writes.keys()], { dataverse, template, table: this.table, fence, linked: ownWrite, call });
    for (const [write, error] of writes) {
      this.countFailure(write.record, error);
      if (unsaved.has(write)) tally.unrecorded = true;
    }
  }

  private countFailure(record: { id: string; name: string }, error: RecordError): void {
    const { tally } = this.run;
    if (isExclusion(error)) return tally.count("skipped");
    tally.fail(record, error);
    tally.count("failed");
    if (record.id === "") tally.unrecorded = true;
  }

  private compare(plans: readonly { plan: BringPlan }[], failures: readonly Failure[]): void {
    for (const { open, error } of failures) this.countFailure({ id: "", name: open.number }, error);
    for (const { plan } of plans) this.run.tally.count(!plan.current ? "inserted" : plan.writes.isEmpty ? "unchanged" : "updated");
  }
}

const countOf = (outcome: Brought["result"]["outcome"]) => (outcome === "created" ? "inserted" : outcome === "updated" ? "updated" : "unchanged");

function orNothing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // Told when the record is planned.
    if (error instanceof RecordError) return undefined;
    throw error;
  }
}

/** The record as it is once the plan is written; a new one belongs to whom the plan says, else to the backend's user. */
function recordFor(template: FromScmTemplate, { current, recordId, fields, owner }: BringPlan): SourceRecord {
  const name = textOf(afterWrite(fields, current)[template.target.primaryName]) ?? "";
  if (current) return { ...recordOf(template, current), name };
  const [, entitySet, id] = /^\/(systemusers|teams)\((.+)\)$/.exec(owner ?? "") ?? [];
  return { id: recordId, name, source: {}, businessUnit: { id: "", name: "" }, owner: { id: id ?? "", entitySet: entitySet === "teams" ? "teams" : "systemusers" }, linked: false, state: undefined };
}

/** Whole change sets, as many as fit into a request. */
function packed<T extends { parts: readonly unknown[] }>(entries: readonly T[]): T[][] {
  const batches: T[][] = [];
  let size = mostOperations;
  for (const entry of entries) {
    if (size + entry.parts.length > mostOperations) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(entry);
    size += entry.parts.length;
  }
  return batches;
}
