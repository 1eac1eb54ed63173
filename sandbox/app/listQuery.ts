import type { PlatformTable, PlatformView } from "../dataverse/platform";
import { formatted, isLookup, plain, propertyOf, type WebRow } from "./api/rows";
import { escapeXml, intoEntity, orderElement, withAttributes, withPage, withoutOrders } from "./fetchXml";

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
  let xml = withAttributes(withPage(view.fetchXml, { count: pageSize, page, cookie }), [table.primaryName]);
  if (sort) xml = intoEntity(withoutOrders(xml), orderElement(sort.column, sort.descending));
  const typed = search.trim();
  if (typed) {
    const value = escapeXml(`%${typed}%`);
    const conditions = searchColumns(view, table).map((name) => `<condition attribute="${name}" operator="like" value="${value}"/>`).join("");
    xml = intoEntity(xml, `<filter type="or">${conditions}</filter>`);
  }
  return xml;
}

/** Text columns of the view, the primary name among them. */
function searchColumns(view: PlatformView, table: PlatformTable): string[] {
  const text = new Set(table.columns.filter((c) => c.type === "String").map((c) => c.logicalName));
  return [...new Set([table.primaryName, ...view.columns.filter((c) => !c.linkAlias).map((c) => c.name)])].filter((name) => text.has(name));
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
