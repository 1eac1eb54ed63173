import { readFileSync } from "node:fs";
import path from "node:path";
import type { Element } from "@xmldom/xmldom";
import { attentionViews, mostRecords } from "../webresources/src/commands/list";
import * as commands from "../webresources/src/commands";
import * as account from "../webresources/src/forms/account";
import * as contact from "../webresources/src/forms/contact";
import * as invoice from "../webresources/src/forms/invoice";
import * as product from "../webresources/src/forms/product";
import * as quote from "../webresources/src/forms/quote";
import * as salesorder from "../webresources/src/forms/salesorder";
import { filesBelow } from "./pack/files";
import { childrenOf, descendantsOf, readXml, rootOf, textOf } from "./pack/xml";

const source = path.join(__dirname, "src");
const files = filesBelow(source).filter((file) => file.endsWith(".xml"));
const rootAt = (file: string) => rootOf(readXml(path.join(source, file)));
const walk = (element: Element): Element[] => [element, ...childrenOf(element).flatMap(walk)];

test("every text stands in English and French", () => {
  const lonely = files.flatMap((file) =>
    walk(rootAt(file))
      .filter((element) => childrenOf(element).some((child) => child.hasAttribute("languagecode")) && element.nodeName !== "Dependency")
      .filter((element) => childrenOf(element).map((child) => child.getAttribute("languagecode")).sort().join() !== "1033,1036" || childrenOf(element).some((child) => !child.getAttribute("description")))
      .map((element) => `${file}: ${element.nodeName} ${childrenOf(element)[0]?.getAttribute("description") ?? ""}`),
  );
  expect(lonely).toEqual([]);
});

