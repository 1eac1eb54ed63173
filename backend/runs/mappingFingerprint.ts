import { createHash } from "node:crypto";
import type { CompanyRules } from "../core/company";
import type { AnyTemplate } from "../core/templateTypes";

/**
 * Fingerprint of everything that decides what a source row becomes: rows, value maps, filter, defaults and companies.
 * While it stays the same an unchanged row needs no second look.
 * @returns 64 hexadecimal digits
 */
export function mappingFingerprint(template: AnyTemplate, companies: CompanyRules): string {
  const text = JSON.stringify([template, [...companies.byBusinessUnit], companies.fallback], (_key, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value);
  return createHash("sha256").update(text).digest("hex");
}
