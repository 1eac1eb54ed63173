import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stockTextKeys } from "../shared/stock/words";
import { parseResx, placeholders } from "../shared/test/resx";

const read = (path: string) => readFileSync(join(__dirname, path), "utf8");
const english = parseResx(read("strings/LineAvailability.1033.resx"));
const french = parseResx(read("strings/LineAvailability.1036.resx"));
const manifest = read("ControlManifest.Input.xml");
/** Where the unions of the keys are written. */
const sources = ["words.ts", "allocate.ts", "order.ts"].map(read).join("\n");

/** String literals of a union type, such as `Why`. */
function members(type: string): string[] {
  if (type === "kind") return ["covered", "later", "short", "unknown", "inScm", "done", "notStocked"];
  const body = new RegExp(`type ${type} =([^;]+);`).exec(sources)?.[1] ?? "";
  return [...body.matchAll(/(?<!`\S*)"(\w+)"/g)].map(([, member]) => member ?? "");
}

/** Every key that the type OwnTextKey allows, those of the StockBar, and those of the manifest. */
function usedKeys(): string[] {
  const body = /type OwnTextKey =([^;]+);/.exec(sources)?.[1] ?? "";
  const patterns = [...body.matchAll(/`(\w+)_\$\{(\w+)\}(_\w+)?`/g)];
  return [
    ...members("OwnTextKey"),
    ...patterns.flatMap(([, prefix, type = "", suffix]) => members(type === "Kind" ? "kind" : type).map((member) => `${prefix}_${member}${suffix ?? ""}`)),
    ...stockTextKeys,
    ...[...manifest.matchAll(/(?:display-name|description)-key="(\w+)"/g)].map(([, key]) => key ?? ""),
  ];
}

test("every text that is used stands in both languages", () => {
  expect(usedKeys().length).toBeGreaterThan(120);
  const missing = (texts: Map<string, string>) => usedKeys().filter((key) => !texts.get(key)?.trim());
  expect(missing(english)).toEqual([]);
  expect(missing(french)).toEqual([]);
});

test("both languages have the same keys with the same placeholders", () => {
  expect([...french.keys()]).toEqual([...english.keys()]);
  for (const [key, text] of english) expect([key, placeholders(french.get(key) ?? "")]).toEqual([key, placeholders(text)]);
});

test("no text is kept that nothing uses", () => {
  const used = new Set(usedKeys());
  expect([...english.keys()].filter((key) => !used.has(key))).toEqual([]);
});

test("the manifest names every resource file", () => {
  for (const file of readdirSync(join(__dirname, "strings"))) expect(manifest).toContain(`strings/${file}`);
});
