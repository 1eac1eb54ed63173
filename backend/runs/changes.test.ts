import { DataverseClient } from "../connectors/dataverse/client";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { TestServer, type Answer } from "../testSupport/server";
import { ChangeFeed, WatermarkExpiredError, type Changes } from "./changes";

let server: TestServer;
let answers: Answer[];
let feed: ChangeFeed;
const call = { correlationId: "c" };
beforeEach(async () => {
  answers = [];
  server = await new TestServer(() => answers.shift() ?? { status: 500 }).start();
  const http = new HttpClient({ side: "sales", baseUrl: server.url, credential: new StaticTokenCredential("t"), timeoutMs: 2_000, concurrency: 2, retries: 0 });
  feed = new ChangeFeed(new DataverseClient(http), "accounts", "accountid");
});
afterEach(() => server.stop());

const link = (text: string): string => `${server.url}api/data/v9.2/accounts?${text}`;
const ok = (body: object): Answer => ({ status: 200, body });
const refused = (status: number, code: string): Answer => ({ status, body: { error: { code, message: "no" } } });

async function all(): Promise<Changes[]> {
  const pages: Changes[] = [];
  for await (const page of feed.since(link("$deltatoken=1"), call)) pages.push(page);
  return pages;
}

test("the point to begin from stands on the last page; only ids are read, with tracking asked for", async () => {
  answers = [ok({ value: [{ accountid: "a" }, { accountid: "b" }], "@odata.nextLink": link("p=2") }), ok({ value: [{ accountid: "c" }], "@odata.deltaLink": link("$deltatoken=9") })];
  expect(await feed.begin(call)).toEqual({ rows: 3, delta: link("$deltatoken=9") });
  expect(server.calls.map(({ path }) => path)).toEqual(["/api/data/v9.2/accounts?$select=accountid", "/api/data/v9.2/accounts?p=2"]);
  expect(server.calls.every(({ headers }) => String(headers["prefer"]).includes("odata.track-changes"))).toBe(true);
});

test("a table that does not track changes has no such point", async () => {
  answers = [refused(400, "0x80044350")];
  expect(await feed.begin(call)).toEqual({ rows: 0, delta: undefined });
});

test("changed rows come with their version, deleted ones by id, page after page", async () => {
  answers = [
    ok({ value: [{ accountid: "A", "@odata.etag": 'W/"5"' }, { "@odata.context": "x#accounts/$deletedEntity", id: "D", reason: "deleted" }], "@odata.nextLink": link("p=2") }),
    ok({ value: [{ accountid: "b", "@odata.etag": 'W/"6"' }, { id: "e", reason: "changed" }], "@odata.deltaLink": link("$deltatoken=2") }),
  ];
  expect(await all()).toEqual([
    { changed: [{ id: "a", etag: 'W/"5"' }], deleted: ["d"], delta: undefined },
    { changed: [{ id: "b", etag: 'W/"6"' }], deleted: [], delta: link("$deltatoken=2") },
  ]);
});

test.each([[400, "0x80044352"], [410, ""]])("a link that is refused with %i has expired", async (status, code) => {
  answers = [refused(status, code)];
  await expect(all()).rejects.toBeInstanceOf(WatermarkExpiredError);
});

test("a missing right is not taken for an expired link", async () => {
  answers = [refused(403, "0x80040220")];
  await expect(all()).rejects.toMatchObject({ code: "sales-forbidden" });
});
