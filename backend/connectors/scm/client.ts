import { randomUUID } from "node:crypto";
import { RefusalError, SyncError } from "../../core/errors";
import { keyedPath, urlLiteral } from "../../core/keys";
import { readInfolog } from "../../core/infolog";
import { buildBatch, parseBatchItems, type BatchRequest, type BatchResponse } from "../dataverse/batch";
import type { HttpClient } from "../http/client";
import { parseObject, readODataError, rowsOf, textOf, toJson, type JsonObject } from "../http/json";

/** Which row of SCM: company first, as every key there begins. */
export interface ScmKey {
  entitySet: string;
  company: string;
  keyField: string;
  value: string;
  /** Further parts of the key; numbers stand for whole number fields. */
  more?: Readonly<Record<string, string | number>>;
}

export interface ScmRow {
  row: JsonObject;
  etag: string;
}

interface Call {
  correlationId: string;
  signal?: AbortSignal | undefined;
  /** How long a call may wait for a busy service, milliseconds; see HttpRequest. */
  patienceMs?: number | undefined;
}

/** Time one operation inside a batch may take on top of the time-out, milliseconds. */
const perOperationMs = 1_000;
/** Keys in one filter. OData services of this kind refuse filters of more than 100 nodes, and each key takes four. */
const keysPerFilter = 20;

const headers = { Accept: "application/json", "OData-Version": "4.0", "OData-MaxVersion": "4.0" };
const jsonType = { "Content-Type": "application/json; charset=utf-8" };

/** OData of finance and operations as the backend uses it. Errors: those of HttpClient, and RefusalError. */
export class ScmClient {
  constructor(readonly http: HttpClient) {}

  /** @returns undefined when there is no such row */
  async read(key: ScmKey, fields: readonly string[], call: Call): Promise<ScmRow | undefined> {
    const select = [...new Set(["dataAreaId", key.keyField, ...fields])].join(",");
    const response = await this.http.send({ ...call, method: "GET", path: `${this.path(key)}&$select=${select}`, headers });
    if (response.status === 404) return undefined;
    const row = this.body(response);
    return { row, etag: textOf(row["@odata.etag"]) ?? "*" };
  }

  /** @returns the row as SCM made it */
  async create(entitySet: string, body: JsonObject, call: Call): Promise<JsonObject> {
    const response = await this.http.send({ ...call, method: "POST", path: `data/${entitySet}?cross-company=true`, headers: { ...headers, ...jsonType }, body: toJson(body) });
    return this.body(response);
  }

  /** Writes the given fields when the row is still the version of the ETag. */
  async update(key: ScmKey, etag: string, body: JsonObject, call: Call): Promise<void> {
    const response = await this.http.send({ ...call, method: "PATCH", path: this.path(key), headers: { ...headers, ...jsonType, "If-Match": etag }, body: toJson(body) });
    this.body(response);
  }

  /**
   * Rows by their numbers, many in one request. Numbers that SCM does not hold have none; where the key has more parts, one
   * number may have several.
   */
  async readMany(entitySet: string, company: string, keyField: string, numbers: readonly string[], fields: readonly string[], call: Call): Promise<ScmRow[]> {
    const select = [...new Set(["dataAreaId", keyField, ...fields])].join(",");
    const queries: BatchRequest[] = [];
    for (let at = 0; at < numbers.length; at += keysPerFilter) {
      const any = numbers.slice(at, at + keysPerFilter).map((number) => `${keyField} eq ${urlLiteral(number)}`).join(" or ");
      const filter = `dataAreaId eq ${urlLiteral(company)} and (${any})`.replace(/ /g, "%20");
      queries.push({ method: "GET", path: this.rootPath(`data/${entitySet}?cross-company=true&$select=${select}&$filter=${filter}`) });
    }
    const answers = await this.batch(queries, call, true);
    const rows: JsonObject[] = [];
    for (const answer of answers) {
      const page = this.body(answer[0] ?? { status: 500, text: "" });
      for (const row of rowsOf(page)) rows.push(row);
      const next = textOf(page["@odata.nextLink"]);
      if (next !== undefined) for await (const more of this.list(next, call)) for (const row of more) rows.push(row);
    }
    if (answers.length < queries.length) throw new SyncError("scm-unreachable", { technicalDetails: `${answers.length} answers to ${queries.length} reads of a batch` });
    return rows.map((row) => ({ row, etag: textOf(row["@odata.etag"]) ?? "*" }));
  }

  /**
   * All rows of a query, page after page.
   * @param path relative to the service, or a link of an earlier page
   * @throws SyncError when SCM names a page it gave already, for the list would never end
   */
  async *list(path: string, call: Call): AsyncGenerator<JsonObject[]> {
    const seen = new Set<string>();
    for (let next: string | undefined = /^https?:/.test(path) ? path : `data/${path}`; next !== undefined; ) {
      if (seen.has(next)) throw new SyncError("list-loops", { params: { set: /^\w+/.exec(path)?.[0] ?? path }, technicalDetails: next.slice(0, 1000) });
      seen.add(next);
      const page: JsonObject = this.body(await this.http.send({ ...call, method: "GET", path: next, headers }));
      yield rowsOf(page);
      next = textOf(page["@odata.nextLink"]);
    }
  }

