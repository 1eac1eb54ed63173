import type { TargetRow } from "./diff";
import type { Mapped } from "./mapping";

/** A source record, mapped for its company and ready to be compared with SCM. */
export interface Prepared {
  /** Legal entity, lower case as `dataAreaId`. */
  company: string;
  mapped: Mapped;
  /** The record's key in SCM; "" when it has none. */
  keyValue: string;
  fingerprint: string;
}

/** What sending a record came to. */
export interface Pushed {
  outcome: "created" | "updated" | "unchanged";
  /** SCM fields written, in template order. */
  written: string[];
  /** The row in SCM afterwards. */
  target: TargetRow;
  /** Columns of Sales that have to take over SCM's value, because SCM won a conflict. */
  toSales?: Readonly<Record<string, string | null>>;
}
