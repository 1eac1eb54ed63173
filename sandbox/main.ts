import { existsSync } from "node:fs";
import { assignRoles, importSolution, loadDemo } from "./compose/demo";
import { portsFrom } from "./compose/ports";
import { startSales } from "./dataverse/server";
import { startScm } from "./scm/server";

const zip = "dist/ProspectToCashSales.zip";

/** `npm run sandbox`: Sales and SCM, with the solution and the demo company unless `--empty` is given. */
async function main(): Promise<void> {
  const empty = process.argv.includes("--empty");
  const ports = portsFrom(process.env);
  if (!empty && !existsSync(zip)) throw new Error(`${zip} is missing; run 'npm run build' first, or start with --empty.`);
  const sales = await startSales({ port: ports.sales });
  const scm = await startScm({ port: ports.scm, empty });
  if (!empty) {
    await importSolution(sales.url, zip);
    await assignRoles(sales.url);
    await loadDemo(sales.url, scm.url);
    // From here on a reset comes back to this.
    sales.keepAsStart();
  }
  console.log(`Sales  ${sales.url}\nSCM    ${scm.url}${empty ? "\nStandard tables only: no solution, no demo rows." : ""}`);
  const stop = (): void => void Promise.all([sales.close(), scm.close()]).then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
