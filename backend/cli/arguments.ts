import { parseArgs } from "node:util";

export const usage = `Usage:
  serve                         endpoint, worker and schedule, until SIGTERM
  connect                       register the webhook in Dataverse (safe to repeat)
  run <template>|all [options]  sync what changed since the last run; all: in the order of dependencies
    --filter <odata>              only these records, e.g. "statecode eq 0"
    --company <id>                for all of them, instead of the configured companies
    --full                        look at every record, not only at what changed
    --verify                      compare with Supply Chain Management even where nothing changed since the last sync
    --retry-failed                try again what failed before although nothing changed
    --dry-run                     read and compare only
  run on-hand [--company <id>] [--dry-run]
                                bring the stock of all products
  runs [<template>|on-hand]     the last runs
  sync accounts [options]       run accounts --full, leaving alone what failed and did not change
  sync account <id> [options]   send one account
Templates: products, accounts, contacts, contacts-to-customer, quotes, orders-out, orders-back, invoices.
Configuration is read from the environment; see docs/backend.md.`;

/** The command line is wrong. */
export class UsageError extends Error {
  override name = "UsageError";
}

export interface Options {
  filter: string | undefined;
  company: string | undefined;
  full: boolean;
  verify: boolean;
  retryFailed: boolean;
  /** Nothing that failed is tried again unless it changed. */
  leaveFailed?: true;
  dryRun: boolean;
}

/** What is to be done. */
export type Command =
  | { kind: "help"; asked: boolean }
  | { kind: "serve" }
  | { kind: "connect" }
  | { kind: "run"; what: string; options: Options }
  | { kind: "runs"; template: string | undefined }
  | { kind: "one"; id: string; options: Options };

/** @throws UsageError naming what is no command */
export function readArguments(args: string[]): Command {
  const { values, positionals } = parse(args);
  const options: Options = {
    filter: values.filter, company: values.company, full: values.full ?? false, verify: values.verify ?? false,
    retryFailed: values["retry-failed"] ?? false, dryRun: values["dry-run"] ?? false,
  };
  const [command, what, id, ...rest] = positionals;
  if (values.help || command === undefined) return { kind: "help", asked: values.help ?? false };
  const many = rest.length > 0;
  if ((command === "serve" || command === "connect") && what === undefined) return { kind: command };
  if (command === "run" && what !== undefined && id === undefined) return { kind: "run", what, options };
  if (command === "runs" && id === undefined) return { kind: "runs", template: what };
  if (command === "sync" && what === "accounts" && id === undefined) return { kind: "run", what: "accounts", options: { ...options, full: true, leaveFailed: true } };
  if (command === "sync" && what === "account" && id !== undefined && !many) return { kind: "one", id, options: { ...options, verify: true, retryFailed: true } };
  throw new UsageError(`'${args.join(" ")}' is no command.\n${usage}`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args, allowPositionals: true,
      options: {
        filter: { type: "string" }, company: { type: "string" }, full: { type: "boolean" }, verify: { type: "boolean" },
        "retry-failed": { type: "boolean" }, "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
