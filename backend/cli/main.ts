import { parseArgs } from "node:util";
import { SyncError } from "../core/errors";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { isSyncableTable, bareGuid } from "../../model/request";
import { templateOfTable } from "../templates/all";
import { jsonLog } from "../worker/log";
import { BulkSync, isFilterError, type BulkSummary } from "./bulk";
import { readConfig, type Config } from "./config";
import { connect } from "./connect";
import { serve } from "./serve";
import { connectServices } from "./services";

const usage = `Usage:
  serve                       endpoint and worker, until SIGTERM
  connect                     register the webhook in Dataverse (safe to repeat)
  sync accounts [options]     send all accounts to Supply Chain Management
    --filter <odata>            only these, e.g. "statecode eq 0"
    --company <id>              for all of them, instead of the configured companies
    --verify                    compare with SCM even where nothing changed since the last sync
    --retry-failed              try again what failed before although nothing changed
    --dry-run                   read and compare only
  sync account <id> [options] send one account
Configuration is read from the environment; see docs/backend.md.`;

/** The command line is wrong. */
class UsageError extends Error {
  override name = "UsageError";
}

const out = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: {
      filter: { type: "string" }, company: { type: "string" }, verify: { type: "boolean" }, "retry-failed": { type: "boolean" },
      "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" },
    },
  });
  const [command, what, id] = positionals;
  if (values.help || command === undefined) {
    out(usage);
    return values.help ? 0 : 2;
  }
  const env = values.company === undefined ? process.env : { ...process.env, P2C_DEFAULT_COMPANY: values.company, P2C_COMPANY_MAP: "" };
  if (command === "serve") return serveUntilSignal(readConfig(env));
  if (command === "connect") {
    const config = readConfig(env);
    await connect(config, connectServices(config).dataverse, out);
    return 0;
  }
  const one = command === "sync" && what === "account" && id !== undefined;
  if (!one && !(command === "sync" && what === "accounts" && id === undefined)) throw new UsageError(`'${args.join(" ")}' is no command.\n${usage}`);
  const config = readConfig(env);
  const bulk = bulkOf(config, "account", { verify: one || (values.verify ?? false), retryFailed: one || (values["retry-failed"] ?? false), dryRun: values["dry-run"] ?? false });
  if (one && !(await bulk.runOne(bareGuid(id)))) {
    out(`There is no account ${id}, or the backend's user may not read it.`);
    return 1;
  }
  if (!one) await runList(bulk, values.filter);
  return report(bulk.summary, values["dry-run"] ?? false);
}

async function serveUntilSignal(config: Config): Promise<number> {
  const log = jsonLog();
  const backend = await serve(config, log);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await backend.stop();
  return 0;
}

function bulkOf(config: Config, table: string, how: { verify: boolean; retryFailed: boolean; dryRun: boolean }): BulkSync {
  const template = templateOfTable(table);
  if (!template || !isSyncableTable(table)) throw new UsageError(`No template sends ${table} records.`);
  const { dataverse, scm } = connectServices(config);
  return new BulkSync({
    dataverse, scm, secured: new SecuredColumns(dataverse), companies: config.companies, scmUrl: config.scmUrl, lcid: config.lcid,
    template, table, concurrency: config.concurrency, ...how, ...(process.stdout.isTTY ? { progress: showProgress } : {}),
  });
}

async function runList(bulk: BulkSync, filter: string | undefined): Promise<void> {
  try {
    await bulk.run(filter);
  } catch (error) {
    if (filter !== undefined && isFilterError(error)) throw new UsageError(`--filter '${filter}' is refused by Dataverse: ${(error as SyncError).technicalDetails}`);
    throw error;
  }
}

function showProgress({ counts }: BulkSummary): void {
  const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
  process.stdout.write(`\r${done} records · ${counts.created} created · ${counts.updated} updated · ${counts.unchanged} unchanged · ${counts.failed + counts.stillFailing} failed `);
}

/** @returns exit code: 0 all well, 1 some records failed, 2 the run was given up */
function report(summary: BulkSummary, dryRun: boolean): number {
  const { counts, errors, abandoned } = summary;
  if (process.stdout.isTTY) out("");
  const would = dryRun ? " (dry run: nothing was written)" : "";
  out(`Created ${counts.created}, updated ${counts.updated}, unchanged ${counts.unchanged}, failed ${counts.failed}, still failing ${counts.stillFailing}, not reached ${counts.notReached}${would}`);
  for (const [code, { count, example }] of errors) out(`  ${count} × ${code}, e.g. ${example}`);
  if (abandoned) out(`Given up: ${abandoned.userMessage(1033)} (${abandoned.technicalDetails})`);
  if (abandoned) return 2;
  return counts.failed + counts.stillFailing + counts.notReached > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const told = error instanceof SyncError ? `${error.userMessage(1033)} ${error.remedy(1033)}\n${error.technicalDetails}` : error instanceof Error ? error.message : String(error);
    process.stderr.write(`${told.trim()}\n`);
    process.exitCode = 2;
  },
);
