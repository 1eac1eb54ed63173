import { parse, stringify } from "lossless-json";

/** A JSON object; numbers are LosslessNumber, so that decimals keep every digit. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Parses JSON with exact numbers. @returns undefined when the text is not a JSON object */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON with exact numbers. */
export function toJson(value: JsonObject): string {
  return stringify(value) ?? "{}";
}

/** A whole number of a row; undefined when the column is null or no number. */
export function integerOf(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = Number((value as { toString(): string }).toString());
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A text of a row; undefined when the column is null or no text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Rows of a list answer. */
export function rowsOf(body: JsonObject): JsonObject[] {
  return Array.isArray(body["value"]) ? (body["value"] as unknown[]).filter(isObject) : [];
}

/** `error.code`, `error.message` and the inner message of an OData error body, as far as they are there. */
export function readODataError(text: string): { code: string; message: string; inner: string | undefined } {
  const error = parseObject(text)?.["error"];
  if (!isObject(error)) return { code: "", message: text.slice(0, 1000), inner: undefined };
  const inner = isObject(error["innererror"]) ? textOf(error["innererror"]["message"]) : undefined;
  return { code: textOf(error["code"]) ?? "", message: textOf(error["message"]) ?? "", inner };
}
