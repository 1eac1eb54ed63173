import { existsSync } from "node:fs";
import { connectBackend, runBackend, startBackend } from "../sandbox/compose/backend";
import { assignRoles, importSolution, loadDemo } from "../sandbox/compose/demo";
import { portsFrom } from "../sandbox/compose/ports";
import { startSales } from "../sandbox/dataverse/server";
import { startScm } from "../sandbox/scm/server";
import { run } from "./run";

const zip = "dist/ProspectToCashSales.zip";
const built = [zip, "dist/backend/main.js", "dist/sandbox/app.js", "dist/sandbox/fluent.js"];

/** `npm start`: builds what is missing, then serves Sales, SCM and the backend on this machine. */
async function main(): Promise<void> {
  const ports = portsFrom(process.env);
  if (!built.every((file) => existsSync(file))) {
    console.log("Building (once; about a minute) …");
    await run("npm", ["run", "-s", "build"]);
  }
  const sales = await startSales({ port: ports.sales });
  const scm = await startScm({ port: ports.scm });
  console.log("Importing the solution and loading the demo company …");
  await importSolution(sales.url, zip);
  await assignRoles(sales.url);
  await loadDemo(sales.url, scm.url);
  const options = { salesUrl: sales.url, scmUrl: scm.url, port: ports.backend, onLine: (line: string) => console.log(`backend: ${line}`) };
  await connectBackend(options);
  // A catalogue to sell from, with its stock: brought by the same commands an administrator uses.
  await runBackend(["run", "products"], options);
  await runBackend(["run", "on-hand"], options);
  // From here on a reset comes back to this.
  sales.keepAsStart();
  const backend = await startBackend(options);

  console.log(`
Sales    ${sales.url}
SCM      ${scm.url}
Backend  ${backend.url}

Click first: ${sales.url}/main.aspx?pagetype=entitylist&etn=account  – open an account, tab "Supply Chain", Sync now.
`);
  const stop = (): void => void Promise.all([backend.stop(), sales.close(), scm.close()]).then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
