import type { Browser, Page } from "playwright-core";
import { launch, shot, visitor } from "../support/browser";
import { api, startWorld, type World } from "../support/world";

type Row = Record<string, unknown>;

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await startWorld({ demo: true });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const one = async (path: string): Promise<Row> => (await world.admin.list<Row>(`${api}/${path}`))[0] ?? {};
const idOf = async (set: string, key: string, query = ""): Promise<string> => String((await one(`${set}?$select=${key}&$top=1${query}`))[key]);
/** The demo's draft order: one line with a product of Sales alone. */
const draftOrder = () => idOf("salesorders", "salesorderid", "&$filter=name eq 'Vouchers for the summer raffle'");

async function open(table: string, id: string): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await visitor(browser, world.salesUrl);
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`);
  await page.getByRole("tab", { name: "Supply Chain" }).waitFor();
  return { page, problems };
}
const command = (page: Page, name: string) => page.getByRole("menuitem", { name, exact: true });

test.each<[string, string, string, string[]]>([
  ["account", "accounts", "", ["Not linked", "There are no invoices."]],
  ["contact", "contacts", "", ["Not linked", "There are no invoices."]],
  ["product", "products", "", ["Not linked", "Stock"]],
  ["quote", "quotes", "", ["Not linked", "Stock for the lines", "Only short lines"]],
  ["salesorder", "salesorders", "&$filter=name eq 'Vouchers for the summer raffle'", ["Step 1 of 6", "Not linked", "1 line unknown", "There are no invoices."]],
])("%s: the tab shows its controls", async (table, set, query, texts) => {
  const { page, problems } = await open(table, await idOf(set, `${table}id`, query));
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  for (const text of texts) await page.getByText(text, { exact: true }).filter({ visible: true }).first().waitFor();
  await shot(page, `form-${table}`);
  expect(problems).toEqual([]);
});

test("a draft order: Sync now says to activate, Activate names the line, and the standard buttons of SCM's business are gone", async () => {
  const { page, problems } = await open("salesorder", await draftOrder());
  for (const name of ["Create Invoice", "Submit Order", "Get Products", "Look Up Address"]) expect(await command(page, name).count()).toBe(0);
  await command(page, "Sync now").click();
  await page.getByText("Nothing was sent yet. Press Activate").waitFor();
  expect(await world.admin.list(`${api}/p2c_syncrequests?$select=p2c_syncrequestid`)).toEqual([]);
  await command(page, "Activate").click();
  await page.getByText("1 of its lines hold no product of Supply Chain Management: Gift voucher 50: product of Sales only.").waitFor();
  await shot(page, "order-not-activated");
  expect(problems).toEqual([]);
});

test("with products of SCM it is activated; then it and its line are read-only and its buttons gone", async () => {
  const order = await draftOrder();
  const line = await one(`salesorderdetails?$select=salesorderdetailid,_productid_value&$filter=_salesorderid_value eq ${order}`);
  await world.admin.call("PATCH", `${api}/products(${String(line["_productid_value"])})`, { p2c_ismaintainedexternally: true });
  const { page, problems } = await open("salesorder", order);
  await command(page, "Activate").click();
  await page.getByText("The order is active: from here on it is changed in Supply Chain Management. It is read-only here.").first().waitFor();
  await command(page, "Cancel Order").waitFor({ state: "detached" });
  for (const name of ["Activate", "Recalculate"]) expect(await command(page, name).count()).toBe(0);
  await shot(page, "order-active");
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=salesorderdetail&id=${String(line["salesorderdetailid"])}`);
  await page.getByText("The order is active: from here on it is changed in Supply Chain Management. It is read-only here.").waitFor();
  expect(await page.getByLabel("Quantity", { exact: true }).first().isEditable()).toBe(false);
  expect(problems).toEqual([]);
});
