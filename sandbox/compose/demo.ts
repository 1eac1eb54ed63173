import { readFile } from "node:fs/promises";
import { demoSalesRows, demoScmRows } from "../data";
import { ids } from "../data/ids";
import { SandboxClient } from "./client";

const api = "/api/data/v9.2";

/** Imports a solution zip the way an administrator's tool does, through the ImportSolution action. */
export async function importSolution(salesUrl: string, zipPath: string): Promise<void> {
  const admin = new SandboxClient(salesUrl, "sandbox-admin");
  const zip = await readFile(zipPath);
  await admin.call("POST", `${api}/ImportSolution`, {
    OverwriteUnmanagedCustomizations: true,
    PublishWorkflows: true,
    CustomizationFile: zip.toString("base64"),
    ImportJobId: crypto.randomUUID(),
  });
  await admin.call("POST", `${api}/PublishAllXml`, {});
}

/** Gives the salesperson and the application user the solution's roles, as an administrator would after the import. */
export async function assignRoles(salesUrl: string): Promise<void> {
  const admin = new SandboxClient(salesUrl, "sandbox-admin");
  await assignRole(admin, ids.users.sales, "P2C Salesperson");
  await assignRole(admin, ids.users.sync, "P2C Sync Service");
}

/**
 * Associates a security role with a user.
 * @throws Error when no role has that name
 */
export async function assignRole(admin: SandboxClient, userId: string, roleName: string): Promise<void> {
  const [role] = await admin.list<{ roleid: string }>(`${api}/roles?$select=roleid&$filter=name eq '${encodeURIComponent(roleName)}'`);
  if (!role) throw new Error(`There is no security role named '${roleName}'. Was the solution imported?`);
  await admin.call("POST", `${api}/systemusers(${userId})/systemuserroles_association/$ref`, {
    "@odata.id": `${admin.baseUrl}${api}/roles(${role.roleid})`,
  });
}

/** Loads the demo company's rows into both servers. */
export async function loadDemo(salesUrl: string, scmUrl: string): Promise<void> {
  await new SandboxClient(salesUrl, "sandbox-admin").load(demoSalesRows());
  await new SandboxClient(scmUrl, "sandbox-admin").load(demoScmRows());
}
