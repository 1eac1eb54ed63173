import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What a fault does to a call: an answer in place of the real one, or the connection cut before or after the work. */
export type Fault = Answer | "cut before" | "cut after";

/** A small HTTP server for tests, with a log of calls and faults by choice. */
export class TestServer {
  readonly calls: Call[] = [];
  /** Asked for every call; undefined lets it pass. */
  fault: (call: Call) => Fault | undefined | Promise<Fault | undefined> = () => undefined;
  private readonly server: Server;

  constructor(private readonly answer: (call: Call) => Answer | Promise<Answer>) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** `GET /path` of each call so far, without queries. */
  get trace(): string[] {
    return this.calls.map(({ method, path }) => `${method} ${decodeURIComponent(path.split("?")[0] ?? "")}`);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call: Call = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
    this.calls.push(call);
    const fault = await this.fault(call);
    if (fault === "cut before") return void request.socket.destroy();
    const answer = fault !== undefined && fault !== "cut after" ? fault : await this.answer(call);
    if (fault === "cut after") return void request.socket.destroy();
    const text = answer.body === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { "Content-Type": "application/json; odata.metadata=minimal", ...answer.headers }).end(text);
  }
}