  /** The first row of a query. */
  async first(path: string, call: Call): Promise<JsonObject | undefined> {
    return rowsOf(this.body(await this.http.send({ ...call, method: "GET", path: `data/${path}`, headers })))[0];
  }

  /** Whether there is such a legal entity; yes also when this user may not ask. */
  async hasCompany(company: string, call: Call): Promise<boolean> {
    try {
      return (await this.first(`LegalEntities?$select=LegalEntityId&$top=1&$filter=LegalEntityId%20eq%20${urlLiteral(company)}`, call)) !== undefined;
    } catch (error) {
      if (error instanceof RefusalError) return true;
      throw error;
    }
  }

  /** How many rows a company holds. */
  async count(entitySet: string, company: string, call: Call): Promise<number> {
    const path = `data/${entitySet}/$count?cross-company=true&$filter=dataAreaId%20eq%20${urlLiteral(company)}`;
    const response = await this.http.send({ ...call, method: "GET", path, headers: { ...headers, Accept: "text/plain" } });
    const count = Number(response.text.replace(/^\uFEFF/, ""));
    if (response.status >= 400 || !Number.isInteger(count)) throw scmRefusal(response);
    return count;
  }

  /**
   * The part of a batch that reads rows.
   * @param filter OData expression, literals encoded, blanks as they are
   */
  queryPart(entitySet: string, filter: string, fields: readonly string[]): BatchRequest {
    return { method: "GET", path: this.rootPath(`data/${entitySet}?cross-company=true&$select=${[...new Set(["dataAreaId", ...fields])].join(",")}&$filter=${filter.replace(/ /g, "%20")}`) };
  }

  /** The part of a batch that creates a row. */
  createPart(entitySet: string, body: JsonObject): BatchRequest {
    return { method: "POST", path: this.rootPath(`data/${entitySet}?cross-company=true`), body: toJson(body) };
  }

  /** The part of a batch that changes a row which is still the version of the ETag. */
  updatePart(key: ScmKey, etag: string, body: JsonObject): BatchRequest {
    return { method: "PATCH", path: this.rootPath(this.path(key)), headers: { "If-Match": etag }, body: toJson(body) };
  }

  /** The part of a batch that deletes a row which is still the version of the ETag. */
  deletePart(key: ScmKey, etag: string): BatchRequest {
    return { method: "DELETE", path: this.rootPath(this.path(key)), headers: { "If-Match": etag } };
  }

  /**
   * Runs a `$batch`. A part that fails does not stop the others where SCM honours `odata.continue-on-error`; where it does
   * not, the answer ends with the part that failed.
   * @param items single requests; an array among them is a change set
   * @param repeatable whether it may be sent again when nothing is known of the first time (reads only)
   */
  async batch(items: readonly (BatchRequest | readonly BatchRequest[])[], call: Call, repeatable: boolean): Promise<BatchResponse[][]> {
    const boundary = `batch_${randomUUID()}`;
    const response = await this.http.send({
      ...call, method: "POST", path: "data/$batch", repeatable, body: buildBatch(boundary, items), extraTimeoutMs: perOperationMs * items.flat().length,
      headers: { ...headers, "Content-Type": `multipart/mixed; boundary="${boundary}"`, Prefer: "odata.continue-on-error" },
    });
    const answers = parseBatchItems(response.headers.get("content-type"), response.text);
    if (!answers || answers.length === 0) throw scmRefusal(response);
    return answers;
  }

  private rootPath(path: string): string {
    const url = new URL(path, this.http.baseUrl);
    return url.pathname + url.search;
  }

  private path(key: ScmKey): string {
    return `data/${keyedPath(key.entitySet, { dataAreaId: key.company, [key.keyField]: key.value, ...key.more })}?cross-company=true`;
  }

  private body(response: BatchResponse): JsonObject {
    const body = parseObject(response.text);
    if (response.status >= 400 || (!body && response.text.trim() !== "")) throw scmRefusal(response);
    return body ?? {};
  }
}

/**
 * SCM's refusal as an error. The infolog decides, not the status: the same refusal has been seen as 400 and as 500.
 */
export function scmRefusal({ status, text }: BatchResponse): RefusalError {
  const { code, message, inner } = readODataError(text);
  const technicalDetails = `HTTP ${status} ${code} ${inner ?? message}`.trim();
  const make = (...[errorCode, params]: [RefusalError["code"], Record<string, string>?]) =>
    new RefusalError(errorCode, status, code, { technicalDetails, ...(params ? { params } : {}) });
  // Parts of a batch only: of a whole answer these are the connection's business.
  if (status === 429) return make("scm-busy");
  if (status >= 502) return make("scm-unreachable");
  if (status === 403) return make("scm-forbidden", { message: inner ?? message });
  if (status === 404) return make("scm-setup", { message: inner ?? message });
  if (status === 412) return make("scm-conflict");
  if (status === 500 && inner === undefined) return make("scm-unreachable");
  const finding = readInfolog(inner ?? message);
  return make(finding.code, finding.params);
}
