import type { Browser, Locator, Page } from "playwright-core";
import { priceListIds, unitIds } from "../../sandbox/data/catalogue";
import { currencyIds } from "../../sandbox/data/currencies";
import { ids } from "../../sandbox/data/ids";
import { dayAfter } from "../../sandbox/scm/rules/projection";
import { axeFindings, launch, shot, visitor, type VisitOptions } from "../support/browser";
import { customerIdOf, customerRows, productIdOf, type LoadRow } from "../support/orders";
import { startWorld, type World } from "../support/world";

let world: World;
let browser: Browser;
const accountId = customerIdOf(0);

/** Days from today until an invoice is due, its amount, currency and state. */
const invoices: [number: string, dueIn: number | undefined, amount: number, currency: "USD" | "JPY", state?: [number, number]][] = [
  ["CIV-1001", 14, 1250.4, "USD"], ["CIV-1002", -12, 349.5, "USD"], ["CIV-1003", -45, 980.1, "USD"], ["CIV-1004", -75, 120, "USD"], ["CIV-1005", -200, 2410.25, "USD"],
  ["CIV-1006", undefined, 75, "USD"], ["CIV-1007", -300, 5000, "USD", [2, 100001]], ["CIV-2001", -3, 48000, "JPY"],
];
const invoiceIdOf = (n: number) => `f0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function* invoiceRows(today: string): Generator<LoadRow> {
  const to = (table: string, id: string) => ({ table, id });
  for (const [n, [number, dueIn, amount, currency, [state, status] = [0, 4]]] of invoices.entries()) {
    const money = { transactioncurrencyid: to("transactioncurrency", currencyIds[currency]) };
    yield { table: "invoice", row: {
      invoiceid: invoiceIdOf(n), invoicenumber: number, name: number, customerid: to("account", accountId), pricelevelid: to("pricelevel", priceListIds[currency]), ...money,
      ownerid: to("systemuser", ids.users.sales), totalamount: amount, statecode: state, statuscode: status, p2c_invoicedate: dayAfter(today, (dueIn ?? 0) - 30), ...(dueIn === undefined ? {} : { duedate: dayAfter(today, dueIn) }),
    } };
    yield { table: "invoicedetail", row: {
      invoicedetailid: invoiceIdOf(n).replace(/^f/, "e"), invoiceid: to("invoice", invoiceIdOf(n)), productid: to("product", productIdOf(0)), uomid: to("uom", unitIds["ea"] ?? ""), ...money,
      ownerid: to("systemuser", ids.users.sales), quantity: 1, priceperunit: amount, extendedamount: amount, sequencenumber: 1,
    } };
  }
}

beforeAll(async () => {
  world = await startWorld({ demo: true, backend: false });
  browser = await launch();
  await world.admin.load(customerRows(2));
  await world.admin.load(invoiceRows(new Date().toISOString().slice(0, 10)));
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const words = { 1033: { tab: "Supply Chain", card: "Invoices" }, 1036: { tab: "Chaîne logistique", card: "Factures" } } as const;

async function openAccount(options: VisitOptions = {}, conditions = "", id = accountId, table = "account"): Promise<{ page: Page; card: Locator; problems: string[] }> {
  const { page, problems } = await visitor(browser, world.salesUrl, options);
  const w = words[options.language ?? 1033];
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}${conditions}`);
  await page.getByRole("tab", { name: w.tab }).click();
  return { page, card: page.getByRole("group", { name: w.card, exact: true }), problems };
}

