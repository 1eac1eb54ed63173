import type { FieldComparison } from "../../model/request";
import { isSame } from "./fieldValue";

/** Fields of the record itself, or of one of its lines. */
export interface FieldGroup {
  /** Undefined for the record itself. */
  line: { number: number; name: string } | undefined;
  differing: FieldComparison[];
  equal: FieldComparison[];
}

/** Whether the sides disagree, or something would be written though they agree in words. */
export function differs(field: FieldComparison): boolean {
  return field.write !== undefined || field.deleted !== undefined || !isSame(field);
}

/** The fields by what they belong to: the record itself first, then its lines by number; in each the order they came in. */
export function groupFields(fields: readonly FieldComparison[]): FieldGroup[] {
  const groups = new Map<number | undefined, FieldGroup>();
  for (const field of fields) {
    const group = groups.get(field.line) ?? { line: field.line === undefined ? undefined : { number: field.line, name: field.name ?? "" }, differing: [], equal: [] };
    groups.set(field.line, group);
    (differs(field) ? group.differing : group.equal).push(field);
  }
  return [...groups.values()].sort((a, b) => (a.line?.number ?? -Infinity) - (b.line?.number ?? -Infinity));
}
