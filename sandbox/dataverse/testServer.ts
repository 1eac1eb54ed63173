import { parse } from "lossless-json";
import type { SandboxUser } from "../http/contract";
import { sampleZip } from "./import/testSupport";
import { startSales, type SalesServer } from "./server";

/** An answer of the server under test. */
export interface TestAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Body as JSON; numbers as binary floating point. */
  json: Record<string, unknown>;
  /** Rows of a list. */
  rows: Record<string, unknown>[];
  /** `code` of an error body. */
  code: string | undefined;
  message: string;
  /** GUID in OData-EntityId. */
  id: string;
  /** Digits of a number in the body, exactly as printed. */
  digits(property: string): string;
}

export type TestCall = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>;

/** A listening server with the import tests' sample solution (table abc_ticket, keyed by name). */
export interface TestServer {
  sales: SalesServer;
  admin: TestCall;
  salesperson: TestCall;
  sync: TestCall;
  as(user: SandboxUser): TestCall;
}

/** Starts a server on a free port; close it in afterAll. */
export async function startTestServer(options: { solution: boolean } = { solution: true }): Promise<TestServer> {
  const sales = await startSales({ port: 0 });
  const as = (user: SandboxUser): TestCall => (method, path, body, headers = {}) => call(sales.url, user, method, path, body, headers);
  const server: TestServer = { sales, as, admin: as("sandbox-admin"), salesperson: as("sandbox-sales"), sync: as("sandbox-sync") };
  if (options.solution) {
    const answer = await server.admin("POST", "ImportSolution", {
      OverwriteUnmanagedCustomizations: true, PublishWorkflows: true, ImportJobId: crypto.randomUUID(),
      CustomizationFile: Buffer.from(sampleZip()).toString("base64"),
    });
    if (answer.status !== 204) throw new Error(`The sample solution was refused: ${answer.text}`);
  }
  return server;
}

async function call(url: string, user: SandboxUser, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<TestAnswer> {
  const response = await fetch(path.startsWith("/") ? url + path : `${url}/api/data/v9.2/${path}`, {
    method,
    headers: { authorization: `Bearer ${user}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  const error = json.error as { code?: string; message?: string } | undefined;
  return {
    status: response.status, headers: response.headers, text, json,
    rows: (json.value ?? []) as Record<string, unknown>[],
    code: error?.code,
    message: error?.message ?? "",
    id: /\(([0-9a-f-]{36})\)$/.exec(response.headers.get("odata-entityid") ?? "")?.[1] ?? "",
    digits: (property) => String((parse(text) as Record<string, unknown>)[property]),
  };
}
