import { ConnectionError } from "../../core/errors";
import { TestServer, type Fault } from "../../testSupport/server";
import { DataverseClient } from "../dataverse/client";
import { HttpClient, type HttpClientOptions } from "./client";
import { StaticTokenCredential } from "./credential";
import { retryAfterMs, type TimeSource } from "./time";

/** Time that stands still except in sleeps, which it records. */
class FakeTime implements TimeSource {
  at = 0;
  readonly slept: number[] = [];
  monotonic = () => this.at;
  now = () => Date.now();
  random = () => 0;
  sleep = (milliseconds: number) => {
    this.slept.push(milliseconds);
    this.at += milliseconds;
    return Promise.resolve();
  };
}

let server: TestServer;
let time: FakeTime;
beforeEach(async () => {
  time = new FakeTime();
  server = await new TestServer(() => ({ status: 200, body: { ok: true } })).start();
});
afterEach(() => server.stop());

const client = (options: Partial<HttpClientOptions> = {}) =>
  new HttpClient({ side: "scm", baseUrl: options.baseUrl ?? server.url, credential: new StaticTokenCredential("secret-token"), timeoutMs: 2_000, concurrency: 5, time, ...options });
const get = { method: "GET", path: "data/X", correlationId: "c-1" } as const;
const post = { ...get, method: "POST", body: "{}" } as const;

function faults(...list: Fault[]): void {
  server.fault = () => list.shift();
}

test("token and correlation id go along", async () => {
  await client().send(get);
  expect(server.calls[0]?.headers).toMatchObject({ authorization: "Bearer secret-token", "x-ms-client-request-id": "c-1" });
});

test.each([["seconds", () => "2"], ["a date", () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_000).toUTCString()]])("Retry-After in %s is waited for, also by others", async (_form, header) => {
  faults({ status: 429, headers: { "Retry-After": header() } });
  const shared = client();
  expect((await shared.send(post)).status).toBe(200);
  expect(Math.max(...time.slept)).toBeGreaterThan(1_000);
  expect(server.calls).toHaveLength(2);

  // A pause that is too long for one call is reported to everybody at once, without asking the server again.
  faults({ status: 429, headers: { "Retry-After": "600" } });
  await expect(shared.send(get)).rejects.toMatchObject({ code: "scm-busy", retryAfterMs: 600_000 });
  const calls = server.calls.length;
  await expect(shared.send(get)).rejects.toMatchObject({ code: "scm-busy" });
  expect(server.calls).toHaveLength(calls);
});

test("reads are repeated a bounded number of times; writes of unknown outcome are not", async () => {
  server.fault = () => ({ status: 503 });
  await expect(client({ retries: 2 }).send(get)).rejects.toMatchObject({ code: "scm-unreachable", retryable: true });
  expect(server.calls).toHaveLength(3);
  await expect(client({ retries: 2 }).send(post)).rejects.toMatchObject({ ambiguous: true });
  expect(server.calls).toHaveLength(4);
});

test("a connection that never came about is no unknown outcome", async () => {
  const url = server.url;
  await server.stop();
  await expect(client({ baseUrl: url, retries: 1 }).send(post)).rejects.toMatchObject({ code: "scm-unreachable", ambiguous: false });
  expect(time.slept).toHaveLength(1);
  await server.start();
});

test("an answer that does not come in time counts as not reachable", async () => {
  server.fault = () => new Promise(() => undefined);
  await expect(client({ timeoutMs: 100 }).send(post)).rejects.toMatchObject({ code: "scm-unreachable", ambiguous: true });
});

test("401 and redirects are sign-in failures and show no token", async () => {
  faults({ status: 401 }, { status: 302, headers: { Location: "https://login.example.com/?x=1" } });
  for (const path of ["data/A", "data/B"]) {
    const error: unknown = await client().send({ ...get, path }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "scm-signin-failed", retryable: false });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret-token");
  }
});

test("a credential that is refused is a sign-in failure, a network fault on the way to it is not", async () => {
  const failing = (name: string) => ({ getToken: () => Promise.reject(Object.assign(new Error("AADSTS7000215"), { name })) });
  await expect(client({ credential: failing("AuthenticationError") }).send(get)).rejects.toMatchObject({ code: "scm-signin-failed" });
  await expect(client({ credential: failing("RestError"), retries: 0 }).send(get)).rejects.toBeInstanceOf(ConnectionError);
});

test("a nextLink to another origin is not followed, one that loops is a named error", async () => {
  const dataverse = new DataverseClient(client({ side: "sales" }));
  const rows = async () => {
    const seen: unknown[] = [];
    for await (const row of dataverse.list("accounts?$select=name", { correlationId: "c" })) seen.push(row["name"]);
    return seen;
  };
  const page = (next: string) => ({ status: 200, body: { value: [{ name: "a" }], "@odata.nextLink": next } });
  faults(page("https://evil.example.com/api/data/v9.2/accounts?page=2"));
  await expect(rows()).rejects.toMatchObject({ code: "sales-refused" });
  expect(server.calls).toHaveLength(1);
  const loop = `${server.url}api/data/v9.2/accounts?$skiptoken=1`;
  faults(page(loop), page(loop), page(loop));
  await expect(rows()).rejects.toMatchObject({ code: "list-loops", params: { set: "accounts" } });
});

test("at most so many requests run at once", async () => {
  let running = 0;
  let most = 0;
  server.fault = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running--;
    return undefined;
  };
  const limited = client({ concurrency: 3 });
  await Promise.all(Array.from({ length: 12 }, () => limited.send(get)));
  expect(most).toBe(3);
});

test("the server's time is taken from its Date header", async () => {
  faults({ status: 200, headers: { Date: "Tue, 01 Jan 2030 00:00:00 GMT" }, body: {} });
  const clock = client();
  await clock.send(get);
  time.at += 5_000;
  expect(new Date(clock.serverNow()).toISOString()).toBe("2030-01-01T00:00:05.000Z");
});

test("Retry-After that cannot be read counts as absent", () => {
  expect([null, "", "soon"].map((header) => retryAfterMs(header, 0))).toEqual([undefined, undefined, undefined]);
});
