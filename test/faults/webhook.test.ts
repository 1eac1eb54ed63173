import { request as httpRequest } from "node:http";
import { logOf } from "../support/sync";
import { startWorld, until, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ backendEnv: { P2C_SWEEP_SECONDS: "3600" } });
});
afterAll(() => world.close());

const secret = "a-secret-for-this-machine-only";

async function post(body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${world.backend?.url}/webhooks/dataverse`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  return response.status;
}

async function context(overrides: object = {}): Promise<string> {
  const who = await world.admin.get<{ OrganizationId: string }>("/api/data/v9.2/WhoAmI");
  return JSON.stringify({ MessageName: "Create", PrimaryEntityName: "p2c_syncrequest", PrimaryEntityId: crypto.randomUUID(), OrganizationId: who.OrganizationId, ...overrides });
}

const host = (): Record<string, string> => ({ "x-ms-dynamics-organization": new URL(world.salesUrl).host });

test("refusals: wrong secret, none, other organisation, malformed and huge bodies; nothing is queued and the server lives", async () => {
  expect(await post(await context(), { "x-p2c-key": "wrong", ...host() })).toBe(401);
  expect(await post(await context(), { "x-p2c-key": secret.slice(0, 5), ...host() })).toBe(401);
  expect(await post(await context(), host())).toBe(401);
  expect(await post(await context({ OrganizationId: crypto.randomUUID() }), { "x-p2c-key": secret, ...host() })).toBe(403);
  expect(await post("{\"PrimaryEntityId\":", { "x-p2c-key": secret, ...host() })).toBe(400);
  expect(await post("[".repeat(10_000), { "x-p2c-key": secret, ...host() })).toBe(400);
  expect(await post(" ".repeat(3_000_000), { "x-p2c-key": secret, ...host() })).toBe(413);
  const health = await fetch(`${world.backend?.url}/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  // A queued hint would make the backend read the row it names.
  expect((await logOf(world.admin)).filter((entry) => entry.caller === "sandbox-sync" && entry.path.includes("p2c_syncrequests("))).toEqual([]);
});

test("a genuine call is answered 202 at once, and the row is read back, not believed", async () => {
  const id = crypto.randomUUID();
  expect(await post(await context({ PrimaryEntityId: id }), { "x-p2c-key": secret, ...host() })).toBe(202);
  const read = await until(() => logOf(world.admin), (log) => log.some((entry) => entry.path.includes(`p2c_syncrequests(${id})`)));
  expect(read.find((entry) => entry.path.includes(`p2c_syncrequests(${id})`))).toMatchObject({ method: "GET", status: 404 });
});

test("a client that sends its body drop by drop does not hold the server", async () => {
  const target = new URL(`${world.backend?.url}/webhooks/dataverse`);
  const slow = httpRequest({ host: target.hostname, port: target.port, path: target.pathname, method: "POST", headers: { "content-length": 1000, "x-p2c-key": secret } });
  slow.on("error", () => undefined);
  slow.write("{");
  expect((await fetch(`${world.backend?.url}/health`)).status).toBe(200);
  slow.destroy();
});

test("no secret and no token stands in what the backend printed", () => {
  expect(world.backendLines.join("\n")).not.toMatch(/a-secret-for-this-machine-only|sandbox-sync/);
});
