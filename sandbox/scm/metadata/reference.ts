import { defineEntity } from "./entity";

/** Customer groups of a company. */
export const customerGroups = defineEntity({
  set: "CustomerGroups",
  type: "CustomerGroup",
  entity: "CustCustomerGroupEntity",
  label: "Customer groups",
  keys: ["dataAreaId", "CustomerGroupId"],
  writable: true,
  string: `
    AccountingCurrencyExchangeRateType ClearingPeriodPaymentTermName CustomerAccountNumberSequence DefaultDimensionDisplayValue
    Description PaymentTermId ReportingCurrencyExchangeRateType TaxGroupId WriteOffReason`,
  enums: {
    NoYes: "IsPublicSector_IT IsSalesTaxIncludedInPrice",
  },
});

/** Currencies, shared by all companies. */
export const currencies = defineEntity({
  set: "Currencies",
  type: "Currency",
  entity: "CurrencyEntity",
  label: "Currencies",
  keys: ["CurrencyCode"],
  writable: true,
  string: `
    Name Symbol`,
  decimal: `
    GeneralRoundingRule RoundingRuleFixedAssetDepreciation RoundingRulePrices RoundingRulePurchaseOrders RoundingRuleSalesOrders`,
  int32: `
    DecimalsCount_MX`,
  enums: {
    GenderMaleFemale: "CurrencyGender",
    NoYes: "ReferenceCurrencyForTriangulation",
    RoundOffType: `
      RoundingMethodFixedAssetDepreciation RoundingMethodPrices RoundingMethodPurchaseOrders RoundingMethodSalesOrders`,
  },
});

/** Companies, short form. */
export const companies = defineEntity({
  set: "Companies",
  type: "Company",
  entity: "CompanyInfoEntity",
  label: "Companies",
  keys: ["DataArea"],
  writable: false,
  string: `
    KnownAs LanguageId Name PartyNumber`,
});

/** Sites of a company. */
export const operationalSitesV2 = defineEntity({
  set: "OperationalSitesV2",
  type: "OperationalSiteV2",
  entity: "InventOperationalSiteV2Entity",
  label: "Sites",
  keys: ["dataAreaId", "SiteId"],
  writable: true,
  string: `
    DefaultInventoryStatusId FiscalEstablishmentId FormattedPrimaryAddress InventSiteDefaultDimensionDisplayValue
    OrderEntryDeadlineGroupId PrimaryAddressBuildingCompliment PrimaryAddressCity PrimaryAddressCityInKana
    PrimaryAddressCountryRegionId PrimaryAddressCountyId PrimaryAddressDescription PrimaryAddressDistrictName
    PrimaryAddressLocationRoles PrimaryAddressLocationSalesTaxGroupCode PrimaryAddressPostBox PrimaryAddressStateId
    PrimaryAddressStreet PrimaryAddressStreetInKana PrimaryAddressStreetNumber PrimaryAddressZipCode SiteName TaxBranchCode`,
  decimal: `
    PrimaryAddressLatitude PrimaryAddressLongitude`,
  enums: {
    NoYes: `
      IsPrimaryAddressAssigned IsReceivingWarehouseOverrideAllowed WillMasterPlannedIntraSiteMovementsUseTransferJournals`,
    Timezone: "PrimaryAddressTimeZone SiteTimezone",
  },
});

/** Countries and regions that addresses may name. */
export const addressCountryRegions = defineEntity({
  set: "AddressCountryRegions",
  type: "AddressCountryRegion",
  entity: "LogisticsAddressCountryRegionEntity",
  label: "Countries/regions",
  keys: ["CountryRegion"],
  writable: true,
  string: `
    AddressFormat BrazilCentralBankCountryCode CurrencyCode ISOcode ParentCountryRegion`,
  enums: {
    NoYes: "UseZipPlus4",
    Timezone: "TimeZone",
  },
});

/** States and provinces that addresses may name. */
export const addressStates = defineEntity({
  set: "AddressStates",
  type: "AddressState",
  entity: "LogisticsAddressStateEntity",
  label: "States/provinces",
  keys: ["CountryRegionId", "State"],
  writable: true,
  string: `
    BrazilStateCode IntrastatCode Name`,
  enums: {
    NoYes: "DefaultStateForCountryRegion",
    Timezone: "TimeZone",
  },
});
