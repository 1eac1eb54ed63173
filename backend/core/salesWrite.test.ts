import fc from "fast-check";
import { parse } from "lossless-json";
import { templates } from "../templates/all";
import { ordersBackName } from "../templates/documentsBack";
import { toJson } from "../connectors/http/json";
import { conflictsOf, targetValuesOf } from "./conflict";
import { prepareDocument } from "./document";
import { mapRecord, mapRows } from "./mapping";
import { afterWrite, planSalesWrite, type SalesField } from "./salesWrite";
import type { FromScmTemplate, Template } from "./templateTypes";
import { ordersOutName } from "../templates/documentsOut";
import { accountsTemplate } from "../templates/accounts";

const back = templates.find(({ name }) => name === ordersBackName) as FromScmTemplate;
const out = templates.find(({ name }) => name === ordersOutName) as Template;
const scmOrder = {
  dataAreaId: "usmf", SalesOrderNumber: "SO-1", SalesOrderName: "", OrderingCustomerAccountNumber: "C-1", CurrencyCode: "USD", SalesOrderProcessingStatus: "PartiallyDelivered",
  OrderHeaderTaxAmount: parse("1.50"), RequestedShippingDate: "1900-01-01T12:00:00Z", DeliveryAddressCountryRegionISOCode: "FR", DeliveryAddressStreet: "1 rue", CustomersOrderReference: "",
};

const fieldsOf = (row: Record<string, unknown>): SalesField[] => mapRecord(back, row, new Set()).fields
  .map((field) => (field.row.reference ? { field, reference: { id: `id-${field.value}`, entitySet: "things", navigationSuffix: field.row.reference === "customer" ? "_account" : "" } } : { field }));

test("an order of SCM in Sales' words: status, empty date, country, name", () => {
  const mapped = mapRecord(back, scmOrder, new Set());
  expect(mapped.issues).toEqual([]);
  const value = (target: string) => mapped.fields.find(({ row }) => row.target === target)?.value;
  expect(["name", "p2c_processingstatus", "requestdeliveryby", "shipto_country", "p2c_misctax", "shipto_line1"].map(value)).toEqual(["SO-1", "504170008", "", "France", "1.5", "1 rue"]);
});

test("a status without entry is told with field, value and map", () => {
  expect(mapRecord(back, { ...scmOrder, SalesOrderProcessingStatus: "Unheard" }, new Set()).issues).toMatchObject([{ code: "value-not-in-map", params: { value: "Unheard", map: "processingStatus", field: "Processing status" } }]);
});

test("a number longer than its column is refused, never cut", () => {
  expect(mapRecord(back, { ...scmOrder, SalesOrderNumber: "9".repeat(101), SalesOrderName: "x" }, new Set()).issues).toMatchObject([{ code: "sales-value-too-long", params: { length: "101", max: "100" } }]);
});

test("a new row gets what is filled, references by their navigation property, money with every digit", () => {
  const plan = planSalesWrite(fieldsOf({ ...scmOrder, OrderTotalChargesAmount: parse("922337203685477.5807") }), undefined);
  expect(plan.kind).toBe("create");
  expect(plan.body).toMatchObject({ ordernumber: "SO-1", "customerid_account@odata.bind": "/things(id-C-1)", "transactioncurrencyid@odata.bind": "/things(id-USD)", p2c_ismaintainedexternally: true, p2c_processingstatus: 504170008 });
  expect(plan.body).not.toHaveProperty("requestdeliveryby");
  expect(toJson(plan.body)).toContain('"freightamount":922337203685477.5807');
});

test("what has just been written needs no second write", () => {
  const text = fc.constantFrom("", "a", "Lyon", "x y");
  fc.assert(fc.property(fc.record({ SalesOrderName: text, DeliveryAddressCity: text, OrderHeaderTaxAmount: fc.constantFrom("0", "1.50", "-2"), RequestedShippingDate: fc.constantFrom("1900-01-01T12:00:00Z", "2024-02-29T12:00:00Z", "") }), (change) => {
    const fields = fieldsOf({ ...scmOrder, ...change });
    const row = afterWrite(fields, undefined);
    expect(planSalesWrite(fields, row)).toMatchObject({ kind: "none", written: [] });
    const next = fieldsOf({ ...scmOrder, ...change, DeliveryAddressCity: `${change.DeliveryAddressCity}!` });
    expect(planSalesWrite(next, row)).toMatchObject({ kind: "update", written: ["shipto_city"] });
  }));
});

