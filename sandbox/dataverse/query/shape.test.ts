import { stringify } from "lossless-json";
import type { Row } from "../store/types";
import { parseAnnotations, wantsAnnotation } from "./annotations";
import { contextUrl } from "./contextUrl";
import { wholeTable } from "./listQuery";
import { parseQueryOptions } from "./optionsParser";
import { isApply, runApply } from "./runApply";
import { shapeRow, type ShapeOptions } from "./shape";
import { accountTable, id, registry, runContext, sampleSource, shapeOptions } from "./testing/fixture";

const base = shapeOptions.baseUrl;

/** The account as printed, so that the order of properties and the digits of numbers are seen. */
function printed(number: number, rawQuery: string, more: Partial<ShapeOptions> = {}): string {
  const source = sampleSource();
  const query = rawQuery === "" ? wholeTable(accountTable) : parseQueryOptions(rawQuery, accountTable, registry);
  return stringify(shapeRow(source.find("account", id("a", number)) as Row, query, source, registry, { ...shapeOptions, ...more })) ?? "";
}

test("selected columns in the order asked for, then the key, then the currency of amounts; digits exact", () => {
  expect(printed(2, "$select=revenue,name,_parentaccountid_value,lastonholdtime,p2c_tags"))
    .toBe(`{"@odata.etag":"W/\\"101\\"","revenue":9007199254740993.01,"name":"contoso Été","_parentaccountid_value":"${id("a", 1)}","lastonholdtime":null,"p2c_tags":"12","accountid":"${id("a", 2)}","_transactioncurrencyid_value":"${id("e", 1)}"}`);
});

test("without $select every column comes, empty ones too, lookups as values only", () => {
  const all = JSON.parse(printed(5, "")) as Record<string, unknown>;
  expect(Object.keys(all)).toHaveLength(Object.keys(accountTable.columns).length + 1);
  expect(all).toMatchObject({ revenue: null, _primarycontactid_value: null, _ownerid_value: id("c", 1), createdon: "2024-06-01T00:00:00Z" });
  expect(all).not.toHaveProperty("primarycontactid");
});

