import type { Browser, Locator, Page } from "playwright-core";
import { dayAfter } from "../../sandbox/scm/rules/projection";
import { axeFindings, launch, shot, visitor, type VisitOptions } from "../support/browser";
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

const words = {
  1033: { tab: "Supply Chain", card: "Stock in Supply Chain Management", places: "By site and warehouse", refresh: "Refresh" },
  1036: { tab: "Chaîne logistique", card: "Stock dans Supply Chain Management", places: "Par site et entrepôt", refresh: "Actualiser" },
} as const;

/** A product of SCM as the sync would bring it to Sales; answers its id. */
async function product(number: string): Promise<string> {
  const [unit] = await world.admin.list<Row>(`${api}/uoms?$select=uomid,_uomscheduleid_value&$top=1`);
  const made = await world.admin.call<Row>("POST", `${api}/products`, {
    productnumber: number, name: `Product ${number}`, quantitydecimal: 2, isstockitem: true, p2c_ismaintainedexternally: true,
    "defaultuomid@odata.bind": `/uoms(${String(unit?.["uomid"])})`, "defaultuomscheduleid@odata.bind": `/uomschedules(${String(unit?.["_uomscheduleid_value"])})`,
  }, { prefer: "return=representation" });
  return String(made["productid"]);
}

const asIs = (): Promise<void> => Promise.resolve();

async function openProduct(id: string, options: VisitOptions = {}, prepare: (page: Page) => Promise<unknown> = asIs): Promise<{ page: Page; card: Locator; problems: string[] }> {
  const { page, problems } = await visitor(browser, world.salesUrl, options);
  await prepare(page);
  const w = words[options.language ?? 1033];
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=product&id=${id}`);
  await page.getByRole("tab", { name: w.tab }).click();
  return { page, card: page.getByRole("group", { name: w.card }), problems };
}

/** Available, on hand, reserved, ordered and on order of an item in all warehouses, as SCM has them. */
async function inScm(item: string): Promise<string[]> {
  const rows = await world.scm.list<Row>(`/data/InventorySitesOnHandV2?$filter=dataAreaId eq 'usmf' and ItemNumber eq '${item}'`);
  return ["AvailableOnHandQuantity", "OnHandQuantity", "ReservedOnHandQuantity", "OrderedQuantity", "OnOrderQuantity"].map((name) => String(rows.reduce((sum, row) => sum + Number(row[name]), 0)));
}

const totals = (card: Locator) => card.locator("tfoot td").allTextContents();
const scm = (path: string, body: Row) => world.scm.call<Row>("POST", `/_sandbox/scm/${path}`, body);
const inDays = (days: number) => dayAfter(new Date().toISOString().slice(0, 10), days);

/** Sells an item of the demo company for a day to come. */
async function sell(item: string, quantity: number, days: number): Promise<void> {
  const [customer] = await world.scm.list<Row>("/data/CustomersV3?$top=1");
  await scm("orders", { company: "usmf", customer: customer?.["CustomerAccount"], requestedShippingDate: inDays(days), lines: [{ product: item, quantity, site: "1", warehouse: "13" }] });
}

test("stock that was never read is read by itself, equals SCM's, and follows it on Refresh", async () => {
  await sell("A0205", 30, 10);
  const { page, card, problems } = await openProduct(await product("A0205"));
  await card.getByRole("table").waitFor({ timeout: 20_000 });
  expect(await totals(card)).toEqual(await inScm("A0205"));
  await card.getByText("Today: 5 pair").waitFor();
  await shot(page, "product-stock");
  expect(await axeFindings(page, "main")).toEqual([]);

  await scm("stock/receive", { company: "usmf", item: "A0205", site: "1", warehouse: "13", quantity: 7 });
  await card.getByRole("button", { name: "Refresh" }).click();
  await card.getByText("The numbers are fresh.").waitFor();
  expect(await totals(card)).toEqual(await inScm("A0205"));
  expect((await totals(card))[0]).toBe("12");
  await card.getByRole("button", { name: "Show as table" }).click();
  const days = await card.getByRole("group", { name: "Can be promised by day" }).getByRole("row").allTextContents();
  expect(days.length).toBeGreaterThan(3);
  await shot(page, "product-stock-table");
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

test("when SCM is down the last numbers stay, with the reason", async () => {
  const id = await product("P0109");
  const { card } = await openProduct(id);
  await card.getByRole("table").waitFor({ timeout: 20_000 });
  const before = await totals(card);
  await world.scm.call("POST", "/_sandbox/faults", { match: { path: "^/data/" }, answer: { status: 503 } });
  try {
    await card.getByRole("button", { name: "Refresh" }).click();
    await card.getByText(/tried again/).waitFor({ timeout: 20_000 });
    expect(await totals(card)).toEqual(before);
    await shot(card.page(), "product-stock-scm-down");
  } finally {
    await world.scm.call("DELETE", "/_sandbox/faults");
  }
});

test("one request shows the control", async () => {
  const id = await product("B0010");
  const first = await openProduct(id);
  await first.card.getByRole("table").waitFor({ timeout: 20_000 });
  const { page } = await visitor(browser, world.salesUrl);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("p2c_onhand")) asked.push(request.url());
  });
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=product&id=${id}`);
  await page.getByRole("tab", { name: "Summary" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await page.getByRole("group", { name: words[1033].card }).getByRole("table").waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toHaveLength(1);
});

