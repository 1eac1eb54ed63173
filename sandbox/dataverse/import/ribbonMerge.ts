import type { MetadataRegistry } from "../metadata/registry";
import { privilegesOf } from "../metadata/registry";
import type { Labels, Ribbon, RibbonCall, RibbonParameter, RibbonTest } from "../metadata/types";
import { importCode, refuse, UnsupportedComponentError } from "./errors";
import { attribute, child, descendants, elements, type Element } from "./xml";

/** A ribbon to which nothing has been added. */
export function emptyRibbon(): Ribbon {
  return { buttons: {}, hidden: {}, commands: {}, enableRules: {}, displayRules: {}, labels: {} };
}

/**
 * A table's ribbon with a solution's `RibbonDiffXml` applied, by id: what has the same id is replaced.
 * @param diff the RibbonDiffXml element
 * @throws SolutionImportError for a duplicate id, a location of another table, a missing web resource, command, rule,
 * table or privilege
 */
export function mergeRibbon(ribbon: Ribbon, diff: Element, table: string, registry: MetadataRegistry): Ribbon {
  checkDuplicates(diff);
  const merged = structuredClone(ribbon);
  const list = (name: string, item: string) => elements(child(diff, name) ?? diff, item);
  for (const label of list("LocLabels", "LocLabel")) merged.labels[id(label)] = titles(label);
  const rules = child(diff, "RuleDefinitions");
  for (const rule of elements(child(rules, "EnableRules") ?? diff, "EnableRule")) merged.enableRules[id(rule)] = elements(rule).map((test) => readTest(test, table, registry));
  for (const rule of elements(child(rules, "DisplayRules") ?? diff, "DisplayRule")) merged.displayRules[id(rule)] = elements(rule).map((test) => readTest(test, table, registry));
  for (const command of list("CommandDefinitions", "CommandDefinition")) {
    merged.commands[id(command)] = {
      id: id(command),
      enableRules: elements(child(command, "EnableRules") ?? command, "EnableRule").map(id),
      displayRules: elements(child(command, "DisplayRules") ?? command, "DisplayRule").map(id),
      actions: elements(child(command, "Actions") ?? command, "JavaScriptFunction").map((call) => readCall(call, registry)),
    };
  }
  for (const action of list("CustomActions", "CustomAction")) addButtons(merged, action, table, registry);
  for (const hide of list("CustomActions", "HideCustomAction")) {
    merged.hidden[attribute(hide, "HideActionId")] = { location: attribute(hide, "Location") };
  }
  checkReferences(merged);
  return merged;
}

function addButtons(ribbon: Ribbon, action: Element, table: string, registry: MetadataRegistry): void {
  const location = attribute(action, "Location");
  const match = /^Mscrm\.(Form|HomepageGrid|SubGrid)\.([^.]+)\./.exec(location);
  if (!match || match[2] !== table) {
    refuse(importCode.ribbonLocation, `The custom action '${id(action)}' of '${table}' has the location '${location}', which is no place of that table's ribbon.`);
  }
  for (const button of descendants(action, "Button")) {
    const image = attribute(button, "ModernImage");
    const label = attribute(button, "LabelText");
    const toolTip = attribute(button, "ToolTipDescription") || attribute(button, "ToolTipTitle");
    for (const text of [label, toolTip]) {
      if (text.startsWith(labelPrefix) && !ribbon.labels[text.slice(labelPrefix.length)]) refuse(importCode.ribbonDependency, `The button '${id(button)}' uses the label '${text}', which does not exist.`);
    }
    for (const name of [image, attribute(button, "Image16by16"), attribute(button, "Image32by32")]) webResourceName(name, registry, id(button));
    ribbon.buttons[id(button)] = {
      actionId: id(action), id: id(button), location,
      sequence: Number(attribute(action, "Sequence") || attribute(button, "Sequence") || "0"),
      command: attribute(button, "Command"), label, toolTip,
      ...(image.startsWith(resourcePrefix) ? { modernImage: image.slice(resourcePrefix.length) } : {}),
    };
  }
}

const resourcePrefix = "$webresource:";
const labelPrefix = "$LocLabels:";

/** Web resources of the platform's own apps, which every organisation with Sales has. */
const platformFolders = /^(Sales|AppCommon)\//;

/** Whether a command's library is the platform's; what it does is the form host's to know. */
export function isPlatformLibrary(library: string): boolean {
  return platformFolders.test(library);
}

/** Name of the web resource in a `$webresource:` reference; it must exist. Anything else is left as it is. */
function webResourceName(reference: string, registry: MetadataRegistry, user: string): string {
  if (!reference.startsWith(resourcePrefix)) return reference;
  const name = reference.slice(resourcePrefix.length);
  if (!isPlatformLibrary(name) && !registry.webResource(name)) refuse(importCode.ribbonDependency, `The ribbon element '${user}' uses the web resource '${name}', which does not exist.`);
  return name;
}

