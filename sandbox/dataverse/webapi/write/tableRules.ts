import type { Table } from "../../metadata/types";
import { idOf, numberOf, textOf } from "../../store/lookup";
import { DataverseError, type Row } from "../../store/types";
import { notImitated } from "../errors";
import type { Session } from "../session";
import type { RowInput } from "./payload";

/** Where secrets of service endpoints are kept: a table without metadata, so no query reaches it. */
export const secretTable = "serviceendpoint.secrets";

/**
 * What the platform does to rows of single tables before they are stored.
 * @param row as it shall be stored; may be changed
 * @param before undefined for a new row
 */
export function beforeWrite(session: Session, table: Table, row: Row, before: Row | undefined, sent: Row): void {
  if (table.logicalName === "serviceendpoint") serviceEndpoint(session, table, row, before);
  if (table.logicalName === "sdkmessageprocessingstep") processingStep(row);
  if (table.logicalName === "transactioncurrency" && sent.exchangerate === null) throw new DataverseError(400, "0x80040203", "'exchangerate' must be a number above 0.");
}

/**
 * What follows from a new row of single tables.
 * @param create creates a further row in the same transaction and answers its id
 */
export function afterCreate(session: Session, table: Table, row: Row, create: (table: Table, input: RowInput) => string): void {
  if (table.logicalName === "uomschedule") baseUnit(session, table, row, create);
}

/** `authvalue` can be written and never read; that one is set can be seen. */
function serviceEndpoint(session: Session, table: Table, row: Row, before: Row | undefined): void {
  const { store } = session.organization;
  const id = idOf(table, row);
  if (numberOf(row, "contract") !== 8) throw notImitated(`service endpoints other than webhooks (contract ${numberOf(row, "contract") ?? "missing"}; 8 is a webhook)`);
  const url = textOf(row, "url") ?? "";
  if (!/^https?:\/\/\S+$/i.test(url)) throw new DataverseError(400, "0x80040203", `The url '${url}' of the webhook is not an absolute http or https address.`);
  const secret = textOf(row, "authvalue");
  if ("authvalue" in row) {
    delete row.authvalue;
    if (secret === undefined) store.remove(secretTable, id);
    else store.put(secretTable, id, { authvalue: secret });
    if (table.columns.isauthvalueset) row.isauthvalueset = secret !== undefined;
  } else if (!before && table.columns.isauthvalueset) row.isauthvalueset = false;
}

function processingStep(row: Row): void {
  if (numberOf(row, "mode") !== 1) throw notImitated("synchronous steps (mode 0); register the webhook with mode 1, asynchronous");
  if (numberOf(row, "stage") !== 40) throw notImitated(`steps of stage ${numberOf(row, "stage") ?? "missing"}; asynchronous steps have stage 40`);
}

/** A new unit group brings its base unit with it. */
function baseUnit(session: Session, table: Table, row: Row, create: (table: Table, input: RowInput) => string): void {
  const uom = session.organization.registry.table("uom");
  const name = textOf(row, "baseuomname");
  if (!uom || name === undefined) return;
  const id = create(uom, {
    values: { name, quantity: "1", uomscheduleid: { id: idOf(table, row), table: table.logicalName } },
    parents: [], children: [], links: [],
  });
  const { store } = session.organization;
  const unit = store.find("uom", id);
  if (unit && uom.columns.isschedulebaseuom) store.put("uom", id, { ...unit, isschedulebaseuom: true });
}
