import { DataverseError } from "../../store/types";

/** One request inside a batch. */
export interface BatchPart {
  contentId?: string;
  method: string;
  /** As written: absolute, from the server's root, relative, or `$1…`. */
  url: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
}

/** A request standing alone, or the requests of a change set. */
export type BatchItem = { kind: "single"; part: BatchPart } | { kind: "changeset"; parts: BatchPart[] };

/** Most requests a batch may hold (Microsoft, "Execute batch operations using the Web API"). */
const limit = 1000;

/**
 * Reads the body of `$batch`. Lines may end with CRLF or LF; the blank after a header's colon may be missing.
 * @throws DataverseError 400 for what is no multipart batch
 */
export function parseBatch(contentType: string, body: string): BatchItem[] {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw malformed(`The Content-Type '${contentType}' must be multipart/mixed with a boundary.`);
  const items = sections(body, boundary).map((text): BatchItem => {
    const { headers, rest } = headersAndRest(text);
    const type = headers["content-type"] ?? "";
    const inner = boundaryOf(type);
    if (inner === undefined) return { kind: "single", part: partOf(headers, rest) };
    const parts = sections(rest, inner).map((section) => {
      const part = headersAndRest(section);
      if (boundaryOf(part.headers["content-type"] ?? "") !== undefined) throw malformed("A change set cannot hold another change set.");
      return partOf(part.headers, part.rest);
    });
    for (const part of parts) {
      if (part.method === "GET") throw malformed("A change set cannot hold GET requests.");
      if (part.contentId === undefined && parts.length > 1) throw malformed("Each request of a change set needs a Content-ID.");
    }
    return { kind: "changeset", parts };
  });
  const count = items.reduce((sum, item) => sum + (item.kind === "single" ? 1 : item.parts.length), 0);
  if (count > limit) throw malformed(`The batch holds ${count} requests; at most ${limit} are allowed.`);
  return items;
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^\s*multipart\/mixed/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/** Texts between the delimiters. */
function sections(body: string, boundary: string): string[] {
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${boundary.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(--)?[ \\t]*(?=\\r?\\n|$)`, "g");
  const found: string[] = [];
  let start: number | undefined;
  for (const match of body.matchAll(delimiter)) {
    if (start !== undefined) found.push(body.slice(start, match.index).replace(/^\r?\n/, ""));
    start = match.index + match[0].length;
    if (match[1]) return found;
  }
  if (start === undefined) throw malformed(`The body does not hold the boundary '--${boundary}'.`);
  throw malformed(`The body ends without '--${boundary}--'.`);
}

function headersAndRest(text: string): { headers: Record<string, string>; rest: string } {
  const blank = /(?:^|\r?\n)\r?\n/.exec(text);
  const head = blank ? text.slice(0, blank.index) : text;
  const headers: Record<string, string> = {};
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, rest: blank ? text.slice(blank.index + blank[0].length) : "" };
}

function partOf(mime: Record<string, string>, text: string): BatchPart {
  if (!/^application\/http/i.test(mime["content-type"] ?? "")) throw malformed(`A part has the Content-Type '${mime["content-type"] ?? ""}'; it must be application/http.`);
  const lineEnd = /\r?\n|$/.exec(text);
  const line = text.slice(0, lineEnd?.index ?? text.length).trim();
  const match = /^(GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)(?:\s+HTTP\/\d\.\d)?$/i.exec(line);
  if (!match) throw malformed(`'${line}' is no request line.`);
  const { headers, rest } = headersAndRest(text.slice((lineEnd?.index ?? 0) + (lineEnd?.[0].length ?? 0)));
  const contentId = mime["content-id"] ?? headers["content-id"];
  return {
    method: (match[1] ?? "").toUpperCase(),
    url: match[2] ?? "",
    headers,
    body: rest.replace(/\r?\n$/, ""),
    ...(contentId === undefined ? {} : { contentId }),
  };
}

function malformed(message: string): DataverseError {
  return new DataverseError(400, "0x80060888", `The batch request is malformed. ${message}`);
}
