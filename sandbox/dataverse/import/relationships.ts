import type { MetadataRegistry } from "../metadata/registry";
import type { Relationship } from "../metadata/types";
import { importCode, refuse, UnsupportedComponentError } from "./errors";
import { attribute, child, elements, text, type Element } from "./xml";

const cascades = new Set(["RemoveLink", "Restrict", "Cascade", "NoCascade"]);

/**
 * Adds a relationship and points its lookup column at the referenced table.
 * @throws SolutionImportError when a table or the lookup is missing, or a name is taken
 */
export function importRelationship(element: Element, registry: MetadataRegistry): void {
  const schemaName = attribute(element, "Name");
  const type = text(element, "EntityRelationshipType");
  if (type === "ManyToMany") {
    const [table1, table2] = [existing(element, "FirstEntityName"), existing(element, "SecondEntityName")];
    registry.addManyToMany({ schemaName, table1, table2, navigation: schemaName });
    return;
  }
  if (type !== "OneToMany") throw new UnsupportedComponentError(`relationships of type '${type}' (${schemaName})`);
  const referencing = existing(element, "ReferencingEntityName");
  const referenced = existing(element, "ReferencedEntityName");
  const column = text(element, "ReferencingAttributeName").toLowerCase();
  const lookup = registry.table(referencing)?.columns[column];
  if (!lookup || (lookup.type !== "Lookup" && lookup.type !== "Customer")) {
    return refuse(importCode.missingComponent, `The relationship '${schemaName}' needs the lookup column '${column}' of '${referencing}', which does not exist.`);
  }
  const cascadeDelete = text(element, "CascadeDelete");
  if (!cascades.has(cascadeDelete)) refuse(importCode.schema, `The import file is invalid. CascadeDelete of '${schemaName}' is '${cascadeDelete}'.`);
  const roles = elements(child(element, "EntityRelationshipRoles") ?? element, "EntityRelationshipRole");
  const navigation = (roleType: string) => text(roles.find((role) => text(role, "RelationshipRoleType") === roleType), "NavigationPropertyName");
  const relationship: Relationship = {
    schemaName, referencingTable: referencing, referencingColumn: column, referencedTable: referenced,
    lookupNavigation: navigation("1") || text(element, "ReferencingAttributeName"),
    collectionNavigation: navigation("0") || schemaName,
    cascadeDelete: cascadeDelete as Relationship["cascadeDelete"],
  };
  checkNames(relationship, registry);
  lookup.targets = [...new Set([...(lookup.targets ?? []), referenced])];
  registry.addRelationship(relationship);

  function existing(from: Element, part: string): string {
    const name = text(from, part).toLowerCase();
    if (!registry.table(name)) refuse(importCode.missingDependency, `The relationship '${schemaName}' needs the table '${name}', which does not exist.`);
    return name;
  }
}

/** A navigation property's name is unique among the properties of its table. */
function checkNames(relationship: Relationship, registry: MetadataRegistry): void {
  const clash = registry.relationships().find((other) => other.schemaName !== relationship.schemaName
    && ((other.referencedTable === relationship.referencedTable && other.collectionNavigation === relationship.collectionNavigation)
      || (other.referencingTable === relationship.referencingTable && other.lookupNavigation === relationship.lookupNavigation
        && other.referencingColumn !== relationship.referencingColumn)));
  if (clash) refuse(importCode.schema, `The navigation property of the relationship '${relationship.schemaName}' has a name that '${clash.schemaName}' uses already.`);
}

/** @throws SolutionImportError for a lookup column of a custom table that no relationship gives a target */
export function checkLookups(registry: MetadataRegistry, tables: Iterable<string>): void {
  for (const name of tables) {
    for (const column of Object.values(registry.table(name)?.columns ?? {})) {
      if (column.type === "Lookup" && !column.targets?.length) {
        refuse(importCode.missingComponent, `The lookup column '${column.logicalName}' of '${name}' has no relationship.`);
      }
    }
  }
}
