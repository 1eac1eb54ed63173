import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { ProcessingStatus } from "../../model/generated/schema";
import { runBackend } from "../../sandbox/compose/backend";
import type { Row } from "../support/sync";
import { api, type World } from "../support/world";

/** One product of a products file in Northwind's shape. */
interface ProductRow { productID: string; productName: string; unitPrice: string; unitsInStock: string }

/** Draws whole numbers from 0 below a limit, the same ones each time. */
function generator(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** What came of the sales: how many documents, and every total that does not agree on both sides. */
export interface SalesReport { products: number; quotes: number; orders: number; invoices: number; off: string[] }

/**
 * Sells the products of a file to the accounts that are customers in SCM: quotes and orders with random lines and
 * discounts go out, are charged freight, confirmed, picked, shipped and invoiced, and come back.
 */
export async function sellProducts(world: World, productsPath: string, documents: number): Promise<SalesReport> {
  const products = await releaseProducts(world, productsPath);
  await run(world, "Products (Fin and Ops to Sales) - Direct");
  const sales = await world.admin.list<Row>(`${api}/products?$select=productid,productnumber,price,_defaultuomid_value&$filter=p2c_ismaintainedexternally eq true`);
  const customers = new Set((await world.scm.list<Row>("/data/CustomersV3?cross-company=true&$select=CustomerAccount")).map((row) => row.CustomerAccount));
  const accounts = (await world.admin.list<Row>(`${api}/accounts?$select=accountid,accountnumber`)).filter((row) => customers.has(row.accountnumber));
  const [priceList] = await world.admin.list<Row>(`${api}/pricelevels?$filter=name eq 'Standard USD'`);
  const draw = generator(20240229);
  const made = { quote: [] as string[], salesorder: [] as string[] };
  for (let n = 0; n < documents; n++) {
    const table = n % 3 === 0 ? "quote" : "salesorder";
    const account = accounts[draw(accounts.length)];
    if (!account || !priceList) throw new Error("There are no customers or there is no price list to sell on.");
    made[table].push(await makeDocument(world, table, String(account.accountid), String(priceList.pricelevelid), sales, draw));
  }
  await run(world, "Sales Quotes (Sales to Fin and Ops) - Direct");
  await run(world, "Sales Orders (Sales to Fin and Ops) - Direct");
  const numbers: string[] = [];
  for (const id of made.salesorder) numbers.push(String((await world.admin.get<Row>(`${api}/salesorders(${id})?$select=ordernumber`)).ordernumber));
  for (const number of numbers) {
    await step(world, number, "charges", { charges: draw(5000) / 100 });
    for (const name of ["confirm", "pick", "ship"]) await step(world, number, name);
  }
  await world.scm.call("POST", "/_sandbox/scm/totals", {});
  await run(world, "Sales Orders (Fin and Ops to Sales) - Direct");
  const off = await compareOrders(world, numbers);
  const invoices: string[] = [];
  for (const number of numbers) invoices.push(String((await step(world, number, "invoice")).invoice));
  await world.scm.call("POST", "/_sandbox/scm/totals", {});
  await run(world, "Sales Invoices (Fin and Ops to Sales) - Direct");
  off.push(...(await compareInvoices(world, invoices)));
  return { products: sales.length === products ? products : sales.length, quotes: made.quote.length, orders: numbers.length, invoices: invoices.length, off };
}

async function run(world: World, template: string): Promise<void> {
  const { code, output } = await runBackend(["run", template], world.backendOptions);
  console.log(`  | ${output.trim().split("\n").slice(-3).join(" · ")}`);
  if (code === 2) throw new Error(output);
}

const step = (world: World, number: string, name: string, body: object = {}): Promise<Row> =>
  world.scm.call("POST", `/_sandbox/scm/orders/usmf/${encodeURIComponent(number)}/${name}`, body);

async function releaseProducts(world: World, path: string): Promise<number> {
  const rows = parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true }) as unknown as ProductRow[];
  for (const row of rows) {
    const product = `NW-${row.productID}`;
    await world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product, name: row.productName, price: Number(row.unitPrice), unit: "ea", currency: "USD", site: "1", warehouse: "13" });
    await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: product, site: "1", warehouse: "13", quantity: Number(row.unitsInStock) + 10_000 });
  }
  return rows.length;
}

