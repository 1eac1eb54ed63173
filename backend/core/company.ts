import { RecordError, SyncError } from "./errors";

export interface CompanyRules {
  /** Business unit id or name, lower case → legal entity. */
  byBusinessUnit: ReadonlyMap<string, string>;
  /** Legal entity of business units that the map does not name. */
  fallback: string | undefined;
}

/**
 * Legal entity of a record by its owning business unit.
 * @returns lower case, as `dataAreaId`
 * @throws RecordError when neither map nor default names one
 */
export function companyOf(rules: CompanyRules, businessUnit: { id: string; name: string }): string {
  const found = rules.byBusinessUnit.get(businessUnit.id.toLowerCase()) ?? rules.byBusinessUnit.get(businessUnit.name.trim().toLowerCase()) ?? rules.fallback;
  if (!found) throw new RecordError("company-missing", { params: { businessUnit: businessUnit.name || businessUnit.id } });
  return found;
}

/**
 * Every legal entity that is configured, each once, the default first.
 * @throws SyncError `company-missing` when there is none
 */
export function configuredCompanies({ byBusinessUnit, fallback }: CompanyRules): string[] {
  const all = [...new Set([...(fallback === undefined ? [] : [fallback]), ...byBusinessUnit.values()])];
  if (all.length === 0) throw new SyncError("company-missing", { params: { businessUnit: "*" } });
  return all;
}
