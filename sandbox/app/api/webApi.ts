import { send, webApiHeaders, webApiPath } from "./http";
import { isRow, propertyOf, type WebRow } from "./rows";

/** What the Web API clients need to know of a table. */
export interface TableNames {
  entitySet: string;
  columns: readonly { logicalName: string; type: string; unreadable?: boolean }[];
}

/** Answer of retrieveMultipleRecords. */
export interface RetrieveMultipleResult {
  entities: WebRow[];
  nextLink?: string;
}

const json = { "content-type": "application/json; charset=utf-8" };
export const bare = (id: string): string => id.replace(/[{}]/g, "").toLowerCase();

/**
 * The five calls that `Xrm.WebApi` and a control's `context.webAPI` share.
 * Source: Microsoft's "Xrm.WebApi (Client API reference)".
 */
export class WebApi {
  constructor(private readonly table: (logicalName: string) => Promise<TableNames>) {}

  async createRecord(table: string, data: Record<string, unknown>): Promise<{ id: string; entityType: string; name: string }> {
    const answer = await send("POST", await this.set(table), JSON.stringify(data), { ...webApiHeaders, ...json });
    const id = /\(([0-9a-f-]{36})\)\s*$/i.exec(answer.headers.get("odata-entityid") ?? "")?.[1];
    if (id === undefined) throw new Error(`The answer to the creation of ${table} names no record.`);
    return { id, entityType: table, name: "" };
  }

  /** Never inserts: a missing row is an error. */
  async updateRecord(table: string, id: string, data: Record<string, unknown>): Promise<{ id: string; entityType: string; name: string }> {
    const url = `${await this.set(table)}(${bare(id)})`;
    await send("PATCH", url, JSON.stringify(data), { ...webApiHeaders, ...json, "if-match": "*" });
    return { id: bare(id), entityType: table, name: "" };
  }

  async deleteRecord(table: string, id: string): Promise<{ id: string; entityType: string; name: string }> {
    await send("DELETE", `${await this.set(table)}(${bare(id)})`, undefined, webApiHeaders);
    return { id: bare(id), entityType: table, name: "" };
  }

  async retrieveRecord(table: string, id: string, options?: string): Promise<WebRow> {
    const answer = await send("GET", `${await this.set(table)}(${bare(id)})${query(options)}`, undefined, webApiHeaders);
    const row: unknown = JSON.parse(answer.text);
    if (!isRow(row)) throw new Error(`The answer for ${table} is no record.`);
    return readable(row, await this.table(table));
  }

  async retrieveMultipleRecords(table: string, options?: string, maxPageSize?: number): Promise<RetrieveMultipleResult> {
    const headers = { ...webApiHeaders };
    if (maxPageSize !== undefined) headers["prefer"] += `,odata.maxpagesize=${maxPageSize}`;
    const answer = await send("GET", await this.listUrl(table, options), undefined, headers);
    const body = JSON.parse(answer.text) as { value?: WebRow[]; "@odata.nextLink"?: string } & Record<string, unknown>;
    const known = await this.table(table);
    const annotations = Object.fromEntries(Object.entries(body).filter(([key]) => key.startsWith("@Microsoft.Dynamics.CRM.")));
    return { ...annotations, entities: (body.value ?? []).map((row) => readable(row, known)), ...(body["@odata.nextLink"] ? { nextLink: body["@odata.nextLink"] } : {}) };
  }

  private async listUrl(table: string, options?: string): Promise<string> {
    // A next link is passed whole and already names the set; it may carry the server's own host name.
    if (options !== undefined && /^https?:/i.test(options)) {
      const link = new URL(options);
      return link.pathname + link.search;
    }
    return `${await this.set(table)}${query(options)}`;
  }

  private async set(table: string): Promise<string> {
    return webApiPath + (await this.table(table)).entitySet;
  }
}

/** A row as column security leaves it: a column that may not be read is null and has no annotations. */
function readable(row: WebRow, { columns }: TableNames): WebRow {
  const hidden = columns.filter((column) => column.unreadable).map(propertyOf);
  if (hidden.length === 0) return row;
  const entries = Object.entries(row).filter(([name]) => !hidden.some((property) => name.startsWith(`${property}@`)));
  return Object.fromEntries(entries.map(([name, value]) => [name, hidden.includes(name) ? null : value]));
}

function query(options: string | undefined): string {
  if (options === undefined || options === "") return "";
  if (!options.startsWith("?")) throw new Error(`Web API options must begin with '?', got '${options}'.`);
  // FetchXML may be passed as it is written; everything else is expected to be encoded by the caller.
  const fetchXml = /^\?fetchXml=(<.*)$/is.exec(options)?.[1];
  return fetchXml === undefined ? options : `?fetchXml=${encodeURIComponent(fetchXml)}`;
}
