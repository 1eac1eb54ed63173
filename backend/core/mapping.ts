import { canonicalValue } from "../../model/values";
import { computed } from "./computed";
import { canonicalDecimal } from "./decimal";
import { columnOf, logicalName } from "./sourceColumns";
import type { Row, Template } from "./templateTypes";
import { fieldParams, validateField, type Issue } from "./validation";
import { countryKey } from "./valueMap";

/** A row of the Web API: values as JSON, numbers exact; an expanded lookup is an object. */
export type SourceRow = Readonly<Record<string, unknown>>;

/** A target field with its value in canonical text: "" for blank, plain digits for numbers, the member name for enums. */
export interface MappedField {
  row: Row;
  value: string;
}

/** What a source row means for the target: fields in template order, and what stands against sending them. */
export interface Mapped {
  fields: readonly MappedField[];
  issues: readonly Issue[];
}

/**
 * Maps and checks one source row. Never throws on data: what is wrong comes back as issues, all of them at once.
 * @param secured source columns under column security: one that comes blank may only be hidden from the backend's user,
 * so it is left out instead of clearing what the target holds
 */
export function mapRecord(template: Template, source: SourceRow, secured: ReadonlySet<string>): Mapped {
  const fields: MappedField[] = [];
  const issues: Issue[] = [];
  for (const row of template.rows) {
    const column = columnOf(row.from);
    if (column !== undefined && secured.has(logicalName(column)) && textOf(source[column]) === "") continue;
    if (row.onlyWithAny && row.onlyWithAny.every((column) => textOf(source[column]) === "")) continue;
    const result = valueOf(template, row, source);
    if ("code" in result) {
      issues.push(result);
      continue;
    }
    if (result.value === "" && row.keepWhenBlank) continue;
    fields.push({ row, value: result.value });
    issues.push(...validateField(template, row, result.value));
  }
  return { fields, issues };
}

function valueOf(template: Template, row: Row, source: SourceRow): { value: string } | Issue {
  const { from } = row;
  switch (from.kind) {
    case "constant":
      return { value: from.value };
    case "copy":
      return typed(row, textOf(source[from.column]));
    case "defaultWhenBlank":
      return typed(row, textOf(source[from.column]) || from.value);
    case "computed":
      return typed(row, computed[from.function](textOf(source[from.column])));
    case "lookup": {
      const target = source[from.lookup];
      return typed(row, target !== null && typeof target === "object" ? textOf((target as SourceRow)[from.column]) : "");
    }
    case "valueMap": {
      const value = textOf(source[from.column]);
      if (value === "") return { value: from.whenBlank ?? "" };
      const mapped = template.valueMaps[from.map]?.get(countryKey(value));
      return mapped === undefined ? { code: "value-not-mapped", params: { ...fieldParams(row), value } } : { value: mapped };
    }
  }
}

/** Text without blanks around it: SCM cuts them off, so sending them would differ at every sync. */
function textOf(value: unknown): string {
  return canonicalValue(value).trim();
}

function typed(row: Row, text: string): { value: string } | Issue {
  if (text === "" || (row.type !== "decimal" && row.type !== "integer")) return { value: text };
  const number = canonicalDecimal(text);
  if (number === undefined || (row.type === "integer" && number.includes("."))) {
    return { code: "value-not-a-number", params: { ...fieldParams(row), value: text } };
  }
  return { value: number };
}
