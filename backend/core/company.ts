import { RecordError } from "./errors";

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
