import type { PlatformTable, PlatformView } from "../dataverse/platform";
import { formatted, isLookup, plain, propertyOf, type WebRow } from "./api/rows";

/** Rows on a page of a list. */
export const pageSize = 50;

export interface Sort {
  column: string;
  descending: boolean;
}
export interface ListQuery {
  /** From 1. */
  page: number;
  /** Paging cookie of the page before, as the server gave it. */
  cookie?: string | undefined;
  sort?: Sort | undefined;
  search: string;
}

/** The view's FetchXML for one page, with the user's sorting and quick search put in. */
export function listFetchXml(view: PlatformView, table: PlatformTable, { page, cookie, sort, search }: ListQuery): string {
  const paging = `returntotalrecordcount="true" count="${pageSize}" page="${page}"${cookie ? ` paging-cookie="${escapeXml(cookie)}"` : ""}`;
  let xml = view.fetchXml.replace(/<fetch\b([^>]*)>/, (_, own: string) =>
    `<fetch ${paging}${own.replace(/\s(?:count|page|paging-cookie|returntotalrecordcount|top)\s*=\s*(?:"[^"]*"|'[^']*')/g, "")}>`);
  if (!new RegExp(`<attribute\\s+name=["']${table.primaryName}["']`).test(xml)) {
    xml = xml.replace(/(<entity\b[^>]*>)/, `$1<attribute name="${table.primaryName}"/>`);
  }
  if (sort) {
    const [first = "", second] = sort.column.split(".");
    const order = `<order ${second === undefined ? `attribute="${first}"` : `entityname="${first}" attribute="${second}"`} descending="${sort.descending}"/>`;
    xml = xml.replace(/<order\b[^>]*\/>/g, "").replace(/<\/entity>/, `${order}</entity>`);
  }
  const typed = search.trim();
  if (typed) {
    const value = escapeXml(`%${typed}%`);
    const conditions = searchColumns(view, table).map((name) => `<condition attribute="${name}" operator="like" value="${value}"/>`).join("");
    xml = xml.replace(/<\/entity>/, `<filter type="or">${conditions}</filter></entity>`);
  }
  return xml;
}

/** Text columns of the view, the primary name among them. */
function searchColumns(view: PlatformView, table: PlatformTable): string[] {
  const text = new Set(table.columns.filter((c) => c.type === "String").map((c) => c.logicalName));
  return [...new Set([table.primaryName, ...view.columns.filter((c) => !c.linkAlias).map((c) => c.name)])].filter((name) => text.has(name));
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The paging cookie to send for the next page: in the answer it stands inside a `<cookie>`, URL-encoded twice. */
export function nextCookie(answer: Record<string, unknown>): string | undefined {
  const annotation = answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"];
  const inner = typeof annotation === "string" ? /\bpagingcookie="([^"]*)"/.exec(annotation)?.[1] : undefined;
  return inner === undefined ? undefined : decodeURIComponent(decodeURIComponent(inner));
}

/** A view's column with where its value stands in a row. */
export interface ListColumn {
  /** Unique in the view: `name` or `alias.name`. */
  key: string;
  label: string;
  width: number;
  property: string;
  numeric: boolean;
}

export function listColumns(view: PlatformView, table: PlatformTable): ListColumn[] {
  return view.columns.map(({ name, label, width, linkAlias }) => {
    const key = linkAlias ? `${linkAlias}.${name}` : name;
    const column = linkAlias ? undefined : table.columns.find((c) => c.logicalName === name);
    return {
      key, label, width, property: column ? propertyOf(column) : key,
      numeric: column !== undefined && !isLookup(column.type) && ["Money", "Integer", "Decimal", "Double", "BigInt"].includes(column.type),
    };
  });
}

/** What a list shows of a row's value. */
export function cellText(row: WebRow, property: string): string {
  return formatted(row, property) || plain(row[property]);
}
