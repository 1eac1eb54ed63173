import { contact } from "../../model/generated/schema";
import type { ErrorCode } from "./errorCatalogue";
import type { ReferenceName } from "./templateTypes";

/** Where a name or number is looked for. */
export interface ReferenceTable {
  table: string;
  entitySet: string;
  primaryId: string;
  /** Column that holds the name or number. */
  column: string;
  /** Further columns read along. */
  select: readonly string[];
  /** Condition beside the value, as OData. */
  only?: string;
  /** Whether the row has a sync state, which tells its company. */
  hasState?: true;
  /** Ending of the navigation property of a lookup that may point to several tables. */
  navigationSuffix?: string;
}

interface Reference {
  missing: ErrorCode;
  tables: readonly ReferenceTable[];
}

const active = "statecode eq 0";
const unit = "_owningbusinessunit_value";

/** What each reference stands for in Sales, and the error when there is none. Price lists have rules of their own (`core/priceList.ts`). */
export const references: Readonly<Record<Exclude<ReferenceName, "priceList">, Reference>> = {
  unit: { missing: "unit-missing", tables: [{ table: "uom", entitySet: "uoms", primaryId: "uomid", column: "name", select: ["_uomscheduleid_value"] }] },
  unitGroup: { missing: "unit-group-missing", tables: [{ table: "uomschedule", entitySet: "uomschedules", primaryId: "uomscheduleid", column: "name", select: [], only: active }] },
  currency: { missing: "currency-missing", tables: [{ table: "transactioncurrency", entitySet: "transactioncurrencies", primaryId: "transactioncurrencyid", column: "isocurrencycode", select: ["currencyprecision"], only: active }] },
  customer: {
    missing: "customer-unknown",
    tables: [
      { table: "account", entitySet: "accounts", primaryId: "accountid", column: "accountnumber", select: [unit], only: active, hasState: true, navigationSuffix: "_account" },
      { table: "contact", entitySet: "contacts", primaryId: "contactid", column: contact.columns.contactNumber, select: [unit], only: active, hasState: true, navigationSuffix: "_contact" },
    ],
  },
  product: { missing: "product-unknown", tables: [{ table: "product", entitySet: "products", primaryId: "productid", column: "productnumber", select: ["_defaultuomscheduleid_value"] }] },
  order: { missing: "order-unknown", tables: [{ table: "salesorder", entitySet: "salesorders", primaryId: "salesorderid", column: "ordernumber", select: [unit, "_ownerid_value", "statecode"], hasState: true }] },
};
