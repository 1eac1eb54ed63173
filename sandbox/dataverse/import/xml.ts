import { DOMParser, XMLSerializer, type Document, type Element, type Node } from "@xmldom/xmldom";
import type { Labels } from "../metadata/types";

export type { Element } from "@xmldom/xmldom";

/** XML that cannot be read. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "XmlError";
  }
}

/**
 * The root element of an XML text, without the blank text between elements.
 * @throws XmlError when the text is not well formed
 */
export function parseXml(text: string, name: string): Element {
  const fail = (message: string): never => {
    throw new XmlError(`${name}: ${message}`);
  };
  let document: Document;
  try {
    document = new DOMParser({ onError: (level, message) => { if (level !== "warning") fail(message); } })
      .parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  const root = document.documentElement;
  if (!root) return fail("no root element");
  dropBlankText(root);
  return root;
}

function dropBlankText(element: Element): void {
  const hasElements = elements(element).length > 0;
  for (const node of nodes(element)) {
    if (isElement(node)) dropBlankText(node);
    else if (node.nodeType === node.COMMENT_NODE || (hasElements && (node.nodeValue ?? "").trim() === "")) element.removeChild(node);
  }
}

function nodes(parent: Node): Node[] {
  const list: Node[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) list.push(node);
  return list;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

/** Child elements, of one name when it is given. */
export function elements(parent: Element, name?: string): Element[] {
  return nodes(parent).filter((node): node is Element => isElement(node) && (name === undefined || node.tagName === name));
}

/** The first child element of that name. */
export function child(parent: Element | undefined, name: string): Element | undefined {
  return parent ? elements(parent, name)[0] : undefined;
}

/** The element at a path of child names. */
export function at(parent: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>((element, name) => child(element, name), parent);
}

/** Elements of that name at any depth, in document order. */
export function descendants(parent: Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagName(name));
}

/** Text of a child element; empty when there is none. */
export function text(parent: Element | undefined, name: string): string {
  return child(parent, name)?.textContent?.trim() ?? "";
}

/** An attribute's value; empty when it is missing. */
export function attribute(element: Element | undefined, name: string): string {
  return element?.getAttribute(name) ?? "";
}

/** `description` and `languagecode` of each child as labels, e.g. of `LocalizedNames`. */
export function labelsIn(container: Element | undefined): Labels {
  const labels: Labels = {};
  for (const label of container ? elements(container) : []) labels[Number(attribute(label, "languagecode"))] = attribute(label, "description");
  return labels;
}

export function serialize(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}
