import type { Lcid } from "../../model/errorText";
import type { ErrorCode } from "./errorCatalogue";
import type { Row } from "./templateTypes";

/** Something in the source that must be mended before the record can be sent. */
export interface Issue {
  code: ErrorCode;
  params: Record<string, string>;
}

/** Characters that cannot stand in a key of a URL (Dataverse page "Define alternate keys"), and control characters. */
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const unaddressable = /[/<>*%&:\\?+#\u0000-\u001f\u007f]/;

/** Parameters that name a row's source field in an error text, in each language. */
export function fieldParams(row: Row): Record<string, string> {
  const label = (lcid: Lcid) => row.label?.[lcid] ?? row.target;
  return { field: label(1033), field_1036: label(1036) };
}

/** Checks one mapped value against what its row says of the target. */
export function validateField(set: { direction: "toScm" | "fromScm"; keyField: string }, row: Row, value: string): Issue[] {
  const isKey = row.target === set.keyField;
  if (value === "") return row.required ? [{ code: isKey ? "key-missing" : "value-missing", params: fieldParams(row) }] : [];
  const issues: Issue[] = [];
  // Counted as the target counts: UTF-16 units.
  if (row.maxLength !== undefined && value.length > row.maxLength) {
    const code = set.direction === "toScm" ? "value-too-long" : "sales-value-too-long";
    issues.push({ code, params: { ...fieldParams(row), length: String(value.length), max: String(row.maxLength) } });
  }
  const bad = isKey && set.direction === "toScm" ? unaddressable.exec(value)?.[0] : undefined;
  if (bad !== undefined) {
    const character = bad < " " || bad === "\u007f" ? `U+${bad.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}` : bad;
    issues.push({ code: "key-character", params: { ...fieldParams(row), value: value.slice(0, 50), character } });
  }
  return issues;
}
