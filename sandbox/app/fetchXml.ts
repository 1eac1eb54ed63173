/** Which page of a query to read. */
export interface FetchPage {
  /** Rows on a page. */
  count: number;
  /** From 1. */
  page: number;
  /** Paging cookie of the page before, as the server gave it. */
  cookie?: string | undefined;
}

/** The query for one page, with the count of all rows. */
export function withPage(fetchXml: string, { count, page, cookie }: FetchPage): string {
  const paging = `returntotalrecordcount="true" count="${count}" page="${page}"${cookie ? ` paging-cookie="${escapeXml(cookie)}"` : ""}`;
  return fetchXml.replace(/<fetch\b([^>]*)>/, (_, own: string) =>
    `<fetch ${paging}${own.replace(/\s(?:count|page|paging-cookie|returntotalrecordcount|top)\s*=\s*(?:"[^"]*"|'[^']*')/g, "")}>`);
}

/** Adds the columns that the query's own table is not asked for yet. */
export function withAttributes(fetchXml: string, names: readonly string[]): string {
  const own = withoutLinks(fetchXml);
  const missing = names.filter((name) => !new RegExp(`<attribute\\s[^>]*\\bname=["']${name}["']`).test(own));
  return fetchXml.replace(/(<entity\b[^>]*>)/, `$1${missing.map((name) => `<attribute name="${name}"/>`).join("")}`);
}

/** Puts further elements at the end of the query's own table: filters, orders, links. */
export function intoEntity(fetchXml: string, elements: string): string {
  return fetchXml.replace(/<\/entity>/, () => `${elements}</entity>`);
}

/** Takes the query's orders away, those of linked tables too. */
export function withoutOrders(fetchXml: string): string {
  return fetchXml.replace(/<order\b[^>]*\/>/g, "");
}

/** An order by a column, `name` or `alias.name`. */
export function orderElement(column: string, descending: boolean): string {
  const [first = "", second] = column.split(".");
  return `<order ${second === undefined ? `attribute="${first}"` : `entityname="${first}" attribute="${second}"`} descending="${descending}"/>`;
}

/** The query's own orders: column and direction. */
export function ordersOf(fetchXml: string): { column: string; descending: boolean }[] {
  return [...withoutLinks(fetchXml).matchAll(/<order\b([^>]*)\/>/g)].flatMap(([, attributes = ""]) => {
    const column = attributeOf(attributes, "attribute");
    const alias = attributeOf(attributes, "entityname");
    return column === undefined ? [] : [{ column: alias === undefined ? column : `${alias}.${column}`, descending: /descending=["'](?:true|1)["']/.test(attributes) }];
  });
}

/** Tables that the query links to, by alias. */
export function linkedTables(fetchXml: string): Map<string, string> {
  return new Map([...fetchXml.matchAll(/<link-entity\b([^>]*)>/g)].flatMap(([, attributes = ""]) => {
    const alias = attributeOf(attributes, "alias");
    const name = attributeOf(attributes, "name");
    return alias !== undefined && name !== undefined ? [[alias, name] as const] : [];
  }));
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The paging cookie to send for the next page: in the answer it stands inside a `<cookie>`, URL-encoded twice. */
export function nextCookie(answer: Record<string, unknown>): string | undefined {
  const annotation = answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"];
  const inner = typeof annotation === "string" ? /\bpagingcookie="([^"]*)"/.exec(annotation)?.[1] : undefined;
  return inner === undefined ? undefined : decodeURIComponent(decodeURIComponent(inner));
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=["']([^"']*)["']`).exec(attributes)?.[1];
}

/** The query without its link-entities, the innermost first. */
function withoutLinks(fetchXml: string): string {
  const innermost = /<link-entity\b(?:[^>]*\/>|[^>]*>(?:(?!<link-entity)[\s\S])*?<\/link-entity>)/g;
  let rest = fetchXml;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(innermost, "");
  }
  return rest;
}
