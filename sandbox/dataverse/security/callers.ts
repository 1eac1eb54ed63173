import { ids } from "../../data/ids";
import type { SandboxUser } from "../../http/contract";
import type { MetadataRegistry } from "../metadata/registry";
import type { Store } from "../store/store";
import { DataverseError, type Row } from "../store/types";
import { missingPrivilege } from "./access";
import { impersonated, principalOf, type Principal } from "./principal";

/** systemuserid of each token. */
export const userIds: Record<SandboxUser, string> = {
  "sandbox-admin": ids.users.admin,
  "sandbox-sales": ids.users.sales,
  "sandbox-sync": ids.users.sync,
};

/** Who acts, and who really called. */
export interface Caller {
  principal: Principal;
  callerUserId: string;
}

/**
 * The user behind a token, or the one whom the call impersonates by `MSCRMCallerID` (systemuserid) or
 * `CallerObjectId` (Entra object id). Source: Microsoft, "Impersonate another user using the Web API".
 * @param headers names in lower case
 * @throws DataverseError 403 for a disabled user or a missing privilege, 401 for an unknown user to impersonate
 */
export function callerOf(store: Store, registry: MetadataRegistry, token: SandboxUser, headers: Record<string, string>): Caller {
  const callerUserId = userIds[token];
  const caller = principalOf(store, registry, enabled(store.find("systemuser", callerUserId), callerUserId));
  const systemUserId = headers.mscrmcallerid?.replace(/[{}]/g, "").toLowerCase();
  const objectId = headers.callerobjectid?.replace(/[{}]/g, "").toLowerCase();
  const wanted = systemUserId ?? objectId;
  if (wanted === undefined) return { principal: caller, callerUserId };
  if (!caller.depthOf("prvActOnBehalfOfAnotherUser")) throw missingPrivilege(caller, "prvActOnBehalfOfAnotherUser");
  const row = systemUserId !== undefined ? store.find("systemuser", systemUserId) : byObjectId(store, wanted);
  const user = principalOf(store, registry, enabled(row, wanted));
  if (user.userId === callerUserId) return { principal: caller, callerUserId };
  return { principal: impersonated(caller, user), callerUserId };
}

function byObjectId(store: Store, objectId: string): Row | undefined {
  for (const row of store.all("systemuser")) if (row.azureactivedirectoryobjectid === objectId) return row;
  return undefined;
}

function enabled(row: Row | undefined, id: string): Row {
  if (!row) throw new DataverseError(401, "0x80040204", `The user with Id = ${id} does not exist.`);
  if (row.isdisabled === true) throw new DataverseError(403, "0x80040225", `The specified user(Id = ${id}) is disabled. Consider enabling this user.`);
  return row;
}
