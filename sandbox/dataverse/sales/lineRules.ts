import { missingPrivilege } from "../security/access";
import { lookupOf, numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import type { Session } from "../webapi/session";
import { rowMissing } from "../webapi/errors";
import { describeDocument, isOpen, type OpenDocument, type SalesDocument } from "./documents";
import { salesErrors } from "./errors";
import { isLocked, pricedLine, skipsPricing } from "./linePricing";
import { decimalsOf } from "./money";
import { priceListItem } from "./priceList";
import { currencyOf, salesSettings } from "./settings";
import type { WriteMode } from "./writeMode";

/** States of a product that may stand on a document: active, or under revision with its last active version. */
const sellable = new Set([0, 3]);
const lineNumbers = ["sequencenumber", "lineitemnumber"] as const;

/**
 * What Sales does to a line before it is stored: checks it, fills what it takes over from header and product, numbers
 * and prices it.
 * @throws DataverseError 400 when the header is closed to changes, or product, unit or quantity do not fit
 */
export function beforeLine(session: Session, document: SalesDocument, row: Row, before: Row | undefined, mode: WriteMode): void {
  const { store } = session.organization;
  const header = headerOf(store, document, row);
  if (mode === "client") {
    demandOpen(document, header);
    if (before) demandOpen(document, headerOf(store, document, before));
    demandOverride(session, document, row, before);
  }
  row.transactioncurrencyid = currencyOf(header);
  if (document.lineLock !== undefined) row[document.lineLock] = isLocked(document, header);
  const product = checkedProduct(store, row, before, mode);
  Object.assign(row, lineNames(document, row, product));
  if (!before) numberLine(store, document, row, session.openDocuments?.get(lookupOf(row, document.parent)?.id ?? ""));
  if (product) demandQuantity(store, header, row, product);
  const settings = salesSettings(store);
  if (!settings.systemPricing || skipsPricing(row, !before)) return;
  const keepsPrice = mode === "platform" || (before !== undefined && isLocked(document, header));
  if (keepsPrice && before && row.ispriceoverridden !== true && row.isproductoverridden !== true) row.priceperunit = before.priceperunit;
  Object.assign(row, pricedLine(store, settings, header, row, keepsPrice ? "row" : "list"));
}

/**
 * The header that a line belongs to.
 * @throws DataverseError 400 for a line without header, 404 for a header that is not there
 */
export function headerOf(store: Store, document: SalesDocument, line: Row): Row {
  const parent = lookupOf(line, document.parent);
  if (!parent) throw salesErrors.badArgument(`A ${document.line} must belong to a ${document.header}; '${document.parent}' is missing.`);
  const header = store.find(document.header, parent.id);
  if (!header) throw rowMissing(document.header, parent.id);
  return header;
}

/**
 * Lines follow their header: they cannot be added, changed or removed once it is closed to changes.
 * @throws DataverseError 400 0x80043b09
 */
export function demandOpen(document: SalesDocument, header: Row): void {
  if (!isOpen(header)) throw salesErrors.parentReadOnly(describeDocument(document, header));
}

/**
 * A price of one's own for a product takes a privilege. Source: Microsoft, "Security roles and privileges" (Override Quote,
 * Order and Invoice Pricing).
 */
function demandOverride(session: Session, document: SalesDocument, row: Row, before: Row | undefined): void {
  if (row.ispriceoverridden !== true || (before?.ispriceoverridden === true && before.priceperunit === row.priceperunit)) return;
  if (!session.principal.depthOf(document.overridePrivilege)) throw missingPrivilege(session.principal, document.overridePrivilege);
}

/** Either a product with one of its units, or a write-in with neither. */
function checkedProduct(store: Store, row: Row, before: Row | undefined, mode: WriteMode): Row | undefined {
  const reference = lookupOf(row, "productid");
  const unit = lookupOf(row, "uomid");
  if (row.isproductoverridden === true) {
    if (reference) throw salesErrors.productAndDescription();
    if (unit) throw salesErrors.unitAndDescription();
    if (textOf(row, "productdescription") === undefined) throw salesErrors.badArgument("A write-in product needs a 'productdescription'.");
    return undefined;
  }
  if (!reference) throw salesErrors.missingProduct();
  if (textOf(row, "productdescription") !== undefined) throw salesErrors.productAndDescription();
  const product = store.find("product", reference.id);
  if (!product) throw rowMissing("product", reference.id);
  if (!unit) throw salesErrors.missingUnit();
  const isNew = !before || lookupOf(before, "productid")?.id !== reference.id;
  if (isNew && mode === "client" && !sellable.has(numberOf(product, "statecode") ?? 2)) {
    throw salesErrors.wrongState(`The product '${textOf(product, "productnumber") ?? reference.id}' is in state ${numberOf(product, "statecode") ?? 2}; only active products can be added.`);
  }
  if (!unitFits(store, unit.id, product)) throw salesErrors.unitNotOfProduct();
  return product;
}

function unitFits(store: Store, unitId: string, product: Row): boolean {
  const unit = store.find("uom", unitId);
  return unit !== undefined && lookupOf(unit, "uomscheduleid")?.id === lookupOf(product, "defaultuomscheduleid")?.id;
}

/** Without an item in the price list, the product says how many decimals a quantity may have. Source: Microsoft, "Create a product" (Decimals Supported). */
function demandQuantity(store: Store, header: Row, row: Row, product: Row): void {
  const quantity = textOf(row, "quantity");
  if (quantity === undefined || decimalsOf(quantity) <= (numberOf(product, "quantitydecimal") ?? 0)) return;
  const item = priceListItem(store, lookupOf(header, "pricelevelid")?.id, textOf(product, "productid") ?? "", lookupOf(row, "uomid")?.id);
  if (!item) throw salesErrors.quantityDecimals();
}

/** Name and number of a line's product as the line repeats them. */
export function lineNames(document: SalesDocument, row: Row, product: Row | undefined): Row {
  const name = (product ? textOf(product, "name") : textOf(row, "productdescription")) ?? null;
  return { [`${document.line}name`]: name, productname: name, productnumber: product ? (textOf(product, "productnumber") ?? null) : null };
}

/**
 * Numbers a line behind the others of its document; numbers that were given are kept.
 * @param open the document within a bulk write, which looks up the highest numbers but once
 */
export function numberLine(store: Store, document: SalesDocument, row: Row, open?: OpenDocument): void {
  const given = lineNumbers.every((column) => numberOf(row, column) !== undefined);
  if (given && !open?.highest) return;
  const highest = open?.highest ?? highestNumbers(store, document, lookupOf(row, document.parent)?.id ?? "");
  for (const column of lineNumbers) {
    const number = numberOf(row, column) ?? highest[column] + 1;
    row[column] = number;
    highest[column] = Math.max(highest[column], number);
  }
  if (open) open.highest = highest;
}

function highestNumbers(store: Store, document: SalesDocument, headerId: string): Required<OpenDocument>["highest"] {
  const highest = { sequencenumber: 0, lineitemnumber: 0 };
  for (const line of store.referencing(document.line, document.parent, headerId)) {
    for (const column of lineNumbers) highest[column] = Math.max(highest[column], numberOf(line, column) ?? 0);
  }
  return highest;
}
