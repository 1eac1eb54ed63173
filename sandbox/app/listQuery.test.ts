import type { PlatformView } from "../dataverse/platform";
import { listColumns, listFetchXml } from "./listQuery";
import { accountTable } from "./testing/fixtures";

const view: PlatformView = {
  id: "v", label: "Active Accounts", isDefault: true,
  fetchXml: '<fetch version="1.0" count="10"><entity name="account"><attribute name="name"/><order attribute="name" descending="false"/><filter type="and"><condition attribute="statecode" operator="eq" value="0"/></filter></entity></fetch>',
  columns: [{ name: "name", label: "Name", width: 200 }, { name: "creditlimit", label: "Credit", width: 100 }, { name: "primarycontactid", label: "Contact", width: 100 }, { name: "emailaddress1", label: "Email", width: 100, linkAlias: "c" }],
};

test("a page of fifty in the view's own order and filter", () => {
  const xml = listFetchXml(view, accountTable, { page: 2, cookie: '<cookie page="1">', search: "" });
  expect(xml).toMatch(/^<fetch returntotalrecordcount="true" count="50" page="2" paging-cookie="&#60;cookie page=&#34;1&#34;&#62;" version="1.0">/);
  expect(xml).toContain('<order attribute="name" descending="false"/>');
  expect(xml).not.toContain('count="10"');
});

test("the user's order replaces the view's, also on a linked column", () => {
  expect(listFetchXml(view, accountTable, { page: 1, search: "", sort: { column: "creditlimit", descending: true } })).toMatch(/<order attribute="creditlimit" descending="true"\/><\/entity>/);
  const linked = listFetchXml(view, accountTable, { page: 1, search: "", sort: { column: "c.emailaddress1", descending: false } });
  expect(linked.match(/<order/g)).toHaveLength(1);
  expect(linked).toContain('<order entityname="c" attribute="emailaddress1" descending="false"/>');
});

test("quick search looks into text columns alone and keeps markup out", () => {
  const xml = listFetchXml(view, accountTable, { page: 1, search: ' A<"B ' });
  expect(xml).toContain('<filter type="or"><condition attribute="name" operator="like" value="%A&#60;&#34;B%"/></filter></entity>');
});

test("where a column's value stands in a row", () => {
  expect(listColumns(view, accountTable).map((c) => [c.key, c.property, c.numeric])).toEqual([
    ["name", "name", false], ["creditlimit", "creditlimit", true], ["primarycontactid", "_primarycontactid_value", false], ["c.emailaddress1", "c.emailaddress1", false],
  ]);
});
