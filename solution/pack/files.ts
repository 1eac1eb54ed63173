import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Order of names that does not depend on the machine's locale or file system. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names in a folder, sorted; none when the folder is missing. */
export function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).sort(byName) : [];
}

/** Files below a folder as sorted paths relative to it, with forward slashes. */
export function filesBelow(folder: string): string[] {
  return namesIn(folder)
    .flatMap((name) => {
      const full = path.join(folder, name);
      return statSync(full).isDirectory() ? filesBelow(full).map((file) => `${name}/${file}`) : [name];
    })
    .sort(byName);
}
