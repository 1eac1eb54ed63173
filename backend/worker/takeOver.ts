import { LosslessNumber } from "lossless-json";
import { isSyncableTable, syncableTables, type SyncableTableLinks } from "../../model/request";
import type { LineTakeOver, TakeOver } from "../core/conflict";
import { RecordError } from "../core/errors";
import type { SalesValue } from "../core/reverse";

import type { Template } from "../core/templateTypes";
import type { BatchRequest } from "../connectors/dataverse/batch";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import { findReferences, type FoundReference, type FoundReferences, type WantedReference } from "../connectors/dataverse/references";
import { integerOf, isObject, textOf, toJson, type JsonObject } from "../connectors/http/json";
import type { ReadRecord } from "./readRecord";

/**
 * Parts of a change set by which Sales takes over SCM's values, lookups by the rows that names and numbers stand for.
 * Nothing is written yet.
 * @throws RecordError `closed-in-sales`, or naming what Sales lacks
 */
export async function takeOverParts(dataverse: DataverseClient, template: Template, read: ReadRecord, plan: TakeOver, call: CallContext): Promise<BatchRequest[]> {
  assertOpen(read);
  const products = new Map(read.lines.map((row) => [idOf(template, row), productOf(row)]));
  const found = await findReferences(dataverse, wantedBy(plan, products), call);
  const currency = currencyOf(read.record.source);
  const parts: BatchRequest[] = [];
  const write = (path: string, condition: "If-Match" | "If-None-Match", body: JsonObject) => parts.push({ method: "PATCH", path: dataverse.rootPath(path), headers: { [condition]: "*" }, body: toJson(body) });
  if (plan.header.length > 0) write(`${template.source.entitySet}(${read.record.id})`, "If-Match", bodyOf(plan.header, found, currency, ""));
  for (const line of plan.lines) {
    const path = `${template.lines?.source.entitySet ?? ""}(${line.id})`;
    if (line.kind === "delete") {
      parts.push({ method: "DELETE", path: dataverse.rootPath(path), headers: { "If-Match": "*" } });
      continue;
    }
    const product = productNumber(line) ?? products.get(line.id) ?? "";
    const group = product === "" ? "" : (textOf(found.one("product", product).row["_defaultuomscheduleid_value"]) ?? "");
    const body = { ...bodyOf(line.values, found, currency, group), ...priceOverridden(line) };
    if (line.kind === "update") write(path, "If-Match", body);
    else write(path, "If-None-Match", { ...body, sequencenumber: line.number, [`${template.lines?.source.parentLookup ?? ""}@odata.bind`]: `/${template.source.entitySet}(${read.record.id})` });
  }
  return parts;
}

/** Dataverse refuses every write on an activated quote or an order that is not active. */
function assertOpen({ table, record }: ReadRecord): void {
  const links: SyncableTableLinks | undefined = isSyncableTable(table) ? syncableTables[table] : undefined;
  if (links?.closing && integerOf(record.source["statecode"]) !== 0) throw new RecordError("closed-in-sales", { params: { name: record.name } });
}

const idOf = ({ lines }: Template, row: JsonObject) => (textOf(row[lines?.source.primaryId ?? ""]) ?? "").toLowerCase();

function productOf(row: JsonObject): string | undefined {
  const product = row["productid"];
  return isObject(product) ? textOf(product["productnumber"]) : undefined;
}

const productNumber = ({ values }: LineTakeOver) => values.find((value) => value.kind === "reference" && value.reference === "product")?.value;

function currencyOf(source: Readonly<Record<string, unknown>>): string {
  const currency = source["transactioncurrencyid"];
  return (isObject(currency) ? textOf(currency["isocurrencycode"]) : undefined) ?? "";
}

function wantedBy(plan: TakeOver, products: ReadonlyMap<string, string | undefined>): WantedReference[] {
  const of = (values: readonly SalesValue[]) => values.flatMap((value): WantedReference[] => (value.kind === "reference" ? [{ name: value.reference, value: value.value }] : []));
  const unitProducts = plan.lines.flatMap(({ id, kind }): WantedReference[] => { const number = products.get(id); return kind === "update" && number ? [{ name: "product", value: number }] : []; });
  return [...of(plan.header), ...plan.lines.flatMap(({ values }) => of(values)), ...unitProducts];
}

function bodyOf(values: readonly SalesValue[], found: FoundReferences, currency: string, unitGroup: string): JsonObject {
  return Object.fromEntries(values.map((value): [string, unknown] => {
    if (value.kind !== "reference") return [value.column, wireValue(value)];
    if (value.value === "") return [value.column, null];
    const { entitySet, id, navigationSuffix } = rowOf(value, found, currency, unitGroup);
    return [`${value.column}${navigationSuffix}@odata.bind`, `/${entitySet}(${id})`];
  }));
}

function rowOf({ reference, value }: Extract<SalesValue, { kind: "reference" }>, found: FoundReferences, currency: string, unitGroup: string): FoundReference {
  if (reference === "priceList") return found.priceList(value, currency);
  const ofGroup = ({ row }: FoundReference) => reference !== "unit" || unitGroup === "" || textOf(row["_uomscheduleid_value"])?.toLowerCase() === unitGroup.toLowerCase();
  return found.one(reference, value, ofGroup);
}

function wireValue({ kind, value }: Exclude<SalesValue, { kind: "reference" }>): unknown {
  if (value === "") return null;
  return kind === "number" ? new LosslessNumber(value) : kind === "boolean" ? value === "true" : value;
}

/** SCM's price stands although the price list says another. */
function priceOverridden({ values }: LineTakeOver): JsonObject {
  return values.some(({ column }) => column === "priceperunit") ? { ispriceoverridden: true } : {};
}
