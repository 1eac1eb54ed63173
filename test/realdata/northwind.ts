import { chromium } from "playwright-core";
import { findChromium } from "../../tools/chromium";
import { runBackend } from "../../sandbox/compose/backend";
import { isOpen } from "../../model/request";
import { syncRequest } from "../../model/generated/schema";
import { logOf, type Row } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";
import { demoCatalogue } from "../../sandbox/data/catalogue";
import { demoCurrencies } from "../../sandbox/data/currencies";
import { sellProducts } from "./sales";
import { asAccount, expectedCustomer, readCompanies, type Company } from "./csv";

// `npm run northwind -- <customers.csv>`: a customers file goes through the slice, once from the list view and once
// by the command line; every company must stand in SCM with the right values or be failed with reason and remedy.

interface Tally { inScm: number; failed: number; wrong: string[]; reasons: Record<string, number> }

async function load(world: World, companies: Company[]): Promise<void> {
  for (const company of companies) await world.salesperson.call("POST", `${api}/accounts`, asAccount(company));
}

async function judge(world: World, companies: Company[]): Promise<Tally> {
  const customers = await world.scm.list("/data/CustomersV3?cross-company=true&$filter=dataAreaId eq 'usmf'");
  const accounts = await world.admin.list<Row>(`${api}/accounts?$select=accountnumber&$expand=p2c_SyncStateId`);
  const tally: Tally = { inScm: 0, failed: 0, wrong: [], reasons: {} };
  for (const company of companies) {
    const customer = customers.find((row) => row.CustomerAccount === company.customerID);
    const state = accounts.find((row) => row.accountnumber === company.customerID)?.p2c_SyncStateId as { p2c_whathappened?: string; p2c_whattodo?: string } | null | undefined;
    if (customer) {
      const expected = expectedCustomer(company);
      const off = Object.keys(expected).filter((field) => customer[field] !== expected[field]);
      if (off.length > 0) tally.wrong.push(`${company.customerID}: ${off.map((f) => `${f} '${String(customer[f])}' instead of '${expected[f]}'`).join(", ")}`);
      else tally.inScm += 1;
    } else if (state?.p2c_whathappened && state.p2c_whattodo) {
      tally.failed += 1;
      const reason = `${state.p2c_whathappened} → ${state.p2c_whattodo}`;
      tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
    } else tally.wrong.push(`${company.customerID}: neither in SCM nor failed with a reason`);
  }
  return tally;
}

interface Costs { sales: number; salesWrites: number; scm: number; scmWrites: number }

async function costs(world: World): Promise<Costs> {
  const sales = (await logOf(world.admin)).filter((entry) => entry.caller === "sandbox-sync");
  const scm = await logOf(world.scm);
  const writes = (entries: { method: string; path: string }[]): number => entries.filter((entry) => entry.method !== "GET").length;
  return { sales: sales.length, salesWrites: writes(sales), scm: scm.length, scmWrites: writes(scm) };
}

function report(what: string, seconds: number, before: Costs, after: Costs, tally?: Tally): void {
  console.log(`\n${what}: ${seconds.toFixed(1)} s`);
  console.log(`  backend → Dataverse ${after.sales - before.sales} requests (${after.salesWrites - before.salesWrites} other than GET), → SCM ${after.scm - before.scm} requests (${after.scmWrites - before.scmWrites} writes)`);
  if (!tally) return;
  console.log(`  in SCM with the right values ${tally.inScm}, failed with reason and remedy ${tally.failed}, wrong ${tally.wrong.length}`);
  for (const [reason, count] of Object.entries(tally.reasons)) console.log(`    ${count} × ${reason}`);
  for (const wrong of tally.wrong) console.log(`    WRONG ${wrong}`);
}

async function timed(world: World, what: string, work: () => Promise<void>, companies?: Company[]): Promise<Tally | undefined> {
  const before = await costs(world);
  const start = Date.now();
  await work();
  const seconds = (Date.now() - start) / 1000;
  const after = await costs(world);
  const tally = companies ? await judge(world, companies) : undefined;
  report(what, seconds, before, after, tally);
  return tally;
}

async function syncFromList(world: World): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No browser found; run `npm test` once, it installs one.");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.goto(`${world.salesUrl}/main.aspx?pagetype=entitylist&etn=account`);
    for (;;) {
      await page.getByRole("row").nth(1).waitFor();
      await page.getByRole("checkbox", { name: "Select all rows" }).check({ force: true });
      await page.getByRole("menuitem", { name: "Sync now" }).click();
      await until(() => world.admin.list<Row>(`${api}/${syncRequest.entitySet}?$select=p2c_status`), (rows) => rows.length > 0 && rows.every((row) => !isOpen(row.p2c_status as number)), 120);
      const next = page.getByRole("button", { name: "Next page" });
      if (!(await next.isVisible()) || (await next.isDisabled())) return;
      await next.click();
    }
  } finally {
    await browser.close();
  }
}

/** Sells the products of a file to the companies, on a world where they are customers. */
async function sell(world: World, products: string): Promise<string[]> {
  await world.admin.load(demoCurrencies().map((row) => ({ table: "transactioncurrency", row })));
  await world.admin.load(demoCatalogue());
  const start = Date.now();
  const { off, ...counts } = await sellProducts(world, products, 60);
  console.log(`\nSold: ${counts.products} products, ${counts.quotes} quotes, ${counts.orders} orders, ${counts.invoices} invoices in ${((Date.now() - start) / 1000).toFixed(1)} s; totals that do not agree to the cent: ${off.length}`);
  for (const line of off.slice(0, 20)) console.log(`    WRONG ${line}`);
  return off;
}

async function main(): Promise<void> {
  const [path, products] = process.argv.slice(2);
  if (!path) throw new Error("Which file? npm run northwind -- <customers.csv> [<products.csv>]");
  const companies = readCompanies(path);
  console.log(`${companies.length} companies of ${new Set(companies.map((company) => company.country)).size} countries`);

  const fromList = await startWorld();
  const commandLine = await startWorld({ backend: false });
  try {
    await load(fromList, companies);
    const first = await timed(fromList, "List view, Sync now on all", () => syncFromList(fromList), companies);
    await load(commandLine, companies);
    const cli = async (): Promise<void> => {
      const { output } = await runBackend(["sync", "accounts"], commandLine.backendOptions);
      console.log(output.trim().split("\n").slice(-8).map((line) => `  | ${line}`).join("\n"));
    };
    const second = await timed(commandLine, "Command line, first run", cli, companies);
    await timed(commandLine, "Command line, second run", cli);
    const sold = products ? await sell(commandLine, products) : [];
    if (sold.length + (first?.wrong.length ?? 1) + (second?.wrong.length ?? 1) > 0) process.exitCode = 1;
  } finally {
    await Promise.all([fromList.close(), commandLine.close()]);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
