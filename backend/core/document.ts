import { createHash } from "node:crypto";
import { product, salesOrderDetail } from "../../model/generated/schema";
import { canonicalValue } from "../../model/values";
import { filterColumns, unmet } from "./filter";
import { lineNumbers } from "./lineNumbers";
import { assertMaintained, type MaintainedLine } from "./maintained";
import { mapRows, type Mapped, type SourceRow } from "./mapping";
import { prepare } from "./prepare";
import type { Prepared } from "./pushTypes";
import { columnsOfRows, lookupsOfRows } from "./sourceColumns";
import type { LinesTask, SalesLineSide, ScmLineSide, Template } from "./templateTypes";

/** A line of a document, mapped. */
export interface PreparedLine {
  /** Row id in Sales. */
  id: string;
  name: string;
  /** Its number in SCM. */
  number: number;
  mapped: Mapped;
}

/** A quote or order, mapped for its company with the lines the template carries. */
export interface PreparedDocument extends Prepared {
  lines: readonly PreparedLine[];
  /** All lines, as far as they decide whether the document may go. */
  maintained: readonly MaintainedLine[];
}

export type LinesOut = LinesTask<SalesLineSide, ScmLineSide>;

/** Columns of a line read beside those of its rows. */
const maintainedColumn = product.columns.isMaintainedExternally;
const miscTaxColumn = salesOrderDetail.columns.isMiscTax;
const nameColumns = ["productname", "productdescription"];

/**
 * `$select` and `$expand` of the lines of a document.
 * @param more further columns to read
 */
export function lineColumns(lines: LinesOut, more: readonly string[] = []): { select: string[]; expand: string[] } {
  const lookups = lookupsOfRows(lines.rows);
  lookups.set("productid", [...new Set([...(lookups.get("productid") ?? []), maintainedColumn])]);
  const flags = filterColumns(lines.filter);
  return {
    select: [...new Set([lines.source.primaryId, "sequencenumber", "createdon", ...nameColumns, ...columnsOfRows(lines.rows), ...flags, ...more])],
    expand: [...lookups].map(([lookup, columns]) => `${lookup}($select=${columns.join(",")})`),
  };
}

/**
 * Maps a document with its lines.
 * @param secured logical names of source columns of the header under column security
 * @param kept line id → number of the last sync
 * @param decimals decimal places of the document's currency
 */
export function prepareDocument(
  template: Template, lines: LinesOut, source: SourceRow, lineRows: readonly SourceRow[], company: string, secured: ReadonlySet<string>,
  kept: ReadonlyMap<string, number>, decimals: number,
): PreparedDocument {
  const header = prepare(template, source, company, secured);
  const idOf = (row: SourceRow) => canonicalValue(row[lines.source.primaryId]).toLowerCase();
  const carried = lineRows.filter((row) => !unmet(lines.filter ?? [], row));
  const numbers = lineNumbers(carried.map((row) => ({ id: idOf(row), sequence: wholeNumber(row["sequencenumber"]), createdOn: canonicalValue(row["createdon"]) })), kept);
  const set = { direction: template.direction, rows: lines.rows, valueMaps: template.valueMaps, keyField: lines.target.keyField };
  const prepared = carried.map((row): PreparedLine => {
    const number = numbers.get(idOf(row)) ?? 0;
    return { id: idOf(row), name: nameOf(row), number, mapped: mapRows(set, row, new Set(), { header: header.mapped.fields, lineNumber: number, decimals }) };
  });
  prepared.sort((a, b) => a.number - b.number);
  return { ...header, lines: prepared, maintained: maintainedLines(lines, lineRows), fingerprint: documentFingerprint(header.fingerprint, prepared) };
}

/** Lines as far as they decide whether the document may go. */
export function maintainedLines(lines: LinesOut, rows: readonly SourceRow[]): MaintainedLine[] {
  return rows.map((row) => ({ id: canonicalValue(row[lines.source.primaryId]).toLowerCase(), name: nameOf(row), productIsMaintained: productFlag(row), isMiscTax: row[miscTaxColumn] === true }));
}

/** @throws RecordError when the document has no lines, or a line whose product did not come from SCM */
export function assertDocumentMaintained(document: PreparedDocument): void {
  assertMaintained(document.maintained);
}

function documentFingerprint(header: string, lines: readonly PreparedLine[]): string {
  const told = lines.map(({ number, mapped }) => [number, mapped.fields.map(({ row, value }) => [row.target, value]), mapped.issues.map(({ code, params }) => [code, params])]);
  return createHash("sha256").update(JSON.stringify([header, told])).digest("hex");
}

function productFlag(row: SourceRow): boolean | undefined {
  const product = row["productid"];
  return product !== null && typeof product === "object" ? (product as SourceRow)[maintainedColumn] === true : undefined;
}

function nameOf(row: SourceRow): string {
  return nameColumns.map((column) => canonicalValue(row[column])).find((text) => text !== "") ?? "";
}

function wholeNumber(value: unknown): number | undefined {
  const text = canonicalValue(value);
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
