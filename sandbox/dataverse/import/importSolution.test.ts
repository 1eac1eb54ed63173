import { createStandardRegistry } from "../metadata/standard";
import type { MetadataRegistry } from "../metadata/registry";
import { DataverseError } from "../store/types";
import { importSolution } from "./importSolution";
import { accountDiff, accountXml, choiceXml, columnXml, controlXml, relationshipXml, ribbonXml, roleXml, sampleZip, scriptXml, ticketColumns, ticketXml, type SampleParts } from "./testSupport";

function imported(parts: SampleParts = {}): MetadataRegistry {
  const registry = createStandardRegistry();
  importSolution(registry, sampleZip(parts));
  return registry;
}

function refusal(zip: Uint8Array, registry = createStandardRegistry()): DataverseError {
  try {
    importSolution(registry, zip);
  } catch (error) {
    if (error instanceof DataverseError) return error;
    throw error;
  }
  throw new Error("The import was not refused.");
}

describe("a solution that fits", () => {
  const registry = createStandardRegistry();
  const result = importSolution(registry, sampleZip());

  test("answers what came in", () => {
    expect(result).toMatchObject({ uniqueName: "AbcSample", version: "1.0.0.0", managed: false, isNew: true, newTables: ["abc_ticket"] });
    expect(registry.solution("abcsample")?.components).toHaveLength(6);
    expect(registry.publishers.get("abcpublisher")).toMatchObject({ prefix: "abc", optionValuePrefix: 72727 });
  });

  test("a new table gets what the platform gives: system columns, state, owner, relationships, views, a form, privileges", () => {
    const table = registry.table("abc_ticket");
    expect(table).toMatchObject({ schemaName: "abc_Ticket", entitySet: "abc_tickets", primaryId: "abc_ticketid", primaryName: "abc_name", custom: true, changeTracking: true, labels: { 1036: "Billet" } });
    expect(table?.objectTypeCode).toBeGreaterThanOrEqual(10000);
    for (const name of ["ownerid", "owningbusinessunit", "createdon", "createdby", "modifiedon", "versionnumber", "statecode", "statuscode", "importsequencenumber"]) expect([name, table?.columns[name]?.logicalName]).toEqual([name, name]);
    expect(registry.relationshipByLookup("abc_ticket", "createdby")?.schemaName).toBe("lk_abc_ticket_createdby");
    expect(registry.relationshipByLookup("abc_ticket", "ownerid", "team")?.lookupNavigation).toBe("ownerid");
    expect(registry.views("abc_ticket").map((v) => v.labels[1033])).toContain("Active Tickets");
    expect(registry.forms("abc_ticket", "main")).toHaveLength(1);
    expect(registry.privileges().has("prvAssignabc_Ticket")).toBe(true);
    expect(table?.keys).toEqual([{ schemaName: "abc_NameKey", logicalName: "abc_namekey", columns: ["abc_name"] }]);
  });

  test("a money column brings currency, rate and base value", () => {
    const columns = registry.table("abc_ticket")?.columns;
    expect(columns?.abc_cost).toMatchObject({ type: "Money", min: 0, max: 1000, precision: 2 });
    expect([columns?.abc_cost_base?.readOnly, columns?.exchangerate?.readOnly, columns?.transactioncurrencyid?.targets]).toEqual([true, true, ["transactioncurrency"]]);
  });

  test("a global choice gives its options and default; a lookup its target and exact navigation names", () => {
    const columns = registry.table("abc_ticket")?.columns;
    expect(columns?.abc_kind).toMatchObject({ globalChoice: "abc_kind", default: 727270001, options: [{ value: 727270000 }, { value: 727270001, labels: { 1036: "Panne" } }] });
    expect(columns?.abc_accountid?.targets).toEqual(["account"]);
    expect(registry.relationshipByLookup("abc_ticket", "abc_accountid", "account")).toMatchObject({ lookupNavigation: "abc_AccountId", collectionNavigation: "abc_account_ticket", cascadeDelete: "Cascade" });
  });

  test("a standard table keeps its columns, gains one, and its number is now automatic", () => {
    const columns = registry.table("account")?.columns;
    expect(columns?.abc_note?.maxLength).toBe(50);
    expect(columns?.accountnumber).toMatchObject({ autoNumberFormat: "ACC-{SEQNUM:5}-{RANDSTRING:6}", labels: { 1036: "Numéro de compte" } });
    expect(columns?.creditlimit).toBeDefined();
    expect(registry.table("account")?.custom).toBe(false);
  });

  test("the standard form holds the added tab between its own", () => {
    const xml = registry.form("8448b78f-8f42-454e-8e2a-f8196b0419af")?.formXml ?? "";
    expect([...xml.matchAll(/<tab name="(\w+)"/g)].map((m) => m[1])).toEqual(["SUMMARY_TAB", "DETAILS_TAB", "abc_tab"]);
    expect(xml).not.toContain("solutionaction");
  });

  test("the ribbon, role, web resource and control are there", () => {
    expect(registry.ribbon("account")?.buttons["abc.Button"]).toMatchObject({ command: "abc.Command", sequence: 10 });
    expect(registry.role("33333333-0000-0000-0000-000000000001")?.privileges).toEqual({ prvReadabc_Ticket: "Global", prvWriteAccount: "Local" });
    expect(new TextDecoder().decode(registry.webResource("abc_/ticket.js")?.content)).toBe("var Abc = {};");
    expect(Object.keys(registry.customControl("abc_Acme.Badge")?.files ?? {})).toContain("bundle.js");
  });

  test("importing it again changes nothing but the version", () => {
    const before = { form: registry.form("8448b78f-8f42-454e-8e2a-f8196b0419af")?.formXml, views: registry.viewsById.size, relationships: registry.relationships().length };
    const again = importSolution(registry, sampleZip({ version: "1.0.0.1" }));
    expect(again).toMatchObject({ isNew: false, newTables: [], version: "1.0.0.1" });
    expect({ form: registry.form("8448b78f-8f42-454e-8e2a-f8196b0419af")?.formXml, views: registry.viewsById.size, relationships: registry.relationships().length }).toEqual(before);
  });
});

