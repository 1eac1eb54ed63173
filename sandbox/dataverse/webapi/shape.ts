import type { MetadataRegistry } from "../metadata/registry";
import type { Column, ManyToMany, Relationship, Table } from "../metadata/types";

/** What the write paths look up about a table, gathered once. */
export interface TableShape {
  table: Table;
  /** Single-valued navigation property → its relationships (one per target of a polymorphic lookup). */
  lookups: Map<string, Relationship[]>;
  /** Lookup column → its relationships. */
  byColumn: Map<string, Relationship[]>;
  collections: Map<string, Relationship>;
  manyToMany: Map<string, ManyToMany>;
  columns: Column[];
}

// Imports put new Table objects in place of the old ones, so an entry never outlives its table.
const shapes = new WeakMap<Table, TableShape>();

/** Navigation properties and columns of a table. */
export function shapeOf(registry: MetadataRegistry, table: Table): TableShape {
  let shape = shapes.get(table);
  if (!shape) {
    shape = {
      table,
      lookups: grouped(registry.lookupNavigations(table.logicalName), (r) => r.lookupNavigation),
      byColumn: grouped(registry.lookupNavigations(table.logicalName), (r) => r.referencingColumn),
      collections: new Map(registry.collectionNavigations(table.logicalName).map((r) => [r.collectionNavigation, r])),
      manyToMany: new Map(registry.manyToMany(table.logicalName).map((r) => [r.navigation, r])),
      columns: Object.values(table.columns),
    };
    shapes.set(table, shape);
  }
  return shape;
}

/** A table's column by its logical name; names that every object has (`constructor`) are no columns. */
export function columnOf(table: Table, name: string): Column | undefined {
  return Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
}

/** The other table of a many-to-many relationship. */
export function otherTable(relationship: ManyToMany, table: string): string {
  return relationship.table1 === table ? relationship.table2 : relationship.table1;
}

function grouped(relationships: Relationship[], key: (r: Relationship) => string): Map<string, Relationship[]> {
  const groups = new Map<string, Relationship[]>();
  for (const relationship of relationships) {
    const group = groups.get(key(relationship));
    if (group) group.push(relationship);
    else groups.set(key(relationship), [relationship]);
  }
  return groups;
}