async function makeDocument(world: World, table: "quote" | "salesorder", accountId: string, priceListId: string, products: readonly Row[], draw: (limit: number) => number): Promise<string> {
  const isQuote = table === "quote";
  const set = isQuote ? "quotes" : "salesorders";
  const header = await world.salesperson.call<Row>("POST", `${api}/${set}`, {
    name: "Random", "customerid_account@odata.bind": `/accounts(${accountId})`, "pricelevelid@odata.bind": `/pricelevels(${priceListId})`, requestdeliveryby: "2027-03-01",
  }, { prefer: "return=representation" });
  const id = String(header[`${table}id`]);
  const lines: string[] = [];
  for (let n = 0; n <= draw(5); n++) {
    const product = products[draw(products.length)];
    if (!product) continue;
    const quantity = 1 + draw(20);
    const row = await world.salesperson.call<Row>("POST", `${api}/${isQuote ? "quotedetails" : "salesorderdetails"}`, {
      [`${table}id@odata.bind`]: `/${set}(${id})`, "productid@odata.bind": `/products(${String(product.productid)})`, "uomid@odata.bind": `/uoms(${String(product._defaultuomid_value)})`,
      quantity, manualdiscountamount: draw(Math.floor(Number(product.price) * quantity * 30)) / 100, p2c_ismaintainedexternally: true,
    }, { prefer: "return=representation" });
    lines.push(String(row[`${isQuote ? "quotedetail" : "salesorderdetail"}id`]));
  }
  if (isQuote) await world.salesperson.call("PATCH", `${api}/quotes(${id})`, { statecode: 1, statuscode: 2 });
  else {
    for (const line of lines) await world.salesperson.call("PATCH", `${api}/salesorderdetails(${line})`, { p2c_orderissubmitted: true });
    await world.salesperson.call("PATCH", `${api}/salesorders(${id})`, { p2c_processingstatus: ProcessingStatus.Active });
  }
  return id;
}

async function compareOrders(world: World, numbers: readonly string[]): Promise<string[]> {
  const off: string[] = [];
  const there = new Map((await world.scm.list<Row>("/data/CDSSalesOrderHeaders?cross-company=true")).map((row) => [String(row.SalesOrderNumber), row]));
  for (const row of await world.admin.list<Row>(`${api}/salesorders?$select=ordernumber,totalamount,p2c_processingstatus`)) {
    const number = String(row.ordernumber);
    const order = there.get(number);
    if (!numbers.includes(number)) continue;
    if (Number(row.totalamount) !== Number(order?.OrderTotalAmount)) off.push(`order ${number}: ${String(row.totalamount)} in Sales, ${String(order?.OrderTotalAmount)} in SCM`);
    if (row.p2c_processingstatus !== ProcessingStatus.Shipped) off.push(`order ${number}: processing status ${String(row.p2c_processingstatus)}`);
  }
  return off;
}

async function compareInvoices(world: World, numbers: readonly string[]): Promise<string[]> {
  const off: string[] = [];
  const there = new Map((await world.scm.list<Row>("/data/ExternallyMaintainedCustomerSalesInvoiceHeaders?cross-company=true")).map((row) => [String(row.InvoiceNumber), row]));
  const here = new Map((await world.admin.list<Row>(`${api}/invoices?$select=invoicenumber,totalamount&$expand=salesorderid($select=statecode)`)).map((row) => [String(row.invoicenumber), row]));
  for (const number of numbers) {
    const row = here.get(number);
    const invoice = there.get(number);
    if (!row) off.push(`invoice ${number} is not in Sales`);
    else if (Number(row.totalamount) !== Number(invoice?.TotalInvoiceAmount)) off.push(`invoice ${number}: ${String(row.totalamount)} in Sales, ${String(invoice?.TotalInvoiceAmount)} in SCM`);
    else if ((row.salesorderid as Row | null)?.statecode !== 4) off.push(`invoice ${number}: its order is not Invoiced`);
  }
  return off;
}
