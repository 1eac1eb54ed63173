import type { FastifyReply, FastifyRequest } from "fastify";
import { scmReferenceRows } from "../data/scm/reference";
import { salesTaxRates } from "../data/scm/tax";
import type { RunningServer } from "../http/contract";
import { SandboxInputError } from "../http/errors";
import { createSandboxServer, listen } from "../http/server";
import { ScmError } from "./errors";
import { addInventoryVisibility } from "./inventoryVisibility/routes";
import { handle, unauthorized, type ODataAnswer } from "./odata/handler";
import { addPage } from "./page/routes";
import { addProcessPaths } from "./process/routes";
import { ScmService } from "./service";
import type { RowReader } from "./store";

export interface ScmOptions {
  /** 0 takes any free one. */
  port: number;
  /** Company `usmf` only. Otherwise usmf, frrt and demf. Neither has customers. */
  empty?: boolean;
  /** Rows in one page of a list; the service's own is 10,000. */
  pageSize?: number;
  /** Status of a write that business logic refuses; both are seen in the field. Default 400. */
  writeErrorStatus?: 400 | 500;
  /** Callers must bring the customer account number. Default no. */
  manualCustomerAccounts?: boolean;
  /** Callers must bring the number of sales orders and quotations. Default no. */
  manualDocumentNumbers?: boolean;
  /** Sales tax group → percent; the demo company's rates when absent. */
  taxRates?: Readonly<Record<string, string>>;
}

/**
 * Starts the imitation of finance & operations: OData below `/data`, a page at `/`.
 * What it imitates, refuses and does differently stands in docs/sandbox-scm.md.
 */
export async function startScm(options: ScmOptions): Promise<RunningServer> {
  let stale: RowReader | undefined;
  const server = await createSandboxServer({
    onReset: () => begin(),
    async onLoad(rows) {
      let count = 0;
      for await (const row of rows) {
        load(service, row, ++count);
      }
      return count;
    },
    onStale: () => {
      stale = service.store.snapshot();
    },
  });
  const service = new ScmService({
    now: () => server.clock.now(),
    ...(options.writeErrorStatus === undefined ? {} : { writeErrorStatus: options.writeErrorStatus }),
    settings: {
      manual: {
        customerAccounts: options.manualCustomerAccounts ?? false,
        salesOrders: options.manualDocumentNumbers ?? false,
        salesQuotations: options.manualDocumentNumbers ?? false,
      },
      taxRates: options.taxRates ?? salesTaxRates,
    },
  });
  const begin = () => {
    service.clear();
    stale = undefined;
    for (const { entitySet, row } of scmReferenceRows(options.empty ? ["usmf"] : undefined)) service.load(entitySet, row);
  };
  begin();

  const odata = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!request.sandboxUser) return send(reply, refusal(unauthorized()));
    const [path = "", queryString = ""] = halves(request.url.replace(/^\/data\/?/, ""));
    return send(reply, handle(
      { method: request.method, path, queryString, headers: request.headers, body: Buffer.isBuffer(request.body) ? request.body : undefined },
      {
        service,
        pageSize: options.pageSize ?? 10_000,
        root: `http://${request.host}/data`,
        lists: request.serveStale && stale ? stale : service.store,
      },
    ));
  };
  for (const url of ["/data", "/data/*"]) server.app.route({ method: ["GET", "POST", "PATCH", "PUT", "DELETE"], url, exposeHeadRoute: false, handler: odata });
  for (const url of ["/api/*"]) {
    server.app.all(url, (request, reply) => send(reply, refusal(new ScmError(501, `The sandbox does not imitate '${request.url}' (custom services, recurring integrations).`))));
  }
  addProcessPaths(server.app, service);
  addInventoryVisibility(server.app, service, () => server.clock.now());
  addPage(server.app, service);
  return listen(server, options.port);
}

function load(service: ScmService, row: unknown, number: number): void {
  const { entitySet, row: values } = row as { entitySet?: unknown; row?: unknown };
  if (typeof entitySet !== "string" || values === null || typeof values !== "object") {
    throw new SandboxInputError(`Row ${number} is not {"entitySet":"CustomersV3","row":{…}}. Rows before it were taken.`);
  }
  try {
    service.load(entitySet, values as Record<string, unknown>);
  } catch (error) {
    if (error instanceof ScmError) throw new SandboxInputError(`Row ${number}: ${error.message} Rows before it were taken.`);
    throw error;
  }
}

function halves(url: string): [string, string] {
  const question = url.indexOf("?");
  return question < 0 ? [url, ""] : [url.slice(0, question), url.slice(question + 1)];
}

function refusal(error: ScmError): ODataAnswer {
  return {
    status: error.status,
    headers: { "content-type": "application/json", ...(error.status === 401 ? { "www-authenticate": "Bearer" } : {}) },
    body: JSON.stringify(error.body()),
  };
}

function send(reply: FastifyReply, answer: ODataAnswer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}
