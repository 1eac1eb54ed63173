import { RequestStatus, SyncStatus, WhoCanFix } from "../../model/generated/schema";
import { parseHistory } from "../../model/history";
import { createAccount, customer, logOf, readRequest, requestColumns, requestSync, stateColumns, stateOf, syncNow } from "../support/sync";
import { api, startWorld, until, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function writesToScm(): Promise<{ method: string; path: string }[]> {
  return (await logOf(world.scm)).filter((entry) => entry.method !== "GET");
}

test("an account goes out with its mapped values and comes back as In sync", async () => {
  const id = await createAccount(world.salesperson, {
    name: "Litware Amsterdam", accountnumber: "LIT-1", creditlimit: 12500.75, telephone1: "+31 20 555 0100", numberofemployees: 42,
    address1_line1: "Damrak 1", address1_city: "Amsterdam", address1_postalcode: "1012 LG", address1_country: "Netherlands",
  });
  const request = await syncNow(world, id);
  expect(request[requestColumns.status]).toBe(RequestStatus.Succeeded);

  expect(await customer(world, "LIT-1")).toMatchObject({
    OrganizationName: "Litware Amsterdam", PartyNumber: "LIT-1", PartyType: "Organization", CustomerGroupId: "10", CreditLimit: 12500.75,
    AddressCity: "Amsterdam", AddressStreet: "Damrak 1", AddressCountryRegionISOCode: "NL", SalesCurrencyCode: "USD", LanguageId: "en-us",
    SiteId: "1", WarehouseId: "13", PrimaryContactPhone: "+31 20 555 0100", OrganizationNumberOfEmployees: 42, IsExternallyMaintained: "Yes",
  });
  const state = await stateOf(world, id);
  expect(state).toMatchObject({
    [stateColumns.status]: SyncStatus.InSync, [stateColumns.scmKey]: "LIT-1", [stateColumns.company]: "usmf",
    [stateColumns.recordId]: id, [stateColumns.recordTable]: "account", [stateColumns.attempts]: 0,
  });
  expect(parseHistory(state?.[stateColumns.history] as string)).toMatchObject([{ outcome: "created", by: "Sam Sales" }]);
});

test("after a change only the changed values are written", async () => {
  const id = await createAccount(world.salesperson, { name: "Changes", accountnumber: "CHG-1", address1_city: "Leeds", address1_country: "United Kingdom" });
  await syncNow(world, id);
  await world.salesperson.call("PATCH", `${api}/accounts(${id})`, { name: "Changes & Co", address1_city: "York" });
  const request = await syncNow(world, id);
  const result = JSON.parse(String(request[requestColumns.result])) as { records: { written: string[]; outcome: string }[] };
  expect(result.records).toMatchObject([{ outcome: "updated", written: ["OrganizationName", "AddressCity"] }]);
  expect(await customer(world, "CHG-1")).toMatchObject({ OrganizationName: "Changes & Co", AddressCity: "York" });
});

test("nothing changed: nothing is written in SCM", async () => {
  const id = await createAccount(world.salesperson, { name: "Quiet", accountnumber: "QUI-1" });
  await syncNow(world, id);
  const before = (await writesToScm()).length;
  const request = await syncNow(world, id);
  expect(request[requestColumns.status]).toBe(RequestStatus.Succeeded);
  expect((await writesToScm()).length).toBe(before);
});

test("a customer group that SCM does not know: reason, remedy, who; mended and retried it goes through", async () => {
  const id = await createAccount(world.salesperson, { name: "Wrong group", accountnumber: "GRP-1", p2c_customergroup: "GOLD" });
  const failed = await syncNow(world, id);
  expect(failed[requestColumns.status]).toBe(RequestStatus.Failed);
  const state = await stateOf(world, id);
  expect(state).toMatchObject({ [stateColumns.status]: SyncStatus.NeedsAttention, [stateColumns.errorCode]: "scm-lookup-missing" });
  expect(String(state?.[stateColumns.whatHappened])).toContain("GOLD");
  expect(state?.[stateColumns.whatToDo]).toBeTruthy();
  expect([WhoCanFix.You, WhoCanFix.ScmTeam]).toContain(state?.[stateColumns.whoCanFix]);
  expect(await customer(world, "GRP-1")).toBeUndefined();

  await world.salesperson.call("PATCH", `${api}/accounts(${id})`, { p2c_customergroup: "20" });
  expect((await syncNow(world, id))[requestColumns.status]).toBe(RequestStatus.Succeeded);
  expect(await customer(world, "GRP-1")).toMatchObject({ CustomerGroupId: "20" });
  expect(await stateOf(world, id)).toMatchObject({ [stateColumns.status]: SyncStatus.InSync, [stateColumns.errorCode]: null });
});

test("a customer that another active account is linked to is not overwritten", async () => {
  const first = await createAccount(world.salesperson, { name: "First with the number", accountnumber: "SAME-1" });
  await syncNow(world, first);
  const second = await createAccount(world.salesperson, { name: "Second with the number", accountnumber: "SAME-1" });
  expect(await syncNow(world, second)).toMatchObject({ [requestColumns.status]: RequestStatus.Failed, [requestColumns.errorCode]: "key-taken" });
  expect(String((await stateOf(world, second))?.[stateColumns.whatHappened])).toContain("First with the number");
  expect(await customer(world, "SAME-1")).toMatchObject({ OrganizationName: "First with the number" });

  await world.admin.call("PATCH", `${api}/accounts(${first})`, { statecode: 1, statuscode: 2 });
  expect(await syncNow(world, second)).toMatchObject({ [requestColumns.status]: RequestStatus.Succeeded });
  expect(await customer(world, "SAME-1")).toMatchObject({ OrganizationName: "Second with the number" });
});

test("the same permanent error twice in a row parks the record", async () => {
  const id = await createAccount(world.salesperson, { name: "Twice", accountnumber: "TWI-1", p2c_customergroup: "NONE" });
  await syncNow(world, id);
  await syncNow(world, id);
  expect(await stateOf(world, id)).toMatchObject({ [stateColumns.status]: SyncStatus.Paused, [stateColumns.attempts]: 2 });
});

test("two clicks are one request", async () => {
  const id = await createAccount(world.salesperson, { name: "Double", accountnumber: "DBL-1" });
  const clicks = await Promise.allSettled([requestSync(world.salesperson, id), requestSync(world.salesperson, id)]);
  expect(clicks.map((click) => click.status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = clicks.find((click): click is PromiseRejectedResult => click.status === "rejected");
  expect(String(refused?.reason)).toMatch(/412.*0x80040237|412.*0x80060892/);
});

test("one Sync now costs four requests of the backend in Dataverse and two in SCM", async () => {
  const id = await createAccount(world.salesperson, { name: "Count", accountnumber: "CNT-1" });
  await syncNow(world, id);
  await world.salesperson.call("PATCH", `${api}/accounts(${id})`, { name: "Count again" });
  const salesBefore = (await logOf(world.admin)).length;
  const scmBefore = (await logOf(world.scm)).length;
  const requestId = await requestSync(world.salesperson, id);
  await until(() => stateOf(world, id), (state) => state?.[stateColumns.name] === "Count again");
  const byBackend = (await logOf(world.admin)).slice(salesBefore).filter((entry) => entry.caller === "sandbox-sync" && entry.path.includes(requestId) || entry.path.endsWith("$batch"));
  expect(byBackend.map((entry) => entry.method)).toEqual(["GET", "PATCH", "POST", "POST"]);
  expect((await logOf(world.scm)).slice(scmBefore).map((entry) => entry.method)).toEqual(["GET", "PATCH"]);
  expect((await readRequest(world, requestId))[requestColumns.status]).toBe(RequestStatus.Succeeded);
});
