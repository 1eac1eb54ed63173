import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { MetadataRegistry } from "./metadata/registry";
import { withDelete } from "./metadata/standardRibbons";
import type { PlatformApp, PlatformTable } from "./platform";
import { commandsJson, isCommandLocation } from "./platform/commandJson";
import { controlJson } from "./platform/controlJson";
import { sendFile } from "./platform/files";
import { formJson } from "./platform/formJson";
import { siteMap } from "./platform/siteMap";
import { tableJson } from "./platform/tableJson";
import { viewJson } from "./platform/viewJson";
import { emptyRibbon } from "./import/ribbonMerge";

/** Who asks, in which language, and what they may do. */
export interface PlatformUser {
  id: string;
  fullName: string;
  businessUnitId: string;
  languageId: number;
  token: string;
  roles: { id: string; name: string }[];
  /** Whether columns under column security show their values. */
  readsSecured: boolean;
  /** What the user's roles allow on a table, at any depth. */
  privileges(table: string): PlatformTable["privileges"];
}

export interface PlatformDeps {
  registry(): MetadataRegistry;
  /** The caller; undefined is answered 401. */
  user(request: FastifyRequest): PlatformUser | undefined;
  /** Users a visitor may switch to. */
  users(): PlatformApp["users"];
  organization(): PlatformApp["organization"];
}

/** Languages the organisation has switched on. */
const languages = [1033, 1036];
const appName = "Sales Hub";

/**
 * Adds what a model-driven app gets from the platform beside the Web API: `/_platform/…` as `platform.ts` describes, and
 * web resources at `/WebResources/{name}`. Switching user and language is the form host's own route.
 */
export function registerPlatformRoutes(app: FastifyInstance, deps: PlatformDeps): void {
  const platform = (path: string, answer: (request: FastifyRequest, reply: FastifyReply, user: PlatformUser) => unknown): void => {
    app.get(path, async (request, reply) => {
      const user = deps.user(request);
      if (!user) return fail(reply, 401, "0x80040204", "No user. Sign in with a bearer token or the user menu.");
      return answer(request, reply, user);
    });
  };
  const tableOf = (request: FastifyRequest) => deps.registry().table(param(request, "table"));

  platform("/_platform/app", (_request, _reply, user): PlatformApp => {
    const { id, fullName, businessUnitId, languageId, token, roles } = user;
    return {
      name: appName,
      user: { id, fullName, businessUnitId, languageId, token, roles },
      users: deps.users(),
      languages,
      organization: deps.organization(),
      siteMap: siteMap(deps.registry(), languageId, (table) => user.privileges(table)),
    };
  });

  platform("/_platform/tables/:table", (request, reply, user) => {
    const table = tableOf(request);
    return table ? tableJson(table, deps.registry(), user) : noTable(request, reply);
  });

  platform("/_platform/forms/:table", (request, reply, user) => {
    const table = tableOf(request);
    return table ? deps.registry().forms(table.logicalName, "main").map((form) => formJson(form, table, user.languageId)) : noTable(request, reply);
  });

  platform("/_platform/views/:table", (request, reply, user) => {
    const table = tableOf(request);
    const registry = deps.registry();
    return table
      ? registry.views(table.logicalName).filter((view) => view.queryType === 0).map((view) => viewJson(view, registry, user.languageId))
      : noTable(request, reply);
  });

  platform("/_platform/commands/:table", (request, reply, user) => {
    const table = tableOf(request);
    const location = (request.query as { location?: string }).location;
    if (!table) return noTable(request, reply);
    if (!isCommandLocation(location)) return fail(reply, 400, "0x80040203", `'location' is '${location ?? ""}'; use form, grid or subgrid.`);
    return commandsJson(withDelete(deps.registry().ribbon(table.logicalName) ?? emptyRibbon(), table.logicalName), location, user.languageId);
  });

  platform("/_platform/controls/:name", (request, reply, user) => {
    const control = deps.registry().customControl(param(request, "name"));
    return control ? controlJson(control, user.languageId) : fail(reply, 404, "0x80040217", `There is no custom control '${param(request, "name")}'.`);
  });

  platform("/_platform/controls/:name/*", (request, reply) => {
    const path = param(request, "*");
    const content = deps.registry().customControl(param(request, "name"))?.files[path];
    return content ? sendFile(request, reply, path, content) : fail(reply, 404, "0x80040217", `The custom control has no file '${path}'.`);
  });

  platform("/WebResources/*", (request, reply) => {
    const resource = deps.registry().webResource(param(request, "*"));
    return resource ? sendFile(request, reply, resource.name, resource.content) : fail(reply, 404, "0x80040217", `There is no web resource '${param(request, "*")}'.`);
  });
}

function param(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? "";
}

function noTable(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return fail(reply, 404, "0x80040217", `There is no table '${param(request, "table")}'.`);
}

function fail(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
