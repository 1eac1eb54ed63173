import { linkedTables, nextCookie, ordersOf, withAttributes } from "./fetchXml";

const linked = '<fetch><entity name="quotedetail"><attribute name="quantity"/><link-entity name="product" from="productid" to="productid" alias="p"><attribute name="name"/>'
  + '<link-entity name="uom" from="uomid" to="defaultuomid" alias="u"><attribute name="schedule"/></link-entity><order attribute="name"/></link-entity>'
  + '<order attribute="lineitemnumber" descending="true"/><order entityname="p" attribute="name"/></entity></fetch>';

test("columns are added to the query's own table, whatever its linked tables ask for", () => {
  expect(withAttributes(linked, ["quantity", "name"])).toContain('<entity name="quotedetail"><attribute name="name"/><attribute name="quantity"/>');
});

test("own orders, linked tables by alias", () => {
  expect(ordersOf(linked)).toEqual([{ column: "lineitemnumber", descending: true }, { column: "p.name", descending: false }]);
  expect([...linkedTables(linked)]).toEqual([["p", "product"], ["u", "uom"]]);
});

test("the next page's cookie is decoded twice", () => {
  const inner = '<cookie page="1"><name last="A&B"/></cookie>';
  const annotation = `<cookie pagenumber="2" pagingcookie="${encodeURIComponent(encodeURIComponent(inner))}" istracking="False" />`;
  expect(nextCookie({ "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": annotation })).toBe(inner);
  expect(nextCookie({})).toBeUndefined();
});
