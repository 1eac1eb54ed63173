import type { Browser, Locator, Page } from "playwright-core";
import { createAccount, customer } from "../support/sync";
import { axeFindings, launch, shot, visitor, type VisitOptions } from "../support/browser";
import { startWorld, type World } from "../support/world";

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
  1033: { tab: "Supply Chain", card: "Sync with Supply Chain Management", syncNow: "Sync now", retry: "Retry", notLinked: "Not linked", inSync: "In sync" },
  1036: { tab: "Chaîne logistique", card: "Synchronisation avec Supply Chain Management", syncNow: "Synchroniser", retry: "Réessayer", notLinked: "Non lié", inSync: "Synchronisé" },
} as const;

/** Opens an account's form and its Supply Chain tab. */
async function openAccount(id: string, options: VisitOptions = {}): Promise<{ page: Page; card: Locator; problems: string[] }> {
  const { page, problems } = await visitor(browser, world.salesUrl, options);
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`);
  const w = words[options.language ?? 1033];
  await page.getByRole("tab", { name: w.tab }).click();
  return { page, card: page.getByRole("group", { name: w.card }), problems };
}

test("a newcomer's path: sync, look in SCM, change, sync again", async () => {
  const id = await createAccount(world.salesperson, { name: "Contoso Bikes", accountnumber: "E2E-1", address1_city: "Seattle", address1_country: "USA" });
  const { page, card, problems } = await openAccount(id);
  await card.getByText("Not linked").waitFor();
  await shot(page, "account-not-linked");
  await card.getByRole("button", { name: "Sync now" }).click();
  await card.getByText("In sync", { exact: true }).waitFor();
  await card.getByText("E2E-1").waitFor();
  await card.getByText(/usmf/i).waitFor();
  await shot(page, "account-in-sync");

  const scm = await page.context().newPage();
  await scm.goto(`${world.scmUrl}/`);
  await scm.getByRole("searchbox").fill("E2E-1");
  await scm.getByText("Contoso Bikes").first().waitFor();
  await shot(scm, "scm-customers");

  await page.getByRole("tab", { name: "Summary" }).click();
  await page.getByLabel("Account Name", { exact: true }).fill("Contoso Bicycles");
  await page.getByRole("menuitem", { name: "Save", exact: true }).click();
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await card.getByText("Changed since last sync").first().waitFor();
  await shot(page, "account-changed");
  await card.getByText(/^Name/).waitFor();
  await card.getByRole("button", { name: "Sync now" }).click();
  await card.getByText("In sync", { exact: true }).waitFor();
  await card.getByText("1 field written: OrganizationName", { exact: true }).waitFor();
  expect(await customer(world, "E2E-1")).toMatchObject({ OrganizationName: "Contoso Bicycles" });
  expect(problems).toEqual([]);
});

test("SCM refuses the customer group: what happened, what to do, who; mended, Retry goes through", async () => {
  const id = await createAccount(world.salesperson, { name: "Refused Ltd", accountnumber: "E2E-2", p2c_customergroup: "GOLD" });
  const { page, card } = await openAccount(id);
  await card.getByRole("button", { name: "Sync now" }).click();
  await card.getByText("Needs attention").first().waitFor();
  await card.getByText("What happened").waitFor();
  await card.getByText(/GOLD/).first().waitFor();
  await card.getByText("What to do").waitFor();
  await card.getByText("Who can fix it").waitFor();
  await card.getByRole("button", { name: "Technical details" }).click();
  await card.getByText(/Correlation id/).waitFor();
  await shot(page, "account-refused");
  expect(await axeFindings(page, "main")).toEqual([]);

  await page.getByLabel("SCM customer group").fill("20");
  await page.getByRole("menuitem", { name: "Save", exact: true }).click();
  await card.getByRole("button", { name: "Retry" }).click();
  await card.getByText("In sync", { exact: true }).waitFor();
  expect(await customer(world, "E2E-2")).toMatchObject({ CustomerGroupId: "20" });
});

test("SCM does not answer: the form says that it waits and when it is tried next, and shows the success by itself", async () => {
  await world.scm.call("POST", "/_sandbox/faults", { match: { path: "^/data/" }, answer: { status: 503 } });
  const id = await createAccount(world.salesperson, { name: "Waits", accountnumber: "E2E-6" });
  const { page, card } = await openAccount(id);
  await card.getByRole("button", { name: "Sync now" }).click();
  await card.getByText("Next attempt").waitFor();
  await card.getByText("Supply Chain Management cannot be reached").first().waitFor();
  await card.getByText("Nobody needs to: it is tried again by itself").waitFor();
  await shot(page, "account-waiting");
  expect(await axeFindings(page, "main")).toEqual([]);
  await world.scm.call("DELETE", "/_sandbox/faults");
  await card.getByText("In sync", { exact: true }).waitFor({ timeout: 40_000 });
});

test("the form shows itself with one Web API request of the control", async () => {
  const id = await createAccount(world.salesperson, { name: "Thrifty", accountnumber: "E2E-3" });
  const { page } = await visitor(browser, world.salesUrl);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("p2c_account_syncrequest") || request.url().includes("/api/data/v9.2/p2c_sync")) asked.push(request.url());
  });
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`);
  await page.getByRole("tab", { name: "Summary" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await page.getByText("Not linked").waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toHaveLength(1);
});

