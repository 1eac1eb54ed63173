import { readFileSync } from "node:fs";
import path from "node:path";
import type { Element } from "@xmldom/xmldom";
import { attentionViews, mostRecords } from "../webresources/src/commands/list";
import * as commands from "../webresources/src/commands";
import * as account from "../webresources/src/forms/account";
import * as contact from "../webresources/src/forms/contact";
import * as invoice from "../webresources/src/forms/invoice";
import * as invoicedetail from "../webresources/src/forms/invoicedetail";
import * as product from "../webresources/src/forms/product";
import * as quote from "../webresources/src/forms/quote";
import * as quotedetail from "../webresources/src/forms/quotedetail";
import * as salesorder from "../webresources/src/forms/salesorder";
import * as salesorderdetail from "../webresources/src/forms/salesorderdetail";
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
  account: { folder: "Account", form: "8448b78f-8f42-454e-8e2a-f8196b0419af", script: account, controls: ["SyncStatus syncState=p2c_syncstateid/p2c_syncstateid", "InvoiceOverview invoices=invoice/invoice_customer_accounts"] },
  contact: { folder: "Contact", form: "1fed44d1-ae68-4a41-bd2b-f13acac4acfa", script: contact, controls: ["SyncStatus syncState=p2c_syncstateid/p2c_syncstateid", "InvoiceOverview invoices=invoice/invoice_customer_contacts"] },
  product: { folder: "Product", form: "a640be62-63f6-4027-90d7-48c014a7c6f3", script: product, controls: ["SyncStatus syncState=p2c_syncstateid/p2c_syncstateid", "ProductStock product=productnumber/productnumber"] },
  quote: { folder: "Quote", form: "54076a2d-d043-4a1b-b061-4d06846371a9", script: quote, controls: ["SyncStatus syncState=p2c_syncstateid/p2c_syncstateid", "LineAvailability lines=quotedetail/quote_details"] },
  salesorder: { folder: "SalesOrder", form: "d598792c-3ff0-43f3-b3e3-bbd70b99e1a5", script: salesorder, controls: ["OrderProgress status=p2c_processingstatus/p2c_processingstatus", "SyncStatus syncState=p2c_syncstateid/p2c_syncstateid", "LineAvailability lines=salesorderdetail/order_details", "InvoiceOverview invoices=invoice/order_invoices"] },
  invoice: { folder: "Invoice", form: "c9f7c8e8-324f-4ae4-9927-14efcba20d08", script: invoice, controls: ["SyncStatus syncState=p2c_syncstateid/p2c_syncstateid"] },
};

