import { pageUrl, parsePage, type Page } from "./navigation";

const id = "11111111-2222-4333-8444-555555555555";

test.each<Page>([
  { type: "entitylist", table: "account" },
  { type: "entitylist", table: "account", viewId: id },
  { type: "entityrecord", table: "account", id },
  { type: "entityrecord", table: "account", parameters: { name: "A & B" } },
  { type: "webresource", name: "p2c_/admin.html", data: "a=1&b=2" },
])("an address leads back to its page: %j", (page) => {
  const url = new URL(pageUrl(page), "http://x");
  expect(url.pathname).toBe("/main.aspx");
  expect(parsePage(url.search)).toEqual(page);
});

test("ids are taken in braces, encoded and in capitals, as links of the real app have them", () => {
  expect(parsePage(`?appid=1&pagetype=entityrecord&etn=account&id=%7b${id.toUpperCase()}%7d`)).toEqual({ type: "entityrecord", table: "account", id });
  expect(parsePage(`?etn=account&id=${id}`)).toEqual({ type: "entityrecord", table: "account", id });
});

test.each([
  ["?pagetype=entityrecord&etn=account&id=12", "id=12 is not an id"],
  ["?pagetype=dashboard&etn=account", "pagetype=dashboard is not a page of this app"],
  ["?pagetype=entitylist", "The address names no table"],
  ["?pagetype=webresource", "The address names no web resource"],
])("%s is refused", (search, message) => {
  expect(() => parsePage(search)).toThrow(message);
});
