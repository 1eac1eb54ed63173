import type { LogEntry, RunningServer, SandboxServer } from "./contract";
import { PortInUseError, SandboxInputError } from "./errors";
import { createSandboxServer, listen } from "./server";

let sandbox: SandboxServer;
let running: RunningServer;
let rows: unknown[];
let written: string[];
let resets: number;
let staleSet: number;

beforeEach(async () => {
  rows = [];
  written = [];
  resets = 0;
  staleSet = 0;
  sandbox = await createSandboxServer({
    onReset: () => {
      resets++;
    },
    onLoad: async (stream) => {
      for await (const row of stream) {
        if ((row as { bad?: boolean }).bad) throw new SandboxInputError("'bad' is not a column.");
        rows.push(row);
      }
      return rows.length;
    },
    onStale: () => {
      staleSet++;
    },
  });
  sandbox.app.post("/things", async (request, reply) => {
    written.push(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "nothing");
    await reply.code(201).send({ user: request.sandboxUser ?? null, stale: request.serveStale ?? false, type: request.headers["content-type"] });
  });
  running = await listen(sandbox, 0);
});
afterEach(() => running.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) => fetch(running.url + path, { method: "POST", body, headers });
const rule = (value: unknown) => post("/_sandbox/faults", JSON.stringify(value));
const logged = async () => (await (await fetch(`${running.url}/_sandbox/log`)).json()) as LogEntry[];

test("hands bodies on as bytes whatever their type, and knows the caller by token, else cookie", async () => {
  const multipart = await post("/things", "--b\r\n", { "content-type": "multipart/mixed;boundary=b", authorization: "Bearer sandbox-sync" });
  expect(await multipart.json()).toMatchObject({ user: "sandbox-sync", type: "multipart/mixed;boundary=b" });
  expect(await (await post("/things", "{}", { cookie: "a=1; sandbox-user=sandbox-sales" })).json()).toMatchObject({ user: "sandbox-sales" });
  expect(await (await post("/things", "{}", { authorization: "Bearer stolen", cookie: "sandbox-user=sandbox-sales" })).json()).toMatchObject({ user: null });
  expect(written).toEqual(["--b\r\n", "{}", "{}"]);
});

test("logs requests of the imitated surface, never a token, and can be emptied", async () => {
  await post("/things?$top=1", "x", { authorization: "Bearer sandbox-admin" });
  await post("/things", "x", { authorization: "Bearer eyJ.secret" });
  const log = await logged();
  expect(log).toEqual([
    expect.objectContaining({ method: "POST", path: "/things?$top=1", status: 201, caller: "sandbox-admin" }),
    expect.objectContaining({ status: 201, caller: "anonymous" }),
  ]);
  expect(JSON.stringify(log)).not.toContain("secret");
  expect(log[0]?.milliseconds).toBeGreaterThan(0);
  await fetch(`${running.url}/_sandbox/log`, { method: "DELETE" });
  expect(await logged()).toEqual([]);
});

test("answers a fault the given number of times, then behaves", async () => {
  await rule({ match: { method: "post", path: "^/things" }, times: 2, answer: { status: 429, headers: { "Retry-After": "7" }, body: { error: "busy" } } });
  const first = await post("/things", "a");
  expect([first.status, first.headers.get("retry-after"), await first.json()]).toEqual([429, "7", { error: "busy" }]);
  expect((await post("/things", "b")).status).toBe(429);
  expect((await post("/things", "c")).status).toBe(201);
  expect(written).toEqual(["c"]);
  expect((await logged()).map((entry) => entry.status)).toEqual([429, 429, 201]);
});

test("draws probabilities from the seed, so a run repeats", async () => {
  const draw = async () => {
    await post("/_sandbox/reset", "");
    await rule({ match: {}, probability: 0.5, seed: 42, answer: { status: 503 } });
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) statuses.push((await post("/things", "x")).status);
    return statuses;
  };
  const first = await draw();
  expect(new Set(first)).toEqual(new Set([201, 503]));
  expect(await draw()).toEqual(first);
  expect(resets).toBe(2);
});

