import { syncState, type SyncStatus } from "../../model/generated/schema";
import type { FromScmTemplate } from "../core/templateTypes";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { bodyOf, type DataverseClient } from "../connectors/dataverse/client";
import { integerOf, rowsOf, textOf } from "../connectors/http/json";
import { partsOf } from "./bulkItem";
import type { RunContext } from "./context";
import { deletedCode } from "./deleted";
import { inFilter, textLiteral } from "./odata";

const c = syncState.columns;
/** Numbers in one query; its address stays far below what a batch allows. */
const perQuery = 100;

/** What the last sync left of a record of SCM; enough to tell whether there is anything to do. */
export interface KnownState {
  recordId: string;
  status: SyncStatus | undefined;
  fingerprint: string;
  errorCode: string;
}

/** States of the run's template by number in lower case, all in one request. */
export async function statesByNumber({ dataverse, template, call }: RunContext<FromScmTemplate>, company: string, numbers: readonly string[]): Promise<Map<string, KnownState>> {
  const queries = partsOf([...new Set(numbers)], perQuery).map((part) => query(dataverse, template, company, part));
  const states = new Map<string, KnownState>();
  if (queries.length === 0) return states;
  for (const answer of await dataverse.batch(queries, call, true)) {
    for (const row of rowsOf(bodyOf(answer))) {
      const number = (textOf(row[c.scmKey]) ?? "").toLowerCase();
      // Beside the state of a deleted record there may be that of another made under its number.
      if (states.has(number) && textOf(row[c.errorCode]) === deletedCode) continue;
      states.set(number, {
        recordId: (textOf(row[c.recordId]) ?? "").toLowerCase(), status: integerOf(row[c.status]) as SyncStatus | undefined,
        fingerprint: textOf(row[c.sourceFingerprint]) ?? "", errorCode: textOf(row[c.errorCode]) ?? "",
      });
    }
  }
  return states;
}

function query(dataverse: DataverseClient, template: FromScmTemplate, company: string, numbers: readonly string[]): BatchRequest {
  const filter = `${c.template} eq ${textLiteral(template.name)} and ${c.company} eq ${textLiteral(company)} and ${inFilter(c.scmKey, numbers)}`;
  const select = [c.scmKey, c.recordId, c.status, c.sourceFingerprint, c.errorCode].join(",");
  return { method: "GET", path: dataverse.rootPath(`${syncState.entitySet}?$select=${select}&$filter=${encodeURIComponent(filter)}`) };
}
