import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { errorTextsText } from "./errorTexts";
import { formStringsText } from "./formStrings";
import { camel, pascal } from "./names";
import { schemaText } from "./schema";
import { sourceColumnsText } from "./sourceColumns";

const root = path.resolve(__dirname, "..", "..");
const committed = (file: string) => readFileSync(path.join(root, file), "utf8");

test("the committed schema is what the solution source gives", () => {
  expect(schemaText(path.join(root, "solution/src"))).toBe(committed("model/generated/schema.ts"));
});

test("the committed form strings are what the .resx files give", () => {
  const strings = path.join(root, "webresources/strings");
  expect(formStringsText(path.join(strings, "forms.1033.resx"), path.join(strings, "forms.1036.resx"))).toBe(committed("webresources/src/generated/strings.ts"));
});

test("constants are named after schema names and English labels", () => {
  expect([camel("p2c_LastSyncedOn", "p2c"), camel("Account", "p2c")]).toEqual(["lastSyncedOn", "account"]);
  expect([pascal("Not linked"), pascal("To SCM"), pascal("On-hand")]).toEqual(["NotLinked", "ToScm", "OnHand"]);
});

test("source columns are written in the given order", () => {
  expect(sourceColumnsText({ account: ["name", "_transactioncurrencyid_value"] })).toContain('  account: [\n    "name",\n    "_transactioncurrencyid_value",\n  ],');
});

describe("error texts", () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), "resx-")); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  function resx(name: string, entries: [string, string][]): string {
    const file = path.join(folder, name);
    writeFileSync(file, `<root>${entries.map(([key, value]) => `<data name="${key}" xml:space="preserve"><value>${value}</value></data>`).join("")}</root>`);
    return file;
  }

  test("one row per code, sorted, quotes safe", () => {
    const english = resx("a", [["b-code.do", "Do &quot;b&quot;."], ["b-code.what", "B {field}"], ["a-code.what", "A"], ["a-code.do", "Do a."]]);
    const french = resx("b", [["a-code.what", "A"], ["a-code.do", "Faire a."], ["b-code.what", "{field} B"], ["b-code.do", "Faire b."]]);
    expect(errorTextsText(english, french)).toContain('  1033: {\n    "a-code": ["A", "Do a."],\n    "b-code": ["B {field}", "Do \\"b\\"."],\n  },');
  });

  test.each<[string, [string, string][], [string, string][], RegExp]>([
    ["a text that one language lacks", [["a.what", "A"], ["a.do", "D"]], [["a.what", "A"]], /fr: 'a\.do' is missing/],
    ["another placeholder", [["a.what", "A {field}"], ["a.do", "D"]], [["a.what", "A {champ}"], ["a.do", "D"]], /'a\.what' uses \{champ\}/],
    ["a code without a remedy", [["a.what", "A"]], [["a.what", "A"]], /needs both 'a\.what' and 'a\.do'/],
    ["an entry that stands twice", [["a.what", "A"], ["a.what", "B"]], [["a.what", "A"]], /'a\.what' stands twice/],
    ["an empty text", [["a.what", " "], ["a.do", "D"]], [["a.what", "A"], ["a.do", "D"]], /'a\.what' has no value/],
  ])("refuses %s", (_, en, fr, message) => {
    expect(() => errorTextsText(resx("en", en), resx("fr", fr))).toThrow(message);
  });
});
