import type { FieldComparison } from "../../model/request";
import { canonicalValue, type LastValues } from "../../model/values";
import { ConflictError, conflictsOf, fieldOf, type LineTakeOver } from "./conflict";
import { comparable, type TargetRow } from "./diff";
import type { LinesOut, PreparedDocument, PreparedLine } from "./document";
import { isSameValue, parseLastLines, shownValue, type LastLine, type LastLines } from "./lineValues";
import type { MappedField, SourceRow } from "./mapping";
import { bodyOf } from "./plan";
import { reversed, withSiblings, type SalesValue } from "./reverse";
import type { Row, Template } from "./templateTypes";

/** What is known of conflicts: what both had at the last success, and whether Sales has been chosen. */
export interface Choice {
  /** SCM field → value at the last success; absent: no conflict is looked for. */
  last?: LastValues | undefined;
  /** Sales' values stand where both changed; otherwise a conflict is an error, which tells what Sales may take over. */
  salesWins?: boolean;
}

/** What changes of SCM mean for the lines that are written. */
export interface SettledLines {
  /** Ids of lines that are not written at all: SCM deleted them. */
  left: ReadonlySet<string>;
  /** Numbers of lines that SCM has to delete, because Sales deleted them and wins. */
  removed: readonly number[];
}

/** One line both sides changed. */
interface LineConflict {
  kind: "changed" | "deletedInScm" | "deletedInSales";
  id: string;
  number: number;
  fields: FieldComparison[];
  target: TargetRow;
}

/** @throws ConflictError when both sides changed a record without lines, and Sales has not been chosen */
export function settleHeader(template: Template, source: SourceRow, fields: readonly MappedField[], target: TargetRow | undefined, { last, salesWins }: Choice): void {
  const conflicts = target && !salesWins ? conflictsOf(fields, target, last) : [];
  if (!target || conflicts.length === 0) return;
  throw new ConflictError(conflicts, template.rows, () => ({ header: headerToSales(template, source, fields, target, conflicts), lines: [] }));
}

function headerToSales(template: Template, source: SourceRow, fields: readonly MappedField[], target: TargetRow, conflicts: readonly FieldComparison[]): SalesValue[] {
  const taken = withSiblings(template.rows, new Set(conflicts.map(({ field }) => field)));
  const ours = fields.filter(({ row }) => !taken.has(row.target));
  return reversed({ rows: template.rows, valueMaps: template.valueMaps, source, target: { ...target, ...bodyOf(ours) } }, taken);
}

/** A document as it stands in SCM. */
interface CurrentRows {
  header: TargetRow | undefined;
  /** By number. */
  lines: ReadonlyMap<number, TargetRow>;
}

/** A document as it stands in Sales, lines by id. */
export interface SourceRows {
  header: SourceRow;
  lines: ReadonlyMap<string, SourceRow>;
}

/**
 * Settles a document with its lines. A line is told by the number it was sent under. One that SCM deleted and Sales left
 * alone is not sent again; one that Sales deleted and SCM left alone stays in SCM.
 * @throws ConflictError naming fields of header and lines, when Sales has not been chosen
 */
export function settleDocument(template: Template, lines: LinesOut, document: PreparedDocument, source: SourceRows, current: CurrentRows, { last: values, salesWins }: Choice): SettledLines {
  const { header } = current;
  // A document that is gone as a whole is made anew.
  if (!header || !values) return { left: new Set(), removed: [] };
  const last = parseLastLines(values);
  const { fields } = document.mapped;
  const ofHeader = conflictsOf(fields, header, values);
  const ofLines = lineConflicts(lines.rows, document, current.lines, last);
  if (ofHeader.length + ofLines.length > 0 && !salesWins) {
    throw new ConflictError([...ofHeader, ...ofLines.flatMap((conflict) => conflict.fields)], [...template.rows, ...lines.rows], () => ({
      header: headerToSales(template, source.header, fields, header, ofHeader), lines: ofLines.map((conflict) => lineToSales(template, lines, document, source.lines, conflict)),
    }));
  }
  const left = new Set(document.lines.filter(({ id, number }) => hasValues(last.get(id)) && !current.lines.has(number)).map(({ id }) => id));
  // A line that Sales changed is made anew.
  for (const { kind, id } of ofLines) if (kind === "deletedInScm") left.delete(id);
  return { left, removed: ofLines.filter(({ kind }) => kind === "deletedInSales").map(({ number }) => number) };
}

