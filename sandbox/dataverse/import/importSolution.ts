import { MetadataError, guidKey, type MetadataRegistry } from "../metadata/registry";
import { stableGuid } from "../metadata/formBuilder";
import type { Publisher, Solution, SolutionComponent } from "../metadata/types";
import { importCode, SolutionImportError, UnsupportedComponentError } from "./errors";
import { importForms } from "./forms";
import { checkAgainstInstalled, readManifest, type SolutionManifest } from "./manifest";
import { checkLookups, importRelationship } from "./relationships";
import { checkWebResourceDependencies, importCustomControl, importGlobalChoice, importRole, importWebResource } from "./resources";
import { emptyRibbon, mergeRibbon } from "./ribbonMerge";
import { checkRoots, type DefinedComponent } from "./roots";
import { checkCustomizations } from "./schema";
import { readPackage } from "./solutionPackage";
import { importTable, tableNameOf } from "./tables";
import { importViews } from "./views";
import { attribute, child, elements, text, type Element } from "./xml";

/** What came in with a solution. */
export interface ImportResult {
  uniqueName: string;
  version: string;
  managed: boolean;
  solution: Solution;
  publisher: Publisher;
  /** False when a version of the solution was there before. */
  isNew: boolean;
  /** Logical names of tables that did not exist before. */
  newTables: string[];
  components: SolutionComponent[];
}

/**
 * Imports a solution zip as Dataverse's ImportSolution does. The registry changes as a whole, or, when anything is
 * refused, not at all. The caller turns `registry.roles()` and the solution and publisher into rows.
 * @param zip content of the solution file
 * @throws SolutionImportError with Dataverse's code; UnsupportedComponentError (501) for parts that are not imitated
 */
export function importSolution(registry: MetadataRegistry, zip: Uint8Array): ImportResult {
  const work = registry.clone();
  try {
    const result = importInto(work, zip);
    registry.copyFrom(work);
    return result;
  } catch (error) {
    if (error instanceof MetadataError) throw new SolutionImportError(importCode.schema, error.message);
    throw error;
  }
}

function importInto(registry: MetadataRegistry, zip: Uint8Array): ImportResult {
  const { solution, customizations, parts } = readPackage(zip);
  const manifest = readManifest(solution);
  checkCustomizations(customizations);
  for (const path of parts.keys()) {
    if (!path.startsWith("WebResources/") && !path.startsWith("Controls/")) throw new UnsupportedComponentError(`the part '${path}'`);
  }
  checkAgainstInstalled(manifest, registry);
  const sections = readSections(customizations);
  checkTwice(sections.entities);
  checkRoots(manifest, definedComponents(sections), registry);
  const prefix = manifest.publisher.prefix;

  for (const element of sections.choices) importGlobalChoice(element, registry, prefix);
  const tables = sections.entities.map((entity) => ({ entity, ...importTable(entity, registry, prefix) }));
  for (const element of sections.relationships) importRelationship(element, registry);
  checkLookups(registry, tables.map(({ name }) => name));
  for (const element of sections.webResources) importWebResource(element, registry, prefix, parts);
  for (const element of sections.webResources) checkWebResourceDependencies(element, registry);
  for (const element of sections.controls) importCustomControl(element, registry, prefix, parts);
  for (const element of sections.roles) importRole(element, registry);
  for (const { entity, name } of tables) importViews(entity, name, registry);
  for (const { entity, name, isNew } of tables) importForms(entity, name, isNew, registry);
  for (const { entity, name } of tables) {
    const diff = child(entity, "RibbonDiffXml");
    if (diff) registry.setRibbon(name, mergeRibbon(registry.ribbon(name) ?? emptyRibbon(), diff, name, registry));
  }
  return record(manifest, registry, tables.filter(({ isNew }) => isNew).map(({ name }) => name));
}

interface Sections {
  entities: Element[];
  roles: Element[];
  relationships: Element[];
  choices: Element[];
  webResources: Element[];
  controls: Element[];
}

function readSections(root: Element): Sections {
  const of = (section: string, item: string) => {
    const container = child(root, section);
    return container ? elements(container, item).filter((element) => attribute(element, "unmodified") !== "1") : [];
  };
  return {
    entities: of("Entities", "Entity"),
    roles: of("Roles", "Role"),
    relationships: of("EntityRelationships", "EntityRelationship"),
    choices: of("optionsets", "optionset"),
    webResources: of("WebResources", "WebResource"),
    controls: of("CustomControls", "CustomControl"),
  };
}

function definedComponents(sections: Sections): DefinedComponent[] {
  const all = (type: number, list: Element[], key: (element: Element) => string) => list.map((element) => ({ type, key: key(element).toLowerCase() }));
  return [
    ...all(1, sections.entities, tableNameOf),
    ...all(9, sections.choices, (e) => attribute(e, "Name")),
    ...all(20, sections.roles, (e) => guidKey(attribute(e, "id"))),
    ...all(61, sections.webResources, (e) => text(e, "Name")),
    ...all(66, sections.controls, (e) => text(e, "Name")),
  ];
}

function checkTwice(entities: Element[]): void {
  const seen = new Set<string>();
  for (const name of entities.map(tableNameOf)) {
    if (seen.has(name)) throw new SolutionImportError(importCode.tableTwice, `The table '${name}' is in customizations.xml twice.`);
    seen.add(name);
  }
}

/** Keeps the solution and its publisher; components of earlier versions stay part of it, as in Dataverse. */
function record(manifest: SolutionManifest, registry: MetadataRegistry, newTables: string[]): ImportResult {
  const { publisher, uniqueName, version, managed, labels } = manifest;
  const before = registry.solution(uniqueName);
  const components = manifest.roots.map(({ type, schemaName, id }) => ({ type, ...(schemaName ? { schemaName } : {}), ...(id ? { id } : {}) }));
  const key = (c: SolutionComponent) => `${c.type}:${(c.schemaName ?? c.id ?? "").toLowerCase()}`;
  const present = new Set(components.map(key));
  const kept = before?.components.filter((component) => !present.has(key(component))) ?? [];
  const solution: Solution = {
    solutionId: before?.solutionId ?? stableGuid(`solution:${uniqueName}`),
    uniqueName, labels, version, managed, publisher: publisher.uniqueName, components: [...components, ...kept],
  };
  registry.publishers.set(publisher.uniqueName, publisher);
  registry.setSolution(solution);
  return { uniqueName, version, managed, solution, publisher, isNew: before === undefined, newTables, components };
}
