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

test("two controls on one column, each with its own settings", async () => {
  const { page } = await openProbe();
  for (const size of ["large", "small"]) expect(await page.getByLabel(`Badge ${size}`).textContent()).toMatch(/^\["Probe/);
});
