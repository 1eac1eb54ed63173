import type { PlatformCall, PlatformCommand, PlatformRule, PlatformTable } from "../../dataverse/platform";
import { plain } from "../api/rows";

/** A record as command parameters name it. Source: Microsoft's "Pass parameters to ribbon actions". */
export interface ItemReference {
  Id: string;
  Name: string;
  TypeCode: number;
  TypeName: string;
}

/** What commands and their rules are judged against. */
export interface CommandContext {
  location: "form" | "grid" | "subgrid";
  table: PlatformTable;
  /** Form context on a form, else the grid control. */
  primaryControl: unknown;
  /** Grid control that is selected, if any. */
  selectedControl: unknown;
  /** Records chosen in the list. */
  selection: readonly ItemReference[];
  /** Record of the form; undefined while it is new. */
  primaryItem?: ItemReference;
  /** Of a form. */
  formState: "Create" | "Existing" | "ReadOnly" | "Disabled" | "none";
  /** A column's value on the form; undefined where there is no such column, and in lists. */
  fieldValue(column: string): unknown;
  /** Whether the user holds a privilege, e.g. `Write`, on a table. */
  hasPrivilege(privilege: string, table: string): Promise<boolean>;
  /** Calls a function of a web resource in the script frame. */
  call(call: PlatformCall, args: readonly unknown[]): Promise<unknown>;
  /** A rule or an action went wrong. */
  failed(error: unknown, what: string): void;
}

/** Names what the host does not know. */
export class UnknownRuleError extends Error {
  constructor(what: string) {
    super(`${what} is not imitated by the sandbox's form host.`);
    this.name = "UnknownRuleError";
  }
}

/** How long a rule's promise may take, in milliseconds. Source: Microsoft's "Define ribbon enable rules". */
export const ruleTimeout = 10_000;

/** Arguments of a call, in order. */
export function argumentsOf(call: PlatformCall, context: CommandContext, commandId: string): unknown[] {
  return call.parameters.map(({ kind, value }) => {
    switch (kind) {
      case "crm": return crmParameter(value, context, commandId);
      case "bool": return value.toLowerCase() === "true" || value === "1";
      case "int": return Number.parseInt(value, 10);
      default: return value;
    }
  });
}

function crmParameter(name: string, context: CommandContext, commandId: string): unknown {
  const { selection, primaryItem } = context;
  const ids = selection.map((item) => item.Id);
  switch (name) {
    case "PrimaryControl": return context.primaryControl;
    case "SelectedControl": return context.selectedControl;
    case "SelectedControlSelectedItemIds": return ids;
    case "SelectedControlSelectedItemReferences": return selection.map((item) => ({ ...item }));
    case "SelectedControlSelectedItemCount": return selection.length;
    case "FirstSelectedItemId": return ids[0];
    case "SelectedEntityTypeName": return context.table.logicalName;
    case "SelectedEntityTypeCode": return context.table.objectTypeCode;
    case "PrimaryEntityTypeName": return primaryItem?.TypeName ?? context.table.logicalName;
    case "PrimaryEntityTypeCode": return primaryItem?.TypeCode ?? context.table.objectTypeCode;
    case "FirstPrimaryItemId": return primaryItem?.Id;
    case "PrimaryItemIds": return primaryItem ? [primaryItem.Id] : [];
    case "CommandProperties": return { SourceControlId: commandId, CommandValueId: null };
    default: throw new UnknownRuleError(`Command parameter ${name}`);
  }
}

/**
 * Whether a command is shown. The command bar hides what is disabled, so display and enable rules count alike.
 * Source: Microsoft's "Define ribbon enable rules" (What does enabled mean?).
 */
export async function isShown(command: PlatformCommand, context: CommandContext): Promise<boolean> {
  for (const rules of [command.displayRules, command.enableRules]) {
    // Cheap rules first, so that no script runs when the answer is known already.
    for (const rule of [...rules].sort((a, b) => Number(a.kind === "custom") - Number(b.kind === "custom"))) {
      if (!(await holds(rule, context, command.id))) return false;
    }
  }
  return true;
}

/** Whether one rule is true; a rule that fails or is not known is false, and is reported. */
export async function holds(rule: PlatformRule, context: CommandContext, commandId: string): Promise<boolean> {
  try {
    return await judge(rule, context, commandId);
  } catch (error) {
    context.failed(error, `rule of ${commandId}`);
    return false;
  }
}

async function judge(rule: PlatformRule, context: CommandContext, commandId: string): Promise<boolean> {
  switch (rule.kind) {
    case "selectionCount": {
      const count = context.selection.length;
      return count >= (rule.minimum ?? 0) && count <= (rule.maximum ?? Infinity);
    }
    case "formState":
      return (rule.state === context.formState) !== rule.invert;
    case "value": {
      const value = context.fieldValue(rule.field) ?? null;
      return ((value === null ? "null" : plain(value)) === rule.value) !== rule.invert;
    }
    case "privilege":
      return context.hasPrivilege(rule.privilege, rule.table ?? context.table.logicalName);
    case "builtIn":
      return builtIn(rule.name, context);
    case "custom": {
      const answer = await withinTime(context.call(rule.call, argumentsOf(rule.call, context, commandId)));
      return (answer === undefined ? rule.default : Boolean(answer)) !== rule.invert;
    }
  }
}

async function builtIn(name: string, context: CommandContext): Promise<boolean> {
  const { selection, formState, table } = context;
  switch (name.replace(/^Mscrm\./, "")) {
    case "SelectionCountExactlyOne": return selection.length === 1;
    case "SelectionCountAtLeastOne": return selection.length >= 1;
    case "NotOffline": return true;
    case "ShowOnGrid": return context.location !== "form";
    case "FormStateExisting": case "FormStateNotNew": case "HideOnCreate": return formState === "Existing" || formState === "ReadOnly";
    case "FormStateNew": return formState === "Create";
    case "CanSavePrimary": return formState === "Create" || formState === "Existing";
    case "CanWritePrimary": case "CanWriteSelected": case "WritePrimaryPermission": case "WriteSelectedPermission": return context.hasPrivilege("Write", table.logicalName);
    case "CanDeletePrimary": case "CanDeleteSelected": return context.hasPrivilege("Delete", table.logicalName);
    case "CreatePrimaryPermission": case "CreateSelectedEntityPermission": return context.hasPrivilege("Create", table.logicalName);
    case "ReadPrimaryPermission": case "ReadSelectedPermission": return context.hasPrivilege("Read", table.logicalName);
    default: throw new UnknownRuleError(`Built-in rule ${name}`);
  }
}

/** The answer, or false after the time a rule may take. */
async function withinTime(answer: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ruleTimeout);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Privilege name of a rule, e.g. `prvCreateAccount`, `Create` or `create`, as the verb the tables' privileges are listed by. */
export function privilegeVerb(privilege: string): keyof PlatformTable["privileges"] | undefined {
  const verb = /^(?:prv)?(AppendTo|Append|Create|Read|Write|Delete)/i.exec(privilege)?.[1]?.toLowerCase();
  return verb === "appendto" ? "appendTo" : (verb as keyof PlatformTable["privileges"] | undefined);
}
