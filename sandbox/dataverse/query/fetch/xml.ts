import { DOMParser, type Element } from "@xmldom/xmldom";
import { DataverseError } from "../../store/types";
import { badArgument, notImitated } from "../errors";

/** A FetchXML document that is no well-formed XML, or has another root. */
function invalidXml(reason: string): DataverseError {
  return new DataverseError(400, "0x80040201", `Invalid XML. ${reason}`);
}

/** The fetch element of a document. */
export function parseFetchElement(xml: string): Element {
  let root: Element | null;
  try {
    root = new DOMParser({ onError: (_level, message) => { throw new Error(message); } }).parseFromString(xml, "text/xml").documentElement;
  } catch (error) {
    throw invalidXml(error instanceof Error ? error.message.split("\n")[0] ?? "" : String(error));
  }
  if (root?.tagName !== "fetch") throw invalidXml(`The root element must be 'fetch', not '${root?.tagName ?? ""}'.`);
  return root;
}

/** Child elements; one that is not in the list is refused by name. */
export function childElements(element: Element, known: readonly string[]): Element[] {
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
  for (const child of children) if (!known.includes(child.tagName)) throw notImitated(`element '${child.tagName}' inside '${element.tagName}' of FetchXML`);
  return children;
}

/** Refuses attributes that are not in the list, by name. */
export function checkAttributes(element: Element, known: readonly string[]): void {
  for (const attribute of [...element.attributes]) {
    if (!known.includes(attribute.name)) throw notImitated(`attribute '${attribute.name}' of '${element.tagName}' of FetchXML`);
  }
}

export function optional(element: Element, name: string): string | undefined {
  return element.getAttribute(name) ?? undefined;
}

export function needed(element: Element, name: string): string {
  const value = optional(element, name);
  if (value === undefined || value === "") throw badArgument(`The element '${element.tagName}' of FetchXML needs the attribute '${name}'.`);
  return value;
}

export function flag(element: Element, name: string): boolean {
  const value = optional(element, name)?.toLowerCase() ?? "false";
  if (!["true", "false", "1", "0"].includes(value)) throw badArgument(`The attribute '${name}' of '${element.tagName}' must be true or false, not '${value}'.`);
  return value === "true" || value === "1";
}

export function positive(element: Element, name: string): number | undefined {
  const value = optional(element, name);
  if (value === undefined || value === "") return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw badArgument(`The attribute '${name}' of '${element.tagName}' must be a positive whole number, not '${value}'.`);
  return Number(value);
}
