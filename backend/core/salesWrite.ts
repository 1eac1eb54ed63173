import { LosslessNumber } from "lossless-json";
import { comparable } from "./diff";
import type { MappedField, SourceRow } from "./mapping";

/** The row a mapped reference stands for. */
export interface ResolvedReference {
  id: string;
  entitySet: string;
  navigationSuffix: string;
}

/** A mapped field with what it refers to, ready to be compared with Sales. */
export interface SalesField {
  field: MappedField;
  reference?: ResolvedReference;
}

/** What has to be written so that a row of Sales agrees with SCM. */
export interface SalesPlan {
  kind: "none" | "create" | "update";
  body: Record<string, unknown>;
  /** Columns written, in template order. */
  written: string[];
}

/**
 * Plans the write of one row of Sales.
 * @param current the row as it is; undefined when there is none
 */
export function planSalesWrite(fields: readonly SalesField[], current: SourceRow | undefined): SalesPlan {
  const chosen = fields.filter((one) => (current ? isChanged(one, current) : one.field.value !== ""));
  const body = Object.assign({}, ...chosen.map(wireOf)) as Record<string, unknown>;
  return { kind: !current ? "create" : chosen.length > 0 ? "update" : "none", body, written: chosen.map(({ field }) => field.row.target) };
}

function isChanged({ field: { row, value }, reference }: SalesField, current: SourceRow): boolean {
  if (row.write === "create") return false;
  const now = row.type === "reference" ? current[`_${row.target}_value`] : current[row.target];
  return comparable(row.type, reference?.id ?? value) !== comparable(row.type, now);
}

function wireOf({ field: { row, value }, reference }: SalesField): Record<string, unknown> {
  if (row.type === "reference") {
    const navigation = `${row.target}${reference?.navigationSuffix ?? ""}`;
    return reference ? { [`${navigation}@odata.bind`]: `/${reference.entitySet}(${reference.id})` } : { [navigation]: null };
  }
  return { [row.target]: wireValue(row.type, value) };
}

function wireValue(type: MappedField["row"]["type"], value: string): unknown {
  switch (type) {
    case "decimal":
      return new LosslessNumber(value || "0");
    case "integer":
      return value === "" ? 0 : Number(value);
    case "choice":
      return value === "" ? null : Number(value);
    case "boolean":
      return value === "true";
    default:
      return value === "" ? null : value;
  }
}

/**
 * Columns of the row after the write, as `$select` reads them; what the next look is compared with. A column that was left
 * alone because it means the same (nothing, where SCM says 0) keeps what stands in it.
 */
export function afterWrite(fields: readonly SalesField[], current: SourceRow | undefined): Record<string, unknown> {
  const values: Record<string, unknown> = { ...current };
  for (const one of fields) {
    if (current && !isChanged(one, current)) continue;
    const { field: { row, value }, reference } = one;
    if (row.type === "reference") values[`_${row.target}_value`] = reference?.id ?? null;
    else values[row.target] = value;
  }
  return values;
}