function readCall(element: Element, registry: MetadataRegistry): RibbonCall {
  const functionName = attribute(element, "FunctionName");
  return { library: webResourceName(attribute(element, "Library"), registry, functionName), functionName, parameters: elements(element).map(readParameter) };
}

const parameterKinds: Record<string, RibbonParameter["kind"]> = { CrmParameter: "crm", StringParameter: "string", BoolParameter: "bool", IntParameter: "int" };

function readParameter(element: Element): RibbonParameter {
  const kind = parameterKinds[element.tagName];
  if (!kind) throw new UnsupportedComponentError(`ribbon parameters '${element.tagName}'`);
  return { kind, value: attribute(element, "Value") };
}

function readTest(element: Element, table: string, registry: MetadataRegistry): RibbonTest {
  const flag = (name: string) => attribute(element, name).toLowerCase() === "true";
  switch (element.tagName) {
    case "CustomRule":
      return { kind: "custom", call: readCall(element, registry), default: flag("Default"), invert: flag("InvertResult") };
    case "SelectionCountRule": {
      const [minimum, maximum] = [attribute(element, "Minimum"), attribute(element, "Maximum")];
      return { kind: "selectionCount", appliesTo: attribute(element, "AppliesTo"), ...(minimum ? { minimum: Number(minimum) } : {}), ...(maximum ? { maximum: Number(maximum) } : {}) };
    }
    case "FormStateRule":
      return { kind: "formState", state: attribute(element, "State"), invert: flag("InvertResult") };
    case "ValueRule":
      return { kind: "value", field: attribute(element, "Field"), value: attribute(element, "Value"), invert: flag("InvertResult") };
    case "EntityPrivilegeRule": {
      const name = attribute(element, "EntityName") || table;
      const target = registry.table(name);
      if (!target) return refuse(importCode.ribbonTable, `A ribbon rule of '${table}' asks for a privilege on the table '${name}', which does not exist.`);
      const privilege = attribute(element, "PrivilegeType");
      if (!privilegesOf(target).some((known) => known.startsWith(`prv${privilege}`))) refuse(importCode.ribbonPrivilege, `A ribbon rule of '${table}' asks for the privilege '${privilege}' on '${name}', which does not exist.`);
      return { kind: "privilege", privilege, table: name };
    }
    default:
      throw new UnsupportedComponentError(`ribbon rules '${element.tagName}'`);
  }
}

function titles(label: Element): Labels {
  const labels: Labels = {};
  for (const title of descendants(label, "Title")) labels[Number(attribute(title, "languagecode"))] = attribute(title, "description");
  return labels;
}

function checkDuplicates(diff: Element): void {
  const seen = new Set<string>();
  const rules = child(diff, "RuleDefinitions");
  const kinds: [Element | undefined, string][] = [
    [child(diff, "CustomActions"), "CustomAction"], [child(diff, "CommandDefinitions"), "CommandDefinition"],
    [child(rules, "EnableRules"), "EnableRule"], [child(rules, "DisplayRules"), "DisplayRule"], [child(diff, "LocLabels"), "LocLabel"],
  ];
  const definitions = kinds.flatMap(([container, name]) => (container ? elements(container, name) : []));
  for (const element of [...definitions, ...descendants(diff, "Button")]) {
    const key = `${element.tagName}:${id(element)}`;
    if (seen.has(key)) refuse(importCode.ribbonDuplicate, `The ribbon defines the ${element.tagName} '${id(element)}' twice. Ids are unique.`);
    seen.add(key);
  }
}

/** Buttons name commands, commands name rules; what begins with `Mscrm.` is the platform's. */
function checkReferences(ribbon: Ribbon): void {
  const known = (name: string, definitions: Record<string, unknown>) => name.startsWith("Mscrm.") || name in definitions;
  const missing = (from: string, what: string) => refuse(importCode.ribbonDependency, `The ribbon element '${from}' uses ${what}, which does not exist.`);
  for (const button of Object.values(ribbon.buttons)) if (!known(button.command, ribbon.commands)) missing(button.id, `the command '${button.command}'`);
  for (const command of Object.values(ribbon.commands)) {
    for (const rule of command.enableRules) if (!known(rule, ribbon.enableRules)) missing(command.id, `the enable rule '${rule}'`);
    for (const rule of command.displayRules) if (!known(rule, ribbon.displayRules)) missing(command.id, `the display rule '${rule}'`);
  }
}

function id(element: Element): string {
  return attribute(element, "Id");
}
