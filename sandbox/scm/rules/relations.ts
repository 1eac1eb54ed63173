import { entitySets } from "../metadata";
import type { EntityDefinition } from "../metadata/entity";
import { tableName, type RowReader } from "../store";

/** A property that names a row of another set. */
interface Relation {
  property: string;
  set: string;
  /** Field as the Infolog names it. */
  field: string;
  /** Related table as the Infolog names it. */
  table: string;
}

const documentRelations: Relation[] = [
  { property: "CurrencyCode", set: "Currencies", field: "Currency", table: "Currencies" },
  { property: "DefaultShippingSiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" },
  { property: "DefaultShippingWarehouseId", set: "Warehouses", field: "Warehouse", table: "Warehouses" },
  { property: "SalesOrderOriginCode", set: "SalesOrderOriginCodes", field: "Sales origin", table: "Sales origin" },
];
const lineRelations: Relation[] = [
  { property: "ProductNumber", set: "SellableReleasedProducts", field: "Product number", table: "Released products" },
  { property: "SalesUnitSymbol", set: "UnitsOfMeasure", field: "Unit", table: "Units" },
  { property: "ShippingSiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" },
  { property: "ShippingWarehouseId", set: "Warehouses", field: "Warehouse", table: "Warehouses" },
];

const relations: Record<string, Relation[]> = {
  CustomersV3: [
    { property: "CustomerGroupId", set: "CustomerGroups", field: "Customer group", table: "Customer groups" },
    { property: "SalesCurrencyCode", set: "Currencies", field: "Currency", table: "Currencies" },
    { property: "SiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" },
    { property: "WarehouseId", set: "Warehouses", field: "Warehouse", table: "Warehouses" },
    { property: "InvoiceAccount", set: "CustomersV3", field: "Invoice account", table: "Customers" },
  ],
  CDSSalesQuotationHeaders: [
    { property: "RequestingCustomerAccountNumber", set: "CustomersV3", field: "Customer account", table: "Customers" },
    { property: "InvoiceCustomerAccountNumber", set: "CustomersV3", field: "Invoice account", table: "Customers" },
    ...documentRelations,
  ],
  CDSSalesQuotationLines: [{ property: "SalesQuotationNumber", set: "CDSSalesQuotationHeaders", field: "Quotation", table: "Quotations" }, ...lineRelations],
  CDSSalesOrderHeaders: [
    { property: "OrderingCustomerAccountNumber", set: "CustomersV3", field: "Customer account", table: "Customers" },
    { property: "InvoiceCustomerAccountNumber", set: "CustomersV3", field: "Invoice account", table: "Customers" },
    ...documentRelations,
  ],
  CDSSalesOrderLines: [{ property: "SalesOrderNumber", set: "CDSSalesOrderHeaders", field: "Sales order", table: "Sales orders" }, ...lineRelations],
  CDSInventoryOnHandRequests: [
    { property: "ProductNumber", set: "SellableReleasedProducts", field: "Product number", table: "Released products" },
    { property: "InventorySiteId", set: "OperationalSitesV2", field: "Site", table: "Sites" },
    { property: "InventoryWarehouseId", set: "Warehouses", field: "Warehouse", table: "Warehouses" },
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
  SalesOrderNumber: 20, SalesQuotationNumber: 20, SalesOrderName: 60, SalesQuotationName: 60, CustomersOrderReference: 60, CustomersReference: 60,
  CustomerRequisitionNumber: 20, OrderingCustomerAccountNumber: 20, RequestingCustomerAccountNumber: 20, InvoiceCustomerAccountNumber: 20, CurrencyCode: 3,
  SalesOrderOriginCode: 10, ProductNumber: 70, SalesUnitSymbol: 10, ShippingSiteId: 10, ShippingWarehouseId: 10, LineDescription: 1000,
  DeliveryAddressName: 60, DeliveryAddressStreetNumber: 20, DeliveryAddressStateId: 10, DeliveryAddressCountyId: 10,
  ContactPersonPartyNumber: 40, FirstName: 25, MiddleName: 25, LastName: 25, EmploymentProfession: 60, EmploymentDepartment: 60,
  PrimaryAddressStreet: 250, PrimaryAddressCity: 60, PrimaryAddressZipCode: 10, PrimaryAddressStateId: 10, PrimaryAddressCountyId: 10,
  PrimaryEmailAddress: 255, PrimaryPhoneNumber: 255, PrimaryFaxNumber: 255, PrimaryURL: 255,
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
  const known = relations[tableName(definition)] ?? [];
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
