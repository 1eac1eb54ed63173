import { canonicalValue } from "../../model/values";
import { calculations } from "./calculations";
import { computed } from "./computed";
import { canonicalDecimal } from "./decimal";
import { daysAfter } from "./dueDate";
import { RecordError } from "./errors";
import { columnsOf, logicalName } from "./sourceColumns";
import type { AnyTemplate, Row } from "./templateTypes";
import { fieldParams, validateField, type Issue } from "./validation";
import { countryKey } from "./valueMap";

/** A row of either side's OData: values as JSON, numbers exact; an expanded lookup is an object. */
export type SourceRow = Readonly<Record<string, unknown>>;

/**
 * A target field with its value in canonical text: "" for blank, plain digits for numbers, the member name for enums,
 * the name or number of what a reference stands for.
 */
export interface MappedField {
  row: Row;
  value: string;
}

/** What a source row means for the target: fields in template order, and what stands against sending them. */
export interface Mapped {
  fields: readonly MappedField[];
  issues: readonly Issue[];
}

/** What rows are mapped by. */
export interface RowSet {
  direction: AnyTemplate["direction"];
  rows: readonly Row[];
  valueMaps: AnyTemplate["valueMaps"];
  /** Target field that keys the row. */
  keyField: string;
}

/** What a row is mapped with beside its own columns. */
export interface MapContext {
  /** Fields of the header, for a line. */
  header?: readonly MappedField[];
  lineNumber?: number;
  /** Decimal places of the document's currency. Default 2. */
  decimals?: number;
}

/**
 * Maps and checks one source row. Never throws on data: what is wrong comes back as issues, all of them at once.
 * @param secured source columns under column security: one that comes blank may only be hidden from the backend's user,
 * so it is left out instead of clearing what the target holds
 */
export function mapRecord(template: AnyTemplate, source: SourceRow, secured: ReadonlySet<string>, context: MapContext = {}): Mapped {
  const keyField = template.direction === "toScm" ? template.target.keyField : template.target.keyColumn;
  return mapRows({ direction: template.direction, rows: template.rows, valueMaps: template.valueMaps, keyField }, source, secured, context);
}

/** Maps and checks one source row by any set of rows, a header's or a line's. @see mapRecord */
export function mapRows(set: RowSet, source: SourceRow, secured: ReadonlySet<string>, context: MapContext): Mapped {
  const fields: MappedField[] = [];
  const issues: Issue[] = [];
  for (const row of set.rows) {
    const columns = columnsOf(row.from);
    if (columns.some((column) => secured.has(logicalName(column))) && columns.every((column) => textOf(source[column]) === "")) continue;
    if (row.onlyWithAny && row.onlyWithAny.every((column) => textOf(source[column]) === "")) continue;
    const result = valueOf(set, row, source, context);
    if ("code" in result) {
      issues.push(result);
      continue;
    }
    if (result.value === "" && row.keepWhenBlank) continue;
    fields.push({ row, value: result.value });
    issues.push(...validateField(set, row, result.value));
  }
  return { fields, issues };
}

function valueOf(set: RowSet, row: Row, source: SourceRow, context: MapContext): { value: string } | Issue {
  const { from } = row;
  switch (from.kind) {
    case "constant":
      return { value: from.value };
    case "copy":
      return typed(row, textOf(source[from.column]));
    case "defaultWhenBlank":
      return typed(row, bare(row, textOf(source[from.column])) || from.value);
    case "computed":
      return typed(row, computed[from.function](textOf(source[from.column])));
    case "lookup": {
      const text = textOf(rowBehind(source, from.lookup)?.[from.column]);
      return from.map ? mapped(set, row, from.map, text, "", "copy") : typed(row, text);
    }
    case "customer": {
      const account = rowBehind(source, `${from.lookup}_account`)?.[from.accountColumn];
      const contact = from.contactColumn ? rowBehind(source, `${from.lookup}_contact`)?.[from.contactColumn] : undefined;
      return typed(row, textOf(account) || textOf(contact));
    }
    case "header":
      return { value: context.header?.find((field) => field.row.target === from.field)?.value ?? "" };
    case "lineNumber":
      return { value: String(context.lineNumber ?? "") };
    case "valueMap":
      return mapped(set, row, from.map, textOf(source[from.column]), from.whenBlank, from.otherwise);
    case "daysAfter":
      return due(row, bare(row, textOf(source[from.column])), set.valueMaps[from.map]?.get(countryKey(textOf(source[from.terms]))));
    case "calculated":
      return calculate(row, from.columns.map((column) => numeric(textOf(source[column]))), from.function, context.decimals ?? 2);
  }
}

function rowBehind(source: SourceRow, navigation: string): SourceRow | undefined {
  const row = source[navigation];
  return row !== null && typeof row === "object" ? (row as SourceRow) : undefined;
}

function mapped(set: RowSet, row: Row, map: string, text: string, whenBlank = "", otherwise?: "copy"): { value: string } | Issue {
  if (text === "") return { value: whenBlank };
  const found = set.valueMaps[map]?.get(countryKey(text));
  if (found !== undefined) return { value: found };
  if (otherwise === "copy") return typed(row, text);
  const params = { ...fieldParams(row), value: text };
  return map === "countries" ? { code: "value-not-mapped", params } : { code: "value-not-in-map", params: { ...params, map } };
}

function due(row: Row, date: string, days: string | undefined): { value: string } | Issue {
  if (date === "" || days === undefined) return { value: "" };
  try {
    return { value: daysAfter(date, days) };
  } catch (error) {
    if (error instanceof RangeError) return { code: "value-not-a-number", params: { ...fieldParams(row), value: days } };
    throw error;
  }
}

function calculate(row: Row, values: readonly string[], name: keyof typeof calculations, decimals: number): { value: string } | Issue {
  try {
    return typed(row, calculations[name](values, decimals));
  } catch (error) {
    if (error instanceof RecordError) return { code: error.code, params: { ...fieldParams(row), ...error.params } };
    if (error instanceof RangeError) return { code: "value-not-a-number", params: { ...fieldParams(row), value: values.join(" ") } };
    throw error;
  }
}

/** Text without blanks around it: SCM cuts them off, so sending them would differ at every sync. */
function textOf(value: unknown): string {
  return canonicalValue(value).trim();
}

/** A number in plain digits, so that it can be reckoned with; any other text as it is. */
function numeric(text: string): string {
  return canonicalDecimal(text) ?? text;
}

/** SCM's empty date is a blank; other values as they are. */
function bare(row: Row, text: string): string {
  return row.type === "date" && text.startsWith("1900-01-01") ? "" : text;
}

function typed(row: Row, raw: string): { value: string } | Issue {
  const text = bare(row, raw);
  if (text === "") return { value: "" };
  if (row.type === "date") return { value: text.slice(0, 10) };
  if (row.type !== "decimal" && row.type !== "integer" && row.type !== "choice") return { value: text };
  const number = canonicalDecimal(text);
  if (number === undefined || (row.type !== "decimal" && number.includes("."))) {
    return { code: "value-not-a-number", params: { ...fieldParams(row), value: text } };
  }
  return { value: number };
}
