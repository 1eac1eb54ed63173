import { ProcessingStatus } from "../../model/generated/schema";
import { currencyIds } from "../../sandbox/data/currencies";
import { priceListIds, unitIds } from "../../sandbox/data/catalogue";
import { ids } from "../../sandbox/data/ids";

/** A row as `/_sandbox/load` of Sales takes it. */
export interface LoadRow {
  table: string;
  row: Record<string, unknown>;
}

const guid = (letter: string, n: number): string => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const to = (table: string, id: string): { table: string; id: string } => ({ table, id });
/** Products that the demo company's SCM has released. */
const products = ["B0001", "B0002", "B0003", "P0101", "P0102"];

/** Id of an order of `orderRows`. */
export const orderIdOf = (n: number): string => guid("d", n);
/** Id of a customer of `customerRows`. */
export const customerIdOf = (n: number): string => guid("b", n);
/** Id of a product of `customerRows`. */
export const productIdOf = (n: number): string => guid("c", n);
/** Its number. */
export const orderNumberOf = (n: number): string => `BO-${n}`;

/** Products as they stand in Sales after they came from SCM, and customers. Needs the demo company. */
export function* customerRows(customers: number): Generator<LoadRow> {
  for (const [n, number] of products.entries()) {
    yield { table: "product", row: {
      productid: guid("c", n), productnumber: number, name: `Product ${number}`, productstructure: 1, quantitydecimal: 2, isstockitem: true, statecode: 0, statuscode: 1,
      defaultuomscheduleid: to("uomschedule", ids.defaultUnitGroup), defaultuomid: to("uom", unitIds["ea"] ?? ""), p2c_ismaintainedexternally: true,
    } };
  }
  for (let n = 0; n < customers; n++) {
    yield { table: "account", row: { accountid: guid("b", n), name: `Bench company ${n}`, accountnumber: `BC-${n}`, address1_country: "USA" } };
  }
}

/** Activated orders, as forms leave them. @param lines lines of each order, at most as many as there are products */
export function* orderRows(orders: number, customers: number, lines: number): Generator<LoadRow> {
  const owner = to("systemuser", ids.users.sales);
  const currency = to("transactioncurrency", currencyIds.USD);
  for (let n = 0; n < orders; n++) {
    yield { table: "salesorder", row: {
      salesorderid: orderIdOf(n), ordernumber: orderNumberOf(n), name: `Bench order ${n}`, customerid: to("account", guid("b", n % customers)), ownerid: owner,
      pricelevelid: to("pricelevel", priceListIds.USD), transactioncurrencyid: currency, requestdeliveryby: "2027-01-15",
      shipto_line1: `${n} Main Street`, shipto_city: "Seattle", shipto_country: "USA",
      p2c_processingstatus: ProcessingStatus.Active, p2c_hasexternallymaintainedproductsonly: true, p2c_ismaintainedexternally: false,
    } };
    yield* lineRows(n, 0, lines);
  }
}

/**
 * Lines of an order of `orderRows`, over its products in turn.
 * @param from how many lines the order has already
 */
export function* lineRows(n: number, from: number, lines: number): Generator<LoadRow> {
  for (let line = from; line < from + lines; line++) {
    yield { table: "salesorderdetail", row: {
      salesorderdetailid: guid("e", n * 10_000 + line), salesorderid: to("salesorder", orderIdOf(n)), productid: to("product", guid("c", line % products.length)), uomid: to("uom", unitIds["ea"] ?? ""),
      ownerid: to("systemuser", ids.users.sales), quantity: 1 + ((n + line) % 7), ispriceoverridden: true, priceperunit: 10 + (line % products.length), sequencenumber: line + 1, requestdeliveryby: "2027-01-15",
      p2c_ismaintainedexternally: true, p2c_orderhasexternalmaintainedproductsonly: true, p2c_orderissubmitted: true,
    } };
  }
}
