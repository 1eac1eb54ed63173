import { solution } from "../../model/generated/schema";
import { countryKey } from "../core/valueMap";
import { countries, countryNames } from "./countries";
import type { TemplateSettings } from "./settings";

/** A value map whose keys are folded as lookups in it are. */
export function mapOf(entries: Readonly<Record<string, string | number>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(entries).map(([key, value]) => [countryKey(key), String(value)]));
}

/** Turns a map round; of several keys with one value the first counts. */
function turned(entries: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(entries)) result[value] ??= key;
  return result;
}

/** The choice's value for its last digits. */
const choice = (last: number) => solution.optionPrefix * 10_000 + last;

/** Value maps of the standard templates, by the names their rows use. */
export function standardMaps(settings: TemplateSettings): Readonly<Record<string, ReadonlyMap<string, string>>> {
  return {
    countries,
    countryNames: new Map(Object.entries(countryNames).map(([code, names]) => [countryKey(code), names[0] ?? code])),
    units: mapOf(settings.units),
    unitSymbols: mapOf(turned(settings.units)),
    priceLists: mapOf(settings.priceLists),
    paymentTermDays: mapOf(settings.paymentTermDays),
    processingStatus: mapOf(Object.fromEntries(Object.entries(settings.processingStatus).map(([member, last]) => [member, choice(last)]))),
    productTypes: mapOf({ Item: 1, Service: 3 }),
    yesNo: mapOf({ Yes: "true", No: "false" }),
    invertedYesNo: mapOf({ true: "No", false: "Yes" }),
    genders: mapOf({ 1: "Male", 2: "Female" }),
    maritalStatus: mapOf({ 1: "Single", 2: "Married", 3: "Divorced", 4: "Widowhood" }),
    accountRoles: mapOf({ 1: "Decision maker", 2: "Employee", 3: "Influencer" }),
  };
}
