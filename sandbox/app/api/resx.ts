/**
 * Strings of a resx file: name → value. Comments, metadata and the schema are skipped.
 * A plain scan is enough: resx is flat, and the host must read it without a DOM in tests too.
 */
export function parseResx(xml: string): Record<string, string> {
  const strings: Record<string, string> = {};
  const withoutComments = xml.replace(/<!--[\s\S]*?-->/g, "");
  for (const [, attributes = "", content = ""] of withoutComments.matchAll(/<data\b([^>]*)>([\s\S]*?)<\/data>/g)) {
    const name = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
    const value = /<value\b[^>]*>([\s\S]*?)<\/value>/.exec(content)?.[1] ?? "";
    if (name) strings[unescape(name[1] ?? name[2] ?? "")] = unescape(value);
  }
  return strings;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
  return text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) => raw.replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;")))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return entities[name ?? ""] ?? whole;
    });
}

/** Web resource names to try for a user's language: its own resx, then English. */
export function resxNames(webResourceName: string, languageId: number): string[] {
  const base = webResourceName.replace(/\.resx$/i, "").replace(/\.\d{4}$/, "");
  return [...new Set([languageId, 1033])].map((lcid) => `${base}.${lcid}.resx`);
}
