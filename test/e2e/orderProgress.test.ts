import type { Browser, Locator, Page } from "playwright-core";
import { runBackend } from "../../sandbox/compose/backend";
import { customerRows, orderIdOf, orderNumberOf, orderRows } from "../support/orders";
import { axeFindings, launch, shot, visitor, type VisitOptions } from "../support/browser";
import { startWorld, type World } from "../support/world";
import type { Row } from "../support/sync";

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await startWorld({ demo: true });
  browser = await launch();
  await world.admin.load(customerRows(2));
  await world.admin.load(orderRows(2, 2, 2));
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const words = {
  1033: { tab: "Supply Chain", card: "Progress of the order", sync: "Sync with Supply Chain Management", syncNow: /^(Sync now|Retry)$/, compare: "Compare with SCM" },
  1036: { tab: "Chaîne logistique", card: "Avancement de la commande", sync: "Synchronisation avec Supply Chain Management", syncNow: /^(Synchroniser|Réessayer)$/, compare: "Comparer avec SCM" },
} as const;

interface OpenOrder { page: Page; card: Locator; sync: Locator; problems: string[] }

async function openOrder(id: string, options: VisitOptions = {}, conditions = ""): Promise<OpenOrder> {
  const { page, problems } = await visitor(browser, world.salesUrl, options);
  const w = words[options.language ?? 1033];
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=salesorder&id=${id}${conditions}`);
  await page.getByRole("tab", { name: w.tab }).click();
  const card = page.getByRole("group", { name: w.card, exact: true });
  await card.getByRole("listitem").first().waitFor();
  return { page, card, sync: page.getByRole("group", { name: w.sync, exact: true }), problems };
}

/** What the step says where the order stands. */
const here = (card: Locator) => card.locator("ol > li[aria-current=step]");
const scmStep = (number: string, step: string, body: object = {}): Promise<Row> => world.scm.call("POST", `/_sandbox/scm/orders/usmf/${number}/${step}`, body);

async function syncNow({ sync }: OpenOrder): Promise<void> {
  await sync.getByRole("button", { name: words[1033].syncNow }).click();
}

test("an order through SCM's steps: the form shows each after a sync, without a reload", async () => {
  const id = orderIdOf(0);
  const number = orderNumberOf(0);
  const open = await openOrder(id);
  const { page, card, sync } = open;
  await here(card).getByText("Active").waitFor();
  await syncNow(open);
  await sync.getByText("In sync", { exact: true }).waitFor({ timeout: 20_000 });

  const steps: [step: string, body: object, words: string][] = [
    ["confirm", {}, "Confirmed"], ["pick", {}, "Picked"], ["ship", { lines: [{ sequence: 1, quantity: 1 }] }, "Partially Shipped"], ["ship", {}, "Shipped"],
  ];
  for (const [step, body, shown] of steps) {
    await scmStep(number, step, body);
    await scmStep(number, "totals");
    await syncNow(open);
    await here(card).getByText(shown, { exact: true }).waitFor({ timeout: 20_000 });
    await sync.getByText("In sync", { exact: true }).waitFor({ timeout: 20_000 });
    await shot(page, `order-${shown.toLowerCase().replace(" ", "-")}`);
    expect(await axeFindings(page, "main")).toEqual([]);
  }
  expect(await card.getByText(/Delivery requested for/).count()).toBe(1);

  const { invoice } = await scmStep(number, "invoice");
  await scmStep(number, "totals");
  const { code, output } = await runBackend(["run", "Sales Invoices (Fin and Ops to Sales) - Direct"], world.backendOptions);
  expect([code, output]).toEqual([0, expect.anything()]);
  await page.reload();
  await page.getByRole("tab", { name: words[1033].tab }).click();
  // Card and list name it both, and both lead to it.
  await card.getByRole("button", { name: String(invoice), exact: true }).waitFor();
  await page.getByRole("group", { name: "Open" }).getByText("1 invoice").first().waitFor();
  await card.getByText(/^Invoiced \d/).waitFor();
  await shot(page, "order-invoice");
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(open.problems).toEqual([]);
}, 180_000);

test("comparing shows what a sync would write, and changes nothing", async () => {
  const open = await openOrder(orderIdOf(1));
  const { page, sync } = open;
  await sync.getByText("Not linked").waitFor();
  await sync.getByRole("button", { name: "Compare with SCM" }).click();
  await sync.getByRole("table").waitFor({ timeout: 20_000 });
  await sync.getByText("Not linked").waitFor();
  expect(await sync.getByRole("row").count()).toBeGreaterThan(5);
  await shot(page, "order-compared");
  expect(await axeFindings(page, "main")).toEqual([]);
  const requests = await world.admin.list<Row>(`/api/data/v9.2/p2c_syncrequests?$filter=p2c_targetid eq '${orderIdOf(1)}'`);
  expect(requests).toMatchObject([{ p2c_dryrun: true, p2c_openkey: expect.stringMatching(/^closed:/) as string }]);
  await page.setViewportSize({ width: 320, height: 900 });
  await sync.getByRole("table").scrollIntoViewIfNeeded();
  await shot(page, "order-compared-320");
  expect(await sync.getByRole("table").evaluate((table) => table.scrollWidth <= table.clientWidth + 1)).toBe(true);
  expect(await axeFindings(page, "main")).toEqual([]);
}, 60_000);

test("one request shows the card, and none while its tab is hidden", async () => {
  const { page } = await visitor(browser, world.salesUrl);
  const asked: string[] = [];
  page.on("request", (request) => { if (decodeURIComponent(request.url()).includes("expand=order_invoices")) asked.push(request.url()); });
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=salesorder&id=${orderIdOf(0)}`);
  await page.getByRole("tab", { name: "Summary" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await page.getByRole("tab", { name: words[1033].tab }).click();
  await page.getByText(/Delivery requested for/).waitFor();
  await page.getByRole("group", { name: words[1033].sync }).getByText("Last synced").waitFor();
  expect(asked).toHaveLength(1);
});

test.each<[name: string, options: VisitOptions, conditions: string]>([
  ["dark", { theme: "dark" }, ""], ["contrast", { theme: "contrast" }, ""], ["320", { width: 320 }, ""], ["rtl", {}, "&sandbox-rtl=1"], ["french", { language: 1036 }, ""], ["french-320-dark", { language: 1036, width: 320, theme: "dark" }, ""],
])("looks: %s", async (name, options, conditions) => {
  const { page, card } = await openOrder(orderIdOf(0), options, conditions);
  await here(card).waitFor();
  // The dates come with a request of their own; other controls of the form may go on asking for longer.
  await card.getByText(/^(Delivery requested|Livraison demandée)/).waitFor();
  await shot(page, `order-progress-${name}`);
  expect(await card.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  expect(await axeFindings(page, "main")).toEqual([]);
  await page.context().close();
});
