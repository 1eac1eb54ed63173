import { isPlatformLibrary } from "../import/ribbonMerge";
import type { Ribbon, RibbonTest } from "../metadata/types";
import { resolveLabel, type PlatformCommand, type PlatformRule } from "../platform";

export type CommandLocation = "form" | "grid" | "subgrid";

const ribbonOf: Record<CommandLocation, string> = { form: "Mscrm.Form.", grid: "Mscrm.HomepageGrid.", subgrid: "Mscrm.SubGrid." };

/** Whether a text names a place where commands stand. */
export function isCommandLocation(text: string | undefined): text is CommandLocation {
  return text !== undefined && Object.keys(ribbonOf).includes(text);
}

/** Commands at one place of a table, in order. */
export function commandsJson(ribbon: Ribbon, location: CommandLocation, languageId: number): PlatformCommand[] {
  const label = (text: string): string => {
    const prefix = "$LocLabels:";
    return text.startsWith(prefix) ? resolveLabel(ribbon.labels[text.slice(prefix.length)] ?? {}, languageId) : text;
  };
  const rules = (names: string[], definitions: Record<string, RibbonTest[]>): PlatformRule[] =>
    names.flatMap((name): PlatformRule[] => definitions[name]?.map(ruleJson) ?? [{ kind: "builtIn", name }]);
  const hidden = new Set(Object.values(ribbon.hidden).map((hide) => hide.location));
  return Object.values(ribbon.buttons)
    .filter((button) => button.location.startsWith(ribbonOf[location]) && !hidden.has(button.id) && !hidden.has(button.actionId))
    .sort((a, b) => a.sequence - b.sequence)
    .map((button) => {
      const command = ribbon.commands[button.command];
      const action = command?.actions.find((call) => !isPlatformLibrary(call.library));
      return {
        id: button.id, command: button.command, label: label(button.label), toolTip: label(button.toolTip), sequence: button.sequence,
        ...(button.modernImage ? { icon: button.modernImage } : {}),
        ...(action ? { action } : {}),
        enableRules: rules(command?.enableRules ?? [], ribbon.enableRules),
        displayRules: rules(command?.displayRules ?? [], ribbon.displayRules),
      };
    });
}

function ruleJson(test: RibbonTest): PlatformRule {
  if (test.kind !== "selectionCount") return test;
  const { minimum, maximum } = test;
  return { kind: "selectionCount", ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}
