import { readOptions } from "../../query/queryString";
import { DataverseError } from "../../store/types";
import { notImitated, segmentMissing } from "../errors";
import { jsonResponse, type ApiRequest, type ApiResponse } from "../messages";
import { stringLiteral, type Segment } from "../path";
import type { Session } from "../session";
import { navigationNames, tableDefinition, type Definition } from "./objects";
import { definitionOptions, project, projectAll } from "./query";

const sets = new Set(["EntityDefinitions", "RelationshipDefinitions", "GlobalOptionSetDefinitions"]);
const castPrefix = "Microsoft.Dynamics.CRM.";

/** Whether a first segment addresses metadata. */
export function isMetadataSet(name: string): boolean {
  return sets.has(name);
}

/**
 * `EntityDefinitions…`: tables, their columns (also by derived type), keys and relationships, read only.
 * @throws DataverseError 404 for what does not exist, 501 for writes and other metadata sets
 */
export function metadataRequest(session: Session, request: ApiRequest, segments: readonly Segment[], rawQuery: string): ApiResponse {
  const [first, ...rest] = segments;
  if (first?.name !== "EntityDefinitions") throw notImitated(`metadata below '${first?.name ?? ""}'; read it through EntityDefinitions`);
  if (request.method !== "GET") throw notImitated("changes to metadata through the Web API; import a solution");
  const options = definitionOptions(readOptions(rawQuery).options);
  const { registry } = session.organization;
  const context = `${session.baseUrl}/$metadata#EntityDefinitions`;
  if (first.key === undefined) {
    const all = registry.tables().map((table) => tableDefinition(registry, table, session.languageId));
    return list(context, projectAll(all, options));
  }
  const definition = found(registry.tables().map((table) => tableDefinition(registry, table, session.languageId)), first.key, "table");
  return walk(context, definition, rest, rawQuery);
}

function walk(context: string, definition: Definition, rest: readonly Segment[], rawQuery: string): ApiResponse {
  const options = definitionOptions(readOptions(rawQuery).options);
  const [next, ...more] = rest;
  if (!next) return single(context, project(definition, options));
  const value = definition[next.name];
  if (!(next.name in definition)) throw segmentMissing(next.name);
  if (!navigationNames.has(next.name)) return single(`${context}/${next.name}`, { value });
  const path = `${context}('${String(definition.LogicalName)}')/${next.name}`;
  if (!Array.isArray(value)) return walk(path, (value ?? {}) as Definition, more, rawQuery);
  let items = value as Definition[];
  const [cast, ...afterCast] = more;
  if (next.key !== undefined) {
    const one = found(items, next.key, next.name);
    const isCast = cast?.name.startsWith(castPrefix) === true;
    if (isCast && !isOfType(one, cast.name)) throw segmentMissing(cast.name);
    return walk(path, one, isCast ? afterCast : more, rawQuery);
  }
  if (cast) {
    if (!cast.name.startsWith(castPrefix) || afterCast.length > 0) throw segmentMissing(cast.name);
    items = items.filter((item) => isOfType(item, cast.name));
  }
  return list(path, projectAll(items, options));
}

function isOfType(definition: Definition, type: string): boolean {
  return definition["@odata.type"] === `#${type}`;
}

/** The definition that a key names: `LogicalName='account'`, or a MetadataId. */
function found(definitions: readonly Definition[], key: string, what: string): Definition {
  const match = /^(\w+)\s*=\s*(.+)$/.exec(key.trim());
  const property = match?.[1] ?? "MetadataId";
  const literal = (match?.[2] ?? key).trim();
  const wanted = (stringLiteral(literal) ?? literal).toLowerCase();
  const definition = definitions.find((d) => String(d[property]).toLowerCase() === wanted);
  if (!definition) throw new DataverseError(404, "0x80060888", `Could not find an ${what} with ${property} '${wanted}' in the MetadataCache.`);
  return definition;
}

function list(context: string, value: Definition[]): ApiResponse {
  return jsonResponse(200, JSON.stringify({ "@odata.context": context, value }));
}

function single(context: string, definition: Definition): ApiResponse {
  return jsonResponse(200, JSON.stringify({ "@odata.context": `${context}/$entity`, ...definition }));
}