/** Columns of a table as docs/contract.md tells them: name → how its type is told. */
function contractColumns(table: string): Map<string, string> {
  const text = readFileSync(path.resolve(__dirname, "..", "docs", "contract.md"), "utf8");
  const section = text.split(/^\*\*`/m).find((part) => part.startsWith(`${table}\``)) ?? "";
  const rows = [...section.matchAll(/^\| (`p2c_.*?) \| (.*?) \|/gm)];
  return new Map(rows.flatMap(([, names = "", types = ""]) => {
    const columns = [...names.matchAll(/`(p2c_\w+)`/g)].map(([, name = ""]) => name);
    // "text 64, text 36" goes with the names one by one; "date and time ×2, text 36" with two and one.
    const told = types.split(/, (?!navigation)/).flatMap((type) => {
      const times = Number(/ ×(\d)/.exec(type)?.[1] ?? 1);
      return Array.from({ length: times }, () => type.replace(/ ×\d/, ""));
    });
    return columns.map((name, i) => [name, told[i] ?? told[0] ?? ""] as const);
  }));
}

function told(attribute: Element): string {
  const length = textOf(attribute, "MaxLength");
  switch (textOf(attribute, "Type")) {
    case "nvarchar": return textOf(attribute, "Format") === "url" ? `URL ${length}` : `text ${length}`;
    case "ntext": return `multi-line ${length}`;
    case "int": return "whole number";
    case "datetime": return "date and time";
    case "bit": return "yes/no";
    case "picklist": return `choice \`${textOf(attribute, "OptionSetName")}\``;
    default: return textOf(attribute, "Type") ?? "";
  }
}

const ownTables = ["p2c_OnHand", "p2c_SyncState", "p2c_SyncRequest", "p2c_SyncRun"];

test.each(ownTables)("%s has the columns of the contract", (table) => {
  const own = descendantsOf(rootAt(`Entities/${table}/Entity.xml`), "attribute").filter((a) => textOf(a, "Type") !== "primarykey");
  const columns = contractColumns(table.toLowerCase());
  expect(own.map((a) => textOf(a, "LogicalName")).sort()).toEqual([...columns.keys()].sort());
  for (const attribute of own) {
    const name = textOf(attribute, "LogicalName") ?? "";
    const wanted = columns.get(name) ?? "";
    if (wanted.startsWith("lookup")) expect(textOf(attribute, "Type")).toBe("lookup");
    else if (wanted === "choice") expect(textOf(attribute, "Type")).toBe("picklist");
    else expect(`${name}: ${told(attribute)}`).toBe(`${name}: ${wanted}`);
  }
});

test("forms and views name only columns that exist", () => {
  for (const table of ownTables) {
    const known = new Set(descendantsOf(rootAt(`Entities/${table}/Entity.xml`), "attribute").map((a) => textOf(a, "LogicalName")));
    ["ownerid", "createdon", "createdby"].forEach((name) => known.add(name));
    const used = files
      .filter((file) => file.startsWith(`Entities/${table}/`) && /FormXml|SavedQueries/.test(file))
      .flatMap((file) => walk(rootAt(file)))
      .flatMap((e) => [e.getAttribute("datafieldname"), e.nodeName === "cell" ? e.getAttribute("name") : null, e.nodeName === "attribute" ? e.getAttribute("name") : null, e.nodeName === "condition" ? e.getAttribute("attribute") : null])
      .filter((name): name is string => Boolean(name));
    expect(used.length).toBeGreaterThan(40);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
  }
});

const synced = {
  account: { folder: "Account", form: "8448b78f-8f42-454e-8e2a-f8196b0419af", script: account },
  contact: { folder: "Contact", form: "1fed44d1-ae68-4a41-bd2b-f13acac4acfa", script: contact },
  product: { folder: "Product", form: "a640be62-63f6-4027-90d7-48c014a7c6f3", script: product },
  quote: { folder: "Quote", form: "54076a2d-d043-4a1b-b061-4d06846371a9", script: quote },
  salesorder: { folder: "SalesOrder", form: "d598792c-3ff0-43f3-b3e3-bbd70b99e1a5", script: salesorder },
  invoice: { folder: "Invoice", form: "c9f7c8e8-324f-4ae4-9927-14efcba20d08", script: invoice },
};

describe.each(Object.entries(synced))("%s", (table, { folder, form: formId, script }) => {
  const ribbon = rootAt(`Entities/${folder}/RibbonDiff.xml`);
  const form = rootAt(`Entities/${folder}/FormXml/main/{${formId}}.xml`);

  test("ribbon and form call functions that the scripts export, and leave none uncalled", () => {
    const called = [...descendantsOf(ribbon, "JavaScriptFunction"), ...descendantsOf(ribbon, "CustomRule")].map((e) => e.getAttribute("FunctionName"));
    const handlers = descendantsOf(form, "Handler").map((e) => e.getAttribute("functionName"));
    expect(handlers).toEqual([`P2C.${table}.onLoad`]);
    expect([...new Set([...called, ...handlers])].sort()).toEqual([
      ...Object.keys(commands).map((name) => `P2C.commands.${name}`), ...Object.keys(script).map((name) => `P2C.${table}.${name}`),
    ].sort());
    const libraries = [...descendantsOf(ribbon, "JavaScriptFunction"), ...descendantsOf(ribbon, "CustomRule")].map((e) => [e.getAttribute("FunctionName")?.split(".")[1], e.getAttribute("Library")]);
    for (const [part, library] of libraries) expect(library).toBe(`$webresource:p2c_/scripts/${part ?? ""}.js`);
    expect(descendantsOf(form, "Library").map((e) => e.getAttribute("name"))).toEqual([`p2c_/scripts/${table}.js`]);
  });

  test("Sync now shows only to who may create a request, and for as many records as the script takes", () => {
    const rule = descendantsOf(ribbon, "DisplayRule").find((e) => e.getAttribute("Id") === `p2c.${table}.SyncNow.MayRequest` && childrenOf(e).length > 0);
    const [privilege] = rule ? descendantsOf(rule, "EntityPrivilegeRule") : [];
    expect([privilege?.getAttribute("EntityName"), privilege?.getAttribute("PrivilegeType")]).toEqual(["p2c_syncrequest", "Create"]);
    const syncNow = descendantsOf(ribbon, "CommandDefinition").filter((e) => e.getAttribute("Id")?.includes(".SyncNow."));
    expect(syncNow.map((e) => descendantsOf(e, "DisplayRule").map((one) => one.getAttribute("Id")))).toEqual(Array(2).fill([`p2c.${table}.SyncNow.MayRequest`]));
    // The state of a read-only form is not Existing, and an active quote has one; the script looks for an id instead.
    const formRule = descendantsOf(ribbon, "EnableRule").find((e) => e.getAttribute("Id") === `p2c.${table}.SyncNow.Form.EnableRule` && childrenOf(e).length > 0);
    expect(formRule && childrenOf(formRule).map((e) => e.nodeName)).toEqual(["CustomRule"]);
    expect(descendantsOf(ribbon, "SelectionCountRule")[0]?.getAttribute("Maximum")).toBe(String(mostRecords));
    expect(descendantsOf(ribbon, "CustomAction").map((e) => e.getAttribute("Location")).filter((location) => !location?.includes(`.${table}.MainTab.`))).toEqual([]);
  });

  test("the list's summary opens the view of records that need attention", () => {
    const view = rootAt(`Entities/${folder}/SavedQueries/{${attentionViews[table as keyof typeof synced]}}.xml`);
    expect(descendantsOf(view, "LocalizedName")[0]?.getAttribute("description")).toMatch(/ that need attention in Supply Chain$/);
    expect(descendantsOf(view, "entity")[0]?.getAttribute("name")).toBe(table);
  });

  test("the form adds one tab with the control on the lookup, and what only the sync writes is read-only", () => {
    const added = walk(form).filter((e) => e.getAttribute("solutionaction") === "Added").map((e) => e.nodeName);
    expect(added).toEqual(["tab", "Handlers", "controlDescription", "formLibraries"]);
    const controls = descendantsOf(form, "control");
    const bound = controls.find((e) => e.hasAttribute("uniqueid"));
    expect(bound?.getAttribute("datafieldname")).toBe("p2c_syncstateid");
    expect(descendantsOf(form, "controlDescription").map((e) => e.getAttribute("forControl"))).toEqual([bound?.getAttribute("uniqueid")]);
    const entered = ["p2c_syncstateid", "accountnumber", "p2c_customergroup", "p2c_contactnumber"];
    expect(controls.filter((e) => e.getAttribute("disabled") !== "true").map((e) => e.getAttribute("datafieldname")).filter((name) => !entered.includes(name ?? ""))).toEqual([]);
  });

  test("form and views name columns of ours that exist", () => {
    const own = new Set(descendantsOf(rootAt(`Entities/${folder}/Entity.xml`), "attribute").map((a) => textOf(a, "LogicalName")));
    const views = files.filter((file) => file.startsWith(`Entities/${folder}/SavedQueries/`)).map(rootAt);
    const used = [form, ...views].flatMap((root) => [
      ...descendantsOf(root, "control").map((e) => e.getAttribute("datafieldname")),
      ...descendantsOf(root, "cell").map((e) => e.getAttribute("name")),
      ...descendantsOf(root, "entity").flatMap((e) => childrenOf(e, "attribute").map((a) => a.getAttribute("name"))),
    ]).filter((name): name is string => name?.startsWith("p2c_") === true && !name.includes("."));
    expect(used.filter((name) => !own.has(name))).toEqual([]);
  });
});

test("roles hold what the contract allows and no more", () => {
  const privileges = (role: string) => descendantsOf(rootAt(`Roles/${role}.xml`), "RolePrivilege").map((e) => `${e.getAttribute("name")} ${e.getAttribute("level")}`);
  expect(privileges("P2C Salesperson")).toEqual([
    "prvAppendp2c_SyncRequest Basic",
    ...["Account", "Contact", "Invoice", "Order", "Product", "Quote"].map((table) => `prvAppendTo${table} Global`),
    "prvCreatep2c_SyncRequest Basic", "prvReadp2c_OnHand Global", "prvReadp2c_SyncRequest Global", "prvReadp2c_SyncState Global",
  ]);
  const service = privileges("P2C Sync Service");
  // Lines have no privileges of their own: a line that SCM no longer has goes by the header's Delete.
  expect(service.filter((name) => /Delete|Share|ActOnBehalf/.test(name))).toEqual(["prvDeleteInvoice Global", "prvDeleteOrder Global"]);
  expect(service.filter((name) => /Create/.test(name))).toEqual(["Activity", "Invoice", "Order", "p2c_OnHand", "p2c_SyncRequest", "p2c_SyncRun", "p2c_SyncState", "Product"].map((table) => `prvCreate${table} Global`));
  expect(service).toEqual(expect.arrayContaining(["prvWritep2c_SyncState Global", "prvAssignp2c_SyncState Global", "prvWritep2c_SyncRequest Global", "prvWriteAccount Global", "prvReadUser Global", "prvOverridePriceEngineOrder Global", "prvOverridePriceEngineInvoice Global"]));
});

test("ids are unique", () => {
  const ids = files.flatMap((file) => walk(rootAt(file)).flatMap((e) => ["formid", "savedqueryid", "WebResourceId"].includes(e.nodeName) ? [e.textContent ?? ""] : e.nodeName === "Role" ? [e.getAttribute("id") ?? ""] : []));
  expect(new Set(ids).size).toBe(ids.length);
});
