import type { Browser, Locator, Page } from "playwright-core";
import { ProcessingStatus } from "../../model/generated/schema";
import { currencyIds } from "../../sandbox/data/currencies";
import { priceListIds, unitIds } from "../../sandbox/data/catalogue";
import { ids } from "../../sandbox/data/ids";
import { assignRole } from "../../sandbox/compose/demo";
import { axeFindings, launch, shot, visitor } from "../support/browser";
import { customerIdOf, customerRows, orderIdOf, orderRows, type LoadRow } from "../support/orders";
import { createAccount, syncNow } from "../support/sync";
import { api, startWorld, type World } from "../support/world";

let world: World;
let browser: Browser;

/** Markup that would run a script, a mark that turns the writing direction, and a character outside the basic plane. */
const hostile = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202eabc 🚲`;
const hostileId = "a1000000-0000-4000-8000-000000000001";
const yenOrder = "a2000000-0000-4000-8000-000000000001";

function* rows(): Generator<LoadRow> {
  const to = (table: string, id: string) => ({ table, id });
  const owner = { ownerid: to("systemuser", ids.users.sales) };
  yield* customerRows(2);
  yield* orderRows(2, 2, 2);
  yield { table: "product", row: {
    productid: hostileId, productnumber: "BAD-1", name: hostile, productstructure: 1, quantitydecimal: 2, statecode: 0, statuscode: 1,
    defaultuomscheduleid: to("uomschedule", ids.defaultUnitGroup), defaultuomid: to("uom", unitIds["ea"] ?? ""), p2c_ismaintainedexternally: true,
  } };
  yield { table: "salesorderdetail", row: {
    salesorderdetailid: hostileId, salesorderid: to("salesorder", orderIdOf(0)), productid: to("product", hostileId), productdescription: hostile, uomid: to("uom", unitIds["ea"] ?? ""),
    ...owner, quantity: 1, ispriceoverridden: true, priceperunit: 10, extendedamount: 10, sequencenumber: 9, p2c_ismaintainedexternally: true,
  } };
  yield { table: "salesorder", row: {
    salesorderid: yenOrder, ordernumber: "BAD-2", name: "Yen", customerid: to("account", customerIdOf(1)), pricelevelid: to("pricelevel", priceListIds.JPY), transactioncurrencyid: to("transactioncurrency", currencyIds.JPY),
    ...owner, totalamount: 48000, p2c_processingstatus: ProcessingStatus.Active, p2c_ismaintainedexternally: false,
  } };
  yield { table: "invoice", row: {
    invoiceid: yenOrder, invoicenumber: hostile, name: hostile, salesorderid: to("salesorder", yenOrder), customerid: to("account", customerIdOf(1)), pricelevelid: to("pricelevel", priceListIds.JPY),
    transactioncurrencyid: to("transactioncurrency", currencyIds.JPY), ...owner, totalamount: 48000, duedate: "2026-01-15", p2c_invoicedate: "2025-12-15", p2c_ismaintainedexternally: true,
  } };
}

beforeAll(async () => {
  world = await startWorld({ demo: true });
  browser = await launch();
  await world.admin.load(rows());
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

interface Opened { page: Page; sync: Locator; card: (name: string) => Locator; problems: () => string[] }

async function open(table: string, id: string, conditions = "", prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Opened> {
  const { page, problems } = await visitor(browser, world.salesUrl);
  await prepare(page);
  await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}${conditions}`);
  await page.getByRole("tab", { name: "Supply Chain" }).click();
  const card = (name: string) => page.getByRole("group", { name, exact: true });
  // That a request was refused is written to the console by the browser itself.
  return { page, card, sync: card("Sync with Supply Chain Management"), problems: () => problems.filter((problem) => !problem.startsWith("Failed to load resource")) };
}

/** Dataverse takes no value that its choice does not have; a newer solution's choice has more than this one knows. */
async function statusNobodyKnows(page: Page): Promise<void> {
  await page.route(/\/salesorders\(/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(`"p2c_processingstatus":${ProcessingStatus.Active}`, '"p2c_processingstatus":504179999').replace(/"p2c_processingstatus@[^"]+":"Active",?/, "");
    await route.fulfill({ response, body });
  });
}

/** What holds in every state: nothing of a name has run, nothing threw, axe finds nothing. */
async function stands({ page, problems }: Opened, name: string): Promise<void> {
  await shot(page, `bad-${name}`);
  expect(await page.evaluate(() => [Object.hasOwn(window, "hacked"), document.querySelectorAll("img[src=x]").length])).toEqual([false, 0]);
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(problems()).toEqual([]);
  await page.context().close();
}

