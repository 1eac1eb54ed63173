import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { CompanyRules } from "../core/company";
import type { AnyTemplate } from "../core/templateTypes";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { Runner } from "../runs/runner";
import { RunStore } from "../runs/runStore";
import { parseSchedule, type Schedule } from "../runs/schedule";
import { templates } from "../templates/all";
import type { Log } from "../worker/log";
import type { Config } from "./config";
import type { Services } from "./services";

/** What the configuration and the override file make of the standard templates. */
export interface Setup {
  templates: readonly AnyTemplate[];
  companies: CompanyRules;
  schedule: Schedule;
}

/** Puts templates, companies and schedule together. */
export function setUp(config: Config): Setup {
  return { templates, companies: config.companies, schedule: parseSchedule(config.schedule, templates, "P2C_SCHEDULE", []) };
}

/** Name of this instance in leases. */
export function instanceName(): string {
  return `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`.slice(-100);
}

/** What carries out runs, and the rows they are kept in. */
export function runnerOf(config: Config, { dataverse, scm }: Services, log: Log): { runner: Runner; runs: RunStore } {
  const runs = new RunStore(dataverse, instanceName(), config.leaseMs);
  const runner = new Runner({
    dataverse, scm, secured: new SecuredColumns(dataverse), scmUrl: config.scmUrl, lcid: config.lcid, concurrency: config.concurrency,
    batchSize: config.scmBatchSize, runs, leaseMs: config.leaseMs, log,
  });
  return { runner, runs };
}
