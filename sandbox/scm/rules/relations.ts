import { entitySets } from "../metadata";
import type { EntityDefinition } from "../metadata/entity";
import type { RowReader } from "../store";

/** A property that names a row of another set. */
interface Relation {
  property: string;
  set: string;
  /** Field as the Infolog names it. */
  field: string;
  /** Related table as the Infolog names it. */
  table: string;
}

const relations: Record<string, Relation[]> = {
  CustomersV3: [
    { property: "CustomerGroupId", set: "CustomerGroups", field: "Customer group", table: "Customer groups" },
    { property: "SalesCurrencyCode", set: "Currencies", field: "Currency", table: "Currencies" },
    { property: "SiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" },
    { property: "WarehouseId", set: "Warehouses", field: "Warehouse", table: "Warehouses" },
    { property: "InvoiceAccount", set: "CustomersV3", field: "Invoice account", table: "Customers" },
  ],
  Warehouses: [{ property: "OperationalSiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" }],
  AddressStates: [{ property: "CountryRegionId", set: "AddressCountryRegions", field: "Country/region", table: "Countries/regions" }],
};

/** Languages a customer may have. */
const languages = new Set([
  "ar", "ar-ae", "cs", "da", "de", "de-at", "de-ch", "en-au", "en-ca", "en-gb", "en-ie", "en-in", "en-my", "en-nz", "en-sg", "en-us", "en-za",
  "es", "es-mx", "et", "fi", "fr", "fr-be", "fr-ca", "fr-ch", "hu", "is", "it", "it-ch", "ja", "lt", "lv", "nb-no", "nl", "nl-be", "pl",
  "pt-br", "ru", "sv", "th", "tr", "zh-hans", "pt-pt",
]);

/** Lengths of the table fields behind text properties, in characters; `$metadata` does not tell them. */
const lengths: Record<string, number> = {
  CustomerAccount: 20, OrganizationName: 100, CustomerGroupId: 10, SalesCurrencyCode: 3, LanguageId: 7, SiteId: 10, WarehouseId: 10, PartyNumber: 40,
  AddressStreet: 250, AddressCity: 60, AddressZipCode: 10, AddressState: 10, AddressCounty: 10,
  DeliveryAddressStreet: 250, DeliveryAddressCity: 60, DeliveryAddressZipCode: 10, DeliveryAddressState: 10, DeliveryAddressCounty: 10,
  InvoiceAddressStreet: 250, InvoiceAddressCity: 60, InvoiceAddressZipCode: 10, InvoiceAddressState: 10, InvoiceAddressCounty: 10,
  PrimaryContactEmail: 255, PrimaryContactPhone: 255, PrimaryContactFax: 255, PrimaryContactURL: 255,
};

/** Infolog lines of a value that a related table does not hold. */
export function notFound(definition: EntityDefinition, property: string, value: string, field: string, table: string): string[] {
  return [`Warning: The value '${value}' in field '${field}' is not found in the related table '${table}'.`, fieldFailed(definition, property)];
}

/** Infolog lines of a mandatory value that is missing. */
export function mustBeFilledIn(field: string, dataSource: string): string[] {
  return [`Warning: Field '${field}' must be filled in.`, `Warning: validateWrite failed on data source '${dataSource} (${dataSource})'`];
}

function fieldFailed(definition: EntityDefinition, property: string): string {
  return `Warning: validateField failed on field '${definition.entity}.${property}'`;
}

/**
 * Checks values against related tables and field lengths.
 * @param names properties to check: those a request sets
 * @returns Infolog lines, none when all is well
 */
export function checkFields(definition: EntityDefinition, values: Readonly<Record<string, unknown>>, names: Iterable<string>, rows: RowReader): string[] {
  const infolog: string[] = [];
  const known = relations[definition.set === "CustomersV2" ? "CustomersV3" : definition.set] ?? [];
  for (const name of names) {
    const value = typeof values[name] === "string" ? values[name] : "";
    if (value === "") continue;
    const longest = lengths[name];
    if (longest !== undefined && value.length > longest) {
      infolog.push(`Warning: The value '${value}' in field '${name}' is too long; the field holds ${longest} characters.`, fieldFailed(definition, name));
      continue;
    }
    const relation = known.find((candidate) => candidate.property === name);
    const target = relation && entitySets.get(relation.set);
    if (relation && target && !rows.find(target, target.perCompany ? [String(values["dataAreaId"]), value] : [value])) {
      infolog.push(...notFound(definition, name, value, relation.field, relation.table));
    }
    if (name === "LanguageId" && definition.set.startsWith("Customers") && !languages.has(value.toLowerCase())) {
      infolog.push(...notFound(definition, name, value, "Language", "Languages"));
    }
  }
  return infolog;
}
