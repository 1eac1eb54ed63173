import type { HttpRequest } from "./execute";
import { webApiPath } from "./http";

export interface BatchAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Body of a `$batch`; an inner array becomes a change set. Source: Microsoft's "Execute batch operations using the Web API". */
export function batchBody(parts: readonly (HttpRequest | HttpRequest[])[], boundary: string, changeSetId: string): string {
  const lines: string[] = [];
  parts.forEach((part, index) => {
    lines.push(`--${boundary}`);
    if (Array.isArray(part)) {
      const changeSet = `changeset_${changeSetId}_${index}`;
      lines.push(`Content-Type: multipart/mixed; boundary="${changeSet}"`, "");
      part.forEach((request, i) => lines.push(`--${changeSet}`, ...requestLines(request, i + 1)));
      lines.push(`--${changeSet}--`, "");
    } else lines.push(...requestLines(part));
  });
  lines.push(`--${boundary}--`, "");
  return lines.join("\r\n");
}

function requestLines({ method, url, body }: HttpRequest, contentId?: number): string[] {
  return [
    "Content-Type: application/http", "Content-Transfer-Encoding: binary", ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]), "",
    `${method} ${webApiPath}${url} HTTP/1.1`, "Accept: application/json", ...(body === undefined ? [] : ["Content-Type: application/json; charset=utf-8"]), "",
    body ?? "",
  ];
}

/** The inner answers of a batch answer, in order, those of change sets included. */
export function parseBatch(text: string): BatchAnswer[] {
  const answers: BatchAnswer[] = [];
  // Each inner answer begins with its status line and ends before the next boundary.
  for (const [, status = "0", rest = ""] of text.matchAll(/HTTP\/1\.1 (\d{3})[^\r\n]*\r?\n([\s\S]*?)(?=\r?\n--(?:batchresponse|changesetresponse)_|$)/g)) {
    const [head = "", ...body] = rest.split(/\r?\n\r?\n/);
    const headers = Object.fromEntries(head.split(/\r?\n/).filter(Boolean).map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }));
    answers.push({ status: Number(status), headers, body: body.join("\r\n\r\n").trim() });
  }
  return answers;
}
