import type { Column, Relationship, Table } from "./types";

type Ownership = Table["ownership"];

/** Names that standard tables give to relationships of their system columns, by column; custom tables take the platform's pattern. */
export type SystemRelationNames = Record<string, string>;

/**
 * Columns that the platform itself gives to every table: who and when, row version, owner.
 * @see "System columns" in the Dataverse table reference
 */
export function systemColumns(ownership: Ownership): Column[] {
  if (ownership === "None") return [versionNumber()];
  return [
    time("CreatedOn", "Created On", "Créé le", true),
    user("CreatedBy", "Created By", "Créé par"),
    user("CreatedOnBehalfBy", "Created By (Delegate)", "Créé par (délégué)"),
    time("ModifiedOn", "Modified On", "Modifié le", true),
    user("ModifiedBy", "Modified By", "Modifié par"),
    user("ModifiedOnBehalfBy", "Modified By (Delegate)", "Modifié par (délégué)"),
    time("OverriddenCreatedOn", "Record Created On", "Enregistrement créé le", false),
    whole("ImportSequenceNumber", "Import Sequence Number", "Numéro d'importation"),
    whole("TimeZoneRuleVersionNumber", "Time Zone Rule Version Number", "Version de règle de fuseau horaire"),
    whole("UTCConversionTimeZoneCode", "UTC Conversion Time Zone Code", "Code de fuseau horaire de conversion UTC"),
    versionNumber(),
    ...(ownership === "UserOwned" ? ownerColumns() : []),
  ];
}

/** The state and status pair of a custom table: active and inactive. */
export function stateColumns(): Column[] {
  const pair = (active: number, inactive: number) => [
    { value: active, labels: { 1033: "Active", 1036: "Actif" } },
    { value: inactive, labels: { 1033: "Inactive", 1036: "Inactif" } },
  ];
  const [active, inactive] = pair(1, 2);
  return [
    { ...column("statecode", "State", "Status", "Statut"), required: "systemrequired", options: pair(0, 1), default: 0 },
    {
      ...column("statuscode", "Status", "Status Reason", "Raison du statut"),
      options: [{ ...active!, state: 0 }, { ...inactive!, state: 1 }],
      default: 1,
    },
  ];
}

/** Relationships behind the system columns of a table, named as the platform names them. */
export function systemRelationships(table: Table, names: SystemRelationNames = {}): Relationship[] {
  const of = (columnName: string, target: string, pattern: string, cascadeDelete: Relationship["cascadeDelete"] = "NoCascade"): Relationship => {
    const schemaName = names[columnName] ?? pattern;
    return {
      schemaName, referencingTable: table.logicalName, referencingColumn: columnName, referencedTable: target,
      lookupNavigation: columnName, collectionNavigation: schemaName, cascadeDelete,
    };
  };
  const t = table.logicalName;
  if (table.ownership === "None") return [];
  const users = ["createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby"].map((c) => of(c, "systemuser", `lk_${t}_${c}`));
  if (table.ownership !== "UserOwned") return users;
  return [
    ...users,
    // One relationship to the abstract table `owner` in the platform; here one per kind of owner.
    of("ownerid", "systemuser", `owner_${t}`),
    of("ownerid", "team", `owner_${t}`),
    of("owninguser", "systemuser", `user_${t}`),
    of("owningteam", "team", `team_${t}`),
    of("owningbusinessunit", "businessunit", `business_unit_${t}`, "Restrict"),
  ];
}

function column(schemaName: string, type: Column["type"], english: string, french: string): Column {
  return { logicalName: schemaName.toLowerCase(), schemaName, type, labels: { 1033: english, 1036: french }, required: "none" };
}

function time(schemaName: string, english: string, french: string, readOnly: boolean): Column {
  return { ...column(schemaName, "DateTime", english, french), ...(readOnly ? { readOnly } : { dateOnly: true }) };
}

function user(schemaName: string, english: string, french: string): Column {
  return { ...column(schemaName, "Lookup", english, french), targets: ["systemuser"], readOnly: true };
}

function whole(schemaName: string, english: string, french: string): Column {
  return { ...column(schemaName, "Integer", english, french), min: -2147483648, max: 2147483647 };
}

function versionNumber(): Column {
  return { ...column("VersionNumber", "BigInt", "Version Number", "Numéro de version"), readOnly: true };
}

function ownerColumns(): Column[] {
  return [
    { ...column("OwnerId", "Owner", "Owner", "Propriétaire"), targets: ["systemuser", "team"], required: "systemrequired" },
    { ...column("OwningUser", "Lookup", "Owning User", "Utilisateur propriétaire"), targets: ["systemuser"], readOnly: true },
    { ...column("OwningTeam", "Lookup", "Owning Team", "Équipe propriétaire"), targets: ["team"], readOnly: true },
    { ...column("OwningBusinessUnit", "Lookup", "Owning Business Unit", "Division propriétaire"), targets: ["businessunit"], readOnly: true },
  ];
}
