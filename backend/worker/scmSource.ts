import { RecordError } from "../core/errors";
import { filterColumns, unmet } from "../core/filter";
import { urlLiteral } from "../core/keys";
import { canonicalValue } from "../../model/values";
import { columnsOfRows } from "../core/sourceColumns";
import type { FromScmTemplate } from "../core/templateTypes";
import type { CallContext } from "../connectors/dataverse/client";
import type { JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import { scmRows } from "./pushDocument";

/** A record of SCM with its lines. */
export interface ScmSource {
  header: JsonObject;
  lines: readonly JsonObject[];
}

/** Fields a template reads of a header. */
export function headerFields({ source, rows, filter }: FromScmTemplate): string[] {
  return [...new Set([source.keyField, ...(source.moreKeyFields ?? []), ...columnsOfRows(rows), ...filterColumns(filter)])];
}

/** Fields a template reads of a line. */
export function lineFields({ lines }: FromScmTemplate): string[] {
  if (!lines) return [];
  const { parentField, keyField, sharedKeyFields = [] } = lines.source;
  return [...new Set([parentField, keyField, ...sharedKeyFields, ...columnsOfRows(lines.rows), ...filterColumns(lines.filter)])];
}

/**
 * Reads a record of SCM with its lines in one request.
 * @throws RecordError `not-in-scm`, or the reason for which the template does not carry it
 */
export async function readScmSource(scm: ScmClient, template: FromScmTemplate, company: string, number: string, call: CallContext): Promise<ScmSource> {
  const { source, lines } = template;
  const at = (field: string) => `dataAreaId eq ${urlLiteral(company)} and ${field} eq ${urlLiteral(number)}`;
  const [headers, rows] = await scm.batch([
    scm.queryPart(source.entitySet, at(source.keyField), headerFields(template)),
    ...(lines ? [scm.queryPart(lines.source.entitySet, at(lines.source.parentField), lineFields(template))] : []),
  ], call, true);
  const found = scmRows(headers).map(({ row }) => row);
  if (number === "" || found.length === 0) throw new RecordError("not-in-scm", { params: { value: number, company } });
  // One number may have been used in several years; the newest is the one people mean.
  const header = newest(found, source.moreKeyFields ?? []);
  assertCarried(template, header);
  return { header, lines: lines ? linesOfHeader(template, header, scmRows(rows).map(({ row }) => row)) : [] };
}

/** Of lines read by the header's number, those that are its lines and that the template carries. */
export function linesOfHeader({ lines }: FromScmTemplate, header: JsonObject, rows: readonly JsonObject[]): JsonObject[] {
  const shared = lines?.source.sharedKeyFields ?? [];
  return rows.filter((row) => shared.every((field) => canonicalValue(row[field]) === canonicalValue(header[field])) && !unmet(lines?.filter ?? [], row));
}

/** @throws RecordError with the reason for which the template does not carry a record of SCM */
export function assertCarried(template: FromScmTemplate, header: JsonObject): void {
  const condition = unmet(template.filter ?? [], header);
  if (!condition) return;
  const params = { value: canonicalValue(header[template.source.keyField]), company: canonicalValue(header["dataAreaId"]) };
  throw new RecordError(condition.why ?? "not-in-scm", { params, technicalDetails: `${condition.column} is '${canonicalValue(header[condition.column])}'` });
}

function newest(headers: readonly JsonObject[], by: readonly string[]): JsonObject {
  const keyOf = (row: JsonObject) => by.map((field) => canonicalValue(row[field])).join("\u0000");
  return [...headers].sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))[0] ?? {};
}
