import type { MetadataRegistry } from "../metadata/registry";
import { guidKey } from "../metadata/registry";
import type { Publisher, SolutionComponent } from "../metadata/types";
import type { Labels } from "../metadata/types";
import { importCode, refuse } from "./errors";
import { at, attribute, child, elements, labelsIn, text, type Element } from "./xml";

/** What solution.xml says. */
export interface SolutionManifest {
  uniqueName: string;
  labels: Labels;
  version: string;
  managed: boolean;
  publisher: Publisher;
  roots: (SolutionComponent & { behavior: number })[];
  missingDependencies: Element[];
}

/** The version that this imitation pretends to be; a package from a newer server is refused. */
export const serverVersion = "9.2.26042.150";

/**
 * Reads and checks solution.xml.
 * @throws SolutionImportError naming what is wrong
 */
export function readManifest(root: Element): SolutionManifest {
  checkServer(root);
  const manifest = child(root, "SolutionManifest");
  if (!manifest) refuse(importCode.schema, "The import file is invalid. XSD validation failed: solution.xml has no SolutionManifest.");
  const uniqueName = text(manifest, "UniqueName");
  if (!/^[A-Za-z_]\w*$/.test(uniqueName)) refuse(importCode.uniqueName, `Invalid unique name '${uniqueName}'. Only characters within the ranges [A-Z], [a-z], [0-9], or _ are allowed. The first character may not be a digit.`);
  const version = text(manifest, "Version");
  if (!/^\d+(\.\d+){1,3}$/.test(version)) refuse(importCode.version, `Invalid solution version '${version}'. It must have the form a.b[.c[.d]] of whole numbers.`);
  const managed = text(manifest, "Managed");
  if (managed !== "0" && managed !== "1") refuse(importCode.schema, `The import file is invalid. XSD validation failed: the element 'Managed' has the value '${managed}', expected 0 or 1.`);
  const roots = elements(at(manifest, "RootComponents") ?? manifest, "RootComponent").map(readRoot);
  return {
    uniqueName, version,
    labels: labelsIn(child(manifest, "LocalizedNames")),
    managed: managed === "1",
    publisher: readPublisher(child(manifest, "Publisher")),
    roots,
    missingDependencies: elements(at(manifest, "MissingDependencies") ?? manifest, "MissingDependency"),
  };
}

function checkServer(root: Element): void {
  const version = attribute(root, "version");
  if (version && compareVersions(version, serverVersion) > 0) {
    refuse(importCode.newerServer, `The solution package was exported from version ${version}, which is newer than this organisation's ${serverVersion}.`);
  }
  const packageVersion = attribute(root, "SolutionPackageVersion");
  if (packageVersion && compareVersions(packageVersion, "9.2") > 0) {
    refuse(importCode.newerPackage, `The solution package version ${packageVersion} is higher than the highest this organisation imports, 9.2.`);
  }
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split(".").map(Number), right.split(".").map(Number)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function readPublisher(element: Element | undefined): Publisher {
  const uniqueName = text(element, "UniqueName");
  const prefix = text(element, "CustomizationPrefix");
  const optionValuePrefix = Number(text(element, "CustomizationOptionValuePrefix"));
  if (!uniqueName) refuse(importCode.publisher, "The solution's publisher has no unique name.");
  if (!/^[a-z][a-z0-9]{1,7}$/i.test(prefix) || prefix.toLowerCase().startsWith("mscrm")) {
    refuse(importCode.publisher, `The publisher's customization prefix '${prefix}' must be 2 to 8 letters or digits, begin with a letter and not with 'mscrm'.`);
  }
  if (!Number.isInteger(optionValuePrefix) || optionValuePrefix < 10000 || optionValuePrefix > 99999) {
    refuse(importCode.publisher, `The publisher's option value prefix '${text(element, "CustomizationOptionValuePrefix")}' must be a whole number from 10000 to 99999.`);
  }
  return { uniqueName, prefix, optionValuePrefix, labels: labelsIn(child(element, "LocalizedNames")) };
}

function readRoot(element: Element): SolutionComponent & { behavior: number } {
  const [schemaName, id] = [attribute(element, "schemaName"), attribute(element, "id")];
  return {
    type: Number(attribute(element, "type")),
    behavior: Number(attribute(element, "behavior") || "0"),
    ...(schemaName ? { schemaName } : {}),
    ...(id ? { id: guidKey(id) } : {}),
  };
}

/**
 * Refuses a solution that does not fit what is installed: another publisher, the other kind of package, or
 * dependencies that the organisation lacks.
 */
export function checkAgainstInstalled(manifest: SolutionManifest, registry: MetadataRegistry): void {
  const installed = registry.solution(manifest.uniqueName);
  if (installed && installed.publisher !== manifest.publisher.uniqueName) {
    refuse(importCode.otherPublisher, `The solution '${manifest.uniqueName}' belongs to the publisher '${installed.publisher}', not to '${manifest.publisher.uniqueName}'.`);
  }
  if (installed && installed.managed !== manifest.managed) {
    const kind = (managed: boolean) => (managed ? "managed" : "unmanaged");
    refuse(manifest.managed ? importCode.managedOverUnmanaged : importCode.unmanagedOverManaged,
      `The solution is already installed on this system as ${installed.managed ? "a" : "an"} ${kind(installed.managed)} solution and the package supplied is attempting to install it in ${kind(manifest.managed)} mode. Import can only update solutions when the modes match. Uninstall the current solution and try again.`);
  }
  for (const dependency of manifest.missingDependencies) {
    const required = child(dependency, "Required");
    if (!isPresent(required, registry)) {
      refuse(importCode.missingDependency, `The following solution cannot be imported: ${manifest.uniqueName}. Some dependencies are missing. Missing: type ${attribute(required, "type")}, ${attribute(required, "schemaName") || attribute(required, "id")}, of solution ${attribute(required, "solution")}.`);
    }
  }
}

function isPresent(required: Element | undefined, registry: MetadataRegistry): boolean {
  const schemaName = attribute(required, "schemaName");
  const id = attribute(required, "id");
  switch (attribute(required, "type")) {
    case "1": return registry.table(schemaName) !== undefined;
    case "2": return registry.table(attribute(required, "parentSchemaName"))?.columns[schemaName.toLowerCase()] !== undefined;
    case "9": return registry.globalChoices.has(schemaName.toLowerCase());
    case "10": return registry.relationships().some((r) => r.schemaName === schemaName);
    case "20": return registry.role(id) !== undefined;
    case "26": return registry.view(id) !== undefined;
    case "60": return registry.form(id) !== undefined;
    case "61": return registry.webResource(schemaName) !== undefined;
    case "66": return registry.customControl(schemaName) !== undefined;
    default: return false;
  }
}
