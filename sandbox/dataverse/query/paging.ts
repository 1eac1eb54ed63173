import { DOMParser, type Element } from "@xmldom/xmldom";
import type { Row, Value } from "../store/types";
import { textOf } from "./columns";
import { badArgument } from "./errors";
import type { OrderTerm } from "./listQuery";
import { withoutOption } from "./queryString";

/** Default and maximum size of a page (Microsoft: "Page results using OData"). */
export const maximumPageSize = 5000;

/** Where a page ended: the values its last row was sorted by, by column, the primary key last. */
export interface PagePosition {
  /** Number of the page that follows, from 1. */
  page: number;
  values: { column: string; value: string | null }[];
}

/** What the next page of a list needs to know. */
export interface Page {
  /** Number of that next page. */
  number: number;
  /** First row of the page just given. */
  first: Row;
  /** The values a row is sorted by, in order, the primary key last. */
  valuesOf(row: Row): { column: string; guid: boolean; value: Value | undefined }[];
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** As .NET's UrlEncode writes it: everything but letters, digits and a few signs, in lower-case hex. */
function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function printed(value: Value | undefined, guid: boolean): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "boolean" ? String(Number(value)) : textOf(value);
  return guid ? `{${text.toUpperCase()}}` : text;
}

/** The inner cookie: `<cookie page="1"><name last="B" first="A" /><accountid last="{…}" first="{…}" /></cookie>`. */
export function innerCookie(page: Page, last: Row): string {
  const firsts = page.valuesOf(page.first);
  const parts = page.valuesOf(last).map(({ column, guid, value }, index) => {
    const attributes = (["last", "first"] as const).map((side) => {
      const text = printed(side === "last" ? value : firsts[index]?.value, guid);
      return text === null ? `${side}null="1"` : `${side}="${escapeXml(text)}"`;
    });
    return `<${column} ${attributes.join(" ")} />`;
  });
  return `<cookie page="${page.number - 1}">${parts.join("")}</cookie>`;
}

/** Cookie of the FetchXML annotation: the inner cookie is URL-encoded twice (Microsoft: "Page results using FetchXml"). */
export function fetchCookie(page: Page, last: Row): string {
  return `<cookie pagenumber="${page.number}" pagingcookie="${urlEncode(urlEncode(innerCookie(page, last)))}" istracking="False" />`;
}

/**
 * Address of the next page: the whole query repeated, with a `$skiptoken`.
 * @param listUrl address of the list, without query, e.g. `http://127.0.0.1:5080/api/data/v9.2/accounts`
 * @param rawQuery query string as received
 * @param lastRow last row of the page just given
 */
export function nextLink(listUrl: string, rawQuery: string, page: Page, lastRow: Row): string {
  const token = `<cookie pagenumber="${page.number}" pagingcookie="${urlEncode(innerCookie(page, lastRow))}" istracking="False" />`;
  const rest = withoutOption(rawQuery, "$skiptoken");
  // The token's own percent signs are encoded again, quotes and braces by encodeURI, signs that split a query here.
  const encoded = encodeURI(token).replace(/[&#+?]/g, (sign) => encodeURIComponent(sign));
  return `${listUrl}?${rest === "" ? "" : `${rest}&`}$skiptoken=${encoded}`;
}

/**
 * Reads a `$skiptoken` that `nextLink` made.
 * @throws DataverseError 400 when it is no cookie, or one of another ordering
 */
export function readSkipToken(token: string, query: { table: { primaryId: string }; orderBy: readonly OrderTerm[] }): PagePosition {
  const outer = parseXml(token);
  const inner = outer?.getAttribute("pagingcookie");
  const page = Number(outer?.getAttribute("pagenumber"));
  if (!outer || !inner || !Number.isInteger(page) || page < 2) throw badCookie();
  const expected = [...query.orderBy.map((term) => term.column.logicalName), query.table.primaryId];
  return { page, values: readInnerCookie(safelyDecoded(inner), expected) };
}

/**
 * Values of an inner cookie.
 * @param expected columns that the query is sorted by, the primary key last
 */
export function readInnerCookie(cookie: string, expected: readonly string[]): PagePosition["values"] {
  const root = parseXml(cookie);
  if (!root) throw badCookie();
  const values = [...root.childNodes].filter((node): node is Element => node.nodeType === 1).map((element) => {
    return { column: element.tagName, value: element.hasAttribute("last") ? element.getAttribute("last") : null };
  });
  const unique = [...new Set(expected)];
  if (values.length !== unique.length || values.some((value, index) => value.column !== unique[index])) throw badCookie();
  return values;
}

function parseXml(text: string): Element | null {
  try {
    const element = new DOMParser({ onError: () => { throw badCookie(); } }).parseFromString(text, "text/xml").documentElement;
    return element?.tagName === "cookie" ? element : null;
  } catch {
    return null;
  }
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badCookie();
  }
}

function badCookie(): Error {
  return badArgument("The paging cookie is not one of this query. Use @odata.nextLink, or the paging cookie annotation, as it was given.");
}