describe("with Inventory Visibility, which tells what is below zero", () => {
  let id: string;
  beforeAll(async () => {
    await world.backend?.stop("SIGTERM");
    world.backendOptions.env = {
      ...world.backendOptions.env, P2C_ATP: "inventory-visibility", P2C_IV_ENVIRONMENT_ID: "aaaaaaaa-0000-4000-8000-00000000000e",
      P2C_IV_URL: `${world.scmUrl}/inventory-visibility`, P2C_IV_TOKEN_URL: `${world.scmUrl}/inventory-visibility/token`,
      P2C_IV_MEASURES: JSON.stringify({ promise: "iv.availabletopromise", receipts: "fno.inbound", issues: "fno.outbound" }),
    };
    await world.startBackend();
    await sell("B0005", 9, 2);
    await sell("B0005", 2, 12);
    id = await product("B0005");
    const { page, card } = await openProduct(id);
    await card.getByText("Today: -6 ea").waitFor({ timeout: 20_000 });
    await page.context().close();
  });

  const mirrored = (page: Page) => page.context().addCookies([{ name: "SandboxConditions", value: encodeURIComponent("rtl=1"), url: world.salesUrl }]);
  const forced = (page: Page) => page.emulateMedia({ forcedColors: "active" });

  test.each<[string, VisitOptions, (page: Page) => Promise<unknown>]>([
    ["light", {}, asIs], ["dark", { theme: "dark" }, asIs], ["contrast", { theme: "contrast" }, asIs], ["forced-colours", {}, forced],
    ["narrow", { width: 320 }, asIs], ["rtl", {}, mirrored], ["french", { language: 1036 }, asIs],
  ])("%s", async (name, options, prepare) => {
    const { page, card, problems } = await openProduct(id, options, prepare);
    const w = words[options.language ?? 1033];
    await card.getByRole("table").waitFor();
    const slider = card.getByRole("slider");
    await slider.scrollIntoViewIfNeeded();
    const now = await slider.getAttribute("aria-valuetext");
    await slider.focus();
    await page.keyboard.press(name === "rtl" ? "ArrowLeft" : "ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(now);
    await card.getByRole("button", { name: w.refresh }).scrollIntoViewIfNeeded();
    await card.screenshot({ path: `artifacts/screenshots/product-stock-${name}.png` });
    expect(await axeFindings(page, "main")).toEqual([]);
    // Nothing makes the page wider than its window.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});
