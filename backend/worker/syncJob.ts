import { ConflictSide, ProcessingStatus, RequestStatus, SyncStatus, contact, salesOrder, syncState } from "../../model/generated/schema";
import { bareGuid, isSyncableTable, type RecordResult, type SyncableTable } from "../../model/request";
import { companyOf } from "../core/company";
import { maintainedLines } from "../core/document";
import { asSyncError, RecordError, RequestError, type SyncError } from "../core/errors";
import type { Prepared } from "../core/pushTypes";
import { stateAfterFailure, type AttemptFacts } from "../core/stateColumns";
import { salesSideOf, type AnyTemplate, type FromScmTemplate, type Template } from "../core/templateTypes";
import type { CallContext } from "../connectors/dataverse/client";
import { integerOf, textOf, type JsonObject } from "../connectors/http/json";
import { templatesOfTable } from "../templates/all";
import type { Brought } from "./bringOutcome";
import { FromScm } from "./fromScm";
import { keepFlags } from "./keepFlags";
import type { RequestLease } from "./requestLease";
import type { Log } from "./log";
import { readRecord, type ReadRecord } from "./readRecord";
import type { RequestRow } from "./requests";
import { saveState } from "./saveState";
import { routeOut, ToScm, type SendMode, type Sent, type ToScmOptions } from "./toScm";

export interface SyncJobOptions extends ToScmOptions {
  templates: readonly AnyTemplate[];
  /** Server time, milliseconds since the epoch. */
  now: () => number;
  log: Log;
}

/** Work on one record, as far as it got; what the end is written from. */
export interface Work {
  request: Pick<RequestRow, "targetId" | "name" | "askerId" | "askerName" | "fence" | "dryRun" | "resolve">;
  lease: Pick<RequestLease, "assertHeld" | "progress">;
  call: CallContext;
  /** The one template to go by; absent: those of the table, as its form asks. */
  only?: AnyTemplate;
  table?: SyncableTable;
  template?: AnyTemplate;
  read?: ReadRecord;
  prepared?: Prepared;
  /** Records done beside the one asked for. */
  others: RecordResult[];
}

/** What the work on a request came to. */
export interface Done {
  result: RecordResult;
  status: Sent["status"];
  state?: (facts: AttemptFacts) => JsonObject;
}

const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** Does what a request for one record asks: what the record needs first, then the record itself, out or back. */
export class SyncJob {
  private readonly toScm: ToScm;
  private readonly fromScm: FromScm;

  constructor(private readonly options: SyncJobOptions) {
    this.toScm = new ToScm(options);
    this.fromScm = new FromScm(options);
  }

  /** @throws SyncError what ended the work; `work` then holds how far it got */
  async run(work: Work, table: SyncableTable): Promise<Done> {
    const { request, lease, call } = work;
    const templates = work.only ? [work.only] : templatesOfTable(this.options.templates, table);
    lease.progress = "reading";
    const asker = request.askerId === "" ? {} : { asker: { id: request.askerId, name: request.askerName } };
    const read = await readRecord(this.options.dataverse, { table, id: request.targetId, templates, name: request.name, ...asker }, call);
    work.read = read;
    lease.progress = "validating";
    const out = templates.filter((template): template is Template => template.direction === "toScm");
    const back = templates.find((template): template is FromScmTemplate => template.direction === "fromScm");
    if (out.length === 0 && back) return this.bring(work, back, read);
    if (table === "salesorder" && back && out.length > 0) return this.order(work, out, back, read);
    return this.send(work, out, read);
  }

  /** Sends the record, after what it needs. */
  private async send(work: Work, out: readonly Template[], read: ReadRecord): Promise<Done> {
    const template = routeOut(out, read);
    if (!template) throw new RequestError("request-table-unknown", { params: { table: read.table } });
    work.template = template;
    if (template.lines && !work.request.dryRun) await keepFlags(this.options.dataverse, read, maintainedLines(template.lines, read.lines), work.call, this.options.log);
    // Nothing is done for a record that may not go itself.
    const { company } = await this.toScm.check(template, read, work.call, (prepared) => { work.prepared = prepared; });
    if (!work.request.dryRun) await this.needed(work, template, read, company);
    work.lease.progress = "writing";
    const sent = await this.toScm.send(template, read, this.mode(work), work.call);
    work.lease.progress = "saving";
    return sent;
  }

