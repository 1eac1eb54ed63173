import type { ManyToMany, Relationship, Table } from "../metadata/types";
import { badQuery, unknownProperty } from "./errors";
import type { QueryRegistry } from "./registry";

/** A collection reached from a row: the rows whose lookup points at it, or those linked with it. */
export type Collection = (
  | { kind: "oneToMany"; relationship: Relationship }
  | { kind: "manyToMany"; relationship: ManyToMany }
) & {
  target: Table;
  /** Primary key of the table that the collection hangs on. */
  ownerKey: string;
};

export type Navigation =
  | { kind: "lookup"; relationship: Relationship; target: Table }
  /** A lookup whose one navigation serves several tables (`ownerid`): typed as principal. */
  | { kind: "principal"; column: string }
  | Collection;

/**
 * What a navigation property of `table` leads to; undefined when there is none of that name (case-sensitive).
 * @throws DataverseError when the target's table is not known
 */
export function findNavigation(registry: QueryRegistry, table: Table, name: string): Navigation | undefined {
  const lookups = registry.lookupNavigations(table.logicalName).filter((relationship) => relationship.lookupNavigation === name);
  const [lookup] = lookups;
  if (lookup) {
    if (lookups.length > 1 || table.columns[lookup.referencingColumn]?.type === "Owner") return { kind: "principal", column: lookup.referencingColumn };
    return { kind: "lookup", relationship: lookup, target: targetTable(registry, lookup.referencedTable) };
  }
  if (table.columns[name]?.type === "Owner") return { kind: "principal", column: name };
  const many = registry.collectionNavigations(table.logicalName).find((relationship) => relationship.collectionNavigation === name);
  const owner = { ownerKey: table.primaryId };
  if (many) return { kind: "oneToMany", relationship: many, target: targetTable(registry, many.referencingTable), ...owner };
  const linked = registry.manyToMany(table.logicalName).find((relationship) => relationship.navigation === name);
  if (!linked) return undefined;
  const other = linked.table1 === table.logicalName ? linked.table2 : linked.table1;
  return { kind: "manyToMany", relationship: linked, target: targetTable(registry, other), ...owner };
}

/** As `findNavigation`, but a name that leads nowhere is refused as the Web API does. */
export function requireNavigation(registry: QueryRegistry, table: Table, name: string): Navigation {
  const navigation = findNavigation(registry, table, name);
  if (!navigation) throw unknownProperty(name, table.logicalName);
  return navigation;
}

function targetTable(registry: QueryRegistry, logicalName: string): Table {
  const table = registry.table(logicalName);
  if (!table) throw badQuery(`The table '${logicalName}' that the navigation property leads to does not exist.`);
  return table;
}
