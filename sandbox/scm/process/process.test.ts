import { infolog, TestScm, type Answer, type Row } from "../testFixture";

let scm: TestScm;
beforeEach(async () => {
  scm = await TestScm.start({ taxRates: { EXEMPT: "0", HALF: "8.25" } });
  await scm.furnish();
});
afterEach(() => scm.close());

const step = (name: string, body: unknown = {}, number = "S-1"): Promise<Answer> => scm.step(`orders/usmf/${number}/${name}`, body);
const did = (name: string, body: unknown = {}, number = "S-1"): Promise<Row> => scm.did(`orders/usmf/${number}/${name}`, body);
const lines = (...quantities: [number, number][]) => ({ lines: quantities.map(([sequence, quantity]) => ({ sequence, quantity })) });
async function order(...more: Row[]): Promise<void> {
  await scm.add("CDSSalesOrderHeaders", scm.header());
  for (const [i, row] of (more.length === 0 ? [{}] : more).entries()) await scm.add("CDSSalesOrderLines", scm.lineRow({ LineCreationSequenceNumber: i + 1, ...row }));
}
const invoices = (): Promise<Row[]> => scm.rows("ExternallyMaintainedCustomerSalesInvoiceHeaders");
const invoiceLines = (): Promise<Row[]> => scm.rows("ExternallyMaintainedCustomerSalesInvoiceLines");
const cents = (value: unknown): number => Math.round(Number(value) * 100);

