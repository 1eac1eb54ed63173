import { mergeRibbon } from "../import/ribbonMerge";
import { parseXml } from "../import/xml";
import { createStandardRegistry } from "../metadata/standard";
import { commandsJson } from "./commandJson";

const registry = createStandardRegistry();
const standard = (table: string) => {
  const ribbon = registry.ribbon(table);
  if (!ribbon) throw new Error(`no ribbon of ${table}`);
  return ribbon;
};
const labelsOf = (table: string, languageId = 1033) => commandsJson(standard(table), "form", languageId).map(({ label }) => label);

test("documents bring the commands of Sales, in the user's language, on forms alone", () => {
  expect(labelsOf("quote")).toEqual(["Activate Quote", "Revise", "Create Order", "Close Quote", "Get Products", "Recalculate", "Look Up Address"]);
  expect(labelsOf("salesorder")).toEqual(["Create Invoice", "Submit Order", "Fulfill Order", "Cancel Order", "Get Products", "Recalculate", "Look Up Address"]);
  expect(labelsOf("invoice", 1036)).toContain("Verrouiller la tarification");
  expect(commandsJson(standard("quote"), "grid", 1033)).toEqual([]);
});

test("a solution hides one by its id, and gives another a definition of its own; the rest stays", () => {
  const diff = parseXml(`<RibbonDiffXml><CustomActions><HideCustomAction HideActionId="abc.CreateInvoice.Hide" Location="Mscrm.Form.salesorder.CreateInvoice"/></CustomActions>
    <CommandDefinitions><CommandDefinition Id="Mscrm.Form.salesorder.CancelOrder"><EnableRules><EnableRule Id="abc.Internal"/></EnableRules><DisplayRules/>
      <Actions><JavaScriptFunction FunctionName="Sales.Orders.cancel" Library="$webresource:Sales/_static/SFA/orders.js"/></Actions></CommandDefinition></CommandDefinitions>
    <RuleDefinitions><TabDisplayRules/><DisplayRules/><EnableRules><EnableRule Id="abc.Internal"><ValueRule Field="abc_external" Value="true" InvertResult="true"/></EnableRule></EnableRules></RuleDefinitions></RibbonDiffXml>`, "diff");
  const commands = commandsJson(mergeRibbon(standard("salesorder"), diff, "salesorder", registry), "form", 1033);
  expect(commands.map(({ command }) => command.split(".").pop())).toEqual(["SubmitOrder", "FulfillOrder", "CancelOrder", "GetProducts", "Recalculate", "LookupAddress"]);
  const cancel = commands.find(({ id }) => id === "Mscrm.Form.salesorder.CancelOrder");
  // The library is the platform's: what the command does stays with the platform.
  expect(cancel).not.toHaveProperty("action");
  expect([cancel?.enableRules, cancel?.displayRules]).toEqual([[{ kind: "value", field: "abc_external", value: "true", invert: true }], []]);
});
