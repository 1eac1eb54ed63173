import type { AlternateKey } from "../metadata/types";
import { LinkTable } from "./links";
import { TableData } from "./tableData";
import type { Row, RowSource } from "./types";

/** A row that went away, for change tracking. */
export interface Deletion {
  id: string;
  /** Version number at which it went. */
  version: number;
}

/**
 * All rows of the organisation, in memory. Every write is undone when the transaction around it throws.
 * The store knows no rules; those are the write pipeline's.
 */
export class Store implements RowSource {
  private tables = new Map<string, TableData>();
  private links = new Map<string, LinkTable>();
  private deletions = new Map<string, Deletion[]>();
  private counters = new Map<string, number>();
  private lastVersion = 0;
  private undo: (() => void)[] = [];
  private depth = 0;

  /** Version number for the next write; rises for the whole organisation, as Dataverse's row version does. */
  nextVersion(): number {
    this.lastVersion += 1;
    return this.lastVersion;
  }

  /** The highest version number given out. */
  get version(): number {
    return this.lastVersion;
  }

  find(table: string, id: string): Row | undefined {
    return this.tables.get(table)?.get(id);
  }

  all(table: string): Iterable<Row> {
    return this.tables.get(table)?.values() ?? [];
  }

  count(table: string): number {
    return this.tables.get(table)?.size ?? 0;
  }

  referencing(table: string, column: string, id: string): Iterable<Row> {
    return this.tables.get(table)?.referencing(column, id) ?? [];
  }

  *linked(relationship: string, table: string, id: string): Iterable<Row> {
    for (const otherId of this.linkedIds(relationship, id)) {
      const row = this.find(table, otherId);
      if (row) yield row;
    }
  }

  /** Ids on the other side of a many-to-many relationship. */
  linkedIds(relationship: string, id: string): string[] {
    return this.links.get(relationship)?.of(id) ?? [];
  }

  /** Id of the row that holds the values of an alternate key. */
  findByKey(table: string, key: AlternateKey, values: Row): string | undefined {
    return this.tables.get(table)?.byKey(key, values);
  }

  /** Stores a row under its id, replacing what is there. */
  put(table: string, id: string, row: Row): void {
    const data = this.data(table);
    const before = data.get(id);
    data.put(id, row);
    this.remember(() => data.put(id, before));
  }

  /** Removes a row and notes the deletion for change tracking. */
  remove(table: string, id: string): void {
    const data = this.data(table);
    const before = data.get(id);
    if (!before) return;
    data.put(id, undefined);
    const gone = this.deletions.get(table) ?? [];
    this.deletions.set(table, gone);
    gone.push({ id, version: this.nextVersion() });
    this.remember(() => {
      data.put(id, before);
      gone.pop();
    });
  }

  /** Rows of a table that were deleted after a version. */
  deletedSince(table: string, version: number): Deletion[] {
    return (this.deletions.get(table) ?? []).filter((d) => d.version > version);
  }

  /** Links two rows; answers false when they were linked already. */
  link(relationship: string, a: string, b: string): boolean {
    const links = this.links.get(relationship) ?? new LinkTable();
    this.links.set(relationship, links);
    if (!links.add(a, b)) return false;
    this.remember(() => links.remove(a, b));
    return true;
  }

  /** Takes a link away; answers false when there was none. */
  unlink(relationship: string, a: string, b: string): boolean {
    const links = this.links.get(relationship);
    if (!links?.remove(a, b)) return false;
    this.remember(() => links.add(a, b));
    return true;
  }

  /** Next number of a sequence. Like the platform's it is not given back when the write fails. */
  nextNumber(sequence: string, first: number): number {
    const next = this.counters.get(sequence) ?? first;
    this.counters.set(sequence, next + 1);
    return next;
  }

  /** Runs `work`; when it throws, everything it wrote is undone. May be nested. */
  transaction<T>(work: () => T): T {
    const mark = this.undo.length;
    this.depth += 1;
    try {
      return work();
    } catch (error) {
      while (this.undo.length > mark) this.undo.pop()?.();
      throw error;
    } finally {
      this.depth -= 1;
      if (this.depth === 0) this.undo = [];
    }
  }

  /** Rows as they are now: later writes do not show in it. */
  snapshot(): Store {
    const copy = new Store();
    copy.fill(this);
    copy.counters = new Map(this.counters);
    return copy;
  }

  /** Puts the rows of a snapshot in place of what is here; the snapshot stays usable. */
  restore(snapshot: Store): void {
    this.clear();
    this.fill(snapshot);
    this.counters = new Map(snapshot.counters);
  }

  /** Empties everything, sequences too. Version numbers go on rising, so no old ETag fits a new row. */
  clear(): void {
    this.tables = new Map();
    this.links = new Map();
    this.deletions = new Map();
    this.counters = new Map();
    this.undo = [];
  }

  private fill(source: Store): void {
    for (const [name, data] of source.tables) {
      const target = this.data(name);
      for (const [id, row] of data.entries()) target.put(id, row);
    }
    for (const [name, links] of source.links) this.links.set(name, links.copy());
  }

  private data(table: string): TableData {
    let data = this.tables.get(table);
    if (!data) {
      data = new TableData();
      this.tables.set(table, data);
    }
    return data;
  }

  private remember(undo: () => void): void {
    if (this.depth > 0) this.undo.push(undo);
  }
}
