import { CommandBar, type ICommandBarItemProps } from "@fluentui/react";
import * as React from "react";
import type { PlatformCommand } from "../../dataverse/platform";
import type { StandardCommand } from "../commands/standard";
import type { ShownCommand } from "../commands/useCommands";
import type { Host } from "../host";
import { Icon, type IconName } from "./icons";

export interface CommandBarViewProps {
  host: Host;
  standard: readonly StandardCommand[];
  added: readonly ShownCommand[];
  /** What the bar is called, where there are several on a page. */
  label?: string;
  /** Goes back to where the user came from; only on forms. */
  onBack?: () => void;
}

/** The bar of commands above a form or a list; what does not fit moves into an overflow menu. */
export function CommandBarView({ host, standard, added, label = host.texts.commands, onBack }: CommandBarViewProps): React.ReactElement {
  const items = [
    ...standard.map((command) => ({ sequence: command.sequence, item: standardItem(command) })),
    ...added.map((shown) => ({ sequence: shown.command.sequence, item: addedItem(shown) })),
  ].sort((a, b) => a.sequence - b.sequence).map(({ item }) => item);
  return (
    <div className="command-bar">
      {onBack && (
        <button type="button" className="icon-button" onClick={onBack} aria-label={host.texts.back} title={host.texts.back}>
          <Icon name="back" size={18} />
        </button>
      )}
      <CommandBar className="command-items" items={items} ariaLabel={label} overflowButtonProps={{ ariaLabel: host.texts.moreCommands, onRenderMenuIcon: () => <Icon name="more" size={18} /> }} />
    </div>
  );
}

function standardItem({ id, label, icon, run }: StandardCommand): ICommandBarItemProps {
  return {
    key: id, text: label, iconProps: {}, onRenderIcon: () => <span className="command-icon"><Icon name={icon} size={18} /></span>,
    onClick: () => void run().catch((error: unknown) => console.error(error)),
  };
}

/** What stands for a command that brings no icon of its own. */
function platformIcon({ command }: PlatformCommand): IconName {
  if (!command.startsWith("Mscrm.")) return "sync";
  return command.startsWith("Mscrm.Delete") ? "delete" : "document";
}

function addedItem({ command, run }: ShownCommand): ICommandBarItemProps {
  const source = command.icon ? `/WebResources/${command.icon.replace(/^\$webresource:/, "")}` : undefined;
  return {
    key: command.id, text: command.label, title: command.toolTip || command.label, iconProps: {},
    onRenderIcon: () => (
      <span className="command-icon">{source ? <img src={source} alt="" width={18} height={18} /> : <Icon name={platformIcon(command)} size={18} />}</span>
    ),
    onClick: () => void run(),
  };
}
