import path from "node:path";
import type { Element } from "@xmldom/xmldom";
import { PackError } from "./errors";
import { filesBelow, namesIn } from "./files";
import { adopt, childOf, childrenOf, readXml, rootOf } from "./xml";

/** Which of a form's two files is packed: unpacking as "Both" writes `x.xml` and `x_managed.xml`. */
function variantsFor(files: string[], managed: boolean): string[] {
  const plain = files.filter((file) => file.endsWith(".xml") && !file.endsWith("_managed.xml"));
  return plain.map((file) => {
    const twin = file.replace(/\.xml$/, "_managed.xml");
    return managed && files.includes(twin) ? twin : file;
  });
}

function emptyChild(parent: Element, name: string): Element {
  const document = parent.ownerDocument;
  if (!document) throw new PackError(parent.nodeName, "belongs to no document", "Report this as a defect of the packer.");
  const child = document.createElement(name);
  parent.appendChild(child);
  return child;
}

/** Adds the forms of a table: one `forms` per type, the systemforms of all its files inside. */
function addForms(entity: Element, folder: string, managed: boolean): void {
  const types = namesIn(folder);
  if (types.length === 0) return;
  const formXml = emptyChild(entity, "FormXml");
  for (const type of types) {
    const forms = emptyChild(formXml, "forms");
    forms.setAttribute("type", type);
    for (const file of variantsFor(namesIn(path.join(folder, type)), managed)) {
      for (const form of childrenOf(rootOf(readXml(path.join(folder, type, file))), "systemform")) adopt(forms, form);
    }
  }
}

/** Adds what lies one item a file in a folder (views, charts) under `wrapper/list`. */
function addList(entity: Element, folder: string, wrapper: string, list: string, managed: boolean): void {
  const files = variantsFor(namesIn(folder), managed);
  if (files.length === 0) return;
  const into = emptyChild(emptyChild(entity, wrapper), list);
  for (const file of files) {
    for (const item of childrenOf(rootOf(readXml(path.join(folder, file))))) adopt(into, item);
  }
}

/** Parts of a table folder this packer merges; another part there stops it rather than being left out. */
const tableParts = new Set(["Entity.xml", "RibbonDiff.xml", "FormXml", "SavedQueries", "Visualizations"]);

/** Fills `Entities` from `Entities/<schema name>/`. */
export function addEntities(section: Element, root: string, managed: boolean): void {
  const folder = path.join(root, "Entities");
  for (const name of namesIn(folder)) {
    const table = path.join(folder, name);
    const unknown = namesIn(table).find((part) => !tableParts.has(part));
    if (unknown) throw unsupported(`Entities/${name}/${unknown}`);
    const entity = adopt(section, rootOf(readXml(path.join(table, "Entity.xml"))));
    addForms(entity, path.join(table, "FormXml"), managed);
    addList(entity, path.join(table, "SavedQueries"), "SavedQueries", "savedqueries", managed);
    addList(entity, path.join(table, "Visualizations"), "Visualizations", "visualizations", managed);
    if (namesIn(table).includes("RibbonDiff.xml")) adopt(entity, rootOf(readXml(path.join(table, "RibbonDiff.xml"))));
  }
}

/** Fills a section whose items lie one a file in a folder (roles, choices). */
export function addFolder(section: Element, folder: string): void {
  for (const file of namesIn(folder).filter((name) => name.endsWith(".xml"))) adopt(section, rootOf(readXml(path.join(folder, file))));
}

/**
 * Fills `EntityRelationships`: `Other/Relationships.xml` lists the names, `Other/Relationships/<table>.xml` defines them.
 * @throws PackError when the two do not agree, since a name without a definition would be lost in silence
 */
export function addRelationships(section: Element, root: string): void {
  const folder = path.join(root, "Other", "Relationships");
  const defined = new Map<string, Element>();
  for (const file of namesIn(folder)) {
    for (const relationship of childrenOf(rootOf(readXml(path.join(folder, file))))) {
      defined.set(relationship.getAttribute("Name") ?? "", relationship);
    }
  }
  const list = path.join("Other", "Relationships.xml");
  const listed = namesIn(path.join(root, "Other")).includes("Relationships.xml")
    ? childrenOf(rootOf(readXml(path.join(root, list)))).map((item) => item.getAttribute("Name") ?? "")
    : [];
  for (const name of listed) {
    const relationship = defined.get(name);
    if (!relationship) throw new PackError(list, `lists ${name}, which no file in Other/Relationships defines`, "Add the definition or remove the name.");
    adopt(section, relationship);
    defined.delete(name);
  }
  const [unlisted] = defined.keys();
  if (unlisted !== undefined) throw new PackError(list, `does not list ${unlisted}, which Other/Relationships defines`, "Add the name.");
}

/** A file of the zip and where its bytes lie. */
export interface PartFile {
  part: string;
  file: string;
}

const dataSuffix = ".data.xml";

/**
 * Fills `WebResources` from `WebResources/**`, each a file and its `.data.xml`.
 * @returns the files to put into the zip under the names their `FileName` gives
 */
export function addWebResources(section: Element, root: string): PartFile[] {
  const folder = path.join(root, "WebResources");
  const files = filesBelow(folder);
  const described = new Set(files.filter((file) => file.endsWith(dataSuffix)).map((file) => file.slice(0, -dataSuffix.length)));
  const orphan = files.find((file) => !file.endsWith(dataSuffix) && !described.has(file));
  if (orphan) throw new PackError(`WebResources/${orphan}`, `has no ${dataSuffix} beside it`, `Add WebResources/${orphan}${dataSuffix}.`);
  return [...described].map((name) => {
    const data = `WebResources/${name}${dataSuffix}`;
    const element = adopt(section, rootOf(readXml(path.join(root, data))));
    if (!files.includes(name)) throw new PackError(`WebResources/${name}`, "is missing", "Build it (npm run build), or remove its .data.xml and its root component.");
    const part = fileNameOf(element, data);
    return { part, file: path.join(folder, name) };
  });
}

/** Fills `CustomControls` from `Controls/<name>/`; returns all files of the controls. */
export function addControls(section: Element, root: string): PartFile[] {
  const folder = path.join(root, "Controls");
  return namesIn(folder).flatMap((name) => {
    const data = `Controls/${name}/ControlManifest.xml${dataSuffix}`;
    const files = filesBelow(path.join(folder, name));
    const manifest = fileNameOf(adopt(section, rootOf(readXml(path.join(root, data)))), data);
    if (!files.includes("ControlManifest.xml") || manifest !== `Controls/${name}/ControlManifest.xml`) {
      throw new PackError(data, `names ${manifest}, which is missing`, "Build the control (npm run build).");
    }
    return files.filter((file) => !file.endsWith(dataSuffix)).map((file) => ({ part: `Controls/${name}/${file}`, file: path.join(folder, name, file) }));
  });
}

function fileNameOf(element: Element, data: string): string {
  const name = childOf(element, "FileName")?.textContent?.replace(/^\//, "");
  if (!name) throw new PackError(data, "has no FileName", "Add the path the file has inside the zip.");
  return name;
}

/** The error for content that this packer does not know, so that nothing is left out in silence. */
export function unsupported(what: string): PackError {
  return new PackError(what, "is something this packer cannot merge", "Pack this folder with `pac solution pack`, or teach solution/pack this part.");
}