test("cuts the connection before or after the change is applied", async () => {
  await rule({ match: { path: "^/things" }, times: 1, drop: "before" });
  await expect(post("/things", "never")).rejects.toThrow();
  expect(written).toEqual([]);
  await rule({ match: { path: "^/things" }, times: 1, drop: "after" });
  await expect(post("/things", "applied")).rejects.toThrow();
  expect(written).toEqual(["applied"]);
  expect((await logged()).map((entry) => entry.status)).toEqual([0, 0]);
  expect((await post("/things", "fine")).status).toBe(201);
});

test("delays, and tells the server to serve stale pages", async () => {
  await rule([{ match: { path: "^/things" }, times: 1, delayMs: 80 }, { match: { path: "^/things" }, times: 1, stale: true }]);
  expect(staleSet).toBe(1);
  const start = performance.now();
  expect(await (await post("/things", "x")).json()).toMatchObject({ stale: false });
  expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  expect(await (await post("/things", "x")).json()).toMatchObject({ stale: true });
});

test.each([
  [{ match: {}, times: 0, answer: { status: 500 } }, "'times' is 0"],
  [{ match: {} }, "does nothing"],
  [{ answer: { status: 500 } }, "'match' is missing"],
  [{ match: { path: "(" }, drop: "before" }, "not a regular expression"],
  [{ match: {}, drop: "sideways" }, "\"before\" or \"after\""],
  [{ match: {}, answer: { status: 42 } }, "'answer.status' is 42"],
  [{ match: {}, anwser: {} }, "'anwser' is not a member"],
  ["nonsense", "a rule is a JSON object"],
])("refuses the fault rule %j", async (value, said) => {
  const response = await rule(value);
  expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([400, expect.stringContaining(said)]);
});

test("loads rows split anywhere, keeping digits no double holds, and names the line that fails", async () => {
  const text = '{"name":"Żółć"}\n\n{"amount":12345678901234567.89}\r\n{"n":1.5}';
  const bytes = Buffer.from(text, "utf8");
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const response = await fetch(`${running.url}/_sandbox/load`, { method: "POST", body: stream, duplex: "half" } as RequestInit);
  expect(await response.json()).toEqual({ loaded: 3 });
  expect(rows[0]).toEqual({ name: "Żółć" });
  expect(String((rows[1] as { amount: unknown }).amount)).toBe("12345678901234567.89");
  expect(rows[2]).toEqual({ n: 1.5 });

  const broken = await post("/_sandbox/load", '{"a":1}\n{"a":');
  expect([broken.status, await broken.json()]).toEqual([400, { error: expect.stringContaining("Line 2 is not JSON") as string }]);
  const refused = await post("/_sandbox/load", '{"bad":true}');
  expect([refused.status, await refused.json()]).toEqual([400, { error: "'bad' is not a column." }]);
});

test("takes a load far beyond the body limit", async () => {
  const line = Buffer.from(`{"text":"${"x".repeat(1023)}"}\n`);
  const block = Buffer.concat(Array.from({ length: 1024 }, () => line));
  let left = 66;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left-- > 0) controller.enqueue(block);
      else controller.close();
    },
  });
  const response = await fetch(`${running.url}/_sandbox/load`, { method: "POST", body: stream, duplex: "half" } as RequestInit);
  expect(await response.json()).toEqual({ loaded: 66 * 1024 });
});

test("shifts its clock, and reset puts it back", async () => {
  const shifted = (await (await post("/_sandbox/clock", '{"shiftMs":86400000}')).json()) as { now: string };
  expect(Date.parse(shifted.now) - Date.now()).toBeGreaterThan(86_000_000);
  expect(sandbox.clock.now() - Date.now()).toBeGreaterThan(86_000_000);
  for (const body of ['{"shiftMs":"1h"}', "{}", "", "null", '{"shiftMs":1e300}']) expect((await post("/_sandbox/clock", body)).status).toBe(400);
  await post("/_sandbox/reset", "");
  expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(1000);
});

test("refuses pages of other sites, and a port in use by name", async () => {
  expect((await post("/_sandbox/reset", "", { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect(resets).toBe(0);
  const second = await createSandboxServer({ onReset: () => undefined, onLoad: () => Promise.resolve(0) });
  const port = Number(new URL(running.url).port);
  await expect(listen(second, port)).rejects.toThrow(new PortInUseError(port));
});
