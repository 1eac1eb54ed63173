import { dataSetFetchXml, filterElement, type DataSetQuery } from "./query";

const view = '<fetch version="1.0"><entity name="quotedetail"><attribute name="quantity"/><order attribute="lineitemnumber" descending="false"/></entity></fetch>';
const query = (more: Partial<DataSetQuery> = {}): DataSetQuery => ({ addedColumns: [], links: [], sorting: [], own: ["quotedetailid"], ...more });

test("the view's rows of the form's record, in the order asked for", () => {
  const xml = dataSetFetchXml(view, query({ parent: { column: "quoteid", id: "q" }, sorting: [{ name: "p.name", sortDirection: 1 }, { name: "quantity", sortDirection: -1 }] }), { count: 10, page: 2 });
  expect(xml).toBe('<fetch returntotalrecordcount="true" count="10" page="2" version="1.0"><entity name="quotedetail"><attribute name="quotedetailid"/><attribute name="quantity"/>'
    + '<order entityname="p" attribute="name" descending="true"/><filter type="and"><condition attribute="quoteid" operator="eq" value="q"/></filter></entity></fetch>');
});

test("added columns stand with the table or with the link they belong to", () => {
  const link = { name: "product", from: "productid", to: "productid", linkType: "outer", alias: "p" };
  const xml = dataSetFetchXml(view, query({ addedColumns: ["uomid", "quantity", "p.productnumber"], links: [link] }), { count: 10, page: 1 });
  expect(xml.match(/<attribute name="quantity"\/>/g)).toHaveLength(1);
  expect(xml).toContain('<attribute name="uomid"/>');
  expect(xml).toContain('<link-entity name="product" from="productid" to="productid" link-type="outer" alias="p"><attribute name="productnumber"/></link-entity></entity>');
});

test("filters: operators, lists, nesting, and markup kept out; an unknown operator names itself", () => {
  expect(filterElement({
    filterOperator: 1,
    conditions: [{ attributeName: "name", conditionOperator: 6, value: '%<"%' }, { attributeName: "statecode", conditionOperator: 8, value: ["0", "1"] }],
    filters: [{ filterOperator: 0, conditions: [{ attributeName: "duedate", conditionOperator: 12, value: "" }] }],
  })).toBe('<filter type="or"><condition attribute="name" operator="like" value="%&#60;&#34;%"/><condition attribute="statecode" operator="in"><value>0</value><value>1</value></condition>'
    + '<filter type="and"><condition attribute="duedate" operator="null"/></filter></filter>');
  expect(() => filterElement({ filterOperator: 0, conditions: [{ attributeName: "a", conditionOperator: 70, value: "" }] })).toThrow("operator 70");
});
