import type { MetadataRegistry } from "../metadata/registry";
import { guidKey, privilegesOf } from "../metadata/registry";
import type { PrivilegeDepth } from "../metadata/types";
import { readOptions } from "./columns";
import { importCode, refuse } from "./errors";
import { checkPrefix } from "./tables";
import { attribute, child, descendants, elements, labelsIn, parseXml, text, XmlError, type Element } from "./xml";

/** Adds a global choice. */
export function importGlobalChoice(element: Element, registry: MetadataRegistry, prefix: string): void {
  const name = attribute(element, "Name");
  if (!registry.globalChoices.has(name.toLowerCase())) checkPrefix(name, prefix, "global choice");
  const options = readOptions(element);
  if (options.length === 0) refuse(importCode.schema, `The import file is invalid. The global choice '${name}' has no options.`);
  registry.globalChoices.set(name.toLowerCase(), { name, labels: labelsIn(child(element, "displaynames")), options });
}

/** Endings that a web resource of a type has. */
const endings: Record<number, RegExp> = { 1: /\.html?$/i, 2: /\.css$/i, 3: /\.js$/i, 4: /\.xml$/i, 5: /\.png$/i, 6: /\.jpe?g$/i, 7: /\.gif$/i, 9: /\.xslt?$/i, 10: /\.ico$/i, 11: /\.svg$/i, 12: /\.resx$/i };

/** Adds a web resource with the content of its part. */
export function importWebResource(element: Element, registry: MetadataRegistry, prefix: string, parts: Map<string, Uint8Array>): void {
  const name = text(element, "Name");
  if (!/^[\w./-]+$/.test(name) || name.includes("//")) refuse(importCode.webResourceName, `The web resource name '${name}' contains invalid characters. Only letters, digits, periods, forward slashes, hyphens and underscores are allowed.`);
  if (!registry.webResource(name) && !name.startsWith(`${prefix}_`)) refuse(importCode.webResourcePrefix, `The web resource name '${name}' does not begin with the publisher's prefix '${prefix}_'.`);
  const type = Number(text(element, "WebResourceType"));
  if (!endings[type]?.test(name)) refuse(importCode.webResourceType, `The web resource '${name}' of type '${text(element, "WebResourceType")}' has an ending that does not fit the type.`);
  const fileName = text(element, "FileName");
  const content = parts.get(fileName.replace(/^\//, ""));
  if (!content) return refuse(importCode.webResourceFile, `Web resource content of '${name}' is missing: the solution file has no part '${fileName}'.`);
  const languageCode = text(element, "LanguageCode");
  registry.setWebResource({ name, type, displayName: text(element, "DisplayName"), content, ...(languageCode ? { languageCode: Number(languageCode) } : {}) });
}

/** Libraries that a script lists as its dependencies (its resx files) must exist. */
export function checkWebResourceDependencies(element: Element, registry: MetadataRegistry): void {
  const xml = text(element, "DependencyXml");
  if (!xml) return;
  let root: Element;
  try {
    root = parseXml(xml, `DependencyXml of ${text(element, "Name")}`);
  } catch (error) {
    if (error instanceof XmlError) return refuse(importCode.malformedXml, error.message);
    throw error;
  }
  for (const library of descendants(root, "Library")) {
    if (!registry.webResource(attribute(library, "name"))) {
      refuse(importCode.missingComponent, `The web resource '${text(element, "Name")}' depends on the web resource '${attribute(library, "name")}', which does not exist.`);
    }
  }
}

/** Adds a custom control with the files of its folder. */
export function importCustomControl(element: Element, registry: MetadataRegistry, prefix: string, parts: Map<string, Uint8Array>): void {
  const name = text(element, "Name");
  checkPrefix(name, prefix, "custom control");
  const manifestPath = text(element, "FileName").replace(/^\//, "");
  const manifest = parts.get(manifestPath);
  if (!manifest) return refuse(importCode.missingDefinition, `The custom control '${name}' has no part '/${manifestPath}' in the solution file.`);
  const manifestXml = new TextDecoder().decode(manifest).replace(/^\uFEFF/, "");
  const folder = manifestPath.slice(0, manifestPath.lastIndexOf("/") + 1);
  const files: Record<string, Uint8Array> = {};
  for (const [path, content] of parts) if (path.startsWith(folder) && path !== manifestPath) files[path.slice(folder.length)] = content;
  checkManifest(name, manifestXml, files);
  registry.customControls.set(name, { name, manifestXml, files });
}

function checkManifest(name: string, manifestXml: string, files: Record<string, Uint8Array>): void {
  let root: Element;
  try {
    root = parseXml(manifestXml, `manifest of ${name}`);
  } catch (error) {
    if (error instanceof XmlError) return refuse(importCode.malformedXml, error.message);
    throw error;
  }
  const control = child(root, "control");
  const resources = child(control, "resources");
  if (!control || !resources) return refuse(importCode.schema, `CustomControl with name ${name} failed to import with error: the manifest has no control with resources.`);
  const full = `${attribute(control, "namespace")}.${attribute(control, "constructor")}`;
  if (!name.endsWith(`_${full}`)) refuse(importCode.schema, `CustomControl with name ${name} failed to import with error: the manifest names '${full}'.`);
  for (const kind of ["code", "css", "resx", "img"]) {
    for (const resource of elements(resources, kind)) {
      const path = attribute(resource, "path");
      if (!files[path]) refuse(importCode.missingDefinition, `CustomControl with name ${name} failed to import with error: the file '${path}' is missing.`);
    }
  }
}

const depths: readonly string[] = ["Basic", "Local", "Deep", "Global"];

/** Adds a security role; every privilege it names must exist. */
export function importRole(element: Element, registry: MetadataRegistry): void {
  const roleId = guidKey(attribute(element, "id"));
  const name = attribute(element, "name");
  const other = registry.roles().find((role) => role.name === name && role.roleId !== roleId);
  if (other) refuse(importCode.roleClash, `A role named '${name}' exists with another id, ${other.roleId}.`);
  const known = registry.privileges();
  const organizationOnly = new Set(registry.tables().filter((t) => t.ownership !== "UserOwned").flatMap(privilegesOf));
  const userOwned = new Set(registry.tables().filter((t) => t.ownership === "UserOwned").flatMap(privilegesOf));
  const privileges: Record<string, PrivilegeDepth> = {};
  for (const privilege of elements(child(element, "RolePrivileges") ?? element, "RolePrivilege")) {
    const [privilegeName, level] = [attribute(privilege, "name"), attribute(privilege, "level")];
    if (!known.has(privilegeName)) refuse(importCode.missingDependency, `The role '${name}' grants the privilege '${privilegeName}', which does not exist.`);
    if (!depths.includes(level)) refuse(importCode.schema, `The import file is invalid. The privilege '${privilegeName}' of the role '${name}' has the level '${level}'.`);
    if (level !== "Global" && organizationOnly.has(privilegeName) && !userOwned.has(privilegeName)) {
      refuse(importCode.invalidArgument, `The privilege '${privilegeName}' of the role '${name}' belongs to a table that the organisation owns; only the level Global fits.`);
    }
    privileges[privilegeName] = level as PrivilegeDepth;
  }
  registry.setRole({ roleId, name, privileges });
}
