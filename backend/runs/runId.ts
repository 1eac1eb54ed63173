import { createHash } from "node:crypto";

/** Namespace of the ids made here (RFC 9562, version 5); random once, the same ever after. */
const namespace = Buffer.from("6f0d7c1e2b7b4d5f9a37c1d2e8b4a690", "hex");

/**
 * Id of the run that follows another. Two instances that see the same last run ask for the same id, and Dataverse lets
 * only one of them create it: a run begins once, without a lock of its own.
 * @param previous id of the template task's last run; "" when there was none
 */
export function nextRunId(template: string, task: string, previous: string): string {
  const hash = createHash("sha1").update(namespace).update(JSON.stringify([template, task, previous.toLowerCase()])).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
