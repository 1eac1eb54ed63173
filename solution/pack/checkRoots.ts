import type { Element } from "@xmldom/xmldom";
import { PackError } from "./errors";
import { childOf, childrenOf, textOf } from "./xml";

/** Component type numbers of root components. Source: Microsoft Learn, "SolutionComponent.ComponentType". */
const kinds = {
  "1": { section: "Entities", nameOf: (e: Element) => (textOf(e, "Name") ?? "").toLowerCase() },
  "9": { section: "optionsets", nameOf: (e: Element) => (e.getAttribute("Name") ?? "").toLowerCase() },
  "20": { section: "Roles", nameOf: (e: Element) => (e.getAttribute("id") ?? "").toLowerCase() },
  "61": { section: "WebResources", nameOf: (e: Element) => (textOf(e, "Name") ?? "").toLowerCase() },
  "66": { section: "CustomControls", nameOf: (e: Element) => (textOf(e, "Name") ?? "").toLowerCase() },
} as const;

/**
 * Compares root components with definitions, as the import does: a root without a definition fails there with
 * 0x8004801F, a definition without a root with 0x8004803A.
 * @throws PackError naming the component
 */
export function checkRoots(manifest: Element, customizations: Element): void {
  const roots = childrenOf(childOf(manifest, "RootComponents") ?? manifest, "RootComponent");
  for (const root of roots) {
    const type = root.getAttribute("type") ?? "";
    if (!(type in kinds)) {
      throw new PackError("Other/Solution.xml", `has a root component of type ${type}, which this packer does not know`, "Pack this folder with `pac solution pack`, or teach solution/pack this type.");
    }
  }
  for (const [type, { section, nameOf }] of Object.entries(kinds)) {
    const declared = new Set(
      roots.filter((root) => root.getAttribute("type") === type).map((root) => (root.getAttribute("schemaName") ?? root.getAttribute("id") ?? "").toLowerCase()),
    );
    const element = childOf(customizations, section);
    const defined = new Set(element ? childrenOf(element).map(nameOf) : []);
    for (const name of declared) {
      if (!defined.has(name)) throw new PackError("Other/Solution.xml", `names ${section} ${name}, which no file defines`, "Add the definition or remove the root component.");
    }
    for (const name of defined) {
      if (!declared.has(name)) throw new PackError("Other/Solution.xml", `has no root component for ${section} ${name}`, `Add <RootComponent type="${type}" …>.`);
    }
  }
}
