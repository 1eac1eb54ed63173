import type { FieldComparison } from "../../model/request";
import { canonicalValue, type LastValues } from "../../model/values";
import { comparable, type TargetRow } from "./diff";
import { RecordError } from "./errors";
import type { MappedField } from "./mapping";
import { columnsOf, logicalName } from "./sourceColumns";
import { fieldParams } from "./validation";

/** Key of the target values under which line ids and their numbers are kept. */
export const lineNumbersKey = "@lines";

/** The record was changed on both sides since the last sync. */
export class ConflictError extends RecordError {
  override name = "ConflictError";

  constructor(readonly fields: readonly FieldComparison[], mapped: readonly MappedField[]) {
    const named = (lcid: "" | "_1036") => fields.map(({ field }) => labelOf(mapped, field)[`field${lcid}`] ?? field).join(", ");
    super("conflict", { params: { fields: named(""), fields_1036: named("_1036") } });
  }
}

function labelOf(mapped: readonly MappedField[], field: string): Record<string, string> {
  const row = mapped.find((one) => one.row.target === field)?.row;
  return row ? fieldParams(row) : {};
}

/** Fields none of whose source columns is under column security. */
export function withoutSecured(fields: readonly MappedField[], secured: ReadonlySet<string>): MappedField[] {
  return fields.filter(({ row }) => !columnsOf(row.from).some((column) => secured.has(logicalName(column))));
}

/** Values of the mapped fields as they stand in SCM, in the form in which equal values are the same text. */
export function targetValuesOf(fields: readonly MappedField[], target: TargetRow): LastValues {
  return Object.fromEntries(fields.map(({ row }) => [row.target, comparable(row.type, target[row.target])]));
}

/**
 * Fields that were changed in Sales and in SCM since the last sync, to different values.
 * @param last SCM field → value at the last success; undefined when nothing is known, and then nothing is a conflict
 */
export function conflictsOf(fields: readonly MappedField[], target: TargetRow, last: LastValues | undefined): FieldComparison[] {
  if (!last) return [];
  return compareFields(fields, target, last).filter(({ sales, last: was, scm }, index) => {
    const row = fields[index]?.row;
    if (!row || row.write === "create" || was === undefined) return false;
    const [now, theirs] = [comparable(row.type, sales), comparable(row.type, scm)];
    return now !== theirs && now !== was && theirs !== was;
  });
}

/** Every mapped field with what Sales means, what was there last, and what SCM holds. */
export function compareFields(fields: readonly MappedField[], target: TargetRow | undefined, last: LastValues | undefined, line?: number): FieldComparison[] {
  return fields.map(({ row, value }): FieldComparison => {
    const was = last?.[row.target];
    const scm = target ? canonicalValue(target[row.target]) : "";
    const differs = target ? row.write !== "create" && comparable(row.type, value) !== comparable(row.type, scm) : value !== "";
    return { field: row.target, ...(line === undefined ? {} : { line }), sales: value, ...(was === undefined ? {} : { last: was }), scm, ...(differs ? { write: value } : {}) };
  });
}

/**
 * What Sales has to take over when SCM wins: columns of the source for those fields whose mapping can be turned round.
 * A country goes over as its code, which the value map knows too.
 */
export function salesValuesOf(conflicts: readonly FieldComparison[], fields: readonly MappedField[]): Record<string, string | null> {
  const columns: Record<string, string | null> = {};
  for (const { field, scm } of conflicts) {
    const from = fields.find(({ row }) => row.target === field)?.row.from;
    const turnable = from && (from.kind === "copy" || from.kind === "defaultWhenBlank" || (from.kind === "valueMap" && from.map === "countries") || (from.kind === "computed" && from.function === "lineFeeds"));
    if (turnable) columns[from.column] = scm === "" ? null : scm;
  }
  return columns;
}
