import type { DataverseClient } from "./client";
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
