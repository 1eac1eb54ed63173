import { demoScmRows } from "../../data";
import type { RunningServer } from "../../http/contract";
import { startScm } from "../server";

let server: RunningServer;
beforeAll(async () => {
  server = await startScm({ port: 0 });
  await fetch(`${server.url}/_sandbox/load`, { method: "POST", body: [...demoScmRows()].map((row) => JSON.stringify(row)).join("\n") });
  await fetch(`${server.url}/data/CustomersV3`, {
    method: "POST", headers: { authorization: "Bearer sandbox-sync" },
    body: JSON.stringify({
      CustomerAccount: "ACC-1", OrganizationName: "<script>alert('x')</script>", CustomerGroupId: "20", CreditLimit: 1234567.5, IsExternallyMaintained: "Yes",
      AddressStreet: "1 Main St", AddressCity: "Seattle", AddressState: "WA", AddressZipCode: "98101", AddressCountryRegionISOCode: "US", PrimaryContactPhone: "+1 206 555 0100",
    }),
  });
});
afterAll(() => server.close());

async function page(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const rowCount = (text: string): number => (text.match(/<td data-label="Account"/g) ?? []).length;

test("lists a company's customers, escaped, and finds them by account, name or city", async () => {
  const all = await page("/");
  expect([all.status, rowCount(all.text)]).toEqual([200, 10]);
  expect(all.text).not.toContain("<script>alert");
  expect(all.text).toContain("&#60;script&#62;");
  expect(all.headers.get("content-security-policy")).toContain("default-src 'none'");
  for (const search of ["acc-1", "ALERT", "seattle"]) expect(rowCount((await page(`/?q=${search}`)).text)).toBe(1);
  expect((await page("/?q=nobody")).text).toContain("No customer found.");
  expect((await page(`/?q=${encodeURIComponent('"><img src=x>')}`)).text).not.toContain("<img");
});

test("takes links as finance & operations forms them", async () => {
  expect(rowCount((await page("/?cmp=FRRT&mi=CustTableListPage")).text)).toBe(4);
  expect((await page("/?cmp=none")).status).toBe(404);
  const other = await page("/?cmp=usmf&mi=SalesTableListPage");
  expect([other.status, other.text]).toEqual([501, expect.stringContaining("SalesTableListPage")]);
});

test("a customer shows the values that came from Sales", async () => {
  const { text } = await page("/?cmp=usmf&mi=CustTableListPage&account=ACC-1");
  for (const value of ["1,234,567.50", "1 Main St\nSeattle, WA 98101\nUSA", "+1 206 555 0100", "<dt>Customer group</dt><dd>20</dd>", "<dt>Externally maintained</dt><dd>Yes</dd>"]) expect(text).toContain(value);
  expect((await page("/?cmp=usmf&account=ACC-2")).status).toBe(404);
});

test("a visitor adds a customer group, and a refused customer then goes in", async () => {
  const refused = JSON.stringify({ dataAreaId: "demf", CustomerAccount: "G-1", OrganizationName: "Gold", CustomerGroupId: "GOLD" });
  const write = () => fetch(`${server.url}/data/CustomersV3`, { method: "POST", headers: { authorization: "Bearer sandbox-sync" }, body: refused });
  expect((await write()).status).toBe(400);
  const add = (headers: Record<string, string> = {}) => fetch(`${server.url}/page/customer-groups`, { method: "POST", redirect: "manual", headers, body: new URLSearchParams({ cmp: "demf", CustomerGroupId: "GOLD", Description: "Gold" }) });
  expect((await add({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  const added = await add();
  expect([added.status, added.headers.get("location")]).toEqual([303, "/?cmp=demf&mi=CustGroup&added=GOLD"]);
  expect((await page("/?cmp=demf&mi=CustGroup&added=GOLD")).text).toContain("Customer group GOLD is there.");
  expect((await write()).status).toBe(201);
  const again = await add();
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining("already exists")]);
});
