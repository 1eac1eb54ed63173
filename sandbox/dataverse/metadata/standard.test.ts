import { parseTable } from "./tableText";
import { createStandardRegistry } from "./standard";

const registry = createStandardRegistry();

describe("standard tables", () => {
  test.each([
    ["account", "primarycontactid", "contact", "primarycontactid", "account_primary_contact"],
    ["account", "createdby", "systemuser", "createdby", "lk_accountbase_createdby"],
    ["account", "owninguser", "systemuser", "owninguser", "user_accounts"],
    ["contact", "parentcustomerid", "account", "parentcustomerid_account", "contact_customer_accounts"],
    ["contact", "parentcustomerid", "contact", "parentcustomerid_contact", "contact_customer_contacts"],
    ["quotedetail", "quoteid", "quote", "quoteid", "quote_details"],
    ["salesorderdetail", "salesorderid", "salesorder", "salesorderid", "order_details"],
    ["invoice", "salesorderid", "salesorder", "salesorderid", "order_invoices"],
    ["salesorder", "customerid", "account", "customerid_account", "order_customer_accounts"],
    ["annotation", "objectid", "account", "objectid_account", "Account_Annotation"],
    ["task", "regardingobjectid", "salesorder", "regardingobjectid_salesorder_task", "SalesOrder_Tasks"],
    ["sdkmessageprocessingstep", "eventhandler", "serviceendpoint", "eventhandler_serviceendpoint", "serviceendpoint_sdkmessageprocessingstep"],
  ])("%s.%s → %s is navigated by %s and %s", (table, column, target, lookup, collection) => {
    const relationship = registry.relationshipByLookup(table, column, target);
    expect([relationship?.lookupNavigation, relationship?.collectionNavigation]).toEqual([lookup, collection]);
    expect(registry.collectionNavigations(target)).toContain(relationship);
  });

  test("every lookup has a relationship to each of its targets, and no table has two properties of one name", () => {
    for (const table of registry.tables()) {
      for (const column of Object.values(table.columns)) {
        for (const target of column.targets ?? []) expect([table.logicalName, column.logicalName, registry.relationshipByLookup(table.logicalName, column.logicalName, target)?.referencedTable]).toEqual([table.logicalName, column.logicalName, target]);
      }
      const names = [...registry.collectionNavigations(table.logicalName).map((r) => r.collectionNavigation), ...registry.manyToMany(table.logicalName).map((r) => r.navigation)];
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      expect(table.columns[table.primaryId]?.type).toBe("Uniqueidentifier");
      expect(table.columns[table.primaryName]).toBeDefined();
    }
  });

  test("columns carry their limits, options and flags", () => {
    const columns = registry.table("account")?.columns;
    expect(columns?.accountnumber).toMatchObject({ schemaName: "AccountNumber", type: "String", maxLength: 20, labels: { 1036: "Numéro de compte" } });
    expect(columns?.creditlimit).toMatchObject({ type: "Money", min: 0, max: 100000000000000, precision: 2 });
    expect(columns?.creditlimit_base).toMatchObject({ readOnly: true });
    expect(columns?.statuscode?.options).toEqual([expect.objectContaining({ value: 1, state: 0 }), expect.objectContaining({ value: 2, state: 1 })]);
    expect(registry.table("salesorder")?.columns.statecode?.options?.map((o) => o.value)).toEqual([0, 1, 2, 3, 4]);
    expect(registry.table("quote")?.columns.customerid?.type).toBe("Customer");
    expect(Object.keys(columns ?? {}).filter((name) => name.startsWith("msdyn_"))).toEqual([]);
  });

  test.each([
    ["account", "8448b78f-8f42-454e-8e2a-f8196b0419af", 30], ["contact", "1fed44d1-ae68-4a41-bd2b-f13acac4acfa", 30],
    ["product", "a640be62-63f6-4027-90d7-48c014a7c6f3", 20], ["quote", "54076a2d-d043-4a1b-b061-4d06846371a9", 30],
    ["salesorder", "d598792c-3ff0-43f3-b3e3-bbd70b99e1a5", 30], ["invoice", "c9f7c8e8-324f-4ae4-9927-14efcba20d08", 30],
    ["quotedetail", "1ff13845-48d3-4744-bc69-43b691931a6e", 14], ["salesorderdetail", "2bb64321-6da0-4a1a-8466-62b40cc6bc7a", 14],
    ["invoicedetail", "684b159c-c312-4248-8b0f-0c164abe7d9e", 14],
  ])("every column on the standard form of %s is named in French, options included", (table, formId, least) => {
    const form = registry.form(`{${formId.toUpperCase()}}`);
    expect(form?.table).toBe(table);
    const names = [...(form?.formXml ?? "").matchAll(/datafieldname="(\w+)"/g)].map((match) => match[1] ?? "");
    expect(names.length).toBeGreaterThanOrEqual(least);
    for (const name of names) {
      const column = registry.table(table)?.columns[name];
      expect([name, column?.labels[1036]]).toEqual([name, expect.any(String)]);
      for (const option of column?.options ?? []) expect([name, option.labels[1033], option.labels[1036]]).toEqual([name, expect.any(String), expect.any(String)]);
    }
  });

  test.each([
    ["quote", "quote_details"], ["salesorder", "order_details"], ["invoice", "invoice_details"], ["product", "product_price_levels"],
  ])("the form of %s lists %s with a view that exists", (table, relationship) => {
    const [form] = registry.forms(table, "main");
    const grid = /<ViewId>([^<]+)<\/ViewId><RelationshipName>(\w+)</.exec(form?.formXml ?? "");
    expect(grid?.[2]).toBe(relationship);
    expect(registry.view(grid?.[1] ?? "")?.table).toBe(registry.collectionNavigations(table).find((r) => r.collectionNavigation === relationship)?.referencingTable);
  });

  test("views read columns that exist, and each table has one default", () => {
    for (const table of registry.tables()) {
      const views = registry.views(table.logicalName);
      for (const view of views) {
        for (const [, name] of view.fetchXml.matchAll(/attribute(?: name)?="(\w+)"/g)) expect([view.labels[1033], table.columns[name ?? ""]?.logicalName]).toEqual([view.labels[1033], name]);
      }
      if (views.length > 0) expect(views.filter((view) => view.queryType === 0 && view.isDefault)).toHaveLength(1);
    }
  });

  test("a clone is independent", () => {
    const copy = registry.clone();
    copy.table("account")!.columns.name!.maxLength = 1;
    copy.viewsById.clear();
    expect(registry.table("account")?.columns.name?.maxLength).toBe(160);
    expect(registry.views("account").length).toBeGreaterThan(0);
  });
});

test("a table file that cannot be read names the line", () => {
  const head = "table X\nset xs\ncode 1\nid xid\nname xid\nownership None\nlabel X / Xs\nfrench X / Xs\n\n";
  expect(() => parseTable(`${head}XId | Blob |  | X`)).toThrow("XId | Blob |  | X");
  expect(() => parseTable(`${head}XId | Uniqueidentifier | mandatory | X`)).toThrow("unknown flag 'mandatory'");
  expect(() => parseTable(head.replace("set xs\n", ""))).toThrow("without the line 'set'");
});
