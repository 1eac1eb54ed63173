import { randomUUID } from "node:crypto";
import { notImitated, ScmError } from "../errors";
import { entitySets } from "../metadata";
import { metadataXml } from "../metadata/csdl";
import { namespace, type EntityDefinition, type Property } from "../metadata/entity";
import { defaultCompany } from "../rules/companies";
import { parseBody, type ScmService } from "../service";
import { etagOf, textOf, type RowReader, type StoredRow } from "../store";
import { jsonOf } from "../values";
import { actions } from "./actions";
import { runBatch } from "./batch";
import type { Filter } from "./filter";
import { targetOf } from "./path";
import { parseQuery, type Query } from "./query";

/** A request below `/data`, from the wire or from inside a batch. */
export interface ODataRequest {
  method: string;
  /** Below `/data/`, as received. */
  path: string;
  queryString: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body?: Buffer | undefined;
}

export interface ODataAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface HandlerOptions {
  service: ScmService;
  /** Rows in one page of a list. */
  pageSize: number;
  /** `http://127.0.0.1:5081/data` */
  root: string;
  /** Rows that lists are read from. */
  lists: RowReader;
}

const json = "application/json; odata.metadata=minimal; odata.streaming=true";

/** Answers a request; refusals come as answers too. */
export function handle(request: ODataRequest, options: HandlerOptions): ODataAnswer {
  try {
    return answer(request, options);
  } catch (error) {
    if (!(error instanceof ScmError)) throw error;
    return reply(error.status, JSON.stringify(error.body()));
  }
}

function answer(request: ODataRequest, options: HandlerOptions): ODataAnswer {
  const target = targetOf(request.path);
  const method = request.method.toUpperCase();
  const only = (...methods: string[]) => {
    if (!methods.includes(method)) throw notImitated(`${method} on '${request.path}'`);
  };
  switch (target.kind) {
    case "service":
      only("GET");
      return reply(200, JSON.stringify({ "@odata.context": `${options.root}/$metadata`, value: [...entitySets.keys()].map((name) => ({ name, kind: "EntitySet", url: name })) }));
    case "metadata":
      only("GET");
      return { status: 200, headers: { "content-type": "application/xml", "odata-version": "4.0" }, body: metadataXml() };
    case "batch":
      only("POST");
      return runBatch(request, (inner) => handle(inner, options), (work) => options.service.store.atomically(work), randomUUID);
    case "action": {
      only("POST");
      const value = actions[target.set]?.[target.action];
      if (value === undefined) throw notImitated(`the action ${target.action} on ${target.set}`);
      return reply(200, JSON.stringify({ "@odata.context": `${options.root}/$metadata#Edm.String`, value }));
    }
    case "count":
      only("GET");
      return { status: 200, headers: { "content-type": "text/plain", "odata-version": "4.0" }, body: String(matching(target.definition, parseQuery(request.queryString, target.definition), options).length) };
    case "set":
      only("GET", "POST");
      return method === "GET" ? list(target.definition, request, options) : create(target.definition, request, options);
    case "row":
      only("GET", "PATCH", "DELETE");
      return one(target.definition, target.key, method, request, options);
  }
}

