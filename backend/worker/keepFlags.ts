import { ProcessingStatus, quote, quoteDetail, salesOrder, salesOrderDetail } from "../../model/generated/schema";
import { maintainedFlags } from "../core/maintained";
import type { MaintainedLine } from "../core/maintained";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { integerOf, textOf, toJson, type JsonObject } from "../connectors/http/json";
import type { Log } from "./log";
import type { ReadRecord } from "./readRecord";

/** Where a document and its lines keep their flags. */
interface FlagColumns {
  header: string;
  lineSet: string;
  lineId: string;
  line: string;
  /** The header's flag, copied to the line. */
  copy: string;
  /** On the line: its document is activated. */
  submitted?: string;
}

/** Dataverse takes a thousand requests in a batch. */
const writesPerBatch = 500;

const columns: Readonly<Record<string, FlagColumns>> = {
  quote: {
    header: quote.columns.hasExternallyMaintainedProductsOnly, lineSet: quoteDetail.entitySet, lineId: quoteDetail.primaryId,
    line: quoteDetail.columns.isMaintainedExternally, copy: quoteDetail.columns.quoteHasExternalMaintainedProductsOnly,
  },
  salesorder: {
    header: salesOrder.columns.hasExternallyMaintainedProductsOnly, lineSet: salesOrderDetail.entitySet, lineId: salesOrderDetail.primaryId,
    line: salesOrderDetail.columns.isMaintainedExternally, copy: salesOrderDetail.columns.orderHasExternalMaintainedProductsOnly, submitted: salesOrderDetail.columns.orderIsSubmitted,
  },
};

/** Columns of a line that hold flags, to be read along. */
export function flagColumnsOf(table: string): string[] {
  const found = columns[table];
  return found ? [found.line, found.copy, ...(found.submitted ? [found.submitted] : [])] : [];
}

/**
 * Brings the flags of a quote or order and of its lines in line with their products, as Microsoft's solution does by
 * plug-ins: rows made through the API, which no form looked at, would otherwise keep wrong ones, and scheduled runs and
 * views go by them. Writes only what differs, and only while Dataverse lets the record be written. What cannot be written
 * is told in the log: the sync itself judges by the products.
 */
export async function keepFlags(dataverse: DataverseClient, read: ReadRecord, maintained: readonly MaintainedLine[], call: CallContext, log: Log): Promise<void> {
  const parts = flagParts(dataverse, read, maintained);
  if (parts.length === 0) return;
  const answers = await dataverse.batch(parts.map((part) => [part]), call, false);
  for (const answer of answers) {
    if (answer.status >= 400) return log("warn", "flags could not be written", { record: read.record.id, reason: refusalText(answer) });
  }
}

/** The writes that bring the flags of one document in line; none when they are right, or Dataverse lets nothing be written. */
function flagParts(dataverse: DataverseClient, { table, record, lines }: ReadRecord, maintained: readonly MaintainedLine[]): BatchRequest[] {
  const found = columns[table];
  if (!found || integerOf(record.source["statecode"]) !== 0) return [];
  const flags = maintainedFlags(maintained);
  const activated = (integerOf(record.source[salesOrder.columns.processingStatus]) ?? ProcessingStatus.Draft) !== ProcessingStatus.Draft;
  const parts: BatchRequest[] = [];
  const add = (path: string, row: JsonObject, wanted: Readonly<Record<string, boolean>>) => {
    const differing = Object.fromEntries(Object.entries(wanted).filter(([column, value]) => row[column] !== value));
    if (Object.keys(differing).length > 0) parts.push({ method: "PATCH", path: dataverse.rootPath(path), headers: { "If-Match": "*" }, body: toJson(differing) });
  };
  add(`${table}s(${record.id})`, record.source, { [found.header]: flags.onlyMaintained });
  for (const row of lines) {
    const id = (textOf(row[found.lineId]) ?? "").toLowerCase();
    add(`${found.lineSet}(${id})`, row, { [found.line]: flags.lines.get(id) ?? false, [found.copy]: flags.onlyMaintained, ...(found.submitted && activated ? { [found.submitted]: true } : {}) });
  }
  return parts;
}

/** As `keepFlags`, for many documents with few requests. */
export async function keepFlagsOfMany(dataverse: DataverseClient, documents: readonly { read: ReadRecord; maintained: readonly MaintainedLine[] }[], call: CallContext, log: Log): Promise<void> {
  const writes = documents.flatMap(({ read, maintained }) => flagParts(dataverse, read, maintained).map((part) => ({ part, record: read.record.id })));
  for (let at = 0; at < writes.length; at += writesPerBatch) {
    const group = writes.slice(at, at + writesPerBatch);
    const answers = await dataverse.batchItems(group.map(({ part }) => [part]), call, false);
    answers.forEach(([answer], index) => {
      if (answer && answer.status >= 400) log("warn", "flags could not be written", { record: group[index]?.record ?? "", reason: refusalText(answer) });
    });
  }
}

function refusalText(answer: { status: number; text: string }): string {
  try {
    bodyOf(answer);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
