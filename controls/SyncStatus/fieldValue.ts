import type { FieldComparison } from "../../model/request";
import { type Decimal, parseDecimal } from "../shared/decimal";
import type { T } from "./words";

/** How the user writes values. */
export interface Writing {
  t: T;
  number: (value: Decimal) => string;
  /** @param iso `YYYY-MM-DD` */
  day: (iso: string) => string;
}

/** Columns of Sales whose values are written the user's way. Of all others it is not certain: `1000` may be a number of a customer. */
const numbers: readonly string[] = [
  "creditlimit", "currentcost", "discountamount", "freightamount", "manualdiscountamount", "numberofemployees", "p2c_misctax", "price", "priceperunit", "quantity",
  "quantitydecimal", "tax",
];
const days: readonly string[] = ["duedate", "p2c_invoicedate", "requestdeliveryby", "submitdate"];
const flags: readonly string[] = ["donotemail", "ispricelocked", "ispriceoverridden", "isstockitem", "p2c_hasexternallymaintainedproductsonly", "p2c_ismaintainedexternally", "p2c_orderissubmitted"];

/** Whether both sides say the same. SCM has no blank amounts: 0 stands for them. */
export function isSame({ field, column = field, sales, scm }: FieldComparison): boolean {
  if (sales === scm || !numbers.includes(column)) return sales === scm;
  const ours = parseDecimal(sales || "0");
  return ours !== undefined && ours === parseDecimal(scm || "0");
}

/** The canonical texts (`model/values.ts`) of yes/no, and SCM's words for it. */
const yesAndNo: Readonly<Record<string, "Yes" | "No" | undefined>> = { true: "Yes", Yes: "Yes", false: "No", No: "No" };

/**
 * A value of a comparison as the user writes it, where what it is is certain; else as it is.
 * @param text canonical text; blank stays blank
 */
export function valueText({ field, column = field }: Pick<FieldComparison, "field" | "column">, text: string, { t, number, day }: Writing): string {
  if (numbers.includes(column)) {
    const value = parseDecimal(text);
    return value === undefined ? text : number(value);
  }
  if (days.includes(column)) return /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? day(text.slice(0, 10)) : text;
  const word = flags.includes(column) ? yesAndNo[text] : undefined;
  return word === undefined ? text : t(word);
}
