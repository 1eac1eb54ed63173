import type { MetadataRegistry } from "../metadata/registry";
import { importCode, refuse, UnsupportedComponentError } from "./errors";
import type { SolutionManifest } from "./manifest";

/** Component types that this imitation imports, with what people call them. */
const componentNames: Record<number, string> = { 1: "table", 9: "global choice", 20: "role", 61: "web resource", 66: "custom control" };
const unsupportedNames: Record<number, string> = {
  24: "forms as root components", 26: "views as root components", 29: "workflows", 50: "the application ribbon", 59: "charts", 60: "dashboards",
  62: "site maps", 63: "connection roles", 70: "column security profiles", 80: "model-driven apps", 90: "plug-in types", 91: "plug-in assemblies",
  92: "SDK message processing steps", 95: "service endpoints", 300: "canvas apps", 380: "environment variable definitions", 381: "environment variable values",
};

/** A component defined in customizations.xml: its type and its key (schema name or id, lower case). */
export interface DefinedComponent {
  type: number;
  key: string;
}

/**
 * Compares the declared root components with what customizations.xml defines.
 * @throws SolutionImportError when a declared component is defined nowhere, or a defined one is not declared
 */
export function checkRoots(manifest: SolutionManifest, defined: DefinedComponent[], registry: MetadataRegistry): void {
  const definedKeys = new Set(defined.map(({ type, key }) => `${type}:${key}`));
  const declared = new Set<string>();
  for (const root of manifest.roots) {
    const key = (root.schemaName ?? root.id ?? "").toLowerCase();
    declared.add(`${root.type}:${key}`);
    if (!componentNames[root.type]) throw new UnsupportedComponentError(unsupportedNames[root.type] ?? `components of type ${root.type}`);
    if (!definedKeys.has(`${root.type}:${key}`) && !exists(root.type, key, registry)) {
      refuse(importCode.missingDefinition, `Cannot add a Root Component ${key} of type ${root.type} because it is not in the target system.`);
    }
  }
  for (const { type, key } of defined) {
    if (!declared.has(`${type}:${key}`)) {
      refuse(importCode.undeclared, `The ${componentNames[type] ?? `component of type ${type}`} '${key}' is present in the solution file but not declared as a root component.`);
    }
  }
}

function exists(type: number, key: string, registry: MetadataRegistry): boolean {
  switch (type) {
    case 1: return registry.table(key) !== undefined;
    case 9: return registry.globalChoices.has(key);
    case 20: return registry.role(key) !== undefined;
    case 61: return registry.webResource(key) !== undefined;
    default: return [...registry.customControls.keys()].some((name) => name.toLowerCase() === key);
  }
}
