import { orderRows, type LoadRow } from "./orders";

const guid = (letter: string, n: number): string => `${letter}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Id of a quote of `quoteRows`. */
export const quoteIdOf = (n: number): string => guid("7", n);
/** Its number. */
export const quoteNumberOf = (n: number): string => `BQ-${n}`;

/** Columns that only orders have. */
const ofOrders = /^(salesorder|p2c_order|p2c_processing|ordernumber)/;

/** Activated quotes with the same customers, products and prices as the orders of `orderRows`. */
export function* quoteRows(quotes: number, customers: number, lines: number): Generator<LoadRow> {
  let n = -1;
  let line = 0;
  for (const { table, row } of orderRows(quotes, customers, lines)) {
    const same = Object.fromEntries(Object.entries(row).filter(([column]) => !ofOrders.test(column)));
    if (table === "salesorder") {
      n++;
      yield { table: "quote", row: { ...same, quoteid: quoteIdOf(n), quotenumber: quoteNumberOf(n), name: `Bench quote ${n}`, statecode: 1, statuscode: 2 } };
    } else {
      yield { table: "quotedetail", row: { ...same, quotedetailid: guid("8", line++), quoteid: { table: "quote", id: quoteIdOf(n) }, p2c_quotehasexternalmaintainedproductsonly: true } };
    }
  }
}
