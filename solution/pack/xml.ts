import { readFileSync } from "node:fs";
import { DOMParser, XMLSerializer, type Document, type Element } from "@xmldom/xmldom";
import { PackError } from "./errors";

const elementNode = 1;
const textNode = 3;

/**
 * Reads an XML file of the unpacked solution.
 * @throws PackError naming the file and the place when it is not well formed
 */
export function readXml(file: string): Document {
  return parseXml(readFileSync(file, "utf8"), file);
}

/** As {@link readXml}, from text; `file` is only named in errors. */
export function parseXml(text: string, file: string): Document {
  let first: string | undefined;
  const note = (level: string, message: string) => { first ??= `${level}: ${message.split("\n")[0] ?? message}`; };
  const broken = (why: string) => new PackError(file, `is not well-formed XML (${why})`, "Correct the file.");
  try {
    // A byte order mark is legal at the start of a file, not of a string.
    const document = new DOMParser({ onError: note }).parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
    if (first === undefined) return document;
  } catch (error) {
    throw broken(first ?? (error instanceof Error ? error.message : String(error)));
  }
  throw broken(first);
}

/** The root element of a document that has one (parsing guarantees it). */
export function rootOf(document: Document): Element {
  const root = document.documentElement;
  if (!root) throw new PackError("XML", "has no root element", "Correct the file.");
  return root;
}

/** Child elements, all or those of one name. */
export function childrenOf(element: Element, name?: string): Element[] {
  return Array.from(element.childNodes).filter(
    (node): node is Element => node.nodeType === elementNode && (name === undefined || node.nodeName === name),
  );
}

/** First child element of a name. */
export function childOf(element: Element, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** Text of the first child element of a name; undefined without such a child. */
export function textOf(element: Element, name: string): string | undefined {
  return childOf(element, name)?.textContent ?? undefined;
}

/** Elements of a name anywhere below. */
export function descendantsOf(element: Element, name: string): Element[] {
  return Array.from(element.getElementsByTagName(name));
}

/** Drops the line breaks and indentation between elements; text inside an element that has no child elements stays. */
function stripIndentation(element: Element): void {
  const children = childrenOf(element);
  if (children.length === 0) return;
  for (const node of Array.from(element.childNodes)) {
    if (node.nodeType === textNode && (node.nodeValue ?? "").trim() === "") element.removeChild(node);
  }
  children.forEach(stripIndentation);
}

/**
 * Moves the root element of a part file into the merged document.
 * The namespace declaration every part file carries is dropped, the merged root has it.
 */
export function adopt(target: Element, part: Element): Element {
  const document = target.ownerDocument;
  if (!document) throw new PackError(target.nodeName, "belongs to no document", "Report this as a defect of the packer.");
  const copy = document.importNode(part, true);
  copy.removeAttribute("xmlns:xsi");
  target.appendChild(copy);
  return copy;
}

/** A document as the text of a zip part: no indentation, as exports have it. */
export function serialize(document: Document): string {
  const root = rootOf(document);
  stripIndentation(root);
  return `<?xml version="1.0" encoding="utf-8"?>${new XMLSerializer().serializeToString(root)}`;
}
