import { contact } from "../../model/generated/schema";
import type { Row, Template } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";
import { standardMaps } from "./maps";
import { constant, copy, label, mapped, row } from "./rows";
import type { TemplateSettings } from "./settings";

/** Names of the templates, for `needs` and sync states. */
export const contactsName = "Contacts (Sales to Fin and Ops) - Direct";
export const contactsToCustomerName = "Contacts to Customer (Sales to Fin and Ops) - Direct";

const c = contact.columns;
const labels = {
  number: label("Contact Number", "Numéro de contact"), company: label("Company Name", "Nom de la société"),
  first: label("First Name", "Prénom"), middle: label("Middle Name", "Deuxième prénom"), last: label("Last Name", "Nom"),
  job: label("Job Title", "Fonction"), department: label("Department", "Service"), role: label("Role", "Rôle"),
  gender: label("Gender", "Sexe"), marital: label("Marital Status", "Situation de famille"), government: label("Government", "Numéro officiel"),
  spouse: label("Spouse/Partner Name", "Nom du conjoint"), description: label("Description", "Description"), email: label("Email", "E-mail"),
  phone: label("Business Phone", "Téléphone professionnel"), fax: label("Fax", "Télécopie"), website: label("Website", "Site web"),
  noEmail: label("Do not allow Emails", "Ne pas autoriser les e-mails"), credit: label("Credit Limit", "Limite de crédit"), currency: label("Currency", "Devise"),
} as const;

const source = { table: "contact", entitySet: "contacts", primaryId: "contactid", primaryName: "fullname", keyColumn: c.contactNumber };
const address = ["address1_line1", "address1_city", "address1_stateorprovince", "address1_county", "address1_postalcode", "address1_country"];

function addressRows(settings: TemplateSettings, prefix: string, ids: "" | "Id"): Row[] {
  const text = (column: string, field: string, maxLength: number, english: string, french: string, type: "string" | "code" = "string") =>
    row(`${prefix}${field}`, type, copy(`address1_${column}`), ["W"], { maxLength, label: label(`Address 1: ${english}`, `Adresse 1 : ${french}`) });
  return [
    text("line1", "Street", 250, "Street 1", "rue 1"), text("city", "City", 60, "City", "ville"),
    text("stateorprovince", `State${ids}`, 10, "State/Province", "département/région", "code"), text("county", `County${ids}`, 10, "County", "canton", "code"),
    text("postalcode", "ZipCode", 10, "ZIP/Postal Code", "code postal", "code"),
    row(`${prefix}CountryRegionISOCode`, "code", mapped("address1_country", "countries", settings.blankCountry), ["W", "D17"],
      { onlyWithAny: address, label: label("Address 1: Country/Region", "Adresse 1 : pays/région"), note: "Blank takes the setting `blankCountry`; left out when address 1 is blank as a whole." }),
  ];
}

function dimension(field: string, value: string, setting: keyof TemplateSettings): Row[] {
  return value === "" ? [] : [row(field, "code", constant(value), ["D", "I"], { write: "create", note: `Setting \`${setting}\`; optional in Microsoft's template (D), the value is ours (I).` })];
}

/** Contacts of an account that are no active customers become contacts of its customer in SCM. */
export function contactsTemplate(settings: TemplateSettings): Template {
  return {
    name: contactsName,
    task: "Contacts",
    direction: "toScm",
    order: 30,
    needs: [accountsTemplate.name],
    source,
    target: { entitySet: "CDSContactPersons", keyField: "ContactPersonPartyNumber", moreKeyFields: ["AssociatedPartyNumber"], menuItem: "smmContactPerson" },
    filter: [
      { column: c.isActiveCustomer, is: "eq", value: false, why: "not-active-customer" },
      { column: c.isCompanyAnAccount, is: "eq", value: true, why: "not-active-customer" },
    ],
    valueMaps: standardMaps(settings),
    rows: [
      row("ContactPersonPartyNumber", "code", copy(c.contactNumber), ["D", "W"], { maxLength: 20, required: true, write: "create", label: labels.number, note: "Key, with company and associated party." }),
      row("AssociatedPartyNumber", "code", { kind: "customer", lookup: "parentcustomerid", accountColumn: "accountnumber" }, ["I"], { maxLength: 20, required: true, write: "create", label: labels.company, note: "Number of the account; key." }),
      row("FirstName", "string", copy("firstname"), ["W"], { maxLength: 25, label: labels.first }),
      row("MiddleName", "string", copy("middlename"), ["W"], { maxLength: 25, label: labels.middle }),
      row("LastName", "string", copy("lastname"), ["W"], { maxLength: 25, required: true, label: labels.last }),
      row("EmploymentProfession", "string", copy("jobtitle"), ["W"], { maxLength: 100, label: labels.job }),
      row("EmploymentDepartment", "string", copy("department"), ["W"], { maxLength: 100, label: labels.department }),
      row("Gender", "enum", mapped("gendercode", "genders"), ["W", "M"], { keepWhenBlank: true, label: labels.gender }),
      row("MaritalStatus", "enum", mapped("familystatuscode", "maritalStatus"), ["W", "M"], { keepWhenBlank: true, label: labels.marital }),
      row("GovernmentIdentificationNumber", "string", copy("governmentid"), ["W"], { maxLength: 50, label: labels.government }),
      row("SpouseName", "string", copy("spousesname"), ["W"], { maxLength: 100, label: labels.spouse }),
      row("Notes", "string", { kind: "computed", column: "description", function: "lineFeeds" }, ["W"], { label: labels.description }),
      row("PrimaryEmailAddress", "string", copy("emailaddress1"), ["W"], { maxLength: 255, label: labels.email }),
      row("PrimaryPhoneNumber", "string", copy("telephone1"), ["W"], { maxLength: 255, label: labels.phone }),
      row("PrimaryFaxNumber", "string", copy("fax"), ["W"], { maxLength: 255, label: labels.fax }),
      row("PrimaryURL", "string", copy("websiteurl"), ["W"], { maxLength: 255, label: labels.website }),
      row("IsReceivingDirectMail", "enum", mapped("donotemail", "invertedYesNo"), ["W"], { keepWhenBlank: true, label: labels.noEmail, note: "Turned round." }),
      ...addressRows(settings, "PrimaryAddress", "Id"),
      row("IsContactPersonExternallyMaintained", "enum", constant("Yes"), ["D", "I"]),
    ],
  };
}

