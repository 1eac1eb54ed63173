import { randomUUID } from "node:crypto";
import { ConflictSide, ProcessingStatus, RequestStatus, SyncStatus, syncRequest } from "../../model/generated/schema";
import { productsName } from "../../backend/templates/products";
import { invoicesName, ordersBackName } from "../../backend/templates/documentsBack";
import { OnDemand, line, type Row } from "../support/onDemand";
import { api, type World } from "../support/world";

let work: OnDemand;
let world: World;
beforeAll(async () => {
  work = await OnDemand.start();
  ({ world } = work);
});
afterAll(() => work.close());

const sync: OnDemand["sync"] = (...args) => work.sync(...args);
const bring: OnDemand["bring"] = (...args) => work.bring(...args);
const create: OnDemand["create"] = (...args) => work.create(...args);
const first: OnDemand["first"] = (...args) => work.first(...args);
const scmRows: OnDemand["scmRows"] = (...args) => work.scmRows(...args);
const scmStep: OnDemand["scmStep"] = (...args) => work.scmStep(...args);
const product: OnDemand["product"] = (...args) => work.product(...args);

test("a product comes with unit and price list item, and a new price moves the item", async () => {
  const lamp = await product("OD-LAMP", 19.99);
  expect(lamp).toMatchObject({ name: "Product OD-LAMP", price: 19.99, p2c_ismaintainedexternally: true });
  const items = await world.admin.list<Row>(`${api}/productpricelevels?$filter=_productid_value eq ${String(lamp.productid)}`);
  expect(items).toMatchObject([{ amount: 19.99, _uomid_value: lamp._defaultuomid_value, pricingmethodcode: 1, quantitysellingcode: 1 }]);
  expect((await bring(productsName, "OD-LAMP")).result).toMatchObject({ outcome: "unchanged", written: [] });
});

