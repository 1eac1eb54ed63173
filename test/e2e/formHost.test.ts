import type { Browser, Page } from "playwright-core";
import { SandboxClient } from "../../sandbox/compose/client";
import { currencyIds } from "../../sandbox/data/currencies";
import { startSales, type SalesServer } from "../../sandbox/dataverse/server";
import { launch, visitor } from "../support/browser";
import { hostSolution } from "../support/hostSolution";

const api = "/api/data/v9.2";
const quoteId = "55555555-0000-4000-8000-000000000001";
const lineCount = 25;

let server: SalesServer;
let browser: Browser;
let admin: SandboxClient;
beforeAll(async () => {
  server = await startSales({ port: 0 });
  admin = new SandboxClient(server.url, "sandbox-admin");
  await admin.call("POST", `${api}/ImportSolution`, { OverwriteUnmanagedCustomizations: true, PublishWorkflows: true, CustomizationFile: Buffer.from(hostSolution()).toString("base64"), ImportJobId: crypto.randomUUID() });
  await admin.load([
    { table: "account", row: { accountid: "55555555-0000-4000-8000-000000000002", name: "Host" } },
    { table: "pricelevel", row: { pricelevelid: "55555555-0000-4000-8000-000000000003", name: "Host prices", transactioncurrencyid: { id: currencyIds.USD, table: "transactioncurrency" }, statecode: 0 } },
    { table: "pricelevel", row: { pricelevelid: "55555555-0000-4000-8000-000000000004", name: "Other prices", transactioncurrencyid: { id: currencyIds.USD, table: "transactioncurrency" }, statecode: 0 } },
    { table: "quote", row: { quoteid: quoteId, name: "Probe", customerid: { id: "55555555-0000-4000-8000-000000000002", table: "account" }, pricelevelid: { id: "55555555-0000-4000-8000-000000000003", table: "pricelevel" }, statecode: 0, statuscode: 1 } },
    ...Array.from({ length: lineCount }, (_, n) => ({ table: "quotedetail", row: {
      quotedetailid: `66666666-0000-4000-8000-${String(n).padStart(12, "0")}`, quoteid: { id: quoteId, table: "quote" }, isproductoverridden: true, productdescription: `Line ${n}`,
      quantity: 2, priceperunit: 10, extendedamount: 20, lineitemnumber: n + 1, ispriceoverridden: true,
    } })),
  ]);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function openProbe(query = ""): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await visitor(browser, server.url, { user: "sandbox-admin" });
  await page.goto(`${server.url}/main.aspx?pagetype=entityrecord&etn=quote&id=${quoteId}${query}`);
  await page.getByRole("tab", { name: "Probe" }).click();
  return { page, problems };
}

test("a data-set on a sub-grid: pages, values, refresh after a save, opening a record", async () => {
  const { page, problems } = await openProbe();
  const lines = page.getByRole("list", { name: "Lines as given" }).getByRole("listitem");
  await page.getByText(`10 of ${lineCount}`).waitFor();
  await page.getByText("quantity of Probe, error:").waitFor();
  expect(await lines.first().textContent()).toBe("Line 0 | number | $20.00 | null");
  await page.getByRole("button", { name: "More lines" }).click();
  await page.getByText(`20 of ${lineCount}`).waitFor();

  await admin.call("PATCH", `${api}/quotedetails(66666666-0000-4000-8000-000000000000)`, { productdescription: "Line changed meanwhile" });
  await page.getByRole("tab", { name: "Summary" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Probe two");
  await page.getByRole("menuitem", { name: "Save", exact: true }).click();
  await page.getByRole("tab", { name: "Probe" }).click();
  await page.getByText("Line changed meanwhile").waitFor();
  await page.getByText("quantity of Probe two").waitFor();

  await page.getByRole("button", { name: "Open first line" }).click();
  await page.waitForURL(/etn=quotedetail&id=66666666-0000-4000-8000-000000000000/);
  expect(problems).toEqual([]);
});

test("scripts narrow a look-up and read a sub-grid anew", async () => {
  const { page, problems } = await openProbe();
  await page.getByText(`10 of ${lineCount}`).waitFor();
  await page.getByRole("button", { name: "More lines" }).click();
  await page.getByText(`20 of ${lineCount}`).waitFor();
  await page.getByRole("tab", { name: "Summary" }).click();
  await page.getByRole("button", { name: "Clear Price List" }).click();
  await page.getByRole("combobox", { name: "Price List" }).fill("prices");
  await page.getByRole("option", { name: "Host prices" }).waitFor();
  expect(await page.getByRole("option").allTextContents()).toEqual([" Host prices"]);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Probe three");
  await page.getByRole("textbox", { name: "Name", exact: true }).blur();
  await page.getByRole("tab", { name: "Probe" }).click();
  await page.getByText(`10 of ${lineCount}`).waitFor();
  expect(problems).toEqual([]);
});

test("two controls on one column, each with its own settings", async () => {
  const { page } = await openProbe();
  for (const size of ["large", "small"]) expect(await page.getByLabel(`Badge ${size}`).textContent()).toMatch(/^\["Probe/);
});

/** What the badge was given: value, security, client, form factor, offline, network available, right to left, a number. */
async function badgeOf(page: Page): Promise<unknown[]> {
  return JSON.parse((await page.getByLabel("Badge large").textContent()) ?? "[]") as unknown[];
}

test("conditions in the address: mobile client, right to left, the user's formats, a column that security hides", async () => {
  const { page, problems } = await openProbe("&sandbox-rtl=1&sandbox-client=mobile&sandbox-format=de-DE&sandbox-secured=quote.name,quotedetail.productdescription");
  await page.getByText(`10 of ${lineCount}`).waitFor();
  expect(await badgeOf(page)).toEqual([null, { editable: false, readable: false, secured: true }, "Mobile", 3, false, true, true, "1.234,50"]);
  expect(await page.evaluate(() => [document.documentElement.dir, document.querySelector("main")?.clientWidth])).toEqual(["rtl", 360]);
  expect(page.url()).not.toContain("sandbox-");
  const line = await page.getByRole("list", { name: "Lines as given" }).getByRole("listitem").first().textContent();
  expect(line?.replace(/\u00a0/g, " ")).toBe(" | number | 20,00 $ | null");
  expect(problems).toEqual([]);
});

test("offline: the open form stays, requests fail in words, and the menu brings the network back", async () => {
  const { page } = await openProbe();
  await page.getByText(`10 of ${lineCount}`).waitFor();
  const toggle = async () => {
    await page.getByRole("button", { name: /^Account menu/ }).click();
    await page.getByRole("menuitemcheckbox", { name: "Offline" }).click();
  };
  await toggle();
  await page.getByRole("button", { name: "More lines" }).click();
  await page.getByText("error: The server cannot be reached.").waitFor();
  await toggle();
  await page.getByRole("menuitem", { name: "Refresh", exact: true }).click();
  await page.getByText(`10 of ${lineCount}`).waitFor();
});

test("the list of lines: a new line of the record on its form, chosen lines deleted", async () => {
  const { page, problems } = await openProbe();
  await page.getByRole("tab", { name: "Products" }).click();
  await page.getByRole("checkbox", { name: /Line 24$/ }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByRole("checkbox", { name: /Line 4$/ }).check();
  await page.getByRole("menubar", { name: "Products: Commands" }).getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText(`Rows: ${lineCount - 1}`).waitFor();
  await page.getByRole("menuitem", { name: /^New Quote/ }).click();
  await page.waitForURL(/etn=quotedetail/);
  await page.getByRole("link", { name: /Probe/ }).waitFor();
  await page.getByRole("combobox", { name: "Existing Product" }).waitFor();
  expect(problems).toEqual([]);
});

test("commands of Sales on a quote: activated, then won as an order", async () => {
  const { page, problems } = await openProbe();
  const bar = page.getByRole("menubar", { name: "Commands" });
  const run = async (name: string) => {
    const item = page.getByRole("menuitem", { name, exact: true });
    const more = page.getByRole("menuitem", { name: "More commands" });
    await item.or(more).first().waitFor();
    if (!(await item.isVisible())) await more.click();
    await item.click();
  };
  await bar.getByRole("menuitem", { name: "Activate Quote" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Deactivate" }).count()).toBe(0);
  await run("Look Up Address");
  await page.getByText("The sandbox does not imitate what 'Look Up Address' does.").waitFor();
  await page.getByRole("button", { name: "OK" }).click();
  await run("Activate Quote");
  await bar.getByRole("menuitem", { name: "Create Order" }).waitFor();
  await run("Create Order");
  await page.waitForURL(/etn=salesorder&id=/);
  await bar.getByRole("menuitem", { name: "Create Invoice" }).waitFor();
  expect(problems).toEqual([]);
});
