import { demoAccounts, demoContacts, demoSalesRows, demoScmRows, refusedAccounts, unitIds } from ".";
import { currencyIds } from "./currencies";
import { ids } from "./ids";
import { countries, states } from "./scm/countries";

const accounts = demoAccounts();
const text = (value: unknown): string => (typeof value === "string" ? value : "");

test("the demo company is the same every time", () => {
  expect(JSON.stringify([...demoSalesRows()])).toBe(JSON.stringify([...demoSalesRows()]));
  expect(accounts[0]).toMatchObject({ accountid: "69f7134e-2b0a-40d1-ad3d-a50884b994c9", accountnumber: "ACC-01000-DU0J6S" });
});

test("about three hundred accounts of ten countries and all currencies, each with its own name, id and number", () => {
  expect(accounts.length).toBeGreaterThanOrEqual(300);
  for (const column of ["accountid", "accountnumber", "name"] as const) expect(new Set(accounts.map((account) => account[column])).size).toBe(accounts.length);
  expect(new Set(accounts.map((account) => account.address1_country).filter(Boolean)).size).toBeGreaterThanOrEqual(10);
  expect(new Set(accounts.map((account) => (account["transactioncurrencyid"] as { id: string }).id))).toEqual(new Set(Object.values(currencyIds)));
  for (const account of accounts) expect(account.accountnumber).toMatch(/^ACC-\d{5}-[A-Z0-9]{6}$/);
});

test("some values are missing, and only the accounts made for it break a rule of SCM", () => {
  for (const column of ["telephone1", "websiteurl", "creditlimit", "address1_city"]) expect(accounts.filter((account) => account[column] === undefined).length).toBeGreaterThan(5);
  const iso: Record<string, string> = { "United States": "USA", Canada: "CAN", Brazil: "BRA", Australia: "AUS" };
  const breaking = accounts.filter((account) => {
    const state = text(account["address1_stateorprovince"]);
    const known = states[iso[account.address1_country ?? ""] ?? ""] ?? [];
    return account.name.length > 100 || (state !== "" && !known.includes(state)) || ![null, "10", "20", "30"].includes(account["p2c_customergroup"] as string | null)
      || text(account["address1_postalcode"]).length > 10;
  });
  expect(breaking).toEqual(accounts.slice(-refusedAccounts.length));
});

test("contacts belong to accounts that are there", () => {
  const known = new Set(accounts.map((account) => account.accountid));
  const contacts = demoContacts() as { contactid: string; parentcustomerid: { id: string } }[];
  expect(contacts.length).toBeGreaterThan(200);
  expect(contacts.every((contact) => known.has(contact.parentcustomerid.id))).toBe(true);
  expect(new Set(contacts.map((contact) => contact.contactid)).size).toBe(contacts.length);
});

test("SCM knows every ISO country once by each code", () => {
  expect(countries.size).toBe(249);
  expect(new Set(countries.values()).size).toBe(249);
  expect([countries.get("DE"), countries.get("CH"), countries.get("ZA")]).toEqual(["DEU", "CHE", "ZAF"]);
  expect([...demoScmRows()].filter(({ entitySet }) => entitySet === "CustomerGroups").length).toBe(15);
});

test("every currency has a price list, and every unit of SCM's products has one of that name in Sales", () => {
  const rows = [...demoSalesRows()] as { table: string; row: Record<string, unknown> }[];
  const lists = rows.filter(({ table, row }) => table === "pricelevel" && row.enddate === undefined).map(({ row }) => (row.transactioncurrencyid as { id: string }).id);
  expect([...lists].sort()).toEqual(Object.values(currencyIds).sort());
  const symbols = [...demoScmRows()].map(({ row }) => (row as { SalesUnitSymbol?: string }).SalesUnitSymbol).filter((symbol) => symbol !== undefined);
  for (const symbol of new Set(symbols)) expect([symbol, unitIds[symbol]]).toEqual([symbol, expect.any(String)]);
});

test("Sales' own products and documents refer to rows that come before them", () => {
  const seen = new Set<string>([ids.defaultUnitGroup, ids.defaultUnit, ids.baseCurrency, ids.users.admin, ids.users.sales]);
  for (const { row } of demoSalesRows() as Generator<{ table: string; row: Record<string, unknown> }>) {
    for (const value of Object.values(row)) if (typeof value === "object" && value !== null) expect([(value as { id: string }).id, seen.has((value as { id: string }).id)]).toEqual([(value as { id: string }).id, true]);
    for (const value of Object.values(row)) if (typeof value === "string") seen.add(value);
  }
});
