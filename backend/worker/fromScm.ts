import { ProcessingStatus, SyncStatus, salesOrder, salesOrderDetail, syncState } from "../../model/generated/schema";
import { isSyncableTable, syncableTables, type FieldComparison, type LineResult, type RecordResult } from "../../model/request";
import { canonicalValue, parseLastValues } from "../../model/values";
import type { CompanyRules } from "../core/company";
import { lineNumbersKey } from "../core/conflict";
import { deterministicId } from "../core/deterministicId";
import { RecordError, type SyncError } from "../core/errors";
import { sourceFingerprint } from "../core/fingerprint";
import { planFreightTax } from "../core/freightTax";
import { urlLiteral } from "../core/keys";
import { mapRecord, mapRows, type Mapped, type MappedField } from "../core/mapping";
import { afterWrite, planSalesWrite, type SalesField } from "../core/salesWrite";
import { scmUrlOf, stateAfterSuccess, type AttemptFacts } from "../core/stateColumns";
import type { FromScmTemplate } from "../core/templateTypes";
import { annotations, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { findReferences, type FoundReference, type FoundReferences, type WantedReference } from "../connectors/dataverse/references";
import { integerOf, isObject, textOf, type JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import { companyOfRow } from "./companyOfRow";
import { priceListParts } from "./priceListParts";
import { readScmSource, type ScmSource } from "./scmSource";
import { lineAttention } from "./lineAttention";
import { SalesWrites } from "./salesWrites";
import type { Lcid } from "../../model/errorText";

export interface FromScmOptions {
  dataverse: DataverseClient;
  scm: ScmClient;
  secured: SecuredColumns;
  companies: CompanyRules;
  scmUrl: string;
  lcid: Lcid;
}

/** Which record is to be brought. */
export interface BringKey {
  company: string;
  number: string;
  /** The row in Sales, when it is known. */
  recordId?: string;
  /** JSON of the state's target values, which tells the numbers lines were sent under. */
  targetValues?: string;
}

export interface BringMode {
  /** Runs before every write; throws when this worker may no longer write. */
  guard: () => Promise<void>;
  dryRun: boolean;
}

/** What bringing a record came to. */
export interface Brought {
  recordId: string;
  result: Pick<RecordResult, "outcome" | "written" | "scmKey" | "company" | "lines" | "fields" | "errorCode" | "errorParams">;
  failedLines: number;
  /** Columns of the record's sync state. */
  state: (facts: AttemptFacts) => JsonObject;
}

/** A line of SCM with what it is in Sales. */
interface LineWork {
  number: number;
  name: string;
  mapped: Mapped;
  fields: SalesField[];
  current: JsonObject | undefined;
  id: string;
  error?: SyncError;
}

const miscTax = salesOrderDetail.columns.isMiscTax;

/** Brings single records of SCM to Sales, documents with their lines. Safe to repeat; ids of new rows follow from their keys. */
export class FromScm {
  constructor(private readonly options: FromScmOptions) {}

  /**
   * Reads a record of SCM by its number and brings it.
   * @throws RecordError not in SCM, not carried by the template, or something it names is missing in Sales
   */
  async bring(template: FromScmTemplate, key: BringKey, mode: BringMode, call: CallContext): Promise<Brought> {
    return this.bringSource(template, key, await readScmSource(this.options.scm, template, key.company, key.number, call), mode, call);
  }

  /** Brings a record of SCM that has been read already (fields: `headerFields`, `lineFields`). @see bring */
  async bringSource(template: FromScmTemplate, key: BringKey, source: ScmSource, mode: BringMode, call: CallContext): Promise<Brought> {
    const header = mapRecord(template, source.header, new Set());
    assertSound(header);
    const found = await findReferences(this.options.dataverse, wantedBy(template, header, source), call);
    const currency = textOf(source.header["CurrencyCode"]) ?? "";
    const ofCompany = (candidate: FoundReference) => companyOfRow(candidate.row, this.options.companies) === key.company;
    const headerFields = header.fields.map((field) => resolved(field, found, currency, unitGroupOf(header, found), ofCompany));
    const current = await this.currentHeader(template, key, call);
    const recordId = textOf(current?.[template.target.primaryId]) ?? deterministicId(template.target.table, key.company, key.number);
    const existing = current && template.lines ? await this.currentLines(template, recordId, call) : [];
    const decimals = currencyDecimals(header, found);
    const lines = this.lines(template, { ...key, targetValues: key.targetValues ?? stateValues(template, current) }, source, found, currency, decimals, existing);

    const writes = new SalesWrites(this.options.dataverse, template);
    const plan = planSalesWrite(headerFields, current);
    const owner = ownerOf(template, header, found, ofCompany);
    writes.header(recordId, plan, current, owner);
    for (const line of lines) if (!line.error) writes.line(recordId, line.id, line.number, planSalesWrite(line.fields, line.current), line.current);
    const kept = new Set(lines.map(({ id }) => id));
    for (const row of existing) if (row[miscTax] !== true && !kept.has(idOf(template, row))) writes.remove(idOf(template, row), row);
    this.freightTax(template, key, recordId, header, existing, writes);
    if (template.target.table === "product") writes.extra(...(await priceListParts(this.options.dataverse, template, key.company, recordId, header, headerFields, found, currency, current !== undefined, call)));
    await this.closeOrder(template, key, header, found, writes, call);

    const secured = await this.options.secured.of(template.target.table, call);
    if (mode.dryRun) return compared(key, recordId, current, headerFields.filter(({ field }) => !secured.has(field.row.target)), lines);
    if (!writes.isEmpty) await mode.guard();
    const failed = await writes.send(call);
    return this.brought(template, key, recordId, header, current, headerFields, lines, plan.written, failed, writes, secured);
  }

  private async currentHeader(template: FromScmTemplate, key: BringKey, call: CallContext): Promise<JsonObject | undefined> {
    const { table, entitySet, primaryId, keyColumn } = template.target;
    const select = columnsToRead(template.rows, primaryId, ...(template.lines ? ["statecode"] : []));
    // The state tells under which numbers lines were sent.
    const expand = isSyncableTable(table) ? `&$expand=${syncableTables[table].stateNavigation}($select=${syncState.columns.targetValues},${syncState.columns.company})` : "";
    if (key.recordId) return this.options.dataverse.get(`${entitySet}(${key.recordId})?$select=${select}${expand}`, call);
    // Products belong to no company: one number is one product.
    const shared = table === "product";
    const body = await this.options.dataverse.get(`${entitySet}?$select=${select}${shared ? "" : ",_owningbusinessunit_value"}${expand}&$filter=${keyColumn}%20eq%20${urlLiteral(key.number)}`, call, annotations);
    const own = deterministicId(table, key.company, key.number);
    const idOfRow = (row: JsonObject) => textOf(row[primaryId])?.toLowerCase();
    const candidates = rowsOf(body ?? {}).filter((row) => shared || idOfRow(row) === own || companyOfRow(row, this.options.companies) === key.company);
    const mine = candidates.find((row) => idOfRow(row) === own) ?? candidates[0];
    if (candidates.length > 1 && mine && idOfRow(mine) !== own) throw new RecordError("number-not-unique", { params: { value: key.number } });
    return mine;
  }

  private async currentLines({ lines }: FromScmTemplate, recordId: string, call: CallContext): Promise<JsonObject[]> {
    if (!lines) return [];
    const { entitySet, primaryId, parentLookup } = lines.target;
    const select = columnsToRead(lines.rows, primaryId, miscTax, "tax");
    const body = await this.options.dataverse.get(`${entitySet}?$select=${select}&$filter=_${parentLookup}_value%20eq%20${recordId}`, call);
    return rowsOf(body ?? {});
  }

  /** Lines of SCM, mapped, with the rows of Sales that are them. */
  private lines(template: FromScmTemplate, key: BringKey, source: ScmSource, found: FoundReferences, currency: string, decimals: number, existing: readonly JsonObject[]): LineWork[] {
    const { lines } = template;
    if (!lines) return [];
    const sentAs = parseLastValues(parseLastValues(key.targetValues)?.[lineNumbersKey]) ?? {};
    const products = existing.filter((row) => row[miscTax] !== true);
    const set = { direction: template.direction, rows: lines.rows, valueMaps: template.valueMaps, keyField: lines.target.parentLookup };
    return source.lines.map((row): LineWork => {
      const number = integerOf(row[lines.source.keyField]) ?? 0;
      const mapped = mapRows(set, row, new Set(), { decimals });
      const current = products.find((line) => String(sentAs[idOf(template, line)] ?? "") === String(number))
        ?? products.find((line) => sentAs[idOf(template, line)] === undefined && integerOf(line["sequencenumber"]) === number);
      const shared = (lines.source.sharedKeyFields ?? []).map((field) => canonicalValue(row[field]));
      const id = current ? idOf(template, current) : deterministicId(lines.target.table, key.company, key.number, ...shared, String(number));
      const work: LineWork = { number, name: textOf(row["ProductName"]) ?? textOf(row["ProductNumber"]) ?? "", mapped, fields: [], current, id };
      try {
        assertSound(mapped);
        const product = found.one("product", mapped.fields.find((field) => field.row.reference === "product")?.value ?? "");
        const group = textOf(product.row["_defaultuomscheduleid_value"]) ?? "";
        work.fields = mapped.fields.map((field) => resolved(field, found, currency, group));
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        work.error = error;
      }
      return work;
    });
  }

  private freightTax(template: FromScmTemplate, key: BringKey, recordId: string, header: Mapped, existing: readonly JsonObject[], writes: SalesWrites): void {
    if (!template.lines) return;
    const tax = header.fields.find(({ row }) => row.target === salesOrder.columns.miscTax)?.value ?? "0";
    const lines = existing.filter((row) => row[miscTax] === true).map((row) => ({ id: idOf(template, row), tax: canonicalValue(row["tax"]) || "0" }));
    const plan = planFreightTax(tax || "0", lines);
    if (plan.kind !== "none") writes.freightTax(recordId, deterministicId(template.lines.target.table, key.company, key.number, "freight tax", recordId), plan);
  }

  /** The order of an invoice becomes Invoiced once SCM has invoiced all of it; the processing status goes along, since the order is closed then. */
  private async closeOrder(template: FromScmTemplate, key: BringKey, header: Mapped, found: FoundReferences, writes: SalesWrites, call: CallContext): Promise<void> {
    const number = header.fields.find(({ row }) => row.reference === "order")?.value;
    if (!number) return;
    const order = found.one("order", number, ({ row }) => companyOfRow(row, this.options.companies) === key.company);
    if (integerOf(order.row["statecode"]) !== 0) return;
    const row = await this.options.scm.read({ entitySet: "CDSSalesOrderHeaders", company: key.company, keyField: "SalesOrderNumber", value: number }, ["SalesOrderProcessingStatus"], call);
    if (textOf(row?.row["SalesOrderProcessingStatus"]) !== "Invoiced") return;
    writes.last(`salesorders(${order.id})`, { [salesOrder.columns.processingStatus]: ProcessingStatus.Invoiced, statecode: 4, statuscode: 100003 });
  }

  private brought(template: FromScmTemplate, key: BringKey, recordId: string, header: Mapped, current: JsonObject | undefined, fields: readonly SalesField[], lines: readonly LineWork[], written: string[], failed: ReadonlyMap<number, SyncError>, writes: SalesWrites, secured: ReadonlySet<string>): Brought {
    const results = lines.map((line): LineResult => {
      const error = line.error ?? failed.get(line.number);
      const planned = error ? undefined : planSalesWrite(line.fields, line.current);
      const outcome = error ? "failed" : planned?.kind === "create" ? "created" : planned?.kind === "update" ? "updated" : "unchanged";
      return { number: line.number, name: line.name, outcome, written: planned?.written ?? [], ...(error ? { errorCode: error.code, errorParams: error.params } : {}) };
    });
    const bad = results.filter(({ outcome }) => outcome === "failed");
    const error = bad.length === 0 ? undefined : new RecordError("lines-missing", { params: { count: String(bad.length), lines: bad.map(({ number, name }) => `${number} ${name}`.trim()).join(", ") } });
    const outcome = !current ? "created" : writes.isEmpty ? "unchanged" : "updated";
    const { scmUrl, lcid } = this.options;
    const after = afterWrite(fields, current);
    const prepared = { company: key.company, mapped: header, keyValue: key.number, fingerprint: sourceFingerprint(key.company, header), lines: lines.map(({ id, number }) => ({ id, number })) };
    return {
      recordId, failedLines: bad.length,
      result: { outcome, written, scmKey: key.number, company: key.company, ...(results.length > 0 ? { lines: results } : {}), ...(error ? { errorCode: error.code, errorParams: error.params } : {}) },
      state: (facts) => ({
        ...stateAfterSuccess(facts, after, prepared, { outcome, written, target: after }, secured, scmUrlOf(scmUrl, key.company, template.source.menuItem)),
        ...(error ? lineAttention(error, lcid) : { [syncState.columns.status]: SyncStatus.InSync }),
      }),
    };
  }
}

/** A dry run: every field on both sides, and what would be written. */
function compared(key: BringKey, recordId: string, current: JsonObject | undefined, fields: readonly SalesField[], lines: readonly LineWork[]): Brought {
  const compare = (list: readonly SalesField[], row: JsonObject | undefined, line?: number): FieldComparison[] => {
    const written = new Set(planSalesWrite(list, row).written);
    return list.map(({ field }) => ({
      field: field.row.target, ...(line === undefined ? {} : { line }), scm: field.value,
      sales: canonicalValue(row?.[field.row.type === "reference" ? `_${field.row.target}_value` : field.row.target]), ...(written.has(field.row.target) ? { write: field.value } : {}),
    }));
  };
  const comparisons = [...compare(fields, current), ...lines.flatMap((line) => compare(line.fields, line.current, line.number))];
  return { recordId, result: { outcome: "unchanged", written: [], scmKey: key.number, company: key.company, fields: comparisons }, failedLines: 0, state: () => ({}) };
}

const idOf = ({ lines }: FromScmTemplate, row: JsonObject) => (textOf(row[lines?.target.primaryId ?? ""]) ?? "").toLowerCase();

function stateValues({ target: { table } }: FromScmTemplate, current: JsonObject | undefined): string {
  const state = isSyncableTable(table) ? current?.[syncableTables[table].stateNavigation] : undefined;
  return (isObject(state) ? textOf(state[syncState.columns.targetValues]) : undefined) ?? "";
}

function columnsToRead(rows: FromScmTemplate["rows"], ...more: readonly string[]): string {
  return [...new Set([...more, ...rows.map((row) => (row.type === "reference" ? `_${row.target}_value` : row.target))])].join(",");
}

/** @throws RecordError with the first issue; all of them stand in the technical details */
function assertSound({ issues }: Mapped): void {
  const [first] = issues;
  if (first) throw new RecordError(first.code, { params: first.params, technicalDetails: issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join("\n") });
}

/** Everything the document names in Sales, header and lines. */
function wantedBy(template: FromScmTemplate, header: Mapped, source: ScmSource): WantedReference[] {
  const of = ({ fields }: Mapped) => fields.flatMap(({ row, value }) => (row.reference ? [{ name: row.reference, value }] : []));
  const { lines } = template;
  if (!lines) return [...of(header), { name: "priceList", value: canonicalValue(source.header["CurrencyCode"]) }];
  const set = { direction: template.direction, rows: lines.rows, valueMaps: template.valueMaps, keyField: lines.target.parentLookup };
  const currency: WantedReference = { name: "currency", value: canonicalValue(source.header["CurrencyCode"]) };
  return [...of(header), currency, ...source.lines.flatMap((row) => of(mapRows(set, row, new Set(), {})))];
}

/** A field with the row it refers to. @throws RecordError naming what is missing */
function resolved(field: MappedField, found: FoundReferences, currency: string, unitGroup: string, ofCompany?: (candidate: FoundReference) => boolean): SalesField {
  const { reference } = field.row;
  if (!reference || field.value === "") return { field };
  if (reference === "priceList") return { field, reference: found.priceList(field.value, currency) };
  if (reference === "unit") return { field, reference: found.one("unit", field.value, ({ row }) => unitGroup === "" || textOf(row["_uomscheduleid_value"])?.toLowerCase() === unitGroup.toLowerCase()) };
  const fits = reference === "customer" || reference === "order" ? ofCompany : undefined;
  return { field, reference: found.one(reference, field.value, fits) };
}

function unitGroupOf({ fields }: Mapped, found: FoundReferences): string {
  const group = fields.find(({ row }) => row.reference === "unitGroup")?.value;
  return group ? found.one("unitGroup", group).id : "";
}

function currencyDecimals({ fields }: Mapped, found: FoundReferences): number {
  const currency = fields.find(({ row }) => row.reference === "currency")?.value;
  return (currency ? integerOf(found.one("currency", currency).row["currencyprecision"]) : undefined) ?? 2;
}

/** The invoice belongs to whom its order belongs. */
function ownerOf(template: FromScmTemplate, { fields }: Mapped, found: FoundReferences, ofCompany: (candidate: FoundReference) => boolean): string | undefined {
  const order = fields.find(({ row }) => row.reference === "order")?.value;
  if (!order || template.target.table !== "invoice") return undefined;
  const { row } = found.one("order", order, ofCompany);
  const owner = textOf(row["_ownerid_value"]);
  return owner && `/${row["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"] === "team" ? "teams" : "systemusers"}(${owner})`;
}

