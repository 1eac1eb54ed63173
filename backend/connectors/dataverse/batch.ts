/** One request inside a `$batch`. */
export interface BatchRequest {
  method: "GET" | "POST" | "PATCH";
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

function parts(boundary: string, text: string): string[] {
  // A delimiter stands at the start of a line, so JSON that holds the boundary's text inside a line does no harm.
  const lines = text.split(/\r?\n/);
  const found: string[][] = [];
  for (const line of lines) {
    const trimmed = line.trimEnd();
    if (trimmed === `--${boundary}--`) break;
    if (trimmed === `--${boundary}`) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.map((part) => part.join("\n"));
}

function readPart(part: string): BatchResponse[] {
  const [headers, rest] = headAndBody(part);
  const nested = boundaryOf(headers.get("content-type") ?? null);
  if (nested !== undefined) return parts(nested, rest).flatMap(readPart);
  const [statusLine = "", ...message] = rest.split("\n");
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(statusLine.trim())?.[1];
  if (status === undefined) return [];
  return [{ status: Number(status), text: headAndBody(message.join("\n"))[1].trim() }];
}

function headAndBody(text: string): [Map<string, string>, string] {
  const lines = text.split("\n");
  const blank = lines.findIndex((line) => line.trim() === "");
  const end = blank < 0 ? lines.length : blank;
  const headers = new Map(
    lines.slice(0, end).map((line) => [line.slice(0, line.indexOf(":")).trim().toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return [headers, lines.slice(end + 1).join("\n")];
}
