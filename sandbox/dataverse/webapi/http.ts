import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { callerOf } from "../security/callers";
import { DataverseError } from "../store/types";
import type { WebhookDispatcher } from "../webhooks/dispatcher";
import { runBatch } from "./batch/batch";
import { errorResponse, type ApiRequest, type ApiResponse } from "./messages";
import { RateMeter } from "./rateMeter";
import { answer } from "./router";
import { openSession, type ContentIds, type Organization, type Session } from "./session";

const root = /^\/api\/data\/(v9\.[012])(?:\/|(?=\?|$))(.*)$/s;
/** Longest URL that the service takes. */
const longestUrl = 32 * 1024;
const tenant = "5a1e5000-0000-4000-8000-0000000000ff";

/**
 * Serves the Web API at `/api/data/v9.2/` (v9.0 and v9.1 likewise).
 * @param dispatcher told of every change that was committed
 */
export function registerWebApi(app: FastifyInstance, organization: Organization, dispatcher: WebhookDispatcher): void {
  const meter = new RateMeter();
  const handle = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const started = performance.now();
    const response = respond(organization, dispatcher, request);
    const user = request.sandboxUser;
    void reply.code(response.status).headers({
      "odata-version": "4.0",
      "cache-control": "no-cache",
      ...(user ? meter.add(user, organization.clock.now(), performance.now() - started) : {}),
      ...response.headers,
    });
    return response.body === undefined ? reply.send() : reply.send(Buffer.from(response.body, "utf8"));
  };
  void app.register((scope, _options, done) => {
    // What never reaches the handler: bodies that are too large or cut off.
    scope.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      const { body, headers } = errorResponse(new DataverseError(status, status === 413 ? "0x8004418a" : "0x80040216", error.message));
      return reply.code(status).headers(headers).send(Buffer.from(body ?? "", "utf8"));
    });
    for (const url of ["/api/data/:version", "/api/data/:version/*"]) {
      scope.route({ method: ["GET", "POST", "PATCH", "PUT", "DELETE"], url, handler: handle });
    }
    done();
  });
}

function respond(organization: Organization, dispatcher: WebhookDispatcher, request: FastifyRequest): ApiResponse {
  const requestId = randomUUID();
  const identity = { "x-ms-service-request-id": requestId, req_id: requestId };
  const match = root.exec(request.raw.url ?? "");
  if (!match) return withHeaders(errorResponse(new DataverseError(404, "0x8006088a", "The sandbox serves the Web API at /api/data/v9.2/ (v9.0 and v9.1 likewise).")), identity);
  if (!request.sandboxUser) return unauthorized(organization, identity);
  const [, version = "v9.2", url = ""] = match;
  const headers = lowerHeaders(request);
  try {
    if (url.length > longestUrl) throw new DataverseError(414, "0x80060888", "The URL is longer than 32 KB; send it inside a $batch.");
    const caller = callerOf(organization.store, organization.registry, request.sandboxUser, headers);
    const open = (contentIds?: ContentIds): Session => openSession(organization, caller.principal, {
      callerUserId: caller.callerUserId,
      baseUrl: `http://${headers.host ?? new URL(organization.url()).host}/api/data/${version}`,
      languageId: languageOf(headers.cookie),
      locale: localeOf(headers.cookie),
      requestId,
      correlationId: headers["x-ms-correlation-id"] ?? headers["x-ms-correlation-request-id"] ?? randomUUID(),
      serveStale: request.serveStale === true,
      ...(contentIds ? { contentIds } : {}),
    });
    const api: ApiRequest = { method: request.method, url, headers, body: Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "" };
    const commit = <T extends ApiResponse>(session: Session, work: () => T): T | ApiResponse => committed(organization, dispatcher, session, work);
    if (/^\$batch(\?|$)/.test(url.replace(/^%24/, "$"))) {
      if (request.method !== "POST") throw new DataverseError(405, "0x8006088a", "$batch takes POST alone.");
      return withHeaders(runBatch({ organization, open, answer, commit }, api), identity);
    }
    const session = open();
    return withHeaders(commit(session, () => answer(session, api)), identity);
  } catch (error) {
    return withHeaders(errorResponse(asRefusal(error)), identity);
  }
}

/** Runs the work of one call: all of it, or a refusal and nothing. */
function committed<T extends ApiResponse>(organization: Organization, dispatcher: WebhookDispatcher, session: Session, work: () => T): T | ApiResponse {
  try {
    const response = organization.store.transaction(work);
    dispatcher.publish(session);
    return response;
  } catch (error) {
    session.changes = [];
    return errorResponse(asRefusal(error));
  }
}

/** Anything that is no refusal is a fault of the sandbox; it is printed and answered as 500. */
function asRefusal(error: unknown): DataverseError {
  if (error instanceof DataverseError) return error;
  console.error(error);
  return new DataverseError(500, "0x80040216", "An unexpected error occurred in the sandbox; its console says more.");
}

function unauthorized(organization: Organization, identity: Record<string, string>): ApiResponse {
  return {
    status: 401,
    headers: { ...identity, "www-authenticate": `Bearer authorization_uri=https://login.microsoftonline.com/${tenant}/oauth2/authorize, resource_id=${organization.url()}/` },
  };
}

function withHeaders(response: ApiResponse, headers: Record<string, string>): ApiResponse {
  return { ...response, headers: { ...headers, ...response.headers } };
}

function lowerHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(",") : value]])));
}

/** The language that the visitor chose in the form host; callers with a token are English. */
export function languageOf(cookie: string | undefined): number {
  return Number(/(?:^|;\s*)SandboxLanguage=(\d{4})(?:;|$)/.exec(cookie ?? "")?.[1] ?? 1033);
}

/** How the visitor wants numbers and dates written, where that is not as in the language. */
function localeOf(cookie: string | undefined): string | undefined {
  return /(?:^|;\s*)SandboxFormat=([a-z]{2}-[A-Z]{2})(?:;|$)/.exec(cookie ?? "")?.[1];
}
