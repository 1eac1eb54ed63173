import { RequestKind, RequestStatus } from "../../../model/generated/schema";
import { type MockHost, mockHost } from "../test/mockContext";
import { bareProduct, productId, stockRequestRow } from "../test/stockRows";
import { rowsPerPage, stockQuery } from "./query";
import { stockService } from "./service";

function start(answer: MockHost["answer"], more: object = {}) {
  const host = mockHost<unknown>({ parameters: {}, strings: new Map(), answer });
  return { host, service: stockService(() => ({ ...host.context(), ...more })) };
}
const asked = (options: string) => decodeURIComponent(options.replace("?fetchXml=", ""));

test("the products of a whole form cost one request of its columns alone", async () => {
  const ids = Array.from({ length: 150 }, (_, n) => productId(n));
  const { host, service } = start(() => ({ entities: [bareProduct(ids[0] ?? "")] }));
  expect(await service.load(ids)).toEqual([bareProduct(ids[0] ?? "")]);
  expect(host.calls).toHaveLength(1);
  const { table, options } = host.calls[0] ?? { table: "", options: "" };
  expect([table, options.length < 32_000]).toEqual(["product", true]);
  expect(asked(options).match(/<value>/g)).toHaveLength(150);
  expect(asked(options)).not.toContain("all-attributes");
});

test("more products come in several requests, full pages are followed", async () => {
  const { host, service } = start(({ options }) => ({ entities: Array.from({ length: asked(options).includes('page="1"') && asked(options).includes(productId(0)) ? rowsPerPage : 1 }, () => bareProduct(productId(0))) }));
  const rows = await service.load(Array.from({ length: 151 }, (_, n) => productId(n)));
  expect(host.calls.map(({ options }) => /page="\d"/.exec(asked(options))?.[0])).toEqual(['page="1"', 'page="2"', 'page="1"']);
  expect(rows).toHaveLength(rowsPerPage + 2);
});

test("no text gets into the query", () => {
  expect(stockQuery(["' or 1", "<value>", productId(1)], 1).match(/<value>/g)).toHaveLength(1);
});

test("asks for a record's stock and finds the open request", async () => {
  const { host, service } = start(({ operation }) => (operation === "createRecord" ? { id: "new" } : { entities: [stockRequestRow()] }));
  expect(await service.createRequest("quote", productId(1), "Offer")).toMatchObject({ p2c_syncrequestid: "new", p2c_status: RequestStatus.Pending });
  expect(host.calls[0]?.data).toMatchObject({ p2c_kind: RequestKind.OnHand, p2c_openkey: `onhand:quote:${productId(1)}` });
  expect(await service.findOpenRequest("quote", productId(1))).toEqual(stockRequestRow());
  expect(host.calls[1]?.options).toContain(`$filter=p2c_openkey eq 'onhand:quote:${productId(1)}'&$top=1`);
});

test("a client that cannot tell privileges leaves the question open", () => {
  const answer = () => ({});
  expect(start(answer).service.mayAsk()).toBeUndefined();
  expect(start(answer, { utils: { hasEntityPrivilege: () => { throw new Error("no metadata"); } } }).service.mayAsk()).toBeUndefined();
  expect(start(answer, { utils: { hasEntityPrivilege: (table: string, privilege: number) => table === "p2c_syncrequest" && privilege === 1 } }).service.mayAsk()).toBe(true);
});
