import { unzipSync } from "fflate";
import { importCode, refuse } from "./errors";
import { parseXml, XmlError, type Element } from "./xml";

/** A solution zip taken apart. */
export interface SolutionPackage {
  solution: Element;
  customizations: Element;
  /** Every other part by its path, with forward slashes and without a leading one. */
  parts: Map<string, Uint8Array>;
}

const rootFiles = ["solution.xml", "customizations.xml", "[Content_Types].xml"] as const;

/**
 * Opens a solution zip.
 * @throws SolutionImportError when it is no zip, lacks one of its three root files, or holds XML that is not well formed
 */
export function readPackage(zip: Uint8Array): SolutionPackage {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(zip);
  } catch {
    return refuse(importCode.notASolution, "The solution file is invalid. The compressed file must contain the following files at its root: solution.xml, customizations.xml, and [Content_Types].xml. The file is not a zip archive.");
  }
  const parts = new Map(Object.entries(files).filter(([path]) => !path.endsWith("/")));
  const missing = rootFiles.filter((name) => !parts.has(name));
  if (missing.length > 0) {
    refuse(importCode.notASolution, `The solution file is invalid. The compressed file must contain the following files at its root: ${rootFiles.join(", ")}. Missing: ${missing.join(", ")}.`);
  }
  const open = (name: string): Element => {
    try {
      return parseXml(new TextDecoder("utf-8").decode(parts.get(name)), name);
    } catch (error) {
      if (error instanceof XmlError) return refuse(importCode.malformedXml, `The import file is invalid. ${error.message}`);
      throw error;
    }
  };
  checkContentTypes(open("[Content_Types].xml"), parts);
  const solution = open("solution.xml");
  const customizations = open("customizations.xml");
  for (const [name, root] of [["solution.xml", solution], ["customizations.xml", customizations]] as const) {
    if (root.tagName !== "ImportExportXml") refuse(importCode.schema, `The import file is invalid. XSD validation failed: the root element of ${name} is '${root.tagName}', expected 'ImportExportXml'.`);
  }
  for (const name of rootFiles) parts.delete(name);
  return { solution, customizations, parts };
}

/** Each part needs a content type by its extension or by its name (Open Packaging Conventions). */
function checkContentTypes(types: Element, parts: Map<string, Uint8Array>): void {
  const extensions = new Set(Array.from(types.getElementsByTagName("Default")).map((e) => (e.getAttribute("Extension") ?? "").toLowerCase()));
  const names = new Set(Array.from(types.getElementsByTagName("Override")).map((e) => e.getAttribute("PartName")));
  for (const path of parts.keys()) {
    if (path === "[Content_Types].xml") continue;
    const file = path.slice(path.lastIndexOf("/") + 1);
    const extension = file.includes(".") ? file.slice(file.lastIndexOf(".") + 1).toLowerCase() : undefined;
    if ((extension === undefined || !extensions.has(extension)) && !names.has(`/${path}`)) {
      refuse(importCode.notASolution, `The solution file is invalid. [Content_Types].xml gives no content type for the part '/${path}'.`);
    }
  }
}
