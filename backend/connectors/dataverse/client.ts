import { randomUUID } from "node:crypto";
import { RefusalError } from "../../core/errors";
import type { HttpClient } from "../http/client";
import { isObject, parseObject, readODataError, textOf, toJson, type JsonObject } from "../http/json";
import { buildBatch, parseBatch, type BatchRequest, type BatchResponse } from "./batch";

/** Passed along with each call. */
export interface CallContext {
  correlationId: string;
  signal?: AbortSignal | undefined;
}

/** Annotations asked for: a lookup's table, and names as people see them. */
export const annotations = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,OData.Community.Display.V1.FormattedValue"';

const apiPath = "api/data/v9.2/";
const protocol = { Accept: "application/json", "OData-Version": "4.0", "OData-MaxVersion": "4.0", "If-None-Match": "null" };
const jsonType = "application/json; charset=utf-8";

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

  /** All rows of a query, page after page. */
  async *list(path: string, call: CallContext, pageSize = 500, prefer = ""): AsyncGenerator<JsonObject> {
    const headers = { ...protocol, Prefer: [`odata.maxpagesize=${pageSize}`, prefer].filter(Boolean).join(",") };
    const seen = new Set<string>();
    for (let next: string | undefined = apiPath + path; next !== undefined && !seen.has(next); ) {
      seen.add(next);
      const page: JsonObject = bodyOf(await this.http.send({ ...call, method: "GET", path: next, headers }));
      yield* rowsOf(page);
      next = textOf(page["@odata.nextLink"]);
    }
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
    const headers: Record<string, string> = { ...protocol, "Content-Type": jsonType, "If-Match": ifMatch, Prefer: "return=representation" };
    delete headers["If-None-Match"];
    return bodyOf(await this.http.send({ ...call, method: "PATCH", path: `${apiPath}${path}?$select=${select}`, headers, body: toJson(body) }));
  }

  /**
   * Runs a `$batch`. Parts that fail do not stop the others; the caller reads each status.
   * @param repeatable whether it may be sent again when nothing is known of the first time (reads only)
   */
  async batch(items: readonly (BatchRequest | readonly BatchRequest[])[], call: CallContext, repeatable: boolean): Promise<BatchResponse[]> {
    const boundary = `batch_${randomUUID()}`;
    const response = await this.http.send({
      ...call, method: "POST", path: `${apiPath}$batch`, repeatable, body: buildBatch(boundary, items),
      headers: { ...protocol, "Content-Type": `multipart/mixed; boundary="${boundary}"`, Prefer: "odata.continue-on-error" },
    });
    const parts = parseBatch(response.headers.get("content-type"), response.text);
    if (!parts || parts.length === 0) throw refusal(response.status, response.text);
    return parts;
  }
}

/** Body of one answer. @throws RefusalError */
export function bodyOf(response: BatchResponse): JsonObject {
  const body = parseObject(response.text);
  if (response.status >= 400 || (!body && response.text.trim() !== "")) throw refusal(response.status, response.text);
  return body ?? {};
}

/** Rows of a list answer. */
export function rowsOf(body: JsonObject): JsonObject[] {
  return Array.isArray(body["value"]) ? (body["value"] as unknown[]).filter(isObject) : [];
}

/** The error of a refused request, as Dataverse words it. */
export function refusal(status: number, text: string): RefusalError {
  const { code, message } = readODataError(text);
  return new RefusalError(status === 403 ? "sales-forbidden" : "sales-refused", status, code, {
    params: { message }, technicalDetails: `HTTP ${status} ${code} ${message}`.trim(),
  });
}
