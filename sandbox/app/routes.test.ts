import fastify, { type FastifyInstance } from "fastify";
import { registerApp } from "./routes";

let app: FastifyInstance;
beforeAll(async () => {
  app = fastify();
  registerApp(app);
  await app.ready();
});
afterAll(() => app.close());

test("the root leads to the accounts; a first visit acts as the salesperson", async () => {
  expect((await app.inject("/")).headers.location).toBe("/main.aspx?pagetype=entitylist&etn=account");
  const page = await app.inject("/main.aspx?pagetype=entitylist&etn=account");
  expect(page.headers["set-cookie"]).toEqual(["sandbox-user=sandbox-sales; Path=/; SameSite=Strict", "SandboxLanguage=1033; Path=/; SameSite=Strict"]);
  expect(page.headers["content-security-policy"]).toMatch(/script-src 'self';.*connect-src 'self'/);
  // The policy would block it.
  expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
});

test("choices made before are kept and shown", async () => {
  const page = await app.inject({ url: "/main.aspx", headers: { cookie: "sandbox-user=sandbox-admin; SandboxLanguage=1036; SandboxTheme=dark" } });
  expect(page.headers["set-cookie"]).toBeUndefined();
  expect(page.body).toContain('<html lang="fr" dir="ltr" data-theme="dark"');
});

test("an address may choose everything; the choices are kept; a wrong one is refused", async () => {
  const page = await app.inject({ url: "/main.aspx?sandbox-user=sandbox-admin&sandbox-rtl=1&sandbox-format=de-DE", headers: { cookie: "sandbox-user=sandbox-sales; SandboxLanguage=1033; SandboxConditions=delay%3D50" } });
  expect(page.headers["set-cookie"]).toEqual([
    "sandbox-user=sandbox-admin; Path=/; SameSite=Strict", "SandboxConditions=rtl%3D1%26delay%3D50%26format%3Dde-DE; Path=/; SameSite=Strict", "SandboxFormat=de-DE; Path=/; SameSite=Strict",
  ]);
  expect(page.body).toContain('dir="rtl"');
  expect(page.body).toContain('data-conditions="rtl=1&amp;delay=50&amp;format=de-DE"');
  const refused = await app.inject("/main.aspx?sandbox-delay=soon");
  expect([refused.statusCode, refused.body]).toEqual([400, "'soon' is no value of delay. Use milliseconds from 0 to 99999."]);
});

test("switching the user sets a cookie; what is unknown is refused by field, value and remedy", async () => {
  const post = (payload: object) => app.inject({ method: "POST", url: "/_platform/user", payload });
  expect((await post({ user: "sandbox-admin", theme: "contrast" })).headers["set-cookie"]).toEqual([
    "sandbox-user=sandbox-admin; Path=/; SameSite=Strict", "SandboxTheme=contrast; Path=/; SameSite=Strict",
  ]);
  const refused = await post({ user: "root" });
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toMatchObject({ error: { message: "'root' is no user. Use one of sandbox-admin, sandbox-sales, sandbox-sync." } });
  expect((await post({ colour: "red" })).json()).toMatchObject({ error: { message: "Unknown field 'colour'. Use user, language, theme or conditions." } });
});

test("React 17 is served under the name that controls look for, and is not sent twice", async () => {
  const first = await app.inject("/_static/react.js");
  expect(first.body).toContain('React v17.0.2');
  expect(first.body).toContain("window.Reactv16 = window.React");
  const again = await app.inject({ url: "/_static/react.js", headers: { "if-none-match": String(first.headers.etag) } });
  expect(again.statusCode).toBe(304);
});
