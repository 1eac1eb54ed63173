import { plain } from "./rows";
import { bare } from "./webApi";

/** A request of `Xrm.WebApi.online.execute`. Source: Microsoft's "execute (Client API reference)". */
export interface ExecuteRequest {
  getMetadata(): {
    boundParameter?: string | null;
    operationType?: number;
    operationName: string;
    parameterTypes: Record<string, { typeName: string; structuralProperty: number }>;
  };
  [parameter: string]: unknown;
}

export interface HttpRequest {
  method: string;
  /** Relative to the Web API's root. */
  url: string;
  body?: string;
}

interface Reference { entityType: string; id: string }
const isReference = (value: unknown): value is Reference =>
  value !== null && typeof value === "object" && typeof (value as Reference).entityType === "string" && typeof (value as Reference).id === "string";

/** The Web API request for an action, a function or a record operation. @throws Error naming what is wrong with it */
export async function toHttp(request: ExecuteRequest, entitySetOf: (table: string) => Promise<string>): Promise<HttpRequest> {
  const { boundParameter, operationType, operationName, parameterTypes } = request.getMetadata();
  if (operationType === 2) return recordOperation(request, operationName, entitySetOf);
  const names = Object.keys(parameterTypes).filter((name) => name !== boundParameter && request[name] !== undefined);
  let path = operationName;
  if (boundParameter) {
    const target = request[boundParameter];
    if (!isReference(target)) throw new Error(`execute ${operationName}: ${boundParameter} must be {entityType, id}.`);
    path = `${await entitySetOf(target.entityType)}(${bare(target.id)})/Microsoft.Dynamics.CRM.${operationName}`;
  }
  if (operationType === 1) {
    const list = names.map((name, i) => `${name}=@p${i}`).join(",");
    const values = await Promise.all(names.map(async (name, i) => `@p${i}=${encodeURIComponent(await functionValue(request[name], parameterTypes[name]?.typeName ?? "", entitySetOf))}`));
    return { method: "GET", url: `${path}(${list})${values.length > 0 ? `?${values.join("&")}` : ""}` };
  }
  const body = Object.fromEntries(names.map((name) => [name, actionValue(request[name])]));
  return { method: "POST", url: path, body: JSON.stringify(body) };
}

async function recordOperation(request: ExecuteRequest, name: string, entitySetOf: (table: string) => Promise<string>): Promise<HttpRequest> {
  const target = request["target"] ?? request["entityReference"];
  const table = isReference(target) ? target.entityType : plain(request["etn"] ?? request["entityName"]);
  const id = isReference(target) ? bare(target.id) : bare(plain(request["id"]));
  if (!table) throw new Error(`execute ${name}: the request names no table (etn).`);
  const set = await entitySetOf(table);
  const payload = JSON.stringify(request["payload"] ?? {});
  const query = typeof request["query"] === "string" ? request["query"] : "";
  switch (name) {
    case "Create": return { method: "POST", url: set, body: payload };
    case "Update": return { method: "PATCH", url: `${set}(${id})`, body: payload };
    case "Delete": return { method: "DELETE", url: `${set}(${id})` };
    case "Retrieve": return { method: "GET", url: `${set}(${id})${query}` };
    case "RetrieveMultiple": return { method: "GET", url: `${set}${query}` };
    default: throw new Error(`execute: ${name} is not imitated by the sandbox's form host.`);
  }
}

function actionValue(value: unknown): unknown {
  if (!isReference(value)) return value;
  return { "@odata.type": `Microsoft.Dynamics.CRM.${value.entityType}`, [`${value.entityType}id`]: bare(value.id) };
}

async function functionValue(value: unknown, typeName: string, entitySetOf: (table: string) => Promise<string>): Promise<string> {
  if (isReference(value)) return JSON.stringify({ "@odata.id": `${await entitySetOf(value.entityType)}(${bare(value.id)})` });
  if (typeof value === "string") return typeName === "Edm.Guid" ? bare(value) : `'${value.replace(/'/g, "''")}'`;
  return JSON.stringify(value);
}
