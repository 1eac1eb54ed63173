import type { FastifyInstance, FastifyReply } from "fastify";
import { ScmError } from "../errors";
import { parseBody, type ScmService } from "../service";
import { userOf } from "../../http/users";
import { QueryRefused } from "./errors";
import { indexQuery } from "./query";
import { AccessTokens } from "./tokens";

const root = "/inventory-visibility";
const scope = "https://inventoryservice.operations365.dynamics.com/.default";

/**
 * A small imitation of the add-in Inventory Visibility: the exchange of a token, and the index query.
 * @param now milliseconds since the epoch
 */
export function addInventoryVisibility(app: FastifyInstance, service: ScmService, now: () => number): void {
  const tokens = new AccessTokens(now);
  const refuse = (reply: FastifyReply, status: number, message: string) => reply.code(status).send({ error: { code: String(status), message } });
  const read = (body: unknown): unknown => parseBody(Buffer.isBuffer(body) ? body : undefined);

  app.post(`${root}/token`, (request, reply) => {
    let given: Record<string, unknown>;
    try {
      given = Object(read(request.body)) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof ScmError) return refuse(reply, 400, error.message);
      throw error;
    }
    const wanted: Record<string, string> = { grant_type: "client_credentials", client_assertion_type: "aad_app", scope, context_type: "finops-env" };
    const wrong = Object.keys(wanted).find((name) => given[name] !== wanted[name]);
    if (wrong !== undefined) return refuse(reply, 400, `'${wrong}' must be '${wanted[wrong] ?? ""}'.`);
    const { client_assertion: assertion, context } = given;
    if (typeof context !== "string" || context === "") return refuse(reply, 400, "'context' must be the environment's id.");
    if (typeof assertion !== "string" || !userOf({ authorization: `Bearer ${assertion}` })) return refuse(reply, 401, "'client_assertion' is not a token of a known application.");
    const { token, expiresIn } = tokens.give(context);
    return reply.send({ access_token: token, token_type: "bearer", expires_in: expiresIn });
  });

  app.post<{ Params: { environment: string } }>(`${root}/api/environment/:environment/onhand/indexquery`, (request, reply) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!tokens.holds(token, request.params.environment)) return refuse(reply, 401, "The access token is missing, has expired, or is for another environment.");
    if (request.headers["api-version"] === undefined) return refuse(reply, 400, "The header 'Api-Version' is missing; send 1.0.");
    try {
      return reply.type("application/json; charset=utf-8").send(indexQuery(read(request.body), service.context()));
    } catch (error) {
      if (error instanceof QueryRefused || error instanceof ScmError) return refuse(reply, 400, error.message);
      throw error;
    }
  });

  app.all(`${root}/*`, (request, reply) => refuse(reply, 501, `The sandbox does not imitate '${request.method} ${request.url}' of Inventory Visibility.`));
}
