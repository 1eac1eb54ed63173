import { setFlagsFromString } from "node:v8";
import { SyncError } from "../core/errors";
import { jsonLog, type Log } from "../worker/log";
import { readArguments, usage, type Command } from "./arguments";
import { readConfig, type Config } from "./config";
import { connect } from "./connect";
import { RunCommands } from "./run";
import { serve } from "./serve";
import { connectServices } from "./services";

// V8 lets the heap of a large machine grow to several times what is in use before it cleans up. A run makes much garbage
// and keeps little, so it is told to clean up sooner; that costs no measurable time and halves the memory.
setFlagsFromString("--heap-growing-percent=80");

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const live = process.stdout.isTTY ? (line: string): void => void process.stdout.write(`\r${line} `) : undefined;
/** A command reports on standard output; its log would only repeat that. */
const silent: Log = () => undefined;

async function main(command: Command): Promise<number> {
  switch (command.kind) {
    case "help":
      out(usage);
      return command.asked ? 0 : 2;
    case "serve":
      return serveUntilSignal(readConfig(process.env));
    case "connect": {
      const config = readConfig(process.env);
      await connect(config, connectServices(config).dataverse, out);
      return 0;
    }
    default: {
      const company = "options" in command ? command.options.company : undefined;
      const commands = new RunCommands(readConfig(company === undefined ? process.env : { ...process.env, P2C_DEFAULT_COMPANY: company }), { out, live }, silent);
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => commands.interrupt());
      if (command.kind === "runs") return commands.history(command.template);
      return command.kind === "run" ? commands.run(command.what, command.options) : commands.one("accounts", command.id, command.options);
    }
  }
}

async function serveUntilSignal(config: Config): Promise<number> {
  const backend = await serve(config, jsonLog());
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await backend.stop();
  return 0;
}

// Read inside the chain, so that a wrong command line is told like any other error.
Promise.resolve(process.argv.slice(2)).then((args) => main(readArguments(args))).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const told = error instanceof SyncError ? `${error.userMessage(1033)} ${error.remedy(1033)}\n${error.technicalDetails}` : error instanceof Error ? error.message : String(error);
    process.stderr.write(`${told.trim()}\n`);
    process.exitCode = 2;
  },
);
