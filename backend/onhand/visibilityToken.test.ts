import { TestServer, type Answer } from "../testSupport/server";
import { VisibilityCredential, VisibilityCredentialError } from "./visibilityToken";

const entra = { scopes: [] as string[], getToken(scope: string) { this.scopes.push(scope); return Promise.resolve({ token: "entra-token" }); } };
let server: TestServer;
let answer: (path: string) => Answer = () => ({ status: 200, body: { access_token: "service-token", token_type: "bearer", expires_in: "3600" } });
let now = 0;
const time = { monotonic: () => now, now: () => now, sleep: () => Promise.resolve(), random: () => 0 };
beforeEach(async () => {
  server = await new TestServer(({ path }) => answer(path)).start();
  entra.scopes.length = 0;
});
afterEach(() => server.stop());
const credential = () => new VisibilityCredential({ credential: entra, tokenUrl: `${server.url}token`, environmentId: "env-1", timeoutMs: 2_000, time });

test("Entra's token is exchanged for the service's, once until shortly before its end", async () => {
  const own = credential();
  expect(await Promise.all([own.getToken(), own.getToken()])).toEqual([{ token: "service-token" }, { token: "service-token" }]);
  expect(entra.scopes).toEqual(["0cdb527f-a8d1-4bf8-9436-b352c68682b2/.default"]);
  expect(server.calls).toHaveLength(1);
  expect(server.calls[0]?.headers).toMatchObject({ "api-version": "1.0" });
  expect(server.calls[0]?.headers).not.toHaveProperty("authorization");
  expect(JSON.parse(server.calls[0]?.body ?? "")).toEqual({
    grant_type: "client_credentials", client_assertion_type: "aad_app", client_assertion: "entra-token",
    scope: "https://inventoryservice.operations365.dynamics.com/.default", context: "env-1", context_type: "finops-env",
  });
  now += 3_400_000;
  await own.getToken();
  expect(server.calls).toHaveLength(1);
  now += 100_000;
  await own.getToken();
  expect(server.calls).toHaveLength(2);
});

test("a refusal is a failed sign-in that tells nothing of what was sent or answered", async () => {
  answer = () => ({ status: 400, body: { error: "secret-detail" } });
  const refused = credential().getToken();
  await expect(refused).rejects.toThrow(VisibilityCredentialError);
  await expect(refused).rejects.not.toThrow(/secret-detail|entra-token/);
});

test("a redirect within the service is followed once, one that leads elsewhere never", async () => {
  answer = (path) => (path === "/token" ? { status: 307, headers: { Location: "/region/token" } } : { status: 200, body: { access_token: "regional", expires_in: 3600 } });
  expect(await credential().getToken()).toEqual({ token: "regional" });
  answer = () => ({ status: 307, headers: { Location: "http://localhost:1/token" } });
  await expect(credential().getToken()).rejects.toThrow("Redirected to http://localhost:1");
});
