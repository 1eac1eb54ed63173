import { columnXml, sampleZip } from "../import/testSupport";
import { derivedId } from "../store/derivedId";
import { startTestServer, type TestAnswer, type TestServer } from "../testServer";
import { created, done, header, line, makeCatalogue, type Catalogue } from "./testFixture";

let server: TestServer;
let catalogue: Catalogue;
beforeAll(async () => {
  server = await startTestServer();
  catalogue = await makeCatalogue(server);
});
afterAll(() => server.sales.close());

const id = (kind: string, key: unknown): string => derivedId(kind, String(key));
const type = (table: string) => ({ "@odata.type": `Microsoft.Dynamics.CRM.${table}` });
const read = async (path: string) => (await server.admin("GET", path)).json;
const total = async (orderId: string) => (await read(`salesorders(${orderId})?$select=totalamount`)).totalamount;

describe("bulk messages", () => {
  const order = (key: number, values: Record<string, unknown> = {}) => ({ ...type("salesorder"), salesorderid: id("order", key), ...header(catalogue, { name: `Order ${key}`, ...values }) });
  const orderLine = (key: number, number: number, values: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...type("salesorderdetail"), salesorderdetailid: id("line", `${key}/${number}`),
    ...line(catalogue, { "salesorderid@odata.bind": `/salesorders(${id("order", key)})`, lineitemnumber: number, ...values }),
  });

  test("UpsertMultiple creates under the ids given, then changes; totals are right after each", async () => {
    const keys = [1, 2, 3];
    await done(server.salesperson, "POST", "salesorders/Microsoft.Dynamics.CRM.UpsertMultiple", { Targets: keys.map((key) => order(key)) });
    await done(server.salesperson, "POST", "salesorderdetails/Microsoft.Dynamics.CRM.UpsertMultiple", { Targets: keys.flatMap((key) => [orderLine(key, 1), orderLine(key, 2, { quantity: 2 })]) });
    expect(await Promise.all(keys.map((key) => total(id("order", key))))).toEqual([30, 30, 30]);
    const mixed = { Targets: [orderLine(1, 2, { quantity: 5 }), orderLine(1, 3, { manualdiscountamount: 0.25 })] };
    await done(server.salesperson, "POST", "salesorderdetails/Microsoft.Dynamics.CRM.UpsertMultiple", mixed);
    await done(server.salesperson, "POST", "salesorderdetails/Microsoft.Dynamics.CRM.UpsertMultiple", mixed);
    expect(await total(id("order", 1))).toBe(69.75);
    expect((await server.admin("GET", `salesorders(${id("order", 1)})/order_details`)).rows).toHaveLength(3);
  });

  test("one refused target undoes all of them", async () => {
    await done(server.salesperson, "POST", "salesorders/Microsoft.Dynamics.CRM.CreateMultiple", { Targets: [order(10)] });
    const refused = await server.salesperson("POST", "salesorderdetails/Microsoft.Dynamics.CRM.UpsertMultiple", { Targets: [orderLine(10, 1), orderLine(10, 2, { "uomid@odata.bind": null })] });
    expect([refused.status, refused.code]).toEqual([400, "0x80043b0d"]);
    expect(await total(id("order", 10))).toBe(0);
    expect((await server.admin("GET", `salesorderdetails(${id("line", "10/1")})`)).status).toBe(404);
    const missing = await server.salesperson("POST", "salesorderdetails/Microsoft.Dynamics.CRM.UpdateMultiple", { Targets: [orderLine(10, 1)] });
    expect([missing.status, missing.code]).toEqual([404, "0x80040217"]);
  });

  test("a document of a thousand lines is numbered and totalled", async () => {
    await done(server.salesperson, "POST", "salesorders/Microsoft.Dynamics.CRM.CreateMultiple", { Targets: [order(11)] });
    const targets = Array.from({ length: 1000 }, (_, index) => orderLine(11, index + 1, { lineitemnumber: null }));
    const answer = await server.salesperson("POST", "salesorderdetails/Microsoft.Dynamics.CRM.CreateMultiple", { Targets: targets });
    expect(answer.json.Ids).toEqual(targets.map((target) => target.salesorderdetailid));
    expect(await total(id("order", 11))).toBe(10000);
    const last = await server.admin("GET", `salesorders(${id("order", 11)})/order_details?$orderby=lineitemnumber desc&$top=1`);
    expect(last.rows[0]).toMatchObject({ lineitemnumber: 1000, sequencenumber: 1000 });
  });
});

