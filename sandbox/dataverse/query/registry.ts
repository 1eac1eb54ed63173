import type { ManyToMany, Relationship, Table } from "../metadata/types";

/** What the query engine asks of the metadata; the server's registry fits it. */
export interface QueryRegistry {
  table(logicalName: string): Table | undefined;
  /** The relationship behind a lookup column; a polymorphic lookup has one for each table it may point at. */
  relationshipByLookup(table: string, column: string, target?: string): Relationship | undefined;
  /** Relationships whose lookup stands on `table`. */
  lookupNavigations(table: string): Relationship[];
  /** Relationships whose lookup points at `table`. */
  collectionNavigations(table: string): Relationship[];
  /** Many-to-many relationships that `table` takes part in. */
  manyToMany(table: string): ManyToMany[];
}
