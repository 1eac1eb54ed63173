import { defineEntity } from "./entity";

/** Customers V2: the same customers with the properties that matter to integrations; the real entity has some more. */
export const customersV2 = defineEntity({
  set: "CustomersV2",
  type: "CustomerV2",
  entity: "CustCustomerV2Entity",
  label: "Customers",
  keys: ["dataAreaId", "CustomerAccount"],
  writable: true,
  string: `
    AddressCity AddressCountryRegionId AddressCountryRegionISOCode AddressCounty AddressDescription AddressDistrictName
    AddressLocationId AddressLocationRoles AddressState AddressStreet AddressZipCode ChargesGroupId CommissionSalesGroupId
    ContactPersonId CreditRating CustomerGroupId DeliveryAddressCity DeliveryAddressCountryRegionId
    DeliveryAddressCountryRegionISOCode DeliveryAddressCounty DeliveryAddressDescription DeliveryAddressDistrictName
    DeliveryAddressLocationId DeliveryAddressState DeliveryAddressStreet DeliveryAddressZipCode DeliveryMode DeliveryTerms
    DiscountPriceGroupId EmployeeResponsibleNumber IdentificationNumber InvoiceAccount InvoiceAddressCity
    InvoiceAddressCountryRegionId InvoiceAddressCountryRegionISOCode InvoiceAddressCounty InvoiceAddressDescription
    InvoiceAddressDistrictName InvoiceAddressLocationId InvoiceAddressState InvoiceAddressStreet InvoiceAddressZipCode KnownAs
    LanguageId LineDiscountCode LineOfBusinessId MultiLineDiscountCode NameAlias OrganizationName OrganizationNumber PartyCountry
    PartyNumber PartyState PartyType PaymentDay PaymentMethod PaymentSchedule PaymentTerms PersonFirstName PersonLastName
    PersonMiddleName PersonProfessionalTitle PrimaryContactEmail PrimaryContactFacebook PrimaryContactFax PrimaryContactLinkedIn
    PrimaryContactPhone PrimaryContactTwitter PrimaryContactURL SalesCurrencyCode SalesMemo SalesOrderPoolId SalesSegmentId
    SalesTaxGroup SiteId TaxExemptNumber TotalDiscountCode VendorAccount WarehouseId`,
  decimal: `
    AddressLatitude AddressLongitude CreditLimit DeliveryAddressLatitude DeliveryAddressLongitude InvoiceAddressLatitude
    InvoiceAddressLongitude`,
  int32: `
    OrganizationNumberOfEmployees`,
  enums: {
    CustVendorBlocked: "OnHoldStatus",
    DirPersonMaritalStatus: "PersonMaritalStatus",
    Gender: "PersonGender",
    InvoiceOrderAccount: "InvoiceAddress",
    NoYes: "IsExternallyMaintained IsOneTimeCustomer",
  },
});
