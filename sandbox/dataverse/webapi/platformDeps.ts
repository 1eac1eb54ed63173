import type { FastifyRequest } from "fastify";
import { ids } from "../../data/ids";
import type { SandboxUser } from "../../http/contract";
import type { PlatformDeps, PlatformUser } from "../platformRoutes";
import { languageOf } from "./http";
import { privilegeName, principalOf, type Right } from "../security/principal";
import { userIds } from "../security/callers";
import { textOf } from "../store/lookup";
import type { Organization } from "./session";

/** What the pages around the Web API ask of the Sales server. */
export function platformDeps(organization: Organization): PlatformDeps {
  const { store, registry } = organization;
  return {
    registry: () => registry,
    user: (request) => platformUser(organization, request),
    users: () => Object.entries(userIds).map(([token, id]) => {
      const row = store.find("systemuser", id);
      return { token, fullName: (row && textOf(row, "fullname")) ?? token, title: (row && textOf(row, "title")) ?? "" };
    }),
    organization: () => ({ id: ids.organization, uniqueName: "sandbox", baseCurrencyId: ids.baseCurrency }),
  };
}

function platformUser({ store, registry }: Organization, request: FastifyRequest): PlatformUser | undefined {
  const token: SandboxUser | undefined = request.sandboxUser;
  const row = token && store.find("systemuser", userIds[token]);
  if (!token || !row) return undefined;
  const principal = principalOf(store, registry, row);
  return {
    id: principal.userId,
    fullName: textOf(row, "fullname") ?? token,
    businessUnitId: principal.businessUnitId,
    languageId: languageOf(request.headers.cookie),
    token,
    roles: principal.roleIds.flatMap((id) => {
      const role = registry.role(id);
      return role ? [{ id, name: role.name }] : [];
    }),
    readsSecured: principal.isAdministrator,
    privileges(tableName) {
      const table = registry.table(tableName);
      const may = (right: Right): boolean => table !== undefined && principal.depthOf(privilegeName(right, table)) !== undefined;
      return { create: may("Create"), read: may("Read"), write: may("Write"), delete: may("Delete"), append: may("Append"), appendTo: may("AppendTo") };
    },
  };
}
