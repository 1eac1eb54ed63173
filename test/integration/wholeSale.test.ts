import { ProcessingStatus, RequestStatus } from "../../model/generated/schema";
import { newRecordRequest, type SyncableTable } from "../../model/request";
import { changedColumns, parseLastValues } from "../../model/values";
import { runBackend } from "../../sandbox/compose/backend";
import { createAccount, finished, requestColumns, type Row } from "../support/sync";
import { api, startWorld, type World } from "../support/world";

// A whole sale through both systems: what stands on one side must stand on the other, to the cent, at every step.
let world: World;
beforeAll(async () => {
  world = await startWorld({ demo: true });
});
afterAll(() => world.close());

/** Sync now on a record, as its form does it, to the end. */
async function syncRecord(table: SyncableTable, id: string): Promise<Row> {
  const made = await world.salesperson.call<Row>("POST", `${api}/p2c_syncrequests?$select=p2c_syncrequestid`, newRecordRequest(table, id, table), { prefer: "return=representation" });
  return finished(world, String(made.p2c_syncrequestid), 30);
}

async function run(...args: string[]): Promise<string> {
  const { code, output } = await runBackend(["run", ...args], world.backendOptions);
  if (code !== 0) throw new Error(output);
  return output;
}

const scmStep = (number: string, step: string, body: object = {}): Promise<Row> => world.scm.call("POST", `/_sandbox/scm/orders/usmf/${number}/${step}`, body);
const scmOrder = async (number: string): Promise<Row> => {
  const [row] = await world.scm.list(`/data/CDSSalesOrderHeaders?cross-company=true&$filter=SalesOrderNumber eq '${number}'`);
  if (!row) throw new Error(`No order ${number} in SCM`);
  return row;
};
const create = async (set: string, row: Row): Promise<Row> => world.salesperson.call<Row>("POST", `${api}/${set}`, row, { prefer: "return=representation" });
const first = async (path: string): Promise<Row> => {
  const [row] = await world.admin.list<Row>(`${api}/${path}`);
  if (!row) throw new Error(`Nothing at ${path}`);
  return row;
};

async function release(number: string, price: number): Promise<Row> {
  await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: number, name: `Product ${number}`, price, unit: "ea", currency: "USD" });
  await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: number, site: "1", warehouse: "13", quantity: 100 });
  await run("Products (Fin and Ops to Sales) - Direct");
  return first(`products?$filter=productnumber eq '${number}'&$expand=defaultuomid($select=name)`);
}

