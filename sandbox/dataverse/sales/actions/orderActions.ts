import type { Row } from "../../store/types";
import { noContent, type ApiRequest, type ApiResponse } from "../../webapi/messages";
import type { Session } from "../../webapi/session";
import { createRow, updateRow } from "../../webapi/write/engine";
import { documentNamed } from "../documents";
import { salesErrors } from "../errors";
import { inState, numberOfDocument } from "../headerRules";
import { copyDocument, referenceTo } from "./copyDocument";
import { closeParameter, rowAnswer, rowParameter, statusParameter, tableOf } from "./parameters";

type Body = Record<string, unknown>;

const orderState = { active: 0, submitted: 1, canceled: 2, fulfilled: 3 } as const;

/** `FulfillSalesOrder {Status, OrderClose}`: Active or Submitted → Fulfilled. */
export function runFulfillSalesOrder(session: Session, body: Body): ApiResponse {
  return close(session, body, orderState.fulfilled, { datefulfilled: session.now.slice(0, 10) });
}

/** `CancelSalesOrder {Status, OrderClose}`: Active or Submitted → Canceled. */
export function runCancelSalesOrder(session: Session, body: Body): ApiResponse {
  return close(session, body, orderState.canceled, {});
}

/** `ConvertSalesOrderToInvoice {SalesOrderId, ColumnSet}`: an invoice with the order's lines; the order keeps its state. */
export function runConvertSalesOrderToInvoice(session: Session, body: Body, request: ApiRequest): ApiResponse {
  const table = tableOf(session, "salesorder");
  const lineTable = tableOf(session, "salesorderdetail");
  const { row } = rowParameter(session, table, body, "SalesOrderId");
  if (inState(row, orderState.canceled)) throw salesErrors.wrongState("A canceled order cannot be invoiced.");
  const id = copyDocument(session, documentNamed("salesorder"), row, documentNamed("invoice"), { salesorderid: referenceTo(table, row) },
    (line) => ({ salesorderdetailid: referenceTo(lineTable, line) }));
  return rowAnswer(session, tableOf(session, "invoice"), id, body, request);
}

function close(session: Session, body: Body, state: number, values: Row): ApiResponse {
  const table = tableOf(session, "salesorder");
  const closeTable = tableOf(session, "orderclose");
  const { input, documentId } = closeParameter(session, closeTable, body, "OrderClose", "salesorderid");
  const row = session.organization.store.find("salesorder", documentId);
  if (!row || !inState(row, orderState.active, orderState.submitted)) throw salesErrors.wrongState("The order is neither active nor submitted.");
  const status = statusParameter(table, body, state);
  input.values.ordernumber ??= numberOfDocument(documentNamed("salesorder"), row);
  createRow(session, closeTable, input, undefined, "platform");
  updateRow(session, table, documentId, { values: { statecode: state, statuscode: status, ...values }, parents: [], children: [], links: [] }, "platform");
  return noContent();
}
