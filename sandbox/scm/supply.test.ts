import { demoScmRows } from "../data";
import { infolog, TestScm, type Row } from "./testFixture";

let scm: TestScm;
beforeEach(async () => {
  scm = await TestScm.start();
});
afterEach(() => scm.close());

describe("products and stock", () => {
  test("a released product is sellable; releasing it again changes what is named", async () => {
    await scm.did("products/release", { company: "usmf", product: "P-1", name: "Pump", description: "Floor pump", price: "39.905", cost: 17, unit: "ea", currency: "USD", site: "1", warehouse: "13" });
    await scm.did("products/release", { company: "USMF", product: "p-1", price: 41 });
    expect(await scm.rows("SellableReleasedProducts")).toMatchObject([{
      dataAreaId: "usmf", ProductNumber: "P-1", ProductName: "Pump", ProductDescription: "Floor pump", ProductType: "Item", FieldServiceProductType: "Inventory", IsStockedProduct: "Yes", IsSalesStopped: "No",
      SalesPrice: 41, UnitCost: 17, CurrencyCode: "USD", SalesUnitSymbol: "ea", InventoryUnitSymbol: "ea", SalesUnitDecimalPrecision: 0,
    }]);
    await scm.did("products/release", { company: "demf", product: "S-1", service: true, unit: "hr", price: 68, currency: "EUR" });
    expect(await scm.rows("SellableReleasedProducts?cross-company=true&$filter=dataAreaId eq 'demf'")).toMatchObject([{ ProductType: "Service", FieldServiceProductType: "Service", IsStockedProduct: "No", SalesUnitDecimalPrecision: 2 }]);
    expect((await scm.call("POST", "/data/SellableReleasedProducts", {})).status).toBe(501);
  });

  test.each<[Row, string]>([
    [{ company: "none" }, "The company 'none' does not exist."],
    [{ product: "" }, "'product' must be filled in."],
    [{ unit: undefined }, "The unit '' does not exist."],
    [{ unit: "furlong" }, "The unit 'furlong' does not exist."],
    [{ currency: "XXX" }, "The currency 'XXX' does not exist."],
    [{ price: -1 }, "cannot be negative"],
    [{ price: "free" }, "'price' must be a number"],
    [{ site: "9" }, "The site '9' does not exist"],
    [{ site: "1", warehouse: "24" }, "belongs to site '2'"],
    [{ colour: "red" }, "'colour' is not one of"],
  ])("releasing with %j is refused", async (wrong, said) => {
    const answer = await scm.step("products/release", { company: "usmf", product: "P-1", unit: "ea", price: 1, ...wrong });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect(await scm.rows("SellableReleasedProducts?cross-company=true")).toEqual([]);
  });

  test("stock is received by warehouse and shows by warehouse and by site", async () => {
    await scm.furnish();
    const receipt = { company: "usmf", item: "wheel", site: "1", warehouse: "11", quantity: "2.5" };
    await scm.did("stock/receive", receipt);
    expect((await scm.rows("WarehousesOnHandV2?$filter=ItemNumber eq 'WHEEL'")).map((row) => [row["InventoryWarehouseId"], row["OnHandQuantity"]])).toEqual([["13", 10], ["11", 2.5]]);
    expect(await scm.rows("InventorySitesOnHandV2")).toMatchObject([{ ItemNumber: "WHEEL", InventorySiteId: "1", OnHandQuantity: 12.5, AvailableOnHandQuantity: 12.5, TotalAvailableQuantity: 12.5, ProductColorId: "" }]);
    const key = "dataAreaId='usmf',ItemNumber='WHEEL',ProductColorId='',ProductConfigurationId='',ProductSizeId='',ProductStyleId='',ProductVersionId='',InventorySiteId='1',InventoryWarehouseId='11'";
    expect((await scm.call("GET", `/data/WarehousesOnHandV2(${key})`)).body["OnHandQuantity"]).toBe(2.5);
    for (const [wrong, said] of [[{ item: "NONE" }, "not released"], [{ item: "HOUR" }, "not stocked"], [{ warehouse: "24" }, "belongs to site '2'"], [{ quantity: 0 }, "greater than zero"], [{ warehouse: "" }, "must be filled in"]] as const) {
      expect(infolog(await scm.step("stock/receive", { ...receipt, ...wrong }))).toContain(said);
    }
  });

  test("requests of other sites are refused", async () => {
    expect((await scm.call("POST", "/_sandbox/scm/stock/receive", {}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });
});

describe("orders made in SCM", () => {
  beforeEach(() => scm.furnish());

  test("with lines, charges and discount", async () => {
    const made = await scm.did("orders", { company: "usmf", customer: "C-1", charges: 5, lines: [{ product: "WHEEL", quantity: 3, discount: "10" }, { product: "HOUR", price: 70.5 }] });
    expect(made).toEqual({ company: "usmf", number: "SO-000001", status: "Active", totalsUpdated: false });
    await scm.did("orders/usmf/SO-000001/totals");
    expect((await scm.order("SO-000001")).body).toMatchObject({ OrderTotalAmount: 125.47, OrderTotalChargesAmount: 5 });
    expect(await scm.line(1, "SO-000001")).toMatchObject({ TotalDiscountAmount: 10, FixedPriceCharges: -0.01 });
  });

  test("whole or not at all", async () => {
    const answer = await scm.step("orders", { company: "usmf", customer: "C-1", lines: [{ product: "WHEEL" }, { product: "NONE" }] });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining("'NONE' in field 'Product number'")]);
    expect(await scm.rows("CDSSalesOrderHeaders")).toEqual([]);
    expect(await scm.stock("WHEEL")).toEqual([10, 0, 10, 0, 10]);
  });
});

describe("quotations", () => {
  const header: Row = { SalesQuotationNumber: "Q-1", RequestingCustomerAccountNumber: "C-1", RequestedShippingDate: "2025-03-01T12:00:00Z" };
  const line: Row = { SalesQuotationNumber: "Q-1", LineCreationSequenceNumber: 1, ProductNumber: "WHEEL", RequestedSalesQuantity: 3, TotalDiscountAmount: 10 };
  beforeEach(async () => {
    await scm.furnish();
    await scm.add("CDSSalesQuotationHeaders", header);
  });

  test("headers and lines are filled in, totals calculated, and a confirmed one becomes an order", async () => {
    expect(await scm.add("CDSSalesQuotationHeaders", { ...header, SalesQuotationNumber: "" })).toMatchObject({ SalesQuotationNumber: "QT-000001", SalesQuotationStatus: "Created", CurrencyCode: "USD", DeliveryAddressCity: "Seattle" });
    expect(await scm.add("CDSSalesQuotationLines", line)).toMatchObject({ LineAmount: 49.97, LineDiscountAmount: 3.33, FixedPriceCharges: -0.01, ShippingSiteId: "1", ProductName: "Wheel" });
    await scm.did("quotations/usmf/Q-1/totals");
    const key = "/data/CDSSalesQuotationHeaders(dataAreaId='usmf',SalesQuotationNumber='Q-1')";
    expect((await scm.call("GET", key)).body).toMatchObject({ QuotationTotalAmount: 49.97, AreTotalsCalculated: "Yes", QuotationTotalDiscountAmount: 10 });
    await scm.did("quotations/usmf/Q-1/send");
    expect(await scm.did("quotations/usmf/Q-1/confirm")).toMatchObject({ status: "Confirmed", order: "SO-000001" });
    expect(await scm.line(1, "SO-000001")).toMatchObject({ LineAmount: 49.97, FixedPriceCharges: -0.01, OrderedSalesQuantity: 3 });
    expect((await scm.order("SO-000001")).body).toMatchObject({ QuotationNumber: "Q-1" });
    expect(infolog(await scm.call("PATCH", key, { SalesQuotationName: "x" }))).toContain("Quotation Q-1 is confirmed and cannot be changed");
    expect((await scm.step("quotations/usmf/Q-1/lose")).status).toBe(400);
  });

  test.each<[string, Row, string]>([
    ["quotation", { SalesQuotationNumber: "Q-9" }, "'Q-9' in field 'Quotation' is not found"],
    ["product", { ProductNumber: "NONE" }, "'NONE' in field 'Product number'"],
    ["quantity", { RequestedSalesQuantity: 0 }, "Field 'Quantity' must be filled in."],
  ])("refuses a line with a wrong %s", async (_what, wrong, said) => {
    const answer = await scm.call("POST", "/data/CDSSalesQuotationLines", { ...line, ...wrong });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringMatching(/^Write failed for table row of type 'SalesQuotationLineCDSEntity'/)]);
    expect(infolog(answer)).toContain(said);
  });

  test("a quotation without ship date or with an unknown customer is refused", async () => {
    for (const [wrong, said] of [[{ RequestedShippingDate: undefined }, "Field 'Requested ship date' must be filled in."], [{ RequestingCustomerAccountNumber: "C-9" }, "'C-9' in field 'Customer account'"]] as const) {
      expect(infolog(await scm.call("POST", "/data/CDSSalesQuotationHeaders", { ...header, SalesQuotationNumber: "Q-2", ...wrong }))).toContain(said);
    }
  });
});

