import { contact } from "../../model/generated/schema";
import { filterText } from "../core/filter";
import type { AnyTemplate, Template } from "../core/templateTypes";
import { asSyncError } from "../core/errors";
import type { SourceRecord } from "../worker/records";
import { routeOut } from "../worker/toScm";

/** Flags on contacts that only forms keep up to date; where a contact goes is judged by what the flags are copies of. */
const judgedByRecord: ReadonlySet<string> = new Set([contact.columns.isActiveCustomer, contact.columns.isCompanyAnAccount]);

/** The template's filter as an OData expression for a list; undefined when every row may go. */
export function listFilter({ filter }: Template): string | undefined {
  const listed = (filter ?? []).filter(({ column }) => !judgedByRecord.has(column));
  return listed.length === 0 ? undefined : filterText(listed, "sales");
}

/** Whether a listed record goes by this template. Contacts go as contact or as customer, or nowhere. */
export function goesBy(template: Template, all: readonly AnyTemplate[], record: SourceRecord): boolean {
  const { table } = template.source;
  if (table !== contact.logicalName) return true;
  const out = all.filter((one): one is Template => one.direction === "toScm" && one.source.table === table);
  try {
    return routeOut(out, { table, record, lines: [] })?.name === template.name;
  } catch (error) {
    if (asSyncError(error).code === "not-active-customer") return false;
    throw error;
  }
}
