import type { Table } from "../metadata/types";
import { idOf, lookupOf } from "../store/lookup";
import { DataverseError, type Row } from "../store/types";
import { privilegeName, type Principal, type Right } from "./principal";

/** The rights in the order in which Dataverse lists them. */
const rights: readonly Right[] = ["Read", "Write", "Append", "AppendTo", "Create", "Delete", "Share", "Assign"];

/**
 * Whether a user may do something to a row: the privilege's depth against who owns the row.
 * Rows without owner (organisation-owned tables) are covered by any depth.
 */
export function mayAccess(principal: Principal, right: Right, table: Table, row: Row): boolean {
  const depth = principal.depthOf(privilegeName(right, table));
  if (!depth) return false;
  if (depth === "Global" || table.ownership !== "UserOwned") return true;
  const owner = lookupOf(row, "ownerid");
  if (owner && (owner.id === principal.userId || principal.teamIds.has(owner.id))) return true;
  if (depth === "Basic") return false;
  const unit = lookupOf(row, "owningbusinessunit")?.id ?? "";
  return depth === "Local" ? unit === principal.businessUnitId : principal.unitsBelow.has(unit);
}

/** Whether a user may read every row of a table. */
export function mayReadAll(principal: Principal, table: Table): boolean {
  const depth = principal.depthOf(privilegeName("Read", table));
  return depth === "Global" || (depth !== undefined && table.ownership !== "UserOwned");
}

/**
 * Refuses what the user may not do to a row.
 * @throws DataverseError 403 0x80040220 naming the privilege
 */
export function demandAccess(principal: Principal, right: Right, table: Table, row: Row): void {
  demandPrivilege(principal, right, table);
  if (mayAccess(principal, right, table, row)) return;
  const privilege = privilegeName(right, table);
  const owner = lookupOf(row, "ownerid");
  throw new DataverseError(403, "0x80040220",
    `Principal user (Id=${principal.userId}, type=8, roleCount=${principal.roleIds.length}) is missing ${privilege} privilege ` +
    `on OTC=${table.objectTypeCode} for entity '${table.logicalName}' with Id=${idOf(table, row)}. ` +
    `The privilege reaches '${principal.depthOf(privilege) ?? "None"}', the row belongs to ${owner?.table ?? "owner"} ${owner?.id ?? "unknown"}.`);
}

/**
 * Refuses a user who has a privilege at no depth at all.
 * @throws DataverseError 403 0x80040220 naming the privilege
 */
export function demandPrivilege(principal: Principal, right: Right, table: Table): void {
  const privilege = privilegeName(right, table);
  if (principal.depthOf(privilege)) return;
  if (principal.roleIds.length === 0) {
    throw new DataverseError(403, "0x80042f09", `SecLib::RetrievePrivilegeForUser failed - no roles are assigned to user. Returned hr = -2147209463, User: ${principal.userId}`);
  }
  throw missingPrivilege(principal, privilege, `on OTC=${table.objectTypeCode} for entity '${table.logicalName}'`);
}

/** The refusal for a privilege that the user's roles do not hold. */
export function missingPrivilege(principal: Principal, privilege: string, where = ""): DataverseError {
  return new DataverseError(403, "0x80040220",
    `Principal user (Id=${principal.userId}, type=8, roleCount=${principal.roleIds.length}) is missing ${privilege} privilege ${where}`.trimEnd() + ".");
}

/** What RetrievePrincipalAccess answers, e.g. `ReadAccess, WriteAccess`; `None` when nothing is allowed. */
export function accessRights(principal: Principal, table: Table, row: Row): string {
  const held = rights.filter((right) => mayAccess(principal, right, table, row));
  return held.length === 0 ? "None" : held.map((right) => `${right}Access`).join(", ");
}
