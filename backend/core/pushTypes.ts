import type { TargetRow } from "./diff";
import type { LastLines } from "./lineValues";
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
  /** Of a document: its lines in SCM afterwards. */
  lastLines?: LastLines;
}
