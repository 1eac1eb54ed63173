/** One request inside a `$batch`. */
export interface BatchRequest {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path from the host's root, e.g. `/api/data/v9.2/accounts(…)`. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface BatchResponse {
  status: number;
  text: string;
}

const crlf = "\r\n";

/**
 * A `$batch` body (Dataverse page "Execute batch operations using the Web API").
 * @param items single requests; an array among them is a change set, which succeeds or fails as a whole
 */
export function buildBatch(boundary: string, items: readonly (BatchRequest | readonly BatchRequest[])[]): string {
  // The inner boundary must not begin with the outer one: a reader that compares beginnings would mistake it.
  const parts = items.map((item, index) => (isChangeSet(item) ? changeSet(`changeset${index}_${boundary}`, item) : single(item)));
  return `${parts.map((part) => `--${boundary}${crlf}${part}`).join("")}--${boundary}--${crlf}`;
}

function isChangeSet(item: BatchRequest | readonly BatchRequest[]): item is readonly BatchRequest[] {
  return Array.isArray(item);
}

function changeSet(boundary: string, requests: readonly BatchRequest[]): string {
  const parts = requests.map((request, index) => `--${boundary}${crlf}${single(request, index + 1)}`).join("");
  return `Content-Type: multipart/mixed; boundary="${boundary}"${crlf}${crlf}${parts}--${boundary}--${crlf}`;
}

function single(request: BatchRequest, contentId?: number): string {
  const headers = { Accept: "application/json", ...(request.body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }), ...request.headers };
  return [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    "",
    `${request.method} ${request.path} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    request.body ?? "",
    "",
  ].join(crlf);
}

/**
 * Reads a `$batch` answer: one entry per single request and per request of a change set that went through; one entry for
 * a change set that failed.
 * @returns undefined when the answer is not multipart
 */
export function parseBatch(contentType: string | null, text: string): BatchResponse[] | undefined {
  return parseBatchItems(contentType, text)?.flat();
}

/**
 * Reads a `$batch` answer item by item, in the order they were sent: the answers of each change set together, or the one
 * answer of a single request or of a change set that failed. A service that stops at the first failure answers fewer items.
 * @returns undefined when the answer is not multipart
 */
export function parseBatchItems(contentType: string | null, text: string): BatchResponse[][] | undefined {
  const boundary = boundaryOf(contentType);
  return boundary === undefined ? undefined : parts(boundary, text).map(readPart).filter((item) => item.length > 0);
}

function boundaryOf(contentType: string | null): string | undefined {
  const match = /^\s*multipart\/mixed\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2];
}

/**
 * Texts between the delimiters. A delimiter stands at the start of a line, so JSON that holds the boundary's text inside a
 * line does no harm. Answers run to megabytes, so they are cut by position and not copied line by line.
 */
function parts(boundary: string, text: string): string[] {
  const delimiter = `--${boundary}`;
  const found: string[] = [];
  let start = -1;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) {
    const lineEnd = text.indexOf("\n", at);
    const rest = text.slice(at + delimiter.length, lineEnd < 0 ? undefined : lineEnd).trimEnd();
    if ((at > 0 && text[at - 1] !== "\n") || (rest !== "" && rest !== "--")) continue;
    if (start >= 0) found.push(text.slice(start, at));
    start = rest === "" && lineEnd >= 0 ? lineEnd + 1 : -1;
    if (start < 0) break;
  }
  if (start >= 0) found.push(text.slice(start));
  return found;
}

function readPart(part: string): BatchResponse[] {
  const [headers, rest] = headAndBody(part);
  const nested = boundaryOf(headers.get("content-type") ?? null);
  if (nested !== undefined) return parts(nested, rest).flatMap(readPart);
  const lineEnd = rest.indexOf("\n");
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(rest.slice(0, lineEnd < 0 ? undefined : lineEnd))?.[1];
  if (status === undefined) return [];
  return [{ status: Number(status), text: lineEnd < 0 ? "" : headAndBody(rest.slice(lineEnd + 1))[1].trim() }];
}

function headAndBody(text: string): [Map<string, string>, string] {
  const headers = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf("\n", at);
    const line = text.slice(at, lineEnd < 0 ? undefined : lineEnd).trim();
    at = lineEnd < 0 ? text.length : lineEnd + 1;
    if (line === "") return [headers, text.slice(at)];
    headers.set(line.slice(0, line.indexOf(":")).trim().toLowerCase(), line.slice(line.indexOf(":") + 1).trim());
  }
  return [headers, ""];
}
