import { salesOrder, salesOrderDetail, syncState } from "../../model/generated/schema";
import { isSyncableTable, syncableTables } from "../../model/request";
import { canonicalValue, parseLastValues } from "../../model/values";
import type { CompanyRules } from "../core/company";
import { lineNumbersKey } from "../core/conflict";
import { deterministicId } from "../core/deterministicId";
import { RecordError, type SyncError } from "../core/errors";
import { documentFingerprint, sourceFingerprint } from "../core/fingerprint";
import { planFreightTax } from "../core/freightTax";
import { mapRecord, mapRows, type Mapped, type MappedField } from "../core/mapping";
import type { PriceListItem } from "../core/priceList";
import { planSalesWrite, type SalesField, type SalesPlan } from "../core/salesWrite";
import type { FromScmTemplate } from "../core/templateTypes";
import type { DataverseClient } from "../connectors/dataverse/client";
import type { FoundReference, FoundReferences, WantedReference } from "../connectors/dataverse/references";
import { integerOf, isObject, textOf, type JsonObject } from "../connectors/http/json";
import { companyOfRow } from "./companyOfRow";
import { closeOrder, type ClosingOrder } from "./orderClosing";
import { priceListParts } from "./priceListParts";
import { SalesWrites } from "./salesWrites";
import type { ScmSource } from "./scmSource";

/** Which record is to be brought. */
export interface BringKey {
  company: string;
  number: string;
  /** The row in Sales, when it is known. */
  recordId?: string;
  /** JSON of the state's target values, which tells the numbers lines were sent under. */
  targetValues?: string;
}

/** What the rows of a record of SCM mean, which takes most of the time that goes into one; so it is found out once. */
export interface MappedSource {
  header: Mapped;
  /** In the order of the source's lines, amounts rounded to two decimals. */
  mappedLines: readonly Mapped[];
  /** Of header and lines. */
  fingerprint: string;
}

/** A record of SCM, mapped. */
export interface Bringing extends MappedSource {
  template: FromScmTemplate;
  key: BringKey;
  source: ScmSource;
}

/** What both sides hold that decides about a record; how it was read does not matter. */
export interface BringFacts {
  /** Rows that the record's names and numbers stand for (`wantedBy`). */
  found: FoundReferences;
  /** The record in Sales; undefined when it is new there. */
  current: JsonObject | undefined;
  /** Its lines. */
  existing: readonly JsonObject[];
  /** A product's items on price lists. */
  items: readonly PriceListItem[];
  /** The order that `orderToClose` names, when SCM has invoiced the whole of it. */
  closing: ClosingOrder | undefined;
}

/** What the decision needs beside the facts. */
export interface BringRules {
  /** Gives paths to the parts of the change set; nothing is sent through it here. */
  dataverse: DataverseClient;
  companies: CompanyRules;
}

/** A line of SCM with what it is in Sales. */
export interface LineWork {
  number: number;
  name: string;
  mapped: Mapped;
  fields: SalesField[];
  current: JsonObject | undefined;
  id: string;
  /** What is written of it; nothing when it has an error. */
  plan: SalesPlan;
  error?: SyncError;
}

/** What has to be done so that a record of Sales agrees with SCM. */
export interface BringPlan extends Bringing {
  recordId: string;
  current: JsonObject | undefined;
  fields: readonly SalesField[];
  plan: SalesPlan;
  lines: readonly LineWork[];
  writes: SalesWrites;
  /** Address of who is to own a new row; absent: the backend's user. */
  owner: string | undefined;
  /** The product belongs to another company, so that only its price in this one's currency is kept. */
  foreign: boolean;
}

/** Decimal places of most currencies. */
const usualDecimals = 2;
const nothing: SalesPlan = { kind: "none", body: {}, written: [] };
const miscTax = salesOrderDetail.columns.isMiscTax;

/** Maps header and lines of a record of SCM. @param header when it is mapped already */
export function mapSource(template: FromScmTemplate, company: string, source: ScmSource, header = mapRecord(template, source.header, new Set())): MappedSource {
  const lines = mappedLines(template, source.lines);
  return { header, mappedLines: lines, fingerprint: template.lines ? documentFingerprint(company, header, lines) : sourceFingerprint(company, header) };
}

/** A record of SCM on its way to Sales. @throws RecordError when its header cannot be taken over */
export function bringing(template: FromScmTemplate, key: BringKey, source: ScmSource, mapped = mapSource(template, key.company, source)): Bringing {
  assertSound(mapped.header);
  return { template, key, source, header: mapped.header, mappedLines: mapped.mappedLines, fingerprint: mapped.fingerprint };
}

