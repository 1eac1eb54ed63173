import { bareGuid } from "../../model/request";
import { type Decimal, parseDecimal } from "../shared/decimal";
import { asRow, textOf } from "../shared/row";

/** Which columns of the list hold what; blank for none. */
export interface LineColumns {
  product: string;
  quantity: string;
  unit: string;
  name: string;
  /** Requested delivery. */
  date: string;
}

/** A line as the list of the form holds it. */
export interface Line {
  id: string;
  /** Undefined for a write-in product. */
  productId: string | undefined;
  name: string;
  /** Undefined when it is hidden or blank. */
  quantity: Decimal | undefined;
  /** The quantity as the list writes it, for one that cannot be read. */
  quantityText: string;
  /** Name of the unit; blank when there is none. */
  unit: string;
  /** Requested delivery as `YYYY-MM-DD`; blank when there is none. */
  wanted: string;
}

type DataSet = ComponentFramework.PropertyTypes.DataSet;
type DataSetRecord = ComponentFramework.PropertyHelper.DataSetApi.EntityRecord;

/** The lines that the data-set has loaded, in its order. */
export function linesOf(dataSet: Pick<DataSet, "records" | "sortedRecordIds">, columns: LineColumns): Line[] {
  return dataSet.sortedRecordIds.flatMap((id) => {
    const record = dataSet.records[id];
    return record ? [lineOf(id, record, columns)] : [];
  });
}

/** Columns that are needed and that the list does not bring. None is missed while there is no line. */
export function missingColumns(dataSet: Pick<DataSet, "columns" | "records" | "sortedRecordIds">, columns: LineColumns): string[] {
  if (dataSet.sortedRecordIds.length === 0) return [];
  const listed = new Set(dataSet.columns.flatMap(({ name, alias }) => [name, alias]));
  const brought = (column: string) => listed.has(column) || dataSet.sortedRecordIds.some((id) => (dataSet.records[id]?.getValue(column) ?? null) !== null);
  return [...new Set([columns.product, columns.quantity, columns.unit, columns.date])].filter((column) => column !== "" && !brought(column));
}

/** Product ids of lines, each once, in the lines' order. */
export function productIdsOf(lines: readonly Line[]): string[] {
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}

function lineOf(id: string, record: DataSetRecord, columns: LineColumns): Line {
  const product = reference(record.getValue(columns.product));
  const quantity = record.getValue(columns.quantity) as unknown;
  return {
    id,
    productId: product?.id,
    name: textOf(record.getValue(columns.name)).trim() || product?.name || textOf(record.getValue("productdescription")).trim() || textOf(asRow(record.getNamedReference())?.name).trim(),
    quantity: parseDecimal(quantity),
    quantityText: record.getFormattedValue(columns.quantity) || textOf(quantity),
    unit: (reference(record.getValue(columns.unit))?.name || record.getFormattedValue(columns.unit) || "").trim(),
    wanted: columns.date === "" ? "" : dayOf(record.getValue(columns.date)),
  };
}

/** A lookup's value: clients give `{ id: { guid }, name }`, `{ id, name }`, a list of one of them, or the id alone. */
function reference(value: unknown): { id: string; name: string } | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const row = asRow(one);
  const id = bareGuid(textOf(row ? (asRow(row.id)?.guid ?? row.id) : one));
  return id === "" ? undefined : { id, name: textOf(row?.name) };
}

/** Day of a date column, which clients give as a Date or as text. */
function dayOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : isoDay(value);
  const text = textOf(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? "" : isoDay(at);
}

/** A moment's day where the user is, as `YYYY-MM-DD`. */
export function isoDay(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}
