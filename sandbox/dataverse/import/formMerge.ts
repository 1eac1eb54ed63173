import { attribute, descendants, elements, parseXml, serialize, type Element } from "./xml";

/** A diff form that does not fit the form it changes. */
export class FormMergeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FormMergeError";
  }
}

/**
 * Whether a `form` element is a diff: only what changed, marked with `solutionaction`.
 * @see "Maintain managed model-driven app forms" in the Power Platform ALM guide
 */
export function isDiffForm(form: Element): boolean {
  return attribute(form, "solutionaction") !== "" || Array.from(form.getElementsByTagName("*")).some((e) => attribute(e, "solutionaction") !== "");
}

/**
 * Applies a diff form to a base form. Neither argument is changed.
 *
 * Nodes without `solutionaction` only lead to a change and must exist in the base, except lists such as `events`.
 * `Added` nodes are placed by `ordinalvalue` among their siblings, whose ordinal is their position; adding a node that is
 * there already replaces it, so a solution can be imported twice. `Modified` sets attributes, `Removed` removes.
 * @param base plain FormXml, the `form` element
 * @returns plain FormXml, without `solutionaction`
 * @throws FormMergeError when a node that leads to a change, or one to modify, is not in the base
 */
export function mergeForm(base: string, diff: string): string {
  const target = parseXml(base, "base form");
  const change = parseXml(diff, "diff form");
  if (attribute(change, "solutionaction") === "Modified") copyAttributes(change, target);
  mergeChildren(target, change);
  return serialize(target);
}

/** Elements that merely hold a list: created when the base has none, merged item by item when both have one. */
const lists = new Set(["tabs", "sections", "rows", "labels", "events", "Handlers", "InternalHandlers", "dependencies", "controlDescriptions", "formLibraries", "clientresources", "Navigation", "parameters", "event"]);

function mergeChildren(target: Element, change: Element): void {
  for (const node of elements(change)) {
    if (node.tagName === "row") mergeRow(target, node);
    else mergeNode(target, node);
  }
}

function mergeNode(target: Element, node: Element): void {
  const match = findMatch(target, node);
  switch (attribute(node, "solutionaction")) {
    case "":
      mergePath(target, node, match);
      return;
    case "Added":
      if (match && lists.has(node.tagName)) addItems(match, node);
      else if (match) target.replaceChild(plainCopy(node, target), match);
      else insert(target, plainCopy(node, target));
      return;
    case "Modified":
      if (!match) throw new FormMergeError(`The diff form modifies ${describe(node)}, which the form does not have.`);
      copyAttributes(node, match);
      mergeChildren(match, node);
      return;
    case "Removed":
      if (match) target.removeChild(match);
      return;
    default:
      throw new FormMergeError(`The diff form has the unknown solutionaction '${attribute(node, "solutionaction")}' on ${describe(node)}.`);
  }
}

/** A node that leads to a change. */
function mergePath(target: Element, node: Element, match: Element | undefined): void {
  if (match) {
    mergeChildren(match, node);
    return;
  }
  if (!lists.has(node.tagName)) throw new FormMergeError(`The diff form leads through ${describe(node)}, which the form does not have.`);
  const list = plainCopy(node, target);
  while (list.firstChild) list.removeChild(list.firstChild);
  target.appendChild(list);
  mergeChildren(list, node);
}

/**
 * Rows have no identity of their own. A row of the diff is the base's row that holds one of its cells; cells added beside
 * such a cell go there, other added cells make a new row.
 */
function mergeRow(rows: Element, row: Element): void {
  const cells = elements(row, "cell");
  const known = cells.map((cell) => rowWithCell(rows, cell)).find((found) => found !== undefined);
  if (attribute(row, "solutionaction") === "Removed") {
    if (known) rows.removeChild(known);
    return;
  }
  if (known) {
    mergeChildren(known, attribute(row, "solutionaction") === "Added" ? asAdded(row) : row);
    return;
  }
  const lost = cells.find((cell) => attribute(cell, "solutionaction") !== "Added" && attribute(row, "solutionaction") !== "Added");
  if (lost) {
    if (attribute(lost, "solutionaction") === "Removed") return;
    throw new FormMergeError(`The diff form leads through ${describe(lost)}, which the form does not have.`);
  }
  const copy = plainCopy(row, rows);
  const ordinal = attribute(row, "ordinalvalue") || attribute(cells[0], "ordinalvalue");
  if (ordinal) copy.setAttribute("ordinalvalue", ordinal);
  insert(rows, copy);
}

function asAdded(row: Element): Element {
  const copy = row.cloneNode(true) as Element;
  for (const cell of elements(copy, "cell")) cell.setAttribute("solutionaction", "Added");
  return copy;
}

function rowWithCell(rows: Element, cell: Element): Element | undefined {
  return elements(rows, "row").find((row) => findMatch(row, cell) !== undefined);
}

function addItems(target: Element, node: Element): void {
  for (const item of elements(node)) {
    const match = findMatch(target, item);
    if (match) target.replaceChild(plainCopy(item, target), match);
    else insert(target, plainCopy(item, target));
  }
}

/** The child of `target` that is the same thing as `node`. */
function findMatch(target: Element, node: Element): Element | undefined {
  const siblings = elements(target, node.tagName);
  const by = (...names: string[]) => siblings.find((other) => names.every((name) => normal(attribute(other, name)) === normal(attribute(node, name))));
  switch (node.tagName) {
    case "tab":
    case "section":
    case "cell":
      return (attribute(node, "id") ? by("id") : undefined) ?? (attribute(node, "name") ? by("name") : undefined);
    case "column":
      return siblings[Number(attribute(node, "id") || elements(node.parentNode as Element, "column").indexOf(node))];
    case "control":
      return by("id");
    case "event":
      return by("name", "attribute", "control");
    case "Handler":
      return (attribute(node, "handlerUniqueId") ? by("handlerUniqueId") : undefined) ?? by("functionName", "libraryName");
    case "Library":
      return by("name");
    case "controlDescription":
      return by("forControl");
    case "customControl":
      return by("formFactor", "name", "id");
    case "label":
      return by("languagecode");
    default:
      return attribute(node, "id") || attribute(node, "Id") ? by("id", "Id") : siblings[0];
  }
}

function normal(value: string): string {
  return value.replace(/[{}]/g, "").toLowerCase();
}

/** Puts a node before the first sibling with a higher ordinal; nodes of the base count by their position. */
function insert(target: Element, node: Element): void {
  const ordinal = attribute(node, "ordinalvalue");
  const siblings = elements(target, node.tagName);
  const first = node.tagName === "row" ? 10000 : 0;
  const next = ordinal === "" ? undefined
    : siblings.find((other, index) => Number(attribute(other, "ordinalvalue") || first + index) > Number(ordinal));
  target.insertBefore(node, next ?? null);
}

/** A copy for the target's document without the marks of a diff; the ordinal of the top node stays, later merges order by it. */
function plainCopy(node: Element, target: Element): Element {
  const owner = target.ownerDocument;
  if (!owner) throw new FormMergeError("The form has no document.");
  const copy = owner.importNode(node, true);
  for (const element of [copy, ...descendants(copy, "*")]) {
    element.removeAttribute("solutionaction");
    if (element !== copy) element.removeAttribute("ordinalvalue");
  }
  return copy;
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name, value } of Array.from(from.attributes)) if (name !== "solutionaction") to.setAttribute(name, value);
}

function describe(node: Element): string {
  const names = ["name", "id", "attribute", "forControl"].map((name) => attribute(node, name)).filter(Boolean);
  return `the ${node.tagName} '${names.join("' '")}'`;
}
