import { readFileSync } from "node:fs";
import path from "node:path";
import { zipSync } from "fflate";
import type { Element } from "@xmldom/xmldom";
import { checkRoots } from "./checkRoots";
import { contentTypes } from "./contentTypes";
import { PackError } from "./errors";
import { byName, namesIn } from "./files";
import { addControls, addEntities, addFolder, addRelationships, addWebResources, unsupported, type PartFile } from "./sections";
import { childOf, readXml, rootOf, serialize } from "./xml";

/** Folders this packer merges. */
const knownFolders = new Set(["Controls", "Entities", "OptionSets", "Other", "Roles", "WebResources"]);
const knownOther = new Set(["Customizations.xml", "Relationships", "Relationships.xml", "Solution.xml"]);

/** Zip times hold local clock fields, so the same fields give the same bytes in every time zone. */
const fixedTime = new Date(1980, 0, 1);

export interface PackOptions {
  managed: boolean;
}

/**
 * Packs an unpacked solution folder (SolutionPackager layout) into a solution zip. The same folder gives the same bytes.
 * @throws PackError for content that is malformed, contradictory or unknown to this packer
 */
export function pack(folder: string, { managed }: PackOptions): Uint8Array {
  const unknown = namesIn(folder).find((name) => !knownFolders.has(name));
  if (unknown) throw unsupported(unknown);
  const unknownOther = namesIn(path.join(folder, "Other")).find((name) => !knownOther.has(name));
  if (unknownOther) throw unsupported(`Other/${unknownOther}`);

  const solution = readXml(path.join(folder, "Other", "Solution.xml"));
  const manifest = required(rootOf(solution), "SolutionManifest", "Other/Solution.xml");
  required(manifest, "Managed", "Other/Solution.xml").textContent = managed ? "1" : "0";

  const customizations = readXml(path.join(folder, "Other", "Customizations.xml"));
  const root = rootOf(customizations);
  const section = (name: string) => required(root, name, "Other/Customizations.xml");
  addEntities(section("Entities"), folder, managed);
  addFolder(section("Roles"), path.join(folder, "Roles"));
  addRelationships(section("EntityRelationships"), folder);
  addFolder(section("optionsets"), path.join(folder, "OptionSets"));
  const files = [...addWebResources(section("WebResources"), folder), ...addControls(section("CustomControls"), folder)];
  checkRoots(manifest, root);

  return zip(files, { "solution.xml": serialize(solution), "customizations.xml": serialize(customizations) });
}

function required(parent: Element, name: string, file: string): Element {
  const child = childOf(parent, name);
  if (!child) throw new PackError(file, `has no element ${name} in ${parent.nodeName}`, "Add it, empty where it has no content.");
  return child;
}

function zip(files: PartFile[], texts: Record<string, string>): Uint8Array {
  const encoder = new TextEncoder();
  const parts = new Map<string, Uint8Array>(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)]));
  for (const { part, file } of files) {
    if (parts.has(part)) throw new PackError(part, "stands twice in the solution", "Give each web resource its own FileName.");
    parts.set(part, new Uint8Array(readFileSync(file)));
  }
  parts.set("[Content_Types].xml", encoder.encode(contentTypes([...parts.keys()])));
  const sorted = [...parts].sort(([a], [b]) => byName(a, b));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: fixedTime });
}
