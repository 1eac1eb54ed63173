import type { Lcid } from "../../model/errorText";
import { contact, RequestStatus } from "../../model/generated/schema";
import type { LineResult, RecordResult } from "../../model/request";
import { canonicalValue, parseLastValues, type LastValues } from "../../model/values";
import { contactRoute } from "../core/activeCustomer";
import { companyOf, type CompanyRules } from "../core/company";
import { compareFields, ConflictError, lineNumbersKey, withoutSecured, type TakeOver } from "../core/conflict";
import { assertDocumentMaintained, prepareDocument, type PreparedDocument } from "../core/document";
import { comparable, type TargetRow } from "../core/diff";
import { RecordError } from "../core/errors";
import { parseLastLines, shownValues } from "../core/lineValues";
import { unmet } from "../core/filter";
import { assertSameKey, assertSendable, prepare } from "../core/prepare";
import type { Prepared, Pushed } from "../core/pushTypes";
import { scmUrlOf, stateAfterSuccess, type AttemptFacts } from "../core/stateColumns";
import type { Template } from "../core/templateTypes";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { integerOf, isObject, type JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import { lineAttention } from "./lineAttention";
import { assertNotTaken } from "./ownership";
import { pushDocument, readDocument, type PushedDocument, type PushedLine } from "./pushDocument";
import { pushRecord, scmKeyOf } from "./pushRecord";
import { readRecord, type ReadRecord } from "./readRecord";
import { takeOverParts } from "./takeOver";

export interface ToScmOptions {
  dataverse: DataverseClient;
  scm: ScmClient;
  secured: SecuredColumns;
  companies: CompanyRules;
  scmUrl: string;
  lcid: Lcid;
}

/** How a record is to be sent. */
export interface SendMode {
  guard: () => Promise<void>;
  /** Read and compare only. */
  dryRun: boolean;
  /** Which side wins where both changed. */
  resolve: "sales" | "scm" | undefined;
  /** Gets what was mapped as soon as it is, for the state of a failure. */
  prepared: (prepared: Prepared) => void;
}

/** What sending a record came to, and what has to be written of it. */
export interface Sent {
  result: RecordResult;
  status: typeof RequestStatus.Succeeded | typeof RequestStatus.PartlySucceeded;
  /** Columns of the state; absent after a dry run. */
  state?: (facts: AttemptFacts) => JsonObject;
}

/** Sends single records of Sales to SCM, documents with their lines. */
export class ToScm {
  constructor(private readonly options: ToScmOptions) {}

  /**
   * Maps a record and looks whether it may go at all, without asking SCM.
   * @param prepared gets what was mapped as soon as it is, for the state of a failure
   * @throws RecordError
   */
  async check(template: Template, read: ReadRecord, call: CallContext, prepared: (mapped: Prepared) => void): Promise<Prepared | PreparedDocument> {
    assertMeant(template, read);
    const mapped = this.prepare(template, read, await this.options.secured.of(read.table, call));
    prepared(mapped);
    assertSameKey(mapped, template, read.record.state);
    assertSendable(mapped);
    if (isDocument(mapped)) assertDocumentMaintained(mapped);
    return mapped;
  }

  /** @throws ConflictError, RecordError, RefusalError, ConnectionError */
  async send(template: Template, read: ReadRecord, mode: SendMode, call: CallContext): Promise<Sent> {
    const prepared = await this.check(template, read, call, mode.prepared);
    const secured = await this.options.secured.of(read.table, call);
    if (mode.dryRun) return this.compare(template, read, prepared, secured, call);
    const { record } = read;
    const pushCall = {
      ...call, source: record.source, sourceLines: sourceLinesOf(template, read), guard: mode.guard, salesWins: mode.resolve === "sales", last: lastTarget(read, template),
      found: (row: TargetRow) => {
        if (template.lines && !record.state?.scmKey) assertSameDocument(prepared, row);
        return assertNotTaken(this.options.dataverse, template, record, prepared, call);
      },
    };
    const { scm } = this.options;
    try {
      const pushed = isDocument(prepared) && template.lines ? await pushDocument(scm, template, template.lines, prepared, pushCall) : await pushRecord(scm, template, prepared, pushCall);
      return this.outcome(template, read, prepared, pushed, secured);
    } catch (error) {
      if (!(error instanceof ConflictError) || mode.resolve !== "scm") throw error;
      // Sales takes SCM's values first; then both agree on them, and what only Sales changed is sent as ever.
      return this.send(template, await this.takeOver(template, read, error.takeOver(), mode, call), { ...mode, resolve: undefined }, call);
    }
  }

  /**
   * Makes sure that a record stands in another company than its own, for a document there: made when missing, and otherwise
   * left to that company, since the record's state follows its own company only.
   * @throws RecordError, RefusalError, ConnectionError
   */
  async standIn(company: string, template: Template, { table, record }: ReadRecord, guard: () => Promise<void>, call: CallContext): Promise<RecordResult> {
    const { dataverse, scm, secured } = this.options;
    const prepared = prepare(template, record.source, company, await secured.of(table, call));
    assertSendable(prepared);
    const result = { ...identity(template, record, prepared), written: [] };
    const found = () => assertNotTaken(dataverse, template, { ...record, state: undefined }, prepared, call);
    if (await scm.read(scmKeyOf(template, prepared), [template.target.keyField], call)) {
      await found();
      return { ...result, outcome: "unchanged" };
    }
    const pushed = await pushRecord(scm, template, prepared, { ...call, guard, found, source: record.source });
    return { ...result, outcome: pushed.outcome, written: pushed.written };
  }

  /** Whether the record means the same as at its last success, by the same template. */
  async isUnchanged(template: Template, read: ReadRecord, call: CallContext): Promise<boolean> {
    const { state } = read.record;
    if (!state?.sourceFingerprint || state.template !== template.name) return false;
    return this.prepare(template, read, await this.options.secured.of(read.table, call)).fingerprint === state.sourceFingerprint;
  }

  private prepare(template: Template, { record, lines }: ReadRecord, secured: ReadonlySet<string>): Prepared | PreparedDocument {
    const company = companyOf(this.options.companies, record.businessUnit);
    if (!template.lines) return prepare(template, record.source, company, secured);
    const currency = record.source["transactioncurrencyid"];
    const decimals = (isObject(currency) ? integerOf(currency["currencyprecision"]) : undefined) ?? 2;
    return prepareDocument(template, template.lines, record.source, lines, company, secured, keptNumbers(record.state?.targetValues), decimals);
  }

  /** Writes SCM's values to Sales. @returns the record as it is then */
  private async takeOver(template: Template, read: ReadRecord, plan: TakeOver, mode: SendMode, call: CallContext): Promise<ReadRecord> {
    const { dataverse } = this.options;
    const parts = await takeOverParts(dataverse, template, read, plan, call);
    await mode.guard();
    if (parts.length > 0) for (const answer of await dataverse.batch([parts], call, false)) bodyOf(answer);
    return readRecord(dataverse, { table: read.table, id: read.record.id, templates: [template], name: read.record.name }, call);
  }

  /** What has to be told and kept of a record that was pushed. */
  outcome(template: Template, { record }: ReadRecord, prepared: Prepared, pushed: Pushed | PushedDocument, secured: ReadonlySet<string>): Sent {
    const lines = "lines" in pushed ? pushed.lines : [];
    const failed = lines.filter(({ outcome }) => outcome === "failed");
    const error = failed.length === 0 ? undefined : new RecordError("lines-missing", { params: { count: String(failed.length), lines: failed.map(lineText).join(", ") }, technicalDetails: failed.map((line) => line.error?.technicalDetails ?? "").join("\n") });
    const { scmUrl, lcid } = this.options;
    const url = scmUrlOf(scmUrl, prepared.company, template.target.menuItem);
    return {
      result: {
        ...identity(template, record, prepared), outcome: pushed.outcome, written: pushed.written,
        ...(lines.length > 0 ? { lines: lines.map(lineResult) } : {}), ...(error ? { errorCode: error.code, errorParams: error.params } : {}),
      },
      status: error ? RequestStatus.PartlySucceeded : RequestStatus.Succeeded,
      state: (facts) => {
        const success = stateAfterSuccess(facts, record.source, prepared, pushed, secured, url);
        return error ? { ...success, ...lineAttention(error, lcid) } : success;
      },
    };
  }

  private async compare(template: Template, { record }: ReadRecord, prepared: Prepared | PreparedDocument, secured: ReadonlySet<string>, call: CallContext): Promise<Sent> {
    const { scm } = this.options;
    // More people may read the request than the columns under column security.
    const shown = withoutSecured(prepared.mapped.fields, secured);
    const last = parseLastValues(record.state?.targetValues);
    let fields;
    if (isDocument(prepared) && template.lines) {
      const current = await readDocument(scm, template, template.lines, prepared, call);
      const lastLines = parseLastLines(last);
      fields = [
        ...compareFields(shown, current.header?.row, last),
        ...prepared.lines.flatMap((line) => compareFields(line.mapped.fields, current.lines.get(line.number)?.row, shownValues(lastLines.get(line.id)), line)),
      ];
    } else {
      const current = await scm.read(scmKeyOf(template, prepared), prepared.mapped.fields.map(({ row }) => row.target), call);
      fields = compareFields(shown, current?.row, last);
    }
    return { result: { ...identity(template, record, prepared), outcome: "unchanged", written: [], fields }, status: RequestStatus.Succeeded };
  }
}

/** The template of its table by which a record goes. Contacts have two. */
export function routeOut(templates: readonly Template[], { table, record }: ReadRecord): Template | undefined {
  if (table !== "contact") return templates[0];
  const isActive = record.source[contact.columns.isActiveCustomer] === true;
  const route = contactRoute(isActive, isObject(record.source["parentcustomerid_account"]));
  if (route === "nowhere") throw new RecordError("not-active-customer");
  return templates.find(({ filter }) => filter?.some(({ column, value }) => column === contact.columns.isActiveCustomer && value === isActive));
}

/** Flags that the record's own data decide are not asked of stored copies, which only a form or a run brings up to date. */
const judgedByData: ReadonlySet<string> = new Set([contact.columns.isActiveCustomer, contact.columns.isCompanyAnAccount, "p2c_hasexternallymaintainedproductsonly"]);

/** @throws RecordError with the reason of the first condition that is not met */
function assertMeant(template: Template, { record }: ReadRecord): void {
  const condition = unmet((template.filter ?? []).filter(({ column, why }) => why !== undefined && !judgedByData.has(column)), record.source);
  if (condition?.why) throw new RecordError(condition.why, { technicalDetails: `${condition.column} is ${String(record.source[condition.column])}` });
}

/**
 * A document SCM holds although it was never sent is taken for the same one only when it has the same customer and
 * currency; otherwise numbers of Sales and SCM overlap, and writing would destroy SCM's.
 * @throws RecordError `scm-record-exists`
 */
export function assertSameDocument({ mapped, keyValue }: Prepared, target: TargetRow): void {
  const other = mapped.fields.find(({ row, value }) => row.type === "code" && row.write === "create" && value !== "" && comparable("code", value) !== comparable("code", target[row.target]));
  if (other) throw new RecordError("scm-record-exists", { technicalDetails: `${keyValue}: ${other.row.target} is '${canonicalValue(target[other.row.target])}' in SCM, '${other.value}' in Sales` });
}

/** Whether a mapped record has lines. */
export function isDocument(prepared: Prepared | PreparedDocument): prepared is PreparedDocument {
  return "lines" in prepared;
}

/** Lines of a document as they stand in Sales, by id. */
export function sourceLinesOf({ lines }: Template, read: ReadRecord): ReadonlyMap<string, JsonObject> {
  return new Map(read.lines.map((row) => [canonicalValue(row[lines?.source.primaryId ?? ""]).toLowerCase(), row]));
}

/** SCM's values of the last success by the same template; those of another template say nothing. */
export function lastTarget({ record: { state } }: ReadRecord, template: Template): LastValues | undefined {
  return state?.template === template.name ? parseLastValues(state.targetValues) : undefined;
}

function keptNumbers(targetValues: string | undefined): ReadonlyMap<string, number> {
  const numbers = parseLastValues(parseLastValues(targetValues)?.[lineNumbersKey]);
  return new Map(Object.entries(numbers ?? {}).map(([id, number]) => [id, Number(number)]));
}

function identity(template: Template, record: { id: string; name: string }, prepared: Prepared): Pick<RecordResult, "table" | "id" | "name" | "template" | "scmKey" | "company"> {
  return { table: template.source.table, id: record.id, name: record.name, template: template.name, scmKey: prepared.keyValue, company: prepared.company };
}

const lineText = ({ line }: PushedLine) => `${line.number} ${line.name}`.trim();

function lineResult({ line, outcome, written, error }: PushedLine): LineResult {
  return { number: line.number, name: line.name, outcome, written, ...(error ? { errorCode: error.code, errorParams: error.params } : {}) };
}
