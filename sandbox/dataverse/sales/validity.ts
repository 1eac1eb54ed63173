import type { Table } from "../metadata/types";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { lookupOf } from "../store/lookup";
import { salesSettings } from "./settings";

const totals = ["totalamount", "totalamountlessfreight", "totaldiscountamount", "totallineitemamount", "totallineitemdiscountamount", "totaltax"];
const amounts = ["baseamount", "extendedamount"];
const lineCreateOnly = ["isproductoverridden", "producttypecode"];

/** Columns that count on create alone, and those that count on update alone (`IsValidForUpdate`, `IsValidForCreate`). */
const validity: Record<string, { createOnly: string[]; updateOnly: string[] }> = {
  account: { createOnly: [], updateOnly: ["statecode"] },
  contact: { createOnly: [], updateOnly: ["statecode"] },
  quote: { createOnly: ["quotenumber"], updateOnly: ["statecode", ...totals] },
  quotedetail: { createOnly: lineCreateOnly, updateOnly: amounts },
  salesorder: { createOnly: ["ordernumber", "transactioncurrencyid"], updateOnly: ["statecode", "ispricelocked", ...totals] },
  salesorderdetail: { createOnly: lineCreateOnly, updateOnly: amounts },
  invoice: { createOnly: ["invoicenumber", "transactioncurrencyid"], updateOnly: ["statecode", "ispricelocked", ...totals] },
  invoicedetail: { createOnly: lineCreateOnly, updateOnly: amounts },
  product: { createOnly: ["parentproductid", "productstructure"], updateOnly: ["statecode", "pricelevelid"] },
  pricelevel: { createOnly: ["transactioncurrencyid"], updateOnly: ["statecode"] },
  productpricelevel: { createOnly: ["pricelevelid"], updateOnly: ["transactioncurrencyid"] },
  uom: { createOnly: ["uomscheduleid"], updateOnly: [] },
  uomschedule: { createOnly: ["baseuomname"], updateOnly: ["statecode"] },
};

/**
 * What of a caller's values counts; the rest is left alone without a word, as the platform does.
 * @param isNew for a create
 */
export function validValues(table: Table, values: Row, isNew: boolean): Row {
  const known = validity[table.logicalName];
  if (!known) return values;
  const dropped = isNew ? known.updateOnly : known.createOnly;
  if (!dropped.some((column) => column in values)) return values;
  const kept = { ...values };
  for (const column of dropped) delete kept[column];
  return kept;
}

/**
 * State that a new row begins in, for tables whose rows go through states one by one; undefined for all others.
 * A product begins as Draft unless the organisation makes new products active.
 */
export function beginningState(store: Store, table: Table, values: Row): number | undefined {
  if (!validity[table.logicalName]?.updateOnly.includes("statecode")) return undefined;
  if (table.logicalName !== "product") return 0;
  return salesSettings(store).newProductsActive && !lookupOf(values, "parentproductid") ? 0 : 2;
}
