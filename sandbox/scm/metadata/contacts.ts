import { defineEntity } from "./entity";

/** Contacts of customers and other parties. */
export const cdsContactPersonsV2 = defineEntity({
  set: "CDSContactPersonsV2",
  type: "CDSContactPersonV2",
  entity: "smmContactPersonCDSV2Entity",
  label: "CDS contacts V2",
  keys: ["dataAreaId", "ContactPersonPartyNumber", "AssociatedContactType", "AssociatedContactNumber"],
  writable: true,
  string: `
    ContactPersonId ContactPersonPartyType ContactPersonResponsiblePersonnelNumber DecisionMakingRoleCode EmploymentDepartment
    EmploymentProfession FirstName GovernmentIdentificationNumber LastName MiddleName Notes PrimaryAddressCity
    PrimaryAddressCountryRegionId PrimaryAddressCountryRegionISOCode PrimaryAddressCountyId PrimaryAddressDescription
    PrimaryAddressLocationRoles PrimaryAddressStateId PrimaryAddressStreet PrimaryAddressStreetNumber PrimaryAddressZipCode
    PrimaryEmailAddress PrimaryFacebook PrimaryFaxNumber PrimaryLinkedIn PrimaryPhoneNumber PrimaryTwitter PrimaryURL SpouseName`,
  int32: "BirthDay BirthYear",
  enums: {
    DirPersonMaritalStatus: "MaritalStatus",
    Gender: "Gender",
    MonthsOfYear: "BirthMonth",
    NoYes: "IsContactPersonExternallyMaintained IsInactive IsReceivingDirectMail",
    SmmContactPersonCdsAssociatedContactType: "AssociatedContactType",
  },
  // Kept by the server, no property of the entity.
  hidden: { string: "AssociatedPartyNumber" },
});

/** The same contacts, keyed by the party number of whom they belong to. */
export const cdsContactPersons = defineEntity({
  set: "CDSContactPersons",
  type: "CDSContactPerson",
  entity: "smmContactPersonCDSEntity",
  label: "CDS contacts",
  keys: ["dataAreaId", "ContactPersonPartyNumber", "AssociatedPartyNumber"],
  writable: true,
  string: `
    ContactPersonPartyType ContactPersonResponsiblePersonnelNumber DecisionMakingRoleCode EmploymentDepartment
    EmploymentProfession FirstName GovernmentIdentificationNumber LastName MiddleName Notes PrimaryAddressCity
    PrimaryAddressCountryRegionId PrimaryAddressCountryRegionISOCode PrimaryAddressCountyId PrimaryAddressDescription
    PrimaryAddressLocationRoles PrimaryAddressStateId PrimaryAddressStreet PrimaryAddressStreetNumber PrimaryAddressZipCode
    PrimaryEmailAddress PrimaryFacebook PrimaryFaxNumber PrimaryLinkedIn PrimaryPhoneNumber PrimaryTwitter PrimaryURL SpouseName`,
  int32: "BirthDay BirthYear",
  enums: {
    DirPersonMaritalStatus: "MaritalStatus",
    Gender: "Gender",
    MonthsOfYear: "BirthMonth",
    NoYes: "IsContactPersonExternallyMaintained IsInactive IsReceivingDirectMail",
  },
  // Kept by the server, no property of the entity.
  hidden: { string: "AssociatedContactType AssociatedContactNumber ContactPersonId" },
});
