import { ids } from "../../data/ids";
import { importSolution } from "../import/importSolution";
import type { Table } from "../metadata/types";
import { accessRights, missingPrivilege } from "../security/access";
import { principalOf } from "../security/principal";
import { salesActions } from "../sales/actions";
import { seedFromMetadata } from "../store/seed";
import { DataverseError, type Row } from "../store/types";
import { objectBody } from "./body";
import { badSyntax, notImitated } from "./errors";
import { jsonResponse, noContent, type ApiRequest, type ApiResponse } from "./messages";
import { queryParameter, stringLiteral, type Segment } from "./path";
import { splitOutside } from "../query/queryString";
import { resolveReference } from "./reference";
import type { Session } from "./session";
import { guidOf } from "./write/values";

/** The platform version the sandbox speaks for. */
export const platformVersion = "9.2.24114.00189";

type Handler = { method: "GET" | "POST"; run(session: Session, request: ApiRequest, segment: Segment, query: string): ApiResponse };

const handlers: Record<string, Handler> = {
  WhoAmI: {
    method: "GET",
    run: (session) => response(session, "WhoAmI", { BusinessUnitId: session.principal.businessUnitId, UserId: session.principal.userId, OrganizationId: ids.organization }),
  },
  RetrieveVersion: { method: "GET", run: (session) => response(session, "RetrieveVersion", { Version: platformVersion }) },
  RetrieveTotalRecordCount: { method: "GET", run: retrieveTotalRecordCount },
  ImportSolution: { method: "POST", run: runImport },
  PublishAllXml: { method: "POST", run: (session) => publish(session) },
  PublishXml: { method: "POST", run: (session) => publish(session) },
  ...Object.fromEntries(Object.entries(salesActions).map(([name, run]): [string, Handler] => [name, { method: "POST", run: (session, request) => run(session, objectBody(request), request) }])),
};

/** Whether a segment is one of the unbound functions and actions that are imitated. */
export function isUnbound(name: string): boolean {
  return Object.hasOwn(handlers, name.replace(/^Microsoft\.Dynamics\.CRM\./, ""));
}

/** Runs an unbound function or action. */
export function unbound(session: Session, request: ApiRequest, segment: Segment, query: string): ApiResponse {
  const name = segment.name.replace(/^Microsoft\.Dynamics\.CRM\./, "");
  const handler = handlers[name];
  if (!handler) throw notImitated(`the function or action '${name}'`);
  if (request.method !== handler.method) throw new DataverseError(405, "0x8006088a", `'${name}' is called with ${handler.method}, not ${request.method}.`);
  return handler.run(session, request, segment, query);
}

type BoundFunction = (session: Session, user: Row, parameters: Map<string, string>) => ApiResponse;

/** Functions bound to a user. */
const ofUsers: Record<string, BoundFunction> = { RetrievePrincipalAccess: retrievePrincipalAccess, RetrieveUserPrivilegeByPrivilegeName: retrieveUserPrivilege };

/** Runs a function bound to a row (or, without `row`, to a table). */
export function boundFunction(session: Session, table: Table, row: Row | undefined, name: string, segment: Segment, query: string): ApiResponse {
  const run = Object.hasOwn(ofUsers, name) ? ofUsers[name] : undefined;
  if (!run || table.logicalName !== "systemuser" || !row) throw notImitated(`'Microsoft.Dynamics.CRM.${name}' bound to '${table.logicalName}'`);
  return run(session, row, parameters(segment, query));
}

/** What a user may do to a row: `systemusers(<id>)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={"@odata.id":"accounts(<id>)"}`. */
function retrievePrincipalAccess(session: Session, row: Row, given: Map<string, string>): ApiResponse {
  const { store, registry } = session.organization;
  const target = resolveReference(session, referenceParameter(given.get("Target")));
  const targetTable = registry.table(target.table);
  const targetRow = store.find(target.table, target.id);
  if (!targetTable || !targetRow) throw notImitated(`access to rows of '${target.table}'`);
  const principal = principalOf(store, registry, row);
  return response(session, "RetrievePrincipalAccess", { AccessRights: row.isdisabled === true ? "None" : accessRights(principal, targetTable, targetRow) });
}

