import type { Table } from "../metadata/types";
import { notImitated, segmentMissing } from "./errors";
import { bulkWrite } from "./bulk";
import { readFetch, requestedFetch } from "./fetchReads";
import { boundFunction, isUnbound, unbound } from "./functions";
import { isMetadataSet, metadataRequest } from "./definitions/requests";
import { csdl } from "./definitions/csdl";
import { jsonResponse, type ApiRequest, type ApiResponse } from "./messages";
import { runCollectionAction } from "../sales/actions";
import { parsePath, type Segment } from "./path";
import { readCount, readList } from "./reads";
import { parseKey } from "./reference";
import { methodNotAllowed, rowRequest } from "./rowRequests";
import { create } from "./rowWrites";
import type { Session } from "./session";

const boundPrefix = "Microsoft.Dynamics.CRM.";

/**
 * Answers one request of the Web API. Writes run inside the caller's store transaction.
 * @throws DataverseError for everything refused
 */
export function answer(session: Session, request: ApiRequest): ApiResponse {
  const { segments, query } = parsePath(request.url);
  const [first, ...rest] = segments;
  if (!first) return serviceDocument(session);
  if (first.name === "$metadata") return { status: 200, headers: { "content-type": "application/xml" }, body: csdl(session.organization.registry) };
  if (isMetadataSet(first.name)) return metadataRequest(session, request, segments, query);
  if (isUnbound(first.name)) return unbound(session, request, first, query);
  const table = session.organization.registry.tableBySet(first.name);
  // Functions and actions begin with a capital, entity sets do not.
  if (!table) throw /^[A-Z]/.test(first.name) ? notImitated(`the function or action '${first.name}'`) : segmentMissing(first.name);
  return first.key === undefined
    ? collectionRequest(session, table, request, rest, query)
    : rowRequest(session, table, parseKey(table, first.key), request, rest, query);
}

function collectionRequest(session: Session, table: Table, request: ApiRequest, rest: Segment[], query: string): ApiResponse {
  const [next, ...more] = rest;
  if (!next) {
    const fetchXml = request.method === "GET" ? requestedFetch(session, query) : undefined;
    if (fetchXml !== undefined) return readFetch(session, table, fetchXml, request);
    if (request.method === "GET") return readList(session, table, request, query, { url: `${session.baseUrl}/${table.entitySet}`, contextSet: table.entitySet });
    if (request.method === "POST") return create(session, table, request, query);
    throw methodNotAllowed(request, table.entitySet);
  }
  if (more.length > 0) throw segmentMissing(more[0]?.name ?? "");
  if (next.name === "$count" && request.method === "GET") return readCount(session, table, query);
  if (next.name.startsWith(boundPrefix)) {
    const name = next.name.slice(boundPrefix.length);
    return request.method === "POST" ? (runCollectionAction(session, table, name, request) ?? bulkWrite(session, table, name, request)) : boundFunction(session, table, undefined, name, next, query);
  }
  throw segmentMissing(next.name);
}

function serviceDocument(session: Session): ApiResponse {
  return jsonResponse(200, JSON.stringify({
    "@odata.context": `${session.baseUrl}/$metadata`,
    value: session.organization.registry.tables().map(({ entitySet }) => ({ name: entitySet, kind: "EntitySet", url: entitySet })),
  }));
}
