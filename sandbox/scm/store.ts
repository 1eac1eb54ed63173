import type { EntityDefinition, Property, StoredValue } from "./metadata/entity";

/** A row as kept: only the values it was given; the others read as the property's empty value. Never changed in place. */
export interface StoredRow {
  recId: number;
  /** Rises with each write. */
  version: number;
  values: Readonly<Record<string, StoredValue>>;
}

/** Rows by key, as every reader sees them. */
export interface RowReader {
  find(definition: EntityDefinition, key: readonly string[]): StoredRow | undefined;
  all(definition: EntityDefinition): Iterable<StoredRow>;
}

type Table = Map<string, StoredRow>;

const firstRecId = 5637144576;

/** Sets that are two views of one table. */
const tableNames: Record<string, string> = { CustomersV2: "CustomersV3" };

/** A row's value of a property. */
export function valueOf(row: StoredRow, property: Property): StoredValue {
  return row.values[property.name] ?? property.empty;
}

/** A row's value as text, for properties that are texts. */
export function textOf(row: StoredRow, name: string): string {
  return String(row.values[name] ?? "");
}

/** All rows of the server. Keys compare without regard to case, as its database collation does. */
export class ScmStore implements RowReader {
  private readonly tables = new Map<string, Table>();
  private nextRecId = firstRecId;
  private undo: (() => void)[] | undefined;

  find(definition: EntityDefinition, key: readonly string[]): StoredRow | undefined {
    return this.table(definition).get(keyText(key));
  }

  all(definition: EntityDefinition): Iterable<StoredRow> {
    return this.table(definition).values();
  }

  /** Adds a row, or replaces the one with its key. */
  put(definition: EntityDefinition, values: Readonly<Record<string, StoredValue>>): StoredRow {
    const table = this.table(definition);
    const key = keyText(definition.keys.map((name) => String(values[name] ?? "")));
    const before = table.get(key);
    const row: StoredRow = before ? { recId: before.recId, version: before.version + 1, values } : { recId: this.nextRecId++, version: 0, values };
    table.set(key, row);
    this.undo?.push(() => (before ? table.set(key, before) : table.delete(key)));
    return row;
  }

  remove(definition: EntityDefinition, key: readonly string[]): void {
    const table = this.table(definition);
    const text = keyText(key);
    const before = table.get(text);
    if (!before) return;
    table.delete(text);
    this.undo?.push(() => table.set(text, before));
  }

  /** Runs several writes as one: when `work` throws, none of them stays. */
  atomically<T>(work: () => T): T {
    const undo: (() => void)[] = [];
    this.undo = undo;
    try {
      return work();
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      this.undo = undefined;
    }
  }

  clear(): void {
    this.tables.clear();
    this.nextRecId = firstRecId;
  }

  /** The rows as they stand now, unmoved by later writes. */
  snapshot(): RowReader {
    const tables = new Map([...this.tables].map(([name, rows]): [string, Table] => [name, new Map<string, StoredRow>(rows)]));
    const rowsOf = (definition: EntityDefinition): Table => tables.get(tableName(definition)) ?? new Map<string, StoredRow>();
    return { find: (definition, key) => rowsOf(definition).get(keyText(key)), all: (definition) => rowsOf(definition).values() };
  }

  private table(definition: EntityDefinition): Table {
    const name = tableName(definition);
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, (table = new Map<string, StoredRow>()));
    return table;
  }
}

const tableName = (definition: EntityDefinition) => tableNames[definition.set] ?? definition.set;
const keyText = (key: readonly string[]) => key.map((part) => part.toLowerCase()).join("\u0000");

/** The key of a row. */
export function keyOf(definition: EntityDefinition, row: StoredRow): string[] {
  return definition.keys.map((name) => textOf(row, name));
}

/**
 * ETag in the documented form: base64 of version and record id of each table behind the entity.
 * A customer is kept in two, the customer and its party.
 */
export function etagOf(definition: EntityDefinition, row: StoredRow): string {
  const pairs = definition.set.startsWith("Customers") ? [[row.version, row.recId], [0, row.recId + 1_000_000_000]] : [[row.version, row.recId]];
  const text = `'${pairs.map((pair) => pair.join(",")).join(";")}'`;
  return `W/"${Buffer.from(text).toString("base64")}"`;
}
