import fc from "fast-check";
import type { Row } from "../store/types";
import { isLookupValue } from "./columns";
import { parseQueryOptions } from "./optionsParser";
import { nextLink } from "./paging";
import { runList } from "./runList";
import { accountTable, id, MemorySource, registry, runContext, sampleSource } from "./testing/fixture";

const listUrl = "http://127.0.0.1:5080/api/data/v9.2/accounts";

/** Ids of the pages, following nextLink to the end; `between` changes the data between pages. */
function pages(rawQuery: string, source: MemorySource, pageSize: number, between: (page: number) => void = () => undefined): string[][] {
  const result: string[][] = [];
  let raw = rawQuery;
  for (;;) {
    const { rows, nextPage } = runList(parseQueryOptions(raw, accountTable, registry), source, { ...runContext, pageSize });
    result.push(rows.map((row) => String(row["accountid"] as string)));
    const last = rows.at(-1);
    if (!nextPage || !last) return result;
    raw = new URL(nextLink(listUrl, raw, nextPage, last)).search.slice(1);
    between(result.length);
  }
}

test("the link repeats the whole query and holds a cookie as Dataverse writes it", () => {
  const raw = "$select=name&$filter=contains(name,'%26')%20or%20statecode%20eq%200&$orderby=name%20desc";
  const { rows, nextPage, total } = runList(parseQueryOptions(raw, accountTable, registry), sampleSource(), { ...runContext, pageSize: 2 });
  const last = rows.at(-1) as Row;
  expect(total).toBe(4);
  expect(nextPage && nextLink(listUrl, raw, nextPage, last)).toBe(
    `${listUrl}?${raw}&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%2520page%253d%25221%2522%253e`
    + "%253cname%2520last%253d%2522contoso%2520%25c3%2589t%25c3%25a9%2522%2520first%253d%2522O%2527Brien%2520%2526amp%253b%2520Sons%2522%2520%252f%253e"
    + "%253caccountid%2520last%253d%2522%257bAAAAAAAA-0000-4000-8000-000000000002%257d%2522%2520first%253d%2522%257bAAAAAAAA-0000-4000-8000-000000000005%257d%2522%2520%252f%253e"
    + "%253c%252fcookie%253e%22%20istracking=%22False%22%20/%3E",
  );
});

test.each(["", "$orderby=name", "$orderby=revenue desc", "$orderby=_primarycontactid_value desc,donotemail", "$orderby=createdon desc", "$orderby=accountid desc", "$orderby=p2c_tags"])("pages of every size give the rows of one big page: %s", (raw) => {
  const whole = pages(raw, sampleSource(), 5000).flat();
  expect(whole).toHaveLength(5);
  for (const size of [1, 2, 3]) expect(pages(raw, sampleSource(), size).flat()).toEqual(whole);
});

test("rows that come and go between pages neither repeat nor hide the others", () => {
  const name = fc.constantFrom("a", "B", "b ", "c", "", null, 'x"<&>\'', "line\nbreak", "[%_]", "{11111111-1111-4111-8111-111111111111}");
  fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(11)), (names, size, removed) => {
    const source = new MemorySource().add("account", names.map((text, index) => ({ accountid: id("a", index), name: text })));
    let added = 100;
    const seen = pages("$orderby=name desc", source, size, (page) => {
      const gone = removed[page - 1];
      if (gone !== undefined) source.tables.get("account")?.delete(id("a", gone));
      source.add("account", [{ accountid: id("a", (added += 1)), name: "~ comes first, so behind no page" }]);
    }).flat();
    expect(new Set(seen).size).toBe(seen.length);
    const untouched = names.map((_, index) => index).filter((index) => !removed.includes(index)).map((index) => id("a", index));
    expect(untouched.filter((one) => !seen.includes(one))).toEqual([]);
  }));
});

test("$top counts only without a page size, and 5,000 is the most", () => {
  const source = new MemorySource().add("account", Array.from({ length: 5003 }, (_, index) => ({ accountid: id("a", index) })));
  const top = parseQueryOptions("$top=5002", accountTable, registry);
  const limited = runList(top, source, runContext);
  expect([limited.rows.length, limited.total, limited.nextPage]).toEqual([5000, 5003, undefined]);
  expect(runList(top, source, { ...runContext, pageSize: 6000 }).nextPage).toMatchObject({ number: 2 });
  expect(runList(parseQueryOptions("", accountTable, registry), source, runContext).nextPage).toMatchObject({ number: 2 });
});

test("a cookie of another ordering is refused", () => {
  const { rows, nextPage } = runList(parseQueryOptions("$orderby=name", accountTable, registry), sampleSource(), { ...runContext, pageSize: 2 });
  const link = nextPage && nextLink(listUrl, "$orderby=revenue", nextPage, rows.at(-1) as Row);
  expect(() => parseQueryOptions(new URL(link ?? "").search.slice(1), accountTable, registry)).toThrow(/paging cookie/);
});

test("a collection's rows are searched in place of the table", () => {
  const rows = [...sampleSource().all("account")].filter((row) => isLookupValue(row["parentaccountid"]));
  expect(runList(parseQueryOptions("$filter=statecode eq 0", accountTable, registry), sampleSource(), { ...runContext, rows }).rows).toHaveLength(1);
});
