import { formatted, isLookup, lookupTable, plain, propertyOf, type WebRow } from "../api/rows";
import { clientValue, isReferences, type PlatformColumn } from "../form/values";
import { bare } from "../api/webApi";
import { columnOf, type TablesByAlias } from "./columns";

/** A lookup's value in a data-set. Source: Microsoft's "EntityReference (Power Apps component framework)". */
export interface EntityReference {
  id: { guid: string };
  etn: string;
  name: string;
}

/**
 * A record of a data-set. Source: Microsoft's "EntityRecord (Power Apps component framework)", which leaves open in
 * which of its types a value comes: choices and yes/no come as text here ("100000000", "1"), as model-driven apps are
 * known to give them, so that a control cannot rely on numbers or booleans.
 */
export class DataSetRecord {
  readonly #row: WebRow;
  readonly #tables: TablesByAlias;

  constructor(row: WebRow, tables: TablesByAlias) {
    this.#row = row;
    this.#tables = tables;
  }

  /** The row as the Web API answered it, for the host's own list; controls have no way to it. */
  static rowOf(record: DataSetRecord): WebRow {
    return record.#row;
  }

  getRecordId(): string {
    return bare(plain(this.#row[this.#tables.get("")?.primaryId ?? ""]));
  }

  getNamedReference(): EntityReference {
    const table = this.#tables.get("");
    return { id: { guid: this.getRecordId() }, etn: table?.logicalName ?? "", name: plain(this.#row[table?.primaryName ?? ""]) };
  }

  /** Null for an empty value, a column that was not asked for, and one that column security hides. */
  getValue(name: string): unknown {
    const column = columnOf(name, this.#tables);
    return column ? typedValue(column, name, this.#row) : this.#row[name] ?? null;
  }

  /** As the platform writes the value in the user's settings; empty where there is none. */
  getFormattedValue(name: string): string {
    const column = columnOf(name, this.#tables);
    const property = column ? propertyIn(column, name) : name;
    return formatted(this.#row, property) || plain(this.#row[property]);
  }
}

/** Where a column's value stands in a row: a linked table's under `alias.name`, lookups included. */
function propertyIn(column: PlatformColumn, name: string): string {
  return name.includes(".") ? name : propertyOf(column);
}

function typedValue(column: PlatformColumn, name: string, row: WebRow): unknown {
  const property = propertyIn(column, name);
  const raw = row[property] ?? null;
  if (raw === null) return null;
  if (isLookup(column.type)) return { id: { guid: plain(raw) }, etn: lookupTable(row, property) ?? column.targets?.[0] ?? "", name: formatted(row, property) };
  switch (column.type) {
    case "Picklist": case "State": case "Status": return plain(raw);
    case "Boolean": return raw === true ? "1" : "0";
    default: {
      const value = clientValue(column, { [column.logicalName]: raw });
      return isReferences(value) ? null : value;
    }
  }
}
