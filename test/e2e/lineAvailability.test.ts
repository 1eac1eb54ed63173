import { ProcessingStatus } from "../../model/generated/schema";
import { dayAfter } from "../../sandbox/scm/rules/projection";
import type { Browser, Locator, Page } from "playwright-core";
import { unitIds } from "../../sandbox/data/catalogue";
import { ids } from "../../sandbox/data/ids";
import { type LoadRow, customerRows, lineRows, orderIdOf, orderRows, productIdOf } from "../support/orders";
import { quoteIdOf, quoteRows } from "../support/quotes";
import { axeFindings, launch, visitor, type VisitOptions } from "../support/browser";
import { api, startWorld, type World } from "../support/world";

type Row = Record<string, unknown>;

/** Lines of the second quote: one that is short, a write-in and one in another unit. */
function ofAllKinds({ table, row }: LoadRow): LoadRow {
  const parent = row["quoteid"];
  if (table !== "quotedetail" || typeof parent !== "object" || (parent as Row)["id"] !== quoteIdOf(1)) return { table, row };
  const changes: Record<number, Row> = {
    1: { quantity: 5_000 }, 2: { productid: null, uomid: null, isproductoverridden: true, productdescription: "Engraving <b>by hand</b> – חריטה 🖋️" },
    3: { uomid: { table: "uom", id: unitIds["pair"] } }, 4: { productid: row["productid"], quantity: 300 },
  };
  return { table, row: { ...row, ...changes[Number(row["sequencenumber"]) - 1] } };
}

const hardName = "<img src=x onerror=alert(1)> דג\u202e 🚲 <b>strap</b>";
const [strap, service] = [productIdOf(100), productIdOf(101)];

/** A product that is below zero in a warehouse of SCM, with a name that is hard to show, and a service. */
function moreProducts(): LoadRow[] {
  const product = (productid: string, productnumber: string, name: string, unit: string, isstockitem: boolean): LoadRow => ({ table: "product", row: {
    productid, productnumber, name, isstockitem, productstructure: 1, quantitydecimal: 5, statecode: 0, statuscode: 1, p2c_ismaintainedexternally: true,
    defaultuomscheduleid: { table: "uomschedule", id: ids.defaultUnitGroup }, defaultuomid: { table: "uom", id: unitIds[unit] },
  } });
  return [product(strap, "A0213", hardName, "box", true), product(service, "S0902", "Wheel truing", "ea", false)];
}

/** Lines of the third quote: one that is short for now, one of the hard product, a service. */
function hard({ table, row }: LoadRow): LoadRow {
  const parent = row["quoteid"];
  if (table !== "quotedetail" || typeof parent !== "object" || (parent as Row)["id"] !== quoteIdOf(2)) return { table, row };
  const changes: Record<number, Row> = {
    1: { quantity: 4_000 }, 2: { productid: { table: "product", id: strap }, uomid: { table: "uom", id: unitIds["box"] }, quantity: 0.30001 },
    3: { productid: { table: "product", id: service } },
  };
  return { table, row: { ...row, ...changes[Number(row["sequencenumber"]) - 1] } };
}

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await startWorld({ demo: true });
  browser = await launch();
  await world.admin.load(customerRows(2));
  await world.admin.load(moreProducts());
  await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: "A0213", site: "1", warehouse: "11", quantity: "0.0000000001" });
  await world.admin.load(orderRows(3, 2, 5));
  await world.admin.load(lineRows(1, 5, 995));
  await world.admin.load([...quoteRows(3, 2, 5)].map(ofAllKinds).map(hard));
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const words = {
  1033: { tab: "Supply Chain", card: "Availability of the lines", refresh: "Refresh", expand: /^Show sites/ },
  1036: { tab: "Chaîne logistique", card: "Disponibilité des lignes", refresh: "Actualiser", expand: /^Afficher les sites/ },
} as const;
const asIs = (): Promise<void> => Promise.resolve();

