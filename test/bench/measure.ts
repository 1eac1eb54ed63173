import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { backendEnvironment } from "../../sandbox/compose/backend";
import { logOf } from "../support/sync";
import type { World } from "../support/world";

export interface LogEntry {
  method: string;
  path: string;
  status: number;
}

/** What a command cost: by the servers' logs, and its peak memory where the system tells it. */
export interface Measured {
  seconds: number;
  sales: LogEntry[];
  scm: LogEntry[];
  peakMb: number;
  lastLine: string;
}

/** Runs the shipped command line to its end. */
export async function measure(world: World, args: string[], concurrency: number, urls: { salesUrl?: string; scmUrl?: string } = {}): Promise<Measured> {
  await Promise.all([world.admin.call("DELETE", "/_sandbox/log"), world.scm.call("DELETE", "/_sandbox/log")]);
  const start = performance.now();
  const child = spawn(process.execPath, ["dist/backend/main.js", ...args], {
    env: backendEnvironment({ ...world.backendOptions, ...urls, env: { P2C_CONCURRENCY: String(concurrency) } }), stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let peakMb = 0;
  const watch = setInterval(() => {
    try {
      const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (match) peakMb = Number(match[1]) / 1024;
    } catch {
      // Not Linux, or just ended: the last figure stands.
    }
  }, 50);
  await once(child, "close");
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  const sales = (await logOf(world.admin)).filter((entry) => entry.caller === "sandbox-sync");
  return { seconds, sales, scm: await logOf(world.scm), peakMb, lastLine: output.trim().split("\n").find((line) => line.includes("Created ")) ?? output.trim() };
}

/** Only a GET is certain to change nothing: what a batch holds does not stand in a log. */
export function isGet({ method }: LogEntry): boolean {
  return method === "GET";
}
