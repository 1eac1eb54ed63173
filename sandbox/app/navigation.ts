import { bare } from "./api/webApi";

/** A page of the app. */
export type Page =
  | { type: "entitylist"; table: string; viewId?: string }
  | { type: "entityrecord"; table: string; id?: string; parameters?: Record<string, string> }
  | { type: "webresource"; name: string; data?: string };

/** An address that the app does not know. */
export class UnknownPageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnknownPageError";
  }
}

const guid = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
export const firstPage: Page = { type: "entitylist", table: "account" };

/**
 * The page that a query of `/main.aspx` names.
 * @throws UnknownPageError naming the parameter, its value and what is expected
 */
export function parsePage(search: string): Page {
  const query = new URLSearchParams(search);
  const type = query.get("pagetype")?.toLowerCase() ?? (query.get("etn") ? "entityrecord" : null);
  if (type === null) return firstPage;
  if (type === "webresource") {
    const name = query.get("webresourceName");
    if (!name) throw new UnknownPageError("The address names no web resource. Add webresourceName=….");
    const data = query.get("data");
    return { type, name, ...(data === null ? {} : { data }) };
  }
  if (type !== "entitylist" && type !== "entityrecord") {
    throw new UnknownPageError(`pagetype=${type} is not a page of this app. Use entitylist, entityrecord or webresource.`);
  }
  const table = query.get("etn");
  if (!table) throw new UnknownPageError("The address names no table. Add etn=…, for example etn=account.");
  if (type === "entitylist") {
    const viewId = checkedGuid("viewid", query.get("viewid"));
    return { type, table, ...(viewId === undefined ? {} : { viewId }) };
  }
  const id = checkedGuid("id", query.get("id"));
  const extra = query.get("extraqs");
  const parameters = extra ? Object.fromEntries(new URLSearchParams(extra)) : undefined;
  return { type, table, ...(id === undefined ? {} : { id }), ...(parameters === undefined ? {} : { parameters }) };
}

/** Address of a page; `parsePage` reads it back. */
export function pageUrl(page: Page): string {
  const query = new URLSearchParams({ pagetype: page.type });
  if (page.type === "webresource") {
    query.set("webresourceName", page.name);
    if (page.data !== undefined) query.set("data", page.data);
  } else {
    query.set("etn", page.table);
    if (page.type === "entitylist" && page.viewId) query.set("viewid", page.viewId);
    if (page.type === "entityrecord" && page.id) query.set("id", bare(page.id));
    if (page.type === "entityrecord" && page.parameters) query.set("extraqs", new URLSearchParams(page.parameters).toString());
  }
  return `/main.aspx?${query.toString()}`;
}

function checkedGuid(name: string, value: string | null): string | undefined {
  if (value === null || value === "") return undefined;
  if (!guid.test(value)) throw new UnknownPageError(`${name}=${value} is not an id. It must be a GUID such as 00000000-0000-0000-0000-000000000001.`);
  return bare(value);
}
