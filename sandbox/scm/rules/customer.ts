import type { EntityDefinition } from "../metadata/entity";
import { customersV3 } from "../metadata/customersV3";
import { legalEntities } from "../metadata/legalEntities";
import { customerGroups } from "../metadata/reference";
import { textOf } from "../store";
import { followCustomer } from "./customerFlags";
import { addressPrefixes, formattedAddress, settleAddress } from "./address";
import { companyDefaults } from "./companies";
import type { EntityRules, RuleContext, Values } from "./context";
import { mustBeFilledIn } from "./relations";

/**
 * Fills in what a new customer gets by itself: account and party number from their sequences, currency and language of
 * the company, payment terms of the customer group, search name.
 * @returns Infolog lines, none when all is well
 */
function startCustomer(values: Values, context: RuleContext): string[] {
  const company = String(values["dataAreaId"]);
  const defaults = companyDefaults(company);
  const legalEntity = context.rows.find(legalEntities, [company]);
  const given = (name: string) => String(values[name] ?? "") !== "";
  if (!given("CustomerAccount")) {
    if (context.settings.manual.customerAccounts) return mustBeFilledIn("Customer account", "CustTable");
    values["CustomerAccount"] = context.sequences.next(`account ${company}`, `${defaults.accountPrefix}-`, 6, (number) => context.rows.find(customersV3, [company, number]) !== undefined);
  }
  if (!given("PartyNumber")) values["PartyNumber"] = context.sequences.next("party", "", 9);
  if (!given("PartyType")) values["PartyType"] = "Organization";
  if (!given("SalesCurrencyCode")) values["SalesCurrencyCode"] = defaults.currency;
  if (!given("LanguageId")) values["LanguageId"] = legalEntity ? textOf(legalEntity, "LanguageId") : "en-us";
  const group = context.rows.find(customerGroups, [company, String(values["CustomerGroupId"] ?? "")]);
  if (!given("PaymentTerms") && group) values["PaymentTerms"] = textOf(group, "PaymentTermId");
  if (!given("NameAlias")) values["NameAlias"] = String(values["OrganizationName"] ?? "");
  return [];
}

/**
 * Rules that hold after each write: addresses, mandatory values, the composed address.
 * @param given what the request sets
 * @returns Infolog lines, none when all is well
 */
function settleCustomer(definition: EntityDefinition, values: Values, given: Readonly<Values>, context: RuleContext): string[] {
  const infolog = addressPrefixes.flatMap((prefix) => settleAddress(prefix, definition, values, given, context.rows));
  const person = String(values["PartyType"]).toLowerCase() === "person";
  const name = person ? "PersonFirstName" : "OrganizationName";
  if (String(values[name] ?? "") === "") infolog.push(...mustBeFilledIn(person ? "First name" : "Name", "DirPartyTable"));
  if (String(values["CustomerGroupId"] ?? "") === "") infolog.push(...mustBeFilledIn("Customer group", "CustTable"));
  if (person && given["PersonFirstName"] !== undefined) {
    values["OrganizationName"] = ["PersonFirstName", "PersonMiddleName", "PersonLastName"].map((part) => String(values[part] ?? "")).filter((part) => part !== "").join(" ");
  }
  for (const prefix of addressPrefixes) locate(prefix, values, context);
  values["FullPrimaryAddress"] = formattedAddress("Address", values);
  return infolog;
}

/** Gives an address that has a country its location, role and validity, as the address book does. */
function locate(prefix: string, values: Values, context: RuleContext): void {
  if (String(values[`${prefix}CountryRegionId`] ?? "") === "" || String(values[`${prefix}LocationId`] ?? "") !== "") return;
  values[`${prefix}LocationId`] = context.sequences.next("location", "", 9);
  values[`${prefix}ValidFrom`] = context.now;
  values[`${prefix}ValidTo`] = "2154-12-31T23:59:59Z";
  if (String(values[`${prefix}Description`] ?? "") === "") values[`${prefix}Description`] = String(values["OrganizationName"] ?? "");
  if (prefix === "Address") values["AddressLocationRoles"] ??= "Business";
}

/** Customers, whichever version of the entity they are written through. */
export const customerRules: EntityRules = {
  start: startCustomer,
  settle: settleCustomer,
  written(row, context, before) {
    if (before && textOf(before, "IsExternallyMaintained") !== textOf(row, "IsExternallyMaintained")) followCustomer(row, context);
  },
};

/** Customer groups. */
export const customerGroupRules: EntityRules = {
  mayRemove(row, context) {
    for (const customer of context.rows.all(customersV3)) {
      if (textOf(customer, "dataAreaId") === textOf(row, "dataAreaId") && textOf(customer, "CustomerGroupId") === textOf(row, "CustomerGroupId")) {
        return ["Error: Customer groups cannot be deleted while dependent Customers exist"];
      }
    }
    return [];
  },
};
