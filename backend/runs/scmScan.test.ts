import { SyncStatus } from "../../model/generated/schema";
import { DataverseClient } from "../connectors/dataverse/client";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { ScmClient } from "../connectors/scm/client";
import { sourceFingerprint } from "../core/fingerprint";
import { mapRecord } from "../core/mapping";
import { TestServer } from "../testSupport/server";
import { templates } from "../templates/all";
import { productsTemplate } from "../templates/products";
import { standardSettings } from "../templates/settings";
import type { RunContext } from "./context";
import { mayLinesChange } from "./lineChanges";
import { inFilter } from "./odata";
import { ScmScan } from "./scmScan";
import { Tally } from "./tally";

const template = productsTemplate(standardSettings);
const few = ["A", "a", "B", "C"].map((number, n) => ({ dataAreaId: "usmf", ProductNumber: number, ProductName: `${number}${n}`, CurrencyCode: "USD", SalesUnitSymbol: "ea" }));
const scope = { filter: undefined, full: false, keepsWatermark: true };

interface Scanned {
  lists: string[];
  tally: Tally;
  position: unknown;
}

/**
 * SCM with four rows, two of one number, and `more`, all of them in step in Sales. It may refuse to compare numbers, and
 * Sales may not answer for the first groups (`silent`).
 */
async function scan(options: { resume?: string; refuseCompare?: boolean; companies?: string[]; more?: number; silent?: number } = {}): Promise<Scanned> {
  const lists: string[] = [];
  const { more = 0, silent = 0 } = options;
  const rows = [...few, ...Array.from({ length: more }, (_, n) => ({ ...few[3], ProductNumber: `D${String(n).padStart(4, "0")}`, ProductName: "More", dataAreaId: "usmf", CurrencyCode: "USD", SalesUnitSymbol: "ea" }))];
  const scm = await new TestServer(({ path }) => {
    const url = decodeURIComponent(path);
    if (!url.includes("SellableReleasedProducts")) return { status: 200, body: { value: [{ LegalEntityId: "frrt" }] } };
    lists.push(url);
    const from = / ge '([^']*)'/.exec(url)?.[1];
    if (from && options.refuseCompare) return { status: 400, body: { error: { code: "", message: "No." } } };
    return { status: 200, body: { value: url.includes("'usmf'") ? rows.filter(({ ProductNumber }) => !from || ProductNumber.toLowerCase() >= from.toLowerCase()) : [] } };
  }).start();
  const known = rows.slice(1).map((row) => ({
    p2c_scmkey: row.ProductNumber, p2c_recordid: row.ProductNumber, p2c_status: SyncStatus.InSync, p2c_sourcefingerprint: sourceFingerprint("usmf", mapRecord(template, row, new Set())),
  }));
  let batches = 0;
  const sales = await new TestServer(({ method }) => {
    if (method !== "GET" && ++batches <= silent) return { status: 503, body: {} };
    if (method === "GET") return { status: 200, body: { value: known } };
    const answer = JSON.stringify({ value: known });
    return { status: 200, headers: { "Content-Type": "multipart/mixed; boundary=b" }, body: `--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${answer}\r\n--b--\r\n` };
  }).start();
  const http = (side: "sales" | "scm", baseUrl: string) => new HttpClient({ side, baseUrl, credential: new StaticTokenCredential("t"), timeoutMs: 5_000, concurrency: 4, retries: 0 });
  const dataverse = new DataverseClient(http("sales", sales.url));
  const tally = new Tally();
  const context: RunContext<typeof template> = {
    dataverse, scm: new ScmClient(http("scm", scm.url)), secured: new SecuredColumns(dataverse), scmUrl: "https://scm.example.com", lcid: 1033, concurrency: 2, batchSize: 100, templates, log: () => undefined,
    template, companies: { fallback: "frrt", byBusinessUnit: new Map((options.companies ?? ["usmf"]).map((company) => [company, company])) },
    mode: { verify: false, retryFailed: false, dryRun: false }, tally, fence: 1, call: { correlationId: "c" }, guard: () => Promise.resolve(), ownWrite: () => undefined,
  };
  try {
    const made = new ScmScan(context, "mapping");
    await made.go(scope, options.resume === undefined ? undefined : { mapping: "mapping", next: options.resume });
    return { lists, tally, position: made.progress };
  } finally {
    await Promise.all([scm.stop(), sales.stop()]);
  }
}

test("the list comes in the order of its key, company by company; of a number used twice the last row counts", async () => {
  const { lists, tally, position } = await scan();
  expect(lists.map((url) => /dataAreaId eq '(\w+)'.*&\$orderby=ProductNumber$/.exec(url)?.[1])).toEqual(["frrt", "usmf"]);
  expect(tally.counts).toMatchObject({ unchanged: 3, skipped: 1, failed: 0 });
  expect(position).toEqual({});
});

test("an interrupted run goes on in its company at its number", async () => {
  const { lists, tally } = await scan({ resume: "usmf/B" });
  expect(lists).toEqual([expect.stringContaining("dataAreaId eq 'usmf' and ProductNumber ge 'B'")]);
  expect(tally.counts).toMatchObject({ unchanged: 2 });
});

test("where SCM cannot compare numbers so, the company is listed from its beginning", async () => {
  const { lists, tally } = await scan({ resume: "usmf/B", refuseCompare: true });
  expect(lists).toHaveLength(2);
  expect(tally.counts).toMatchObject({ unchanged: 3 });
});

test("a position in a company that is no longer configured counts for nothing", async () => {
  expect((await scan({ resume: "demf/B" })).lists).toHaveLength(2);
});

test("a group whose states cannot be had is left to the next run, and the others go on; after three in a row the run is given up", async () => {
  // Groups of 250 rows: three of them, one of 3 rows.
  const once = await scan({ more: 750, silent: 1 });
  expect(once.tally.counts).toMatchObject({ notReached: 250, unchanged: 503, failed: 0 });
  expect(once.tally.abandoned).toBeUndefined();
  const down = await scan({ more: 1500, silent: 100 });
  expect(down.tally.abandoned).toMatchObject({ code: "sales-unreachable" });
  expect(down.tally.counts).toMatchObject({ notReached: 1503, unchanged: 0 });
});

test.each([["Confirmed", true], ["Delivered", true], ["Invoiced", false], ["Canceled", false], [undefined, false]])("lines of an order that is %s may change: %s", (status, may) => {
  expect(mayLinesChange(status === undefined ? {} : { SalesOrderProcessingStatus: status })).toBe(may);
});

test("a text in a filter has its quotes doubled", () => {
  expect(inFilter("name", ["a", "O'Hara"])).toBe("Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a','O''Hara'])");
});
