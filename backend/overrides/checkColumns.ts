import { RefusalError } from "../core/errors";
import { readColumnsOf } from "../core/sourceColumns";
import { salesSideOf, scmSideOf, type AnyTemplate } from "../core/templateTypes";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import type { ScmClient } from "../connectors/scm/client";
import type { Step } from "./locatedJson";
import type { OverrideProblem } from "./problem";

interface Systems {
  dataverse: DataverseClient;
  scm: ScmClient;
}

/**
 * Asks both systems whether they have the columns that templates name which an override file changed: one request to each
 * for a template that is sound.
 * @throws SyncError when a system does not answer
 */
export async function missingColumns(changed: readonly { template: AnyTemplate; path: readonly Step[] }[], systems: Systems, call: CallContext): Promise<OverrideProblem[]> {
  const problems: OverrideProblem[] = [];
  for (const { template, path } of changed) {
    const { target, source } = columnsOf(template);
    const [salesColumns, scmColumns] = template.direction === "toScm" ? [source, target] : [target, source];
    const sales = salesSideOf(template).entitySet;
    const scm = scmSideOf(template).entitySet;
    for (const column of await refused(salesColumns, (names) => systems.dataverse.get(`${sales}?$select=${names.join(",")}&$top=1`, call))) {
      problems.push({ path, value: column, problem: `The table ${salesSideOf(template).table} has no column '${column}'`, remedy: "Correct the name, or import the solution that has the column." });
    }
    for (const column of await refused(scmColumns, (names) => systems.scm.first(`${scm}?cross-company=true&$select=${names.join(",")}&$top=1`, call))) {
      problems.push({ path, value: column, problem: `The entity ${scm} has no property '${column}'`, remedy: "Correct the name; it is spelled as in the entity's OData metadata." });
    }
  }
  return problems;
}

function columnsOf(template: AnyTemplate): { source: string[]; target: string[] } {
  return { source: readColumnsOf(template), target: template.rows.map((row) => (row.type === "reference" ? `_${row.target}_value` : row.target)) };
}

/** The names a system does not know; asked one by one only when it refuses them together. */
async function refused(names: readonly string[], ask: (names: readonly string[]) => Promise<unknown>): Promise<string[]> {
  if (names.length === 0 || !(await isRefused(names, ask))) return [];
  const bad: string[] = [];
  for (const name of names) if (await isRefused([name], ask)) bad.push(name);
  return bad;
}

async function isRefused(names: readonly string[], ask: (names: readonly string[]) => Promise<unknown>): Promise<boolean> {
  try {
    await ask(names);
    return false;
  } catch (error) {
    if (error instanceof RefusalError && error.status === 400) return true;
    throw error;
  }
}
