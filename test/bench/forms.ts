import type { Browser, Page } from "playwright-core";
import { ids } from "../../sandbox/data/ids";
import { currencyIds } from "../../sandbox/data/currencies";
import { launch, visitor } from "../support/browser";
import { customerRows, lineRows, orderIdOf, orderRows, productIdOf, customerIdOf, type LoadRow } from "../support/orders";
import { startWorld, type World } from "../support/world";
import { profileOpening, type ControlCost } from "./pageProfile";
import { framesWhileScrolling } from "./scrolling";
import { runBackend } from "../../sandbox/compose/backend";

/** A form that is opened, and what each control on it shows when it has something to say. */
interface Opening {
  table: string;
  id: string;
  shows: Record<string, RegExp>;
}

const slowdown = 4;
const rounds = 7;
const barMs = 100;
const longOrder = 1;
const longOrderLines = 1000;

/** What stock says of the lines, not a heading that stands there before it is read. */
const lineStanding = /\d lines? (covered|short)|All lines are covered/;

const openings: Opening[] = [
  { table: "account", id: customerIdOf(0), shows: { SyncStatus: /In sync/, InvoiceOverview: /overdue/i } },
  { table: "product", id: productIdOf(0), shows: { SyncStatus: /Not linked|In sync/, ProductStock: /available/i } },
  { table: "salesorder", id: orderIdOf(0), shows: { SyncStatus: /Not linked|In sync/, OrderProgress: /Active/, LineAvailability: lineStanding, InvoiceOverview: /No invoices|overdue/i } },
];

/** What opening each form costs: requests, bytes, script on a slowed processor; and how an order of a thousand lines scrolls. */
export async function benchForms(): Promise<void> {
  const world = await startWorld({ demo: true });
  const browser = await launch();
  try {
    await load(world);
    for (const opening of openings) await benchOpening(browser, world, opening);
    await benchScrolling(browser, world);
  } finally {
    await browser.close();
    await world.close();
  }
}

async function load(world: World): Promise<void> {
  await world.admin.load(customerRows(1));
  for (const args of [["run", "products"], ["run", "accounts", "--filter", "startswith(accountnumber,'BC-')"], ["run", "on-hand"]]) {
    const { code, output } = await runBackend(args, world.backendOptions);
    if (code !== 0) throw new Error(output);
  }
  await world.admin.load(orderRows(2, 1, 5));
  await world.admin.load(lineRows(longOrder, 5, longOrderLines));
  await world.admin.load(invoiceRows());
}

function* invoiceRows(): Generator<LoadRow> {
  for (let n = 0; n < 25; n++) {
    yield { table: "invoice", row: {
      invoiceid: `f0000000-0000-4000-8000-${String(n).padStart(12, "0")}`, invoicenumber: `BI-${n}`, name: `BI-${n}`, customerid: { table: "account", id: customerIdOf(0) },
      ownerid: { table: "systemuser", id: ids.users.sales }, transactioncurrencyid: { table: "transactioncurrency", id: currencyIds.USD },
      p2c_invoicedate: "2026-01-15", duedate: "2026-02-15", totalamount: 100 + n, p2c_ismaintainedexternally: true,
    } };
  }
}

async function openTab(page: Page, shows: Record<string, RegExp>): Promise<void> {
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  for (const [control, text] of Object.entries(shows)) await page.locator(`[data-control$=".${control}"]`).getByText(text).first().waitFor();
}

/** Each opening in a fresh browser context, so that nothing is cached. */
async function open(browser: Browser, world: World, { table, id, shows }: Opening, slowness: number): Promise<Map<string, ControlCost>> {
  const { context, page } = await visitor(browser, world.salesUrl);
  try {
    return await profileOpening(page, `${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`, () => openTab(page, shows), slowness);
  } finally {
    await context.close();
  }
}

async function benchOpening(browser: Browser, world: World, opening: Opening): Promise<void> {
  const sent = await open(browser, world, opening, 1);
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    const costs = await open(browser, world, opening, slowdown);
    for (const control of Object.keys(opening.shows)) times.set(control, [...(times.get(control) ?? []), costs.get(control)?.scriptMs ?? 0]);
  }
  let all = 0;
  for (const control of Object.keys(opening.shows)) {
    const { requests = [], bytes = 0 } = sent.get(control) ?? {};
    all += requests.length;
    const sorted = (times.get(control) ?? []).sort((a, b) => a - b);
    console.log(`${opening.table} form, ${control}: ${requests.length} Web API requests (bar 1), ${bytes} bytes; ` +
      `script to first content, processor ${slowdown} times slower: median ${(sorted[Math.floor(rounds / 2)] ?? 0).toFixed(0)} ms, least ${(sorted[0] ?? 0).toFixed(0)} ms of ${rounds} (bar ${barMs})`);
  }
  console.log(`${opening.table} form: ${all} Web API requests of ours${opening.table === "salesorder" ? " (bar 4)" : ""}`);
}

async function benchScrolling(browser: Browser, world: World): Promise<void> {
  const { context, page } = await visitor(browser, world.salesUrl);
  try {
    await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=salesorder&id=${orderIdOf(longOrder)}`);
    await openTab(page, { LineAvailability: lineStanding });
    const { frames, longest, over50, causes } = await framesWhileScrolling(page, page.locator('[data-control$=".LineAvailability"]'));
    console.log(`order of ${longOrderLines} lines, scrolled from end to end: ${frames} frames, longest ${longest.toFixed(0)} ms, ${over50} over 50 ms (bar 0)${causes.map((cause) => `\n  ${cause}`).join("")}`);
  } finally {
    await context.close();
  }
}