test("by keyboard alone, and in French", async () => {
  const id = await createAccount(world.salesperson, { name: "Clavier SARL", accountnumber: "E2E-4", address1_country: "France" });
  const { page, card, problems } = await openAccount(id, { language: 1036 });
  const button = card.getByRole("button", { name: words[1036].syncNow });
  await button.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await card.getByText(words[1036].inSync, { exact: true }).waitFor();
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await shot(page, "account-french");
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});

test("the command bar's Sync now is followed by the control", async () => {
  const id = await createAccount(world.salesperson, { name: "From the bar", accountnumber: "E2E-5" });
  const { page, card } = await openAccount(id);
  await card.getByText("Not linked").waitFor();
  await page.getByRole("menuitem", { name: "Sync now" }).click();
  await card.getByText("In sync", { exact: true }).waitFor();
  expect(await customer(world, "E2E-5")).toBeDefined();
});

test("the control's Sync now looks at the form first: what lacks is named and led to; what was typed is saved and sent", async () => {
  const { contactid: contact } = await world.salesperson.call<{ contactid: string }>("POST", "/api/data/v9.2/contacts?$select=contactid",
    { firstname: "Nina", lastname: "Nowhere", p2c_isactivecustomer: false }, { prefer: "return=representation" });
  const { page, problems } = await visitor(browser, world.salesUrl);
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=contact&id=${contact}`);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  const card = page.getByRole("group", { name: words[1033].card });
  await card.getByRole("button", { name: "Sync now" }).click();
  await page.getByText("Nothing was sent yet. Choose an account as the company").waitFor();
  expect(await page.getByLabel("Company Name").first().evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  await card.getByText("Nothing was sent yet: the form has something to put right first.").waitFor();
  expect(await world.admin.list<unknown>(`/api/data/v9.2/p2c_syncrequests?$filter=p2c_targetid eq '${contact}'`)).toEqual([]);
  await shot(page, "contact-not-ready");
  expect(await axeFindings(page, "main")).toEqual([]);

  const id = await createAccount(world.salesperson, { name: "Half typed", accountnumber: "E2E-7" });
  const open = await openAccount(id);
  await open.card.getByText("Not linked").waitFor();
  await open.page.getByLabel("SCM customer group").fill("20");
  await open.card.getByRole("button", { name: "Sync now" }).click();
  await open.card.getByText("In sync", { exact: true }).waitFor();
  expect(await customer(world, "E2E-7")).toMatchObject({ CustomerGroupId: "20" });
  expect([...problems, ...open.problems]).toEqual([]);
});

test("several records from the list", async () => {
  const { page } = await visitor(browser, world.salesUrl);
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entitylist&etn=account`);
  const rows = page.getByRole("row");
  await rows.nth(3).waitFor();
  for (const n of [1, 2, 3]) await rows.nth(n).getByRole("checkbox").check({ force: true });
  await shot(page, "account-list");
  await page.getByRole("menuitem", { name: "Sync now" }).click();
  await page.getByText(/3 .*in sync|3 in sync/i).first().waitFor();
  await shot(page, "account-list-synced");
  expect(await axeFindings(page, "main")).toEqual([]);
});

test.each([["dark", 1366], ["contrast", 1366], ["light", 320]] as const)("%s theme at %i px stands and is axe-clean", async (theme, width) => {
  const id = await createAccount(world.salesperson, { name: `Looks ${theme} ${width}`, accountnumber: `E2E-${theme}-${width}` });
  const { page, card, problems } = await openAccount(id, { theme, width });
  await card.getByRole("button", { name: "Sync now" }).click();
  await card.getByText("In sync", { exact: true }).waitFor();
  await shot(page, `account-${theme}-${width}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems).toEqual([]);
});
