import { randomUUID } from "node:crypto";
import { productsName } from "../../backend/templates/products";
import { runBackend } from "../../sandbox/compose/backend";
import { RequestStatus, SyncStatus } from "../../model/generated/schema";
import { OnDemand, type Row } from "../support/onDemand";
import { api } from "../support/world";

const french = "Contoso France";
let work: OnDemand;
/** Owner of what belongs to the French business unit. */
let frenchTeam: string;
beforeAll(async () => {
  work = await OnDemand.start();
  const { admin } = work.world;
  const root = await work.first("businessunits?$filter=_parentbusinessunitid_value eq null");
  const unit = await admin.call<Row>("POST", `${api}/businessunits`, { name: french, "parentbusinessunitid@odata.bind": `/businessunits(${String(root.businessunitid)})` }, { prefer: "return=representation" });
  const team = await admin.call<Row>("POST", `${api}/teams`, { name: "Vente", teamtype: 0, "businessunitid@odata.bind": `/businessunits(${String(unit.businessunitid)})` }, { prefer: "return=representation" });
  frenchTeam = String(team.teamid);
  for (const name of ["Salesperson", "P2C Salesperson"]) {
    const role = await work.first(`roles?$filter=name eq '${name}'`);
    await admin.call("POST", `${api}/teams(${frenchTeam})/teamroles_association/$ref`, { "@odata.id": `${admin.baseUrl}${api}/roles(${String(role.roleid)})` });
  }
});
afterAll(() => work.close());

const companies = new Map([[french.toLowerCase(), "frrt"]]);
const byUnit = () => work.processorOf("usmf", companies);
const toFrance = (set: string, id: string): Promise<unknown> => work.world.admin.call("PATCH", `${api}/${set}(${id})`, { "ownerid@odata.bind": `/teams(${frenchTeam})` });

/** An activated order of the French business unit for an American customer. */
async function frenchOrder(account: string, item: Row): Promise<{ id: string; number: string }> {
  const order = await work.document("salesorders", account, [[item, 2]]);
  await work.activate(order.id);
  await toFrance("salesorders", order.id);
  return order;
}

test("an order of another company than its customer's takes the customer along to its own company", async () => {
  const item = await work.product("CO-1", 20);
  await work.release("CO-1", 18, { company: "frrt", currency: "EUR" });
  const order = await frenchOrder("CO-A", item);
  const sent = await work.sync("salesorder", order.id, {}, byUnit());
  expect(sent.result.records).toMatchObject([{ table: "salesorder", outcome: "created", company: "frrt" }, { table: "account", outcome: "created", company: "frrt", scmKey: "CO-A" }]);
  expect(await work.scmRows("CustomersV3", "CustomerAccount eq 'CO-A'")).toMatchObject([{ dataAreaId: "frrt", IsExternallyMaintained: "Yes" }]);

  // The customer's own sync goes to its own company, and its state tells of that one.
  const account = await work.first("accounts?$filter=accountnumber eq 'CO-A'");
  expect((await work.sync("account", account.accountid, {}, byUnit())).state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_company: "usmf" });
  await work.world.admin.call("PATCH", `${api}/salesorders(${order.id})`, { name: "Renamed" });
  expect((await work.sync("salesorder", order.id, {}, byUnit())).result.records).toMatchObject([{ outcome: "updated" }, { table: "account", outcome: "unchanged", company: "frrt" }]);
  expect((await work.scmRows("CustomersV3", "CustomerAccount eq 'CO-A'")).map((row) => row.dataAreaId).sort()).toEqual(["frrt", "usmf"]);
});