async function open(table: "salesorder" | "quote", id: string, options: VisitOptions = {}, prepare: (page: Page) => Promise<unknown> = asIs): Promise<{ page: Page; card: Locator; problems: string[] }> {
  const { page, problems } = await visitor(browser, world.salesUrl, options);
  await prepare(page);
  const w = words[options.language ?? 1033];
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`);
  await page.getByRole("tab", { name: w.tab }).click();
  const card = page.getByRole("group", { name: w.card });
  await card.getByRole("button", { name: w.expand }).first().waitFor({ timeout: 40_000 });
  await card.scrollIntoViewIfNeeded();
  return { page, card, problems };
}

/** Available of an item in all warehouses, as SCM has it. */
async function inScm(item: string): Promise<number> {
  const rows = await world.scm.list<Row>(`/data/InventorySitesOnHandV2?$filter=dataAreaId eq 'usmf' and ItemNumber eq '${item}'`);
  return rows.reduce((sum, row) => sum + Number(row["AvailableOnHandQuantity"]), 0);
}

/** The number in a line's cell of what there is, by the line's name. */
async function available(card: Locator, name: string): Promise<number> {
  return Number((await card.getByRole("row").filter({ has: card.page().getByRole("button", { name, exact: true }) }).first().locator("bdi").nth(1).textContent())?.replace(/,/g, ""));
}

test.each([["salesorder", orderIdOf(0)], ["quote", quoteIdOf(0)]] as const)("%s: what there is equals SCM's, and follows it on Refresh", async (table, id) => {
  const { page, card, problems } = await open(table, id);
  expect(await available(card, "Product B0001")).toBe(await inScm("B0001"));
  expect(await available(card, "Product P0101")).toBe(await inScm("P0101"));

  const before = await inScm("B0001");
  await world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: "B0001", site: "1", warehouse: "13", quantity: 7 });
  await card.getByRole("button", { name: "Refresh" }).click();
  await card.getByText("The numbers are fresh.").waitFor({ timeout: 40_000 });
  expect(await available(card, "Product B0001")).toBe(before + 7);

  await card.getByRole("button", { name: "Show sites and warehouses of Product B0001" }).click();
  await card.getByRole("table").getByText("All warehouses").first().waitFor();
  await card.screenshot({ path: `artifacts/screenshots/lines-${table}.png` });
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

/** The whole row of a line, by its product. */
const lineOf = (card: Locator, name: string): Locator => card.getByRole("row").filter({ has: card.page().getByRole("button", { name, exact: true }) }).first();

async function refreshed(card: Locator): Promise<void> {
  await card.getByRole("button", { name: "Refresh" }).click();
  // What an earlier request brought is no longer said once another is under way.
  await card.getByText(/Asking|Waiting|Reading/).first().waitFor();
  await card.getByText("The numbers are fresh.").waitFor({ timeout: 40_000 });
}

test("a line that is short is covered later once a receipt is planned, and covered once it is in", async () => {
  const { page, card, problems } = await open("quote", quoteIdOf(2));
  const line = lineOf(card, "Product B0002");
  await line.getByText("Short", { exact: true }).waitFor();
  const place = { company: "usmf", item: "B0002", site: "1", warehouse: "13" };
  const date = dayAfter(new Date().toISOString().slice(0, 10), 9);
  const planned = await world.scm.call<Row>("POST", "/_sandbox/scm/stock/incoming", { ...place, quantity: 9_000, date });
  await refreshed(card);
  await line.getByText("Covered later").waitFor();
  const [year, month, day] = date.split("-").map(Number);
  expect(await line.textContent()).toContain(`${month}/${day}/${year}`);
  await card.screenshot({ path: "artifacts/screenshots/lines-later.png" });
  await world.scm.call("POST", `/_sandbox/scm/stock/incoming/usmf/${String(planned["number"])}/receive`);
  await refreshed(card);
  await line.getByText("Covered", { exact: true }).waitFor();
  expect(await available(card, "Product B0002")).toBe(await inScm("B0002"));
  await card.screenshot({ path: "artifacts/screenshots/lines-received.png" });
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

test("markup, marks and emoji in a name, ten decimal places, a warehouse below zero, a service", async () => {
  const { page, card, problems } = await open("quote", quoteIdOf(2));
  const line = lineOf(card, hardName);
  expect(await line.textContent()).toMatch(/Ordered0\.30001 box.*Available\d+\.0000000001 box/);
  expect(await card.locator("img").count()).toBe(0);
  await line.getByRole("button", { name: /^Show sites/ }).click();
  expect(await card.getByRole("table").locator("bdi", { hasText: /^-\d/ }).count()).toBeGreaterThan(0);
  await lineOf(card, "Wheel truing").getByText("Not kept in stock").waitFor();
  await card.screenshot({ path: "artifacts/screenshots/lines-hard.png" });
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

test("quantities hidden by column security are said to be hidden, and no line is called short or covered", async () => {
  const { page, card, problems } = await open("salesorder", orderIdOf(0), {}, hiding("salesorderdetail.quantity"));
  await card.getByText("The ordered quantity is blank or hidden from you.").first().waitFor();
  await card.getByText("5 lines unknown").waitFor();
  expect(await card.getByText(/^(Short|Covered|Covered later)$/).count()).toBe(0);
  await card.screenshot({ path: "artifacts/screenshots/lines-masked.png" });
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

test("lines of an order that SCM has picked are not called short; those of one that is shipped need nothing", async () => {
  const status = (value: number) => world.service.call("PATCH", `${api}/salesorders(${orderIdOf(2)})`, { p2c_processingstatus: value });
  await status(ProcessingStatus.Picked);
  const { page, card, problems } = await open("salesorder", orderIdOf(2));
  await card.getByText("This order is already in Supply Chain Management").waitFor();
  expect(await card.getByText("Reserved in SCM or on order", { exact: true }).count()).toBe(5);
  expect(await card.getByText(/^(Short|Covered|Covered later)$/).count()).toBe(0);
  await card.screenshot({ path: "artifacts/screenshots/lines-reserved.png" });
  expect(await axeFindings(page, "main")).toEqual([]);
  await status(ProcessingStatus.Shipped);
  await page.reload();
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await card.getByText("Nothing more is to be delivered of this order.").waitFor();
  expect(problems).toEqual([]);
});

test("the control shows itself with one request of its own", async () => {
  const { page } = await visitor(browser, world.salesUrl);
  const asked: string[] = [];
  page.on("request", (request) => { if (request.url().includes("p2c_onhand")) asked.push(request.url()); });
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=salesorder&id=${orderIdOf(0)}`);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await page.getByRole("group", { name: words[1033].card }).getByRole("button", { name: words[1033].expand }).first().waitFor({ timeout: 40_000 });
  await page.getByText("As of").waitFor();
  expect(asked).toHaveLength(1);
});

