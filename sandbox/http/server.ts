import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { FaultRule, LogEntry, RunningServer, SandboxClock, SandboxServer, SandboxServerOptions } from "./contract";
import { PortInUseError, SandboxInputError } from "./errors";
import { faultRulesOf, Faults } from "./faults";
import { parseExact, rowsOf } from "./ndjson";
import { userOf } from "./users";

const bodyLimit = 64 * 1024 * 1024;
/** Request log entries kept; the oldest go first. */
const logSize = 20_000;
const ownPath = /^\/_sandbox(\/|\?|$)/;

/**
 * A server with everything both imitations share: the request body as a Buffer whatever its content type, the caller
 * on `request.sandboxUser`, and the paths under `/_sandbox/` (log, faults, clock, reset, load; see docs/sandbox-scm.md).
 * The caller adds the imitated surface and refuses requests without `sandboxUser` there.
 */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const app: FastifyInstance = fastify({
    bodyLimit,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100_000 },
    // Long $filter and FetchXML queries travel in the URL; Dataverse takes 32 KB.
    http: { maxHeaderSize: 128 * 1024 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const clock = shiftableClock();
  const log: LogEntry[] = [];
  const faults = new Faults();
  const record = addLog(app, log, clock);
  addFaults(app, faults, record);

  const reset = async () => {
    faults.clear();
    clock.shift(-clock.shifted());
    await options.onReset();
    log.length = 0;
  };
  await app.register(async (own) => {
    addOwnErrors(own);
    own.get<{ Querystring: Record<string, string> }>("/log", (request, reply) => {
      const entries = [...log];
      if ("clear" in request.query) log.length = 0;
      return reply.send(entries);
    });
    own.delete("/log", (_request, reply) => {
      log.length = 0;
      return reply.code(204).send();
    });
    own.post("/reset", async (_request, reply) => {
      await reset();
      return reply.code(204).send();
    });
    own.get("/faults", (_request, reply) => reply.send(faults.list()));
    own.delete("/faults", (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });
    own.post("/faults", (request, reply) => {
      const rules = faultRulesOf(jsonOf(request));
      faults.add(rules);
      if (rules.some((rule) => rule.stale)) options.onStale?.();
      return reply.send(faults.list());
    });
    own.post("/clock", (request, reply) => {
      const body = jsonOf(request) as { shiftMs?: unknown } | null;
      const shiftMs = body?.shiftMs;
      if (typeof shiftMs !== "number" || !Number.isFinite(shiftMs)) throw new SandboxInputError(`'shiftMs' is ${JSON.stringify(shiftMs) ?? "missing"}; give milliseconds as a number, e.g. {"shiftMs":3600000}.`);
      if (Number.isNaN(new Date(clock.now() + shiftMs).getTime())) throw new SandboxInputError(`'shiftMs' ${shiftMs} leads to a moment no date can hold; give a smaller shift.`);
      clock.shift(shiftMs);
      return reply.send({ now: new Date(clock.now()).toISOString(), shiftMs: clock.shifted() });
    });
    await own.register((loading, _options, done) => {
      // Rows are read while they arrive, so a load is not held in memory and not bound by the body limit.
      loading.removeAllContentTypeParsers();
      loading.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
      loading.post("/load", { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
        const loaded = await options.onLoad(rowsOf((request.body ?? []) as AsyncIterable<Buffer>));
        return reply.send({ loaded });
      });
      done();
    });
  }, { prefix: "/_sandbox" });
  return { app, clock, log };
}

/**
 * Starts a server on the loopback interface.
 * @param port 0 takes any free one
 * @throws PortInUseError
 */
export async function listen(server: SandboxServer, port: number): Promise<RunningServer> {
  try {
    await server.app.listen({ host: "127.0.0.1", port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortInUseError(port);
    throw error;
  }
  const address = server.app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.app.close() };
}

/** Body of a request to the sandbox's own paths, as JSON. */
function jsonOf(request: FastifyRequest): unknown {
  const text = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  try {
    return parseExact(text);
  } catch (error) {
    throw new SandboxInputError(text === "" ? "The body is empty; send JSON." : `The body is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function addOwnErrors(own: FastifyInstance): void {
  own.addHook("onRequest", async (request, reply) => {
    // A page of another site open in the visitor's browser has no business here.
    if (request.headers["sec-fetch-site"] === "cross-site") await reply.code(403).send({ error: "Requests from other sites are refused." });
  });
  own.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    reply.code(error instanceof SandboxInputError ? 400 : (error.statusCode ?? 500)).send({ error: error.message }));
  own.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `${request.method} ${request.url} is not one of: GET or DELETE /_sandbox/log; POST /_sandbox/reset; GET, POST or DELETE /_sandbox/faults; POST /_sandbox/load; POST /_sandbox/clock.` }));
}

function shiftableClock(): SandboxClock & { shifted(): number } {
  let shifted = 0;
  return {
    now: () => Date.now() + shifted,
    shift: (milliseconds) => {
      shifted += milliseconds;
    },
    shifted: () => shifted,
  };
}

type Recorder = (request: FastifyRequest, reply: FastifyReply) => void;

/** Logs every answered request; the result logs one whose connection is cut, which Fastify does not report. */
function addLog(app: FastifyInstance, log: LogEntry[], clock: SandboxClock): Recorder {
  const record: Recorder = (request, reply) => {
    if (ownPath.test(request.url)) return;
    log.push({
      method: request.method,
      path: request.url,
      // A connection that was cut got no status.
      status: reply.raw.writableFinished ? reply.statusCode : 0,
      milliseconds: Math.round(reply.elapsedTime * 1000) / 1000,
      caller: request.sandboxUser ?? "anonymous",
      at: new Date(clock.now()).toISOString(),
    });
    if (log.length > logSize * 1.1) log.splice(0, log.length - logSize);
  };
  app.addHook("onRequest", (request, _reply, done) => {
    const user = userOf(request.headers);
    if (user) request.sandboxUser = user;
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    record(request, reply);
    done();
  });
  return record;
}

function addFaults(app: FastifyInstance, faults: Faults, record: Recorder): void {
  const cutAfter = new WeakSet<FastifyRequest>();
  const closing = new AbortController();
  /** The client sees a reset connection, not an answer. */
  const cut = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    request.raw.socket.destroy();
    record(request, reply);
  };
  app.addHook("preClose", (done) => {
    closing.abort();
    done();
  });
  app.addHook("onRequest", async (request, reply) => {
    if (ownPath.test(request.url)) return;
    const rule = faults.strike(request.method, request.url);
    if (!rule) return;
    if (rule.delayMs) await wait(rule.delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
    if (rule.stale) request.serveStale = true;
    if (rule.drop === "before") return cut(request, reply);
    if (rule.drop === "after") cutAfter.add(request);
    else if (rule.answer) return answer(rule.answer, reply);
  });
  app.addHook("onSend", async (request, reply) => {
    if (cutAfter.delete(request)) cut(request, reply);
  });
}

function answer(fault: NonNullable<FaultRule["answer"]>, reply: FastifyReply): FastifyReply {
  reply.code(fault.status).headers(fault.headers ?? {});
  if (fault.body === undefined) return reply.send();
  return typeof fault.body === "string" ? reply.send(fault.body) : reply.type("application/json").send(JSON.stringify(fault.body));
}
