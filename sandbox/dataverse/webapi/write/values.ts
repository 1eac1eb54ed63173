import { LosslessNumber } from "lossless-json";
import type { Column, Table } from "../../metadata/types";
import { DataverseError, type Value } from "../../store/types";
import { compareDigits } from "../../query/decimal";
import { exactDecimal, exactMoney } from "../decimal";
import { badPayload } from "../errors";

const guid = /^[{(]?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[)}]?$/i;

/** A GUID in lower case without braces, or undefined. */
export function guidOf(text: string): string | undefined {
  return guid.exec(text)?.[1]?.toLowerCase();
}

/**
 * A value from a request body as it is stored.
 * @param json parsed without losing digits: numbers are LosslessNumber or number
 * @throws DataverseError 400: wrong type 0x80048d19, text too long 0x80044331, number out of range 0x8004432f (money
 * 0x80044330), unknown choice 0x8004431a. Source: Microsoft, "Web service error codes".
 */
export function storedValue(table: Table, column: Column, json: unknown): Value {
  if (json === null || json === undefined) return null;
  switch (column.type) {
    case "String": case "Memo": case "EntityName":
      return text(table, column, json);
    case "Uniqueidentifier": {
      const id = typeof json === "string" ? guidOf(json) : undefined;
      return id ?? wrongType(table, column, json, "Edm.Guid");
    }
    case "Integer":
      return whole(table, column, json, "Edm.Int32", column.min ?? -2147483648, column.max ?? 2147483647);
    case "BigInt":
      return whole(table, column, json, "Edm.Int64", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    case "Double": {
      const value = Number(numberDigits(json) ?? wrongType(table, column, json, "Edm.Double"));
      if (value < (column.min ?? -Infinity) || value > (column.max ?? Infinity)) throw outOfRange(table, column, "0x8004432f");
      return value;
    }
    case "Decimal": case "Money": {
      const given = numberDigits(json) ?? "";
      const exact = column.type === "Money" ? exactMoney(given) : exactDecimal(given, column.precision ?? 10);
      const value = exact ?? wrongType(table, column, json, "Edm.Decimal");
      const below = column.min !== undefined && compareDigits(value, String(column.min)) < 0;
      const above = column.max !== undefined && compareDigits(value, String(column.max)) > 0;
      if (below || above) throw outOfRange(table, column, column.type === "Money" ? "0x80044330" : "0x8004432f");
      return value;
    }
    case "Boolean":
      return typeof json === "boolean" ? json : wrongType(table, column, json, "Edm.Boolean");
    case "Picklist": case "State": case "Status": {
      const value = whole(table, column, json, "Edm.Int32", -2147483648, 2147483647);
      demandOption(table, column, value);
      return value;
    }
    case "MultiSelectPicklist":
      return multiSelect(table, column, json);
    case "DateTime":
      return column.dateOnly ? day(table, column, json) : moment(table, column, json);
    case "Lookup": case "Customer": case "Owner":
      throw new DataverseError(400, "0x80060888", "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.");
  }
}

function text(table: Table, column: Column, json: unknown): string {
  if (typeof json !== "string") return wrongType(table, column, json, "Edm.String");
  if (column.maxLength !== undefined && json.length > column.maxLength) {
    throw new DataverseError(400, "0x80044331",
      `A validation error occurred.  The length of the '${column.logicalName}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${column.maxLength}'.`);
  }
  return json;
}

function whole(table: Table, column: Column, json: unknown, type: string, min: number, max: number): number {
  const given = numberDigits(json);
  if (given === undefined || !/^-?\d+(\.0*)?$/.test(given)) return wrongType(table, column, json, type);
  const value = Number(given);
  if (value < min || value > max) throw outOfRange(table, column, "0x8004432f");
  return value;
}

function multiSelect(table: Table, column: Column, json: unknown): string | null {
  if (typeof json !== "string") return wrongType(table, column, json, "Edm.String");
  if (json.trim() === "") return null;
  const values = json.split(",").map((part) => Number(part.trim()));
  for (const value of values) demandOption(table, column, value);
  return [...new Set(values)].sort((a, b) => a - b).join(",");
}

/** Refuses a choice value that the column does not have. */
function demandOption(table: Table, column: Column, value: number): void {
  const options = column.options;
  if (!options || options.some((option) => option.value === value)) return;
  throw new DataverseError(400, "0x8004431a",
    `A validation error occurred.  The value ${value} of '${column.logicalName}' on record of type '${table.logicalName}' is outside the valid range. Accepted Values: ${options.map((o) => o.value).join(",")}`);
}

function moment(table: Table, column: Column, json: unknown): string {
  const match = typeof json === "string" ? /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(json) : null;
  if (!match) return wrongType(table, column, json, "Edm.DateTimeOffset");
  const [, date = "", time = "00:00", seconds = ":00", zone = "Z"] = match;
  const parsed = new Date(`${date}T${time}${seconds}${zone}`);
  if (Number.isNaN(parsed.getTime()) || !realDay(date)) return wrongType(table, column, json, "Edm.DateTimeOffset");
  if (parsed.getTime() < Date.UTC(1753, 0, 1)) throw new DataverseError(400, "0x80040239", `DateTime is less than minumum value supported by CrmDateTime. Actual value: ${String(json)}, Minimum value supported: 01/01/1753 00:00:00`);
  return parsed.toISOString().replace(/\.\d+Z$/, "Z");
}

function day(table: Table, column: Column, json: unknown): string {
  // A moment is taken by its date part, as the platform does for date-only columns.
  const date = typeof json === "string" ? /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.exec(json)?.[1] : undefined;
  return date !== undefined && realDay(date) ? date : wrongType(table, column, json, "Edm.Date");
}

/** The calendar knows the day: 2026-02-30 does not exist. */
function realDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** Digits of a number in a body, or undefined for anything else. */
export function numberDigits(json: unknown): string | undefined {
  if (json instanceof LosslessNumber) return json.value;
  return typeof json === "number" && Number.isFinite(json) ? String(json) : undefined;
}

function wrongType(table: Table, column: Column, json: unknown, type: string): never {
  const shown = json instanceof LosslessNumber ? json.value : typeof json === "string" ? json : JSON.stringify(json);
  throw badPayload(table.entitySet, `Cannot convert the literal '${shown}' to the expected type '${type}'. (property '${column.logicalName}')`);
}

function outOfRange(table: Table, column: Column, code: string): DataverseError {
  const range = column.min === undefined || column.max === undefined ? "" : ` Accepted Values: ${column.min} to ${column.max}`;
  return new DataverseError(400, code, `A validation error occurred.  The value of '${column.logicalName}' on record of type '${table.logicalName}' is outside the valid range.${range}`);
}