/** Contacts that are active customers become customers of SCM. */
export function contactsToCustomerTemplate(settings: TemplateSettings): Template {
  return {
    name: contactsToCustomerName,
    task: "ContactToCustomer",
    direction: "toScm",
    order: 40,
    needs: [accountsTemplate.name],
    source,
    target: { entitySet: "CustomersV3", keyField: "CustomerAccount", menuItem: "CustTableListPage" },
    filter: [{ column: c.isActiveCustomer, is: "eq", value: true, why: "not-active-customer" }],
    valueMaps: standardMaps(settings),
    rows: [
      row("CustomerAccount", "code", copy(c.contactNumber), ["D"], { maxLength: 20, required: true, write: "create", label: labels.number, note: "Key, with the company." }),
      row("PartyNumber", "code", copy(c.contactNumber), ["D"], { maxLength: 20, write: "create", label: labels.number }),
      row("PartyType", "enum", constant("Person"), ["W"], { write: "create" }),
      row("IsExternallyMaintained", "enum", constant("Yes"), ["D", "I"]),
      row("CustomerGroupId", "code", constant("10"), ["D"], { write: "create", note: "Default for a new customer (D); later changes in SCM are kept (I)." }),
      row("LanguageId", "code", constant("en-us"), ["D", "I"], { write: "create", note: "Default for a new customer (D); later changes in SCM are kept (I)." }),
      ...dimension("SiteId", settings.contactSite, "contactSite"),
      ...dimension("WarehouseId", settings.contactWarehouse, "contactWarehouse"),
      row("PersonFirstName", "string", copy("firstname"), ["W"], { maxLength: 25, label: labels.first }),
      row("PersonMiddleName", "string", copy("middlename"), ["W"], { maxLength: 25, label: labels.middle }),
      row("PersonLastName", "string", copy("lastname"), ["W"], { maxLength: 25, required: true, label: labels.last }),
      row("PersonProfessionalTitle", "string", copy("jobtitle"), ["W"], { maxLength: 100, label: labels.job }),
      row("PersonGender", "enum", mapped("gendercode", "genders"), ["W"], { keepWhenBlank: true, label: labels.gender }),
      row("PersonMaritalStatus", "enum", mapped("familystatuscode", "maritalStatus"), ["W"], { keepWhenBlank: true, label: labels.marital }),
      row("PrimaryContactEmail", "string", copy("emailaddress1"), ["W"], { maxLength: 255, label: labels.email }),
      row("PrimaryContactPhone", "string", copy("telephone1"), ["W"], { maxLength: 255, label: labels.phone }),
      row("PrimaryContactFax", "string", copy("fax"), ["W"], { maxLength: 255, label: labels.fax }),
      row("PrimaryContactURL", "string", copy("websiteurl"), ["W"], { maxLength: 255, label: labels.website }),
      row("SalesCurrencyCode", "code", { kind: "lookup", lookup: "transactioncurrencyid", column: "isocurrencycode" }, ["W"], { maxLength: 3, keepWhenBlank: true, label: labels.currency, note: "A blank currency leaves SCM's own." }),
      row("CreditLimit", "decimal", copy("creditlimit"), ["I"], { label: labels.credit }),
      row("SalesMemo", "string", { kind: "computed", column: "description", function: "lineFeeds" }, ["W"], { label: labels.description }),
      ...addressRows(settings, "Address", ""),
      row("AddressLocationRoles", "string", constant("Business"), ["W"], { write: "create", onlyWithAny: address }),
    ],
  };
}
