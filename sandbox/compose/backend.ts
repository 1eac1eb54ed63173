import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface BackendOptions {
  salesUrl: string;
  scmUrl: string;
  port: number;
  /** More environment, e.g. `P2C_LEASE_SECONDS`. */
  env?: Record<string, string>;
  /** Receives each line the backend prints. */
  onLine?: (line: string) => void;
}

/** The backend as it ships, run as a process of its own. */
export interface Backend {
  url: string;
  process: ChildProcess;
  /** Ends it as a service manager does, and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const bundle = "dist/backend/main.js";

/** Environment with which the shipped backend works against the sandbox: configuration only, no other code. */
export function backendEnvironment(options: BackendOptions): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    P2C_DATAVERSE_URL: options.salesUrl,
    P2C_SCM_URL: options.scmUrl,
    P2C_STATIC_TOKEN: "sandbox-sync",
    P2C_WEBHOOK_SECRETS: "a-secret-for-this-machine-only",
    P2C_ENDPOINT_URL: `http://127.0.0.1:${options.port}`,
    P2C_PORT: String(options.port),
    P2C_DEFAULT_COMPANY: "usmf",
    ...options.env,
  };
}

/** Registers webhook and step, as an administrator does once. */
export async function connectBackend(options: BackendOptions): Promise<string> {
  const { code, output } = await runBackend(["connect"], { ...options, env: { ...options.env, P2C_STATIC_TOKEN: "sandbox-admin" } });
  if (code !== 0) throw new Error(`The backend's connect command ended with ${code}:\n${output}`);
  return output;
}

/** Runs one of the backend's commands to its end. */
export async function runBackend(args: string[], options: BackendOptions): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [bundle, ...args], { env: backendEnvironment(options), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/** Starts the backend and waits until it answers `/health`. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const child = spawn(process.execPath, [bundle, "serve"], { env: backendEnvironment(options), stdio: ["ignore", "pipe", "pipe"] });
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-4000);
      chunk.toString().split("\n").filter(Boolean).forEach((line) => options.onLine?.(line));
    });
  }
  const exited = once(child, "exit");
  const url = `http://127.0.0.1:${options.port}`;
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The backend ended with ${child.exitCode}:\n${tail}`);
    const alive = await fetch(`${url}/health`).then((r) => r.ok, () => false);
    if (alive) break;
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The backend did not answer ${url}/health within 20 s:\n${tail}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    process: child,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await exited;
      }
    },
  };
}
