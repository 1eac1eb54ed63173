import { ScmClient } from "../connectors/scm/client";
import { BatchServer } from "../testSupport/batchServer";
import { filtersOf, readAll } from "./scmQueries";

const call = { correlationId: "c" };
let server: BatchServer;
afterEach(() => server?.server.stop());

test("filters are bounded in values and in length, and quotes are doubled", () => {
  const numbers = Array.from({ length: 45 }, (_none, index) => `N${index}`);
  const filters = filtersOf("dataAreaId eq 'usmf'", "ItemNumber", numbers);
  expect(filters.map((filter) => filter.split(" or ").length)).toEqual([20, 20, 5]);
  expect(filters[0]).toMatch(/^dataAreaId eq 'usmf' and \(ItemNumber eq 'N0' or /);
  expect(Math.max(...filtersOf("x", "ItemNumber", Array(20).fill("é".repeat(100)) as string[]).map(({ length }) => length))).toBeLessThan(4_000);
  expect(filtersOf("x", "ItemNumber", ["O'Neil & co"])).toEqual(["x and (ItemNumber eq 'O''Neil%20%26%20co')"]);
  expect(filtersOf("x", "ItemNumber", [])).toEqual([]);
});

test("all pages of all queries are read; a part that is refused is an error", async () => {
  server = new BatchServer(({ path }) => {
    if (path.includes("bad")) return { status: 403, body: { error: { code: "", message: "No." } } };
    if (path.includes("skip")) return { status: 200, body: { value: [{ n: "2" }] } };
    return { status: 200, body: { value: [{ n: "1" }], ...(path.includes("Paged") ? { "@odata.nextLink": `${server.server.url}data/Paged?$skip=1` } : {}) } };
  });
  await server.server.start();
  const scm = new ScmClient(server.http("scm"));
  expect(await readAll(scm, [scm.queryPart("Paged", "x", []), scm.queryPart("Single", "x", [])], call)).toEqual([{ n: "1" }, { n: "2" }, { n: "1" }]);
  await expect(readAll(scm, [scm.queryPart("bad", "x", [])], call)).rejects.toMatchObject({ code: "scm-forbidden" });
});
