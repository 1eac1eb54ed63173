import { badRequest, notImitated } from "../errors";
import type { ODataAnswer, ODataRequest } from "./handler";

interface Part {
  headers: Record<string, string>;
  body: string;
}

/** Most operations one batch may hold. */
const limit = 5000;

/** Carries a refused operation out of a change set, so that the whole set is undone. */
class ChangeSetFailed extends Error {
  constructor(readonly answer: ODataAnswer, readonly contentId: string | undefined) {
    super("An operation of the change set was refused.");
    this.name = "ChangeSetFailed";
  }
}

/**
 * Runs a multipart batch. A change set holds together or not at all; the first failure ends the batch unless the caller
 * prefers `odata.continue-on-error`.
 * @param run answers one operation
 * @param atomically runs a change set; undoes its writes when `work` throws
 * @param newId makes boundaries
 */
export function runBatch(request: ODataRequest, run: (inner: ODataRequest) => ODataAnswer, atomically: (work: () => string) => string, newId: () => string): ODataAnswer {
  const boundary = boundaryOf(one(request.headers["content-type"]) ?? "");
  if (boundary === undefined) throw notImitated("batches other than multipart/mixed");
  const parts = split(request.body?.toString("utf8") ?? "", boundary);
  const sets = parts.map((part) => ({ part, inner: boundaryOf(part.headers["content-type"] ?? "") }))
    .map(({ part, inner }) => (inner === undefined ? { part } : { part, members: split(part.body, inner) }));
  const operations = sets.reduce((sum, set) => sum + (set.members?.length ?? 1), 0);
  if (operations > limit) throw badRequest(`The batch holds ${operations} operations; at most ${limit} are allowed.`);
  const goOn = /odata\.continue-on-error/i.test(one(request.headers["prefer"]) ?? "");

  const outer = `batchresponse_${newId()}`;
  let text = "";
  for (const { part, members } of sets) {
    let failed = false;
    if (!members) {
      const inner = operationOf(part);
      const answer = run(inner);
      failed = answer.status >= 400;
      text += `--${outer}\r\n${printed(answer, undefined)}`;
    } else {
      try {
        const set = `changesetresponse_${newId()}`;
        const body = atomically(() => members.map((member) => `--${set}\r\n${printed(...write(member, run))}`).join(""));
        text += `--${outer}\r\nContent-Type: multipart/mixed; boundary=${set}\r\n\r\n${body}--${set}--\r\n`;
      } catch (error) {
        if (!(error instanceof ChangeSetFailed)) throw error;
        failed = true;
        text += `--${outer}\r\n${printed(error.answer, error.contentId)}`;
      }
    }
    if (failed && !goOn) break;
  }
  return { status: 200, headers: { "content-type": `multipart/mixed; boundary=${outer}`, "odata-version": "4.0" }, body: `${text}--${outer}--\r\n` };
}

function write(member: Part, run: (inner: ODataRequest) => ODataAnswer): [ODataAnswer, string | undefined] {
  const inner = operationOf(member);
  if (inner.method === "GET") throw badRequest("A change set may not hold a GET.");
  const answer = run(inner);
  const contentId = member.headers["content-id"];
  if (answer.status >= 400) throw new ChangeSetFailed(answer, contentId);
  return [answer, contentId];
}

function operationOf(part: Part): ODataRequest {
  const [head = "", ...rest] = part.body.split(/\r?\n\r?\n/);
  const [line = "", ...headerLines] = head.split(/\r?\n/);
  const match = /^([A-Z]+)\s+(\S+)(?:\s+HTTP\/\d\.\d)?\s*$/.exec(line.trim());
  if (!match) throw badRequest(`'${line.slice(0, 200)}' in the batch is not a request line such as 'GET /data/CustomersV3 HTTP/1.1'.`);
  const [, method = "", url = ""] = match;
  if (url.startsWith("$")) throw notImitated("references to other operations of a batch by content id");
  const local = url.replace(/^https?:\/\/[^/]+/, "").replace(/^\/data\//, "");
  const question = local.indexOf("?");
  const body = rest.join("\r\n\r\n").trim();
  return {
    method,
    path: question < 0 ? local : local.slice(0, question),
    queryString: question < 0 ? "" : local.slice(question + 1),
    headers: headersOf(headerLines),
    ...(body === "" ? {} : { body: Buffer.from(body, "utf8") }),
  };
}

function split(body: string, boundary: string): Part[] {
  const pieces = `\r\n${body}`.split(new RegExp(`\\r?\\n--${boundary.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  if (pieces.length < 2) throw badRequest(`The boundary '${boundary}' does not occur in the batch.`);
  const parts: Part[] = [];
  for (const piece of pieces.slice(1)) {
    if (piece.startsWith("--")) return parts;
    const at = /\r?\n\r?\n/.exec(piece);
    if (!at) throw badRequest("A part of the batch has no empty line after its headers.");
    parts.push({ headers: headersOf(piece.slice(0, at.index).split(/\r?\n/)), body: piece.slice(at.index + at[0].length) });
  }
  throw badRequest(`The batch does not end with '--${boundary}--'.`);
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function boundaryOf(contentType: string): string | undefined {
  return /^multipart\/mixed\s*;.*?boundary="?([^";]+)"?/i.exec(contentType)?.[1];
}

function printed(answer: ODataAnswer, contentId: string | undefined): string {
  const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${contentId === undefined ? "" : `Content-ID: ${contentId}\r\n`}\r\n` +
    `HTTP/1.1 ${answer.status} ${reasons[answer.status] ?? ""}\r\n${headers}\r\n${answer.body}\r\n`;
}

const reasons: Record<number, string> = {
  200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 404: "Not Found", 412: "Precondition Failed", 500: "Internal Server Error", 501: "Not Implemented",
};

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
