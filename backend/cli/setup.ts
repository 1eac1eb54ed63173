import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { CompanyRules } from "../core/company";
import type { AnyTemplate } from "../core/templateTypes";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { missingColumns } from "../overrides/checkColumns";
import { loadOverrides, type LoadedOverrides } from "../overrides/load";
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
  /** The override file, when there is one. */
  overrides: LoadedOverrides | undefined;
}

/**
 * Puts templates, companies and schedule together.
 * @throws OverrideError when the override file is wrong
 */
export function setUp(config: Config): Setup {
  const overrides = config.overridesPath === undefined ? undefined : loadOverrides(config.overridesPath, config.companies);
  const all = overrides?.templates ?? templates;
  const schedule = new Map(parseSchedule(config.schedule, all, "P2C_SCHEDULE", []));
  for (const [name, interval] of overrides?.schedule ?? []) {
    const template = all.find((one) => one.name === name);
    if (template && interval !== undefined) schedule.set(template, interval);
    else if (template) schedule.delete(template);
  }
  return { templates: all, companies: overrides?.companies ?? config.companies, schedule, overrides };
}

/**
 * Asks both systems for the columns the override file brought in, before anything runs.
 * @throws OverrideError naming each that is not there
 */
export async function checkOverrides({ overrides }: Setup, services: Services): Promise<void> {
  if (!overrides) return;
  const problems = await missingColumns(overrides.changed, services, { correlationId: randomUUID() });
  if (problems.length > 0) throw overrides.errorOf(problems);
}

/** Name of this instance in leases. */
export function instanceName(): string {
  return `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`.slice(-100);
}

/** What carries out runs, and the rows they are kept in. */
export function runnerOf(config: Config, setup: Setup, { dataverse, scm }: Services, log: Log): { runner: Runner; runs: RunStore } {
  const runs = new RunStore(dataverse, instanceName(), config.leaseMs);
  const runner = new Runner({
    dataverse, scm, secured: new SecuredColumns(dataverse), scmUrl: config.scmUrl, lcid: config.lcid, concurrency: config.concurrency,
    batchSize: config.scmBatchSize, templates: setup.templates, runs, leaseMs: config.leaseMs, log,
  });
  return { runner, runs };
}
