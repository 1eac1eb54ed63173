import { createServer } from "node:net";
import { connectBackend, startBackend, type Backend, type BackendOptions } from "../../sandbox/compose/backend";
import { SandboxClient } from "../../sandbox/compose/client";
import { assignRoles, importSolution, loadDemo } from "../../sandbox/compose/demo";
import { startSales } from "../../sandbox/dataverse/server";
import { startScm } from "../../sandbox/scm/server";

export const api = "/api/data/v9.2";

/** Sales, SCM and, when asked for, the shipped backend, on free ports, with the built solution imported. */
export interface World {
  admin: SandboxClient;
  salesperson: SandboxClient;
  service: SandboxClient;
  scm: SandboxClient;
  salesUrl: string;
  scmUrl: string;
  backendOptions: BackendOptions;
  backend?: Backend;
  /** Everything the backend printed. */
  backendLines: string[];
  startBackend(): Promise<Backend>;
  close(): Promise<void>;
}

export interface WorldOptions {
  demo?: boolean;
  backend?: boolean;
  backendEnv?: Record<string, string>;
}

/** Starts a world. Each test file has its own, so files can run side by side. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const sales = await startSales({ port: 0 });
  const scm = await startScm({ port: 0 });
  const close: (() => Promise<void>)[] = [() => sales.close(), () => scm.close()];
  await importSolution(sales.url, "dist/ProspectToCashSales.zip");
  await assignRoles(sales.url);
  if (options.demo) await loadDemo(sales.url, scm.url);
  const backendLines: string[] = [];
  const backendOptions: BackendOptions = {
    salesUrl: sales.url,
    scmUrl: scm.url,
    port: await freePort(),
    env: { P2C_SWEEP_SECONDS: "1", ...options.backendEnv },
    onLine: (line) => backendLines.push(line),
  };
  await connectBackend(backendOptions);
  const world: World = {
    admin: new SandboxClient(sales.url, "sandbox-admin"),
    salesperson: new SandboxClient(sales.url, "sandbox-sales"),
    service: new SandboxClient(sales.url, "sandbox-sync"),
    scm: new SandboxClient(scm.url, "sandbox-sync"),
    salesUrl: sales.url,
    scmUrl: scm.url,
    backendOptions,
    backendLines,
    async startBackend() {
      world.backend = await startBackend(backendOptions);
      return world.backend;
    },
    async close() {
      await world.backend?.stop("SIGKILL");
      await Promise.all(close.map((end) => end()));
    },
  };
  if (options.backend !== false) await world.startBackend();
  return world;
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Asks until an answer satisfies.
 * @throws Error with the last answer when `seconds` have passed
 */
export async function until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean, seconds = 20): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Not so within ${seconds} s; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
