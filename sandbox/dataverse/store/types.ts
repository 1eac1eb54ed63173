/** A lookup's value as stored. */
export interface LookupValue {
  id: string;
  /** Logical name of the table it points at. */
  table: string;
}

/**
 * A stored value. Decimal and Money are kept as decimal digits in a string, so nothing is lost to binary floating
 * point; DateTime as ISO 8601 UTC without fraction, date-only as yyyy-mm-dd; multi-select as "1,2".
 */
export type Value = string | number | boolean | null | LookupValue;

/** A stored row, by column logical name. Always holds its primary key and `versionnumber` (number, rises with each write). */
export type Row = Record<string, Value | undefined>;

/** What the query engine reads from; the server hands it a view limited to what the caller may read. */
export interface RowSource {
  find(table: string, id: string): Row | undefined;
  all(table: string): Iterable<Row>;
  /** Rows of `table` whose lookup `column` points at `id`. */
  referencing(table: string, column: string, id: string): Iterable<Row>;
  /** Rows linked through a many-to-many relationship. */
  linked(relationship: string, table: string, id: string): Iterable<Row>;
}

/** A refusal as the Web API words it. */
export class DataverseError extends Error {
  constructor(
    readonly status: number,
    /** e.g. `0x80040217` */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "DataverseError";
  }
}