describe("contacts", () => {
  const typed = "Microsoft.Dynamics.DataEntities.SmmContactPersonCdsAssociatedContactType'Customer'";
  const contact: Row = { ContactPersonPartyNumber: "CON-1", AssociatedContactType: "Customer", AssociatedContactNumber: "C-1", FirstName: "Ada", LastName: "Holm", IsContactPersonExternallyMaintained: "Yes" };
  beforeEach(() => scm.add("CustomersV3", { CustomerAccount: "C-1", PartyNumber: "C-1", OrganizationName: "Lodestar", CustomerGroupId: "10" }));

  test("both versions of the entity show the same contacts", async () => {
    await scm.add("CDSContactPersonsV2", { ...contact, PrimaryAddressCountryRegionISOCode: "US", PrimaryAddressStateId: "WA" });
    expect(await scm.rows("CDSContactPersons")).toMatchObject([{ ContactPersonPartyNumber: "CON-1", AssociatedPartyNumber: "C-1", FirstName: "Ada", PrimaryAddressCountryRegionId: "USA", IsContactPersonExternallyMaintained: "Yes" }]);
    const old = "/data/CDSContactPersons(dataAreaId='usmf',ContactPersonPartyNumber='CON-1',AssociatedPartyNumber='C-1')";
    const current = `/data/CDSContactPersonsV2(dataAreaId='usmf',ContactPersonPartyNumber='CON-1',AssociatedContactType=${typed},AssociatedContactNumber='C-1')`;
    expect((await scm.call("PATCH", old, { FirstName: "Eva" })).status).toBe(204);
    expect((await scm.call("GET", current)).body["FirstName"]).toBe("Eva");
    await scm.add("CDSContactPersons", { ContactPersonPartyNumber: "CON-2", AssociatedPartyNumber: "C-1", FirstName: "Kai" });
    expect((await scm.rows("CDSContactPersonsV2?$filter=AssociatedContactNumber eq 'C-1'")).length).toBe(2);
    expect((await scm.call("DELETE", current)).status).toBe(204);
    expect((await scm.call("GET", old)).status).toBe(404);
  });

  test.each<[string, Row, string]>([
    ["customer", { AssociatedContactNumber: "C-9" }, "'C-9' in field 'Contact for' is not found in the related table 'Customers'"],
    ["name", { FirstName: "" }, "Field 'First name' must be filled in."],
    ["role", { DecisionMakingRoleCode: "Wizard" }, "'Wizard' in field 'Decision'"],
    ["state", { PrimaryAddressCountryRegionISOCode: "US", PrimaryAddressStateId: "QX" }, "'QX' in field 'State'"],
    ["gender", { Gender: "Yes" }, "Gender"],
  ])("refuses a wrong %s", async (_what, wrong, said) => {
    const answer = await scm.call("POST", "/data/CDSContactPersonsV2", { ...contact, ...wrong });
    expect([answer.status, infolog(answer)]).toEqual([400, expect.stringContaining(said)]);
    expect(await scm.rows("CDSContactPersons")).toEqual([]);
  });
});

