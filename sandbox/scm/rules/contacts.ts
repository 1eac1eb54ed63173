import type { EntityDefinition } from "../metadata/entity";
import { cdsContactPersons, cdsContactPersonsV2 } from "../metadata/contacts";
import { customersV3 } from "../metadata/customersV3";
import { textOf, type StoredRow } from "../store";
import { settleAddress } from "./address";
import { textIn, type EntityRules, type RuleContext, type Values } from "./context";
import { customerOf } from "./customerFlags";
import { mustBeFilledIn, notFound } from "./relations";

/** Decision making roles that are set up. */
export const decisionMakingRoles: readonly string[] = ["Decision maker", "Employee", "Influencer"];

/** Contacts, whichever version of the entity they are written through: both show the same rows. */
export const contactRules: EntityRules = {
  start(values, context) {
    const company = textIn(values, "dataAreaId");
    if (textIn(values, "ContactPersonPartyNumber") === "") values["ContactPersonPartyNumber"] = context.sequences.next("party", "", 9);
    values["ContactPersonId"] ??= context.sequences.next(`contact ${company}`, "", 9);
    values["ContactPersonPartyType"] ??= "Person";
    // The older version names the customer by his party number, the newer one by his account.
    const party = textIn(values, "AssociatedPartyNumber");
    if (party !== "" && textIn(values, "AssociatedContactNumber") === "") {
      values["AssociatedContactType"] = "Customer";
      values["AssociatedContactNumber"] = accountOfParty(company, party, context) ?? "";
    } else if (party === "" && textIn(values, "AssociatedContactType") === "Customer") {
      const customer = customerOf(context, company, textIn(values, "AssociatedContactNumber"));
      values["AssociatedPartyNumber"] = customer ? textOf(customer, "PartyNumber") : "";
    }
    return [];
  },
  settle(definition, values, given, context) {
    const infolog: string[] = associationProblems(definition, values, context);
    if (textIn(values, "FirstName") === "") infolog.push(...mustBeFilledIn("First name", "DirPartyTable"));
    const role = textIn(values, "DecisionMakingRoleCode");
    if (role !== "" && !decisionMakingRoles.some((known) => known.toLowerCase() === role.toLowerCase())) {
      infolog.push(...notFound(definition, "DecisionMakingRoleCode", role, "Decision", "Decision making roles"));
    }
    return [...infolog, ...settleAddress("PrimaryAddress", definition, values, given, context.rows)];
  },
  written(row, context) {
    for (const twin of [cdsContactPersonsV2, cdsContactPersons]) {
      const key = twin.keys.map((name) => textOf(row, name));
      if (key.every((part) => part !== "") && context.rows.find(twin, key)?.values !== row.values) context.rows.put(twin, row.values);
    }
  },
  removed(row, context) {
    for (const twin of [cdsContactPersonsV2, cdsContactPersons]) context.rows.remove(twin, twin.keys.map((name) => textOf(row, name)));
  },
};

function associationProblems(definition: EntityDefinition, values: Values, context: RuleContext): string[] {
  const [type, number, party] = [textIn(values, "AssociatedContactType"), textIn(values, "AssociatedContactNumber"), textIn(values, "AssociatedPartyNumber")];
  if (type === "" && party === "") return mustBeFilledIn("Contact for", "ContactPerson");
  if (type !== "" && type !== "Customer") return [`Error: The sandbox keeps contacts of customers only, not of type '${type}'`];
  if (customerOf(context, textIn(values, "dataAreaId"), number)) return [];
  return definition === cdsContactPersons
    ? notFound(definition, "AssociatedPartyNumber", party, "Associated party number", "Global address book")
    : notFound(definition, "AssociatedContactNumber", number, "Contact for", "Customers");
}

/** Account of the customer with a party number; most have the two alike. */
function accountOfParty(company: string, party: string, context: RuleContext): string | undefined {
  const alike = customerOf(context, company, party);
  if (alike && textOf(alike, "PartyNumber") === party) return textOf(alike, "CustomerAccount");
  let found: StoredRow | undefined;
  for (const row of context.rows.all(customersV3)) if (textOf(row, "dataAreaId") === company && textOf(row, "PartyNumber") === party) found = row;
  return found && textOf(found, "CustomerAccount");
}