describe("the way of an order", () => {
  test("active, confirmed, picked, delivered, invoiced, with stock and line statuses on the way", async () => {
    await order();
    expect(await scm.stock("WHEEL")).toEqual([10, 0, 10, 3, 7]);
    expect(await did("confirm")).toEqual({ company: "usmf", number: "S-1", status: "Confirmed", totalsUpdated: false });
    expect((await scm.order()).body).toMatchObject({ SalesOrderProcessingStatus: "Confirmed", ConfirmedShippingDate: "2025-03-01T12:00:00Z", SalesOrderStatus: "Backorder" });
    expect(await scm.line()).toMatchObject({ SalesOrderProcessingStatus: "Confirmed", ConfirmedShippingDate: "2025-03-01T12:00:00Z" });
    expect(await scm.stock("WHEEL")).toEqual([10, 3, 7, 0, 7]);
    expect(await did("pick")).toMatchObject({ status: "Picked" });
    expect(await scm.line()).toMatchObject({ PickedQuantity: 3 });
    expect(await did("ship")).toMatchObject({ status: "Delivered" });
    expect(await scm.stock("WHEEL")).toEqual([7, 0, 7, 0, 7]);
    expect((await scm.line())["SalesOrderLineStatus"]).toBe("Delivered");
    expect(await did("invoice")).toMatchObject({ status: "Invoiced", invoice: "INV-000001" });
    expect((await scm.order()).body).toMatchObject({ SalesOrderStatus: "Invoiced", SalesOrderProcessingStatus: "Invoiced" });
    expect((await scm.line())["SalesOrderLineStatus"]).toBe("Invoiced");
  });

  test("parts: picked, partially delivered, delivered and partially invoiced, invoiced", async () => {
    await order({}, { ProductNumber: "HOUR", OrderedSalesQuantity: 2 });
    expect(await did("pick", lines([1, 2]))).toMatchObject({ status: "Picked" });
    expect(await did("ship", lines([1, 1]))).toMatchObject({ status: "PartiallyDelivered" });
    expect(await did("invoice")).toMatchObject({ status: "PartiallyInvoiced" });
    expect(await did("ship")).toMatchObject({ status: "DeliveredPartiallyInvoiced" });
    expect(await did("invoice", lines([2, 2]))).toMatchObject({ status: "DeliveredPartiallyInvoiced" });
    expect(await did("invoice")).toMatchObject({ status: "Invoiced" });
    expect((await invoiceLines()).map((row) => [row["InvoiceNumber"], row["LineCreationSequenceNumber"], row["InvoicedQuantity"]]))
      .toEqual([["INV-000001", 1, 1], ["INV-000002", 2, 2], ["INV-000003", 1, 2]]);
    expect(await scm.stock("WHEEL")).toEqual([7, 0, 7, 0, 7]);
  });

  test("cancelling frees stock; the order is closed then", async () => {
    await order();
    await did("confirm");
    expect(await did("cancel")).toMatchObject({ status: "Canceled" });
    expect(await scm.stock("WHEEL")).toEqual([10, 0, 10, 0, 10]);
    expect(await scm.line()).toMatchObject({ SalesOrderLineStatus: "Canceled", SalesOrderProcessingStatus: "Canceled" });
    for (const name of ["confirm", "pick", "ship", "cancel", "charges"]) expect((await step(name)).status).toBe(400);
  });

  test.each<[string, string[], string, unknown, string]>([
    ["shipping more than is ordered", [], "ship", lines([1, 4]), "Line 1: 4 is more than the 3 left to ship."],
    ["picking nothing", [], "pick", lines([1, 0]), "must be greater than zero"],
    ["a line that is not there", [], "pick", lines([7, 1]), "There is no line 7"],
    ["a line twice", [], "pick", lines([1, 1], [1, 1]), "named twice"],
    ["invoicing before delivery", ["confirm"], "invoice", {}, "There is nothing to invoice."],
    ["invoicing more than is delivered", ["confirm"], "invoice", lines([1, 1]), "1 is more than the 0 left"],
    ["picking twice", ["pick"], "pick", {}, "There is nothing to pick."],
    ["confirming after delivery", ["ship"], "confirm", {}, "is Delivered and cannot be confirmed"],
    ["cancelling after delivery", ["ship"], "cancel", {}, "parts of it are delivered"],
    ["an unknown field", [], "pick", { line: 1 }, "'line' is not one of lines"],
    ["a quantity that is none", [], "pick", { lines: [{ sequence: 1, quantity: "two" }] }, "'quantity' must be a number"],
  ])("refuses %s", async (_what, before, name, body, said) => {
    await order();
    for (const earlier of before) await did(earlier);
    const status = (await scm.order()).body["SalesOrderProcessingStatus"];
    const answer = await step(name, body);
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect((await scm.order()).body["SalesOrderProcessingStatus"]).toBe(status);
  });

  test("an order without lines cannot be confirmed; unknown orders and steps are 404", async () => {
    await scm.add("CDSSalesOrderHeaders", scm.header());
    expect(infolog(await step("confirm"))).toContain("has no lines to confirm");
    expect((await step("confirm", {}, "S-9")).status).toBe(404);
    expect((await step("dance")).status).toBe(404);
  });

  test("what is not there cannot be picked, and a refused step changes no line", async () => {
    await order({ OrderedSalesQuantity: 8 }, { OrderedSalesQuantity: 8 });
    await did("confirm");
    expect(await scm.stock("WHEEL")).toEqual([10, 10, 0, 6, -6]);
    expect(infolog(await step("pick"))).toContain("8 cannot be picked because only 2 is/are available from the inventory");
    expect((await scm.line())["PickedQuantity"]).toBe(0);
    await did("pick", lines([1, 8], [2, 2]));
    await scm.did("stock/receive", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: 6 });
    await did("ship");
    expect(await scm.stock("WHEEL")).toEqual([0, 0, 0, 0, 0]);
    const [site] = await scm.rows("InventorySitesOnHandV2?$filter=ItemNumber eq 'WHEEL'");
    expect(site).toMatchObject({ InventorySiteId: "1", OnHandQuantity: 0, ProductName: "Wheel" });
  });

  test("orders loaded without dates show empty ones, not broken ones", async () => {
    const rows = [{ entitySet: "CDSSalesOrderHeaders", row: scm.header({ RequestedShippingDate: undefined }) }, { entitySet: "CDSSalesOrderLines", row: scm.lineRow() }];
    await scm.call("POST", "/_sandbox/load", rows.map((row) => JSON.stringify(row)).join("\n"));
    await did("confirm");
    expect((await scm.order()).body).toMatchObject({ RequestedShippingDate: "1900-01-01T12:00:00Z", RequestedReceiptDate: "1900-01-01T12:00:00Z", ConfirmedShippingDate: "1900-01-01T12:00:00Z" });
    expect(await scm.line()).toMatchObject({ RequestedShippingDate: "1900-01-01T12:00:00Z", ConfirmedReceiptDate: "1900-01-01T12:00:00Z", LineAmount: 59.97 });
  });

  test("customers on hold are not invoiced", async () => {
    await order();
    await did("ship");
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { OnHoldStatus: "Invoice" });
    expect(infolog(await step("invoice"))).toContain("on hold for invoicing");
  });

  test("invoiced orders and picked quantities cannot be changed through the entity", async () => {
    await order();
    const key = "/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber=1)";
    const header = "/data/CDSSalesOrderHeaders(dataAreaId='usmf',SalesOrderNumber='S-1')";
    await did("pick", lines([1, 2]));
    expect(infolog(await scm.call("PATCH", key, { OrderedSalesQuantity: 1 }))).toContain("Quantity cannot be less than 2, which is picked already");
    expect(infolog(await scm.call("PATCH", key, { ShippingSiteId: "2", ShippingWarehouseId: "24" }))).toContain("cannot be changed after picking");
    expect(infolog(await scm.call("PATCH", header, { CurrencyCode: "EUR" }))).toContain("cannot be changed after confirmation");
    expect((await scm.call("DELETE", key)).status).toBe(400);
    await did("ship");
    await did("invoice");
    for (const [path, body] of [[key, { SalesPrice: 1 }], [header, { SalesOrderName: "x" }]] as const) {
      const answer = await scm.call("PATCH", path, body);
      expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining("Sales order S-1 is invoiced and cannot be changed")]);
    }
    expect((await scm.call("DELETE", header)).status).toBe(400);
    expect((await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow({ LineCreationSequenceNumber: 2 }))).status).toBe(400);
  });
});