  /** An order is sent while Sales owns it; afterwards SCM's progress comes back. */
  private async order(work: Work, out: readonly Template[], back: FromScmTemplate, read: ReadRecord): Promise<Done> {
    const { source, state } = read.record;
    const c = salesOrder.columns;
    const status = integerOf(source[c.processingStatus]) ?? ProcessingStatus.Draft;
    const ours = source[c.isMaintainedExternally] !== true;
    const isOpen = ours && (status === ProcessingStatus.Active || status === ProcessingStatus.Draft);
    // Once sent, an order that nobody changed in Sales is SCM's: sending it again would undo what SCM changed.
    const [template] = out;
    const mayGo = isOpen && !(template && state?.status === SyncStatus.InSync && (await this.toScm.isUnchanged(template, read, work.call)));
    const sent = mayGo ? await this.send(work, out, read) : undefined;
    const sentBy = work.template;
    const asSent = (done: Done): Done => {
      // The state goes on telling of the template that sent it, whose values the next sync compares with.
      if (sentBy) work.template = sentBy;
      return done;
    };
    if (sent && (work.request.dryRun || sent.result.outcome === "created" || sent.status !== RequestStatus.Succeeded)) return sent;
    try {
      const brought = await this.bring(work, back, read);
      return sent && brought.result.outcome === "unchanged" ? asSent(sent) : brought;
    } catch (error) {
      // An order that SCM has not confirmed is as it should be: sent, nothing to bring yet.
      if (error instanceof RecordError && error.code === "not-confirmed" && (sent ?? state?.scmKey)) return sent ? asSent(sent) : unchanged(back, read);
      throw error;
    }
  }

  /** Brings the record from SCM. */
  private async bring(work: Work, template: FromScmTemplate, read: ReadRecord): Promise<Done> {
    work.template = template;
    const { record } = read;
    const number = textOf(record.source[salesSideOf(template).keyColumn]) ?? record.state?.scmKey ?? "";
    const company = record.state?.company || companyOf(this.options.companies, record.businessUnit);
    const brought = await this.fromScm.bring(template, { company, number, recordId: record.id, targetValues: record.state?.targetValues ?? "" }, { dryRun: work.request.dryRun, guard: () => work.lease.assertHeld() }, work.call);
    work.lease.progress = "saving";
    return { result: resultOf(template, read, brought), status: brought.failedLines > 0 ? RequestStatus.PartlySucceeded : RequestStatus.Succeeded, ...(work.request.dryRun || !brought.state ? {} : { state: brought.state }) };
  }

  private mode(work: Work): SendMode {
    const { resolve, dryRun } = work.request;
    return {
      guard: () => work.lease.assertHeld(), dryRun, prepared: (prepared) => { work.prepared = prepared; },
      resolve: resolve === ConflictSide.SalesWins ? "sales" : resolve === ConflictSide.ScmWins ? "scm" : undefined,
    };
  }

  /** Does first what the record, of this company, points to as its customer or company. */
  private async needed(work: Work, template: Template, read: ReadRecord, company: string): Promise<void> {
    const lookups = new Set(template.rows.flatMap(({ from }) => (from.kind === "customer" ? [from.lookup] : [])));
    for (const lookup of lookups) {
      const id = textOf(read.record.source[`_${lookup}_value`]);
      const table = textOf(read.record.source[`_${lookup}_value${lookupTable}`]) ?? "";
      if (id && isSyncableTable(table)) await this.neededRecord(work, table, bareGuid(id), company, template.lines !== undefined);
    }
  }

