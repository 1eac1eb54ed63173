import { mkdirSync } from "node:fs";
import { RequestStatus } from "../model/generated/schema";
import { createAccount, syncNow } from "../test/support/sync";
import { launch, visitor } from "../test/support/browser";
import { startWorld } from "../test/support/world";

/** `npm run screenshots`: makes the README's pictures from the running sandbox. */
async function main(): Promise<void> {
  mkdirSync("docs/images", { recursive: true });
  const world = await startWorld({ demo: true });
  const browser = await launch();
  try {
    const row = {
      accountnumber: "ACC-02001-PICTUR", address1_line1: "12 Quayside", address1_city: "Bristol", address1_postalcode: "BS1 4XE",
      address1_country: "United Kingdom", telephone1: "+44 117 496 0100", creditlimit: 50000,
    };
    const good = await createAccount(world.salesperson, { ...row, name: "Harbour Lane Outfitters" });
    await syncNow(world, good);
    await world.salesperson.call("PATCH", `/api/data/v9.2/accounts(${good})`, { telephone1: "+44 117 496 0199" });
    await syncNow(world, good);
    const refused = await createAccount(world.salesperson, { ...row, accountnumber: "ACC-02002-PICTUR", name: "Northgate Cycles", p2c_customergroup: "GOLD" });
    const request = await syncNow(world, refused);
    if (request.p2c_status !== RequestStatus.Failed) throw new Error("The refused account was meant to fail.");

    const { page } = await visitor(browser, world.salesUrl);
    for (const [id, name] of [[good, "account"], [refused, "refused"]] as const) {
      await page.goto(`${world.salesUrl}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`);
      await page.getByRole("tab", { name: "Supply Chain" }).click();
      await page.getByRole("group", { name: "Sync with Supply Chain Management" }).waitFor();
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `docs/images/${name}.png` });
    }
  } finally {
    await browser.close();
    await world.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