describe("totals", () => {
  beforeEach(async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { SalesTaxGroup: "HALF" });
    await order({ TotalDiscountAmount: 10 }, { ProductNumber: "HOUR", OrderedSalesQuantity: 1.5 });
    await did("charges", { charges: "12.50" });
  });

  test("are worked out when asked for, to the cent, and marked outdated by each change", async () => {
    expect((await scm.order()).body).toMatchObject({ AreTotalsUpdated: "No", OrderTotalAmount: 0 });
    const etag = (await scm.order()).body["@odata.etag"];
    expect(await did("totals")).toMatchObject({ totalsUpdated: true });
    expect((await scm.order()).body).toMatchObject({
      AreTotalsUpdated: "Yes", OrderTotalChargesAmount: 12.5, OrderHeaderTaxAmount: 1.03, OrderTotalTaxAmount: 13.57, OrderTotalDiscountAmount: 10, TotalDiscountAmount: 0,
      OrderTotalAmount: 178.04, "@odata.etag": etag,
    });
    expect(await scm.line()).toMatchObject({ TotalTaxAmount: 4.12, AreTotalsCalculated: "Yes", AreSalesOrderTotalsUpdated: "Yes" });
    expect(await scm.line(2)).toMatchObject({ LineAmount: 102, TotalTaxAmount: 8.42 });

    await scm.call("PATCH", "/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber=2)", { OrderedSalesQuantity: 2 });
    expect((await scm.order()).body["AreTotalsUpdated"]).toBe("No");
    expect(await scm.line()).toMatchObject({ AreSalesOrderTotalsUpdated: "No" });
    for (const name of ["confirm", "pick", "ship"]) {
      expect(await scm.did("totals")).toEqual({ calculated: 1 });
      expect(await did(name)).toMatchObject({ totalsUpdated: false });
    }
    expect(await scm.did("totals", { company: "demf" })).toEqual({ calculated: 0 });
  });

  test("a discount of the order lowers the tax base", async () => {
    await did("charges", { charges: 0, discount: 15.2 });
    await did("totals");
    expect((await scm.order()).body).toMatchObject({ TotalDiscountAmount: 15.2, OrderTotalDiscountAmount: 25.2, OrderTotalTaxAmount: 11.28, OrderTotalAmount: 148.05 });
  });

  test("the tax group of the customer group serves where the customer has none", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { SalesTaxGroup: "" });
    await scm.call("PATCH", "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')", { TaxGroupId: "HALF" });
    await did("totals");
    expect((await scm.order()).body["OrderTotalTaxAmount"]).toBe(13.57);
  });
});

