import path from "node:path";

/** Root of the repository. */
export const root = path.resolve(__dirname, "..", "..");

/** A path below the root. */
export function at(...parts: string[]): string {
  return path.join(root, ...parts);
}