  /** @param isCustomer the contact is named by a quote or order, which makes it an active customer */
  private async neededRecord(work: Work, table: SyncableTable, id: string, company: string, isCustomer: boolean): Promise<void> {
    const { dataverse } = this.options;
    const { call } = work;
    const templates = templatesOfTable(this.options.templates, table).filter((template): template is Template => template.direction === "toScm");
    let read = await readRecord(dataverse, { table, id, templates, name: "" }, call);
    const flag = contact.columns.isActiveCustomer;
    if (table === "contact" && isCustomer && read.record.source[flag] !== true) {
      await dataverse.update(`contacts(${id})`, { [flag]: true }, "*", call, "contactid");
      read = { ...read, record: { ...read.record, source: { ...read.record.source, [flag]: true } } };
    }
    const template = routeOut(templates, read);
    if (!template) return;
    if (companyOf(this.options.companies, read.record.businessUnit) !== company) return this.neededElsewhere(work, template, read, company);
    let prepared: Prepared | undefined;
    try {
      const mode = { guard: () => work.lease.assertHeld(), dryRun: false, resolve: undefined, prepared: (mapped: Prepared) => { prepared = mapped; } };
      const sent = (await this.settled(template, read, call)) ?? await this.toScm.send(template, read, mode, call);
      work.others.push(sent.result);
      if (sent.state) await saveState(dataverse, table, read.record, sent.state(this.facts(work, template, read)), call, this.options.log);
    } catch (error) {
      const failure = asSyncError(error);
      // What may pass by itself makes the whole request wait.
      if (failure.retryable) throw failure;
      await saveState(dataverse, table, read.record, stateAfterFailure(this.facts(work, template, read), failure, prepared, undefined, this.options.lcid), call, this.options.log);
      throw neededFailed(work, template, read, failure);
    }
  }

  /** Of a record of another company its own state tells nothing about this one, and stays as it is. */
  private async neededElsewhere(work: Work, template: Template, read: ReadRecord, company: string): Promise<void> {
    try {
      work.others.push(await this.toScm.standIn(company, template, read, () => work.lease.assertHeld(), work.call));
    } catch (error) {
      const failure = asSyncError(error);
      if (failure.retryable) throw failure;
      throw neededFailed(work, template, read, failure);
    }
  }

  /** What the last sync said still holds, so that SCM need not be asked. */
  private async settled(template: Template, read: ReadRecord, call: CallContext): Promise<Done | undefined> {
    const { record } = read;
    const { state } = record;
    if (state?.status !== SyncStatus.InSync || !(await this.toScm.isUnchanged(template, read, call))) return undefined;
    return { result: { table: template.source.table, id: record.id, name: record.name, template: template.name, outcome: "unchanged", written: [], scmKey: state.scmKey, company: state.company }, status: RequestStatus.Succeeded };
  }

  /** What every state row takes from this attempt. */
  facts(work: Work, template: AnyTemplate, { record }: ReadRecord): AttemptFacts {
    const { request } = work;
    return {
      template, recordId: record.id, recordName: record.name, previous: record.state, now: new Date(this.options.now()), fence: request.fence,
      correlationId: work.call.correlationId, ...(request.askerName ? { by: request.askerName } : {}),
    };
  }
}

function neededFailed(work: Work, template: Template, { record, table }: ReadRecord, failure: SyncError): RecordError {
  work.others.push({ table, id: record.id, name: record.name, template: template.name, outcome: "failed", written: [], errorCode: failure.code, errorParams: failure.params });
  return new RecordError("needed-record-failed", {
    params: { name: record.name, reason: failure.userMessage(1033), reason_1036: failure.userMessage(1036) }, technicalDetails: `${failure.code}: ${failure.technicalDetails}`, cause: failure,
  });
}

function resultOf(template: FromScmTemplate, { table, record }: ReadRecord, brought: Brought): RecordResult {
  return { table, id: record.id, name: record.name, template: template.name, ...brought.result };
}

/** The state stays as it was, but for the attempt. */
function unchanged(template: FromScmTemplate, { table, record }: ReadRecord): Done {
  const { state } = record;
  return { result: { table, id: record.id, template: template.name, outcome: "unchanged", written: [], scmKey: state?.scmKey ?? "", company: state?.company ?? "" }, status: RequestStatus.Succeeded, state: () => ({ [syncState.columns.status]: SyncStatus.InSync }) };
}

