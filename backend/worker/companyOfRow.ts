import { navigation, syncState } from "../../model/generated/schema";
import { companyOf, type CompanyRules } from "../core/company";
import { RecordError } from "../core/errors";
import { isObject, textOf, type JsonObject } from "../connectors/http/json";

const businessUnit = "_owningbusinessunit_value";

/**
 * Company of a row of Sales that was read with its sync state: the one it was synced with, else that of its business unit.
 * Numbers are told apart by it, since every company of SCM counts its orders and invoices from one.
 * @returns undefined when neither says
 */
export function companyOfRow(row: JsonObject, rules: CompanyRules): string | undefined {
  const state = row[navigation.accountSyncState];
  const synced = isObject(state) ? textOf(state[syncState.columns.company]) : undefined;
  if (synced) return synced.toLowerCase();
  try {
    return companyOf(rules, { id: textOf(row[businessUnit]) ?? "", name: textOf(row[`${businessUnit}@OData.Community.Display.V1.FormattedValue`]) ?? "" });
  } catch (error) {
    if (error instanceof RecordError) return undefined;
    throw error;
  }
}