test("product, account, contact, quote, order, fulfilment, invoice", async () => {
  const lamp = await release("LAMP-1", 19.99);
  const desk = await release("DESK-1", 349.5);
  expect(lamp).toMatchObject({ name: "Product LAMP-1", price: 19.99, p2c_ismaintainedexternally: true, statecode: 0 });
  const item = await first(`productpricelevels?$filter=_productid_value eq ${String(lamp.productid)}&$expand=pricelevelid($select=name)`);
  expect(item).toMatchObject({ amount: 19.99, _uomid_value: lamp._defaultuomid_value });

  const accountId = await createAccount(world.salesperson, { name: "Whole Sale Inc.", accountnumber: "WS-1", address1_country: "USA" });
  const contact = await create("contacts", { firstname: "Ada", lastname: "Buyer", "parentcustomerid_account@odata.bind": `/accounts(${accountId})` });
  const priceList = await first("pricelevels?$filter=name eq 'Standard USD'");
  const document = { name: "Lamps and desks", "customerid_account@odata.bind": `/accounts(${accountId})`, "pricelevelid@odata.bind": `/pricelevels(${String(priceList.pricelevelid)})`, requestdeliveryby: "2027-01-15", shipto_country: "USA" };

  const quote = await create("quotes", document);
  await create("quotedetails", line("quoteid", "quotes", quote.quoteid, lamp, 3, { manualdiscountamount: 10 }));
  await world.salesperson.call("PATCH", `${api}/quotes(${String(quote.quoteid)})`, { statecode: 1, statuscode: 2 });
  expect(await syncRecord("quote", String(quote.quoteid))).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  const [quotation] = await world.scm.list<Row>(`/data/CDSSalesQuotationHeaders?cross-company=true&$filter=SalesQuotationNumber eq '${String(quote.quotenumber)}'`);
  expect(quotation).toMatchObject({ RequestingCustomerAccountNumber: "WS-1", CurrencyCode: "USD" });

  const order = await create("salesorders", document);
  const orderId = String(order.salesorderid);
  const number = String(order.ordernumber);
  await create("salesorderdetails", line("salesorderid", "salesorders", orderId, lamp, 3, { manualdiscountamount: 10 }));
  await create("salesorderdetails", line("salesorderid", "salesorders", orderId, desk, 2, {}));
  await activate(orderId);
  const sent = await syncRecord("salesorder", orderId);
  expect(sent).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  const lines = await world.scm.list<Row>(`/data/CDSSalesOrderLines?cross-company=true&$filter=SalesOrderNumber eq '${number}'&$orderby=LineCreationSequenceNumber`);
  expect(lines).toMatchObject([{ ProductNumber: "LAMP-1", OrderedSalesQuantity: 3, SalesPrice: 19.99, LineDiscountAmount: 3.33, FixedPriceCharges: -0.01 }, { ProductNumber: "DESK-1", OrderedSalesQuantity: 2 }]);
  expect(await scmOrder(number)).toMatchObject({ OrderingCustomerAccountNumber: "WS-1", SalesOrderProcessingStatus: "Active" });

  for (const [step, status] of [["confirm", ProcessingStatus.Confirmed], ["pick", ProcessingStatus.Picked], ["ship", ProcessingStatus.Shipped]] as const) {
    await scmStep(number, step);
    await scmStep(number, "totals");
    expect(await syncRecord("salesorder", orderId)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
    const back = await world.admin.get<Row>(`${api}/salesorders(${orderId})`);
    expect(back).toMatchObject({ p2c_processingstatus: status, statecode: 0 });
    expect(Number(back.totalamount)).toBe(Number((await scmOrder(number)).OrderTotalAmount));
  }

  const { invoice: invoiceNumber } = await scmStep(number, "invoice");
  await scmStep(number, "totals");
  await run("Sales Invoices (Fin and Ops to Sales) - Direct");
  const invoice = await first(`invoices?$filter=invoicenumber eq '${String(invoiceNumber)}'`);
  const [scmInvoice] = await world.scm.list<Row>(`/data/ExternallyMaintainedCustomerSalesInvoiceHeaders?cross-company=true&$filter=InvoiceNumber eq '${String(invoiceNumber)}'`);
  expect(Number(invoice.totalamount)).toBe(Number(scmInvoice?.TotalInvoiceAmount));
  const finalOrder = await world.admin.get<Row>(`${api}/salesorders(${orderId})`);
  expect(invoice).toMatchObject({ _salesorderid_value: orderId, _ownerid_value: finalOrder._ownerid_value });
  expect(finalOrder).toMatchObject({ statecode: 4, p2c_processingstatus: ProcessingStatus.Invoiced });
  // What the form compares the order with agrees, so that it does not show as changed.
  const remembered = await first(`p2c_syncstates?$filter=p2c_recordid eq '${orderId}'`);
  const lastValues = parseLastValues(String(remembered.p2c_lastvalues)) ?? {};
  expect(lastValues).toMatchObject({ p2c_processingstatus: String(ProcessingStatus.Invoiced) });
  expect(changedColumns(lastValues, finalOrder)).toEqual([]);
  expect(JSON.parse(String(remembered.p2c_targetvalues))).toMatchObject({ p2c_processingstatus: String(ProcessingStatus.Invoiced) });
  expect(await world.admin.list(`${api}/invoicedetails?$filter=_invoiceid_value eq ${String(invoice.invoiceid)}`)).toHaveLength(2);

  expect(await world.admin.get(`${api}/contacts(${String(contact.contactid)})`)).toMatchObject({ p2c_contactnumber: expect.stringMatching(/^CON-\d{5}-/) as unknown });
}, 120_000);

function line(parent: string, set: string, id: unknown, product: Row, quantity: number, more: Row): Row {
  return {
    [`${parent}@odata.bind`]: `/${set}(${String(id)})`, "productid@odata.bind": `/products(${String(product.productid)})`,
    "uomid@odata.bind": `/uoms(${String(product._defaultuomid_value)})`, quantity, p2c_ismaintainedexternally: true, ...more,
  };
}

/** What the Activate button does. */
async function activate(orderId: string): Promise<void> {
  await world.salesperson.call("PATCH", `${api}/salesorders(${orderId})`, { p2c_processingstatus: ProcessingStatus.Active });
  for (const row of await world.admin.list<Row>(`${api}/salesorderdetails?$select=salesorderdetailid&$filter=_salesorderid_value eq ${orderId}`))
    await world.salesperson.call("PATCH", `${api}/salesorderdetails(${String(row.salesorderdetailid)})`, { p2c_orderissubmitted: true });
}