test("a name with markup, script, right-to-left mark and emoji stays text: account, through a sync and a comparison", async () => {
  const opened = await open("account", await createAccount(world.salesperson, { name: hostile, accountnumber: "BAD-3" }));
  await opened.sync.getByRole("button", { name: "Sync now" }).click();
  await opened.sync.getByText("In sync", { exact: true }).waitFor();
  await opened.sync.getByRole("button", { name: "Compare with SCM" }).click();
  await opened.sync.getByRole("checkbox", { name: /Show equal fields/ }).check();
  await opened.sync.getByText(hostile).first().waitFor();
  await stands(opened, "name-account");
}, 60_000);

test("the same: order line and product", async () => {
  const order = await open("salesorder", orderIdOf(0));
  await order.card("Availability of the lines").getByText(hostile).first().waitFor();
  await stands(order, "name-line");
  const product = await open("product", hostileId);
  await product.sync.getByText("Not linked").waitFor();
  await stands(product, "name-product");
});

test("an unknown processing status and a currency without decimals are said as they are", async () => {
  const opened = await open("salesorder", yenOrder, "", statusNobodyKnows);
  await opened.card("Progress of the order").getByText(/504179999/).first().waitFor();
  const invoices = opened.card("Invoices");
  await invoices.getByText("¥48,000").first().waitFor();
  await invoices.last().getByRole("button", { name: hostile, exact: true }).last().waitFor();
  await stands(opened, "status-yen");
});

test("a record deleted in another tab: the click says so", async () => {
  const id = await createAccount(world.salesperson, { name: "Soon gone", accountnumber: "BAD-4" });
  const opened = await open("account", id);
  await opened.sync.getByText("Not linked").waitFor();
  await world.admin.call("DELETE", `${api}/accounts(${id})`);
  await opened.sync.getByRole("button", { name: "Sync now" }).click();
  await opened.sync.getByText("This record does not exist any more.").waitFor();
  await stands(opened, "deleted");
});

test("a column that the solution should have and has not: whom to ask", async () => {
  const fault = { match: { path: "accounts\\(.*p2c_SyncStateId" }, answer: { status: 400, body: { error: { code: "0x80060888", message: "Could not find a property named 'p2c_history' on type 'Microsoft.Dynamics.CRM.p2c_syncstate'." } } } };
  await world.admin.call("POST", "/_sandbox/faults", fault);
  try {
    const opened = await open("account", customerIdOf(0));
    await opened.sync.getByText("a column is missing").waitFor();
    await opened.sync.getByText("Ask your administrator to import the current version").waitFor();
    await stands(opened, "column");
  } finally {
    await world.admin.call("DELETE", "/_sandbox/faults");
  }
});

test("a lookup that column security hides", async () => {
  const opened = await open("account", customerIdOf(0), "&sandbox-secured=account.p2c_syncstateid");
  await opened.sync.getByText("Column security hides the sync status from you.").waitFor();
  await stands(opened, "secured");
});

test("no connection", async () => {
  const opened = await open("account", customerIdOf(0), "&sandbox-offline=1");
  await opened.sync.getByText("You are offline.").waitFor();
  await stands(opened, "offline");
});

test("a slow network: that it is loading is said until it is there", async () => {
  const opened = await open("account", customerIdOf(0), "&sandbox-delay=2000");
  await opened.sync.getByText("Loading the sync status…").waitFor();
  await opened.sync.getByText("Not linked").waitFor();
  await stands(opened, "slow");
});

test("on a phone", async () => {
  const opened = await open("salesorder", orderIdOf(1), "&sandbox-client=mobile");
  await opened.sync.getByText("Not linked").waitFor();
  await opened.card("Progress of the order").getByText("Active").first().waitFor();
  await stands(opened, "mobile");
});

describe("without the solution's role", () => {
  const roles = async () => (await world.admin.get<{ systemuserroles_association: { roleid: string; name: string }[] }>(`${api}/systemusers(${ids.users.sales})?$select=fullname&$expand=systemuserroles_association($select=name)`)).systemuserroles_association;
  const linked = customerIdOf(0);

  beforeAll(async () => {
    await syncNow(world, linked);
    const role = (await roles()).find(({ name }) => name === "P2C Salesperson");
    await world.admin.call("DELETE", `${api}/systemusers(${ids.users.sales})/systemuserroles_association(${role?.roleid ?? ""})/$ref`);
  });
  afterAll(() => assignRole(world.admin, ids.users.sales, "P2C Salesperson"));

  test("a linked account: which role to ask for", async () => {
    const opened = await open("account", linked);
    await opened.sync.getByText("You may not read the sync status of this record.").waitFor();
    await opened.sync.getByText("Ask your administrator for the role P2C Salesperson.").waitFor();
    await stands(opened, "role-account");
  });

  test("an order: its progress stands, the stock says why not", async () => {
    const opened = await open("salesorder", orderIdOf(1));
    await opened.card("Progress of the order").getByText("Active").first().waitFor();
    await opened.card("Availability of the lines").getByText(/may not read|not allowed/i).first().waitFor();
    await stands(opened, "role-order");
  });
});
