import { sampleZip } from "../import/testSupport";
import { startTestServer, type TestServer } from "../testServer";
import { ids } from "../../data/ids";
import { created, done, header, line, makeCatalogue, type Catalogue } from "./testFixture";

let server: TestServer;
let catalogue: Catalogue;
beforeAll(async () => {
  server = await startTestServer();
  catalogue = await makeCatalogue(server);
});
afterAll(() => server.sales.close());

const quote = (lines: unknown[] = [line(catalogue, { quantity: 2 })]) => created(server.salesperson, "quotes", header(catalogue, { quote_details: lines }));
const order = (lines: unknown[] = [line(catalogue, { quantity: 2 })]) => created(server.salesperson, "salesorders", header(catalogue, { order_details: lines }));
const read = async (path: string) => (await server.admin("GET", path)).json;
const activate = (id: string) => done(server.salesperson, "PATCH", `quotes(${id})`, { statecode: 1, statuscode: 2 });
const quoteClose = (id: string, status: number) => ({ Status: status, QuoteClose: { subject: "End of quote", "quoteid@odata.bind": `/quotes(${id})` } });
const orderClose = (id: string, status: number) => ({
  Status: status, OrderClose: { "@odata.type": "Microsoft.Dynamics.CRM.orderclose", subject: "End of order", "salesorderid@odata.bind": `/salesorders(${id})` },
});
const columns = (...names: string[]) => ({ AllColumns: false, Columns: names });

describe("quotes", () => {
  test("begin as drafts whatever is sent, and keep a given number", async () => {
    const answer = await server.salesperson("POST", "quotes?$select=statecode,statuscode,quotenumber,revisionnumber", header(catalogue, { statecode: 1, quotenumber: "Q-1" }), { prefer: "return=representation" });
    expect(answer.json).toMatchObject({ statecode: 0, statuscode: 1, quotenumber: "Q-1", revisionnumber: 0 });
    await done(server.salesperson, "PATCH", `quotes(${String(answer.json.quoteid)})`, { quotenumber: "Q-2" });
    expect((await read(`quotes(${String(answer.json.quoteid)})`)).quotenumber).toBe("Q-1");
    expect((await server.salesperson("POST", "quotes", header(catalogue, { statuscode: 2 }))).code).toBe("0x80048408");
  });

  test("once active, header and lines are read-only, except to an administrator's change of the header", async () => {
    const id = await quote();
    const [row] = (await read(`quotes(${id})/quote_details`)).value as { quotedetailid: string }[];
    await activate(id);
    const header1 = await server.salesperson("PATCH", `quotes(${id})`, { description: "later" });
    expect([header1.status, header1.code]).toEqual([400, "0x8004022e"]);
    await done(server.admin, "PATCH", `quotes(${id})`, { description: "later" });
    for (const user of [server.salesperson, server.admin]) {
      const change = await user("PATCH", `quotedetails(${row?.quotedetailid})`, { quantity: 3 });
      const more = await user("POST", "quotedetails", line(catalogue, { "quoteid@odata.bind": `/quotes(${id})` }));
      const removal = await user("DELETE", `quotedetails(${row?.quotedetailid})`);
      expect([change.code, more.code, removal.code]).toEqual(["0x80043b09", "0x80043b09", "0x80043b09"]);
    }
    expect((await server.salesperson("DELETE", `quotes(${id})`)).code).toBe("0x8004022e");
    await done(server.salesperson, "PATCH", `quotes(${id})`, { statecode: 0, statuscode: 1 });
    await done(server.salesperson, "PATCH", `quotedetails(${row?.quotedetailid})`, { quantity: 3 });
    await done(server.salesperson, "DELETE", `quotes(${id})`);
    expect((await server.admin("GET", `quotedetails(${row?.quotedetailid})`)).status).toBe(404);
  });

  test("are won and closed by message alone", async () => {
    const id = await quote();
    expect((await server.salesperson("POST", "WinQuote", quoteClose(id, 4))).code).toBe("0x80048408");
    await activate(id);
    const won = await server.salesperson("PATCH", `quotes(${id})`, { statecode: 2, statuscode: 4 });
    expect([won.code, won.message]).toEqual(["0x8004f00e", "Quote status cannot be changed to Won. Please use the WinQuoteRequest instead."]);
    expect((await server.salesperson("POST", "WinQuote", quoteClose(id, 5))).code).toBe("0x80048408");
    expect((await server.salesperson("POST", "WinQuote", quoteClose(id, 4))).status).toBe(204);
    expect(await read(`quotes(${id})`)).toMatchObject({ statecode: 2, statuscode: 4 });
    expect((await read(`quotes(${id})/quote_QuoteCloses`)).value).toMatchObject([{ subject: "End of quote", statecode: 1 }]);
  });

  test("become orders when won", async () => {
    const id = await quote([line(catalogue, { quantity: 2, priceperunit: 8, ispriceoverridden: true }), { quantity: 1, isproductoverridden: true, productdescription: "Engraving", priceperunit: 5, tax: 1 }]);
    await done(server.admin, "PATCH", `quotes(${id})`, { freightamount: 3, billto_city: "Leeds" });
    const early = await server.salesperson("POST", "ConvertQuoteToSalesOrder", { QuoteId: id, ColumnSet: columns("name") });
    expect(early.code).toBe("0x80048408");
    await activate(id);
    await done(server.salesperson, "POST", "WinQuote", quoteClose(id, -1));
    const answer = await server.salesperson("POST", "ConvertQuoteToSalesOrder", { QuoteId: id, ColumnSet: columns("name", "ordernumber", "totalamount", "customerid", "billto_city") });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.salesorder", name: "Winter", totalamount: 25, _customerid_value: catalogue.accountId, billto_city: "Leeds",
      ordernumber: expect.stringMatching(/^ORD-/) as unknown,
    });
    const orderId = String(answer.json.salesorderid);
    expect((await read(`quotes(${id})/quote_orders`)).value).toMatchObject([{ salesorderid: orderId, statecode: 0 }]);
    expect((await read(`salesorders(${orderId})/order_details?$orderby=lineitemnumber`)).value).toMatchObject([
      { priceperunit: 8, ispriceoverridden: true, extendedamount: 16, lineitemnumber: 1 }, { productdescription: "Engraving", extendedamount: 6, lineitemnumber: 2 },
    ]);
  });

  test("are revised when closed: same number, next revision, a draft again", async () => {
    const id = await quote();
    await activate(id);
    expect((await server.salesperson("POST", "ReviseQuote", { QuoteId: id, ColumnSet: columns("name") })).code).toBe("0x80048408");
    await done(server.salesperson, "POST", "CloseQuote", quoteClose(id, 7));
    const before = await read(`quotes(${id})`);
    expect(before).toMatchObject({ statecode: 3, statuscode: 7 });
    const revised = await server.salesperson("POST", "ReviseQuote", { QuoteId: id, ColumnSet: columns("quotenumber", "revisionnumber", "statecode", "totalamount") });
    expect(revised.json).toMatchObject({ quotenumber: before.quotenumber, revisionnumber: 1, statecode: 0, totalamount: 20 });
    const again = await server.salesperson("POST", "ReviseQuote", { QuoteId: id, ColumnSet: columns("name") });
    expect(again.message).toContain("already exists another quote in Draft/Active state");
  });
});

