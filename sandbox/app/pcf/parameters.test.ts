import type { PlatformControl } from "../../dataverse/platform";
import { FormModel } from "../form/model";
import { accountForm, accountRow, accountTable, contactId } from "../testing/fixtures";
import { outputValue, parametersOf, staticValue } from "./parameters";

const control: PlatformControl = {
  name: "p2c_Test.Control", namespace: "Test", constructor: "Control", virtual: true, dataSets: [], code: "bundle.js", css: [], strings: {},
  properties: [
    { name: "person", ofType: "Lookup.Simple", usage: "bound", required: true },
    { name: "compact", ofType: "TwoOptions", usage: "input", required: false },
    { name: "kind", ofType: "Enum", usage: "input", required: false, default: "bar" },
    { name: "hint", ofType: "SingleLine.Text", usage: "input", required: false },
  ],
};

test("bound, configured, default and missing properties as a control meets them", () => {
  const model = new FormModel(accountTable, accountForm);
  model.load(accountRow);
  const state = model.controls.get("primarycontactid");
  if (!state) throw new Error("fixture");
  const parameters = parametersOf(control, state, model);
  expect(parameters["person"]).toMatchObject({
    raw: [{ id: contactId, entityType: "contact", name: "Ann Beebe" }], formatted: "Ann Beebe", error: false,
    attributes: { LogicalName: "primarycontactid", RequiredLevel: 0 }, security: { editable: true, readable: true, secured: false },
  });
  expect(parameters["compact"]?.raw).toBe(true);
  expect(parameters["kind"]?.raw).toBe("bar");
  expect(parameters["hint"]?.raw).toBeNull();
});

test("configured values take the type of their property", () => {
  expect(staticValue("Whole.None", "25")).toBe(25);
  expect(staticValue("TwoOptions", "false")).toBe(false);
  expect(staticValue("SingleLine.Text", "")).toBeNull();
});

test("outputs become form values; undefined leaves the column alone, null clears it", () => {
  expect(outputValue(undefined)).toBeUndefined();
  expect(outputValue(null)).toBeNull();
  expect(outputValue([{ id: contactId, entityType: "contact", name: "Ann" }])).toEqual([{ id: `{${contactId.toUpperCase()}}`, entityType: "contact", name: "Ann" }]);
});
