import { canonicalValue } from "../../model/values";
import { canonicalDecimal } from "./decimal";
import type { MappedField } from "./mapping";
import type { FieldType } from "./templateTypes";

/** A row of SCM as its OData answers it; numbers exact. */
export type TargetRow = Readonly<Record<string, unknown>>;

/**
 * A value in the form in which two equal values are the same text, whatever way SCM echoes them: null and "" are blank,
 * a blank number is 0, `1900-01-01` is an empty date, codes and enum members compare without case.
 */
export function comparable(type: FieldType, value: unknown): string {
  const text = canonicalValue(value).trim();
  switch (type) {
    case "decimal":
    case "integer":
    case "choice":
      return text === "" ? "0" : (canonicalDecimal(text) ?? text);
    case "date":
      return text.startsWith("1900-01-01") ? "" : text.slice(0, 10);
    case "code":
    case "enum":
    case "reference":
      return text.toLowerCase();
    case "boolean":
      return text === "" ? "false" : text.toLowerCase();
    case "string":
      return text.replace(/\r\n?/g, "\n");
  }
}

/** The fields whose value in SCM differs; fields that are set only on a new row are never among them. */
export function changedFields(fields: readonly MappedField[], target: TargetRow): MappedField[] {
  return fields.filter(({ row, value }) => row.write !== "create" && comparable(row.type, value) !== comparable(row.type, target[row.target]));
}
