import { countries, states } from "./countries";

/** A row for `/_sandbox/load` of the SCM server. */
export interface ScmRow {
  entitySet: string;
  row: Record<string, string | number>;
}

interface CompanyText {
  id: string;
  name: string;
  language: string;
  country: string;
  /** Sales tax group of its customer groups. */
  taxGroup: string;
  /** site → warehouses */
  sites: Record<string, { name: string; warehouses: Record<string, string> }>;
}

const companies: CompanyText[] = [
  { id: "usmf", name: "Sandbox Manufacturing USA", language: "en-us", country: "US", taxGroup: "WA", sites: {
    1: { name: "Main site", warehouses: { 11: "Returns", 12: "Raw material", 13: "Finished goods" } },
    2: { name: "West coast", warehouses: { 21: "Production", 24: "Distribution" } } } },
  { id: "frrt", name: "Sandbox Distribution France", language: "fr", country: "FR", taxGroup: "FR", sites: {
    1: { name: "Lyon", warehouses: { 13: "Produits finis", 15: "Transit" } } } },
  { id: "demf", name: "Sandbox Manufacturing Germany", language: "de", country: "DE", taxGroup: "DE", sites: {
    1: { name: "Kassel", warehouses: { 13: "Fertigwaren", 14: "Ersatzteile" } },
    2: { name: "Bremen", warehouses: { 23: "Hafenlager" } } } },
];

const groups: Record<string, string> = { 10: "Wholesale customers", 20: "Major customers", 30: "Retail customers", 80: "Other customers", 90: "Intercompany customers" };

/** Terms of payment by customer group; those of the others are agreed one by one. */
const paymentTerms: Record<string, string> = { 10: "Net30", 20: "Net45", 30: "COD" };

const currencies: [string, string, string, number][] = [
  ["USD", "US Dollar", "$", 0.01], ["EUR", "Euro", "€", 0.01], ["GBP", "Pound sterling", "£", 0.01], ["CAD", "Canadian dollar", "$", 0.01],
  ["JPY", "Yen", "¥", 1], ["BRL", "Brazilian real", "R$", 0.01], ["SEK", "Swedish krona", "kr", 0.01], ["CHF", "Swiss franc", "CHF", 0.01],
  ["AUD", "Australian dollar", "$", 0.01], ["MXN", "Mexican peso", "$", 0.01], ["INR", "Indian rupee", "₹", 0.01], ["DKK", "Danish krone", "kr", 0.01],
  ["NOK", "Norwegian krone", "kr", 0.01], ["PLN", "Złoty", "zł", 0.01], ["CNY", "Yuan renminbi", "¥", 0.01], ["ARS", "Argentine peso", "$", 0.01],
];

const units: [string, string, string, number][] = [
  ["ea", "Each", "Quantity", 0], ["pcs", "Pieces", "Quantity", 0], ["box", "Box", "Quantity", 0], ["dz", "Dozen", "Quantity", 0], ["pair", "Pair", "Quantity", 0], ["set", "Set", "Quantity", 0],
  ["pal", "Pallet", "Quantity", 0], ["kg", "Kilogram", "Mass", 3], ["g", "Gram", "Mass", 0], ["lb", "Pound", "Mass", 2], ["oz", "Ounce", "Mass", 2], ["L", "Litre", "LiquidVolume", 3], ["gal", "Gallon", "LiquidVolume", 2],
  ["m", "Metre", "Length", 3], ["cm", "Centimetre", "Length", 1], ["ft", "Foot", "Length", 2], ["m2", "Square metre", "Area", 2], ["hr", "Hour", "Time", 2], ["day", "Day", "Time", 2],
];

/** Sales origins: the one for orders from Sales, the one of field service, and one of SCM's own. */
const origins: [string, string, string][] = [["SALES", "Sales order from Sales", "SalesOrderIntegration"], ["WORKORDER", "Work order integration", "WorkOrderIntegration"], ["PHONE", "Telephone", "NotSpecified"]];

/**
 * What every SCM environment of the sandbox begins with: companies with their customer groups, sites, warehouses and sales
 * origins, and the currencies, countries, states and units that all share.
 * @param only ids of the companies wanted; all when absent
 */
export function* scmReferenceRows(only?: readonly string[]): Generator<ScmRow> {
  for (const [iso, region] of countries) yield { entitySet: "AddressCountryRegions", row: { CountryRegion: region, ISOcode: iso } };
  for (const [region, codes] of Object.entries(states)) {
    for (const state of codes) yield { entitySet: "AddressStates", row: { CountryRegionId: region, State: state } };
  }
  for (const [code, name, symbol, rounding] of currencies) {
    yield { entitySet: "Currencies", row: { CurrencyCode: code, Name: name, Symbol: symbol, GeneralRoundingRule: rounding, RoundingRuleSalesOrders: rounding } };
  }
  for (const [symbol, description, unitClass, decimals] of units) {
    yield { entitySet: "UnitsOfMeasure", row: { UnitSymbol: symbol, UnitDescription: description, UnitClass: unitClass, DecimalPrecision: decimals } };
  }
  for (const company of companies) if (!only || only.includes(company.id)) yield* companyRows(company);
}

function* companyRows(company: CompanyText): Generator<ScmRow> {
  const dataAreaId = company.id;
  yield { entitySet: "Companies", row: { DataArea: dataAreaId, Name: company.name, LanguageId: company.language } };
  yield { entitySet: "LegalEntities", row: {
    LegalEntityId: dataAreaId, Name: company.name, CompanyName: company.name, LanguageId: company.language,
    AddressCountryRegionISOCode: company.country, AddressCountryRegionId: countries.get(company.country) ?? "" } };
  for (const [id, description] of Object.entries(groups)) yield { entitySet: "CustomerGroups", row: { dataAreaId, CustomerGroupId: id, Description: description, TaxGroupId: company.taxGroup, PaymentTermId: paymentTerms[id] ?? "" } };
  for (const [code, description, type] of origins) {
    yield { entitySet: "SalesOrderOriginCodes", row: { dataAreaId, OriginCode: code, OriginDescription: description, IsOriginTypeAssigned: type === "NotSpecified" ? "No" : "Yes", OriginType: type } };
  }
  for (const [siteId, site] of Object.entries(company.sites)) {
    yield { entitySet: "OperationalSitesV2", row: { dataAreaId, SiteId: siteId, SiteName: site.name } };
    for (const [id, name] of Object.entries(site.warehouses)) {
      yield { entitySet: "Warehouses", row: { dataAreaId, WarehouseId: id, WarehouseName: name, OperationalSiteId: siteId } };
    }
  }
}
