import { LosslessNumber } from "lossless-json";
import { changedFields, type TargetRow } from "./diff";
import type { MappedField } from "./mapping";

/** What has to be written so that SCM agrees with the source. */
export type WritePlan =
  | { kind: "none" }
  | { kind: "create"; body: Record<string, unknown>; fields: string[] }
  | { kind: "update"; body: Record<string, unknown>; fields: string[] };

/**
 * Plans the write of one record.
 * @param company legal entity, lower case as `dataAreaId`
 * @param target the row in SCM as it is now; undefined when there is none
 */
export function planWrite(company: string, fields: readonly MappedField[], target: TargetRow | undefined): WritePlan {
  if (!target) {
    // Blanks are left out, so that SCM's own defaults hold.
    const filled = fields.filter(({ value }) => value !== "");
    return { kind: "create", body: { dataAreaId: company, ...bodyOf(filled) }, fields: namesOf(filled) };
  }
  const changed = changedFields(fields, target);
  return changed.length === 0 ? { kind: "none" } : { kind: "update", body: bodyOf(changed), fields: namesOf(changed) };
}

const namesOf = (fields: readonly MappedField[]) => fields.map(({ row }) => row.target);
export const bodyOf = (fields: readonly MappedField[]) => Object.fromEntries(fields.map((field) => [field.row.target, wireValue(field)]));

/** SCM knows no null: a cleared text is "", a cleared number 0, a cleared date 1900-01-01. */
function wireValue({ row, value }: MappedField): unknown {
  switch (row.type) {
    case "decimal":
    case "integer":
      return new LosslessNumber(value || "0");
    case "date":
      return value === "" ? "1900-01-01T12:00:00Z" : `${value.slice(0, 10)}T12:00:00Z`;
    default:
      return value;
  }
}