describe.each(Object.entries(synced))("%s", (table, { folder, form: formId, script, controls }) => {
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

  test("the form adds one tab and our handler, and what only the sync writes is read-only", () => {
    const added = walk(form).filter((e) => e.getAttribute("solutionaction") === "Added").map((e) => e.nodeName);
    expect([...new Set(added)]).toEqual(["tab", "Handlers", "controlDescription", "formLibraries"]);
    expect(descendantsOf(form, "tab").map((e) => e.getAttribute("name"))).toEqual(["p2c_supplychain"]);
    const entered = ["p2c_syncstateid", "accountnumber", "p2c_customergroup", "p2c_contactnumber"];
    const columns = descendantsOf(form, "control").filter((e) => e.hasAttribute("datafieldname"));
    expect(columns.filter((e) => e.getAttribute("disabled") !== "true").map((e) => e.getAttribute("datafieldname")).filter((name) => !entered.includes(name ?? ""))).toEqual([]);
  });

  test("each of our controls stands on its column or its records, on every form factor", () => {
    const placed = descendantsOf(form, "control").filter((e) => e.hasAttribute("uniqueid"));
    const descriptions = new Map(descendantsOf(form, "controlDescription").map((e) => [e.getAttribute("forControl"), descendantsOf(e, "customControl").filter((one) => one.hasAttribute("name"))]));
    expect([...descriptions.keys()].sort()).toEqual(placed.map((e) => e.getAttribute("uniqueid")).sort());
    const found = placed.map((control) => {
      const custom = descriptions.get(control.getAttribute("uniqueid")) ?? [];
      expect(custom.map((e) => e.getAttribute("formFactor"))).toEqual(["0", "1", "2"]);
      const [first] = custom;
      const name = first?.getAttribute("name") ?? "";
      expect(new Set(custom.map((e) => e.getAttribute("name")))).toEqual(new Set([name]));
      expect(files).toContain(`Controls/${name}/ControlManifest.xml.data.xml`);
      const [dataSet] = first ? descendantsOf(first, "data-set") : [];
      const bound = first && childrenOf(childrenOf(first)[0] ?? first)[0];
      if (!dataSet) return `${name.replace("p2c_ProspectToCash.", "")} ${bound?.nodeName ?? ""}=${bound?.textContent ?? ""}/${control.getAttribute("datafieldname") ?? ""}`;
      const target = textOf(dataSet, "TargetEntityType") ?? "";
      const parameters = childrenOf(control)[0];
      for (const part of ["ViewId", "RelationshipName", "TargetEntityType"]) expect(parameters && textOf(parameters, part)).toBe(textOf(dataSet, part));
      const view = files.find((file) => file.endsWith(`SavedQueries/${textOf(dataSet, "ViewId") ?? "none"}.xml`));
      expect(view && descendantsOf(rootAt(view), "entity")[0]?.getAttribute("name")).toBe(target);
      return `${name.replace("p2c_ProspectToCash.", "")} ${dataSet.getAttribute("name") ?? ""}=${target}/${textOf(dataSet, "RelationshipName") ?? ""}`;
    });
    expect(found).toEqual(controls);
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

const lines = {
  quotedetail: { folder: "QuoteDetail", form: "1ff13845-48d3-4744-bc69-43b691931a6e", script: quotedetail },
  salesorderdetail: { folder: "SalesOrderDetail", form: "2bb64321-6da0-4a1a-8466-62b40cc6bc7a", script: salesorderdetail },
  invoicedetail: { folder: "InvoiceDetail", form: "684b159c-c312-4248-8b0f-0c164abe7d9e", script: invoicedetail },
};

test.each(Object.entries(lines))("%s: form and ribbon call what the script exports, and the form only shows", (table, { folder, form: formId, script }) => {
  const form = rootAt(`Entities/${folder}/FormXml/main/{${formId}}.xml`);
  const ribbons = files.filter((file) => file === `Entities/${folder}/RibbonDiff.xml`).map(rootAt);
  const called = ribbons.flatMap((root) => [...descendantsOf(root, "JavaScriptFunction"), ...descendantsOf(root, "CustomRule")]);
  expect([...called.map((e) => e.getAttribute("FunctionName")), ...descendantsOf(form, "Handler").map((e) => e.getAttribute("functionName"))].sort()).toEqual(Object.keys(script).map((name) => `P2C.${table}.${name}`).sort());
  expect([...called.map((e) => e.getAttribute("Library")?.replace("$webresource:", "")), ...descendantsOf(form, "Library").map((e) => e.getAttribute("name"))]).toEqual(Array(called.length + 1).fill(`p2c_/scripts/${table}.js`));
  expect(descendantsOf(form, "control").filter((e) => e.getAttribute("disabled") !== "true")).toEqual([]);
});

test("standard buttons are hidden, or conditioned, as docs/solution.md says", () => {
  const doc = readFileSync(path.resolve(__dirname, "..", "docs", "solution.md"), "utf8");
  const rows = [...doc.matchAll(/^\| (\w+) \| (?:form|sub-grid) \| `(Mscrm\.[^`]*)` \| `(Mscrm\.[^`]*)` \| (.*?) \|$/gm)];
  const told = rows.map(([, table, button, command, what]) => `${table ?? ""} ${what === "hidden" ? `hides ${button ?? ""}` : `conditions ${command ?? ""}`}`);
  const done = files.filter((file) => file.endsWith("RibbonDiff.xml")).flatMap((file) => {
    const table = file.split("/")[1]?.toLowerCase() ?? "";
    return [
      ...descendantsOf(rootAt(file), "HideCustomAction").map((e) => `${table} hides ${e.getAttribute("Location") ?? ""}`),
      ...descendantsOf(rootAt(file), "CommandDefinition").map((e) => e.getAttribute("Id") ?? "").filter((command) => command.startsWith("Mscrm.")).map((command) => `${table} conditions ${command}`),
    ];
  });
  expect(done.length).toBe(17);
  expect([...done].sort()).toEqual([...told].sort());
});

test("rules that ribbons use are defined, and every command that replaces one of Dynamics 365 has a rule of ours and an action", () => {
  for (const file of files.filter((one) => one.endsWith("RibbonDiff.xml"))) {
    const root = rootAt(file);
    for (const kind of ["EnableRule", "DisplayRule"]) {
      const all = descendantsOf(root, kind);
      const defined = all.filter((e) => childrenOf(e).length > 0).map((e) => e.getAttribute("Id"));
      expect(new Set(all.map((e) => e.getAttribute("Id")))).toEqual(new Set(defined));
    }
    for (const command of descendantsOf(root, "CommandDefinition").filter((e) => e.getAttribute("Id")?.startsWith("Mscrm."))) {
      expect([descendantsOf(command, "EnableRule").length, descendantsOf(command, "DisplayRule").length, descendantsOf(command, "JavaScriptFunction").length]).toEqual([1, 1, 1]);
    }
  }
});

test("the six tables have a view with sync status, one of what needs attention and one of what is not linked", () => {
  for (const [table, { folder }] of Object.entries(synced)) {
    const views = files.filter((file) => file.startsWith(`Entities/${folder}/SavedQueries/`)).map(rootAt);
    const named = (ending: RegExp) => views.filter((view) => ending.test(descendantsOf(view, "LocalizedName")[0]?.getAttribute("description") ?? ""));
    for (const ending of [/ with sync status$/, / that need attention in Supply Chain$/, / not linked to Supply Chain$/]) {
      const found = named(ending);
      expect(found.length).toBe(1);
      const cells = found.flatMap((view) => descendantsOf(view, "cell").map((e) => e.getAttribute("name")));
      expect(cells).toEqual(expect.arrayContaining(["p2c_state.p2c_status", "p2c_state.p2c_lastsyncedon"]));
      if (table === "salesorder" && !ending.source.includes("attention")) expect(cells).toContain("p2c_processingstatus");
    }
  }
});

test("a view shows what it reads, and reads what it shows", () => {
  for (const file of files.filter((one) => one.includes("/SavedQueries/"))) {
    const view = rootAt(file);
    const cells = descendantsOf(view, "cell").map((e) => e.getAttribute("name") ?? "");
    const [entity] = descendantsOf(view, "entity");
    const own = entity ? childrenOf(entity, "attribute").map((e) => e.getAttribute("name") ?? "") : [];
    const linked = descendantsOf(view, "link-entity").flatMap((link) => childrenOf(link, "attribute").map((e) => `${link.getAttribute("alias") ?? ""}.${e.getAttribute("name") ?? ""}`));
    expect([file, cells.filter((name) => ![...own, ...linked].includes(name))]).toEqual([file, []]);
  }
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
