import { connect, type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { buildEndpoint } from "./server";

const organization = "7d2f1c4e-0000-4000-8000-000000000001";
const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const secret = "the-current-secret-of-32-letters";
const hints: string[] = [];
const logged: unknown[] = [];
let known: string | undefined = organization;
let app: FastifyInstance;
beforeEach(() => {
  known = organization;
  hints.length = logged.length = 0;
  app = buildEndpoint({
    secrets: ["the-next-secret-of-32-letters-..", secret], dataverseUrl: "https://contoso.api.crm4.dynamics.com/", organizationId: () => Promise.resolve(known),
    hint: (request) => hints.push(request), log: (...entry) => logged.push(entry), connections: () => ({ dataverse: "reachable", scm: "not known yet" }),
    health: () => ({ lastSweepOn: undefined, lastSweepError: undefined, waiting: 0, running: 0 }),
  });
});
afterEach(() => app.close());

const context = { MessageName: "Create", PrimaryEntityName: "p2c_syncrequest", PrimaryEntityId: id, OrganizationId: organization, InputParameters: [] };
const headers = { "content-type": "application/json", "x-p2c-key": secret, "x-ms-dynamics-organization": "contoso.crm4.dynamics.com" };
const post = async (body: unknown, changed: Record<string, string | undefined> = {}) =>
  (await app.inject({ method: "POST", url: "/webhooks/dataverse", headers: JSON.parse(JSON.stringify({ ...headers, ...changed })) as Record<string, string>, payload: typeof body === "string" ? body : JSON.stringify(body) })).statusCode;

test("a genuine call is a hint, with either valid secret", async () => {
  expect(await post(context)).toBe(202);
  expect(await post(context, { "x-p2c-key": "the-next-secret-of-32-letters-.." })).toBe(202);
  expect(hints).toEqual([id, id]);
});

test("the short form sent above 256 KB and the wrapped ids of older payloads are understood", async () => {
  expect(await post({ ...context, InputParameters: undefined }, { "x-ms-dynamics-msg-size-exceeded": "true" })).toBe(202);
  expect(await post({ ...context, PrimaryEntityId: { __type: "Guid:#System", __value: id.toUpperCase() } })).toBe(202);
  expect(hints).toEqual([id, id]);
});

test.each([
  ["no secret", context, { "x-p2c-key": undefined }, 401],
  ["a wrong secret", context, { "x-p2c-key": "wrong" }, 401],
  ["the beginning of the secret", context, { "x-p2c-key": secret.slice(0, -1) }, 401],
  ["another organisation in the body", { ...context, OrganizationId: id }, {}, 403],
  ["another organisation in the header", context, { "x-ms-dynamics-organization": "fabrikam.crm4.dynamics.com" }, 403],
  ["half a body", '{"PrimaryEntityId":', {}, 400],
  ["a body ten thousand levels deep", "[".repeat(10_000) + "]".repeat(10_000), {}, 400],
  ["a list", [context], {}, 400],
  ["no id", { ...context, PrimaryEntityId: "1 or 1" }, {}, 400],
  ["two megabytes", { ...context, x: "x".repeat(2_000_000) }, {}, 413],
  ["another content type", "a=b", { "content-type": "text/plain" }, 415],
])("%s is refused", async (_what, body, changed, status) => {
  expect(await post(body, changed)).toBe(status);
  expect(hints).toEqual([]);
  expect(JSON.stringify(logged)).not.toMatch(new RegExp(`${secret}|wrong|${id}`));
});

test("a call about another table is taken and ignored", async () => {
  expect(await post({ ...context, PrimaryEntityName: "account" })).toBe(202);
  expect(hints).toEqual([]);
});

test("while the own organisation is not known the caller is asked to come again", async () => {
  known = undefined;
  expect(await post(context)).toBe(503);
});

test("health tells how things stand and nothing secret", async () => {
  const answer = await app.inject("/health");
  expect(answer.json()).toMatchObject({ status: "ok", dataverse: "reachable", scm: "not known yet" });
  expect(answer.body).not.toMatch(/secret|contoso/);
});

test("a request that trickles in is cut off by the server's own limits, others are served meanwhile", async () => {
  expect(app.server.requestTimeout).toBe(10_000);
  expect(app.server.headersTimeout).toBeLessThanOrEqual(10_000);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const slow = connect(port, "127.0.0.1").on("error", () => undefined);
  slow.write(`POST /webhooks/dataverse HTTP/1.1\r\nHost: x\r\nx-p2c-key: ${secret}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  slow.destroy();
});
