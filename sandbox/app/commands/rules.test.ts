import type { PlatformCommand, PlatformRule } from "../../dataverse/platform";
import { accountTable } from "../testing/fixtures";
import { argumentsOf, holds, isShown, privilegeVerb, ruleTimeout, type CommandContext } from "./rules";

const item = (n: number) => ({ Id: `{${n}}`, Name: `Row ${n}`, TypeCode: 1, TypeName: "account" });
function context(more: Partial<CommandContext> = {}): CommandContext & { failures: string[] } {
  const failures: string[] = [];
  return {
    location: "grid", table: accountTable, primaryControl: "primary", selectedControl: "selected", selection: [], formState: "none",
    fieldValue: (column) => ({ statecode: 1 })[column],
    hasPrivilege: (privilege) => Promise.resolve(privilege === "Write"),
    call: () => Promise.resolve(true),
    failed: (error) => failures.push(String(error)),
    ...more, failures,
  };
}
const custom = (functionName: string, more: Partial<Extract<PlatformRule, { kind: "custom" }>> = {}): PlatformRule =>
  ({ kind: "custom", call: { library: "lib.js", functionName, parameters: [] }, default: false, invert: false, ...more });
const command = (enableRules: PlatformRule[], displayRules: PlatformRule[] = []): PlatformCommand =>
  ({ id: "p2c.sync", command: "p2c.sync.Command", label: "Sync now", toolTip: "", sequence: 1, enableRules, displayRules });

test("the number of chosen rows", async () => {
  const rule: PlatformRule = { kind: "selectionCount", minimum: 1, maximum: 2 };
  for (const [count, expected] of [[0, false], [1, true], [2, true], [3, false]] as const) {
    expect(await holds(rule, context({ selection: Array.from({ length: count }, (_, n) => item(n)) }), "c")).toBe(expected);
  }
});

test("form state and its inversion, privileges and built-in rules", async () => {
  const existing = context({ location: "form", formState: "Existing", selection: [item(1)] });
  expect(await holds({ kind: "formState", state: "Create", invert: true }, existing, "c")).toBe(true);
  expect(await holds({ kind: "formState", state: "Create", invert: false }, existing, "c")).toBe(false);
  expect(await holds({ kind: "privilege", privilege: "Write" }, existing, "c")).toBe(true);
  expect(await holds({ kind: "privilege", privilege: "Delete" }, existing, "c")).toBe(false);
  expect(await holds({ kind: "builtIn", name: "Mscrm.SelectionCountExactlyOne" }, existing, "c")).toBe(true);
});

test("a column's value, its inversion, and null for what is not there", async () => {
  const value = (field: string, text: string, invert = false): PlatformRule => ({ kind: "value", field, value: text, invert });
  const verdicts = await Promise.all([value("statecode", "1"), value("statecode", "0"), value("statecode", "0", true), value("name", "null")].map((rule) => holds(rule, context(), "c")));
  expect(verdicts).toEqual([true, false, true, true]);
});

test("a built-in rule that is not imitated is false and names itself", async () => {
  const c = context();
  expect(await holds({ kind: "builtIn", name: "Mscrm.IsMoonFull" }, c, "c")).toBe(false);
  expect(c.failures).toEqual(["UnknownRuleError: Built-in rule Mscrm.IsMoonFull is not imitated by the sandbox's form host."]);
});

test("custom rules: value, promise, inversion, default for no answer, false when they throw", async () => {
  const answers: Record<string, () => Promise<unknown>> = {
    yes: () => Promise.resolve(true), no: () => Promise.resolve(false), nothing: () => Promise.resolve(undefined), fails: () => Promise.reject(new Error("boom")),
  };
  const c = context({ call: (call) => answers[call.functionName]?.() ?? Promise.resolve(false) });
  expect(await holds(custom("yes"), c, "c")).toBe(true);
  expect(await holds(custom("yes", { invert: true }), c, "c")).toBe(false);
  expect(await holds(custom("nothing", { default: true }), c, "c")).toBe(true);
  expect(await holds(custom("fails", { default: true, invert: true }), c, "c")).toBe(false);
  expect(c.failures).toEqual(["Error: boom"]);
});

test("a promise that takes longer than ten seconds counts as false", async () => {
  jest.useFakeTimers();
  try {
    const verdict = holds(custom("slow"), context({ call: () => new Promise(() => undefined) }), "c");
    await jest.advanceTimersByTimeAsync(ruleTimeout);
    expect(await verdict).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});

test("all rules must hold, and no script runs when a cheap rule says no already", async () => {
  const call = jest.fn(() => Promise.resolve(true));
  const rules: PlatformRule[] = [custom("yes"), { kind: "selectionCount", minimum: 1 }];
  expect(await isShown(command(rules), context({ call }))).toBe(false);
  expect(call).not.toHaveBeenCalled();
  expect(await isShown(command(rules), context({ call, selection: [item(1)] }))).toBe(true);
  expect(await isShown(command(rules, [{ kind: "privilege", privilege: "Delete" }]), context({ call, selection: [item(1)] }))).toBe(false);
});

test("arguments of a call, in order and of their kinds", () => {
  const c = context({ selection: [item(1), item(2)], primaryItem: item(7) });
  const crm = (value: string) => ({ kind: "crm", value }) as const;
  const call = {
    library: "lib.js", functionName: "f", parameters: [
      crm("PrimaryControl"), crm("SelectedControl"), crm("SelectedControlSelectedItemIds"), crm("SelectedControlSelectedItemReferences"),
      crm("SelectedEntityTypeName"), crm("FirstPrimaryItemId"), crm("PrimaryItemIds"), crm("PrimaryEntityTypeName"), crm("CommandProperties"),
      { kind: "bool", value: "true" } as const, { kind: "int", value: "3" } as const, { kind: "string", value: "x" } as const,
    ],
  };
  expect(argumentsOf(call, c, "p2c.sync")).toEqual([
    "primary", "selected", ["{1}", "{2}"], [item(1), item(2)], "account", "{7}", ["{7}"], "account", { SourceControlId: "p2c.sync", CommandValueId: null }, true, 3, "x",
  ]);
  expect(() => argumentsOf({ ...call, parameters: [crm("OrgLcid")] }, c, "p2c.sync")).toThrow("Command parameter OrgLcid is not imitated");
});

test.each([["prvCreateAccount", "create"], ["AppendTo", "appendTo"], ["prvAppendAccount", "append"], ["Write", "write"], ["Assign", undefined]])("privilege %s", (name, verb) => {
  expect(privilegeVerb(name)).toBe(verb);
});
