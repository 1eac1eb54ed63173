import type { MetadataRegistry } from "../../metadata/registry";
import type { Column, ColumnType, Labels, ManyToMany, Option, Relationship, Table } from "../../metadata/types";
import { resolveLabel } from "../../platform";
import { derivedId } from "../../store/derivedId";

/** A metadata record as the Web API prints it. */
export type Definition = Record<string, unknown>;

interface TypeNames {
  /** Derived type of the attribute, e.g. `PicklistAttributeMetadata`. */
  cast: string;
  attributeType: string;
  typeName: string;
}

const typeNames: Record<ColumnType, TypeNames> = {
  Uniqueidentifier: { cast: "UniqueIdentifierAttributeMetadata", attributeType: "Uniqueidentifier", typeName: "UniqueidentifierType" },
  String: { cast: "StringAttributeMetadata", attributeType: "String", typeName: "StringType" },
  Memo: { cast: "MemoAttributeMetadata", attributeType: "Memo", typeName: "MemoType" },
  Integer: { cast: "IntegerAttributeMetadata", attributeType: "Integer", typeName: "IntegerType" },
  BigInt: { cast: "BigIntAttributeMetadata", attributeType: "BigInt", typeName: "BigIntType" },
  Decimal: { cast: "DecimalAttributeMetadata", attributeType: "Decimal", typeName: "DecimalType" },
  Double: { cast: "DoubleAttributeMetadata", attributeType: "Double", typeName: "DoubleType" },
  Money: { cast: "MoneyAttributeMetadata", attributeType: "Money", typeName: "MoneyType" },
  Boolean: { cast: "BooleanAttributeMetadata", attributeType: "Boolean", typeName: "BooleanType" },
  Picklist: { cast: "PicklistAttributeMetadata", attributeType: "Picklist", typeName: "PicklistType" },
  State: { cast: "StateAttributeMetadata", attributeType: "State", typeName: "StateType" },
  Status: { cast: "StatusAttributeMetadata", attributeType: "Status", typeName: "StatusType" },
  MultiSelectPicklist: { cast: "MultiSelectPicklistAttributeMetadata", attributeType: "Virtual", typeName: "MultiSelectPicklistType" },
  DateTime: { cast: "DateTimeAttributeMetadata", attributeType: "DateTime", typeName: "DateTimeType" },
  Lookup: { cast: "LookupAttributeMetadata", attributeType: "Lookup", typeName: "LookupType" },
  Customer: { cast: "LookupAttributeMetadata", attributeType: "Customer", typeName: "CustomerType" },
  Owner: { cast: "LookupAttributeMetadata", attributeType: "Owner", typeName: "OwnerType" },
  EntityName: { cast: "EntityNameAttributeMetadata", attributeType: "EntityName", typeName: "EntityNameType" },
};

const requiredLevels: Record<Column["required"], string> = { none: "None", recommended: "Recommended", required: "ApplicationRequired", systemrequired: "SystemRequired" };
const choiceTypes = new Set<ColumnType>(["Picklist", "State", "Status", "MultiSelectPicklist", "Boolean"]);

/** A table, with its collections behind navigation properties that `$expand` asks for. */
export function tableDefinition(registry: MetadataRegistry, table: Table, languageId: number): Definition {
  const name = table.logicalName;
  return {
    MetadataId: derivedId("table", name),
    LogicalName: name,
    SchemaName: table.schemaName,
    EntitySetName: table.entitySet,
    LogicalCollectionName: table.entitySet,
    PrimaryIdAttribute: table.primaryId,
    PrimaryNameAttribute: table.primaryName,
    ObjectTypeCode: table.objectTypeCode,
    OwnershipType: table.ownership,
    IsCustomEntity: table.custom,
    IsActivity: table.primaryId === "activityid",
    IsIntersect: false,
    ChangeTrackingEnabled: table.changeTracking,
    HasNotes: true,
    IsQuickCreateEnabled: { Value: true, CanBeChanged: true },
    DisplayName: label(table.labels, languageId),
    DisplayCollectionName: label(table.collectionLabels, languageId),
    Attributes: Object.values(table.columns).map((column) => columnDefinition(table, column, languageId)),
    Keys: table.keys.map((key) => ({
      MetadataId: derivedId("key", `${name}.${key.logicalName}`),
      LogicalName: key.logicalName, SchemaName: key.schemaName, EntityLogicalName: name, KeyAttributes: key.columns, EntityKeyIndexStatus: "Active",
    })),
    ManyToOneRelationships: registry.lookupNavigations(name).map((relationship) => oneToMany(registry, relationship)),
    OneToManyRelationships: registry.collectionNavigations(name).map((relationship) => oneToMany(registry, relationship)),
    ManyToManyRelationships: registry.manyToMany(name).map((relationship) => manyToMany(registry, relationship)),
  };
}

/** Navigation properties of a definition: shown when expanded, or addressed by a segment. */
export const navigationNames = new Set(["Attributes", "Keys", "ManyToOneRelationships", "OneToManyRelationships", "ManyToManyRelationships", "OptionSet", "GlobalOptionSet"]);