test("an order goes out with its customer first, comes back at each step, and is invoiced; totals agree", async () => {
  const [lamp, desk] = [await product("OD-A", 19.99), await product("OD-B", 349.5)];
  const account = await create("accounts", { name: "On Demand Inc.", accountnumber: "OD-1", address1_country: "USA" });
  const list = await first("pricelevels?$filter=name eq 'Standard USD'");
  const order = await create("salesorders", {
    name: "Lamps", "customerid_account@odata.bind": `/accounts(${String(account.accountid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})`,
    requestdeliveryby: "2027-01-15", shipto_line1: "1 Main St", shipto_city: "Seattle", shipto_country: "USA",
  });
  const id = String(order.salesorderid);
  const writeIn = await create("salesorderdetails", { "salesorderid@odata.bind": `/salesorders(${id})`, isproductoverridden: true, productdescription: "Gift wrap", quantity: 1, priceperunit: 2 });
  const draft = await sync("salesorder", id);
  expect(await world.admin.get(`${api}/salesorders(${id})`)).toMatchObject({ p2c_hasexternallymaintainedproductsonly: false });
  await world.salesperson.call("DELETE", `${api}/salesorderdetails(${String(writeIn.salesorderdetailid)})`);
  expect(draft.row).toMatchObject({ p2c_status: RequestStatus.Succeeded, p2c_errorcode: "order-draft" });
  expect(draft.state).toMatchObject({ p2c_status: SyncStatus.Excluded });

  await create("salesorderdetails", line("salesorderid", "salesorders", id, lamp, 3, { manualdiscountamount: 10 }));
  await create("salesorderdetails", line("salesorderid", "salesorders", id, desk, 2));
  await world.salesperson.call("PATCH", `${api}/salesorders(${id})`, { p2c_processingstatus: ProcessingStatus.Active });
  const sent = await sync("salesorder", id);
  expect(sent.result.records).toMatchObject([{ outcome: "created", lines: [{ number: 1, outcome: "created" }, { number: 2, outcome: "created" }] }, { table: "account", outcome: "created", name: "On Demand Inc." }]);
  expect(sent.row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(sent.state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_scmkey: order.ordernumber });
  const lines = await scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${String(order.ordernumber)}'`);
  expect(lines).toMatchObject([{ ProductNumber: "OD-A", LineDiscountAmount: 3.33, FixedPriceCharges: -0.01 }, { ProductNumber: "OD-B", LineDiscountAmount: 0 }]);

  expect(await world.admin.get(`${api}/salesorders(${id})`)).toMatchObject({ p2c_hasexternallymaintainedproductsonly: true });
  const flags = { p2c_ismaintainedexternally: true, p2c_orderhasexternalmaintainedproductsonly: true, p2c_orderissubmitted: true };
  expect(await world.admin.list(`${api}/salesorderdetails?$filter=_salesorderid_value eq ${id}`)).toMatchObject([flags, flags]);

  expect((await sync("salesorder", id)).result.records).toMatchObject([{ outcome: "unchanged" }]);

  for (const [step, status] of [["confirm", ProcessingStatus.Confirmed], ["pick", ProcessingStatus.Picked], ["ship", ProcessingStatus.Shipped]] as const) {
    await scmStep(order.ordernumber, step);
    await scmStep(order.ordernumber, "totals");
    const back = await sync("salesorder", id);
    expect([step, back.result]).toMatchObject([step, { records: [{ outcome: "updated" }] }]);
    const row = await world.admin.get<Row>(`${api}/salesorders(${id})`);
    const [header] = await scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq '${String(order.ordernumber)}'`);
    expect(row).toMatchObject({ p2c_processingstatus: status, statecode: 0, totalamount: header?.OrderTotalAmount });
    expect((await sync("salesorder", id)).result.records).toMatchObject([{ outcome: "unchanged", written: [] }]);
  }
  expect(await world.admin.list(`${api}/salesorderdetails?$filter=_salesorderid_value eq ${id} and p2c_ismisctax ne true`)).toHaveLength(2);

  const { invoice: number } = await scmStep(order.ordernumber, "invoice");
  await scmStep(order.ordernumber, "totals");
  expect((await bring(invoicesName, String(number))).result).toMatchObject({ outcome: "created" });
  const invoice = await first(`invoices?$filter=invoicenumber eq '${String(number)}'`);
  const [scmInvoice] = await scmRows("ExternallyMaintainedCustomerSalesInvoiceHeaders", `InvoiceNumber eq '${String(number)}'`);
  const closed = await world.admin.get<Row>(`${api}/salesorders(${id})`);
  expect(invoice).toMatchObject({ totalamount: scmInvoice?.TotalInvoiceAmount, _salesorderid_value: id, _ownerid_value: closed._ownerid_value });
  expect(closed).toMatchObject({ statecode: 4, p2c_processingstatus: ProcessingStatus.Invoiced });
  expect((await sync("invoice", invoice.invoiceid)).result.records).toMatchObject([{ outcome: "unchanged", written: [] }]);
});

test("a quote for a contact makes the contact a customer first; a write-in refuses the quote by name", async () => {
  const lamp = await product("OD-Q", 5);
  const contact = await create("contacts", { firstname: "Ada", lastname: "Buyer" });
  expect((await sync("contact", contact.contactid)).row).toMatchObject({ p2c_errorcode: "not-active-customer" });
  const list = await first("pricelevels?$filter=name eq 'Standard USD'");
  const quote = await create("quotes", { name: "Quote", "customerid_contact@odata.bind": `/contacts(${String(contact.contactid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})` });
  const id = String(quote.quoteid);
  await create("quotedetails", line("quoteid", "quotes", id, lamp, 3, { manualdiscountamount: 1 }));
  const writeIn = await create("quotedetails", { "quoteid@odata.bind": `/quotes(${id})`, isproductoverridden: true, productdescription: "Gift wrap", quantity: 1, priceperunit: 2 });
  expect((await sync("quote", id)).row).toMatchObject({ p2c_errorcode: "not-activated" });
  await world.salesperson.call("PATCH", `${api}/quotes(${id})`, { statecode: 1, statuscode: 2 });
  const refused = await sync("quote", id);
  expect(refused.result.records).toMatchObject([{ errorCode: "lines-not-maintained", errorParams: { lines: "Gift wrap" } }]);

  await world.salesperson.call("PATCH", `${api}/quotes(${id})`, { statecode: 0, statuscode: 1 });
  await world.salesperson.call("DELETE", `${api}/quotedetails(${String(writeIn.quotedetailid)})`);
  await world.salesperson.call("PATCH", `${api}/quotes(${id})`, { statecode: 1, statuscode: 2 });
  const sent = await sync("quote", id);
  expect(sent.result.records).toMatchObject([{ outcome: "created" }, { table: "contact", outcome: "created" }]);
  expect(sent.row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(sent.state).toMatchObject({ p2c_status: SyncStatus.InSync, _p2c_quoteid_value: id });
  const [customer] = await scmRows("CustomersV3", `CustomerAccount eq '${String(contact.p2c_contactnumber)}'`);
  expect(customer).toMatchObject({ PartyType: "Person", PersonLastName: "Buyer" });
  expect(await scmRows("CDSSalesQuotationLines", `SalesQuotationNumber eq '${String(quote.quotenumber)}'`)).toMatchObject([{ LineDiscountAmount: 0.33, FixedPriceCharges: -0.01 }]);
});

test("a contact of an account becomes a contact of its customer", async () => {
  const account = await create("accounts", { name: "Host Ltd", accountnumber: "OD-2" });
  const contact = await create("contacts", { firstname: "Bo", lastname: "Guest", "parentcustomerid_account@odata.bind": `/accounts(${String(account.accountid)})` });
  const sent = await sync("contact", contact.contactid);
  expect(sent.result.records).toMatchObject([{ outcome: "created" }, { table: "account", outcome: "created" }]);
  expect(await scmRows("CDSContactPersons", `ContactPersonPartyNumber eq '${String(contact.p2c_contactnumber)}'`)).toMatchObject([{ LastName: "Guest", AssociatedPartyNumber: "OD-2" }]);
  expect((await sync("contact", contact.contactid)).result.records).toMatchObject([{ outcome: "unchanged" }, { outcome: "unchanged" }]);
});

test("both sides changed: a conflict with all values, then the chosen side wins; a dry run writes nothing", async () => {
  const account = await create("accounts", { name: "Both Ltd", accountnumber: "OD-3", telephone1: "1" });
  const id = String(account.accountid);
  await sync("account", id);
  const path = "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='OD-3')?cross-company=true";
  await world.scm.call("PATCH", path, { PrimaryContactPhone: "2" });
  await world.salesperson.call("PATCH", `${api}/accounts(${id})`, { telephone1: "3" });

  const dry = await sync("account", id, { [syncRequest.columns.dryRun]: true });
  expect(dry.result.records[0]?.fields).toContainEqual({ field: "PrimaryContactPhone", column: "telephone1", sales: "3", last: "1", scm: "2", write: "3" });
  expect(dry.state).toMatchObject({ p2c_status: SyncStatus.InSync });

  const conflict = await sync("account", id);
  expect(conflict.row).toMatchObject({ p2c_errorcode: "conflict" });
  expect(conflict.state).toMatchObject({ p2c_status: SyncStatus.Conflict });
  expect(JSON.parse(String(conflict.state?.p2c_conflict))).toMatchObject([{ field: "PrimaryContactPhone", column: "telephone1", last: "1", sales: "3", scm: "2" }]);

  const resolved = await sync("account", id, { [syncRequest.columns.resolve]: ConflictSide.ScmWins });
  expect(resolved.state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_conflict: null });
  expect(await world.admin.get(`${api}/accounts(${id})`)).toMatchObject({ telephone1: "2" });
  expect((await sync("account", id)).result.records).toMatchObject([{ outcome: "unchanged" }]);
});

test("an order made in SCM appears with its state; unattended runs repeat nothing", async () => {
  const lamp = await product("OD-S", 12.5);
  const account = await create("accounts", { name: "From SCM Ltd", accountnumber: "OD-5" });
  await sync("account", account.accountid);
  const { number } = await world.scm.call<Row>("POST", "/_sandbox/scm/orders", { company: "usmf", customer: "OD-5", lines: [{ product: "OD-S", quantity: 2 }] });
  const call = { correlationId: randomUUID(), guard: () => Promise.resolve(), dryRun: false };
  const template = work.templateOf(ordersBackName);
  const read = async () => {
    const header = (await scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq '${String(number)}'`))[0] ?? {};
    return { header, lines: await scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${String(number)}'`) };
  };
  expect(await work.unattended.bring(template, "usmf", String(number), await read(), call)).toMatchObject({ error: { code: "not-confirmed" } });
  await scmStep(number, "confirm");
  await scmStep(number, "totals");
  const made = await work.unattended.bring(template, "usmf", String(number), await read(), call);
  expect(made.results).toMatchObject([{ outcome: "created", lines: [{ outcome: "created" }] }]);
  const row = await first(`salesorders?$filter=ordernumber eq '${String(number)}'&$expand=p2c_SyncStateId($select=p2c_status,p2c_scmkey)`);
  expect(row).toMatchObject({ p2c_ismaintainedexternally: true, _customerid_value: account.accountid, p2c_SyncStateId: { p2c_status: SyncStatus.InSync, p2c_scmkey: number } });
  expect(lamp.productnumber).toBe("OD-S");
  expect((await work.unattended.bring(template, "usmf", String(number), await read(), call)).results).toMatchObject([{ outcome: "unchanged", written: [] }]);
  expect((await work.unattended.record(template, String(row.salesorderid), call)).results).toMatchObject([{ outcome: "unchanged" }]);
});