const view = (query: string) => `<SavedQueries><savedqueries><savedquery><isdefault>1</isdefault><savedqueryid>{44444444-0000-0000-0000-000000000001}</savedqueryid>
  <layoutxml><grid name="resultset"><row name="result" id="accountid"><cell name="name" width="100"/></row></grid></layoutxml><querytype>0</querytype><fetchxml><fetch>${query}</fetch></fetchxml>
  <LocalizedNames><LocalizedName description="Mine" languagecode="1033"/></LocalizedNames></savedquery></savedqueries></SavedQueries>`;

test("a view that a solution makes the default takes the place of the standard one", () => {
  const registry = imported({ entities: accountXml({ views: view('<entity name="account"><attribute name="abc_note"/></entity>') }) + ticketXml() });
  expect(registry.views("account").filter((v) => v.queryType === 0 && v.isDefault).map((v) => v.labels[1033])).toEqual(["Mine"]);
});

describe("refusals", () => {
  const account = (diff: string) => accountXml({ diff }) + ticketXml();
  const cases: [string, string, SampleParts][] = [
    ["root files one folder down", "0x80048060", { files: { "solution.xml": undefined } }],
    ["a part without content type", "0x80048060", { files: { "WebResources/odd.bin": "x" } }],
    ["XML that is not well formed", "0x80048013", { files: { "customizations.xml": "<ImportExportXml><Entities></ImportExportXml>" } }],
    ["an unknown section", "0x8004801a", { sections: "<Gadgets/>" }],
    ["an unknown child of a column", "0x8004801a", { entities: accountXml({ attributes: columnXml("abc_Note", "nvarchar", "<MaxLength>5</MaxLength><Colour>red</Colour>") }) + ticketXml() }],
    ["a bad unique name", "0x8004f002", { uniqueName: "abc sample" }],
    ["a bad version", "0x8004f01e", { version: "1.x" }],
    ["a package of a newer server", "0x80048066", { serverVersion: "9.3.0.0" }],
    ["a bad publisher prefix", "0x8004801c", { prefix: "mscrmx" }],
    ["a missing dependency", "0x8004801d", { missingDependencies: '<MissingDependency><Required type="1" schemaName="msdyn_workorder" solution="FieldService (1.0)"/><Dependent type="1" schemaName="account"/></MissingDependency>' }],
    ["a declared component without definition", "0x8004801f", { webResources: "", entities: ticketXml() }],
    ["a component that is not declared", "0x8004803a", { roots: '<RootComponent type="1" schemaName="account" behavior="2"/>' }],
    ["a column with another prefix", "0x80048062", { entities: accountXml() + ticketXml(ticketColumns + columnXml("xyz_Note", "ntext", "<MaxLength>10</MaxLength>")) }],
    ["a column of a missing global choice", "0x80048039", { choices: "", roots: '<RootComponent type="1" schemaName="account" behavior="2"/>' + '<RootComponent type="1" schemaName="abc_ticket" behavior="0"/><RootComponent type="20" id="{33333333-0000-0000-0000-000000000001}" behavior="0"/><RootComponent type="61" schemaName="abc_/ticket.js" behavior="0"/><RootComponent type="66" schemaName="abc_Acme.Badge" behavior="0"/>' }],
    ["a table twice", "0x8004810c", { entities: accountXml() + ticketXml() + ticketXml() }],
    ["a length that shrinks", "0x80040203", { entities: accountXml({ attributes: columnXml("abc_Note", "nvarchar", "<MaxLength>50</MaxLength>") + columnXml("AccountNumber", "nvarchar", "<MaxLength>10</MaxLength>") }) + ticketXml() }],
    ["a lookup without relationship", "0x8004f036", { relationships: "" }],
    ["a relationship to a missing table", "0x8004801d", { relationships: relationshipXml.replace(">Account<", ">Accounts<") }],
    ["a navigation property name that is taken", "0x8004801a", { relationships: relationshipXml.replace("<NavigationPropertyName>abc_account_ticket<", "<NavigationPropertyName>contact_customer_accounts<") }],
    ["a web resource without its part", "0x8004f11a", { files: { "WebResources/abc_ticketjs": undefined } }],
    ["a web resource with another prefix", "0x8004f118", { webResources: scriptXml.replaceAll("abc_/ticket.js", "xyz_/ticket.js"), roots: '<RootComponent type="1" schemaName="account"/><RootComponent type="1" schemaName="abc_ticket"/><RootComponent type="9" schemaName="abc_kind"/><RootComponent type="20" id="{33333333-0000-0000-0000-000000000001}"/><RootComponent type="61" schemaName="xyz_/ticket.js"/><RootComponent type="66" schemaName="abc_Acme.Badge"/>' }],
    ["a script that depends on a missing file", "0x8004f036", { webResources: scriptXml.replace("<FileName>", "<DependencyXml>&lt;Dependencies&gt;&lt;Dependency componentType=\"WebResource\"&gt;&lt;Library name=\"abc_/x.resx\"/&gt;&lt;/Dependency&gt;&lt;/Dependencies&gt;</DependencyXml><FileName>") }],
    ["a control without its bundle", "0x8004801f", { files: { "Controls/abc_Acme.Badge/bundle.js": undefined } }],
    ["a control whose manifest names another", "0x8004801a", { controls: controlXml.replace("abc_Acme.Badge<", "abc_Acme.Other<"), roots: '<RootComponent type="1" schemaName="account"/><RootComponent type="1" schemaName="abc_ticket"/><RootComponent type="9" schemaName="abc_kind"/><RootComponent type="20" id="{33333333-0000-0000-0000-000000000001}"/><RootComponent type="61" schemaName="abc_/ticket.js"/><RootComponent type="66" schemaName="abc_Acme.Other"/>' }],
    ["a form library without web resource", "0x8004f036", { entities: account(accountDiff.replaceAll("abc_/ticket.js", "abc_/other.js")) }],
    ["a handler of a library the form does not load", "0x8004f036", { entities: account(accountDiff.replace('libraryName="abc_/ticket.js"', 'libraryName="abc_/other.js"')) }],
    ["a form with a missing column", "0x8004f036", { entities: account(accountDiff.replace('datafieldname="abc_note"', 'datafieldname="abc_lost"')) }],
    ["a form with a missing control", "0x8004f036", { entities: account(accountDiff.replace('name="abc_Acme.Badge"', 'name="abc_Acme.Lost"')) }],
    ["a diff of a form that does not exist", "0x8004f036", { entities: (accountXml() + ticketXml()).replace("8448b78f", "00000000") }],
    ["a diff that leads nowhere", "0x8004f036", { entities: account('<tabs><tab name="NO_TAB" id="{0}"><labels><label description="x" languagecode="1036" solutionaction="Added"/></labels></tab></tabs>') }],
    ["a view of a missing column", "0x8004801b", { entities: accountXml({ views: view('<entity name="account"><attribute name="abc_lost"/></entity>') }) + ticketXml() }],
    ["a view of another table", "0x8004801b", { entities: accountXml({ views: view('<entity name="contact"/>') }) + ticketXml() }],
    ["a ribbon id twice", "0x8004f10b", { entities: accountXml({ ribbon: ribbonXml.replace("</CommandDefinitions>", '<CommandDefinition Id="abc.Command"/></CommandDefinitions>') }) + ticketXml() }],
    ["a ribbon with a missing web resource", "0x8004f104", { entities: accountXml({ ribbon: ribbonXml.replace("$webresource:abc_/ticket.js", "$webresource:abc_/lost.js") }) + ticketXml() }],
    ["a ribbon location of another table", "0x8004f109", { entities: accountXml({ ribbon: ribbonXml.replace("Mscrm.Form.account", "Mscrm.Form.contact") }) + ticketXml() }],
    ["a ribbon rule that is not defined", "0x8004f104", { entities: accountXml({ ribbon: ribbonXml.replace('<EnableRule Id="abc.Enable"/>', '<EnableRule Id="abc.Lost"/>') }) + ticketXml() }],
    ["a role with an unknown privilege", "0x8004801d", { roles: roleXml.replace("prvReadabc_Ticket", "prvReadabc_ticket") }],
    ["a section that is not imitated", "0x80040216", { sections: '<Workflows><Workflow Name="w"/></Workflows>' }],
    ["a component type that is not imitated", "0x80040216", { roots: '<RootComponent type="92" id="{55555555-0000-0000-0000-000000000001}"/>' }],
  ];

  test.each(cases)("%s: %s", (_name, code, parts) => {
    const error = refusal(sampleZip(parts));
    expect([error.code, error.status]).toEqual([code, code === "0x80040216" ? 501 : 400]);
  });

  test("a file that is no zip", () => {
    expect(refusal(new TextEncoder().encode("hello")).code).toBe("0x80048060");
  });

  test("what is not imitated is named", () => {
    expect(refusal(sampleZip({ sections: "<ServiceEndpoints><ServiceEndpoint/></ServiceEndpoints>" })).message).toContain("'ServiceEndpoints'");
    expect(refusal(sampleZip({ files: { "environmentvariabledefinitions/abc_Url/environmentvariabledefinition.xml": "<x/>" } })).message).toContain("environmentvariabledefinitions/abc_Url");
  });

  test.each([["1", "0", "0x80048040"], ["0", "1", "0x80048038"]])("installed with Managed %s, imported with %s: %s", (first, second, code) => {
    const registry = imported({ managed: first });
    expect(refusal(sampleZip({ managed: second }), registry).code).toBe(code);
  });

  test("a solution of another publisher, a role name that is taken, a key over the same columns", () => {
    const registry = imported();
    expect(refusal(sampleZip({ publisher: "other" }), registry).code).toBe("0x8004f031");
    expect(refusal(sampleZip({ roles: roleXml.replace("33333333", "66666666"), roots: '<RootComponent type="1" schemaName="account"/><RootComponent type="1" schemaName="abc_ticket"/><RootComponent type="9" schemaName="abc_kind"/><RootComponent type="20" id="{66666666-0000-0000-0000-000000000001}"/><RootComponent type="61" schemaName="abc_/ticket.js"/><RootComponent type="66" schemaName="abc_Acme.Badge"/>' }), registry).code).toBe("0x80048017");
    expect(refusal(sampleZip({ entities: accountXml() + ticketXml().replaceAll("NameKey", "OtherKey").replaceAll("namekey", "otherkey") }), registry).code).toBe("0x80060894");
  });

  test("nothing of a refused solution is applied, whatever came before the refusal", () => {
    const registry = createStandardRegistry();
    // The role is refused after tables, choices and relationships are in.
    refusal(sampleZip({ roles: roleXml.replace("prvReadabc_Ticket", "prvReadNothing"), choices: choiceXml }), registry);
    expect(registry.table("abc_ticket")).toBeUndefined();
    expect(registry.table("account")?.columns.abc_note).toBeUndefined();
    expect(registry.table("account")?.columns.accountnumber?.autoNumberFormat).toBeUndefined();
    expect(registry.globalChoices.size).toBe(0);
    expect(registry.relationships().some((r) => r.schemaName.startsWith("abc_"))).toBe(false);
  });
});