test("If-None-Match: * makes a row once, under the id of the address", async () => {
  const target = `invoices(${id("invoice", "usmf/1")})`;
  const body = header(catalogue, { invoicenumber: "CIV-1" });
  const answers = await Promise.all([1, 2, 3].map(() => server.salesperson("PATCH", target, body, { "if-none-match": "*" })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([204, 412, 412]);
  expect(answers.find((answer) => answer.status === 412)?.code).toBe("0x80040237");
  expect(await read(target)).toMatchObject({ invoicenumber: "CIV-1", invoiceid: id("invoice", "usmf/1") });
});

describe("$batch", () => {
  const part = (method: string, url: string, body: unknown, contentId: number): string =>
    ["Content-Type: application/http", "Content-Transfer-Encoding: binary", `Content-ID: ${contentId}`, "", `${method} ${url} HTTP/1.1`, "Content-Type: application/json", "If-None-Match: *", "", JSON.stringify(body)].join("\r\n");
  const changeSet = (name: string, parts: string[]): string => [`Content-Type: multipart/mixed; boundary=${name}`, "", ...parts.flatMap((p) => [`--${name}`, p]), `--${name}--`].join("\r\n");
  const send = (items: string[]): Promise<TestAnswer> => server.salesperson("POST", "$batch", [...items.flatMap((item) => ["--batch", item]), "--batch--", ""].join("\r\n"),
    { "content-type": "multipart/mixed; boundary=batch", prefer: "odata.continue-on-error" });
  const statuses = (answer: TestAnswer): number[] => [...answer.text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));
  const order = (key: number, lines: number, bad = false): string => changeSet(`cs${key}`, [
    part("PATCH", `salesorders(${id("batch", key)})`, header(catalogue), 1),
    ...Array.from({ length: lines }, (_, index) => part("PATCH", `salesorderdetails(${id("batch", `${key}/${index}`)})`,
      line(catalogue, { "salesorderid@odata.bind": `/salesorders(${id("batch", key)})`, ...(bad && index === lines - 1 ? { "uomid@odata.bind": null } : {}) }), index + 2)),
  ]);

  test("a thousand requests in a hundred change sets: those that fail leave nothing, the others stand", async () => {
    const bad = new Set([7, 50, 99]);
    const answer = await send(Array.from({ length: 100 }, (_, key) => order(key, 9, bad.has(key))));
    expect(answer.status).toBe(200);
    const counts = new Map<number, number>();
    for (const status of statuses(answer)) counts.set(status, (counts.get(status) ?? 0) + 1);
    expect([...counts]).toEqual([[204, 970], [400, 3]]);
    expect(await total(id("batch", 8))).toBe(90);
    expect((await server.admin("GET", `salesorders(${id("batch", 7)})`)).status).toBe(404);
    expect((await server.admin("GET", `salesorderdetails(${id("batch", "7/0")})`)).status).toBe(404);
  });

  test("more than a thousand are refused as a whole", async () => {
    const answer = await send(Array.from({ length: 101 }, (_, key) => order(1000 + key, 9)));
    expect(answer.status).toBe(400);
    expect((await server.admin("GET", `salesorders(${id("batch", 1000)})`)).status).toBe(404);
  });
});

describe("change tracking", () => {
  const track = { prefer: "odata.track-changes" };
  const follow = (link: unknown) => server.admin("GET", String(link).replace(server.sales.url, ""));

  test.each(["accounts", "contacts", "products", "pricelevels", "productpricelevels", "uoms", "quotes", "quotedetails", "salesorders", "salesorderdetails", "invoices", "invoicedetails"])("%s tracks changes", async (set) => {
    const first = await server.admin("GET", `${set}?$select=versionnumber`, undefined, track);
    expect([first.status, first.headers.get("preference-applied")]).toEqual([200, "odata.track-changes"]);
    expect(first.json["@odata.deltaLink"]).toEqual(expect.stringContaining("$deltatoken="));
  });

  test("a delta holds what was made, changed or deleted since, a changed line's header too", async () => {
    const [kept, gone] = [await created(server.admin, "salesorders", header(catalogue)), await created(server.admin, "salesorders", header(catalogue))];
    const first = await server.admin("GET", "salesorders?$select=name,totalamount", undefined, track);
    expect(first.rows.map((row) => row.salesorderid)).toEqual(expect.arrayContaining([kept, gone]));
    expect((await follow(first.json["@odata.deltaLink"])).rows).toEqual([]);
    await created(server.admin, "salesorderdetails", line(catalogue, { "salesorderid@odata.bind": `/salesorders(${kept})` }));
    await done(server.admin, "DELETE", `salesorders(${gone})`);
    const fresh = await created(server.admin, "salesorders", header(catalogue, { name: "Fresh" }));
    const delta = await follow(first.json["@odata.deltaLink"]);
    expect(delta.json["@odata.context"]).toEqual(expect.stringMatching(/\/\$delta$/));
    expect(delta.rows).toHaveLength(3);
    expect(delta.rows).toEqual(expect.arrayContaining([
      expect.objectContaining({ salesorderid: kept, totalamount: 10 }), expect.objectContaining({ salesorderid: fresh, name: "Fresh" }),
      expect.objectContaining({ id: gone, reason: "deleted" }),
    ]));
    expect((await follow(delta.json["@odata.deltaLink"])).rows).toEqual([]);
  });

  test("a token is good for seven days", async () => {
    const first = await server.admin("GET", "quotes?$select=name", undefined, track);
    await server.admin("POST", "/_sandbox/clock", { shiftMs: 8 * 24 * 3600 * 1000 });
    const expired = await follow(first.json["@odata.deltaLink"]);
    expect([expired.status, expired.code]).toEqual([400, "0x80044352"]);
  });
});

test("a solution's shell of a standard table brings an alternate key", async () => {
  const attributes = columnXml("abc_Code", "nvarchar", "<MaxLength>20</MaxLength><Format>text</Format>");
  const shell = `<Entity><Name LocalizedName="Product" OriginalName="Product">Product</Name><EntityInfo><entity Name="Product"><attributes>${attributes}</attributes>
    <EntityKeys><EntityKey><Name>abc_CodeKey</Name><LogicalName>abc_codekey</LogicalName><EntityKeyAttributes><AttributeName>abc_code</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys></entity></EntityInfo></Entity>`;
  const zip = sampleZip({
    uniqueName: "AbcKeys", entities: shell, roots: '<RootComponent type="1" schemaName="product" behavior="2"/>', relationships: "", choices: "", roles: "", webResources: "", controls: "",
  });
  await done(server.admin, "POST", "ImportSolution", {
    OverwriteUnmanagedCustomizations: true, PublishWorkflows: true, ImportJobId: crypto.randomUUID(), CustomizationFile: Buffer.from(zip).toString("base64"),
  });
  await done(server.admin, "PATCH", `products(${catalogue.productId})`, { abc_code: "C1" });
  expect(await read("products(abc_code='c1')?$select=name")).toMatchObject({ name: "Ski boot", productid: catalogue.productId });
  await done(server.admin, "POST", "products/Microsoft.Dynamics.CRM.UpsertMultiple", { Targets: [{ ...type("product"), "@odata.id": "products(abc_code='C1')", description: "By key" }] });
  expect(await read(`products(${catalogue.productId})`)).toMatchObject({ description: "By key", abc_code: "C1" });
  const twin = await server.admin("POST", "products", { ...await twinOf(catalogue.productId), abc_code: "C1" });
  expect([twin.status, twin.code]).toEqual([412, "0x80060892"]);
});

async function twinOf(productId: string): Promise<Record<string, unknown>> {
  const row = await read(`products(${productId})`);
  return {
    name: row.name, productnumber: "BOOT-2", quantitydecimal: 0, "defaultuomscheduleid@odata.bind": `/uomschedules(${String(row._defaultuomscheduleid_value)})`,
    "defaultuomid@odata.bind": `/uoms(${String(row._defaultuomid_value)})`,
  };
}

test("loaded documents keep the amounts they bring and get those they do not", async () => {
  const rows = Array.from({ length: 2000 }, (_, key) => [
    { table: "salesorder", row: { salesorderid: id("load", key), name: `Loaded ${key}`, customerid: { table: "account", id: catalogue.accountId }, pricelevelid: catalogue.priceListId, ...(key % 2 ? { totalamount: 1 } : {}) } },
    ...[1, 2, 3].map((quantity) => ({ table: "salesorderdetail", row: {
      salesorderid: id("load", key), productid: catalogue.productId, uomid: catalogue.unitId, quantity, ...(key % 2 ? { priceperunit: 1, baseamount: quantity, extendedamount: quantity } : {}),
    } })),
  ]).flat();
  const loaded = await server.admin("POST", "/_sandbox/load", rows.map((row) => JSON.stringify(row)).join("\n"), { "content-type": "application/x-ndjson" });
  expect(loaded.json).toEqual({ loaded: 8000 });
  expect([await total(id("load", 0)), await total(id("load", 1))]).toEqual([60, 1]);
  const lines = await server.admin("GET", `salesorders(${id("load", 0)})/order_details?$orderby=lineitemnumber`);
  expect(lines.rows.map((row) => [row.lineitemnumber, row.extendedamount, row.salesorderdetailname])).toEqual([[1, 10, "Ski boot"], [2, 20, "Ski boot"], [3, 30, "Ski boot"]]);
  const seen = new Set<unknown>();
  let next: string | undefined = "salesorders?$select=name&$filter=startswith(name,'Loaded')";
  while (next) {
    const page: TestAnswer = await server.salesperson("GET", next.replace(server.sales.url, ""), undefined, { prefer: "odata.maxpagesize=300" });
    for (const row of page.rows) seen.add(row.salesorderid);
    next = page.json["@odata.nextLink"] as string | undefined;
  }
  expect(seen.size).toBe(2000);
});
