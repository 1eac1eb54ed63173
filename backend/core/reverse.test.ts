import { parse } from "lossless-json";
import { accountsTemplate } from "../templates/accounts";
import { contactsTemplate } from "../templates/contacts";
import { ordersOutTemplate } from "../templates/documentsOut";
import { standardSettings } from "../templates/settings";
import { reversed, withSiblings } from "./reverse";
import type { Row, Template } from "./templateTypes";

const contacts = contactsTemplate(standardSettings);
const orders = ordersOutTemplate({ ...standardSettings, units: { ea: "Piece" } });
const back = (template: Template, target: Record<string, unknown>, source: Record<string, unknown> = {}, rows: readonly Row[] = template.rows) =>
  reversed({ rows, valueMaps: template.valueMaps, target, source }, new Set(Object.keys(target)));

test("plain columns, lookups, mapped values and dates of a customer go back to where they come from", () => {
  expect(back(accountsTemplate, { OrganizationName: "Scm", CreditLimit: parse("10.50"), OrganizationNumberOfEmployees: 3, SalesCurrencyCode: "EUR", AddressCountryRegionISOCode: "DE", PrimaryContactPhone: "" })).toEqual([
    { column: "name", kind: "text", value: "Scm" }, { column: "creditlimit", kind: "number", value: "10.5" },
    { column: "transactioncurrencyid", kind: "reference", reference: "currency", value: "EUR" }, { column: "numberofemployees", kind: "number", value: "3" },
    { column: "telephone1", kind: "text", value: "" }, { column: "address1_country", kind: "text", value: "DE" },
  ]);
});

test("constants and keys stand in no column", () => {
  expect(back(accountsTemplate, { IsExternallyMaintained: "No", SiteId: "2" })).toEqual([]);
});

test("choices and switches go back by the value map turned round", () => {
  const field = (column: string) => contacts.rows.find(({ from }) => "column" in from && from.column === column)?.target ?? "";
  expect(back(contacts, { [field("gendercode")]: "Female" })).toEqual([{ column: "gendercode", kind: "number", value: "2" }]);
  expect(back(contacts, { [field("donotemail")]: "No" })).toEqual([{ column: "donotemail", kind: "boolean", value: "true" }]);
  expect(() => back(contacts, { [field("gendercode")]: "NonSpecific" })).toThrow(expect.objectContaining({ code: "take-over-impossible", params: { field: "Gender", field_1036: "Sexe", value: "NonSpecific" } }) as Error);
});

describe("a line", () => {
  const rows = orders.lines?.rows ?? [];
  test("unit by the turned map, discount put together again", () => {
    const target = { SalesUnitSymbol: "ea", OrderedSalesQuantity: 3, SalesPrice: 5, LineDiscountAmount: parse("3.33"), FixedPriceCharges: parse("-0.01"), RequestedReceiptDate: "1900-01-01T12:00:00Z", ProductNumber: "P-1" };
    expect(back(orders, target, {}, rows)).toEqual([
      { column: "productid", kind: "reference", reference: "product", value: "P-1" }, { column: "quantity", kind: "number", value: "3" },
      { column: "uomid", kind: "reference", reference: "unit", value: "Piece" }, { column: "priceperunit", kind: "number", value: "5" },
      { column: "manualdiscountamount", kind: "number", value: "10" }, { column: "requestdeliveryby", kind: "text", value: "" },
    ]);
  });
  test("a surcharge has no column in Sales", () => {
    expect(() => back(orders, { OrderedSalesQuantity: 1, LineDiscountAmount: 0, FixedPriceCharges: 4 }, {}, rows)).toThrow(expect.objectContaining({ code: "take-over-impossible" }) as Error);
  });
  test("both fields of a discount belong together", () => {
    expect([...withSiblings(rows, new Set(["LineDiscountAmount"]))].sort()).toEqual(["FixedPriceCharges", "LineDiscountAmount"]);
    expect([...withSiblings(rows, new Set(["SalesPrice"]))]).toEqual(["SalesPrice"]);
  });
});
