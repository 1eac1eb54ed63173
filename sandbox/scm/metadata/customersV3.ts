import { defineEntity } from "./entity";

/** Customers V3: every property of the entity as a current environment shows it. */
export const customersV3 = defineEntity({
  set: "CustomersV3",
  type: "CustomerV3",
  entity: "CustCustomerV3Entity",
  label: "Customers",
  keys: ["dataAreaId", "CustomerAccount"],
  writable: true,
  string: `
    AddressBooks AddressBrazilianCNPJOrCPF AddressBrazilianIE AddressBuildingComplement AddressCity AddressCountryRegionId
    AddressCountryRegionISOCode AddressCounty AddressDescription AddressDistrictName AddressLocationId AddressLocationRoles
    AddressPostbox AddressState AddressStreet AddressStreetNumber AddressZipCode AuthorityOffice BirthCountyCode BirthPlace
    BrazilianCCM BrazilianCNAE BrazilianCNPJOrCPF BrazilianIE BrazilianINSSCEI BrazilianNIT CentralBankPurposeCode
    CentralBankPurposeNotes ChargesGroupId CollectionsContactPersonId CommissionCustomerGroupId CommissionSalesGroupId
    CompanyChain ContactPersonId CreditRating CredManAccountStatusId CredManCollectionGroupId CredManEligibleCreditLimitCurrency
    CredManGroupId CredManNotes CredManStatusReasonId CURPNumber CustClassificationId CustomerGroupId
    CustomerPaymentFinancialInterestCode CustomerPaymentFineCode CustomerRebateGroupId CustomerTMAGroupId
    DefaultDimensionDisplayValue DefaultECommerceOperator DefaultInventoryStatusId DeliveryAddressBuildingComplement
    DeliveryAddressCity DeliveryAddressCountryRegionId DeliveryAddressCountryRegionISOCode DeliveryAddressCounty
    DeliveryAddressDescription DeliveryAddressDistrictName DeliveryAddressLocationId DeliveryAddressState DeliveryAddressStreet
    DeliveryAddressStreetNumber DeliveryAddressZipCode DeliveryFreightZone DeliveryMode DeliveryReason DeliveryTerms
    DestinationCode DiscountPriceGroupId ElectronicInvoiceEAN ElectronicLocationId EmployeeResponsibleNumber
    FederalAgencyLocationCode FederalComments FiscalCode ForeignerId FrenchSiret FulfillmentPolicyName FullPrimaryAddress
    IdentificationNumber InvoiceAccount InvoiceAddressBuildingComplement InvoiceAddressCity InvoiceAddressCountryRegionId
    InvoiceAddressCountryRegionISOCode InvoiceAddressCounty InvoiceAddressDescription InvoiceAddressDistrictName
    InvoiceAddressLocationId InvoiceAddressState InvoiceAddressStreet InvoiceAddressStreetNumber InvoiceAddressZipCode
    ItemCustomerGroupId KnownAs LanguageId LineDiscountCode LineOfBusinessId MerchantID MultiLineDiscountCode NAFCode NameAlias
    NationalRegistryNumber NumberSequenceGroup OrderEntryDeadline OrganizationName OrganizationNumber OrganizationPhoneticName
    PackingDutyLicense PackingMaterialFeeLicenseNumber PANNumber PANReferenceNumber PartyCountry PartyNumber PartyState PartyType
    PaymentBankAccount PaymentCashDiscount PaymentDay PaymentFactoringAccount PaymentIdType PaymentMethod PaymentSchedule
    PaymentSpecification PaymentTerms PersonChildrenNames PersonFirstName PersonHobbies PersonInitials PersonLastName
    PersonLastNamePrefix PersonMiddleName PersonPhoneticFirstName PersonPhoneticLastName PersonPhoneticMiddleName
    PersonProfessionalSuffix PersonProfessionalTitle PrimaryContactEmail PrimaryContactEmailDescription PrimaryContactEmailPurpose
    PrimaryContactFacebook PrimaryContactFacebookDescription PrimaryContactFacebookPurpose PrimaryContactFax
    PrimaryContactFaxDescription PrimaryContactFaxExtension PrimaryContactFaxPurpose PrimaryContactLinkedIn
    PrimaryContactLinkedInDescription PrimaryContactLinkedInPurpose PrimaryContactPhone PrimaryContactPhoneDescription
    PrimaryContactPhoneExtension PrimaryContactPhonePurpose PrimaryContactTelex PrimaryContactTelexDescription
    PrimaryContactTelexPurpose PrimaryContactTwitter PrimaryContactTwitterDescription PrimaryContactTwitterPurpose
    PrimaryContactURL PrimaryContactURLDescription PrimaryContactURLPurpose ReceiptCalendar ReceiptEmail ReliefGroupId
    ResidenceForeignCountryRegionId RFCNumber SalesAccountNumber SalesCurrencyCode SalesDistrict SalesMemo SalesOrderPoolId
    SalesReturnTaxGroup SalesSegmentId SalesSubsegmentId SalesTaxGroup SATRegistrationName_MX SiteId StateInscription
    StatisticsGroupId SuframaNumber SupplementaryItemGroupId TaxExemptNumber TaxRegimeCode_MX TaxRegistrationId TCSGroup TDSGroup
    TotalDiscountCode VendorAccount WarehouseId WarehouseOutboundShipmentProcessingPolicyName WithholdingTaxGroupCode
    WriteoffReason`,
  decimal: `
    AddressLatitude AddressLongitude CreditLimit CredManCustCreditMaxAlt CredManEligibleCreditMax DeliveryAddressLatitude
    DeliveryAddressLongitude InvoiceAddressLatitude InvoiceAddressLongitude`,
  int32: `
    ConsolidationDay OrganizationNumberOfEmployees PaymentTermsBaseDays PersonAnniversaryDay PersonAnniversaryYear`,
  int64: `
    AddressRecordId PrimaryContactEmailRecordId PrimaryContactFaxRecordId PrimaryContactPhoneRecordId PrimaryContactURLRecordId`,
  dateTime: `
    AddressValidFrom AddressValidTo CredManBusinessStarted CredManCreditLimitDate CredManCreditLimitExpiryDate
    CredManCustomerSince CredManEligibleCreditLimitDate CredManLastReviewDate CredManNextSchedReviewDate DeliveryAddressValidFrom
    DeliveryAddressValidTo InvoiceAddressValidFrom InvoiceAddressValidTo`,
  enums: {
    Abc: "OrganizationABCCode",
    CompanyTypeMx: "CompanyType",
    CreditCardAddressVerification: "CreditCardAddressVerification",
    CreditCardAddressVerificationLevel: "CreditCardAddressVerificationLevel",
    CreditCardCvc: "CreditCardCVC",
    CustAccountStatement: "AccountStatement",
    CustCollectionLetterCode: "CollectionLetterCode",
    CustVendorBlocked: "OnHoldStatus",
    CustWhtContributionTypeBr: "CustomerWithholdingContributionType",
    CustomerTypeIn: "CustomerType",
    DirPersonMaritalStatus: "PersonMaritalStatus",
    EfDocPresenceTypeBr: "TransactionPresenceType",
    FederalNonFederalIndicatorCode: "FederalIndicator",
    Gender: "PersonGender",
    InvoiceOrderAccount: "InvoiceAddress",
    McrsoAllocPriority: "Priority",
    MonthsOfYear: "PersonAnniversaryMonth",
    NatureOfAssesseeIn: "NatureOfAssessee",
    NoYes: `
      AllowOnAccount CalculateWithholdingTax CFDITemporaryExport_MX CreditCardAddressVerificationIsAuthorizationVoidedOnFailure
      CreditLimitIsMandatory CredManCustUnlimitedCredit CredManExclude CredManTitleHeld CredManWithAgency EInvoiceAttachment
      EInvoiceRegister ExportSale ForeignCustomer ForeignResident HasSuframaDiscountPISandCOFINS InterCompanyAutoCreateOrders
      IRS1099CIndicator IsAllowCreateIndirectOrderLines IsElectronicInvoice IsExcludedFromCollectionFeeCalculation
      IsExcludedFromInterestChargeCalculation IsExpressBillOfLadingAccepted IsExternallyMaintained IsFinalUser IsFreightAccrued
      IsFuelSurchargeApplied IsICMSContributor IsIncomingFiscalDocumentGenerated IsInSuframaRegion IsOneTimeCustomer
      IsOrderNumberReferenceUsed IsPublicSector_IT IsPurchRequestUsed IsSalesTaxIncludedInPrices IsServiceDeliveryAddressBased
      IsSimplifiedDeliveryAddress IsSimplifiedInvoiceAddress IsSimplifiedPrimaryAddress IsTransactionPostedAsShipment
      IsWithholdingTaxCalculated OverrideSalesTax PreferentialCustomer PrimaryContactEmailIsIM PrimaryContactPhoneIsMobile
      WarehouseIsASNGenerated WarehouseIsEntireShipmentFilled`,
    PanStatusIn: "PanStatus",
    PaymentStub: `
      GiroType GiroTypeAccountStatement GiroTypeCollectionletter GiroTypeFreeTextInvoice GiroTypeInterestNote GiroTypeProjInvoice`,
    RetailReceiptOptionBase: "ReceiptOption",
    SalesInvoicePostingTypeRu: "InvoicePostingType",
    Timezone: "AddressTimeZone DeliveryAddressTimeZone InvoiceAddressTimeZone",
    UseCashDisc: "PaymentUseCashDiscount",
  },
});
