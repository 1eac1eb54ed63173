import { syncState } from "../../model/generated/schema";
import { RecordError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import type { Prepared } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import { fieldParams } from "../core/validation";
import { isSyncableTable, syncableTables, type SyncableTableLinks } from "../../model/request";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import { textOf } from "../connectors/http/json";
import type { SourceRecord } from "./records";

const c = syncState.columns;

/**
 * Refuses a row of SCM that another active record is linked to: two records with one number would overwrite each other in turn.
 * Costs a request only when a record that was never synced meets a row that SCM holds already.
 * @throws RecordError `key-taken`, naming the other record
 */
export async function assertNotTaken(dataverse: DataverseClient, template: Template, record: SourceRecord, prepared: Prepared, call: CallContext): Promise<void> {
  if (record.state?.scmKey) return;
  const filter = `${c.scmKey} eq ${urlLiteral(prepared.keyValue)} and ${c.company} eq ${urlLiteral(prepared.company)}`
    + ` and ${c.template} eq ${urlLiteral(template.name)} and ${c.recordId} ne ${urlLiteral(record.id)}`
    + stillThere(template.source.table);
  const other = await dataverse.first(`${syncState.entitySet}?$select=${c.name}&$top=1&$filter=${filter.replace(/ /g, "%20")}`, call);
  if (!other) return;
  const field = template.rows.find(({ target }) => target === template.target.keyField);
  throw new RecordError("key-taken", { params: { ...(field ? fieldParams(field) : {}), other: textOf(other[c.name]) ?? "", value: prepared.keyValue } });
}

/** The other record must still be in use: a deactivated account or a revised quote holds its number no more. */
function stillThere(table: string): string {
  if (!isSyncableTable(table)) return "";
  const { stateCollection, closing }: SyncableTableLinks = syncableTables[table];
  if (table === "quote") return ` and ${closing?.recordNavigation ?? stateCollection}/statecode eq 1`;
  return closing ? "" : ` and ${stateCollection}/any(a:a/statecode eq 0)`;
}
