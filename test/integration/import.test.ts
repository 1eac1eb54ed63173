import { importSolution } from "../../sandbox/compose/demo";
import { SandboxClient } from "../../sandbox/compose/client";
import { startSales } from "../../sandbox/dataverse/server";
import type { RunningServer } from "../../sandbox/http/contract";
import type { Row } from "../support/sync";
import { api } from "../support/world";

let sales: RunningServer;
let admin: SandboxClient;
beforeEach(async () => {
  sales = await startSales({ port: 0 });
  admin = new SandboxClient(sales.url, "sandbox-admin");
});
afterEach(() => sales.close());

const installed = (): Promise<Row[]> => admin.list(`${api}/solutions?$select=version,ismanaged&$filter=uniquename eq 'ProspectToCashSales'`);

test.each([["dist/ProspectToCashSales.zip", false], ["dist/ProspectToCashSales_managed.zip", true]])("%s imports, and imports again as an update", async (zip, managed) => {
  await importSolution(sales.url, zip);
  await importSolution(sales.url, zip);
  expect(await installed()).toMatchObject([{ ismanaged: managed }]);
  expect(await admin.list(`${api}/p2c_syncstates`)).toEqual([]);
});

test("before the import nothing of the product is known", async () => {
  await expect(admin.list(`${api}/p2c_syncstates`)).rejects.toMatchObject({ status: 404 });
  expect(await installed()).toEqual([]);
});

test("a new account gets its number from the imported definition", async () => {
  await importSolution(sales.url, "dist/ProspectToCashSales.zip");
  const made = await admin.call<Row>("POST", `${api}/accounts?$select=accountnumber`, { name: "Numbered" }, { prefer: "return=representation" });
  expect(made.accountnumber).toMatch(/^ACC-\d{5}-[A-Z0-9]{6}$/);
});
