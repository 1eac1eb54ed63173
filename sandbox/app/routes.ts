import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { userCookie } from "../http/users";
import { conditionsText } from "./conditions";
import { defaultPreferences, preferencesFromAddress, preferencesFromCookies, readPreferenceChange, type Preferences } from "./preferences";
import { mainPage, scriptFramePage } from "./pages";

const root = path.resolve(__dirname, "../..");

/**
 * What a model-driven app under a strict content security policy may do: talk to the platform alone, run no inline
 * script and no `eval`. Styles may be inline because Fluent UI writes its own.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

/** Files of the host, by the path the browser asks for; several are joined into one. */
const staticFiles: Record<string, { type: string; files: string[]; after?: string }> = {
  // React 17.0.2 is what model-driven apps run virtual controls on; controls look for it under this name.
  "/_static/react.js": {
    type: "text/javascript",
    files: ["node_modules/react17/umd/react.production.min.js", "node_modules/react17-dom/umd/react-dom.production.min.js"],
    // Without an address for fonts Fluent asks nobody on the internet for them.
    after: 'window.Reactv16 = window.React; window.FabricConfig = { fontBaseUrl: "", iconBaseUrl: "" };',
  },
  "/_static/fluent.js": { type: "text/javascript", files: ["dist/sandbox/fluent.js"] },
  "/_static/app.js": { type: "text/javascript", files: ["dist/sandbox/app.js"] },
  "/_static/app.css": {
    type: "text/css",
    files: ["tokens", "shell", "command", "form", "fields", "list"].map((name) => `sandbox/app/styles/${name}.css`),
  },
};

/**
 * Serves the look-alike of a model-driven app: its pages, its scripts and the switch of user, language and theme.
 * The data comes from the Web API and `/_platform/…`, which the Sales server adds to the same instance.
 */
export function registerApp(app: FastifyInstance): void {
  app.get("/", (_request, reply) => reply.redirect("/main.aspx?pagetype=entitylist&etn=account"));
  app.get("/main.aspx", (request, reply) => {
    const preferences = withCookies(request, reply);
    return "error" in preferences ? reply.code(400).type("text/plain; charset=utf-8").send(preferences.error) : page(reply, mainPage(preferences));
  });
  app.get("/_static/scripts.html", (_request, reply) => page(reply, scriptFramePage));
  app.get("/favicon.ico", (_request, reply) => reply.code(204).send());
  for (const [url, { type, files, after }] of Object.entries(staticFiles)) {
    app.get(url, async (request, reply) => {
      const content: string[] = [];
      for (const file of files) {
        try {
          content.push(await readFile(path.join(root, file), "utf8"));
        } catch {
          return reply.code(404).type("text/plain").send(`${file} is missing. Run \`npm run build\` first.`);
        }
      }
      return cached(request, reply, type, [...content, after ?? ""].join("\n"));
    });
  }
  app.post("/_platform/user", (request, reply) => {
    const change = readPreferenceChange(request.body);
    if ("error" in change) return reply.code(400).send({ error: { code: "0x80040203", message: change.error } });
    setCookies(reply, change);
    return reply.code(204).send();
  });
}

/** The visitor's choices, those in the address first; a first visit gets the defaults as cookies, so that the Web API knows who asks. */
function withCookies(request: FastifyRequest, reply: FastifyReply): Preferences | { error: string } {
  const given = preferencesFromCookies(request.headers.cookie);
  const chosen = preferencesFromAddress(request.query as Record<string, unknown>, given.conditions ?? defaultPreferences.conditions);
  if ("error" in chosen) return chosen;
  const missing: Partial<Preferences> = {};
  if (given.user === undefined) missing.user = defaultPreferences.user;
  if (given.language === undefined) missing.language = defaultPreferences.language;
  setCookies(reply, { ...missing, ...chosen });
  return { ...defaultPreferences, ...given, ...chosen };
}

function setCookies(reply: FastifyReply, change: Partial<Preferences>): void {
  const cookies: string[] = [];
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined) cookies.push(`${name}=${value}; Path=/; SameSite=Strict`);
  };
  add(userCookie, change.user);
  add("SandboxLanguage", change.language);
  add("SandboxTheme", change.theme);
  if (change.conditions) {
    add("SandboxConditions", encodeURIComponent(conditionsText(change.conditions)));
    // The Sales server formats values by it.
    add("SandboxFormat", change.conditions.format ?? "");
  }
  if (cookies.length > 0) void reply.header("set-cookie", cookies);
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", contentSecurityPolicy)
    .header("x-content-type-options", "nosniff")
    .header("cache-control", "no-store")
    .send(html);
}

function cached(request: FastifyRequest, reply: FastifyReply, type: string, content: string): FastifyReply {
  const etag = `"${createHash("sha1").update(content).digest("base64url")}"`;
  void reply.header("etag", etag).header("cache-control", "no-cache").header("x-content-type-options", "nosniff");
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return reply.type(`${type}; charset=utf-8`).send(content);
}