test("invoices of a contact, and their order by choice", async () => {
  const { contactid } = await world.salesperson.call<{ contactid: string }>("POST", "/api/data/v9.2/contacts?$select=contactid", { firstname: "Ida", lastname: "Invoiced" }, { prefer: "return=representation" });
  const today = new Date().toISOString().slice(0, 10);
  const to = (table: string, id: string) => ({ table, id });
  await world.admin.load([["CON-1", -1, 10], ["CON-2", -40, 20]].map(([number, dueIn, amount], n) => ({ table: "invoice", row: {
    invoiceid: invoiceIdOf(100 + n), invoicenumber: number, name: number, customerid: to("contact", contactid), pricelevelid: to("pricelevel", priceListIds.USD), transactioncurrencyid: to("transactioncurrency", currencyIds.USD),
    ownerid: to("systemuser", ids.users.sales), totalamount: amount, p2c_invoicedate: dayAfter(today, -60 + n), duedate: dayAfter(today, Number(dueIn)),
  } })));
  const { page, card, problems } = await openAccount({}, "", contactid, "contact");
  const numbers = card.getByTitle("Opens the invoice");
  await numbers.nth(1).waitFor();
  await card.getByRole("combobox", { name: "Order" }).selectOption({ label: "Longest overdue first" });
  expect(await numbers.allTextContents()).toEqual(["CON-2", "CON-1"]);
  await card.getByText("40 days overdue").waitFor();
  await card.getByRole("combobox", { name: "Order" }).scrollIntoViewIfNeeded();
  await shot(page, "invoices-contact");
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

const textOf = async (locator: Locator) => ((await locator.textContent()) ?? "").replace(/\u00a0/g, " ");

test("open, overdue and how old, each currency for itself; lines on expanding; the number opens the invoice", async () => {
  const { page, card, problems } = await openAccount();
  const dollars = card.getByRole("group", { name: "In US Dollar (USD)" });
  await dollars.waitFor();
  expect(await textOf(dollars)).toContain("Open$5,185.256 invoices");
  expect(await textOf(dollars)).toContain("Overdue$3,859.854 invoices");
  expect(await dollars.getByRole("listitem").allTextContents()).toEqual([
    "Not due: $1,250.401 invoice", "1–30 days: $349.501 invoice", "31–60 days: $980.101 invoice", "61–90 days: $120.001 invoice", "Over 90 days: $2,410.251 invoice", "No due date: $75.001 invoice",
  ]);
  expect(await textOf(card.getByRole("group", { name: "In Yen (JPY)" }))).toContain("¥48,000");
  await card.getByText("12 days overdue").waitFor();
  await shot(page, "invoices");
  expect(await axeFindings(page, "main")).toEqual([]);

  await card.getByRole("button", { name: "Lines of CIV-1002" }).click();
  await card.getByText("Product B0001").waitFor();
  await card.getByRole("list", { name: "Lines of CIV-1002" }).scrollIntoViewIfNeeded();
  await shot(page, "invoices-lines");
  expect(await axeFindings(page, "main")).toEqual([]);

  await card.getByRole("button", { name: "CIV-1002", exact: true }).click();
  await page.waitForURL(/etn=invoice/);
  expect(page.url()).toContain(invoiceIdOf(1));
  expect(problems).toEqual([]);
}, 60_000);

test("an account without invoices says so", async () => {
  const { page, card } = await openAccount({}, "", customerIdOf(1));
  await card.getByText("There are no invoices.").waitFor();
  expect(await axeFindings(page, "main")).toEqual([]);
  await page.context().close();
});

test("an amount that column security hides is said, not taken for nothing", async () => {
  const { page, card } = await openAccount({}, "&sandbox-secured=invoice.totalamount");
  await card.getByText(/have no amount that you may read/).waitFor();
  await card.getByText("Amount not readable").first().waitFor();
  await shot(page, "invoices-masked");
});

test.each<[name: string, options: VisitOptions, conditions: string]>([
  ["dark", { theme: "dark" }, ""], ["contrast", { theme: "contrast" }, ""], ["320", { width: 320 }, ""], ["rtl", {}, "&sandbox-rtl=1"], ["french", { language: 1036 }, ""],
])("looks: %s", async (name, options, conditions) => {
  const { page, card } = await openAccount(options, conditions);
  await card.getByRole("list").first().waitFor();
  await card.scrollIntoViewIfNeeded();
  await card.getByText(/48.000/).first().waitFor();
  await card.screenshot({ path: `artifacts/screenshots/invoices-${name}.png` });
  expect(await card.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  expect(await axeFindings(page, "main")).toEqual([]);
  await page.context().close();
});
