import { readOptions, splitOutside } from "../query/queryString";
import { badSyntax } from "./errors";

/** One segment of a Web API path, e.g. `accounts(accountnumber='X')`. */
export interface Segment {
  name: string;
  /** Text between the parentheses, decoded; undefined without parentheses. */
  key?: string;
}

/** A Web API URL below `/api/data/v9.x/`. */
export interface ApiPath {
  segments: Segment[];
  /** As received after the question mark, still encoded. */
  query: string;
}

/**
 * Takes a URL apart: path segments with their keys, and the query as it came.
 * Slashes inside quotes or parentheses do not divide.
 * @param url relative to the service root
 * @throws DataverseError 400 for broken percent-encoding or brackets
 */
export function parsePath(url: string): ApiPath {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw badSyntax(`The URL path '${path}' is not percent-encoded correctly.`);
  }
  const segments = splitOutside(decoded, "/").filter((part) => part !== "").map(segmentOf);
  return { segments, query: mark < 0 ? "" : url.slice(mark + 1) };
}

function segmentOf(text: string): Segment {
  const open = text.indexOf("(");
  if (open < 0) return { name: text };
  if (!text.endsWith(")")) throw badSyntax(`Syntax error in the segment '${text}'.`);
  return { name: text.slice(0, open), key: text.slice(open + 1, -1) };
}

/** Removes the quotes of an OData string literal; undefined when it is none. */
export function stringLiteral(text: string): string | undefined {
  return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replace(/''/g, "'") : undefined;
}

/** One option of a raw query string, decoded; undefined when it is not there. */
export function queryParameter(query: string, name: string): string | undefined {
  const { options, aliases } = readOptions(query);
  return options.get(name) ?? aliases.get(name);
}