test("one account number in two companies is two customers; an order does not take the other one's", async () => {
  const item = await work.first("products?$filter=productnumber eq 'CO-1'");
  const theirs = await work.create("accounts", { name: "Française SA", accountnumber: "CO-B" });
  await toFrance("accounts", String(theirs.accountid));
  expect((await work.sync("account", theirs.accountid, {}, byUnit())).state).toMatchObject({ p2c_company: "frrt", p2c_scmkey: "CO-B" });
  const order = await frenchOrder("CO-B", item);
  const ours = await work.first(`accounts?$filter=accountnumber eq 'CO-B' and accountid ne ${String(theirs.accountid)}`);
  expect((await work.sync("account", ours.accountid, {}, byUnit())).state).toMatchObject({ p2c_status: SyncStatus.InSync, p2c_company: "usmf", p2c_scmkey: "CO-B" });
  expect(await work.scmRows("CustomersV3", "CustomerAccount eq 'CO-B'")).toMatchObject([{ dataAreaId: "frrt", OrganizationName: "Française SA" }, { dataAreaId: "usmf", OrganizationName: "Customer CO-B" }]);

  const refused = await work.sync("salesorder", order.id, {}, byUnit());
  expect(refused.row).toMatchObject({ p2c_status: RequestStatus.Failed, p2c_errorcode: "needed-record-failed" });
  expect(refused.result.records[1]).toMatchObject({ table: "account", errorCode: "key-taken", errorParams: { other: "Française SA" } });
  expect(await work.scmRows("CDSSalesOrderHeaders", `SalesOrderNumber eq '${order.number}'`)).toEqual([]);
});

describe("a product released in two companies", () => {
  const releases = async (product: string, usd: number, eur: number) => {
    await work.release(product, usd, { name: "American name" });
    await work.release(product, eur, { company: "frrt", currency: "EUR", name: "Nom français" });
  };
  const prices = async (id: unknown) => (await work.world.admin.list<Row>(`${api}/productpricelevels?$select=amount&$filter=_productid_value eq ${String(id)}&$expand=pricelevelid($select=name)`))
    .map((row) => [(row.pricelevelid as Row).name, row.amount]).sort();
  const bringTo = (company: string, number: string) => work.fromScm.bring(work.templateOf(productsName), { company, number }, { dryRun: false, guard: () => Promise.resolve() }, { correlationId: randomUUID() });

  test("keeps name, currency and price of the first, and has a price list item for each currency", async () => {
    await releases("CO-2", 20, 18);
    const environment = { ...work.world.backendOptions, env: { P2C_COMPANY_MAP: JSON.stringify({ [french]: "frrt" }) } };
    const run = () => runBackend(["run", "products"], environment);
    expect((await run()).output).toMatch(/failed 0/);
    const product = await work.first("products?$filter=productnumber eq 'CO-2'");
    expect(product).toMatchObject({ name: "American name", price: 20 });
    expect(await prices(product.productid)).toEqual([["Standard EUR", 18], ["Standard USD", 20]]);
    expect((await work.world.admin.list<Row>(`${api}/p2c_syncstates?$filter=p2c_recordid eq '${String(product.productid)}'`))).toMatchObject([{ p2c_company: "usmf" }]);

    expect((await run()).output).toMatch(/Created 0, updated 0, .*failed 0/);
    await releases("CO-2", 21, 19);
    expect((await run()).output).toMatch(/Created 0, updated 2, .*failed 0/);
    expect(await work.first("products?$filter=productnumber eq 'CO-2'")).toMatchObject({ name: "American name", price: 21, _transactioncurrencyid_value: product._transactioncurrencyid_value });
    expect(await prices(product.productid)).toEqual([["Standard EUR", 19], ["Standard USD", 21]]);
  });

  test("a third company with a currency that has its item already changes nothing", async () => {
    await work.release("CO-2", 99, { company: "demf", currency: "EUR", name: "Deutscher Name" });
    expect((await bringTo("demf", "CO-2")).result).toMatchObject({ outcome: "unchanged", company: "demf" });
    const product = await work.first("products?$filter=productnumber eq 'CO-2'");
    expect(await prices(product.productid)).toEqual([["Standard EUR", 19], ["Standard USD", 21]]);
  });
});
