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

const documents = [
  ["quotes", "quotedetails", "quoteid"], ["salesorders", "salesorderdetails", "salesorderid"], ["invoices", "invoicedetails", "invoiceid"],
] as const;

async function read(path: string): Promise<Record<string, unknown>> {
  return (await server.admin("GET", path)).json;
}

describe.each(documents)("%s", (set, lines, parent) => {
  const newHeader = (values: Record<string, unknown> = {}) => created(server.salesperson, set, header(catalogue, values));
  const newLine = (id: string, values: Record<string, unknown> = {}) =>
    created(server.salesperson, lines, line(catalogue, { [`${parent}@odata.bind`]: `/${set}(${id})`, ...values }));
  const totals = async (id: string) => {
    const row = await read(`${set}(${id})`);
    return [row.totallineitemamount, row.totallineitemdiscountamount, row.totaldiscountamount, row.totalamountlessfreight, row.totaltax, row.totalamount];
  };

  test("totals follow every change of lines and header", async () => {
    const id = await newHeader({ freightamount: 7, discountamount: 1, totalamount: 999 });
    expect(await totals(id)).toEqual([0, 0, 1, -1, 0, 6]);
    const first = await newLine(id, { quantity: 3, manualdiscountamount: 2.5, tax: 1.25, extendedamount: 500 });
    expect(await read(`${lines}(${first})`)).toMatchObject({
      priceperunit: 10, baseamount: 30, extendedamount: 28.75, volumediscountamount: 0, pricingerrorcode: 0, lineitemnumber: 1, sequencenumber: 1,
      [`${lines.slice(0, -1)}name`]: "Ski boot", productname: "Ski boot", productnumber: "BOOT-1",
    });
    expect(await totals(id)).toEqual([27.5, 2.5, 3.5, 26.5, 1.25, 34.75]);
    const second = await newLine(id, { lineitemnumber: 7 });
    expect(await read(`${lines}(${second})`)).toMatchObject({ lineitemnumber: 7, sequencenumber: 2 });
    expect(await totals(id)).toEqual([37.5, 2.5, 3.5, 36.5, 1.25, 44.75]);
    await done(server.salesperson, "PATCH", `${lines}(${first})`, { quantity: 1 });
    await done(server.salesperson, "PATCH", `${set}(${id})`, { discountpercentage: 10, discountamount: null });
    expect(await totals(id)).toEqual([17.5, 2.5, 4.25, 15.75, 1.25, 24]);
    await done(server.salesperson, "DELETE", `${lines}(${second})`);
    expect(await totals(id)).toEqual([7.5, 2.5, 3.25, 6.75, 1.25, 15]);
  });

  test("a header and its lines arrive in one request", async () => {
    const collection = { quotes: "quote_details", salesorders: "order_details", invoices: "invoice_details" }[set];
    const id = await newHeader({ [collection]: [line(catalogue, { quantity: 2 }), line(catalogue, { quantity: 0.5 })] });
    expect((await totals(id)).at(-1)).toBe(25);
    expect(((await read(`${set}(${id})/${collection}?$select=lineitemnumber&$orderby=lineitemnumber`)).value as Record<string, unknown>[]).map((row) => row.lineitemnumber)).toEqual([1, 2]);
  });

  test("a price of one's own needs the override; without it the price list's counts", async () => {
    const id = await newHeader();
    const plain = await newLine(id, { priceperunit: 3 });
    const own = await newLine(id, { priceperunit: 3, ispriceoverridden: true });
    expect((await read(`${lines}(${plain})`)).priceperunit).toBe(10);
    expect((await read(`${lines}(${own})`)).priceperunit).toBe(3);
    expect((await totals(id)).at(-1)).toBe(13);
  });

  test("a write-in has a description and a price, no product and no unit", async () => {
    const id = await newHeader();
    const bind = { [`${parent}@odata.bind`]: `/${set}(${id})` };
    const writeIn = { ...bind, quantity: 1, isproductoverridden: true, productdescription: "Freight Tax", priceperunit: 0, tax: 4.2 };
    const lineId = await created(server.salesperson, lines, writeIn);
    expect(await read(`${lines}(${lineId})`)).toMatchObject({ [`${lines.slice(0, -1)}name`]: "Freight Tax", extendedamount: 4.2, baseamount: 0, pricingerrorcode: 0 });
    expect((await totals(id)).at(-1)).toBe(4.2);
    expect((await server.salesperson("POST", lines, { ...bind, quantity: 1, productdescription: "Freight Tax" })).message).toBe("The product id is missing.");
    expect((await server.salesperson("POST", lines, { ...writeIn, "uomid@odata.bind": `/uoms(${catalogue.unitId})` })).code).toBe("0x80043afa");
    expect((await server.salesperson("POST", lines, { ...writeIn, "productid@odata.bind": `/products(${catalogue.productId})` })).code).toBe("0x80043afb");
  });

  test("a missing price shows in the line and in the header", async () => {
    const id = await newHeader({ "pricelevelid@odata.bind": null });
    const lineId = await newLine(id);
    expect(await read(`${lines}(${lineId})`)).toMatchObject({ pricingerrorcode: 2, extendedamount: 0 });
    expect((await read(`${set}(${id})`)).pricingerrorcode).toBe(1);
    await done(server.salesperson, "PATCH", `${set}(${id})`, { "pricelevelid@odata.bind": `/pricelevels(${catalogue.priceListId})` });
    expect(await read(`${lines}(${lineId})`)).toMatchObject({ pricingerrorcode: 0, extendedamount: 10 });
    expect(await read(`${set}(${id})`)).toMatchObject({ pricingerrorcode: 0, totalamount: 10 });
  });

  test("skippricecalculation leaves a line, or the totals, as they come", async () => {
    const id = await newHeader();
    const lineId = await newLine(id, { skippricecalculation: 1, priceperunit: 3 });
    expect(await read(`${lines}(${lineId})`)).toMatchObject({ priceperunit: 3, extendedamount: null });
    await done(server.salesperson, "PATCH", `${lines}(${lineId})`, { skippricecalculation: 3, extendedamount: 8 });
    expect((await totals(id)).at(-1)).toBe(8);
    await done(server.salesperson, "PATCH", `${set}(${id})`, { skippricecalculation: 1, totalamount: 123.45 });
    await newLine(id);
    expect((await totals(id)).at(-1)).toBe(123.45);
    await done(server.salesperson, "PATCH", `${set}(${id})`, { skippricecalculation: 0 });
    expect((await totals(id)).at(-1)).toBe(18);
    await done(server.admin, "POST", "RecalculatePrice", { entityLogicalName: set.slice(0, -1), entityId: id });
    expect((await totals(id)).at(-1)).toBe(20);
  });

  test("amounts are rounded to the currency's decimals", async () => {
    const yen = await created(server.admin, "transactioncurrencies", { currencyname: "Yen", isocurrencycode: `J${set.slice(0, 2)}`, currencysymbol: "¥", currencyprecision: 0, exchangerate: 150 });
    const list = await created(server.admin, "pricelevels", { name: "Standard JPY", "transactioncurrencyid@odata.bind": `/transactioncurrencies(${yen})` });
    const mismatch = await server.salesperson("POST", set, header(catalogue, { "transactioncurrencyid@odata.bind": `/transactioncurrencies(${yen})` }));
    expect([mismatch.status, mismatch.code]).toEqual([400, "0x80048cf5"]);
    const id = await newHeader({ "transactioncurrencyid@odata.bind": `/transactioncurrencies(${yen})`, "pricelevelid@odata.bind": `/pricelevels(${list})` });
    const lineId = await newLine(id, { quantity: 3, ispriceoverridden: true, priceperunit: 10.55, tax: 0.5 });
    expect(await read(`${lines}(${lineId})`)).toMatchObject({ priceperunit: 10.55, baseamount: 32, tax: 1, extendedamount: 33, _transactioncurrencyid_value: yen });
    expect((await totals(id)).at(-1)).toBe(33);
  });
});

