import { demoScmRows } from "../../data";
import type { RunningServer } from "../../http/contract";
import { startScm } from "../server";

let server: RunningServer;
beforeAll(async () => {
  server = await startScm({ port: 0 });
  await fetch(`${server.url}/_sandbox/load`, { method: "POST", body: [...demoScmRows()].map((row) => JSON.stringify(row)).join("\n") });
  await fetch(`${server.url}/data/CustomersV3`, {
    method: "POST", headers: { authorization: "Bearer sandbox-sync" },
    body: JSON.stringify({
      CustomerAccount: "ACC-1", OrganizationName: "<script>alert('x')</script>", CustomerGroupId: "20", CreditLimit: 1234567.5, IsExternallyMaintained: "Yes",
      AddressStreet: "1 Main St", AddressCity: "Seattle", AddressState: "WA", AddressZipCode: "98101", AddressCountryRegionISOCode: "US", PrimaryContactPhone: "+1 206 555 0100",
    }),
  });
});
afterAll(() => server.close());

async function page(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const rowCount = (text: string): number => (text.match(/<td data-label="Account"/g) ?? []).length;

test("lists a company's customers, escaped, and finds them by account, name or city", async () => {
  const all = await page("/");
  expect([all.status, rowCount(all.text)]).toEqual([200, 10]);
  expect(all.text).not.toContain("<script>alert");
  expect(all.text).toContain("&#60;script&#62;");
  expect(all.headers.get("content-security-policy")).toContain("default-src 'none'");
  for (const search of ["acc-1", "ALERT", "seattle"]) expect(rowCount((await page(`/?q=${search}`)).text)).toBe(1);
  expect((await page("/?q=nobody")).text).toContain("No customer found.");
  expect((await page(`/?q=${encodeURIComponent('"><img src=x>')}`)).text).not.toContain("<img");
});

test("takes links as finance & operations forms them", async () => {
  expect(rowCount((await page("/?cmp=FRRT&mi=CustTableListPage")).text)).toBe(4);
  expect((await page("/?cmp=none")).status).toBe(404);
  const other = await page("/?cmp=usmf&mi=VendTableListPage");
  expect([other.status, other.text]).toEqual([501, expect.stringContaining("VendTableListPage")]);
});

test("a customer shows the values that came from Sales", async () => {
  const { text } = await page("/?cmp=usmf&mi=CustTableListPage&account=ACC-1");
  for (const value of ["1,234,567.50", "1 Main St\nSeattle, WA 98101\nUSA", "+1 206 555 0100", "<dt>Customer group</dt><dd>20</dd>", "<dt>Externally maintained</dt><dd>Yes</dd>"]) expect(text).toContain(value);
  expect((await page("/?cmp=usmf&account=ACC-2")).status).toBe(404);
});

test("a visitor adds a customer group, and a refused customer then goes in", async () => {
  const refused = JSON.stringify({ dataAreaId: "demf", CustomerAccount: "G-1", OrganizationName: "Gold", CustomerGroupId: "GOLD" });
  const write = () => fetch(`${server.url}/data/CustomersV3`, { method: "POST", headers: { authorization: "Bearer sandbox-sync" }, body: refused });
  expect((await write()).status).toBe(400);
  const add = (headers: Record<string, string> = {}) => fetch(`${server.url}/page/customer-groups`, { method: "POST", redirect: "manual", headers, body: new URLSearchParams({ cmp: "demf", CustomerGroupId: "GOLD", Description: "Gold" }) });
  expect((await add({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  const added = await add();
  expect([added.status, added.headers.get("location")]).toEqual([303, "/?cmp=demf&mi=CustGroup&done=Customer+group+GOLD+is+there."]);
  expect((await page(added.headers.get("location") ?? "")).text).toContain("Customer group GOLD is there.");
  expect((await write()).status).toBe(201);
  const again = await add();
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining("already exists")]);
});

describe("the warehouse and the sales process", () => {
  const post = async (path: string, values: Record<string, string>): Promise<{ status: number; text: string; location: string }> => {
    const response = await fetch(`${server.url}/page/${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams({ company: "usmf", ...values }) });
    return { status: response.status, text: await response.text(), location: response.headers.get("location") ?? "" };
  };
  const order = (step: string, more: Record<string, string> = {}) => post("order-steps", { number: "SO-000001", step, ...more });
  const shown = async () => (await page("/?cmp=usmf&mi=SalesTableListPage&number=SO-000001")).text;

  test("each list shows, finds and leads back", async () => {
    for (const [item, title] of [["EcoResProductPerCompanyListPage", "Released products"], ["SalesTableListPage", "All sales orders"], ["SalesQuotationListPage", "All quotations"], ["CustInvoiceJournal", "Invoices"], ["InventOnhandItem", "On-hand"]] as const) {
      const { status, text } = await page(`/?cmp=usmf&mi=${item}`);
      expect([status, text]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`)]);
      expect(text).toContain(`mi=${item}" aria-current="page"`.replace("&", "&#38;"));
    }
    expect((await page("/?mi=EcoResProductPerCompanyListPage&q=saddle")).text.match(/<td data-label="Product number"/g)).toHaveLength(2);
    expect((await page("/?mi=SalesTableListPage&number=NONE")).status).toBe(404);
  });

  test("a product is released and stock received; what is wrong is said", async () => {
    const released = await post("products", { product: "NEW", name: "New", price: "10", currency: "USD", unit: "ea", service: "", site: "1", warehouse: "13" });
    expect([released.status, (await page(released.location)).text]).toEqual([303, expect.stringContaining("Product NEW is released.")]);
    const received = await post("stock", { item: "NEW", site: "1", warehouse: "13", quantity: "4" });
    expect((await page(`${received.location}&q=NEW`)).text).toContain('<td data-label="On hand" class="number">4</td>');
    const refused = await post("stock", { item: "NEW", site: "2", warehouse: "13", quantity: "4" });
    expect([refused.status, refused.text]).toEqual([400, expect.stringMatching(/role="alert"><p>The warehouse &#39;13&#39; belongs to site &#39;1&#39;/)]);
  });

  test("an order goes all the way with the buttons that are possible at the time, in parts", async () => {
    const made = await post("orders", { customer: "ACC-1", product: "NEW", quantity: "3", price: "", discount: "", charges: "5" });
    expect(made.location).toContain("number=SO-000001");
    expect((await page(made.location)).text).toContain('value="invoice" disabled');
    expect((await page((await order("confirm")).location)).text).toContain("Confirmed. Totals are not calculated yet");
    await order("totals");
    expect(await shown()).toContain("<dt>Total</dt><dd>38.12 USD</dd>");
    const tooMuch = await order("ship", { "line-1": "9" });
    expect([tooMuch.status, tooMuch.text]).toEqual([400, expect.stringContaining("9 is more than the 3 left to ship.")]);
    await order("ship", { "line-1": "2" });
    expect(await shown()).toContain("<dd>PartiallyDelivered</dd>");
    const invoiced = await order("invoice");
    expect(decodeURIComponent(invoiced.location)).toContain("Invoice+INV-000001+is+posted.");
    await order("ship");
    await order("invoice");
    expect(await shown()).toContain("<dd>Invoiced</dd>");
    expect(await shown()).not.toContain("Quantity of line 1");
    expect((await page("/?mi=CustInvoiceJournal&number=INV-000002")).text).toContain("<dd>10.89 USD</dd>");
    expect((await page((await post("totals", {})).location)).text).toContain("Totals of 1 order are calculated.");
  });

  test("a quotation is sent and confirmed", async () => {
    const add = (set: string, row: object) => fetch(`${server.url}/data/${set}`, { method: "POST", headers: { authorization: "Bearer sandbox-sync" }, body: JSON.stringify(row) });
    await add("CDSSalesQuotationHeaders", { SalesQuotationNumber: "Q-1", RequestingCustomerAccountNumber: "ACC-1", RequestedShippingDate: "2025-03-01T12:00:00Z" });
    await add("CDSSalesQuotationLines", { SalesQuotationNumber: "Q-1", LineCreationSequenceNumber: 1, ProductNumber: "NEW", RequestedSalesQuantity: 1 });
    expect((await page((await post("quotation-steps", { number: "Q-1", step: "send" })).location)).text).toContain("Sent.");
    const confirmed = await post("quotation-steps", { number: "Q-1", step: "confirm" });
    expect((await page(confirmed.location)).text).toContain("Confirmed as sales order SO-000002.");
  });
});