/** The privilege of a name as the user's roles and teams give it; an empty list when they do not. */
function retrieveUserPrivilege(session: Session, row: Row, given: Map<string, string>): ApiResponse {
  const literal = given.get("PrivilegeName");
  const privilege = literal === undefined ? undefined : stringLiteral(literal);
  if (privilege === undefined) throw badSyntax("The parameter 'PrivilegeName' must be a text.");
  const { store, registry } = session.organization;
  const principal = principalOf(store, registry, row);
  const depth = principal.depthOf(privilege);
  return response(session, "RetrieveUserPrivilegeByPrivilegeName", { RolePrivileges: depth ? [{ Depth: depth, PrivilegeName: privilege, BusinessUnitId: principal.businessUnitId }] : [] });
}

/** `F(A=@p1,B='x')?@p1=…` as pairs of name and literal. */
function parameters(segment: Segment, query: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of segment.key ? splitOutside(segment.key, ",") : []) {
    const equals = part.indexOf("=");
    if (equals < 0) throw badSyntax(`'${part}' is no parameter; write Name=value.`);
    const value = part.slice(equals + 1).trim();
    const resolved = value.startsWith("@") ? queryParameter(query, value) : value;
    if (resolved === undefined) throw badSyntax(`The parameter alias '${value}' has no value in the query.`);
    pairs.set(part.slice(0, equals).trim(), resolved);
  }
  return pairs;
}

/** URL in `{"@odata.id":"accounts(<guid>)"}`; single quotes are taken too, as Microsoft's samples write them. */
function referenceParameter(literal: string | undefined): string {
  const url = /^\{\s*["']@odata\.id["']\s*:\s*["'](.+)["']\s*\}$/.exec(literal?.trim() ?? "")?.[1];
  if (url === undefined) throw badSyntax(`The parameter 'Target' must be {"@odata.id":"<set>(<guid>)"}.`);
  return url;
}

function retrieveTotalRecordCount(session: Session, _request: ApiRequest, segment: Segment, query: string): ApiResponse {
  const { registry, store } = session.organization;
  const names = listParameter(parameters(segment, query).get("EntityNames"));
  const counts = names.map((name) => {
    if (!registry.table(name)) throw badSyntax(`The table '${name}' does not exist.`);
    return store.count(name);
  });
  const type = "Microsoft.Dynamics.CRM.EntityRecordCountCollection";
  return response(session, "RetrieveTotalRecordCount", { EntityRecordCountCollection: { "@odata.type": `#${type}`, Count: names.length, IsReadOnly: false, Keys: names, Values: counts } });
}

function listParameter(literal: string | undefined): string[] {
  const inner = /^\[(.*)\]$/s.exec(literal?.trim() ?? "")?.[1];
  if (inner === undefined) throw badSyntax("The parameter 'EntityNames' must be a list such as ['account'].");
  return splitOutside(inner, ",").map((part) => stringLiteral(part.trim()) ?? part.trim().replace(/^"(.*)"$/, "$1")).filter(Boolean);
}

function runImport(session: Session, request: ApiRequest): ApiResponse {
  if (!session.principal.depthOf("prvImportCustomization")) throw missingPrivilege(session.principal, "prvImportCustomization");
  const body = objectBody(request);
  const file = body.CustomizationFile;
  if (typeof file !== "string" || file === "") throw new DataverseError(400, "0x80040203", "'CustomizationFile' is missing; send the solution zip as base64.");
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(file)) throw new DataverseError(400, "0x80040203", "'CustomizationFile' is not base64.");
  for (const name of ["OverwriteUnmanagedCustomizations", "PublishWorkflows"]) {
    if (typeof body[name] !== "boolean") throw new DataverseError(400, "0x80040203", `'${name}' is ${body[name] === undefined ? "missing" : "no boolean"}; send true or false.`);
  }
  if (typeof body.ImportJobId !== "string" || !guidOf(body.ImportJobId)) throw new DataverseError(400, "0x80040203", "'ImportJobId' must be a GUID.");
  const { registry, store } = session.organization;
  importSolution(registry, Buffer.from(file, "base64"));
  seedFromMetadata(store, registry, session.now);
  return noContent();
}

/** What is imported shows at once, so publishing finds nothing left to do. */
function publish(session: Session): ApiResponse {
  if (!session.principal.depthOf("prvPublishCustomization")) throw missingPrivilege(session.principal, "prvPublishCustomization");
  return noContent();
}

function response(session: Session, name: string, values: Record<string, unknown>): ApiResponse {
  return jsonResponse(200, JSON.stringify({ "@odata.context": `${session.baseUrl}/$metadata#Microsoft.Dynamics.CRM.${name}Response`, ...values }));
}