test("with system pricing off nothing is calculated", async () => {
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { oobpricecalculationenabled: false });
  const id = await created(server.admin, "salesorders", header(catalogue));
  const lineId = await created(server.admin, "salesorderdetails", line(catalogue, { "salesorderid@odata.bind": `/salesorders(${id})`, priceperunit: 4 }));
  expect(await read(`salesorderdetails(${lineId})`)).toMatchObject({ priceperunit: 4, baseamount: null, extendedamount: null });
  expect((await read(`salesorders(${id})`)).totalamount).toBeNull();
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { oobpricecalculationenabled: true });
  await done(server.admin, "PATCH", `salesorderdetails(${lineId})`, { quantity: 2 });
  expect((await read(`salesorders(${id})`)).totalamount).toBe(20);
});

test("a discount per unit counts once for each unit", async () => {
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { discountcalculationmethod: 1 });
  const id = await created(server.admin, "quotes", header(catalogue, { quote_details: [line(catalogue, { quantity: 4, manualdiscountamount: 1.5 })] }));
  expect(await read(`quotes(${id})`)).toMatchObject({ totallineitemamount: 34, totallineitemdiscountamount: 6, totalamount: 34 });
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { discountcalculationmethod: 0 });
});

test("locked prices stay when the price list changes", async () => {
  const id = await created(server.admin, "salesorders", header(catalogue, { order_details: [line(catalogue)] }));
  const [lineRow] = (await read(`salesorders(${id})/order_details`)).value as { salesorderdetailid: string }[];
  await done(server.admin, "POST", `salesorders(${id})/Microsoft.Dynamics.CRM.LockSalesOrderPricing`);
  const [item] = (await read(`productpricelevels?$filter=_productid_value eq ${catalogue.productId}`)).value as { productpricelevelid: string }[];
  await done(server.admin, "PATCH", `productpricelevels(${item?.productpricelevelid})`, { amount: 12 });
  await done(server.admin, "PATCH", `salesorderdetails(${lineRow?.salesorderdetailid})`, { quantity: 2, priceperunit: 99 });
  expect(await read(`salesorderdetails(${lineRow?.salesorderdetailid})`)).toMatchObject({ priceperunit: 10, extendedamount: 20, salesorderispricelocked: true });
  await done(server.admin, "POST", `salesorders(${id})/Microsoft.Dynamics.CRM.UnlockSalesOrderPricing`);
  await done(server.admin, "PATCH", `salesorderdetails(${lineRow?.salesorderdetailid})`, { quantity: 2 });
  expect((await read(`salesorders(${id})`)).totalamount).toBe(24);
  await done(server.admin, "PATCH", `productpricelevels(${item?.productpricelevelid})`, { amount: 10 });
});
