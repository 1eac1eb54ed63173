import { ProcessingStatus } from "../../model/generated/schema";
import { deterministicId } from "../core/deterministicId";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { DataverseClient } from "../connectors/dataverse/client";
import { FoundReferences, type FoundReference } from "../connectors/dataverse/references";
import { invoicesTemplate, ordersBackTemplate } from "../templates/documentsBack";
import { productsTemplate } from "../templates/products";
import { standardSettings } from "../templates/settings";
import { bringing, chooseCurrent, orderToClose, planBring, wantedBy, type BringFacts } from "./bringPlan";
import { storedState } from "./records";

const products = productsTemplate(standardSettings);
const orders = ordersBackTemplate(standardSettings);
const invoices = invoicesTemplate(standardSettings);
const companies = { fallback: "usmf", byBusinessUnit: new Map([["paris", "frrt"]]) };
// Only its addresses are asked for; nothing is sent.
const dataverse = new DataverseClient(new HttpClient({ side: "sales", baseUrl: "https://sales.example.com", credential: new StaticTokenCredential("t"), timeoutMs: 1, concurrency: 1 }));

const one = (id: string, entitySet: string, row: Record<string, unknown> = {}): FoundReference[] => [{ id, entitySet, navigationSuffix: "", row }];
const found = new FoundReferences(new Map([
  [`unitGroup:${standardSettings.unitGroup.toLowerCase()}`, one("g1", "uomschedules")],
  ["unit:ea", one("u1", "uoms", { _uomscheduleid_value: "g1" })],
  ["currency:usd", one("c1", "transactioncurrencies", { currencyprecision: 2 })],
  ["priceList:usd", one("l1", "pricelevels", { name: "Standard USD", transactioncurrencyid: { isocurrencycode: "USD" }, statecode: 0 })],
  ["product:p-1", one("p1", "products", { _defaultuomscheduleid_value: "g1" })],
  ["customer:c-1", one("a1", "accounts")],
  ["order:so-1", one("o1", "salesorders", { statecode: 0, _ownerid_value: "t1", "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team", _owningbusinessunit_value: "x" })],
]), "2027-01-01");
const facts: BringFacts = { found, current: undefined, existing: [], items: [], closing: undefined };

const lamp = { dataAreaId: "usmf", ProductNumber: "P-1", ProductName: "Lamp", SalesUnitSymbol: "ea", CurrencyCode: "USD", SalesPrice: 10 };
const product = bringing(products, { company: "usmf", number: "P-1" }, { header: lamp, lines: [] });

test("a new product comes with its item on the price list, under ids that follow from its key", () => {
  const plan = planBring(product, facts, { dataverse, companies });
  const id = deterministicId("product", "usmf", "P-1");
  expect(plan.recordId).toBe(id);
  expect(plan.writes.parts.map(({ path, headers }) => [path, headers])).toEqual([
    [`/api/data/v9.2/products(${id})`, { "If-None-Match": "*" }],
    [`/api/data/v9.2/productpricelevels(${deterministicId("productpricelevel", "usmf", id, "l1", "u1")})`, { "If-None-Match": "*" }],
  ]);
});

test("one that is as it should be needs nothing; a new price changes product and item", () => {
  const current = { productid: "x", "@odata.etag": "W/1", productnumber: "P-1", name: "Lamp", _defaultuomscheduleid_value: "g1", _defaultuomid_value: "u1", _transactioncurrencyid_value: "c1", price: 10, p2c_ismaintainedexternally: true };
  const items = [{ id: "i1", priceListId: "l1", unitId: "u1", amount: "10.00" }];
  const plan = (price: number) => planBring({ ...product, ...bringing(products, product.key, { header: { ...lamp, SalesPrice: price }, lines: [] }) }, { ...facts, current, items }, { dataverse, companies });
  expect(plan(10).writes.parts).toEqual([]);
  expect(plan(11).writes.parts.map(({ path, headers, body }) => [path.split("/").at(-1), headers, body])).toEqual([
    ["products(x)", { "If-Match": "W/1" }, '{"price":11}'], ["productpricelevels(i1)", { "If-Match": "*" }, '{"amount":11}'],
  ]);
});

test("what Sales lacks is named; what both sides read is known beforehand", () => {
  expect(() => planBring(product, { ...facts, found: new FoundReferences(new Map(), "2027-01-01") }, { dataverse, companies })).toThrow(expect.objectContaining({ code: "unit-group-missing" }) as Error);
  expect(wantedBy(product).map(({ name, value }) => `${name} ${value}`)).toEqual([`unitGroup ${standardSettings.unitGroup}`, "unit ea", "currency USD", "priceList USD"]);
});

