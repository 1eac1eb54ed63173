import path from "node:path";
import { byName } from "./files";

const octets = "application/octet-stream";

/**
 * Text of `[Content_Types].xml` for the parts of a package: one default per extension, one override per part without.
 * Every type is a plain octet stream, as the server writes it.
 * Source: Open Packaging Conventions, as Dataverse exports use them.
 */
export function contentTypes(parts: readonly string[]): string {
  const extensions = new Set<string>();
  const bare: string[] = [];
  for (const part of parts) {
    const extension = path.posix.extname(part).slice(1).toLowerCase();
    if (extension) extensions.add(extension);
    else bare.push(part);
  }
  const defaults = [...extensions].sort(byName).map((extension) => `<Default Extension="${extension}" ContentType="${octets}"/>`);
  const overrides = bare.sort(byName).map((part) => `<Override PartName="/${part}" ContentType="${octets}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join("")}${overrides.join("")}</Types>`;
}
