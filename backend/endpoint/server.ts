import Fastify, { type FastifyInstance } from "fastify";
import type { ConnectionState } from "../connectors/http/client";
import type { WorkerHealth } from "../worker/worker";
import type { Log } from "../worker/log";
import { concernsRequest, readHint, sameHost, secretFits, secretHeader } from "./webhook";

export interface EndpointOptions {
  secrets: readonly string[];
  dataverseUrl: string;
  /** Id of the organisation the backend serves; undefined when it cannot be told now. */
  organizationId: () => Promise<string | undefined>;
  hint: (requestId: string) => void;
  health: () => WorkerHealth;
  /** How the connections stand. */
  connections: () => { dataverse: ConnectionState; scm: ConnectionState };
  log: Log;
}

const bodyLimit = 1024 * 1024;

/**
 * The HTTP side of the backend: `POST /webhooks/dataverse` and `GET /health`. A webhook call is a hint and nothing more;
 * it is answered at once and its body is neither believed nor logged.
 */
export function buildEndpoint(options: EndpointOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    logger: false,
    // A request has to arrive whole within 10 s, whatever the pace at which its bytes trickle in.
    requestTimeout: 10_000,
    connectionTimeout: 20_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: true,
  });
  app.server.headersTimeout = 10_000;
  app.server.maxConnections = 500;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string", bodyLimit }, (_request, body, done) => done(null, body));

  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
    options.log(status >= 500 ? "error" : "warn", "call refused", { path: request.routeOptions.url ?? "", status });
    return reply.code(status).send({ error: status >= 500 ? "Internal error" : errorWord(status) });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: "Not found" }));

  app.get("/health", (_request, reply) => {
    const worker = options.health();
    return reply.header("Cache-Control", "no-store").send({
      status: worker.lastSweepError === undefined ? "ok" : "degraded",
      ...options.connections(),
      lastSweepOn: worker.lastSweepOn ?? null,
      waiting: worker.waiting,
      running: worker.running,
    });
  });

  app.post("/webhooks/dataverse", {
    // Before the body is read: a stranger's megabyte is not taken in.
    onRequest: async (request, reply) => {
      const header = request.headers[secretHeader];
      if (!secretFits(typeof header === "string" ? header : undefined, options.secrets)) return refuse(reply, 401);
      const host = request.headers["x-ms-dynamics-organization"];
      if (host !== undefined && !sameHost(String(host), options.dataverseUrl)) return refuse(reply, 403);
    },
  }, async (request, reply) => {
    const hint = typeof request.body === "string" ? readHint(request.body) : undefined;
    if (!hint) return refuse(reply, 400);
    const organizationId = await options.organizationId();
    // Dataverse repeats a call that is answered 503; and a sweep finds the row in any case.
    if (organizationId === undefined) return refuse(reply, 503);
    if (hint.organizationId !== organizationId) return refuse(reply, 403);
    if (concernsRequest(hint)) options.hint(hint.id);
    return reply.code(202).send();
  });

  function refuse(reply: { code(status: number): { send(body: object): unknown } }, status: number): unknown {
    options.log("warn", "webhook refused", { status });
    return reply.code(status).send({ error: errorWord(status) });
  }

  return app;
}

function errorWord(status: number): string {
  const words: Record<number, string> = {
    400: "The body is not a Dataverse execution context.", 401: "The key is missing or wrong.", 403: "Another organisation.",
    413: "The body is larger than 1 MB.", 415: "The body must be application/json.", 503: "Not ready.",
  };
  return words[status] ?? "Refused";
}