describe("bulk", () => {
  const load = (rows: Iterable<unknown>): Promise<Row> => scm.call("POST", "/_sandbox/load", [...rows].map((row) => JSON.stringify(row)).join("\n")).then((answer) => answer.body);

  test("the demo company has forty products in each company, with stock", async () => {
    await load(demoScmRows());
    expect((await scm.rows("SellableReleasedProducts")).length).toBe(40);
    expect(await scm.rows("SellableReleasedProducts?cross-company=true&$filter=dataAreaId eq 'frrt' and ProductNumber eq 'B0003'")).toMatchObject([{ SalesPrice: 634.34, CurrencyCode: "EUR" }]);
    expect((await scm.rows("WarehousesOnHandV2?$filter=OnHandQuantity gt 0")).length).toBeGreaterThan(50);
    const [one] = await scm.rows("WarehousesOnHandV2?$filter=ItemNumber eq 'B0001' and InventoryWarehouseId eq '13'");
    await load(demoScmRows());
    expect(await scm.rows("WarehousesOnHandV2?$filter=ItemNumber eq 'B0001' and InventoryWarehouseId eq '13'")).toMatchObject([{ OnHandQuantity: one?.["OnHandQuantity"] }]);
  });

  test("of a hundred thousand order lines those of some orders are found without looking at all of them", async () => {
    await scm.furnish();
    const rows = function* () {
      for (let order = 0; order < 20_000; order++) {
        yield { entitySet: "CDSSalesOrderHeaders", row: scm.header({ SalesOrderNumber: `L-${order}` }) };
        for (let line = 1; line <= 5; line++) yield { entitySet: "CDSSalesOrderLines", row: scm.lineRow({ SalesOrderNumber: `L-${order}`, LineCreationSequenceNumber: line }) };
      }
    };
    expect(await load(rows())).toEqual({ loaded: 120_000 });
    const timed = async (path: string, found: number): Promise<number> => {
      const before = performance.now();
      expect((await scm.rows(path)).length).toBe(found);
      return performance.now() - before;
    };
    // Both kinds in turn, so that a busy machine slows them alike; the lines of all orders are looked through for a text.
    let byKey = 0;
    let byText = 0;
    for (let i = 0; i < 5; i++) {
      const many = Array.from({ length: 20 }, (_, n) => `SalesOrderNumber eq 'L-${i * 700 + n * 7}'`).join(" or ");
      byKey += await timed(`CDSSalesOrderLines?$filter=dataAreaId eq 'usmf' and SalesOrderNumber eq 'L-${i * 300}'`, 5);
      byKey += await timed(`CDSSalesOrderLines?$select=LineAmount&$filter=dataAreaId eq 'usmf' and (${many}) and LineCreationSequenceNumber ne 5`, 80);
      byText += 2 * await timed("CDSSalesOrderLines?$filter=dataAreaId eq 'usmf' and LineDescription eq 'none of them'", 0);
    }
    expect(byText / byKey).toBeGreaterThan(3);
  }, 120_000);

  test("a batch writes an order with its lines in one change set", async () => {
    await scm.furnish();
    const part = (set: string, row: Row, id: number) =>
      `--cs\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${id}\r\n\r\nPOST /data/${set} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(row)}\r\n`;
    const batch = async (lines: Row[]) => {
      const body = `--b\r\nContent-Type: multipart/mixed; boundary=cs\r\n\r\n${part("CDSSalesOrderHeaders", scm.header(), 1)}${lines.map((row, i) => part("CDSSalesOrderLines", row, i + 2)).join("")}--cs--\r\n--b--\r\n`;
      return (await scm.call("POST", "/data/$batch", body, { "content-type": "multipart/mixed; boundary=b" })).text;
    };
    expect(await batch([scm.lineRow(), scm.lineRow({ LineCreationSequenceNumber: 2, ProductNumber: "NONE" })])).toContain("'NONE' in field 'Product number'");
    expect([await scm.rows("CDSSalesOrderHeaders"), await scm.rows("CDSSalesOrderLines"), await scm.stock("WHEEL")]).toEqual([[], [], [10, 0, 10, 0, 10]]);
    await batch([scm.lineRow(), scm.lineRow({ LineCreationSequenceNumber: 2 })]);
    expect((await scm.rows("CDSSalesOrderLines?$filter=dataAreaId eq 'usmf' and SalesOrderNumber eq 'S-1'")).length).toBe(2);
  });
});
