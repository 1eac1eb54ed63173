import type { Column, Table } from "../../metadata/types";
import type { Row } from "../../store/types";

/** What every write of a table needs to know, worked out once. */
export interface TableFacts {
  /** Default values of plain columns, as stored. */
  defaults: Row;
  autoNumbers: Column[];
  /** Amount columns, and the column of each amount in base currency where there is one. */
  amounts: { column: string; base: string | undefined }[];
  /** Columns without which the platform refuses a row. */
  required: string[];
  /** Prefixes of composed addresses, e.g. `address1_`. */
  addresses: string[];
}

// Imports put new Table objects in place of the old ones, so an entry never outlives its table.
const known = new WeakMap<Table, TableFacts>();

/** Facts about a table's columns. */
export function factsOf(table: Table): TableFacts {
  let facts = known.get(table);
  if (!facts) {
    const columns = Object.values(table.columns);
    facts = {
      defaults: Object.fromEntries(columns.filter(hasPlainDefault).map((c) => [c.logicalName, storedDefault(c)])),
      autoNumbers: columns.filter((c) => c.autoNumberFormat !== undefined),
      amounts: columns.filter((c) => c.type === "Money" && !c.logicalName.endsWith("_base")).map(({ logicalName }) => {
        const base = `${logicalName}_base`;
        return { column: logicalName, base: table.columns[base] ? base : undefined };
      }),
      required: columns.filter((c) => c.required === "systemrequired" && !c.readOnly && c.type !== "Status").map((c) => c.logicalName),
      addresses: ["address1_", "address2_", "address3_", "billto_", "shipto_"].filter((prefix) => table.columns[`${prefix}composite`]),
    };
    known.set(table, facts);
  }
  return facts;
}

/** State and status have defaults that depend on each other; they are set elsewhere. */
function hasPlainDefault(column: Column): boolean {
  return column.default !== undefined && column.type !== "State" && column.type !== "Status";
}

function storedDefault(column: Column): string | number | boolean {
  const value = column.default ?? "";
  return column.type === "Money" || column.type === "Decimal" ? String(value) : value;
}
