import { defineEntity } from "./entity";

/** Legal entities. */
export const legalEntities = defineEntity({
  set: "LegalEntities",
  type: "LegalEntity",
  entity: "OMLegalEntity",
  label: "Legal entities",
  keys: ["LegalEntityId"],
  writable: false,
  string: `
    AccountingPersonnel AccountsOfficeReferenceNumber AddressBooks AddressCity AddressCountryRegionId AddressCountryRegionISOCode
    AddressCounty AddressDescription AddressDistrictName AddressLocationRoles AddressState AddressStreet AddressZipCode
    BusinessItem CertifiedTaxAccountantName CommerceRegistration CompanyCountry CompanyName CompanyRepresentative CUC
    CurpLegalRepresentative CurpNumber DNBRoutingNumber ExternalLegalRepresentativeName FICreditorID FiscalCode FullPrimaryAddress
    ImportVATNum LanguageId LegalForm LegalRepresentativeName NAICS Name NameAlias NationalClassificationOfCompanyEconomicActivity
    NationalRegistryNumber PartyNumber PersonInCharge PhoneticName PrimaryAddressLocationId PrimaryContactEmail
    PrimaryContactEmailDescription PrimaryContactEmailPurpose PrimaryContactFacebook PrimaryContactFacebookDescription
    PrimaryContactFacebookPurpose PrimaryContactFax PrimaryContactFaxDescription PrimaryContactFaxExtension
    PrimaryContactFaxPurpose PrimaryContactLinkedIn PrimaryContactLinkedInDescription PrimaryContactLinkedInPurpose
    PrimaryContactPhone PrimaryContactPhoneDescription PrimaryContactPhoneExtension PrimaryContactPhonePurpose PrimaryContactTelex
    PrimaryContactTelexDescription PrimaryContactTelexPurpose PrimaryContactTwitter PrimaryContactTwitterDescription
    PrimaryContactTwitterPurpose PrimaryContactURL PrimaryContactURLDescription PrimaryContactURLPurpose RegistrationNumber
    ReportFolder Rfc RfcLegalRepresentative SoftwareIdentificationCode StateInscription TraderNumber VATNum`,
  decimal: `
    AddressLatitude AddressLongitude InitialCapitalInvestment`,
  dateTime: `
    AddressValidFrom AddressValidTo PrintCorrectiveInvoiceStartingDate StartDateOfBusiness`,
  enums: {
    CompanyTypeMx: "CompanyType",
    LegalNatureIt: "LegalNature",
    NoYes: `
      PrimaryContactEmailIsIM PrimaryContactFacebookIsPrivate PrimaryContactLinkedInIsPrivate PrimaryContactPhoneIsMobile
      PrimaryContactTwitterIsPrivate PrintCorrectiveInvoice PrintEnterpriseRegister PrintINNKPPInAddress ProfitMarginScheme
      UseForFinancialConsolidationProcess UseForFinancialEliminationProcess VATOnCustomerBehalf VATRefund`,
    SysLocalizationCountryRegionCode: "LocalizationCountryRegionCode",
    Timezone: "AddressTimeZone TimeZone",
  },
});
