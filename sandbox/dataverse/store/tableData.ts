import type { AlternateKey } from "../metadata/types";
import { isLookupValue } from "./lookup";
import type { Row, Value } from "./types";

/**
 * A key value as the database's collation compares it: case and accents do not count, trailing blanks neither.
 */
export function foldKeyValue(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ +$/, "");
  return isLookupValue(value) ? value.id : String(value);
}

/** Index entry of an alternate key, or undefined when a part is empty: such rows are not held unique. */
export function keyEntry(columns: readonly string[], row: Row): string | undefined {
  const parts: string[] = [];
  for (const column of columns) {
    const value = row[column];
    if (value === undefined || value === null) return undefined;
    parts.push(foldKeyValue(value));
  }
  return JSON.stringify(parts);
}

interface KeyIndex {
  columns: readonly string[];
  ids: Map<string, string>;
}

/**
 * Rows of one table with their indexes. Rows are replaced, never changed in place, so a reader that holds one keeps
 * a consistent picture and a snapshot costs no copying of rows.
 */
export class TableData {
  private readonly rows = new Map<string, Row>();
  private readonly keys = new Map<string, KeyIndex>();
  /** Lookup column → target id → ids of rows; built when a column is first asked for. */
  private readonly lookups = new Map<string, Map<string, Set<string>>>();

  /** Rows in order of creation. */
  values(): Iterable<Row> {
    return this.rows.values();
  }

  /** Ids and rows in order of creation. */
  entries(): Iterable<[string, Row]> {
    return this.rows.entries();
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  /** Puts `row` in place of what is stored under `id`; undefined removes. */
  put(id: string, row: Row | undefined): void {
    const before = this.rows.get(id);
    for (const index of this.keys.values()) {
      const old = before && keyEntry(index.columns, before);
      if (old !== undefined && index.ids.get(old) === id) index.ids.delete(old);
      const entry = row && keyEntry(index.columns, row);
      if (entry !== undefined) index.ids.set(entry, id);
    }
    for (const [column, index] of this.lookups) {
      const old = target(before?.[column]);
      const now = target(row?.[column]);
      if (old === now) continue;
      if (old !== undefined) index.get(old)?.delete(id);
      if (now !== undefined) addTo(index, now, id);
    }
    if (row) this.rows.set(id, row);
    else this.rows.delete(id);
  }

  /** Id of the row that holds these key values. */
  byKey(key: AlternateKey, values: Row): string | undefined {
    const entry = keyEntry(key.columns, values);
    return entry === undefined ? undefined : this.keyIndex(key).ids.get(entry);
  }

  /** Rows whose lookup `column` points at `id`. */
  *referencing(column: string, id: string): Iterable<Row> {
    let index = this.lookups.get(column);
    if (!index) {
      index = new Map();
      for (const [rowId, row] of this.rows) {
        const to = target(row[column]);
        if (to !== undefined) addTo(index, to, rowId);
      }
      this.lookups.set(column, index);
    }
    for (const rowId of [...(index.get(id) ?? [])]) {
      const row = this.rows.get(rowId);
      if (row) yield row;
    }
  }

  private keyIndex(key: AlternateKey): KeyIndex {
    let index = this.keys.get(key.logicalName);
    if (!index || index.columns.join() !== key.columns.join()) {
      index = { columns: key.columns, ids: new Map() };
      for (const [id, row] of this.rows) {
        const entry = keyEntry(key.columns, row);
        if (entry !== undefined) index.ids.set(entry, id);
      }
      this.keys.set(key.logicalName, index);
    }
    return index;
  }
}

function target(value: Value | undefined): string | undefined {
  return value !== undefined && isLookupValue(value) ? value.id : undefined;
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  const set = index.get(key);
  if (set) set.add(id);
  else index.set(key, new Set([id]));
}