test("a column that is empty in Sales where SCM says nothing stays empty in what the next look is compared with", () => {
  const fields = fieldsOf({ ...scmOrder, OrderHeaderTaxAmount: parse("0.00") });
  const current = { ...afterWrite(fields, undefined), p2c_misctax: null, shipto_city: "Lyon" };
  expect(afterWrite(fields, current)).toMatchObject({ p2c_misctax: null, shipto_city: "" });
  expect(afterWrite(fieldsOf(scmOrder), current)).toMatchObject({ p2c_misctax: "1.5" });
});

test("lines of an order: numbers, lookups, discount split by the currency, Freight Tax left out", () => {
  const lines = out.lines;
  if (!lines) throw new Error("no lines");
  const line = (id: string, more: Record<string, unknown>) => ({ salesorderdetailid: id, createdon: "2024-01-01T00:00:00Z", quantity: 3, priceperunit: 5, manualdiscountamount: 10, productid: { productnumber: `P-${id}`, p2c_ismaintainedexternally: true }, uomid: { name: "ea" }, ...more });
  const header = { ordernumber: "SO-1", name: "n", createdon: "2024-01-01T00:00:00Z", customerid_account: { accountnumber: "C-1" }, transactioncurrencyid: { isocurrencycode: "JPY" } };
  const document = prepareDocument(out, lines, header, [line("a", { sequencenumber: 2 }), line("b", {}), line("t", { p2c_ismisctax: true, productid: null })], "usmf", new Set(), new Map(), 0);
  expect(document.mapped.issues).toEqual([]);
  expect(document.lines.map(({ id, number }) => [id, number])).toEqual([["a", 2], ["b", 3]]);
  const value = (target: string) => document.lines[0]?.mapped.fields.find(({ row }) => row.target === target)?.value;
  expect(["SalesOrderNumber", "LineCreationSequenceNumber", "ProductNumber", "SalesUnitSymbol", "LineDiscountAmount", "FixedPriceCharges"].map(value)).toEqual(["SO-1", "2", "P-a", "ea", "3", "-1"]);
});

test("the amount of a line comes back from SCM's net amount", () => {
  const lines = back.lines;
  if (!lines) throw new Error("no lines");
  const set = { direction: back.direction, rows: lines.rows, valueMaps: back.valueMaps, keyField: "salesorderid" };
  const mapped = mapRows(set, { ProductNumber: "P", SalesUnitSymbol: "ea", OrderedSalesQuantity: 3, SalesPrice: parse("19.99"), LineAmount: parse("49.97"), LineCreationSequenceNumber: 1 }, new Set(), { decimals: 2 });
  expect(mapped.fields.find(({ row }) => row.target === "manualdiscountamount")?.value).toBe("10");
});

describe("conflicts", () => {
  const fields = mapRecord(accountsTemplate, { accountnumber: "A", name: "Sales", telephone1: "1", address1_country: "France" }, new Set()).fields;
  const target = { CustomerAccount: "A", OrganizationName: "Scm", PrimaryContactPhone: "1", AddressCountryRegionISOCode: "DE" };
  test("only fields changed on both sides since the last sync, to different values", () => {
    expect(conflictsOf(fields, target, { OrganizationName: "Before", PrimaryContactPhone: "0", AddressCountryRegionISOCode: "fr" })).toEqual([{ field: "OrganizationName", column: "name", sales: "Sales", last: "Before", scm: "Scm", write: "Sales" }]);
    expect(conflictsOf(fields, target, undefined)).toEqual([]);
    expect(conflictsOf(fields, target, targetValuesOf(fields, target))).toEqual([]);
  });

  test("what SCM had is kept as it is written there, and compared without case", () => {
    const theirs = { ...target, CustomerGroupId: "Gold " };
    const kept = targetValuesOf(fields, theirs);
    expect(kept).toMatchObject({ CustomerAccount: "A", OrganizationName: "Scm", CustomerGroupId: "Gold", AddressCountryRegionISOCode: "DE" });
    expect(conflictsOf(fields, theirs, { ...kept, CustomerGroupId: "gold", AddressCountryRegionISOCode: "de" })).toEqual([]);
  });
});
