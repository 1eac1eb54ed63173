import { FormModel } from "../form/model";
import { FormSession } from "../form/session";
import { accountForm, accountId, accountRow, accountTable, contactId } from "../testing/fixtures";
import { makeFormContext } from "./formContext";
import type { lookupMembers } from "./lookupControl";

function openForm() {
  const saves: number[] = [];
  const model = new FormModel(accountTable, accountForm);
  const session = new FormSession(model, {
    retrieve: () => Promise.resolve(accountRow), create: () => Promise.resolve({ id: accountId }), update: () => Promise.resolve(),
    tableOf: (name) => Promise.resolve({ entitySet: `${name}s` }),
    executionContext: (source, args) => ({
      getFormContext: () => undefined, getEventSource: () => source, getEventArgs: () => args, getDepth: () => 1, getContext: () => undefined,
      getSharedVariable: () => undefined, setSharedVariable: () => undefined,
    }),
    scriptError: (error) => {
      throw error;
    },
    texts: { requiredMissing: "", fixFields: "" },
  });
  model.load(accountRow);
  const form = makeFormContext(session, {
    save: (mode) => {
      saves.push(mode);
      return Promise.resolve();
    },
    close: () => undefined,
  });
  return { form, session, saves };
}

test("ids come in braces and upper case, lookups in arrays", () => {
  const { form } = openForm();
  expect(form.data.entity.getId()).toBe(`{${accountId.toUpperCase()}}`);
  expect(form.data.entity.getEntityName()).toBe("account");
  expect(form.getAttribute("primarycontactid")?.getValue()).toEqual([{ id: `{${contactId.toUpperCase()}}`, entityType: "contact", name: "Ann Beebe" }]);
  expect(form.getAttribute("nothing")).toBeNull();
});

test("a script's setValue makes the form dirty without running OnChange; fireOnChange runs it", () => {
  const { form } = openForm();
  const heard: unknown[] = [];
  form.getAttribute("name")?.addOnChange((context) => heard.push(context.getEventSource()));
  form.getAttribute("name")?.setValue("By script");
  expect(form.data.getIsDirty()).toBe(true);
  expect(heard).toHaveLength(0);
  form.getAttribute("name")?.fireOnChange();
  expect(heard).toHaveLength(1);
  expect(() => form.getAttribute("creditlimit")?.setValue("12")).toThrow('setValue of creditlimit: a money cannot take "12".');
});

test("controls, tabs and sections are reached by name and changed", () => {
  const { form, session } = openForm();
  form.getControl("creditlimit")?.setVisible(false);
  form.ui.tabs.get("more")?.sections.get("custom")?.setVisible(false);
  form.ui.tabs.get("more")?.setFocus();
  expect(session.model.controls.get("creditlimit")?.visible).toBe(false);
  expect(session.model.tabs.get("more")?.sections.get("custom")?.visible).toBe(false);
  expect(session.activeTab.get()).toBe("more");
  expect(form.getAttribute("ownerid")?.controls.get().map((c) => c?.getName())).toEqual(["header_ownerid"]);
});

test("form notifications replace those of the same id; saves carry their mode", async () => {
  const { form, session, saves } = openForm();
  form.ui.setFormNotification("One", "INFO", "a");
  form.ui.setFormNotification("Two", "WARNING", "a");
  expect(session.model.notifications).toEqual([{ id: "a", level: "WARNING", text: "Two" }]);
  form.ui.clearFormNotification("a");
  expect(session.model.notifications).toEqual([]);
  form.data.entity.save("saveandclose");
  await form.data.save();
  expect(saves).toEqual([2, 1]);
});

test("what is documented but not imitated names itself when called; what is not documented is not there", () => {
  const { form } = openForm();
  const ui = form.ui as unknown as Record<string, (() => void) | undefined>;
  expect(() => ui["getViewPortHeight"]?.()).toThrow("formContext.ui.getViewPortHeight is not imitated by the sandbox's form host.");
  expect(ui["inventedName"]).toBeUndefined();
});

test("a lookup's control takes PreSearch handlers that narrow its search; other controls have none of it", () => {
  const { form, session } = openForm();
  const state = session.model.controls.get("header_ownerid");
  const control = form.getControl("header_ownerid");
  if (!state?.lookup) throw new Error("no lookup");
  const members = control as unknown as ReturnType<typeof lookupMembers>;
  const handler = () => members.addCustomFilter('<filter><condition attribute="isdisabled" operator="eq" value="0"/></filter>', "systemuser");
  members.addPreSearch(handler);
  members.setEntityTypes(["systemuser"]);
  const { lookup } = state;
  const query = () => {
    lookup.beginSearch(() => session.fire(lookup.preSearch, control, undefined));
    return lookup.query({ logicalName: "systemuser", primaryId: "systemuserid", primaryName: "fullname" }, "");
  };
  expect(query()).toContain('attribute="isdisabled"');
  expect(lookup.tables).toEqual(["systemuser"]);
  members.removePreSearch(handler);
  expect(query()).not.toContain('attribute="isdisabled"');
  expect(form.getControl("name")).not.toHaveProperty("addPreSearch");
});
