import { LosslessNumber } from "lossless-json";
import { badRequest } from "./errors";
import { namespace, type Property, type StoredValue } from "./metadata/entity";
import { enums, openEnums } from "./metadata/enums";

/** Edm type of a property as `$metadata` and error messages print it. */
export function edmType(property: Property): string {
  switch (property.type) {
    case "string": return "Edm.String";
    case "decimal": return "Edm.Decimal";
    case "int32": return "Edm.Int32";
    case "int64": return "Edm.Int64";
    case "dateTime": return "Edm.DateTimeOffset";
    case "enum": return `${namespace}.${property.enumName ?? ""}`;
  }
}

/**
 * A JSON value as the property keeps it. Null empties a text or enumeration.
 * @throws ScmError 400 naming property, value and expected type
 */
export function storedValue(property: Property, json: unknown): StoredValue {
  const refuse = (): never => {
    throw badRequest(`Cannot convert the value ${literal(json)} of property '${property.name}' to the expected type '${edmType(property)}'.`);
  };
  switch (property.type) {
    case "string":
      if (json === null) return "";
      return typeof json === "string" ? json.trimEnd() : refuse();
    case "enum":
      if (json === null) return property.empty;
      return typeof json === "string" && isMember(property.enumName ?? "", json) ? json : refuse();
    case "dateTime":
      return (typeof json === "string" ? utc(json) : undefined) ?? refuse();
    case "decimal": {
      const digits = digitsOf(json) ?? refuse();
      return /^-?\d+(\.\d+)?$/.test(digits) ? canonical(digits) : refuse();
    }
    case "int32": {
      const digits = digitsOf(json) ?? refuse();
      const number = Number(digits);
      return /^-?\d+$/.test(digits) && Math.abs(number) <= 2147483647 ? number : refuse();
    }
    case "int64": {
      const digits = digitsOf(json) ?? refuse();
      return /^-?\d{1,19}$/.test(digits) ? digits : refuse();
    }
  }
}

/** The stored value as JSON text, decimals with all their digits. */
export function jsonOf(property: Property, value: StoredValue): string {
  return property.type === "decimal" || property.type === "int64" ? String(value) : JSON.stringify(value);
}

/** Whether a name is a member of an enumeration; any name is, where the members are known only in part. */
export function isMember(enumName: string, member: string): boolean {
  return openEnums.includes(enumName) ? /^\w+$/.test(member) : Object.hasOwn(enums[enumName] ?? {}, member);
}

/** ISO 8601 with zone, as UTC without fractions; undefined when it is no moment. */
export function utc(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Orders two decimals given as digits, exactly: negative, 0 or positive. */
export function compareDecimals(a: string, b: string): number {
  const scale = Math.max(fraction(a).length, fraction(b).length);
  const scaled = (digits: string) => BigInt(digits.replace(/\..*$/, "") + fraction(digits).padEnd(scale, "0"));
  const [left, right] = [scaled(a), scaled(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const fraction = (digits: string) => digits.split(".")[1] ?? "";

function digitsOf(json: unknown): string | undefined {
  if (json instanceof LosslessNumber) return json.toString();
  return typeof json === "number" && Number.isFinite(json) ? String(json) : undefined;
}

function canonical(digits: string): string {
  const trimmed = digits.includes(".") ? digits.replace(/0+$/, "").replace(/\.$/, "") : digits;
  const plain = trimmed.replace(/^(-?)0+(?=\d)/, "$1");
  return plain === "-0" ? "0" : plain;
}

function literal(json: unknown): string {
  return json instanceof LosslessNumber ? json.toString() : (JSON.stringify(json) ?? "undefined");
}