describe("orders and invoices", () => {
  test("an order stays open while active; submitted it is read-only, and may come back", async () => {
    const id = await order();
    await done(server.salesperson, "PATCH", `salesorders(${id})`, { statecode: 1, statuscode: 3, submitstatus: 1 });
    expect((await server.salesperson("PATCH", `salesorders(${id})`, { description: "x" })).code).toBe("0x8004022e");
    expect((await server.sync("PATCH", `salesorders(${id})`, { description: "x" })).status).toBe(403);
    expect((await server.salesperson("POST", "salesorderdetails", line(catalogue, { "salesorderid@odata.bind": `/salesorders(${id})` }))).code).toBe("0x80043b09");
    await done(server.salesperson, "PATCH", `salesorders(${id})`, { statecode: 0, statuscode: 1 });
    await done(server.salesperson, "PATCH", `salesorders(${id})`, { description: "x", statecode: 4, statuscode: 100003 });
    expect(await read(`salesorders(${id})`)).toMatchObject({ statecode: 4, statuscode: 100003, description: "x" });
  });

  test("an order is fulfilled and canceled by messages bound to the collection", async () => {
    const fulfilled = await order();
    const direct = await server.salesperson("PATCH", `salesorders(${fulfilled})`, { statecode: 3, statuscode: 100001 });
    expect(direct.message).toBe("Order status cannot be changed to Fulfilled. Please use the FulfillSalesOrderRequest instead.");
    await done(server.salesperson, "POST", "salesorders/Microsoft.Dynamics.CRM.FulfillSalesOrder", orderClose(fulfilled, 100001));
    expect(await read(`salesorders(${fulfilled})`)).toMatchObject({ statecode: 3, statuscode: 100001, datefulfilled: expect.stringMatching(/^\d{4}-/) as unknown });
    const canceled = await order();
    await done(server.salesperson, "POST", "salesorders/Microsoft.Dynamics.CRM.CancelSalesOrder", orderClose(canceled, 4));
    expect(await read(`salesorders(${canceled})`)).toMatchObject({ statecode: 2, statuscode: 4 });
    expect((await server.salesperson("POST", "salesorders/Microsoft.Dynamics.CRM.CancelSalesOrder", orderClose(canceled, 4))).code).toBe("0x80048408");
  });

  test("an order becomes an invoice, which is paid", async () => {
    const id = await order([line(catalogue, { quantity: 2, manualdiscountamount: 0.5 })]);
    const answer = await server.salesperson("POST", "ConvertSalesOrderToInvoice", { SalesOrderId: id, ColumnSet: columns("invoicenumber", "totalamount", "statecode") });
    expect(answer.json).toMatchObject({ invoicenumber: expect.stringMatching(/^INV-/) as unknown, totalamount: 19.5, statecode: 0 });
    const invoiceId = String(answer.json.invoiceid);
    expect((await read(`salesorders(${id})/order_invoices`)).value).toHaveLength(1);
    expect((await read(`invoices(${invoiceId})/invoice_details`)).value).toMatchObject([{ _salesorderdetailid_value: expect.any(String) as unknown, extendedamount: 19.5 }]);
    await done(server.salesperson, "PATCH", `invoices(${invoiceId})`, { statecode: 2, statuscode: 100001 });
    expect((await server.salesperson("PATCH", `invoices(${invoiceId})`, { name: "x" })).code).toBe("0x8004022e");
    expect((await server.salesperson("PATCH", `invoices(${invoiceId})`, { statecode: 3, statuscode: 100003 })).code).toBe("0x8004f00e");
  });

  test("the currency counts on create alone, and lines have their header's", async () => {
    const euro = await created(server.admin, "transactioncurrencies", { currencyname: "Euro", isocurrencycode: "EUR", currencysymbol: "€", currencyprecision: 2, exchangerate: 0.5 });
    const id = await created(server.salesperson, "salesorders", header(catalogue, {
      "pricelevelid@odata.bind": null, "transactioncurrencyid@odata.bind": `/transactioncurrencies(${euro})`,
      order_details: [line(catalogue, { ispriceoverridden: true, priceperunit: 3 })],
    }));
    await done(server.salesperson, "PATCH", `salesorders(${id})`, { "transactioncurrencyid@odata.bind": `/transactioncurrencies(${ids.baseCurrency})` });
    expect(await read(`salesorders(${id})`)).toMatchObject({ _transactioncurrencyid_value: euro, totalamount: 3, totalamount_base: 6 });
    expect((await read(`salesorders(${id})/order_details`)).value).toMatchObject([{ _transactioncurrencyid_value: euro, extendedamount_base: 6 }]);
  });

  test("a new owner of the header owns its lines", async () => {
    const id = await order();
    await done(server.admin, "PATCH", `salesorders(${id})`, { "ownerid@odata.bind": `/systemusers(${ids.users.admin})` });
    expect((await read(`salesorders(${id})/order_details`)).value).toMatchObject([{ _ownerid_value: ids.users.admin }]);
  });

  test("a price of one's own takes a privilege", async () => {
    const names = ["prvReadOrder", "prvCreateOrder", "prvWriteOrder", "prvAppendOrder", "prvAppendToOrder", "prvReadProduct", "prvAppendToProduct"];
    const role = `<Role id="{33333333-0000-0000-0000-000000000009}" name="Orders"><RolePrivileges>${names.map((name) => `<RolePrivilege name="${name}" level="Global"/>`).join("")}</RolePrivileges></Role>`;
    const zip = sampleZip({
      uniqueName: "AbcOrders", entities: "", roots: '<RootComponent type="20" id="{33333333-0000-0000-0000-000000000009}" behavior="0"/>', relationships: "", choices: "", roles: role, webResources: "", controls: "",
    });
    await done(server.admin, "POST", "ImportSolution", { OverwriteUnmanagedCustomizations: true, PublishWorkflows: true, ImportJobId: crypto.randomUUID(), CustomizationFile: Buffer.from(zip).toString("base64") });
    await done(server.admin, "POST", `systemusers(${ids.users.sync})/systemuserroles_association/$ref`, { "@odata.id": `${server.sales.url}/api/data/v9.2/roles(33333333-0000-0000-0000-000000000009)` });
    const body = line(catalogue, { "salesorderid@odata.bind": `/salesorders(${await order()})` });
    const refused = await server.sync("POST", "salesorderdetails", { ...body, ispriceoverridden: true, priceperunit: 1 });
    expect([refused.status, refused.message]).toEqual([403, expect.stringContaining("prvOverridePriceEngineOrder")]);
    await done(server.sync, "POST", "salesorderdetails", body);
  });

  test("customers are accounts or contacts, and must be there", async () => {
    const contactId = await created(server.salesperson, "contacts", { firstname: "Ana", lastname: "Bakker" });
    expect((await read(`contacts(${contactId})`)).fullname).toBe("Ana Bakker");
    const rest = header(catalogue, { "customerid_account@odata.bind": null });
    const id = await created(server.salesperson, "salesorders", { ...rest, "customerid_contact@odata.bind": `/contacts(${contactId})` });
    expect(await read(`salesorders(${id})`)).toMatchObject({ _customerid_value: contactId, _contactid_value: contactId, _accountid_value: null });
    expect((await server.salesperson("POST", "salesorders", rest)).message).toContain("'customerid' is missing");
  });
});
