import { urlLiteral } from "../../core/keys";
import type { CallContext, DataverseClient } from "./client";
import type { BatchRequest } from "./batch";
import { parseObject, textOf } from "../http/json";

/**
 * Asks which rights a user has on one record, as a part of a batch.
 * @see Dataverse page "RetrievePrincipalAccess Function"
 */
export function accessRequest(client: DataverseClient, userId: string, entitySet: string, id: string): BatchRequest {
  const target = encodeURIComponent(JSON.stringify({ "@odata.id": `${entitySet}(${id})` }));
  return { method: "GET", path: client.rootPath(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`) };
}

/** Whether the answer grants reading; anything but a clear yes is no. */
export function grantsRead(status: number, text: string): boolean {
  const rights = status === 200 ? textOf(parseObject(text)?.["AccessRights"]) : undefined;
  return (rights ?? "").split(",").some((right) => right.trim() === "ReadAccess");
}

/**
 * Whether a user holds a privilege through roles and teams; anything but a clear yes is no.
 * @param privilege e.g. `prvCreatep2c_SyncRun`
 * @see Dataverse page "RetrieveUserPrivilegeByPrivilegeName Function"
 */
export async function mayUse(client: DataverseClient, userId: string, privilege: string, call: CallContext): Promise<boolean> {
  const body = await client.get(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName=${urlLiteral(privilege)})`, call);
  const held = body?.["RolePrivileges"];
  return Array.isArray(held) && held.length > 0;
}
