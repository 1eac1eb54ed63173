import type { Browser, Locator, Page } from "playwright-core";
import { unitIds } from "../../sandbox/data/catalogue";
import { type LoadRow, customerRows, lineRows, orderIdOf, orderRows } from "../support/orders";
import { quoteIdOf, quoteRows } from "../support/quotes";
import { axeFindings, launch, visitor, type VisitOptions } from "../support/browser";
import { startWorld, type World } from "../support/world";

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

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await startWorld({ demo: true });
  browser = await launch();
  await world.admin.load(customerRows(2));
  await world.admin.load(orderRows(2, 2, 5));
  await world.admin.load(lineRows(1, 5, 995));
  await world.admin.load([...quoteRows(2, 2, 5)].map(ofAllKinds));
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