function list(definition: EntityDefinition, request: ODataRequest, options: HandlerOptions): ODataAnswer {
  const query = parseQuery(request.queryString, definition);
  const rows = matching(definition, query, options);
  const wanted = rows.slice(query.skip, query.top === undefined ? undefined : query.skip + query.top);
  const page = wanted.slice(0, options.pageSize);
  const print = printer(definition, query.select, plain(request));
  const parts = plain(request) ? [] : [`"@odata.context":${JSON.stringify(`${options.root}/$metadata#${definition.set}${selection(query)}`)}`];
  if (query.count) parts.push(`"@odata.count":${rows.length}`);
  parts.push(`"value":[${page.map(print).join(",")}]`);
  if (wanted.length > page.length) parts.push(`"@odata.nextLink":${JSON.stringify(nextLink(definition, query, options))}`);
  return reply(200, `{${parts.join(",")}}`);
}

function one(definition: EntityDefinition, key: string[], method: string, request: ODataRequest, options: HandlerOptions): ODataAnswer {
  const query = parseQuery(request.queryString, definition);
  const ifMatch = header(request, "if-match");
  const hidden = definition.perCompany && !query.crossCompany && key[0]?.toLowerCase() !== defaultCompany;
  if (method === "GET") {
    const row = hidden ? undefined : options.service.store.find(definition, key);
    if (!row || !isShown(definition, row)) throw new ScmError(404, `No resources were found: ${definition.set}(${definition.keys.map((name, i) => `${name}='${key[i] ?? ""}'`).join(",")}).`);
    const context = plain(request) ? "" : `"@odata.context":${JSON.stringify(`${options.root}/$metadata#${definition.set}${selection(query)}/$entity`)},`;
    return reply(200, `{${context}${printer(definition, query.select, plain(request))(row).slice(1)}`);
  }
  if (hidden) throw new ScmError(404, "No resources were found when selecting for update.");
  if (method === "DELETE") options.service.remove(definition, key, ifMatch);
  else options.service.update(definition, key, parseBody(request.body), ifMatch);
  return { status: 204, headers: { "odata-version": "4.0" }, body: "" };
}

function create(definition: EntityDefinition, request: ODataRequest, options: HandlerOptions): ODataAnswer {
  parseQuery(request.queryString, definition);
  const row = options.service.create(definition, parseBody(request.body));
  const context = plain(request) ? "" : `"@odata.context":${JSON.stringify(`${options.root}/$metadata#${definition.set}/$entity`)},`;
  const answered = reply(201, `{${context}${printer(definition, undefined, plain(request))(row).slice(1)}`);
  const key = definition.keys.map((name) => `${name}=${encodeURIComponent(keyLiteral(definition, name, textOf(row, name)))}`).join(",");
  return { ...answered, headers: { ...answered.headers, location: `${options.root}/${definition.set}(${key})` } };
}

/** Whether the entity shows a row of its table at all. */
function isShown({ shownWhen }: EntityDefinition, row: StoredRow): boolean {
  return !shownWhen || row.values[shownWhen.property] === shownWhen.is;
}

/** A key value as it is written in a path. */
function keyLiteral(definition: EntityDefinition, name: string, value: string): string {
  const property = definition.properties.get(name);
  if (property?.type === "int32" || property?.type === "dateTime") return value;
  return `${property?.type === "enum" ? `${namespace}.${property.enumName ?? ""}` : ""}'${value.replaceAll("'", "''")}'`;
}

/** Rows that a list shows, in order, before paging. */
function matching(definition: EntityDefinition, query: Query, options: HandlerOptions): StoredRow[] {
  const visible = (row: StoredRow) => (!definition.perCompany || query.crossCompany || row.values["dataAreaId"] === defaultCompany) && isShown(definition, row);
  const filter = query.filter;
  const rows: StoredRow[] = [];
  for (const row of candidates(definition, filter, options.lists)) if (visible(row) && (!filter || filter.matches(row))) rows.push(row);
  return query.order ? rows.sort(query.order) : rows;
}

/** Rows that a filter need look at: those it names, the lines of the documents it names, else all. */
function* candidates(definition: EntityDefinition, filter: Filter | undefined, lists: RowReader): Iterable<StoredRow> {
  if (filter?.keys) {
    for (const key of filter.keys) {
      const row = lists.find(definition, key);
      if (row) yield row;
    }
  } else if (filter?.parents) {
    for (const parent of filter.parents) yield* lists.under(definition, parent);
  } else yield* lists.all(definition);
}

function nextLink(definition: EntityDefinition, query: Query, options: HandlerOptions): string {
  const kept = query.options.filter(([name]) => name !== "$skip" && name !== "$top");
  if (query.top !== undefined) kept.push(["$top", String(query.top - options.pageSize)]);
  kept.push(["$skip", String(query.skip + options.pageSize)]);
  return `${options.root}/${definition.set}?${kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Prints rows of a set as JSON; texts of names and empty values are made once, since a page holds millions of them. */
function printer(definition: EntityDefinition, select: readonly Property[] | undefined, bare: boolean): (row: StoredRow) => string {
  const columns = (select ?? [...definition.properties.values()]).map((property) => ({ property, name: `,${JSON.stringify(property.name)}:`, empty: jsonOf(property, property.empty) }));
  return (row) => {
    let text = bare ? "" : `"@odata.etag":${JSON.stringify(etagOf(definition, row))}`;
    for (const { property, name, empty } of columns) {
      const value = row.values[property.name];
      text += name + (value === undefined ? empty : jsonOf(property, value));
    }
    return `{${text.startsWith(",") ? text.slice(1) : text}}`;
  };
}

function selection(query: Query): string {
  return query.select ? `(${query.select.map((property) => property.name).join(",")})` : "";
}

/** Whether the caller asked for no metadata at all. */
function plain(request: ODataRequest): boolean {
  return /odata\.metadata=none/i.test(header(request, "accept") ?? "");
}

/** First value of a header, names in lower case. */
export function header(request: ODataRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function reply(status: number, body: string): ODataAnswer {
  return { status, headers: { "content-type": json, "odata-version": "4.0" }, body };
}

/** For requests that are no OData at all. */
export function unauthorized(): ScmError {
  return new ScmError(401, "Unauthorized: send 'Authorization: Bearer <token>' with a token this environment knows.");
}

