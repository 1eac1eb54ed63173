import { attribute, child, elements, parseXml, text, type Element } from "../import/xml";
import type { CustomControl } from "../metadata/types";
import type { PlatformControl } from "../platform";

type Property = PlatformControl["properties"][number];

/** What a host needs to run a code component: its properties, its files and its strings in the user's language. */
export function controlJson(control: CustomControl, languageId: number): PlatformControl {
  const element = child(parseXml(control.manifestXml, `manifest of ${control.name}`), "control");
  const resources = child(element, "resources");
  const files = (kind: string) => (resources ? elements(resources, kind).map((resource) => attribute(resource, "path")) : []);
  return {
    name: control.name,
    namespace: attribute(element, "namespace"),
    constructor: attribute(element, "constructor"),
    virtual: attribute(element, "control-type") === "virtual",
    properties: element ? elements(element, "property").map(property) : [],
    dataSets: element ? elements(element, "data-set").map((dataSet) => attribute(dataSet, "name")) : [],
    code: files("code")[0] ?? "bundle.js",
    css: files("css"),
    strings: strings(control, files("resx"), languageId),
  };
}

function property(element: Element): Property {
  const usage = attribute(element, "usage");
  const chosen = elements(element, "value").find((value) => attribute(value, "default") === "true");
  const standard = chosen?.textContent?.trim() ?? attribute(element, "default-value");
  return {
    name: attribute(element, "name"),
    ofType: attribute(element, "of-type"),
    usage: usage === "bound" || usage === "output" ? usage : "input",
    ...(standard === "" ? {} : { default: standard }),
    required: attribute(element, "required") === "true",
  };
}

/** Strings of `….<lcid>.resx` files: the user's language over English. */
function strings(control: CustomControl, paths: string[], languageId: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const lcid of new Set([1033, languageId])) {
    for (const path of paths.filter((p) => p.endsWith(`.${lcid}.resx`))) {
      const file = control.files[path];
      if (!file) continue;
      for (const data of elements(parseXml(new TextDecoder().decode(file), path), "data")) found[attribute(data, "name")] = text(data, "value");
    }
  }
  return found;
}
