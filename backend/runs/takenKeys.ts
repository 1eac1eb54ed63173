import { syncState } from "../../model/generated/schema";
import { asSyncError } from "../core/errors";
import type { Template } from "../core/templateTypes";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { rowsOf, textOf } from "../connectors/http/json";
import { assertNotTaken } from "../worker/ownership";
import { partsOf, type ReadyItem } from "./bulkItem";

const c = syncState.columns;
/** Numbers in one query; its address stays far below what a batch allows. */
const perQuery = 100;

/**
 * Sets `error` on items whose number in SCM belongs to another record. One request asks for all that were never synced;
 * only numbers that some other record did use are looked at one by one.
 */
export async function refuseTaken(items: readonly ReadyItem[], dataverse: DataverseClient, template: Template, call: CallContext): Promise<void> {
  const fresh = items.filter(({ record }) => !record.state?.scmKey);
  if (fresh.length === 0) return;
  const users = await usersOf(fresh, dataverse, template, call);
  for (const item of fresh) {
    const others = users.get(keyOf(item.prepared.company, item.prepared.keyValue)) ?? [];
    if (!others.some((id) => id !== item.record.id)) continue;
    try {
      await assertNotTaken(dataverse, template, item.record, item.prepared, call);
    } catch (error) {
      item.error = asSyncError(error);
    }
  }
}

/** Record ids by company and number. */
async function usersOf(items: readonly ReadyItem[], dataverse: DataverseClient, template: Template, call: CallContext): Promise<Map<string, string[]>> {
  const queries = partsOf(items, perQuery).map((part) => {
    const numbers = [...new Set(part.map(({ prepared }) => literal(prepared.keyValue)))].join(",");
    const filter = `${c.template} eq ${literal(template.name)} and Microsoft.Dynamics.CRM.In(PropertyName='${c.scmKey}',PropertyValues=[${numbers}])`;
    return { method: "GET" as const, path: dataverse.rootPath(`${syncState.entitySet}?$select=${c.scmKey},${c.company},${c.recordId}&$filter=${encodeURIComponent(filter)}`) };
  });
  const users = new Map<string, string[]>();
  for (const answer of await dataverse.batch(queries, call, true)) {
    for (const row of rowsOf(bodyOf(answer))) {
      const key = keyOf(textOf(row[c.company]) ?? "", textOf(row[c.scmKey]) ?? "");
      users.set(key, [...(users.get(key) ?? []), (textOf(row[c.recordId]) ?? "").toLowerCase()]);
    }
  }
  return users;
}

const keyOf = (company: string, number: string) => `${company}/${number.toLowerCase()}`;
const literal = (value: string) => `'${value.replace(/'/g, "''")}'`;