test("a thousand lines: loaded page by page, few of them drawn, in line order", async () => {
  const { page, card } = await open("salesorder", orderIdOf(1));
  await card.getByRole("button", { name: /^Load all/ }).click();
  await card.getByRole("button", { name: /^(Load|Stop)/ }).first().waitFor({ state: "detached", timeout: 60_000 });
  const grid = card.getByRole("grid");
  expect(await grid.getAttribute("aria-rowcount")).toBe("1001");
  await grid.evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await grid.locator("[aria-rowindex='1001']").waitFor();
  expect(await grid.getByRole("row").count()).toBeLessThan(150);
  await card.screenshot({ path: "artifacts/screenshots/lines-thousand.png" });
  await page.context().close();
});

const mirrored = (page: Page) => page.context().addCookies([{ name: "SandboxConditions", value: encodeURIComponent("rtl=1"), url: world.salesUrl }]);
const hiding = (columns: string) => (page: Page) => page.context().addCookies([{ name: "SandboxConditions", value: encodeURIComponent(`secured=${columns}`), url: world.salesUrl }]);
const forced = (page: Page) => page.emulateMedia({ forcedColors: "active" });

test.each<[string, VisitOptions, (page: Page) => Promise<unknown>]>([
  ["light", {}, asIs], ["dark", { theme: "dark" }, asIs], ["contrast", { theme: "contrast" }, asIs], ["forced-colours", {}, forced],
  ["narrow", { width: 320 }, asIs], ["rtl", {}, mirrored], ["french", { language: 1036 }, asIs],
])("%s", async (name, options, prepare) => {
  const { page, card, problems } = await open("quote", quoteIdOf(1), options, prepare);
  await card.getByRole("button", { name: words[options.language ?? 1033].expand }).nth(1).click();
  await card.screenshot({ path: `artifacts/screenshots/lines-${name}.png` });
  expect(await axeFindings(page, "main")).toEqual([]);
  // Nothing makes the page wider than its window.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(problems).toEqual([]);
});
