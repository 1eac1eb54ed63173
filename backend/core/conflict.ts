import type { FieldComparison } from "../../model/request";
import { canonicalValue, type LastValues } from "../../model/values";
import { comparable, type TargetRow } from "./diff";
import { RecordError } from "./errors";
import type { MappedField } from "./mapping";
import type { SalesValue } from "./reverse";
import { columnsOf, logicalName, onlyColumnOf } from "./sourceColumns";
import type { Row } from "./templateTypes";
import { fieldParams } from "./validation";

/** Key of the target values under which line ids and their numbers are kept. */
export const lineNumbersKey = "@lines";

/** What Sales takes over because SCM won. */
export interface TakeOver {
  header: readonly SalesValue[];
  lines: readonly LineTakeOver[];
}

/** A line of Sales that takes over SCM's values, comes back, or goes. */
export interface LineTakeOver {
  kind: "update" | "create" | "delete";
  id: string;
  number: number;
  values: readonly SalesValue[];
}

/** The record was changed on both sides since the last sync. */
export class ConflictError extends RecordError {
  override name = "ConflictError";

  /**
   * @param rows of the template, header and lines, which know the fields' names for people
   * @param takeOver what Sales has to take over when SCM wins; throws a RecordError `take-over-impossible`
   */
  constructor(readonly fields: readonly FieldComparison[], rows: readonly Row[], readonly takeOver: () => TakeOver) {
    const named = (lcid: "" | "_1036") => fields.map((field) => labelOf(rows, field, lcid)).join(", ");
    super("conflict", { params: { fields: named(""), fields_1036: named("_1036") } });
  }
}

/** E.g. `Quantity (2 Lamp)` for a field of line 2. */
function labelOf(rows: readonly Row[], { field, line, name }: FieldComparison, lcid: "" | "_1036"): string {
  const row = rows.find(({ target }) => target === field);
  const label = (row && fieldParams(row)[`field${lcid}`]) ?? field;
  return line === undefined ? label : `${label} (${[line, name].filter(Boolean).join(" ")})`;
}

/** Fields none of whose source columns is under column security. */
export function withoutSecured(fields: readonly MappedField[], secured: ReadonlySet<string>): MappedField[] {
  return fields.filter(({ row }) => !columnsOf(row.from).some((column) => secured.has(logicalName(column))));
}

/** Values of the mapped fields as they stand in SCM, as people are shown them: codes keep their case, empty dates are blank. */
export function targetValuesOf(fields: readonly MappedField[], target: TargetRow): LastValues {
  return Object.fromEntries(fields.map(({ row }) => {
    const compared = comparable(row.type, target[row.target]);
    const written = canonicalValue(target[row.target]).trim();
    return [row.target, written.toLowerCase() === compared ? written : compared];
  }));
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
    const before = comparable(row.type, was);
    return now !== theirs && now !== before && theirs !== before;
  });
}

/** A field of SCM, with the column of Sales where one alone feeds it. */
export function fieldOf(row: Row): Pick<FieldComparison, "field" | "column"> {
  const column = onlyColumnOf(row.from);
  return { field: row.target, ...(column === undefined ? {} : { column }) };
}

/** Every mapped field with what Sales means, what was there last, and what SCM holds. */
export function compareFields(fields: readonly MappedField[], target: TargetRow | undefined, last: LastValues | undefined, line?: { number: number; name: string }): FieldComparison[] {
  return fields.map(({ row, value }): FieldComparison => {
    const was = last?.[row.target];
    const scm = target ? canonicalValue(target[row.target]) : "";
    const differs = target ? row.write !== "create" && comparable(row.type, value) !== comparable(row.type, scm) : value !== "";
    return { ...fieldOf(row), ...(line === undefined ? {} : { line: line.number, ...(line.name === "" ? {} : { name: line.name }) }), sales: value, ...(was === undefined ? {} : { last: was }), scm, ...(differs ? { write: value } : {}) };
  });
}
