import { randomUUID } from "node:crypto";
import { RefusalError, SyncError } from "../../core/errors";
import type { HttpClient } from "../http/client";
import { parseObject, readODataError, rowsOf, textOf, toJson, type JsonObject } from "../http/json";
import { buildBatch, parseBatchItems, type BatchRequest, type BatchResponse } from "./batch";

export { rowsOf };

/** Passed along with each call. */
export interface CallContext {
  correlationId: string;
  signal?: AbortSignal | undefined;
  /** How long a call may wait for a busy service, milliseconds; see HttpRequest. */
  patienceMs?: number | undefined;
}

/** Annotations asked for: a lookup's table, and names as people see them. */
export const annotations = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,OData.Community.Display.V1.FormattedValue"';

const apiPath = "api/data/v9.2/";
const protocol = { Accept: "application/json", "OData-Version": "4.0", "OData-MaxVersion": "4.0", "If-None-Match": "null" };
const jsonType = "application/json; charset=utf-8";

/** Time one operation inside a batch may take on top of the time-out, milliseconds. */
const perOperationMs = 300;

/** One page of a list. */
export interface Page {
  rows: JsonObject[];
  /** Address of the next page. */
  next: string | undefined;
  /** Address that tells what changed since, on the last page of a list with change tracking. */
  delta: string | undefined;
}

/** The Dataverse Web API as the backend uses it. Errors: those of HttpClient, and RefusalError. */
export class DataverseClient {
  constructor(readonly http: HttpClient) {}

  /** Path from the host's root, for a part of a batch. */
  rootPath(path: string): string {
    return new URL(apiPath + path, this.http.baseUrl).pathname + new URL(apiPath + path, this.http.baseUrl).search;
  }

  /** @returns undefined when there is no such row */
  async get(path: string, call: CallContext, prefer?: string): Promise<JsonObject | undefined> {
    const response = await this.http.send({ ...call, method: "GET", path: apiPath + path, headers: { ...protocol, ...(prefer ? { Prefer: prefer } : {}) } });
    if (response.status === 404) return undefined;
    return bodyOf(response);
  }

  /**
   * One page of a list.
   * @param path relative to the API, or a link of an earlier page
   */
  async page(path: string, call: CallContext, pageSize: number, prefer = ""): Promise<Page> {
    const headers = { ...protocol, Prefer: [`odata.maxpagesize=${pageSize}`, prefer].filter(Boolean).join(",") };
    const address = /^https?:/.test(path) ? path : apiPath + path;
    const body = bodyOf(await this.http.send({ ...call, method: "GET", path: address, headers }));
    return { rows: rowsOf(body), next: textOf(body["@odata.nextLink"]), delta: textOf(body["@odata.deltaLink"]) };
  }

  /**
   * The pages of a list, one after the other.
   * @throws SyncError when the service names a page it gave already, for the list would never end
   */
  async *pages(path: string, call: CallContext, pageSize: number, prefer = ""): AsyncGenerator<Page> {
    const seen = new Set<string>();
    for (let next: string | undefined = path; next !== undefined; ) {
      if (seen.has(next)) throw new SyncError("list-loops", { params: { set: /\w+(?=\?|$)/.exec(path)?.[0] ?? path }, technicalDetails: next.slice(0, 1000) });
      seen.add(next);
      const page: Page = await this.page(next, call, pageSize, prefer);
      yield page;
      next = page.next;
    }
  }

  /** All rows of a query, page after page. */
  async *list(path: string, call: CallContext, pageSize = 500, prefer = ""): AsyncGenerator<JsonObject> {
    for await (const page of this.pages(path, call, pageSize, prefer)) yield* page.rows;
  }

  /** The first row of a query. */
  async first(path: string, call: CallContext): Promise<JsonObject | undefined> {
    return rowsOf(bodyOf(await this.http.send({ ...call, method: "GET", path: apiPath + path, headers: protocol })))[0];
  }

  /**
   * Creates a row.
   * @param select columns to get back
   */
  async create(entitySet: string, body: JsonObject, call: CallContext, select: string): Promise<JsonObject> {
    const headers = { ...protocol, "Content-Type": jsonType, Prefer: "return=representation" };
    return bodyOf(await this.http.send({ ...call, method: "POST", path: `${apiPath}${entitySet}?$select=${select}`, headers, body: toJson(body) }));
  }

  /**
   * Updates a row that is there.
   * @param ifMatch ETag, or `*` for any version
   * @returns the row's selected columns and new ETag
   */
  async update(path: string, body: JsonObject, ifMatch: string, call: CallContext, select: string): Promise<JsonObject> {
    return this.upsert(path, body, { "If-Match": ifMatch }, call, select);
  }

  /**
   * Creates or updates a row at a known address.
   * @param condition `If-Match` or `If-None-Match`, so that only the one or the other happens
   * @returns the row's selected columns and new ETag
   */
  async upsert(path: string, body: JsonObject, condition: Record<string, string>, call: CallContext, select: string): Promise<JsonObject> {
    const headers: Record<string, string> = { ...protocol, ...condition, "Content-Type": jsonType, Prefer: "return=representation" };
    if (!("If-None-Match" in condition)) delete headers["If-None-Match"];
    return bodyOf(await this.http.send({ ...call, method: "PATCH", path: `${apiPath}${path}?$select=${select}`, headers, body: toJson(body) }));
  }

  /**
   * Runs a `$batch`. Parts that fail do not stop the others; the caller reads each status.
   * @param repeatable whether it may be sent again when nothing is known of the first time (reads only)
   */
  async batch(items: readonly (BatchRequest | readonly BatchRequest[])[], call: CallContext, repeatable: boolean): Promise<BatchResponse[]> {
    return (await this.batchItems(items, call, repeatable)).flat();
  }

  /** As `batch`, with the answers of each item apart. */
  async batchItems(items: readonly (BatchRequest | readonly BatchRequest[])[], call: CallContext, repeatable: boolean): Promise<BatchResponse[][]> {
    const boundary = `batch_${randomUUID()}`;
    const response = await this.http.send({
      ...call, method: "POST", path: `${apiPath}$batch`, repeatable, body: buildBatch(boundary, items), extraTimeoutMs: perOperationMs * items.flat().length,
      headers: { ...protocol, "Content-Type": `multipart/mixed; boundary="${boundary}"`, Prefer: "odata.continue-on-error" },
    });
    const answers = parseBatchItems(response.headers.get("content-type"), response.text);
    if (!answers || answers.length === 0) throw refusal(response.status, response.text);
    return answers;
  }
}

/** Body of one answer. @throws RefusalError */
export function bodyOf(response: BatchResponse): JsonObject {
  const body = parseObject(response.text);
  if (response.status >= 400 || (!body && response.text.trim() !== "")) throw refusal(response.status, response.text);
  return body ?? {};
}

/** The error of a refused request, as Dataverse words it. */
export function refusal(status: number, text: string): RefusalError {
  const { code, message } = readODataError(text);
  return new RefusalError(status === 403 ? "sales-forbidden" : "sales-refused", status, code, {
    params: { message }, technicalDetails: `HTTP ${status} ${code} ${message}`.trim(),
  });
}
