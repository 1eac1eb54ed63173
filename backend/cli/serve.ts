import { randomUUID } from "node:crypto";
import { RequestKind } from "../../model/generated/schema";
import { SyncError } from "../core/errors";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import type { DataverseClient } from "../connectors/dataverse/client";
import { textOf } from "../connectors/http/json";
import { buildEndpoint } from "../endpoint/server";
import { StockAnswers } from "../onhand/answer";
import { stockServices } from "../onhand/services";
import { Scheduler, templateTasks } from "../runs/scheduler";
import { TemplateAnswers } from "../runs/templateAnswers";
import type { Log } from "../worker/log";
import { Processor, type RequestAnswerer } from "../worker/processor";
import { RequestStore } from "../worker/requests";
import { Worker } from "../worker/worker";
import { ConfigError, type Config } from "./config";
import { connectServices } from "./services";
import { checkOverrides, instanceName, runnerOf, setUp } from "./setup";
import { stockTasks } from "./stock";

/** Running work may take this long at shutdown before it is given back; the whole stays under 10 s. */
const graceMs = 7_000;

export interface RunningBackend {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts endpoint and worker.
 * @throws ConfigError, or the system's error when the port is taken
 */
export async function serve(config: Config, log: Log): Promise<RunningBackend> {
  if (config.webhookSecrets.length === 0) {
    throw new ConfigError(["P2C_WEBHOOK_SECRETS is not set. Set it to random text, the same that `connect` was run with; two values, comma separated, are both valid while one replaces the other."]);
  }
  const setup = setUp(config);
  const { schedule, companies } = setup;
  const services = connectServices(config);
  const { dataverse, scm } = services;
  const requests = new RequestStore(dataverse, instanceName(), config.leaseMs);
  const stock = stockServices(config.stock, services, setup.templates, log);
  const { runner, runs } = runnerOf(config, setup, services, log);
  const processor = new Processor({
    dataverse, scm, requests, secured: new SecuredColumns(dataverse), companies, scmUrl: config.scmUrl,
    lcid: config.lcid, leaseMs: config.leaseMs, maxAttempts: config.maxAttempts, templates: setup.templates, log,
    answerers: new Map<number, RequestAnswerer>([
      [RequestKind.OnHand, new StockAnswers({ ...stock, companies })],
      [RequestKind.Template, new TemplateAnswers({ runner, dataverse, templates: setup.templates, companies })],
    ]),
  });
  const worker = new Worker({ processor, requests, concurrency: config.concurrency, sweepMs: config.sweepMs, log });
  const scheduler = new Scheduler({ tasks: [...templateTasks(schedule, runner, companies), ...stockTasks(config, setup, services, runs, log)], runs, log });
  const organizationId = organizationOf(dataverse);
  const app = buildEndpoint({
    secrets: config.webhookSecrets, dataverseUrl: config.dataverseUrl, organizationId, log,
    hint: (id) => worker.hint(id), health: () => worker.health(),
    connections: () => ({ dataverse: dataverse.http.state, scm: scm.http.state }),
  });
  await checkOverrides(setup, services).catch((error: unknown) => {
    // A system that does not answer at the start must not keep the backend from starting; records then say what they lack.
    if (!(error instanceof SyncError)) throw error;
    log("warn", "columns of the override file could not be checked", { reason: error.message });
  });
  const url = await app.listen({ host: config.host, port: config.port });
  worker.start();
  scheduler.start();
  void organizationId();
  log("info", "serving", { url, concurrency: config.concurrency });
  return {
    url,
    async stop() {
      // Hints are refused first; then the worker ends what it holds.
      const closed = app.close();
      app.server.closeIdleConnections();
      await Promise.all([worker.stop(graceMs), scheduler.stop()]);
      app.server.closeAllConnections();
      await closed;
      log("info", "stopped");
    },
  };
}

/** Asks Dataverse once who it is; asks again, at most every few seconds, while it could not be told. */
function organizationOf(dataverse: DataverseClient): () => Promise<string | undefined> {
  let known: string | undefined;
  let asking: Promise<void> | undefined;
  let notBefore = 0;
  return async () => {
    if (known === undefined && performance.now() >= notBefore) {
      asking ??= (async () => {
        try {
          const answer = await dataverse.get("WhoAmI", { correlationId: randomUUID(), signal: AbortSignal.timeout(5_000) });
          known = textOf(answer?.["OrganizationId"])?.toLowerCase();
        } catch {
          // The sweep reports that Dataverse does not answer; here it only means "not yet".
        }
        notBefore = performance.now() + 5_000;
        asking = undefined;
      })();
    }
    await asking;
    return known;
  };
}
