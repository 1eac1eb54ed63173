import type { Table } from "../metadata/types";
import { lookupOf } from "../store/lookup";
import type { Row } from "../store/types";
import type { Session } from "../webapi/session";
import { beforeCatalogue } from "./catalogueRules";
import { documentOfHeader, documentOfLine } from "./documents";
import { afterHeader, beforeHeader, beforeHeaderDelete, recalculate } from "./headerRules";
import { beforeLine, demandOpen, headerOf } from "./lineRules";
import type { WriteMode } from "./writeMode";

/**
 * What Sales does to a row before it is stored; tables of no concern to it pass.
 * @param row as it shall be stored; may be changed
 * @param before undefined for a new row
 * @param sent what the caller gave
 */
export function beforeSalesWrite(session: Session, table: Table, row: Row, before: Row | undefined, sent: Row, mode: WriteMode): void {
  const header = documentOfHeader(table.logicalName);
  const line = documentOfLine(table.logicalName);
  if (header) beforeHeader(session, header, table, row, before, sent, mode);
  else if (line) beforeLine(session, line, row, before, mode);
  else beforeCatalogue(session, table, row, before, mode);
}

/** What follows from a stored row: totals of the header after a line, lines after the header. */
export function afterSalesWrite(session: Session, table: Table, row: Row, before: Row | undefined): void {
  const header = documentOfHeader(table.logicalName);
  if (header && before) afterHeader(session, header, row, before);
  const line = documentOfLine(table.logicalName);
  if (!line) return;
  const headers = new Set([lookupOf(row, line.parent)?.id, before && lookupOf(before, line.parent)?.id]);
  for (const id of headers) if (id !== undefined) recalculate(session, line, id);
}

/**
 * What Sales says to a deletion.
 * @param cascaded the row goes because its header goes
 */
export function beforeSalesDelete(session: Session, table: Table, row: Row, cascaded: boolean): void {
  const header = documentOfHeader(table.logicalName);
  if (header) beforeHeaderDelete(session, header, row);
  const line = documentOfLine(table.logicalName);
  if (line && !cascaded) demandOpen(line, headerOf(session.organization.store, line, row));
}

/** What follows from a deletion. */
export function afterSalesDelete(session: Session, table: Table, row: Row, cascaded: boolean): void {
  const line = documentOfLine(table.logicalName);
  const id = line && lookupOf(row, line.parent)?.id;
  if (line && id !== undefined && !cascaded) recalculate(session, line, id);
}
