import { createReadStream, createWriteStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import type { World } from "../support/world";
import { measure } from "./measure";

/** One request as it was sent: which server, what, and what length its answer had. */
export interface Recorded {
  side: "sales" | "scm";
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

const dropped = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding", "keep-alive"]);

/** Runs a command against proxies that write down each request, so that it can be sent again without the engine. */
export async function record(world: World, args: string[], concurrency: number, file: string): Promise<void> {
  const out = createWriteStream(file);
  const sales = await proxy("sales", world.salesUrl, (line) => out.write(line));
  const scm = await proxy("scm", world.scmUrl, (line) => out.write(line));
  await measure(world, args, concurrency, { salesUrl: sales.url, scmUrl: scm.url });
  for (const { server } of [sales, scm]) {
    server.closeAllConnections();
    server.close();
  }
  out.end();
  await once(out, "finish");
}

async function proxy(side: Recorded["side"], target: string, write: (line: string) => void): Promise<{ url: string; server: Server }> {
  let own = "";
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString("utf8");
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !dropped.has(name)).map(([name, value]) => [name, String(value)]));
      const path = request.url ?? "/";
      write(`${JSON.stringify({ side, method: request.method ?? "GET", path, headers, body } satisfies Recorded)}\n`);
      const answer = await fetch(target + path, { method: request.method ?? "GET", headers, ...(body === "" ? {} : { body }) });
      // Links in the answer lead back here, or the rest of a list would go past the proxy.
      const text = (await answer.text()).replaceAll(target, own);
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "", date: answer.headers.get("date") ?? "" }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: own, server };
}

/** Sends recorded requests to a fresh world, so many at once, from a process of its own. */
export async function replay(world: World, file: string, concurrency: number): Promise<{ requests: number; seconds: number }> {
  let requests = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) if (line) requests++;
  const child = spawn(process.execPath, ["test/bench/floor.cjs", file, world.salesUrl, world.scmUrl, String(concurrency)], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return { requests, seconds: Number(output.trim()) / 1000 };
}