test("all annotations stand before their property, on columns with a value only", () => {
  expect(printed(1, "$select=_ownerid_value,_p2c_syncstateid_value,statecode,revenue,creditlimit,createdon,lastonholdtime,numberofemployees,donotemail,p2c_tags,name", { annotations: "*" })).toBe(`{"@odata.etag":"W/\\"100\\"",${[
    `"_ownerid_value@OData.Community.Display.V1.FormattedValue":"Sam Sales"`,
    `"_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty":"ownerid"`,
    `"_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"systemuser"`,
    `"_ownerid_value":"${id("c", 1)}"`,
    `"_p2c_syncstateid_value@OData.Community.Display.V1.FormattedValue":"Contoso"`,
    `"_p2c_syncstateid_value@Microsoft.Dynamics.CRM.associatednavigationproperty":"p2c_SyncStateId"`,
    `"_p2c_syncstateid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"p2c_syncstate"`,
    `"_p2c_syncstateid_value":"${id("d", 1)}"`,
    `"statecode@OData.Community.Display.V1.FormattedValue":"Active"`, `"statecode":0`,
    `"revenue@OData.Community.Display.V1.FormattedValue":"€5,000,000.00"`, `"revenue":5000000.00`, `"creditlimit":null`,
    `"createdon@OData.Community.Display.V1.FormattedValue":"5/15/2024 8:00 AM"`, `"createdon":"2024-05-15T08:00:00Z"`,
    `"lastonholdtime@OData.Community.Display.V1.FormattedValue":"1/31/2024"`, `"lastonholdtime":"2024-01-31"`,
    `"numberofemployees@OData.Community.Display.V1.FormattedValue":"2,700"`, `"numberofemployees":2700`,
    `"donotemail@OData.Community.Display.V1.FormattedValue":"Allow"`, `"donotemail":false`,
    `"p2c_tags@OData.Community.Display.V1.FormattedValue":"Red; Blue"`, `"p2c_tags":"1,2"`,
    `"name":"Contoso"`, `"accountid":"${id("a", 1)}"`,
    `"_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue":"Euro"`,
    `"_transactioncurrencyid_value@Microsoft.Dynamics.CRM.associatednavigationproperty":"transactioncurrencyid"`,
    `"_transactioncurrencyid_value@Microsoft.Dynamics.CRM.lookuplogicalname":"transactioncurrency"`,
    `"_transactioncurrencyid_value":"${id("e", 1)}"`,
  ].join(",")}}`);
});

test("formatted values in the user's language, locale and time zone", () => {
  const french = { annotations: parseAnnotations("OData.Community.Display.V1.FormattedValue"), languageId: 1036, formatting: { locale: "fr-FR", timeZone: "Europe/Paris" } };
  const text = printed(1, "$select=statecode,revenue,createdon,lastonholdtime", french);
  expect(text).toContain('FormattedValue":"Actif"');
  expect(text.replaceAll(/[\u00a0\u202f]/g, " ")).toContain('FormattedValue":"5 000 000,00 €"');
  expect(text).toContain('FormattedValue":"15/05/2024 10:00"');
  expect(text).toContain('FormattedValue":"31/01/2024"');
  expect(text).not.toContain("lookuplogicalname");
});

test.each<[string | undefined, string, boolean]>([
  [undefined, "a.b", false], ["*", "a.b", true], ["a.b,c", "c", true], ["a.*", "a.b.c", true], ["a.*", "ab.c", false],
])("annotations %s want %s: %s", (preference, name, wanted) => {
  expect(wantsAnnotation(parseAnnotations(preference), name)).toBe(wanted);
});

test("the sync status in one request: state as object, newest request as array", () => {
  const raw = "$select=name&$expand=p2c_SyncStateId($select=p2c_status),p2c_account_syncrequest($select=p2c_status;$orderby=createdon desc;$top=1)";
  expect(printed(1, raw)).toBe(`{"@odata.etag":"W/\\"100\\"","name":"Contoso","accountid":"${id("a", 1)}",`
    + `"p2c_SyncStateId":{"p2c_status":3,"p2c_syncstateid":"${id("d", 1)}"},`
    + `"p2c_account_syncrequest":[{"@odata.etag":"W/\\"102\\"","p2c_status":3,"_p2c_accountid_value":"${id("a", 1)}","p2c_syncrequestid":"${id("9", 3)}"}],`
    + `"p2c_account_syncrequest@odata.nextLink":"${base}/accounts(${id("a", 1)})/p2c_account_syncrequest?$select=p2c_status&$orderby=createdon%20desc&$top=1"}`);
  expect(printed(3, raw)).toContain('"p2c_SyncStateId":null,"p2c_account_syncrequest":[]');
});

test("a nested expand: users bring ownerid, collections page, no ETag", () => {
  const shaped = printed(1, "$select=name&$expand=contact_customer_accounts($select=lastname;$expand=createdby($select=fullname))", { pageSize: 1 });
  expect(shaped).toContain(`"contact_customer_accounts":[{"lastname":"McKay","contactid":"${id("f", 1)}","createdby":{"fullname":"Sam Sales","systemuserid":"${id("c", 1)}","ownerid":"${id("c", 1)}"}}]`);
  expect(shaped).toMatch(/contact_customer_accounts@odata\.nextLink":".*\/contact_customer_accounts\?\$select=lastname&\$expand=createdby\(\$select=fullname\)&\$skiptoken=/);
  expect(printed(1, "$select=name&$expand=contact_customer_accounts($select=lastname;$expand=createdby($select=fullname))")).not.toContain("nextLink");
});

test("a nested filter, a many-to-many collection, a reference", () => {
  expect(printed(1, "$select=name&$expand=contact_customer_accounts($select=lastname;$filter=emailaddress1 ne null and not contains(lastname,'x;y)'))")).toMatch(/"contact_customer_accounts":\[\{[^}]*"McKay"[^}]*\}\]/);
  expect(printed(3, "$select=name&$expand=listaccount_association($select=listname)")).toContain('"listname":"Spring"');
  expect(printed(1, "$select=name&$expand=primarycontactid/$ref")).toContain(`"primarycontactid":{"@odata.id":"${base}/contacts(${id("f", 1)})"}`);
});

test.each<[string, boolean, string]>([
  ["$top=1", false, "accounts"],
  ["$select=name,_ownerid_value", true, "accounts(name,_ownerid_value)/$entity"],
  ["$select=name&$expand=primarycontactid($select=contactid,fullname),createdby($select=fullname)", false, "accounts(name,primarycontactid(contactid,fullname),createdby(fullname))"],
  ["$select=name&$expand=primarycontactid/$ref", false, "accounts(name,primarycontactid,primarycontactid/$ref())"],
  ["$expand=contact_customer_accounts($expand=createdby($select=fullname))", false, "accounts(contact_customer_accounts(createdby(fullname)))"],
])("context of %s", (raw, single, expected) => {
  expect(contextUrl(base, "accounts", parseQueryOptions(raw, accountTable, registry), single)).toBe(`${base}/$metadata#${expected}`);
});

test.each<[string, unknown]>([
  ["groupby((statuscode))", [{ statuscode: 1 }, { statuscode: 2 }]],
  ["groupby((statuscode),aggregate($count as count,revenue with sum as total))", [{ statuscode: 1, count: 4, total: "9007199259740993.11" }, { statuscode: 2, count: 1, total: "9007199254740993.00" }]],
  ["aggregate(numberofemployees with max as most,createdon with min as first)", [{ most: 2700, first: "2023-12-31T23:30:00Z" }]],
  ["aggregate(revenue with average as mean)", [{ mean: "4503599628620496.52750000" }]],
  ["filter(statecode eq 0)/groupby((primarycontactid/fullname))", [{ contact_fullname: "Yvonne McKay" }, { contact_fullname: "Amy Amy" }, {}]],
])("$apply=%s", (apply, expected) => {
  const query = parseQueryOptions(`$apply=${encodeURIComponent(apply)}`, accountTable, registry);
  if (!isApply(query)) throw new Error("no aggregate");
  const rows = runApply(query, sampleSource(), runContext, shapeOptions);
  expect(JSON.parse(JSON.stringify(rows, (_, value: unknown) => (typeof value === "object" && value !== null && "isLosslessNumber" in value ? String(value as unknown as string) : value)))).toEqual(expected);
});

test("an aggregated amount is formatted in the base currency", () => {
  const query = parseQueryOptions("$apply=aggregate(revenue with sum as total)", accountTable, registry);
  expect(isApply(query) && runApply(query, sampleSource(), runContext, { ...shapeOptions, annotations: "*" })[0]).toMatchObject({ "total@OData.Community.Display.V1.FormattedValue": "€18,014,398,514,481,986.11" });
});
