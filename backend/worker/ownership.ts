import { navigation, syncState } from "../../model/generated/schema";
import { RecordError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import type { Prepared } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import { fieldParams } from "../core/validation";
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
    + ` and ${navigation.syncStateAccounts}/any(a:a/statecode eq 0)`;
  const other = await dataverse.first(`${syncState.entitySet}?$select=${c.name}&$top=1&$filter=${filter.replace(/ /g, "%20")}`, call);
  if (!other) return;
  const field = template.rows.find(({ target }) => target === template.target.keyField);
  throw new RecordError("key-taken", { params: { ...(field ? fieldParams(field) : {}), other: textOf(other[c.name]) ?? "", value: prepared.keyValue } });
}
