import { canonicalValue } from "../../model/values";
import type { Prepared } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import type { ScmClient, ScmRow } from "../connectors/scm/client";
import { scmKeyOf } from "../worker/pushRecord";

type Call = Parameters<ScmClient["readMany"]>[5];

/** What a mapped record is known by in SCM: company and all parts of the key, in lower case. */
export function fullKeyOf(template: Template, prepared: Prepared): string {
  const { company, value, more = {} } = scmKeyOf(template, prepared);
  return [company, value, ...Object.values(more)].map((part) => String(part).toLowerCase()).join("\u0000");
}

/** The rows of SCM that mapped records stand for, by `fullKeyOf`; those that SCM does not hold are absent. */
export async function readCurrent(scm: ScmClient, template: Template, records: readonly Prepared[], call: Call): Promise<Map<string, ScmRow>> {
  const { entitySet, keyField, moreKeyFields = [] } = template.target;
  const found = new Map<string, ScmRow>();
  for (const company of new Set(records.map((record) => record.company))) {
    const ofCompany = records.filter((record) => record.company === company);
    const fields = [...new Set(ofCompany.flatMap(({ mapped }) => mapped.fields.map(({ row }) => row.target)))];
    for (const current of await scm.readMany(entitySet, company, keyField, ofCompany.map(({ keyValue }) => keyValue), fields, call)) {
      const parts = [company, ...[keyField, ...moreKeyFields].map((field) => canonicalValue(current.row[field]))];
      found.set(parts.map((part) => part.toLowerCase()).join("\u0000"), current);
    }
  }
  return found;
}