/** Everything the record names in Sales, header and lines. */
export function wantedBy({ template, header, mappedLines: lines, source }: Bringing): WantedReference[] {
  const of = ({ fields }: Mapped) => fields.flatMap(({ row, value }) => (row.reference ? [{ name: row.reference, value }] : []));
  const currency = canonicalValue(source.header["CurrencyCode"]);
  if (!template.lines) return [...of(header), { name: "priceList", value: currency }];
  return [...of(header), { name: "currency", value: currency }, ...lines.flatMap(of)];
}

function mappedLines(template: FromScmTemplate, rows: readonly JsonObject[], decimals = usualDecimals): Mapped[] {
  const { lines } = template;
  if (!lines) return [];
  const set = { direction: template.direction, rows: lines.rows, valueMaps: template.valueMaps, keyField: lines.target.parentLookup };
  return rows.map((row) => mapRows(set, row, new Set(), { decimals }));
}

/**
 * The record among the rows of its number. Products belong to no company: one number is one product.
 * @throws RecordError `number-not-unique`
 */
export function chooseCurrent({ target }: FromScmTemplate, { company, number }: BringKey, rows: readonly JsonObject[], companies: CompanyRules): JsonObject | undefined {
  const own = deterministicId(target.table, company, number);
  const idOfRow = (row: JsonObject) => textOf(row[target.primaryId])?.toLowerCase();
  const candidates = rows.filter((row) => target.table === "product" || idOfRow(row) === own || companyOfRow(row, companies) === company);
  const mine = candidates.find((row) => idOfRow(row) === own) ?? candidates[0];
  if (candidates.length > 1 && mine && idOfRow(mine) !== own) throw new RecordError("number-not-unique", { params: { value: number } });
  return mine;
}

/** Columns of a Sales row that are compared with what SCM means. */
export function columnsToRead(rows: FromScmTemplate["rows"], ...more: readonly string[]): string[] {
  return [...new Set([...more, ...rows.map((row) => (row.type === "reference" ? `_${row.target}_value` : row.target))])];
}

/** Columns read of the lines a document has in Sales. */
export function lineColumnsToRead(lines: NonNullable<FromScmTemplate["lines"]>): string[] {
  return columnsToRead(lines.rows, lines.target.primaryId, `_${lines.target.parentLookup}_value`, miscTax, "tax");
}

/**
 * The order an invoice names, when it is still open in Sales and so may have to become Invoiced.
 * @throws RecordError `order-unknown`
 */
export function orderToClose({ header, key }: Bringing, found: FoundReferences, companies: CompanyRules): { id: string; number: string } | undefined {
  const number = header.fields.find(({ row }) => row.reference === "order")?.value;
  if (!number) return undefined;
  const order = found.one("order", number, ({ row }) => companyOfRow(row, companies) === key.company);
  return integerOf(order.row["statecode"]) === 0 ? { id: order.id, number } : undefined;
}

/**
 * Decides what has to be written.
 * @throws RecordError when something the record names is missing in Sales
 */
export function planBring(work: Bringing, facts: BringFacts, { dataverse, companies }: BringRules): BringPlan {
  const { template, key, source, header } = work;
  const { found, current, existing } = facts;
  const { table, primaryId } = template.target;
  const currency = textOf(source.header["CurrencyCode"]) ?? "";
  const ofCompany = (candidate: FoundReference) => companyOfRow(candidate.row, companies) === key.company;
  const group = unitGroupOf(header, found);
  const fields = header.fields.map((field) => resolved(field, found, currency, group, ofCompany));
  const recordId = textOf(current?.[primaryId]) ?? deterministicId(table, key.company, key.number);
  const lines = linesOf(work, facts, currency);

  const writes = new SalesWrites(dataverse, template);
  const foreign = isForeign(template, key, current);
  const plan: SalesPlan = foreign ? nothing : planSalesWrite(fields, current);
  const owner = ownerOf(work, found, ofCompany);
  writes.header(recordId, plan, current, owner);
  for (const line of lines) if (!line.error) writes.line(recordId, line.id, line.number, line.plan, line.current);
  const kept = new Set(lines.map(({ id }) => id));
  for (const row of existing) if (row[miscTax] !== true && !kept.has(idOf(template, row))) writes.remove(idOf(template, row), row);
  freightTax(work, recordId, existing, writes);
  if (table === "product") writes.extra(...priceListParts(dataverse, template, key.company, recordId, header, fields, found, currency, facts.items, foreign ? current : undefined));
  const order = facts.closing && orderToClose(work, found, companies);
  if (facts.closing && order) closeOrder(writes, order.id, facts.closing);
  return { ...work, recordId, current, fields, plan, lines, writes, owner, foreign };
}

/**
 * One number is one product in Sales, whichever companies of SCM release it: name, unit, currency and price are those of the
 * company it came from first, since the last one to be read would otherwise turn them over each time.
 */
