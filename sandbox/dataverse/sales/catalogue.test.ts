import { startTestServer, type TestServer } from "../testServer";
import { ids } from "../../data/ids";
import { created, done, header, line, makeCatalogue, type Catalogue } from "./testFixture";

let server: TestServer;
let catalogue: Catalogue;
beforeAll(async () => {
  server = await startTestServer();
  catalogue = await makeCatalogue(server);
});
afterAll(() => server.sales.close());

let count = 0;
const product = (values: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: "Pole", productnumber: `POLE-${count++}`, quantitydecimal: 0, productstructure: 1,
  "defaultuomscheduleid@odata.bind": `/uomschedules(${ids.defaultUnitGroup})`, "defaultuomid@odata.bind": `/uoms(${ids.defaultUnit})`, ...values,
});
const refusal = async (set: string, body: unknown) => (await server.admin("POST", set, body)).code;
const state = async (id: string) => (await server.admin("GET", `products(${id})`)).json.statecode;

test("a product needs number, unit group, a unit of the group and decimals, and its number is its own", async () => {
  expect(await refusal("products", product({ "defaultuomscheduleid@odata.bind": null }))).toBe("0x80043b0a");
  expect(await refusal("products", product({ "defaultuomid@odata.bind": null }))).toBe("0x80043b0d");
  expect(await refusal("products", product({ quantitydecimal: null }))).toBe("0x80043afc");
  expect(await refusal("products", product({ productnumber: null }))).toBe("0x80040203");
  expect(await refusal("products", product({ productnumber: "boot-1" }))).toBe("0x8004f973");
  const group = await created(server.admin, "uomschedules", { name: "Weight", baseuomname: "g" });
  const unit = ((await server.admin("GET", `uomschedules(${group})/unit_of_measure_schedule_conversions`)).rows)[0]?.uomid;
  expect(await refusal("products", product({ "defaultuomid@odata.bind": `/uoms(${String(unit)})` }))).toBe("0x80043b16");
});

test("a product is a draft until it is published, and only active ones are sold", async () => {
  const id = await created(server.admin, "products", product({ statecode: 0, statuscode: null }));
  expect(await state(id)).toBe(2);
  const order = await created(server.admin, "salesorders", header(catalogue));
  const body = line(catalogue, { "productid@odata.bind": `/products(${id})`, "salesorderid@odata.bind": `/salesorders(${order})`, ispriceoverridden: true, priceperunit: 1 });
  expect(await refusal("salesorderdetails", body)).toBe("0x80048408");
  expect((await server.admin("PATCH", `products(${id})`, { statecode: 1, statuscode: 2 })).code).toBe("0x8004f00e");
  await done(server.admin, "PATCH", `products(${id})`, { statecode: 0, statuscode: 1 });
  const lineId = await created(server.admin, "salesorderdetails", body);
  await done(server.admin, "PATCH", `products(${id})`, { statecode: 1, statuscode: 2 });
  await done(server.admin, "PATCH", `salesorderdetails(${lineId})`, { quantity: 2 });
  expect(await refusal("salesorderdetails", body)).toBe("0x80048408");
  expect((await server.admin("DELETE", `products(${id})`)).code).toBe("0x80040227");
});

test("the organisation may make new products active", async () => {
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { createproductswithoutparentinactivestate: true });
  expect(await state(await created(server.admin, "products", product()))).toBe(0);
  await done(server.admin, "PATCH", `organizations(${ids.organization})`, { createproductswithoutparentinactivestate: false });
});

test("a price belongs to one product and unit of its group, once in a price list, in the list's currency", async () => {
  const item = { amount: 3, "pricelevelid@odata.bind": `/pricelevels(${catalogue.priceListId})`, "productid@odata.bind": `/products(${catalogue.productId})`, "uomid@odata.bind": `/uoms(${catalogue.unitId})` };
  expect(await refusal("productpricelevels", item)).toBe("0x80043b08");
  expect(await refusal("productpricelevels", { ...item, "uomid@odata.bind": null })).toBe("0x80043b0d");
  expect(await refusal("productpricelevels", { ...item, "pricelevelid@odata.bind": null })).toBe("0x80043b12");
  const group = await created(server.admin, "uomschedules", { name: "Length", baseuomname: "cm" });
  const other = (await server.admin("GET", `uomschedules(${group})/unit_of_measure_schedule_conversions`)).rows[0]?.uomid;
  expect(await refusal("productpricelevels", { ...item, "uomid@odata.bind": `/uoms(${String(other)})` })).toBe("0x80043b14");
  const [stored] = (await server.admin("GET", `products(${catalogue.productId})/product_price_levels`)).rows;
  expect(stored).toMatchObject({ productnumber: "BOOT-1", _uomscheduleid_value: ids.defaultUnitGroup, _transactioncurrencyid_value: ids.baseCurrency });
});

test("a line's unit is one of the product's group, and its quantity has the decimals allowed", async () => {
  const order = await created(server.admin, "salesorders", header(catalogue));
  const bind = { "salesorderid@odata.bind": `/salesorders(${order})` };
  const group = await created(server.admin, "uomschedules", { name: "Volume", baseuomname: "ml" });
  const other = (await server.admin("GET", `uomschedules(${group})/unit_of_measure_schedule_conversions`)).rows[0]?.uomid;
  expect(await refusal("salesorderdetails", line(catalogue, { ...bind, "uomid@odata.bind": `/uoms(${String(other)})` }))).toBe("0x80043b14");
  expect(await refusal("salesorderdetails", line(catalogue, { ...bind, "uomid@odata.bind": null }))).toBe("0x80043b0d");
  expect(await refusal("salesorderdetails", line(catalogue))).toBe("0x80040203");
  const whole = await created(server.admin, "products", product());
  await done(server.admin, "PATCH", `products(${whole})`, { statecode: 0, statuscode: 1 });
  const half = line(catalogue, { ...bind, quantity: 0.5, "productid@odata.bind": `/products(${whole})`, ispriceoverridden: true, priceperunit: 1 });
  expect(await refusal("salesorderdetails", half)).toBe("0x80043b07");
  await created(server.admin, "salesorderdetails", { ...half, quantity: 5 });
});
