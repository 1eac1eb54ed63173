import { SyncStatus, contact } from "../../model/generated/schema";
import { bareGuid, isSyncableTable, syncableTables, type SyncableTable } from "../../model/request";
import { SyncError } from "../core/errors";
import type { Template } from "../core/templateTypes";
import { annotations, bodyOf, type CallContext } from "../connectors/dataverse/client";
import { rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { templatesOfTable } from "../templates/all";
import type { ReadRecord } from "../worker/readRecord";
import { recordOf, recordQuery } from "../worker/records";
import { routeOut, type ToScm } from "../worker/toScm";
import type { RunContext } from "./context";

const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** The customers a document names, as `table:id`. */
export function customersOf(template: Template, { record }: ReadRecord): string[] {
  const lookups = new Set(template.rows.flatMap(({ from }) => (from.kind === "customer" ? [from.lookup] : [])));
  return [...lookups].flatMap((lookup) => {
    const id = textOf(record.source[`_${lookup}_value`]);
    return id ? [`${textOf(record.source[`_${lookup}_value${lookupTable}`]) ?? ""}:${bareGuid(id)}`] : [];
  });
}

/**
 * Which of these customers need nothing before their documents go: they stand in SCM as their last sync left them. One
 * request for each table.
 * @param customers as `customersOf` names them
 * @throws RefusalError, ConnectionError
 */
export async function customersInStep(run: RunContext<Template>, toScm: ToScm, customers: ReadonlySet<string>): Promise<Set<string>> {
  const inStep = new Set<string>();
  for (const table of new Set([...customers].map((key) => key.slice(0, key.indexOf(":"))))) {
    if (!isSyncableTable(table)) continue;
    const templates = templatesOfTable(run.templates, table).filter((one): one is Template => one.direction === "toScm");
    const [first, ...others] = templates;
    if (!first) continue;
    const { primaryId, entitySet } = syncableTables[table];
    const ids = [...customers].filter((key) => key.startsWith(`${table}:`)).map((key) => `'${key.slice(table.length + 1)}'`).join(",");
    const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${primaryId}',PropertyValues=[${ids}])`;
    const path = run.dataverse.rootPath(`${entitySet}?${recordQuery(first, ...others)}&$filter=${encodeURIComponent(filter)}`);
    const [answer] = await run.dataverse.batch([{ method: "GET", path, headers: { Prefer: annotations } }], run.call, true);
    for (const row of answer ? rowsOf(bodyOf(answer)) : []) {
      const read = readOf(table, first, row);
      if (await isInStep(toScm, templates, read, run.call)) inStep.add(`${table}:${read.record.id}`);
    }
  }
  return inStep;
}

function readOf(table: SyncableTable, template: Template, row: JsonObject): ReadRecord {
  return { table, record: recordOf(template, row), lines: [] };
}

async function isInStep(toScm: ToScm, templates: readonly Template[], read: ReadRecord, call: CallContext): Promise<boolean> {
  // A contact named by a document becomes an active customer first.
  if (read.table === "contact" && read.record.source[contact.columns.isActiveCustomer] !== true) return false;
  try {
    const template = routeOut(templates, read);
    return template !== undefined && read.record.state?.status === SyncStatus.InSync && (await toScm.isUnchanged(template, read, call));
  } catch (error) {
    if (error instanceof SyncError) return false;
    throw error;
  }
}
