import { fetchAnnotations, fetchContextUrl, readOptions, runFetch, shapeFetch } from "../query";
import type { Table } from "../metadata/types";
import { demandPrivilege } from "../security/access";
import { DataverseError } from "../store/types";
import { badSyntax, notImitated } from "./errors";
import { jsonResponse, type ApiRequest, type ApiResponse } from "./messages";
import { parsePreferences } from "./preferences";
import { applied, print, shapeOptions } from "./reads";
import type { Session } from "./session";
import { guidOf } from "./write/values";

/**
 * The FetchXML that a list request asks for: its `fetchXml` option, or a view by `savedQuery`.
 * @returns undefined when the request is an OData query
 */
export function requestedFetch(session: Session, rawQuery: string): string | undefined {
  if (!/(fetchxml|savedquery|userquery)=/i.test(rawQuery)) return undefined;
  const { options } = readOptions(rawQuery);
  const fetchXml = option(options, "fetchxml");
  if (fetchXml !== undefined) return fetchXml;
  if (option(options, "userquery") !== undefined) throw notImitated("personal views (userQuery)");
  const id = option(options, "savedquery");
  if (id === undefined) return undefined;
  const view = session.organization.registry.view(guidOf(id) ?? id);
  if (!view) throw new DataverseError(404, "0x80040217", `savedquery With Id = ${id} Does Not Exist`);
  return view.fetchXml;
}

/** A list by FetchXML. */
export function readFetch(session: Session, table: Table, xml: string, request: ApiRequest): ApiResponse {
  const { registry } = session.organization;
  const preferences = parsePreferences(request.headers.prefer);
  const options = shapeOptions(session, preferences);
  const result = runFetch(xml, session.listRows, {
    registry, userId: options.userId, now: options.now, languageId: session.languageId,
    ...(preferences.maxPageSize === undefined ? {} : { pageSize: preferences.maxPageSize }),
  });
  if (result.query.root.table !== table) throw badSyntax(`The entity '${result.query.root.table.logicalName}' of the FetchXML is not the one of the address, '${table.logicalName}'.`);
  for (const entity of result.query.entities) demandPrivilege(session.principal, "Read", entity.table);
  return jsonResponse(200, print({
    "@odata.context": fetchContextUrl(session.baseUrl, result),
    ...fetchAnnotations(result, options),
    value: shapeFetch(result, session.listRows, registry, options),
  }), applied(preferences, ["maxpagesize", "annotations"]));
}

/** Options of this kind are named in any case. */
function option(options: ReadonlyMap<string, string>, lowerCaseName: string): string | undefined {
  for (const [name, value] of options) if (name.toLowerCase() === lowerCaseName) return value;
  return undefined;
}