describe("invoices", () => {
  test("one invoice shows the order's totals and addresses", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { SalesTaxGroup: "HALF" });
    await order({ TotalDiscountAmount: 10 });
    await did("charges", { charges: 12.5 });
    await did("ship");
    await did("invoice");
    const [invoice] = await invoices();
    expect(invoice).toMatchObject({
      dataAreaId: "usmf", InvoiceNumber: "INV-000001", LedgerVoucher: "ARV-000001", SalesOrderNumber: "S-1", InvoiceCustomerAccountNumber: "C-1", CurrencyCode: "USD", InvoiceAddressState: "WA",
      TotalChargeAmount: 12.5, InvoiceHeaderTaxAmount: 1.03, TotalTaxAmount: 5.15, TotalDiscountAmount: 10, TotalDiscountCustomerGroupCode: 0, TotalInvoiceAmount: 67.62,
    });
    expect(invoice?.["InvoiceDate"]).toMatch(/^\d{4}-\d\d-\d\dT12:00:00Z$/);
    expect(await invoiceLines()).toMatchObject([{ LineCreationSequenceNumber: 1, ProductNumber: "WHEEL", InvoicedQuantity: 3, SalesPrice: 19.99, LineAmount: 49.97, LineTotalDiscountAmount: 10, LineTotalTaxAmount: 4.12, SalesUnitSymbol: "ea" }]);
    const key = `dataAreaId='usmf',InvoiceNumber='INV-000001',InvoiceDate=${String(invoice?.["InvoiceDate"])},LedgerVoucher='ARV-000001'`;
    expect((await scm.call("GET", `/data/ExternallyMaintainedCustomerSalesInvoiceHeaders(${key})`)).status).toBe(200);
    expect((await scm.call("GET", `/data/ExternallyMaintainedCustomerSalesInvoiceLinesV2(${key},LineCreationSequenceNumber=1)`)).status).toBe(200);
    expect((await scm.call("POST", "/data/ExternallyMaintainedCustomerSalesInvoiceHeaders", {})).status).toBe(501);
  });

  test("three invoices of an order add up to its totals to the cent; charges go on the first", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { SalesTaxGroup: "HALF" });
    await order({ OrderedSalesQuantity: 7, SalesPrice: 3.333, TotalDiscountAmount: 1 }, { ProductNumber: "HOUR", OrderedSalesQuantity: 2, SalesPrice: 10.01 });
    await did("charges", { charges: 9.99, discount: 1 });
    await did("totals");
    const totals = (await scm.order()).body;
    for (const part of [lines([1, 1]), lines([1, 3], [2, 1]), {}]) {
      await did("ship", part);
      await did("invoice");
    }
    const posted = await invoices();
    const total = (name: string) => posted.reduce((sum, row) => sum + cents(row[name]), 0);
    expect(posted.map((row) => row["TotalChargeAmount"])).toEqual([9.99, 0, 0]);
    expect([total("TotalInvoiceAmount"), total("TotalTaxAmount"), total("TotalDiscountCustomerGroupCode")]).toEqual([totals["OrderTotalAmount"], totals["OrderTotalTaxAmount"], 1].map(cents));
    for (const invoice of posted) {
      const own = (await invoiceLines()).filter((row) => row["InvoiceNumber"] === invoice["InvoiceNumber"]);
      const amount = own.reduce((sum, row) => sum + cents(row["LineAmount"]), 0);
      const tax = own.reduce((sum, row) => sum + cents(row["LineTotalTaxAmount"]), 0);
      expect(tax + cents(invoice["InvoiceHeaderTaxAmount"])).toBe(cents(invoice["TotalTaxAmount"]));
      expect(amount - cents(invoice["TotalDiscountCustomerGroupCode"]) + cents(invoice["TotalChargeAmount"]) + cents(invoice["TotalTaxAmount"])).toBe(cents(invoice["TotalInvoiceAmount"]));
      for (const row of own) expect(Math.round(Number(row["InvoicedQuantity"]) * Number(row["SalesPrice"]) * 100) - cents(row["LineTotalDiscountAmount"])).toBe(cents(row["LineAmount"]));
    }
  });

  test("only those of externally maintained customers are shown, as the customer stands now", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { IsExternallyMaintained: "No" });
    await order();
    await did("ship");
    await did("invoice");
    expect([await invoices(), await invoiceLines()]).toEqual([[], []]);
    expect((await scm.call("GET", "/data/ExternallyMaintainedCustomerSalesInvoiceHeaders/$count")).text).toBe("0");
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { IsExternallyMaintained: "Yes" });
    expect([(await invoices()).length, (await invoiceLines()).length]).toEqual([1, 1]);
  });
});
