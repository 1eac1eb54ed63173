import type { Table } from "../../metadata/types";
import { demandAccess } from "../../security/access";
import { idOf } from "../../store/lookup";
import type { Row } from "../../store/types";
import { noContent, type ApiResponse } from "../../webapi/messages";
import type { Session } from "../../webapi/session";
import { setting, updateRow } from "../../webapi/write/engine";
import { documentOfHeader, isOpen } from "../documents";
import { salesErrors } from "../errors";
import { repriceLines } from "../headerRules";
import { rowParameter, tableOf } from "./parameters";

type Body = Record<string, unknown>;

/**
 * `RecalculatePrice {entityLogicalName, entityId}`: prices and totals of an open document anew.
 * Source: Microsoft, "RecalculatePrice Action" (Dynamics 365 Sales developer reference).
 */
export function runRecalculatePrice(session: Session, body: Body): ApiResponse {
  const name = body.entityLogicalName;
  const document = typeof name === "string" ? documentOfHeader(name) : undefined;
  if (!document) throw salesErrors.badArgument("'entityLogicalName' must be quote, salesorder or invoice; the sandbox does not calculate opportunities.");
  const table = tableOf(session, document.header);
  const { id, row } = rowParameter(session, table, body, "entityId");
  demandAccess(session.principal, "Write", table, row);
  if (isOpen(row)) repriceLines(session, document, id);
  return noContent();
}

/** `LockSalesOrderPricing`, `UnlockSalesOrderPricing`, `LockInvoicePricing` and `UnlockInvoicePricing`, bound to a row. */
export function runPriceLock(session: Session, table: Table, row: Row, locked: boolean): ApiResponse {
  updateRow(session, table, idOf(table, row), setting("ispricelocked", locked));
  return noContent();
}
