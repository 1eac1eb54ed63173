import type { Column, Table } from "../../metadata/types";
import type { Row } from "../../store/types";
import { exactMoney } from "../decimal";

/** What every write of a table needs to know, worked out once. */
export interface TableFacts {
  /** Default values of plain columns, as stored. */
  defaults: Row;
  autoNumbers: { column: string; format: string }[];
  /** Amount columns, and the column of each amount in base currency where there is one. */
  amounts: { column: string; base: string | undefined }[];
  /** Columns without which the platform refuses a row. */
  required: string[];
  /** Prefixes of composed addresses, e.g. `address1_`. */
  addresses: string[];
}

/** Numbers that Sales gives to its documents without an auto-number column, with the prefixes it begins with. */
const documentNumbers: Record<string, string> = {
  "quote.quotenumber": "QUO-{SEQNUM:5}-{RANDSTRING:6}",
  "salesorder.ordernumber": "ORD-{SEQNUM:5}-{RANDSTRING:6}",
  "invoice.invoicenumber": "INV-{SEQNUM:5}-{RANDSTRING:6}",
};

/** Types for which the platform has no value of its own; numbers, flags and choices begin with one. */
const mustBeSent = new Set<Column["type"]>(["String", "Memo", "Lookup", "Customer"]);

// Imports put new Table objects in place of the old ones, so an entry never outlives its table.
const known = new WeakMap<Table, TableFacts>();

/** Facts about a table's columns. */
export function factsOf(table: Table): TableFacts {
  let facts = known.get(table);
  if (!facts) {
    const columns = Object.values(table.columns);
    facts = {
      defaults: Object.fromEntries(columns.filter(hasPlainDefault).map((c) => [c.logicalName, storedDefault(c)])),
      autoNumbers: columns.flatMap((c) => {
        const format = c.autoNumberFormat ?? documentNumbers[`${table.logicalName}.${c.logicalName}`];
        return format === undefined ? [] : [{ column: c.logicalName, format }];
      }),
      amounts: columns.filter((c) => c.type === "Money" && !c.logicalName.endsWith("_base")).map(({ logicalName }) => {
        const base = `${logicalName}_base`;
        return { column: logicalName, base: table.columns[base] ? base : undefined };
      }),
      required: columns.filter((c) => c.required === "systemrequired" && !c.readOnly && mustBeSent.has(c.type)).map((c) => c.logicalName),
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
  if (column.type === "Money") return exactMoney(String(value)) ?? "";
  return column.type === "Decimal" ? String(value) : value;
}
