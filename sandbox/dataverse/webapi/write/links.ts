import type { ManyToMany, Table } from "../../metadata/types";
import { demandAccess, missingPrivilege } from "../../security/access";
import { teamMembers, teamRoles, userRoles } from "../../security/principal";
import type { Store } from "../../store/store";
import { rowMissing } from "../errors";
import type { Session } from "../session";

/**
 * Links two rows of a many-to-many relationship; a link that is there stays.
 * @throws DataverseError 403, 404
 */
export function linkRows(session: Session, relationship: ManyToMany, table: Table, id: string, other: Table, otherId: string): void {
  demandLink(session, relationship, table, id, other, otherId);
  session.organization.store.link(relationship.schemaName, id, otherId);
}

/**
 * Takes a link away; one that is not there is no error.
 * @throws DataverseError 403, 404
 */
export function unlinkRows(session: Session, relationship: ManyToMany, table: Table, id: string, other: Table, otherId: string): void {
  demandLink(session, relationship, table, id, other, otherId);
  session.organization.store.unlink(relationship.schemaName, id, otherId);
}

/** Takes away all links of a row that is deleted. */
export function unlinkAll(store: Store, relationship: ManyToMany, id: string): void {
  for (const other of store.linkedIds(relationship.schemaName, id)) store.unlink(relationship.schemaName, id, other);
}

function demandLink(session: Session, relationship: ManyToMany, table: Table, id: string, other: Table, otherId: string): void {
  const { store } = session.organization;
  const row = store.find(table.logicalName, id);
  const otherRow = store.find(other.logicalName, otherId);
  if (!row) throw rowMissing(table.logicalName, id);
  if (!otherRow) throw rowMissing(other.logicalName, otherId);
  if ([userRoles, teamRoles, teamMembers].includes(relationship.schemaName)) {
    // Handing out roles and membership has privileges of its own; with less, anybody could raise himself.
    if (!session.principal.isAdministrator) throw missingPrivilege(session.principal, relationship.schemaName === teamMembers ? "prvWriteTeam" : "prvAssignRole");
    return;
  }
  demandAccess(session.principal, "Append", table, row);
  demandAccess(session.principal, "AppendTo", other, otherRow);
}
