import type { Table } from "../metadata/types";
import { idOf, lookupOf, numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { notImitated } from "../webapi/errors";
import type { Session } from "../webapi/session";
import { salesErrors } from "./errors";
import { demandTransition } from "./stateRules";
import type { WriteMode } from "./writeMode";

/** Product numbers are unique without any alternate key. */
const productNumberIndex = { schemaName: "ProductNumber", logicalName: "product.productnumber", columns: ["productnumber"] };
const family = 2;

/**
 * What Sales checks of a product, a price list item or a unit before it is stored.
 * @throws DataverseError 400 with the code of what is missing or does not fit
 */
export function beforeCatalogue(session: Session, table: Table, row: Row, before: Row | undefined, mode: WriteMode): void {
  const { store } = session.organization;
  if (before && mode === "client") demandTransition(table, before, row);
  if (table.logicalName === "product") product(store, table, row);
  if (table.logicalName === "productpricelevel") priceListItem(store, table, row);
  if (table.logicalName === "uom" && !lookupOf(row, "uomscheduleid")) throw salesErrors.missingUnitGroup();
}

function product(store: Store, table: Table, row: Row): void {
  const holder = store.findByKey(table.logicalName, productNumberIndex, row);
  if (holder !== undefined && holder !== idOf(table, row)) throw salesErrors.productNumberExists();
  if (numberOf(row, "productstructure") === family) return;
  const group = lookupOf(row, "defaultuomscheduleid");
  const unit = lookupOf(row, "defaultuomid");
  if (!group) throw salesErrors.missingUnitGroup();
  if (!unit) throw salesErrors.missingUnit();
  if (groupOf(store, unit.id) !== group.id) throw salesErrors.unitNotInGroup();
  if (numberOf(row, "quantitydecimal") === undefined) throw salesErrors.quantityDecimalCode();
}

function priceListItem(store: Store, table: Table, row: Row): void {
  const list = lookupOf(row, "pricelevelid");
  const productRef = lookupOf(row, "productid");
  const unit = lookupOf(row, "uomid");
  if (!list) throw salesErrors.missingPriceList();
  if (!productRef) throw salesErrors.missingProduct();
  if (!unit) throw salesErrors.missingUnit();
  const productRow = store.find("product", productRef.id);
  const group = productRow && lookupOf(productRow, "defaultuomscheduleid");
  if (!group || groupOf(store, unit.id) !== group.id) throw salesErrors.unitNotOfProduct();
  const method = numberOf(row, "pricingmethodcode") ?? 1;
  if (method > 2) throw notImitated(`pricing method ${method} (markup and margin on cost); use 1 Currency Amount or 2 Percent of List`);
  for (const other of store.referencing(table.logicalName, "productid", productRef.id)) {
    const twin = lookupOf(other, "pricelevelid")?.id === list.id && lookupOf(other, "uomid")?.id === unit.id;
    if (twin && idOf(table, other) !== idOf(table, row)) throw salesErrors.duplicatePrice();
  }
  row.uomscheduleid = group;
  row.productnumber = textOf(productRow, "productnumber") ?? null;
  row.transactioncurrencyid = lookupOf(store.find("pricelevel", list.id) ?? {}, "transactioncurrencyid") ?? null;
}

function groupOf(store: Store, unitId: string): string | undefined {
  const unit = store.find("uom", unitId);
  return unit && lookupOf(unit, "uomscheduleid")?.id;
}
