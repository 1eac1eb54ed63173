import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { pack } from "./pack";
import { PackError } from "./errors";
import { namesIn } from "./files";
import { childOf, descendantsOf, parseXml, rootOf, textOf } from "./xml";

const source = path.resolve(__dirname, "..", "src");
const control = "p2c_ProspectToCash.SyncStatus";
let folder: string;

/** The staged folder as the build makes it, with small stand-ins for what is built. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "pack-"));
  cpSync(source, folder, { recursive: true });
  const built = {
    ...Object.fromEntries(["account", "contact", "product", "quote", "salesorder", "invoice", "quotedetail", "salesorderdetail", "invoicedetail", "commands"].map((name) => [`WebResources/p2c_/scripts/${name}.js`, name])),
    "WebResources/p2c_/strings/forms.1033.resx": "<root/>",
    "WebResources/p2c_/strings/forms.1036.resx": "<root/>",
    ...Object.fromEntries(namesIn(path.join(source, "Controls")).flatMap((name) => [[`Controls/${name}/ControlManifest.xml`, "<manifest/>"], [`Controls/${name}/bundle.js`, "bundle"]])),
  };
  for (const [file, text] of Object.entries(built)) writeFileSync(path.join(folder, file), text);
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const at = (file: string) => path.join(folder, file);
function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(at(file), "utf8");
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${file} changes nothing`);
  writeFileSync(at(file), after);
}
const unpacked = (managed = false) => {
  const parts = unzipSync(pack(folder, { managed }));
  return { parts, xml: (name: string) => rootOf(parseXml(strFromU8(parts[name] ?? new Uint8Array()), name)) };
};
const refusal = (): PackError => {
  try {
    pack(folder, { managed: false });
  } catch (error) {
    if (error instanceof PackError) return error;
    throw error;
  }
  throw new Error("it was packed");
};

test("the same folder gives the same bytes, with a fixed time in every entry", () => {
  const first = pack(folder, { managed: false });
  expect(Buffer.from(pack(folder, { managed: false })).equals(Buffer.from(first))).toBe(true);
  // Local file header: signature, then at offset 10 time 0:00 and date 1 January 1980.
  expect([...first.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  expect([...first.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
});

test("managed and unmanaged differ in the flag alone", () => {
  const [unmanaged, managed] = [unpacked(false), unpacked(true)];
  const flag = (zip: typeof managed) => descendantsOf(zip.xml("solution.xml"), "Managed")[0]?.textContent;
  expect([flag(unmanaged), flag(managed)]).toEqual(["0", "1"]);
  expect(managed.parts["customizations.xml"]).toEqual(unmanaged.parts["customizations.xml"]);
});

test("a form's managed twin is packed into the managed zip alone", () => {
  const form = "Entities/p2c_SyncState/FormXml/main/{09426191-f538-5557-9ca7-30083c089cd8}";
  cpSync(at(`${form}.xml`), at(`${form}_managed.xml`));
  edit(`${form}_managed.xml`, (text) => text.replace("Sync state", "Managed twin"));
  const names = (managed: boolean) => strFromU8(unpacked(managed).parts["customizations.xml"] ?? new Uint8Array());
  expect(names(true)).toContain("Managed twin");
  expect(names(false)).not.toContain("Managed twin");
});

test("web resources lie where their FileName says, controls under their name", () => {
  const { parts, xml } = unpacked();
  const resources = descendantsOf(xml("customizations.xml"), "WebResource");
  const script = resources.find((resource) => textOf(resource, "Name") === "p2c_/scripts/commands.js");
  const part = (script && textOf(script, "FileName")?.slice(1)) ?? "";
  expect(strFromU8(parts[part] ?? new Uint8Array())).toBe("commands");
  expect(Object.keys(parts)).toEqual(expect.arrayContaining([`Controls/${control}/bundle.js`, `Controls/${control}/ControlManifest.xml`]));
  expect(Object.keys(parts).filter((name) => name.endsWith(".data.xml"))).toEqual([]);
});

test("every part is covered by the content types", () => {
  const { parts, xml } = unpacked();
  const types = xml("[Content_Types].xml");
  const extensions = descendantsOf(types, "Default").map((e) => e.getAttribute("Extension"));
  const overrides = descendantsOf(types, "Override").map((e) => e.getAttribute("PartName")?.slice(1));
  const bare = Object.keys(parts).filter((name) => name !== "[Content_Types].xml" && !extensions.includes(path.extname(name).slice(1)));
  expect(bare.length).toBeGreaterThan(0);
  expect(overrides.sort()).toEqual(bare.sort());
});

test("tables keep their columns, forms, views and ribbon", () => {
  const entities = descendantsOf(unpacked().xml("customizations.xml"), "Entity");
  expect(entities.map((entity) => textOf(entity, "Name"))).toEqual([
    "Account", "Contact", "Invoice", "InvoiceDetail", "Product", "Quote", "QuoteDetail", "SalesOrder", "SalesOrderDetail", "p2c_OnHand", "p2c_SyncRequest", "p2c_SyncRun", "p2c_SyncState",
  ]);
  const account = entities[0];
  if (!account) throw new Error("no account");
  expect(descendantsOf(account, "attribute").filter((e) => e.hasAttribute("PhysicalName")).map((e) => e.getAttribute("PhysicalName"))).toEqual(["AccountNumber", "p2c_CustomerGroup", "p2c_SyncStateId"]);
  expect(childOf(account, "FormXml") && descendantsOf(account, "forms")[0]?.getAttribute("type")).toBe("main");
  expect(descendantsOf(account, "savedquery")).toHaveLength(namesIn(path.join(source, "Entities", "Account", "SavedQueries")).length);
  expect(descendantsOf(account, "CustomAction")).toHaveLength(3);
});

describe("refuses, naming the file", () => {
  test("XML that is not well formed", () => {
    edit("Roles/P2C Salesperson.xml", (text) => text.replace("</Role>", ""));
    expect(refusal().message).toMatch(/P2C Salesperson\.xml is not well-formed XML/);
  });
  test("a relationship that is defined but not listed", () => {
    edit("Other/Relationships.xml", (text) => text.replace(/<EntityRelationship Name="p2c_account_syncrequest" \/>/, ""));
    expect(refusal().message).toContain("does not list p2c_account_syncrequest");
  });
  test("a relationship that is listed but not defined", () => {
    rmSync(at("Other/Relationships/Account.xml"));
    expect(refusal().message).toContain("lists p2c_account_syncrequest, which no file");
  });
  test("a web resource whose file was not built", () => {
    rmSync(at("WebResources/p2c_/scripts/account.js"));
    expect(refusal()).toMatchObject({ file: "WebResources/p2c_/scripts/account.js", problem: "is missing" });
  });
  test("a file in WebResources that nothing describes", () => {
    writeFileSync(at("WebResources/p2c_/scripts/stray.js"), "");
    expect(refusal().message).toContain("WebResources/p2c_/scripts/stray.js has no .data.xml");
  });
  test("a control that was not built", () => {
    rmSync(at(`Controls/${control}/ControlManifest.xml`));
    expect(refusal().remedy).toContain("npm run build");
  });
  test("a definition without a root component, and a root component without a definition", () => {
    edit("Other/Solution.xml", (text) => text.replace(/ *<RootComponent type="9" schemaName="p2c_whocanfix"[^>]*>\n/, ""));
    expect(refusal().message).toContain("no root component for optionsets p2c_whocanfix");
    rmSync(at("OptionSets/p2c_whocanfix.xml"));
    rmSync(at("OptionSets/p2c_syncstatus.xml"));
    expect(refusal().message).toContain("names optionsets p2c_syncstatus, which no file defines");
  });
  test("content it cannot merge, so that a customizer's work is not lost in silence", () => {
    cpSync(at("Roles"), at("Workflows"), { recursive: true });
    expect(refusal()).toMatchObject({ file: "Workflows", remedy: expect.stringContaining("pac solution pack") as string });
  });
  test("a section without its placeholder", () => {
    edit("Other/Customizations.xml", (text) => text.replace("<Roles />", ""));
    expect(refusal().message).toContain("has no element Roles");
  });
});
