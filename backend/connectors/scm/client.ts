import { RefusalError } from "../../core/errors";
import { keyedPath } from "../../core/keys";
import { readInfolog } from "../../core/infolog";
import type { HttpClient, HttpResponse } from "../http/client";
import { parseObject, readODataError, textOf, toJson, type JsonObject } from "../http/json";

/** Which row of SCM: company first, as every key there begins. */
export interface ScmKey {
  entitySet: string;
  company: string;
  keyField: string;
  value: string;
}

export interface ScmRow {
  row: JsonObject;
  etag: string;
}

interface Call {
  correlationId: string;
  signal?: AbortSignal | undefined;
}

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

  private path(key: ScmKey): string {
    return `data/${keyedPath(key.entitySet, { dataAreaId: key.company, [key.keyField]: key.value })}?cross-company=true`;
  }

  private body(response: HttpResponse): JsonObject {
    const body = parseObject(response.text);
    if (response.status >= 400 || (!body && response.text.trim() !== "")) throw refusal(response);
    return body ?? {};
  }
}

/**
 * SCM's refusal as an error. The infolog decides, not the status: the same refusal has been seen as 400 and as 500.
 */
function refusal({ status, text }: HttpResponse): RefusalError {
  const { code, message, inner } = readODataError(text);
  const technicalDetails = `HTTP ${status} ${code} ${inner ?? message}`.trim();
  const make = (...[errorCode, params]: [RefusalError["code"], Record<string, string>?]) =>
    new RefusalError(errorCode, status, code, { technicalDetails, ...(params ? { params } : {}) });
  if (status === 403) return make("scm-forbidden", { message: inner ?? message });
  if (status === 404) return make("scm-setup", { message: inner ?? message });
  if (status === 412) return make("scm-conflict");
  if (status === 500 && inner === undefined) return make("scm-unreachable");
  const finding = readInfolog(inner ?? message);
  return make(finding.code, finding.params);
}
