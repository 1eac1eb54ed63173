import { createHash } from "node:crypto";

/** Namespace of the ids below, chosen once. */
const namespace = Buffer.from("6f0b4c1d6b2e4c0fae0d6c6a2d5f9b17", "hex");

/**
 * Id of a row that the backend creates in Sales: the same for the same table, company and key, so that two workers cannot
 * create one record twice (UUID version 5, RFC 9562).
 * @param key number in SCM; several parts for lines
 */
export function deterministicId(table: string, company: string, ...key: readonly string[]): string {
  const name = [table, company, ...key].map((part) => part.trim().toLowerCase()).join("\u0000");
  const bytes = createHash("sha1").update(namespace).update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
