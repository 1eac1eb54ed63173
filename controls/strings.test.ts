import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sourceColumns } from "../model/generated/sourceColumns";
import { stockTextKeys } from "./shared/stock/words";
import { parseResx, placeholders } from "./shared/test/resx";

interface StringsInUse {
  control: string;
  /** Union type of the keys; `TextKey` unless the control shares keys with others. */
  keys?: string;
  /** Files in which that type, and those it is made of, are written. */
  sources?: readonly string[];
  /** Members of types that are not written as unions of strings. */
  members?: Readonly<Record<string, readonly string[]>>;
  /** Keys that come from elsewhere. */
  more?: readonly string[];
  /** Keys that begin so come from data and are neither counted nor missed beyond `more`. */
  open?: string;
}

const controls: StringsInUse[] = [
  { control: "InvoiceOverview" },
  {
    control: "LineAvailability", keys: "OwnTextKey", sources: ["words.ts", "allocate.ts", "order.ts"], more: stockTextKeys,
    members: { Kind: ["covered", "later", "short", "unknown", "inScm", "done", "notStocked"] },
  },
  { control: "OrderProgress" },
  { control: "ProductStock", keys: "OwnTextKey", more: stockTextKeys },
  // Names of columns come from the templates.
  { control: "SyncStatus", more: Object.values(sourceColumns).flat().map((column) => `Column_${column.replace(/^_(.*)_value$/, "$1")}`), open: "Column_" },
];

test("every control is looked at", () => {
  const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "shared").map(({ name }) => name);
  expect(folders.sort()).toEqual(controls.map(({ control }) => control));
});

describe.each(controls)("$control", ({ control, keys = "TextKey", sources = ["words.ts"], members = {}, more = [], open }) => {
  const read = (path: string) => readFileSync(join(__dirname, control, path), "utf8");
  const english = parseResx(read(`strings/${control}.1033.resx`));
  const french = parseResx(read(`strings/${control}.1036.resx`));
  const manifest = read("ControlManifest.Input.xml");
  const source = sources.map(read).join("\n");
  const bodyOf = (type: string): string => new RegExp(`type ${type} =([^;]+);`).exec(source)?.[1] ?? "";
  const membersOf = (type: string): readonly string[] => members[type] ?? [...bodyOf(type).matchAll(/(?<!`\S*)"(\w+)"/g)].map(([, member]) => member ?? "");
  const patterns = [...bodyOf(keys).matchAll(/`(\w*)\$\{(\w+)\}(\w*)`/g)].filter(([, prefix]) => prefix !== open);
  const used = new Set([
    ...membersOf(keys),
    ...patterns.flatMap(([, prefix = "", type = "", suffix = ""]) => membersOf(type).map((member) => prefix + member + suffix)),
    ...[...manifest.matchAll(/(?:display-name|description)-key="(\w+)"/g)].map(([, key]) => key ?? ""),
    ...more,
  ]);

  test("every text that is used stands in both languages", () => {
    expect(membersOf(keys).length).toBeGreaterThan(10);
    for (const [, , type = ""] of patterns) expect([type, membersOf(type).length]).not.toEqual([type, 0]);
    const missing = (texts: Map<string, string>) => [...used].filter((key) => !texts.get(key)?.trim());
    expect(missing(english)).toEqual([]);
    expect(missing(french)).toEqual([]);
  });

  test("both languages have the same keys with the same placeholders", () => {
    expect([...french.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of english) expect([key, placeholders(french.get(key) ?? "")]).toEqual([key, placeholders(text)]);
  });

  test("no text is kept that nothing uses", () => {
    expect([...english.keys()].filter((key) => !used.has(key) && !(open && key.startsWith(open)))).toEqual([]);
  });

  test("the manifest names every resource file", () => {
    for (const file of readdirSync(join(__dirname, control, "strings"))) expect(manifest).toContain(`strings/${file}`);
  });
});
