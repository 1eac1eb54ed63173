import { privilegeSuffix, type MetadataRegistry } from "../metadata/registry";
import type { PrivilegeDepth, Table } from "../metadata/types";
import { lookupOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { administratorRoleId } from "./standardRoles";

/** What a privilege allows; the word is part of the privilege's name. */
export type Right = "Create" | "Read" | "Write" | "Delete" | "Append" | "AppendTo" | "Assign" | "Share";

const order: Record<PrivilegeDepth, number> = { Basic: 1, Local: 2, Deep: 3, Global: 4 };

/** A user as the security checks see it: who, where, and what the roles add up to. */
export interface Principal {
  userId: string;
  businessUnitId: string;
  /** The teams whose rows count as the user's own. */
  teamIds: ReadonlySet<string>;
  /** Business units at or below the user's. */
  unitsBelow: ReadonlySet<string>;
  roleIds: readonly string[];
  /** Bypasses column security; holds the System Administrator role. */
  isAdministrator: boolean;
  /** How far a privilege reaches; undefined when the user does not have it. */
  depthOf(privilege: string): PrivilegeDepth | undefined;
}

/** Many-to-many relationships that give users and teams their roles, and teams their members. */
export const userRoles = "systemuserroles_association";
export const teamRoles = "teamroles_association";
export const teamMembers = "teammembership_association";

/** Reads a user's roles and teams. Cheap enough to be done per request, so a role assigned counts at once. */
export function principalOf(store: Store, registry: MetadataRegistry, user: Row): Principal {
  const userId = textOf(user, "systemuserid") ?? "";
  const teamIds = new Set(store.linkedIds(teamMembers, userId));
  const roleIds = new Set([...store.linkedIds(userRoles, userId), ...[...teamIds].flatMap((id) => store.linkedIds(teamRoles, id))]);
  return withRoles(store, registry, user, userId, teamIds, [...roleIds]);
}

/** A team as owner of rows: what its own roles allow. */
export function teamPrincipal(store: Store, registry: MetadataRegistry, team: Row): Principal {
  const teamId = textOf(team, "teamid") ?? "";
  return withRoles(store, registry, team, teamId, new Set(), store.linkedIds(teamRoles, teamId));
}

function withRoles(store: Store, registry: MetadataRegistry, row: Row, userId: string, teamIds: Set<string>, roleIds: string[]): Principal {
  const businessUnitId = lookupOf(row, "businessunitid")?.id ?? "";
  const isAdministrator = roleIds.includes(administratorRoleId);
  const roles = roleIds.flatMap((id) => registry.role(id) ?? []);
  let unitsBelow: Set<string> | undefined;
  return {
    userId,
    businessUnitId,
    teamIds,
    get unitsBelow() {
      return (unitsBelow ??= businessUnitsBelow(store, businessUnitId));
    },
    roleIds,
    isAdministrator,
    depthOf(privilege) {
      // A solution's new tables are the administrator's at once, as after a real import.
      if (isAdministrator) return "Global";
      let best: PrivilegeDepth | undefined;
      for (const role of roles) {
        const depth = role.privileges[privilege];
        if (depth && (!best || order[depth] > order[best])) best = depth;
      }
      return best;
    },
  };
}

/**
 * The principal of an impersonated call: acts as `user`, with what both may do.
 * Source: Microsoft, "Impersonate another user" (the privileges are the intersection of both).
 */
export function impersonated(caller: Principal, user: Principal): Principal {
  return {
    userId: user.userId,
    businessUnitId: user.businessUnitId,
    teamIds: user.teamIds,
    get unitsBelow() {
      return user.unitsBelow;
    },
    roleIds: user.roleIds,
    isAdministrator: caller.isAdministrator && user.isAdministrator,
    depthOf(privilege) {
      const mine = caller.depthOf(privilege);
      const theirs = user.depthOf(privilege);
      if (!mine || !theirs) return undefined;
      return order[mine] < order[theirs] ? mine : theirs;
    },
  };
}

/** e.g. `prvReadAccount`. */
export function privilegeName(right: Right, table: Table): string {
  return `prv${right}${privilegeSuffix(table)}`;
}

function businessUnitsBelow(store: Store, top: string): Set<string> {
  const below = new Set([top]);
  const visit = (id: string): void => {
    for (const unit of store.referencing("businessunit", "parentbusinessunitid", id)) {
      const unitId = textOf(unit, "businessunitid") ?? "";
      if (below.has(unitId)) continue;
      below.add(unitId);
      visit(unitId);
    }
  };
  visit(top);
  return below;
}
