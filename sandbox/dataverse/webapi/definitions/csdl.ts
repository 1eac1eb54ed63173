import type { MetadataRegistry } from "../../metadata/registry";
import type { Column, Table } from "../../metadata/types";
import { findNavigation } from "../../query";

/**
 * `$metadata`: the service as CSDL, types by logical name in the namespace Microsoft.Dynamics.CRM.
 * Actions and functions are left out; clients generated from it read and write rows.
 */
export function csdl(registry: MetadataRegistry): string {
  const tables = registry.tables();
  const types = tables.map((table) => entityType(registry, table)).join("");
  const sets = tables.map((table) => {
    const bindings = navigations(registry, table).map(({ name, target }) => `<NavigationPropertyBinding Path="${name}" Target="${target.entitySet}" />`).join("");
    return `<EntitySet Name="${table.entitySet}" EntityType="Microsoft.Dynamics.CRM.${table.logicalName}">${bindings}</EntitySet>`;
  }).join("");
  return '<?xml version="1.0" encoding="utf-8"?>' +
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    '<EntityType Name="crmbaseentity" Abstract="true" />' +
    types +
    `<EntityContainer Name="System">${sets}</EntityContainer>` +
    "</Schema></edmx:DataServices></edmx:Edmx>";
}

function entityType(registry: MetadataRegistry, table: Table): string {
  const properties = Object.values(table.columns).map((column) => {
    const name = isLookup(column) ? `_${column.logicalName}_value` : column.logicalName;
    const scale = column.type === "Money" || column.type === "Decimal" ? ' Scale="Variable"' : "";
    const key = column.logicalName === table.primaryId ? ' Nullable="false"' : "";
    return `<Property Name="${name}" Type="${edmType(column)}"${scale}${key} />`;
  }).join("");
  const links = navigations(registry, table).map(({ name, target, partner, column, many }) => {
    const type = `mscrm.${target.logicalName}`;
    const constraint = column === undefined ? "" : `<ReferentialConstraint Property="_${column}_value" ReferencedProperty="${target.primaryId}" />`;
    return `<NavigationProperty Name="${name}" Type="${many ? `Collection(${type})` : type}"${partner === undefined ? "" : ` Partner="${partner}"`}${constraint === "" ? " />" : `>${constraint}</NavigationProperty>`}`;
  }).join("");
  return `<EntityType Name="${table.logicalName}" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="${table.primaryId}" /></Key>${properties}${links}</EntityType>`;
}

interface CsdlNavigation {
  name: string;
  target: Table;
  partner?: string;
  column?: string;
  many: boolean;
}

function navigations(registry: MetadataRegistry, table: Table): CsdlNavigation[] {
  const names = new Set([
    ...registry.lookupNavigations(table.logicalName).map((r) => r.lookupNavigation),
    ...registry.collectionNavigations(table.logicalName).map((r) => r.collectionNavigation),
    ...registry.manyToMany(table.logicalName).map((r) => r.navigation),
  ]);
  return [...names].flatMap((name): CsdlNavigation[] => {
    // A name that serves several tables is typed as principal in the service; it is left out here.
    const navigation = table.columns[name] && !isLookup(table.columns[name]) ? undefined : findNavigation(registry, table, name);
    switch (navigation?.kind) {
      case "lookup": return [{ name, target: navigation.target, partner: navigation.relationship.collectionNavigation, column: navigation.relationship.referencingColumn, many: false }];
      case "oneToMany": return [{ name, target: navigation.target, partner: navigation.relationship.lookupNavigation, many: true }];
      case "manyToMany": return [{ name, target: navigation.target, partner: navigation.relationship.navigation, many: true }];
      default: return [];
    }
  });
}

function isLookup(column: Column | undefined): boolean {
  return column?.type === "Lookup" || column?.type === "Customer" || column?.type === "Owner";
}

function edmType(column: Column): string {
  switch (column.type) {
    case "Uniqueidentifier": case "Lookup": case "Customer": case "Owner": return "Edm.Guid";
    case "Integer": case "Picklist": case "State": case "Status": return "Edm.Int32";
    case "BigInt": return "Edm.Int64";
    case "Decimal": case "Money": return "Edm.Decimal";
    case "Double": return "Edm.Double";
    case "Boolean": return "Edm.Boolean";
    case "DateTime": return column.dateOnly ? "Edm.Date" : "Edm.DateTimeOffset";
    default: return "Edm.String";
  }
}
