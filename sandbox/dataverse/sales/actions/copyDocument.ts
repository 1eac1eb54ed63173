import type { Table } from "../../metadata/types";
import { idOf, numberOf, textOf } from "../../store/lookup";
import type { Row } from "../../store/types";
import type { Session } from "../../webapi/session";
import { createRow } from "../../webapi/write/engine";
import type { RowInput } from "../../webapi/write/payload";
import type { SalesDocument } from "../documents";
import { tableOf } from "./parameters";

/** Columns that a copy gets anew. */
const own = new Set([
  "createdon", "createdby", "createdonbehalfby", "modifiedon", "modifiedby", "modifiedonbehalfby", "versionnumber", "statecode", "statuscode",
  "importsequencenumber", "overriddencreatedon", "quotenumber", "ordernumber", "invoicenumber", "revisionnumber", "quotecreationmethod", "ordercreationmethod",
  "exchangerate", "closedon", "datefulfilled", "pricingerrorcode",
]);
/** Prefixes of standard columns; any other prefix is a publisher's, and columns of one's own are not mapped unless the relationship says so. */
const standardPrefixes = new Set(["billto", "shipto"]);

/**
 * Makes a document from another: header, then lines in their order, prices as they stand.
 * @param header what the new header holds beside what is copied
 * @param line what each new line holds beside what is copied
 * @returns id of the new header
 */
export function copyDocument(session: Session, from: SalesDocument, source: Row, to: SalesDocument, header: Row, line: (source: Row) => Row): string {
  const { store } = session.organization;
  const headerTable = tableOf(session, to.header);
  const lineTable = tableOf(session, to.line);
  const id = createRow(session, headerTable, plain({ ...copied(tableOf(session, from.header), source, headerTable), ...header }), undefined, "platform");
  const lines = [...store.referencing(from.line, from.parent, textOf(source, from.parent) ?? "")]
    .sort((a, b) => (numberOf(a, "sequencenumber") ?? 0) - (numberOf(b, "sequencenumber") ?? 0));
  for (const one of lines) {
    const values = { ...copied(tableOf(session, from.line), one, lineTable), ...line(one), [to.parent]: { id, table: to.header } };
    createRow(session, lineTable, plain(values), undefined, "platform");
  }
  return id;
}

/** The values that both tables have a column for. */
function copied(from: Table, source: Row, to: Table): Row {
  const values: Row = {};
  for (const [column, value] of Object.entries(source)) {
    const target = to.columns[column];
    if (!target || target.readOnly || own.has(column) || column === from.primaryId || column === to.primaryId || !isStandard(column)) continue;
    if (column.endsWith("_base") || target.type !== from.columns[column]?.type) continue;
    values[column] = value;
  }
  return values;
}

function isStandard(column: string): boolean {
  const prefix = /^([a-z0-9]+)_/.exec(column)?.[1];
  return prefix === undefined || standardPrefixes.has(prefix);
}

function plain(values: Row): RowInput {
  return { values, parents: [], children: [], links: [] };
}

/** A lookup to a row. */
export function referenceTo(table: Table, row: Row): { id: string; table: string } {
  return { id: idOf(table, row), table: table.logicalName };
}
