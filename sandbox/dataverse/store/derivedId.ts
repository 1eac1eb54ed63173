import { createHash } from "node:crypto";

/** A GUID that is the same each time for the same thing. */
export function derivedId(kind: string, name: string): string {
  const hash = createHash("sha1").update(`${kind}:${name}`).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
