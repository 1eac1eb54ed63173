import { infolog, TestScm, type Row } from "./testFixture";

let scm: TestScm;
beforeEach(async () => {
  scm = await TestScm.start();
  await scm.furnish();
});
afterEach(() => scm.close());

const typed = (name: string, member: string) => `Microsoft.Dynamics.DataEntities.${name}'${member}'`;

describe("headers", () => {
  test("a new order takes currency, name, site, addresses and flags from its customer and stands open", async () => {
    const made = await scm.add("CDSSalesOrderHeaders", scm.header());
    expect(made).toMatchObject({
      SalesOrderNumber: "S-1", CurrencyCode: "USD", SalesOrderName: "Lodestar", DefaultShippingSiteId: "1", DefaultShippingWarehouseId: "13", InvoiceCustomerAccountNumber: "C-1",
      DeliveryAddressStreet: "1 Main St", DeliveryAddressStateId: "WA", InvoiceAddressCity: "Seattle", FormattedDelveryAddress: "1 Main St\nSeattle, WA 98101\nUSA",
      OrderingCustomerIsExternallyMaintained: "Yes", InvoiceCustomerIsExternallyMaintained: "Yes", SalesOrderProcessingStatus: "Active", SalesOrderStatus: "Backorder",
      AreTotalsUpdated: "No", SalesOrderOriginType: "NotSpecified", RequestedReceiptDate: "2025-03-01T12:00:00Z",
    });
    expect(Object.keys(made).length).toBe(92 + 2);
  });

  test("numbers come from the sequence when blank, unless it is manual", async () => {
    const blank = scm.header({ SalesOrderNumber: "" });
    expect((await scm.add("CDSSalesOrderHeaders", blank))["SalesOrderNumber"]).toBe("SO-000001");
    expect((await scm.add("CDSSalesOrderHeaders", blank))["SalesOrderNumber"]).toBe("SO-000002");
    const manual = await TestScm.start({ manualDocumentNumbers: true });
    await manual.furnish();
    const answer = await manual.call("POST", "/data/CDSSalesOrderHeaders", blank);
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining("Field 'Sales order' must be filled in.")]);
    await manual.close();
  });

  test("an origin of the type for orders from Sales shows on header and lines", async () => {
    expect(await scm.add("CDSSalesOrderHeaders", scm.header({ SalesOrderOriginCode: "SALES" }))).toMatchObject({ SalesOrderOriginType: "SalesOrderIntegration" });
    expect(await scm.add("CDSSalesOrderLines", scm.lineRow())).toMatchObject({ SalesOrderOriginType: "SalesOrderIntegration", OrderingCustomerIsExternallyMaintained: "Yes" });
    await scm.call("PATCH", "/data/CDSSalesOrderHeaders(dataAreaId='usmf',SalesOrderNumber='S-1')", { SalesOrderOriginCode: "WORKORDER" });
    expect(await scm.line()).toMatchObject({ SalesOrderOriginType: "WorkOrderIntegration" });
  });

  test.each<[string, Row, string]>([
    ["customer", { OrderingCustomerAccountNumber: "C-9" }, "The value 'C-9' in field 'Customer account' is not found in the related table 'Customers'."],
    ["no customer", { OrderingCustomerAccountNumber: "" }, "Field 'Customer account' must be filled in."],
    ["currency", { CurrencyCode: "XXX" }, "'XXX' in field 'Currency'"],
    ["site", { DefaultShippingSiteId: "9" }, "'9' in field 'Site'"],
    ["origin", { SalesOrderOriginCode: "NONE" }, "'NONE' in field 'Sales origin'"],
    ["ship date", { RequestedShippingDate: "1900-01-01T12:00:00Z" }, "Field 'Requested ship date' must be filled in."],
    ["country", { DeliveryAddressStreet: "2 Side St" }, "Field 'Country/region' must be filled in."],
    ["state", { DeliveryAddressCountryRegionISOCode: "US", DeliveryAddressStateId: "QX" }, "'QX' in field 'State'"],
    ["number", { SalesOrderNumber: "x".repeat(21) }, "the field holds 20 characters."],
  ])("refuses a wrong %s", async (_what, wrong, said) => {
    const answer = await scm.call("POST", "/data/CDSSalesOrderHeaders", scm.header(wrong));
    expect(infolog(answer)).toMatch(/^Write failed for table row of type 'SalesOrderHeaderCDSEntity'\. Infolog: /);
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect(await scm.rows("CDSSalesOrderHeaders")).toEqual([]);
  });

  test("a customer on hold gets no orders", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { OnHoldStatus: "All" });
    expect(infolog(await scm.call("POST", "/data/CDSSalesOrderHeaders", scm.header()))).toContain("C-1 is on hold");
  });

  test("what the service works out itself cannot be given", async () => {
    expect(await scm.add("CDSSalesOrderHeaders", scm.header({ OrderTotalAmount: 5, SalesOrderProcessingStatus: "Invoiced", AreTotalsUpdated: "Yes", OrderingCustomerIsExternallyMaintained: "No" })))
      .toMatchObject({ OrderTotalAmount: 0, SalesOrderProcessingStatus: "Active", AreTotalsUpdated: "No", OrderingCustomerIsExternallyMaintained: "Yes" });
  });

  test("the customer's flag shows on his orders as it is now", async () => {
    await scm.add("CDSSalesOrderHeaders", scm.header());
    await scm.add("CDSSalesOrderLines", scm.lineRow());
    const before = (await scm.order()).body["@odata.etag"];
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { IsExternallyMaintained: "No" });
    expect((await scm.order()).body).toMatchObject({ OrderingCustomerIsExternallyMaintained: "No", "@odata.etag": before });
    expect(await scm.line()).toMatchObject({ InvoiceCustomerIsExternallyMaintained: "No" });
  });
});

