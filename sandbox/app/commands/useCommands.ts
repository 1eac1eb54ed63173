import * as React from "react";
import type { PlatformCommand } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { stackOf } from "../form/controller";
import type { Host } from "../host";
import { fill } from "../texts";
import { runPlatformCommand } from "./platformCommands";
import { argumentsOf, isShown, type CommandContext } from "./rules";

/** The part of a command context that the caller supplies; the host supplies the rest. */
export type CommandSituation = Omit<CommandContext, "hasPrivilege" | "call" | "failed">;

/** A command of Sales or of a solution that is shown now. */
export interface ShownCommand {
  command: PlatformCommand;
  run: () => Promise<void>;
}

/** Completes a situation with what the host can do. */
export function commandContext(host: Host, situation: CommandSituation): CommandContext {
  return {
    ...situation,
    hasPrivilege: (privilege, table) => host.hasPrivilege(privilege, table),
    call: async (call, args) => (await host.frame()).call(call, args),
    failed: (error, what) => console.error(`${what}: ${messageOf(error)}`),
  };
}

/**
 * The commands of Sales and of solutions whose rules hold; looked at again whenever `revision` or the situation changes.
 * An answer that comes after the next look is dropped.
 */
export function useCommands(host: Host, situation: CommandSituation | undefined, revision: unknown): ShownCommand[] {
  const [shown, setShown] = React.useState<ShownCommand[]>([]);
  React.useEffect(() => {
    let current = true;
    if (!situation) return undefined;
    const context = commandContext(host, situation);
    const judge = async (): Promise<void> => {
      const commands = await host.platform.commands(situation.table.logicalName, situation.location);
      const verdicts = await Promise.all(commands.map((command) => isShown(command, context)));
      if (current) setShown(commands.filter((_, index) => verdicts[index]).map((command) => ({ command, run: () => run(host, command, context) })));
    };
    judge().catch((error: unknown) => console.error(error));
    return () => {
      current = false;
    };
  }, [host, situation, revision]);
  return shown;
}

async function run(host: Host, command: PlatformCommand, context: CommandContext): Promise<void> {
  try {
    if (!command.action) await runPlatformCommand(host, command, context);
    else await context.call(command.action, argumentsOf(command.action, context, command.id));
  } catch (error) {
    console.error(error);
    const title = fill(host.texts.commandFailed, command.label);
    await host.overlays.ask({ kind: "error", title, text: fill(host.texts.commandFailedOf, messageOf(error)), details: stackOf(error) });
  }
}