function columnDefinition(table: Table, column: Column, languageId: number): Definition {
  const type = typeNames[column.type];
  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${type.cast}`,
    MetadataId: derivedId("column", `${table.logicalName}.${column.logicalName}`),
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    EntityLogicalName: table.logicalName,
    AttributeType: type.attributeType,
    AttributeTypeName: { Value: type.typeName },
    DisplayName: label(column.labels, languageId),
    RequiredLevel: { Value: requiredLevels[column.required], CanBeChanged: column.required !== "systemrequired" },
    IsPrimaryId: column.logicalName === table.primaryId,
    IsPrimaryName: column.logicalName === table.primaryName,
    // Customisation prefixes are lower case before an underscore; standard columns such as Address1_City are not.
    IsCustomAttribute: /^[a-z][a-z0-9]{1,7}_/.test(column.schemaName),
    IsSecured: column.secured === true,
    IsValidForCreate: !column.readOnly,
    IsValidForRead: column.logicalName !== "authvalue",
    IsValidForUpdate: !column.readOnly && column.logicalName !== table.primaryId,
    ...(column.maxLength === undefined ? {} : { MaxLength: column.maxLength }),
    ...(column.min === undefined ? {} : { MinValue: column.min }),
    ...(column.max === undefined ? {} : { MaxValue: column.max }),
    ...(column.precision === undefined ? {} : { Precision: column.precision }),
    ...(column.targets === undefined ? {} : { Targets: column.targets }),
    ...(column.format === undefined ? {} : { FormatName: { Value: column.format } }),
    ...(column.autoNumberFormat === undefined ? {} : { AutoNumberFormat: column.autoNumberFormat }),
    ...(column.type === "DateTime" ? { Format: column.dateOnly ? "DateOnly" : "DateAndTime", DateTimeBehavior: { Value: column.dateOnly ? "DateOnly" : "UserLocal" } } : {}),
    ...(choiceTypes.has(column.type) ? { DefaultFormValue: typeof column.default === "number" ? column.default : -1, OptionSet: optionSet(table, column, languageId), GlobalOptionSet: null } : {}),
  };
}

function optionSet(table: Table, column: Column, languageId: number): Definition {
  const name = `${table.logicalName}_${column.logicalName}`;
  const base = { MetadataId: derivedId("choice", name), Name: name, IsGlobal: false, OptionSetType: column.type === "MultiSelectPicklist" ? "Picklist" : column.type, DisplayName: label(column.labels, languageId) };
  const option = (o: Option): Definition => ({ Value: o.value, Label: label(o.labels, languageId), ...(o.state === undefined ? {} : { State: o.state }) });
  const options = column.options ?? [];
  if (column.type !== "Boolean") return { ...base, Options: options.map(option) };
  const of = (value: number): Definition => option(options.find((o) => o.value === value) ?? { value, labels: { 1033: value ? "Yes" : "No" } });
  return { ...base, TrueOption: of(1), FalseOption: of(0) };
}

function oneToMany(registry: MetadataRegistry, relationship: Relationship): Definition {
  const cascade = { Assign: "NoCascade", Delete: relationship.cascadeDelete, Merge: "NoCascade", Reparent: "NoCascade", Share: "NoCascade", Unshare: "NoCascade" };
  return {
    MetadataId: derivedId("relationship", `${relationship.schemaName}.${relationship.referencedTable}`),
    SchemaName: relationship.schemaName,
    RelationshipType: "OneToManyRelationship",
    ReferencedEntity: relationship.referencedTable,
    ReferencedAttribute: registry.table(relationship.referencedTable)?.primaryId ?? null,
    ReferencedEntityNavigationPropertyName: relationship.collectionNavigation,
    ReferencingEntity: relationship.referencingTable,
    ReferencingAttribute: relationship.referencingColumn,
    ReferencingEntityNavigationPropertyName: relationship.lookupNavigation,
    CascadeConfiguration: cascade,
  };
}

function manyToMany(registry: MetadataRegistry, relationship: ManyToMany): Definition {
  return {
    MetadataId: derivedId("relationship", relationship.schemaName),
    SchemaName: relationship.schemaName,
    RelationshipType: "ManyToManyRelationship",
    Entity1LogicalName: relationship.table1,
    Entity1IntersectAttribute: registry.table(relationship.table1)?.primaryId ?? null,
    Entity1NavigationPropertyName: relationship.navigation,
    Entity2LogicalName: relationship.table2,
    Entity2IntersectAttribute: registry.table(relationship.table2)?.primaryId ?? null,
    Entity2NavigationPropertyName: relationship.navigation,
  };
}

function label(labels: Labels, languageId: number): Definition {
  const localized = Object.entries(labels).map(([code, text]) => ({ Label: text, LanguageCode: Number(code), IsManaged: true, MetadataId: derivedId("label", `${code}:${text}`), HasChanged: null }));
  const mine = resolveLabel(labels, languageId);
  return { LocalizedLabels: localized, UserLocalizedLabel: localized.find((l) => l.Label === mine) ?? null };
}
