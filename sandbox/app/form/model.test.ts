import { accountForm, accountId, accountRow, accountTable } from "../testing/fixtures";
import { FormModel } from "./model";
import type { ClientValue } from "./values";

let model: FormModel;
const setOf = (table: string) => ({ contact: "contacts", systemuser: "systemusers", team: "teams" })[table] ?? table;
const set = (name: string, value: ClientValue) => {
  const attribute = model.attributes.get(name);
  if (!attribute) throw new Error(`${name} is not on the form`);
  attribute.value = value;
};
beforeEach(() => {
  model = new FormModel(accountTable, accountForm);
  model.load(accountRow);
});

test("asks for what is on the form, lookups under their value property", () => {
  expect(model.properties()).toEqual(expect.arrayContaining(["accountid", "name", "creditlimit", "_primarycontactid_value", "_ownerid_value", "statecode"]));
  expect(model.properties().filter((p) => p === "_ownerid_value")).toHaveLength(1);
});

test("a record as read is not dirty and sends nothing", () => {
  expect(model.id).toBe(accountId);
  expect(model.isDirty()).toBe(false);
  expect(model.payload(setOf)).toEqual({});
});

test("sends the changed columns alone", () => {
  set("name", "Adatum Corporation");
  set("opened", new Date(2024, 1, 29));
  expect(model.isDirty()).toBe(true);
  expect(model.payload(setOf)).toEqual({ name: "Adatum Corporation", opened: "2024-02-29" });
  set("name", "Adatum");
  expect(model.payload(setOf)).toEqual({ opened: "2024-02-29" });
});

test("a lookup is bound to the table it points at, and cleared through its navigation property", () => {
  set("ownerid", [{ id: "{ABCDEF00-0000-4000-8000-000000000001}", entityType: "team", name: "Sales" }]);
  expect(model.payload(setOf)).toEqual({ "ownerid_team@odata.bind": "/teams(abcdef00-0000-4000-8000-000000000001)" });
  set("ownerid", null);
  expect(model.payload(setOf)).toEqual({ ownerid_systemuser: null });
  set("ownerid", [{ id: accountId, entityType: "account", name: "?" }]);
  expect(() => model.payload(setOf)).toThrow("ownerid cannot point at account; it allows systemuser, team.");
});

test("emptied text is sent as null, and equals a column never filled", () => {
  set("name", "");
  expect(model.payload(setOf)).toEqual({ name: null });
  const credit = model.attributes.get("industrycode");
  expect(credit && model.isAttributeDirty({ ...credit, value: "", initial: null })).toBe(false);
});

test("submit mode: a locked column is sent only when a script says always", () => {
  const control = model.controls.get("creditlimit");
  const attribute = model.attributes.get("creditlimit");
  if (!control || !attribute) throw new Error("creditlimit is not on the form");
  set("creditlimit", 10);
  control.disabled = true;
  expect(model.payload(setOf)).toEqual({});
  attribute.submit = "always";
  expect(model.payload(setOf)).toEqual({ creditlimit: 10 });
  attribute.submit = "never";
  control.disabled = false;
  expect(model.payload(setOf)).toEqual({});
  expect(model.isDirty()).toBe(false);
});

test("a column that the platform writes is locked and never sent", () => {
  expect(model.controls.get("createdon")?.disabled).toBe(true);
  const attribute = model.attributes.get("createdon");
  if (attribute) attribute.submit = "always";
  set("createdon", new Date());
  expect(model.payload(setOf)).toEqual({});
});

test("a new record sends its defaults and what was given, and is not dirty before the user types", () => {
  model.loadNew({ industrycode: 2 });
  expect(model.id).toBeUndefined();
  expect(model.isDirty()).toBe(false);
  expect(model.payload(setOf)).toEqual({ industrycode: 2, creditonhold: false });
  expect(model.missing().map((c) => c.id)).toEqual(["name"]);
  set("name", "  ");
  expect(model.missing().map((c) => c.id)).toEqual(["name"]);
});
