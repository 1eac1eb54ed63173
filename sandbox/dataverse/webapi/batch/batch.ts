import { randomUUID } from "node:crypto";
import { parsePreferences } from "../preferences";
import { relativeUrl } from "../reference";
import type { Organization, Session } from "../session";
import type { ApiRequest, ApiResponse } from "../messages";
import { BatchContentIds } from "./contentIds";
import { parseBatch, type BatchPart } from "./multipart";

/** What a batch needs from the server around it. */
export interface BatchHost {
  organization: Organization;
  /** Opens a session for one request (or one change set) of the batch. */
  open(contentIds: BatchContentIds): Session;
  /** Answers a request; throws what it refuses. */
  answer(session: Session, request: ApiRequest): ApiResponse;
  /** Runs `work` in a transaction and announces its changes; a refusal comes back as its error answer. */
  commit<T extends ApiResponse>(session: Session, work: () => T): T | ApiResponse;
}

const crlf = "\r\n";

/**
 * Answers `$batch`. Without `odata.continue-on-error` processing ends at the first refusal, and the outer status is
 * that request's. A change set is done as a whole or not at all.
 * Source: Microsoft, "Execute batch operations using the Web API".
 * @throws DataverseError 400 when the body is no multipart batch
 */
export function runBatch(host: BatchHost, request: ApiRequest): ApiResponse {
  const items = parseBatch(request.headers["content-type"] ?? "", request.body);
  const { continueOnError } = parsePreferences(request.headers.prefer);
  const contentIds = new BatchContentIds();
  const boundary = `batchresponse_${randomUUID()}`;
  const parts: string[] = [];
  let status = 200;
  for (const item of items) {
    const answered = item.kind === "single" ? single(host, contentIds, item.part) : changeSet(host, contentIds, item.parts);
    parts.push(answered.text);
    if (answered.status < 400) continue;
    if (!continueOnError) {
      status = answered.status;
      break;
    }
  }
  const body = `${parts.map((part) => `--${boundary}${crlf}${part}`).join("")}--${boundary}--${crlf}`;
  return {
    status,
    headers: { "content-type": `multipart/mixed; boundary=${boundary}`, ...(continueOnError ? { "preference-applied": "odata.continue-on-error" } : {}) },
    body,
  };
}

interface Answered {
  status: number;
  text: string;
}

function single(host: BatchHost, contentIds: BatchContentIds, part: BatchPart): Answered {
  const session = host.open(contentIds);
  const response = host.commit(session, () => one(host, session, contentIds, part));
  return { status: response.status, text: printPart(part, response) };
}

function changeSet(host: BatchHost, contentIds: BatchContentIds, parts: readonly BatchPart[]): Answered {
  const session = host.open(contentIds);
  const answers: { part: BatchPart; response: ApiResponse }[] = [];
  let failed: BatchPart | undefined;
  const outcome = host.commit(session, () => {
    for (const part of parts) {
      failed = part;
      answers.push({ part, response: one(host, session, contentIds, part) });
    }
    return { status: 200, headers: {} };
  });
  if (outcome.status >= 400 && failed) return { status: outcome.status, text: printPart(failed, outcome) };
  const boundary = `changesetresponse_${randomUUID()}`;
  const inner = answers.map(({ part, response }) => `--${boundary}${crlf}${printPart(part, response)}`).join("");
  return { status: 200, text: `Content-Type: multipart/mixed; boundary=${boundary}${crlf}${crlf}${inner}--${boundary}--${crlf}` };
}

function one(host: BatchHost, session: Session, contentIds: BatchContentIds, part: BatchPart): ApiResponse {
  const url = relativeUrl(host.organization, contentIds.resolve(part.url));
  const response = host.answer(session, { method: part.method, url, headers: part.headers, body: part.body });
  if (part.contentId !== undefined && response.entity !== undefined) contentIds.declare(part.contentId, response.entity);
  return response;
}

function printPart(part: BatchPart, response: ApiResponse): string {
  const { "odata-entityid": entityId } = response.headers;
  const headers = { ...response.headers, ...(entityId === undefined ? {} : { location: entityId }), "odata-version": "4.0" };
  const lines = [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(part.contentId === undefined ? [] : [`Content-ID: ${part.contentId}`]),
    "",
    `HTTP/1.1 ${response.status} ${reasons[response.status] ?? ""}`.trimEnd(),
    ...Object.entries(headers).map(([name, value]) => `${headerNames[name] ?? name}: ${value}`),
    "",
    response.body ?? "",
  ];
  return lines.join(crlf) + crlf;
}

const headerNames: Record<string, string> = {
  "content-type": "Content-Type", "odata-version": "OData-Version", "odata-entityid": "OData-EntityId", location: "Location",
  etag: "ETag", "preference-applied": "Preference-Applied",
};

const reasons: Record<number, string> = {
  200: "OK", 201: "Created", 204: "No Content", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
  405: "Method Not Allowed", 412: "Precondition Failed", 413: "Payload Too Large", 429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
};