function lineToSales({ valueMaps }: Template, { rows }: LinesOut, document: PreparedDocument, sources: ReadonlyMap<string, SourceRow>, { kind, id, number, fields, target }: LineConflict): LineTakeOver {
  if (kind === "deletedInScm") return { kind: "delete", id, number, values: [] };
  if (kind === "deletedInSales") {
    return { kind: "create", id, number, values: reversed({ rows, valueMaps, source: {}, target }, new Set(rows.map((row) => row.target))) };
  }
  const taken = withSiblings(rows, new Set(fields.map(({ field }) => field)));
  const ours = document.lines.find((line) => line.id === id)?.mapped.fields.filter(({ row }) => row.write !== "create" && !taken.has(row.target)) ?? [];
  return { kind: "update", id, number, values: reversed({ rows, valueMaps, source: sources.get(id) ?? {}, target: { ...target, ...bodyOf(ours) } }, taken) };
}

const hasValues = (line: LastLine | undefined): boolean => line !== undefined && Object.keys(line.values).length > 0;

function lineConflicts(rows: readonly Row[], document: PreparedDocument, current: ReadonlyMap<number, TargetRow>, last: LastLines): LineConflict[] {
  const present = new Set(document.lines.map(({ id }) => id));
  const deleted = [...last].filter(([id]) => !present.has(id)).map(([id, line]) => deletedInSales(rows, id, line, current.get(line.number)));
  return [...document.lines.map((line) => changedLine(line, current.get(line.number), last.get(line.id))), ...deleted]
    .filter((conflict) => conflict !== undefined && conflict.fields.length > 0) as LineConflict[];
}

/** A line of Sales whose fields both sides changed, or that Sales changed and SCM deleted. */
function changedLine({ id, number, name, mapped }: PreparedLine, target: TargetRow | undefined, last: LastLine | undefined): LineConflict | undefined {
  // A line that cannot be sent writes nothing over SCM's.
  if (!last || mapped.issues.length > 0) return undefined;
  const fields = mapped.fields.flatMap(({ row, value }): FieldComparison[] => {
    const was = last.values[row.target];
    if (row.write === "create" || was === undefined) return [];
    const now = comparable(row.type, value);
    const theirs = target && comparable(row.type, target[row.target]);
    if (isSameValue(was, now) || (theirs !== undefined && (theirs === now || isSameValue(was, theirs)))) return [];
    return [{ ...comparison(row, number, name, was), sales: value, scm: target ? canonicalValue(target[row.target]) : "", write: value, ...(target ? {} : { deleted: "scm" as const }) }];
  });
  return { kind: target ? "changed" : "deletedInScm", id, number, fields, target: target ?? {} };
}

/** A line that Sales deleted and SCM changed; nothing when SCM has it no more. */
function deletedInSales(rows: readonly Row[], id: string, last: LastLine, target: TargetRow | undefined): LineConflict | undefined {
  if (!target) return undefined;
  const name = canonicalValue(target["LineDescription"]) || canonicalValue(target["ProductNumber"]);
  const fields = rows.flatMap((row): FieldComparison[] => {
    const was = last.values[row.target];
    if (was === undefined || isSameValue(was, comparable(row.type, target[row.target]))) return [];
    return [{ ...comparison(row, last.number, name, was), sales: "", scm: canonicalValue(target[row.target]), deleted: "sales" }];
  });
  return { kind: "deletedInSales", id, number: last.number, fields, target };
}

function comparison(row: Row, line: number, name: string, was: string): Pick<FieldComparison, "field" | "column" | "line" | "name" | "last"> {
  const shown = shownValue(was);
  return { ...fieldOf(row), line, ...(name === "" ? {} : { name }), ...(shown === undefined ? {} : { last: shown }) };
}
