import type { Table } from "../metadata/types";
import { lookupOf, numberOf, textOf } from "../store/lookup";
import type { Row } from "../store/types";
import type { Session } from "../webapi/session";
import { rowMissing } from "../webapi/errors";
import { ownerValues } from "../webapi/write/systemValues";
import { describeDocument, isOpen, type SalesDocument } from "./documents";
import { salesErrors } from "./errors";
import { isLocked, pricedLine } from "./linePricing";
import { writeConsequence } from "./platformWrite";
import { currencyOf, salesSettings } from "./settings";
import { demandTransition } from "./stateRules";
import { documentTotals, totalsAreCalculated } from "./totals";
import type { WriteMode } from "./writeMode";

/** What everybody may change of a document that is closed to changes: its state and its owner. */
const alwaysOpen = new Set(["statecode", "statuscode", "ownerid"]);

/**
 * What Sales does to a header before it is stored.
 * @param sent what the caller gave
 * @throws DataverseError 400 for a closed document, a state that an update cannot reach, a missing customer, or a price
 * list of another currency
 */
export function beforeHeader(session: Session, document: SalesDocument, table: Table, row: Row, before: Row | undefined, sent: Row, mode: WriteMode): void {
  if (before && mode === "client") {
    demandEditable(session, document, before, sent);
    demandTransition(table, before, row);
  }
  const customer = lookupOf(row, "customerid");
  if (!customer) throw salesErrors.badArgument(`'customerid' is missing; a ${document.header} needs an account or a contact (customerid_account, customerid_contact).`);
  row.accountid = customer.table === "account" ? customer : null;
  row.contactid = customer.table === "contact" ? customer : null;
  demandPriceListCurrency(session, row, before);
  if (document.header === "quote" && !before) row.revisionnumber ??= 0;
  const settings = salesSettings(session.organization.store);
  if (!totalsAreCalculated(settings, row)) return;
  Object.assign(row, documentTotals(session.organization.store, settings, document, row, textOf(row, document.parent) ?? ""));
}

/** What follows from a changed header: its lines get its owner, its currency, its lock, and prices of its new price list. */
export function afterHeader(session: Session, document: SalesDocument, row: Row, before: Row): void {
  const { registry } = session.organization;
  const table = registry.table(document.line);
  const owner = lookupOf(row, "ownerid");
  const newOwner = owner && owner.id !== lookupOf(before, "ownerid")?.id;
  const newLock = isLocked(document, row) !== isLocked(document, before);
  const newCurrency = changed(row, before, "transactioncurrencyid");
  const id = textOf(row, document.parent) ?? "";
  if (table && (newOwner || newLock || newCurrency)) {
    const values: Row = {
      ...(newOwner ? ownerValues(session, table, owner) : {}),
      ...(newLock && document.lineLock !== undefined ? { [document.lineLock]: isLocked(document, row) } : {}),
      ...(newCurrency ? { transactioncurrencyid: currencyOf(row) } : {}),
    };
    for (const line of linesOf(session, document, id)) writeConsequence(session, table, line, values);
  }
  if (isOpen(row) && (newCurrency || changed(row, before, "pricelevelid"))) repriceLines(session, document, id);
}

/** Prices the lines of a document anew, unless its prices are locked, and then its totals. */
export function repriceLines(session: Session, document: SalesDocument, headerId: string): void {
  const { registry, store } = session.organization;
  const table = registry.table(document.line);
  const header = store.find(document.header, headerId);
  const settings = salesSettings(store);
  if (!table || !header || !settings.systemPricing) return;
  const source = isLocked(document, header) ? "row" : "list";
  for (const line of linesOf(session, document, headerId)) writeConsequence(session, table, line, pricedLine(store, settings, header, line, source));
  recalculate(session, document, headerId);
}

/** Brings the stored totals of a document in line with its stored lines; within a bulk write, at its end. */
export function recalculate(session: Session, document: SalesDocument, headerId: string): void {
  const { registry, store } = session.organization;
  if (session.openDocuments) {
    if (!session.openDocuments.has(headerId)) session.openDocuments.set(headerId, { document });
    return;
  }
  const table = registry.table(document.header);
  const header = store.find(document.header, headerId);
  const settings = salesSettings(store);
  if (!table || !header || !totalsAreCalculated(settings, header)) return;
  writeConsequence(session, table, header, documentTotals(store, settings, document, header, headerId));
}

/**
 * Refuses the removal of a document that is closed to changes, without the privilege for it.
 * @throws DataverseError 400 0x8004022e
 */
export function beforeHeaderDelete(session: Session, document: SalesDocument, row: Row): void {
  if (isOpen(row) || session.principal.depthOf("prvQOIOverrideDelete")) return;
  throw salesErrors.readOnly(`${describeDocument(document, row)}; to delete it takes prvQOIOverrideDelete`);
}

function demandEditable(session: Session, document: SalesDocument, before: Row, sent: Row): void {
  if (isOpen(before) || session.principal.isAdministrator) return;
  const changes = Object.keys(sent).filter((column) => !alwaysOpen.has(column));
  if (changes.length > 0) throw salesErrors.readOnly(`${describeDocument(document, before)}, columns ${changes.join(", ")}`);
}

function demandPriceListCurrency(session: Session, row: Row, before: Row | undefined): void {
  const list = lookupOf(row, "pricelevelid");
  if (!list || (before && !changed(row, before, "pricelevelid") && !changed(row, before, "transactioncurrencyid"))) return;
  const listRow = session.organization.store.find("pricelevel", list.id);
  if (!listRow) throw rowMissing("pricelevel", list.id);
  if (lookupOf(listRow, "transactioncurrencyid")?.id !== currencyOf(row).id) throw salesErrors.currencyOfPriceList();
}

function changed(row: Row, before: Row, column: string): boolean {
  return lookupOf(row, column)?.id !== lookupOf(before, column)?.id;
}

/** A copy, since lines are replaced while they are gone through. */
function linesOf(session: Session, document: SalesDocument, headerId: string): Row[] {
  return [...session.organization.store.referencing(document.line, document.parent, headerId)];
}

/** Whether a document is in a state, by number. */
export function inState(header: Row, ...states: number[]): boolean {
  return states.includes(numberOf(header, "statecode") ?? 0);
}

/** Number of a document as people know it. */
export function numberOfDocument(document: SalesDocument, header: Row): string {
  return textOf(header, document.header === "quote" ? "quotenumber" : document.header === "invoice" ? "invoicenumber" : "ordernumber") ?? "";
}
