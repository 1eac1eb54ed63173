import { createHash } from "node:crypto";
import { comparable, type TargetRow } from "./diff";
import type { Mapped } from "./mapping";

const sha256 = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/**
 * Fingerprint of what a source row means for one company: mapped values, and what stands against sending them. It is the
 * same for as long as a new sync would do the same; a changed template, value map or default changes it too.
 * @returns 64 hexadecimal digits
 */
export function sourceFingerprint(company: string, mapped: Mapped): string {
  return sha256([company, mapped.fields.map(({ row, value }) => [row.target, value]), mapped.issues.map(({ code, params }) => [code, params])]);
}

/** Digits of a document's fingerprint that stand for its header. */
const headerDigits = 32;

/**
 * Fingerprint of a document of SCM: the first half stands for the header, the second for the lines in whatever order, so
 * that a header can be judged without its lines.
 * @returns 64 hexadecimal digits
 */
export function documentFingerprint(company: string, header: Mapped, lines: readonly Mapped[]): string {
  const each = lines.map(({ fields, issues }) => JSON.stringify([fields.map(({ row, value }) => [row.target, value]), issues.map(({ code, params }) => [code, params])]));
  return sourceFingerprint(company, header).slice(0, headerDigits) + sha256(each.sort()).slice(headerDigits);
}

/** Whether two fingerprints of documents stand for the same header. */
export function sameHeader(one: string, other: string): boolean {
  return one.slice(0, headerDigits) === other.slice(0, headerDigits);
}

/** Fingerprint of the mapped fields as they stand in SCM. */
export function targetFingerprint(company: string, mapped: Mapped, target: TargetRow): string {
  return sha256([company, mapped.fields.map(({ row }) => [row.target, comparable(row.type, target[row.target])])]);
}