test("answers that get lost double nothing, on either side", async () => {
  work.scm.lose = work.dataverse.lose = 0;
  const lamp = await product("OD-L", 7);
  const account = await create("accounts", { name: "Lossy Ltd", accountnumber: "OD-6" });
  await sync("account", account.accountid);
  const list = await first("pricelevels?$filter=name eq 'Standard USD'");
  const order = await create("salesorders", { name: "Lossy", "customerid_account@odata.bind": `/accounts(${String(account.accountid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})` });
  const id = String(order.salesorderid);
  await create("salesorderdetails", line("salesorderid", "salesorders", id, lamp, 3, { manualdiscountamount: 1 }));
  await world.salesperson.call("PATCH", `${api}/salesorders(${id})`, { p2c_processingstatus: ProcessingStatus.Active });
  work.scm.lose = 1;
  const sent = await sync("salesorder", id);
  expect(sent.row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(sent.result.records[0]).toMatchObject({ outcome: "created", lines: [{ outcome: "created" }] });
  expect(await scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${String(order.ordernumber)}'`)).toHaveLength(1);

  for (const step of ["confirm", "ship", "invoice"]) await scmStep(order.ordernumber, step);
  await scmStep(order.ordernumber, "totals");
  work.dataverse.lose = 1;
  await sync("salesorder", id);
  const [header] = await scmRows("ExternallyMaintainedCustomerSalesInvoiceHeaders", `SalesOrderNumber eq '${String(order.ordernumber)}'`);
  work.dataverse.lose = 1;
  expect((await bring(invoicesName, String(header?.InvoiceNumber))).result).toMatchObject({ outcome: "created" });
  const invoices = await world.admin.list<Row>(`${api}/invoices?$filter=_salesorderid_value eq ${id}&$expand=invoice_details($select=invoicedetailid)`);
  expect(invoices).toHaveLength(1);
  expect(invoices[0]?.invoice_details).toHaveLength(1);
  expect(invoices[0]).toMatchObject({ totalamount: header?.TotalInvoiceAmount });
});

test("tax on the header of an order is one line Freight Tax, which follows it", async () => {
  const lamp = await product("OD-T", 100);
  const account = await create("accounts", { name: "Taxed Ltd", accountnumber: "OD-7" });
  await sync("account", account.accountid);
  const { number } = await world.scm.call<Row>("POST", "/_sandbox/scm/orders", { company: "usmf", customer: "OD-7", charges: 20, lines: [{ product: String(lamp.productnumber), quantity: 1 }] });
  await scmStep(number, "confirm");
  await scmStep(number, "totals");
  await bring(ordersBackName, String(number));
  const [header] = await scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq '${String(number)}'`);
  const order = await first(`salesorders?$filter=ordernumber eq '${String(number)}'`);
  expect(Number(header?.OrderHeaderTaxAmount)).toBeGreaterThan(0);
  expect(order).toMatchObject({ totalamount: header?.OrderTotalAmount, totaltax: header?.OrderTotalTaxAmount, freightamount: 20 });
  const taxLines = () => world.admin.list<Row>(`${api}/salesorderdetails?$filter=_salesorderid_value eq ${String(order.salesorderid)} and p2c_ismisctax eq true`);
  expect(await taxLines()).toMatchObject([{ productdescription: "Freight Tax", tax: header?.OrderHeaderTaxAmount, quantity: 1 }]);
  expect((await bring(ordersBackName, String(number))).result).toMatchObject({ outcome: "unchanged" });
  expect(await taxLines()).toHaveLength(1);
});

test("an order of SCM that happens to have the number is not overwritten", async () => {
  const lamp = await product("OD-N", 7);
  const [ours, theirs] = [await create("accounts", { name: "Ours Ltd", accountnumber: "OD-8" }), await create("accounts", { name: "Theirs Ltd", accountnumber: "OD-9" })];
  await sync("account", theirs.accountid);
  const list = await first("pricelevels?$filter=name eq 'Standard USD'");
  const order = await create("salesorders", { name: "Same number", "customerid_account@odata.bind": `/accounts(${String(ours.accountid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})` });
  await create("salesorderdetails", line("salesorderid", "salesorders", order.salesorderid, lamp, 3));
  await world.salesperson.call("PATCH", `${api}/salesorders(${String(order.salesorderid)})`, { p2c_processingstatus: ProcessingStatus.Active });
  await world.scm.call<Row>("POST", "/_sandbox/scm/orders", { company: "usmf", customer: "OD-9", number: order.ordernumber, lines: [{ product: "OD-N", quantity: 1 }] });
  expect((await sync("salesorder", order.salesorderid)).row).toMatchObject({ p2c_errorcode: "scm-record-exists" });
  expect(await scmRows("CDSSalesOrderLines", `SalesOrderNumber eq '${String(order.ordernumber)}'`)).toMatchObject([{ OrderedSalesQuantity: 1 }]);
});

test("what Sales lacks is named", async () => {
  const unit = await first("uoms?$filter=name eq 'day'");
  await world.admin.call("PATCH", `${api}/uoms(${String(unit.uomid)})`, { name: "Day of work" });
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: "OD-U", name: "Unit", price: 1, unit: "day", currency: "USD" });
  await expect(bring(productsName, "OD-U")).rejects.toMatchObject({ code: "unit-missing", params: { value: "day" } });
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: "OD-P", name: "Price", price: 1, unit: "ea", currency: "DKK" });
  await expect(bring(productsName, "OD-P")).rejects.toMatchObject({ code: expect.stringMatching(/currency-missing|price-list-missing/) as unknown, params: { value: "DKK" } });
  await expect(bring(productsName, "NOWHERE")).rejects.toMatchObject({ code: "not-in-scm", params: { value: "NOWHERE", company: "usmf" } });
});

test("a product asked for by its form is brought, and its state says so", async () => {
  const lamp = await product("OD-F", 3);
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: "OD-F", name: "Renamed", price: 4, unit: "ea", currency: "USD" });
  const done = await sync("product", lamp.productid);
  expect(done.result.records).toMatchObject([{ outcome: "updated", written: ["name", "price"], scmKey: "OD-F", company: "usmf" }]);
  expect(done.state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_recordtable: "product" });
  expect(await world.admin.get(`${api}/products(${String(lamp.productid)})`)).toMatchObject({ name: "Renamed", price: 4, _p2c_syncstateid_value: done.state?.p2c_syncstateid });
  expect(await first(`productpricelevels?$filter=_productid_value eq ${String(lamp.productid)}`)).toMatchObject({ amount: 4 });
});

test("two companies with an order of one number are two orders", async () => {
  const item = String((await product("OD-C", 5)).productnumber);
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "frrt", product: item, name: "Product OD-C", price: 5, unit: "ea", currency: "EUR" });
  const [usmf, frrt] = [await create("accounts", { name: "American Ltd", accountnumber: "OD-10" }), await create("accounts", { name: "Française SA", accountnumber: "OD-11" })];
  await sync("account", usmf.accountid);
  expect((await sync("account", frrt.accountid, {}, work.processorOf("frrt"))).state).toMatchObject({ p2c_company: "frrt" });
  for (const [company, customer] of [["usmf", "OD-10"], ["frrt", "OD-11"]]) {
    const site = company === "frrt" ? { site: "1", warehouse: "13" } : {};
    await world.scm.call("POST", "/_sandbox/scm/orders", { company, customer, number: "SAME-1", currency: "USD", lines: [{ product: item, quantity: 1, price: 5, ...site }] });
    for (const step of ["confirm", "totals"]) await world.scm.call("POST", `/_sandbox/scm/orders/${String(company)}/SAME-1/${step}`, {});
    const [header] = await scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq 'SAME-1' and dataAreaId eq '${String(company)}'`);
    const lines = await scmRows("CDSSalesOrderLines", `SalesOrderNumber eq 'SAME-1' and dataAreaId eq '${String(company)}'`);
    const brought = await work.unattended.bring(work.templateOf(ordersBackName), String(company), "SAME-1", { header: header ?? {}, lines }, { correlationId: randomUUID(), guard: () => Promise.resolve(), dryRun: false });
    expect(brought).toMatchObject({ results: [{ outcome: "created", company }] });
  }
  const orders = await world.admin.list<Row>(`${api}/salesorders?$filter=ordernumber eq 'SAME-1'`);
  expect(orders.map((row) => row._customerid_value).sort()).toEqual([usmf.accountid, frrt.accountid].sort());
});

test("a bad line does not hide the good ones, and the order says so", async () => {
  const [good, bad] = [await product("OD-G", 10), await product("OD-X", 10)];
  const account = await create("accounts", { name: "Partly Ltd", accountnumber: "OD-4" });
  const list = await first("pricelevels?$filter=name eq 'Standard USD'");
  const order = await create("salesorders", { name: "Partly", "customerid_account@odata.bind": `/accounts(${String(account.accountid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})` });
  const id = String(order.salesorderid);
  await create("salesorderdetails", line("salesorderid", "salesorders", id, good, 1));
  const broken = await create("salesorderdetails", line("salesorderid", "salesorders", id, bad, 0, { manualdiscountamount: 5 }));
  await world.salesperson.call("PATCH", `${api}/salesorders(${id})`, { p2c_processingstatus: ProcessingStatus.Active });
  const partly = await sync("salesorder", id);
  expect(partly.row).toMatchObject({ p2c_status: RequestStatus.PartlySucceeded, p2c_errorcode: "lines-missing" });
  expect(partly.result.records[0]?.lines).toMatchObject([{ number: 1, outcome: "created" }, { number: 2, outcome: "failed", errorCode: "discount-without-quantity" }]);
  expect(partly.state).toMatchObject({ p2c_status: SyncStatus.NeedsAttention });

  await world.salesperson.call("PATCH", `${api}/salesorderdetails(${String(broken.salesorderdetailid)})`, { quantity: 2 });
  const whole = await sync("salesorder", id);
  expect(whole.row).toMatchObject({ p2c_status: RequestStatus.Succeeded });
  expect(whole.result.records[0]?.lines).toMatchObject([{ outcome: "unchanged" }, { outcome: "created" }]);
});