test("a number may stand for several orders: the company's own is meant, two of one company are refused", () => {
  const key = { company: "usmf", number: "SO-1" };
  const row = (salesorderid: string, unit: string) => ({ salesorderid, _owningbusinessunit_value: unit });
  expect(chooseCurrent(orders, key, [row("1", "paris"), row("2", "boston")], companies)).toMatchObject({ salesorderid: "2" });
  expect(chooseCurrent(orders, key, [row("1", "paris")], companies)).toBeUndefined();
  expect(() => chooseCurrent(orders, key, [row("1", "boston"), row("2", "boston")], companies)).toThrow(expect.objectContaining({ code: "number-not-unique" }) as Error);
  const made = deterministicId("salesorder", "usmf", "SO-1");
  expect(chooseCurrent(orders, key, [row("1", "boston"), row(made.toUpperCase(), "boston")], companies)).toMatchObject({ salesorderid: made.toUpperCase() });
});

test("an invoice belongs to its order's owner, and closes the order only when SCM has invoiced all of it", () => {
  const header = { dataAreaId: "usmf", InvoiceNumber: "I-1", InvoiceDate: "2027-01-02T12:00:00Z", LedgerVoucher: "V", SalesOrderNumber: "SO-1", InvoiceCustomerAccountNumber: "C-1", CurrencyCode: "USD" };
  const line = { ...header, LineCreationSequenceNumber: 1, ProductNumber: "P-1", SalesUnitSymbol: "ea", InvoicedQuantity: 2, SalesPrice: 5, LineAmount: 10 };
  const work = bringing(invoices, { company: "usmf", number: "I-1" }, { header, lines: [line] });
  expect(orderToClose(work, found, companies)).toEqual({ id: "o1", number: "SO-1" });
  const parts = (closing: BringFacts["closing"]) => planBring(work, { ...facts, closing }, { dataverse, companies }).writes.parts;
  expect(parts({ state: undefined }).at(-1)?.path).toBe("/api/data/v9.2/salesorders(o1)");
  expect(parts(undefined).at(-1)?.path).toContain("/invoicedetails(");
  expect(planBring(work, facts, { dataverse, companies }).owner).toBe("/teams(t1)");
  expect(work.fingerprint).not.toBe(bringing(invoices, work.key, { header, lines: [{ ...line, InvoicedQuantity: 3 }] }).fingerprint);
});

test("the state of an order that an invoice closes remembers the status the order then has, in the version that was read", () => {
  const header = { dataAreaId: "usmf", InvoiceNumber: "I-1", InvoiceDate: "2027-01-02T12:00:00Z", SalesOrderNumber: "SO-1", InvoiceCustomerAccountNumber: "C-1", CurrencyCode: "USD" };
  const work = bringing(invoices, { company: "usmf", number: "I-1" }, { header, lines: [] });
  const stored = (lastValues: object, targetValues: object) => ({ state: storedState({ p2c_syncstateid: "s1", "@odata.etag": "W/7", p2c_lastvalues: JSON.stringify(lastValues), p2c_targetvalues: JSON.stringify(targetValues) }) });
  const written = (closing: BringFacts["closing"]) => planBring(work, { ...facts, closing }, { dataverse, companies }).writes.parts.filter(({ path }) => path.includes("syncstates"));
  const [confirmed, invoiced] = [String(ProcessingStatus.Confirmed), String(ProcessingStatus.Invoiced)];
  const [part, ...more] = written(stored({ name: "A", p2c_processingstatus: confirmed }, { name: "A", p2c_processingstatus: confirmed, "@lines": "{}" }));
  expect(more).toEqual([]);
  expect(part).toMatchObject({ path: "/api/data/v9.2/p2c_syncstates(s1)", headers: { "If-Match": "W/7" } });
  expect(JSON.parse(part?.body ?? "")).toEqual({
    p2c_lastvalues: JSON.stringify({ name: "A", p2c_processingstatus: invoiced }), p2c_targetvalues: JSON.stringify({ name: "A", p2c_processingstatus: invoiced, "@lines": "{}" }),
  });
  // A state that says nothing of the status, as after a sync to SCM, or says it already.
  expect(written(stored({ name: "A" }, { SalesOrderName: "A" }))).toEqual([]);
  expect(written(stored({ p2c_processingstatus: invoiced }, {}))).toEqual([]);
});
