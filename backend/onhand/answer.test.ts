import { RequestStatus } from "../../model/generated/schema";
import { onHandKeyOf } from "../../model/onHand";
import { DataverseClient } from "../connectors/dataverse/client";
import { ScmClient } from "../connectors/scm/client";
import { BatchServer } from "../testSupport/batchServer";
import type { Answer } from "../testSupport/server";
import { StockAnswers, type StockRequest } from "./answer";
import { PlaceNames } from "./places";
import { ScmStock } from "./scmStock";

const id = "11111111-2222-4333-8444-555555555555";
const asker = "99999999-2222-4333-8444-555555555555";
const product = (number: string, end: string) => ({ productid: id.replace(/5$/, end), productnumber: number, name: `Product ${number}` });
const list = (value: unknown[]): Answer => ({ status: 200, body: { value } });

let written: string[];
let rights: string;
const sales = new BatchServer(({ method, path, body }) => {
  if (method === "PATCH") return written.push(body), { status: 204 };
  if (path.includes("RetrievePrincipalAccess")) return { status: 200, body: { AccessRights: rights } };
  if (path.includes("p2c_syncstates")) return { status: 404, body: {} };
  if (path.includes("/quotedetails")) return list([{ productid: product("LAMP", "1") }, { productid: product("LAMP", "1") }, { productid: product("HOUR", "2") }, { productid: product("OWN", "3") }]);
  if (path.includes("/quotes(")) return { status: 200, body: { name: "Q", _owningbusinessunit_value: id, "_owningbusinessunit_value@OData.Community.Display.V1.FormattedValue": "Contoso France" } };
  return list([]);
});
const scm = new BatchServer(({ path }) => {
  if (path.includes("SellableReleasedProducts")) return list([{ ProductNumber: "LAMP", InventoryUnitSymbol: "ea", IsStockedProduct: "Yes" }, { ProductNumber: "HOUR", InventoryUnitSymbol: "hr", IsStockedProduct: "No" }]);
  return list([]);
});
beforeAll(() => Promise.all([sales.server.start(), scm.server.start()]));
afterAll(() => Promise.all([sales.server.stop(), scm.server.stop()]));
beforeEach(() => {
  written = [];
  rights = "ReadAccess, WriteAccess";
  scm.parts.length = 0;
  sales.parts.length = 0;
});

async function ask(change: Partial<StockRequest> = {}) {
  const client = new ScmClient(scm.http("scm"));
  const steps: string[] = [];
  const answers = new StockAnswers({
    dataverse: new DataverseClient(sales.http("sales")), scm: client, quantities: new ScmStock(client), days: undefined, places: new PlaceNames(client, 0), itemNumbers: "product",
    units: new Map([["ea", "Piece"]]), log: () => undefined, companies: { fallback: "usmf", byBusinessUnit: new Map([["contoso france", "frrt"]]) },
  });
  const lease = { assertHeld: () => Promise.resolve(void steps.push("held")), set progress(step: "reading" | "checking" | "validating" | "writing" | "saving") { steps.push(step); } };
  const answer = await answers.answer({ targetTable: "quote", targetId: id, openKey: onHandKeyOf("quote", id), name: "Q", askerId: asker, askerName: "Sam", dryRun: false, ...change }, lease, { correlationId: "c" });
  return { ...answer, steps };
}

test("each product of a document once, in the company of its business unit; what SCM does not know is told, services are passed over", async () => {
  const { result, status, steps } = await ask();
  expect(status).toBe(RequestStatus.PartlySucceeded);
  expect(result.records).toMatchObject([
    { table: "quote", outcome: "created", company: "frrt" }, { table: "product", name: "Product OWN", outcome: "failed", errorCode: "stock-unknown", errorParams: { product: "OWN", company: "frrt" } },
  ]);
  expect(result.onHand).toMatchObject({ company: "frrt", products: 1 });
  expect(written.map((body) => JSON.parse(body) as unknown)).toMatchObject([{ p2c_itemnumber: "LAMP", p2c_company: "frrt", p2c_istotal: true, p2c_physical: 0, p2c_unit: "Piece" }]);
  expect(steps).toEqual(["reading", "writing", "held", "saving"]);
});

test("a dry run reads and compares only", async () => {
  expect((await ask({ dryRun: true })).result.onHand?.products).toBe(1);
  expect(written).toEqual([]);
});

test.each([
  ["another table", { targetTable: "account" }, "stock-table-unknown"], ["no id", { targetId: "x" }, "request-target-missing"], ["another record's key", { openKey: `quote:${id}` }, "request-key-mismatch"],
])("a request with %s is refused before anything is read", async (_what, change, code) => {
  await expect(ask(change)).rejects.toMatchObject({ code });
  expect([...sales.parts, ...scm.parts]).toEqual([]);
});

test("who may not read the record learns nothing, and SCM is not asked", async () => {
  rights = "None";
  await expect(ask()).rejects.toMatchObject({ code: "no-read-access" });
  expect([scm.parts, written]).toEqual([[], []]);
});