describe("lines", () => {
  beforeEach(() => scm.add("CDSSalesOrderHeaders", scm.header()));

  test("a line takes from product and order what it is not given, and its amount is worked out", async () => {
    const made = await scm.add("CDSSalesOrderLines", scm.lineRow());
    expect(made).toMatchObject({
      ProductName: "Wheel", LineDescription: "Wheel", SalesUnitSymbol: "ea", SalesPrice: 19.99, LineAmount: 59.97, TotalDiscountAmount: 0, CurrencyCode: "USD", SalesOrderLineStatus: "Backorder",
      ShippingSiteId: "1", ShippingWarehouseId: "13", RequestedShippingDate: "2025-03-01T12:00:00Z", DeliveryAddressCity: "Seattle", SalesOrderNumberHeader: "S-1", LineCreationSequenceNumber: 1,
    });
    expect(Object.keys(made).length).toBe(71 + 2);
    expect((await scm.rows("CDSSalesOrderLinesV2")).length).toBe(1);
  });

  test.each([
    [{ TotalDiscountAmount: 10 }, { LineDiscountAmount: 3.33, FixedPriceCharges: -0.01, LineAmount: 49.97, TotalDiscountAmount: 10 }],
    [{ TotalDiscountAmount: 20 }, { LineDiscountAmount: 6.67, FixedPriceCharges: 0.01, LineAmount: 39.97, TotalDiscountAmount: 20 }],
    [{ LineDiscountAmount: 1, LineDiscountPercentage: 10 }, { LineAmount: 51.27, TotalDiscountAmount: 8.7 }],
    [{ SalesPrice: 100, SalesPriceQuantity: 10 }, { LineAmount: 30 }],
    [{ FixedPriceCharges: 5 }, { LineAmount: 64.97, TotalDiscountAmount: -5 }],
    [{ LineAmount: 1 }, { LineAmount: 59.97 }],
  ])("%j gives %j", async (given, expected) => {
    expect(await scm.add("CDSSalesOrderLines", scm.lineRow(given))).toMatchObject(expected);
  });

  test("a discount is split again when it is written with another quantity, and in whole yen", async () => {
    await scm.add("CDSSalesOrderLines", scm.lineRow({ TotalDiscountAmount: 10 }));
    const key = "/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber=1)";
    await scm.call("PATCH", key, { OrderedSalesQuantity: 7, TotalDiscountAmount: 10 });
    expect(await scm.line()).toMatchObject({ LineDiscountAmount: 1.43, FixedPriceCharges: 0.01, LineAmount: 129.93, TotalDiscountAmount: 10 });
    await scm.add("CDSSalesOrderHeaders", scm.header({ SalesOrderNumber: "S-JPY", CurrencyCode: "JPY" }));
    expect(await scm.add("CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: "S-JPY", SalesPrice: 1000, TotalDiscountAmount: 100 })))
      .toMatchObject({ LineDiscountAmount: 33, FixedPriceCharges: -1, LineAmount: 2900 });
  });

  test.each<[string, Row, string]>([
    ["order", { SalesOrderNumber: "S-9" }, "The value 'S-9' in field 'Sales order' is not found in the related table 'Sales orders'."],
    ["product", { ProductNumber: "NONE" }, "The value 'NONE' in field 'Product number' is not found in the related table 'Released products'."],
    ["no product", { ProductNumber: "" }, "Field 'Product number' must be filled in."],
    ["unit", { SalesUnitSymbol: "furlong" }, "'furlong' in field 'Unit'"],
    ["unit without conversion", { SalesUnitSymbol: "box" }, "Unit conversion from box to ea for product WHEEL does not exist"],
    ["site", { ShippingSiteId: "9" }, "'9' in field 'Site'"],
    ["warehouse of another site", { ShippingSiteId: "1", ShippingWarehouseId: "24" }, "Warehouse 24 belongs to site 2"],
    ["quantity 0", { OrderedSalesQuantity: 0, TotalDiscountAmount: 5 }, "Field 'Quantity' must be filled in."],
    ["quantity below 0", { OrderedSalesQuantity: -1 }, "Quantity must be greater than zero"],
    ["price", { SalesPrice: -1 }, "Field 'SalesPrice' cannot be negative"],
    ["no sequence number", { LineCreationSequenceNumber: undefined }, "Field 'LineCreationSequenceNumber' must be filled in"],
  ])("refuses a wrong %s", async (_what, wrong, said) => {
    const answer = await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow(wrong));
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect(await scm.rows("CDSSalesOrderLines")).toEqual([]);
  });

  test("a stocked product needs site and warehouse, a service does not", async () => {
    await scm.call("PATCH", "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='C-1')", { SiteId: "", WarehouseId: "" });
    await scm.add("CDSSalesOrderHeaders", scm.header({ SalesOrderNumber: "S-2" }));
    const refused = await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: "S-2" }));
    expect(infolog(refused)).toContain("Inventory dimension Site is mandatory and must consequently be specified");
    await scm.add("CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: "S-2", ProductNumber: "HOUR" }));
    expect(await scm.add("CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: "S-2", LineCreationSequenceNumber: 2, ShippingWarehouseId: "24" }))).toMatchObject({ ShippingSiteId: "2" });
  });

  test("a product stopped for sales is refused", async () => {
    await scm.did("products/release", { company: "usmf", product: "WHEEL", salesStopped: true });
    expect(infolog(await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow()))).toContain("stopped for sales");
  });

  test("sequence numbers are unique in their order", async () => {
    await scm.add("CDSSalesOrderLines", scm.lineRow());
    expect(infolog(await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow()))).toContain("The record already exists.");
    await scm.add("CDSSalesOrderHeaders", scm.header({ SalesOrderNumber: "S-2" }));
    await scm.add("CDSSalesOrderLines", scm.lineRow({ SalesOrderNumber: "S-2" }));
  });

  test("lines are found by their order, by typed filters and by key; deleting frees what they want of stock", async () => {
    await scm.add("CDSSalesOrderLines", scm.lineRow());
    await scm.add("CDSSalesOrderLines", scm.lineRow({ LineCreationSequenceNumber: 2, ProductNumber: "HOUR" }));
    const found = async (filter: string) => (await scm.rows(`CDSSalesOrderLines?$select=LineCreationSequenceNumber&$filter=${encodeURIComponent(filter)}`)).map((row) => row["LineCreationSequenceNumber"]);
    expect(await found("dataAreaId eq 'usmf' and SalesOrderNumber eq 's-1'")).toEqual([1, 2]);
    expect(await found("dataAreaId eq 'usmf' and SalesOrderNumber eq 'S-1' and LineCreationSequenceNumber eq 2")).toEqual([2]);
    expect(await found(`SalesOrderProcessingStatus eq ${typed("SalesOrderProcessingStatus", "Active")} and ProductNumber eq 'WHEEL'`)).toEqual([1]);
    expect(await scm.stock("WHEEL")).toEqual([10, 0, 10, 3, 7]);
    expect((await scm.call("DELETE", "/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber=1)")).status).toBe(204);
    expect(await scm.stock("WHEEL")).toEqual([10, 0, 10, 0, 10]);
    expect((await scm.call("DELETE", "/data/CDSSalesOrderHeaders(dataAreaId='usmf',SalesOrderNumber='S-1')")).status).toBe(204);
    expect(await scm.rows("CDSSalesOrderLines")).toEqual([]);
  });

  test("keys that are numbers are written bare", async () => {
    const key = "/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber='1')";
    expect((await scm.call("GET", key)).status).toBe(400);
    const answer = await scm.call("POST", "/data/CDSSalesOrderLines", scm.lineRow());
    expect(answer.headers.get("location")).toBe(`${scm.url}/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='S-1',LineCreationSequenceNumber=1)`);
  });
});