function isForeign({ target: { table } }: FromScmTemplate, { company }: BringKey, current: JsonObject | undefined): boolean {
  const state = table === "product" ? current?.[syncableTables.product.stateNavigation] : undefined;
  const home = isObject(state) ? textOf(state[syncState.columns.company]) : undefined;
  return home !== undefined && home !== "" && home.toLowerCase() !== company;
}

/** Lines of SCM, mapped, with the rows of Sales that are them. */
function linesOf({ template, key, source, header, mappedLines: usual }: Bringing, { found, current, existing }: BringFacts, currency: string): LineWork[] {
  const { lines } = template;
  if (!lines) return [];
  const sentAs = parseLastValues(parseLastValues(key.targetValues ?? stateValues(template, current))?.[lineNumbersKey]) ?? {};
  const standing = standingLines(template, existing, sentAs);
  const decimals = currencyDecimals(header, found);
  const allMapped = decimals === usualDecimals ? usual : mappedLines(template, source.lines, decimals);
  return source.lines.map((row, index): LineWork => {
    const number = integerOf(row[lines.source.keyField]) ?? 0;
    const mapped = allMapped[index] ?? { fields: [], issues: [] };
    const same = standing.sent.get(String(number)) ?? standing.others.get(number);
    const shared = (lines.source.sharedKeyFields ?? []).map((field) => canonicalValue(row[field]));
    const id = same ? idOf(template, same) : deterministicId(lines.target.table, key.company, key.number, ...shared, String(number));
    const work: LineWork = { number, name: textOf(row["ProductName"]) ?? textOf(row["ProductNumber"]) ?? "", mapped, fields: [], current: same, id, plan: nothing };
    try {
      assertSound(mapped);
      const product = found.one("product", mapped.fields.find((field) => field.row.reference === "product")?.value ?? "");
      const group = textOf(product.row["_defaultuomscheduleid_value"]) ?? "";
      work.fields = mapped.fields.map((field) => resolved(field, found, currency, group));
      work.plan = planSalesWrite(work.fields, same);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      work.error = error;
    }
    return work;
  });
}

/** Lines of Sales by the number they were sent under, and the others by their own; the first of each number. */
function standingLines(template: FromScmTemplate, existing: readonly JsonObject[], sentAs: Readonly<Record<string, string | undefined>>): { sent: Map<string, JsonObject>; others: Map<number, JsonObject> } {
  const sent = new Map<string, JsonObject>();
  const others = new Map<number, JsonObject>();
  for (const row of existing) {
    if (row[miscTax] === true) continue;
    const number = sentAs[idOf(template, row)];
    const own = integerOf(row["sequencenumber"]);
    if (number !== undefined && !sent.has(String(number))) sent.set(String(number), row);
    if (number === undefined && own !== undefined && !others.has(own)) others.set(own, row);
  }
  return { sent, others };
}

function freightTax({ template, key, header }: Bringing, recordId: string, existing: readonly JsonObject[], writes: SalesWrites): void {
  if (!template.lines) return;
  const tax = header.fields.find(({ row }) => row.target === salesOrder.columns.miscTax)?.value ?? "0";
  const lines = existing.filter((row) => row[miscTax] === true).map((row) => ({ id: idOf(template, row), tax: canonicalValue(row["tax"]) || "0" }));
  const plan = planFreightTax(tax || "0", lines);
  if (plan.kind !== "none") writes.freightTax(recordId, deterministicId(template.lines.target.table, key.company, key.number, "freight tax", recordId), plan);
}

const idOf = ({ lines }: FromScmTemplate, row: JsonObject) => (textOf(row[lines?.target.primaryId ?? ""]) ?? "").toLowerCase();

function stateValues({ target: { table } }: FromScmTemplate, current: JsonObject | undefined): string {
  const state = isSyncableTable(table) ? current?.[syncableTables[table].stateNavigation] : undefined;
  return (isObject(state) ? textOf(state[syncState.columns.targetValues]) : undefined) ?? "";
}

/** @throws RecordError with the first issue; all of them stand in the technical details */
function assertSound({ issues }: Mapped): void {
  const [first] = issues;
  if (first) throw new RecordError(first.code, { params: first.params, technicalDetails: issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join("\n") });
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
function ownerOf({ template, header: { fields } }: Bringing, found: FoundReferences, ofCompany: (candidate: FoundReference) => boolean): string | undefined {
  const order = fields.find(({ row }) => row.reference === "order")?.value;
  if (!order || template.target.table !== "invoice") return undefined;
  const { row } = found.one("order", order, ofCompany);
  const owner = textOf(row["_ownerid_value"]);
  return owner && `/${row["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"] === "team" ? "teams" : "systemusers"}(${owner})`;
}
