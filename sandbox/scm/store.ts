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
  /** Lines of a document, by the values of the definition's parent properties. */
  under(definition: EntityDefinition, parentKey: readonly string[]): Iterable<StoredRow>;
}

type Table = Map<string, StoredRow>;

const firstRecId = 5637144576;

/** Sets that are two views of one table. */
const tableNames: Record<string, string> = {
  CustomersV2: "CustomersV3",
  CDSSalesOrderLinesV2: "CDSSalesOrderLines",
  ExternallyMaintainedCustomerSalesInvoiceLinesV2: "ExternallyMaintainedCustomerSalesInvoiceLines",
};

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
  /** Lines by document, for each set that has a parent. */
  private readonly children = new Map<string, Map<string, Table>>();
  private nextRecId = firstRecId;
  private undo: (() => void)[] | undefined;

  find(definition: EntityDefinition, key: readonly string[]): StoredRow | undefined {
    return this.table(definition).get(keyText(key));
  }

  all(definition: EntityDefinition): Iterable<StoredRow> {
    return this.table(definition).values();
  }

  under(definition: EntityDefinition, parentKey: readonly string[]): Iterable<StoredRow> {
    return this.children.get(tableName(definition))?.get(keyText(parentKey))?.values() ?? [];
  }

  /** Adds a row, or replaces the one with its key. */
  put(definition: EntityDefinition, values: Readonly<Record<string, StoredValue>>): StoredRow {
    const key = keyText(definition.keys.map((name) => String(values[name] ?? "")));
    const before = this.table(definition).get(key);
    const row: StoredRow = before ? { recId: before.recId, version: before.version + 1, values } : { recId: this.nextRecId++, version: 0, values };
    this.place(definition, key, row, before);
    return row;
  }

  /** Changes values of a row that belong to another table, so that the row's own version stays. */
  amend(definition: EntityDefinition, row: StoredRow, changes: Readonly<Record<string, StoredValue>>): StoredRow {
    const key = keyText(keyOf(definition, row));
    const amended: StoredRow = { ...row, values: { ...row.values, ...changes } };
    this.place(definition, key, amended, this.table(definition).get(key));
    return amended;
  }

  remove(definition: EntityDefinition, key: readonly string[]): void {
    const text = keyText(key);
    const before = this.table(definition).get(text);
    if (before) this.place(definition, text, undefined, before);
  }

  /** Sets or removes a row in its table and among its document's lines; undone with the change set. */
  private place(definition: EntityDefinition, key: string, row: StoredRow | undefined, before: StoredRow | undefined): void {
    const table = this.table(definition);
    const siblings = this.siblings(definition, row ?? before);
    const set = (value: StoredRow | undefined) => {
      for (const rows of siblings ? [table, siblings] : [table]) {
        if (value) rows.set(key, value);
        else rows.delete(key);
      }
    };
    set(row);
    this.undo?.push(() => set(before));
  }

  private siblings(definition: EntityDefinition, row: StoredRow | undefined): Table | undefined {
    if (!definition.parent || !row) return undefined;
    const name = tableName(definition);
    let documents = this.children.get(name);
    if (!documents) this.children.set(name, (documents = new Map<string, Table>()));
    const parent = keyText(definition.parent.map((property) => textOf(row, property)));
    let lines = documents.get(parent);
    if (!lines) documents.set(parent, (lines = new Map<string, StoredRow>()));
    return lines;
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
    this.children.clear();
    this.nextRecId = firstRecId;
  }

  /** The rows as they stand now, unmoved by later writes. */
  snapshot(): RowReader {
    const tables = new Map([...this.tables].map(([name, rows]): [string, Table] => [name, new Map<string, StoredRow>(rows)]));
    const rowsOf = (definition: EntityDefinition): Table => tables.get(tableName(definition)) ?? new Map<string, StoredRow>();
    return {
      find: (definition, key) => rowsOf(definition).get(keyText(key)),
      all: (definition) => rowsOf(definition).values(),
      *under(definition, parentKey) {
        const wanted = keyText(parentKey);
        for (const row of rowsOf(definition).values()) if (keyText((definition.parent ?? []).map((name) => textOf(row, name))) === wanted) yield row;
      },
    };
  }

  private table(definition: EntityDefinition): Table {
    const name = tableName(definition);
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, (table = new Map<string, StoredRow>()));
    return table;
  }
}

/** Name of the table behind an entity set. */
export function tableName(definition: EntityDefinition): string {
  return tableNames[definition.set] ?? definition.set;
}

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
