import { numberOf } from "../../store/lookup";
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

const quoteState = { draft: 0, active: 1, won: 2, closed: 3 } as const;
const winQuote = 776160001;
const revision = 776160001;

/** `WinQuote {Status, QuoteClose}`: Active → Won. */
export function runWinQuote(session: Session, body: Body): ApiResponse {
  return close(session, body, quoteState.won);
}

/** `CloseQuote {Status, QuoteClose}`: Active → Closed. */
export function runCloseQuote(session: Session, body: Body): ApiResponse {
  return close(session, body, quoteState.closed);
}

/** `ReviseQuote {QuoteId, ColumnSet}`: a new draft of a closed quote under the same number, one revision up. */
export function runReviseQuote(session: Session, body: Body, request: ApiRequest): ApiResponse {
  const table = tableOf(session, "quote");
  const { row } = rowParameter(session, table, body, "QuoteId");
  if (!inState(row, quoteState.closed)) throw salesErrors.wrongState("Only a closed quote can be revised; close it with status 7, Revised, first.");
  const quote = documentNamed("quote");
  const number = numberOfDocument(quote, row);
  let highest = 0;
  for (const other of session.organization.store.all("quote")) {
    if (numberOfDocument(quote, other) !== number) continue;
    if (inState(other, quoteState.draft, quoteState.active)) throw salesErrors.openRevision();
    highest = Math.max(highest, numberOf(other, "revisionnumber") ?? 0);
  }
  const header: Row = { quotenumber: number, revisionnumber: highest + 1, quotecreationmethod: revision };
  const id = copyDocument(session, quote, row, quote, header, () => ({ quotecreationmethod: revision }));
  return rowAnswer(session, table, id, body, request);
}

/** `ConvertQuoteToSalesOrder {QuoteId, ColumnSet}`: an order from a won quote. */
export function runConvertQuoteToSalesOrder(session: Session, body: Body, request: ApiRequest): ApiResponse {
  const table = tableOf(session, "quote");
  const lineTable = tableOf(session, "quotedetail");
  const { row } = rowParameter(session, table, body, "QuoteId");
  if (!inState(row, quoteState.won)) throw salesErrors.wrongState("Only a won quote can be converted to an order; win it first.");
  const header: Row = { quoteid: referenceTo(table, row), ordercreationmethod: winQuote };
  const id = copyDocument(session, documentNamed("quote"), row, documentNamed("salesorder"), header,
    (line) => ({ quotedetailid: referenceTo(lineTable, line), ordercreationmethod: winQuote }));
  return rowAnswer(session, tableOf(session, "salesorder"), id, body, request);
}

function close(session: Session, body: Body, state: number): ApiResponse {
  const table = tableOf(session, "quote");
  const closeTable = tableOf(session, "quoteclose");
  const { input, documentId } = closeParameter(session, closeTable, body, "QuoteClose", "quoteid");
  const row = session.organization.store.find("quote", documentId);
  if (!row || !inState(row, quoteState.active)) throw salesErrors.wrongState("The quote is not active; activate it (statecode 1) first.");
  const status = statusParameter(table, body, state);
  input.values.quotenumber ??= numberOfDocument(documentNamed("quote"), row);
  createRow(session, closeTable, input, undefined, "platform");
  updateRow(session, table, documentId, { values: { statecode: state, statuscode: status, closedon: session.now.slice(0, 10) }, parents: [], children: [], links: [] }, "platform");
  return noContent();
}
