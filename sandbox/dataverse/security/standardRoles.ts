import { privilegesOf, type MetadataRegistry } from "../metadata/registry";
import type { PrivilegeDepth, RoleDefinition } from "../metadata/types";

/** Role that may do everything; the id is the sandbox's own. */
export const administratorRoleId = "5a1e5000-0000-4000-8000-000000000031";
export const salespersonRoleId = "5a1e5000-0000-4000-8000-000000000032";
export const basicUserRoleId = "5a1e5000-0000-4000-8000-000000000033";

/** Tables that sales people work in. */
const business = [
  "account", "contact", "lead", "opportunity", "opportunityproduct", "quote", "quotedetail", "salesorder",
  "salesorderdetail", "invoice", "invoicedetail", "task", "annotation", "quoteclose", "orderclose",
];
/** Tables that everybody reads and refers to, and administrators keep. */
const reference = [
  "product", "pricelevel", "productpricelevel", "uom", "uomschedule", "transactioncurrency", "systemuser", "team",
  "businessunit", "organization", "role", "solution", "publisher", "savedquery", "systemform",
];

/** The roles every organisation begins with, for the tables it begins with. Call before any solution is imported. */
export function standardRoles(registry: MetadataRegistry): RoleDefinition[] {
  const salesDepths: Record<string, PrivilegeDepth> = { Read: "Global", AppendTo: "Global", Assign: "Local", Share: "Local" };
  return [
    { roleId: administratorRoleId, name: "System Administrator", privileges: everything(registry) },
    { roleId: salespersonRoleId, name: "Salesperson", privileges: workingRole(registry, (verb) => salesDepths[verb] ?? "Local") },
    { roleId: basicUserRoleId, name: "Basic User", privileges: workingRole(registry, () => "Basic") },
  ];
}

function everything(registry: MetadataRegistry): Record<string, PrivilegeDepth> {
  return Object.fromEntries([...registry.privileges()].map((privilege) => [privilege, "Global"]));
}

function workingRole(registry: MetadataRegistry, depth: (verb: string) => PrivilegeDepth): Record<string, PrivilegeDepth> {
  const privileges: Record<string, PrivilegeDepth> = {};
  const grant = (names: string[], allow: (verb: string) => PrivilegeDepth | undefined): void => {
    for (const name of names) {
      const table = registry.table(name);
      for (const privilege of table ? privilegesOf(table) : []) {
        const verb = /^prv(Create|Read|Write|Delete|AppendTo|Append|Assign|Share)/.exec(privilege)?.[1];
        const allowed = verb && allow(verb);
        if (allowed) privileges[privilege] = allowed;
      }
    }
  };
  grant(reference, (verb) => (verb === "Read" || verb === "AppendTo" ? "Global" : undefined));
  grant(business, depth);
  for (const document of ["Opportunity", "Quote", "Order", "Invoice"]) privileges[`prvOverridePriceEngine${document}`] = "Global";
  return privileges;
}
