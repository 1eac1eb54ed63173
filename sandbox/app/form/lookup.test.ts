import { LookupState } from "./lookup";

const product = { logicalName: "product", primaryId: "productid", primaryName: "name" };
const external = '<filter type="and"><condition attribute="abc_external" operator="eq" value="1"/></filter>';

test("a search asks for id and name, the name holding what was typed", () => {
  const lookup = new LookupState(["product"]);
  expect(lookup.query(product, ' 5"<')).toContain('<condition attribute="name" operator="like" value="%5&#34;&#60;%"/>');
  expect(lookup.query(product, "")).not.toContain("<filter");
});

test("a filter set before the search holds for that search and its table alone", () => {
  const lookup = new LookupState(["product", "contact"]);
  lookup.beginSearch(() => lookup.addFilter(external, "product"));
  expect(lookup.query(product, "")).toContain(`${external}</entity>`);
  expect(lookup.query({ ...product, logicalName: "contact" }, "")).not.toContain("abc_external");
  lookup.beginSearch(() => undefined);
  expect(lookup.query(product, "")).not.toContain("abc_external");
});

test("filters outside PreSearch, and what is no filter, are refused", () => {
  const lookup = new LookupState(["product"]);
  expect(() => lookup.addFilter(external, undefined)).toThrow("PreSearch");
  expect(() => lookup.beginSearch(() => lookup.addFilter("<condition/>", undefined))).toThrow("is no FetchXML filter");
  // A handler that failed does not leave the search open.
  expect(() => lookup.addFilter(external, undefined)).toThrow("PreSearch");
});

test("a script's view is searched when it is the default", () => {
  const lookup = new LookupState(["product"]);
  lookup.views.push({ id: "v", table: "product", name: "Mine", fetchXml: '<fetch><entity name="product"><attribute name="name"/></entity></fetch>' });
  expect(lookup.query(product, "")).toContain("<order");
  lookup.defaultViewId = "v";
  expect(lookup.query(product, "")).toMatch(/<entity name="product"><attribute name="name"\/><\/entity>/);
});
