import { type BoundProduct, shownProduct } from "./product";

const id = "aaaaaaaa-0000-4000-8000-000000000001";
const other = "aaaaaaaa-0000-4000-8000-000000000002";
const form = (entityTypeName: string, entityId: string) => ({ mode: { contextInfo: { entityTypeName, entityId, entityRecordName: "Wheel" } } });
const text: BoundProduct = { raw: "P-1", type: "SingleLine.Text" };
const none = (why: string) => ({ kind: "none", why });

test.each<[string, object, BoundProduct, string | null, object]>([
  ["text on a product's form", form("product", `{${id.toUpperCase()}}`), text, null, { kind: "product", id, name: "Wheel" }],
  ["text on a new product", form("product", ""), text, null, none("unsaved")],
  ["text on another form", form("quote", id), text, null, none("unsupported")],
  ["text where the host is silent", {}, text, " ", none("unknownRecord")],
  ["lookup to a product", form("quotedetail", other), { raw: [{ id: `{${id}}`, entityType: "product", name: "Hub" }], type: "Lookup.Simple" }, null, { kind: "product", id, name: "Hub" }],
  ["lookup on a new record", form("quotedetail", ""), { raw: [{ id, entityType: "product" }] }, null, { kind: "product", id, name: "" }],
  ["empty lookup, by type", form("quotedetail", other), { raw: null, type: "Lookup.Simple" }, null, none("noProduct")],
  ["empty lookup, by attribute", form("product", other), { raw: null, attributes: { Type: "lookup" } }, null, none("noProduct")],
  ["lookup elsewhere", form("quote", other), { raw: [{ id, entityType: "account" }] }, null, none("unsupported")],
  ["lookup under column security", form("quote", other), { raw: [], security: { readable: false } }, null, none("secured")],
  ["property, which wins", form("quote", other), text, `{${id}}`, { kind: "product", id, name: "" }],
  ["property on the product's own form", form("product", id), text, id, { kind: "product", id, name: "Wheel" }],
  ["property that is no id", form("quote", other), text, "P-1", none("unknownRecord")],
])("%s", (_name, context, bound, productId, expected) => {
  expect(shownProduct(context, bound, productId)).toEqual(expected);
});
