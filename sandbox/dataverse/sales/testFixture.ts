import { ids } from "../../data/ids";
import type { TestCall, TestServer } from "../testServer";

/** A catalogue to sell from: account, price list in US dollars, one active product priced at 10.00. */
export interface Catalogue {
  accountId: string;
  priceListId: string;
  productId: string;
  unitId: string;
}

const money = (id: string): string => `/transactioncurrencies(${id})`;

/** Makes a catalogue through the Web API, as an administrator would. */
export async function makeCatalogue(server: TestServer): Promise<Catalogue> {
  const { admin } = server;
  const accountId = await created(admin, "accounts", { name: "Alpine Ski House" });
  const priceListId = await created(admin, "pricelevels", { name: "Standard USD", "transactioncurrencyid@odata.bind": money(ids.baseCurrency) });
  const productId = await created(admin, "products", {
    name: "Ski boot", productnumber: "BOOT-1", quantitydecimal: 2, productstructure: 1,
    "defaultuomscheduleid@odata.bind": `/uomschedules(${ids.defaultUnitGroup})`, "defaultuomid@odata.bind": `/uoms(${ids.defaultUnit})`,
  });
  await done(admin, "PATCH", `products(${productId})`, { statecode: 0, statuscode: 1 });
  await created(admin, "productpricelevels", {
    amount: 10, pricingmethodcode: 1, quantitysellingcode: 1, "pricelevelid@odata.bind": `/pricelevels(${priceListId})`,
    "productid@odata.bind": `/products(${productId})`, "uomid@odata.bind": `/uoms(${ids.defaultUnit})`,
  });
  return { accountId, priceListId, productId, unitId: ids.defaultUnit };
}

/** Body of a new header. */
export function header(catalogue: Catalogue, values: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: "Winter", "customerid_account@odata.bind": `/accounts(${catalogue.accountId})`, "pricelevelid@odata.bind": `/pricelevels(${catalogue.priceListId})`, ...values };
}

/** Body of a new line with the catalogue's product, without its header. */
export function line(catalogue: Catalogue, values: Record<string, unknown> = {}): Record<string, unknown> {
  return { quantity: 1, "productid@odata.bind": `/products(${catalogue.productId})`, "uomid@odata.bind": `/uoms(${catalogue.unitId})`, ...values };
}

/**
 * Creates a row.
 * @returns its id
 * @throws Error with the server's refusal
 */
export async function created(call: TestCall, set: string, body: unknown): Promise<string> {
  const answer = await call("POST", set, body);
  if (answer.status !== 204) throw new Error(`POST ${set}: ${answer.status} ${answer.text}`);
  return answer.id;
}

/**
 * Sends a write that must succeed.
 * @throws Error with the server's refusal
 */
export async function done(call: TestCall, method: string, path: string, body?: unknown): Promise<void> {
  const answer = await call(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
}
