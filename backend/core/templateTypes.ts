import type { Lcid } from "../../model/errorText";

/**
 * How far a mapping row is proven. D: Microsoft's current documentation; D17: its 2017 edition; O: read from pictures of
 * the 2017 templates; W: taken over from the dual-write map of the same pair; I: our inference.
 */
export type Grade = "D" | "D17" | "O" | "W" | "I";

/** Where the value of a target field comes from: a small closed set, so that a mapping can be read, checked and shown. */
export type Directive =
  /** The column as it is. */
  | { kind: "copy"; column: string }
  /** Always the same value. */
  | { kind: "constant"; value: string }
  /** The column, or the value when the column is blank. */
  | { kind: "defaultWhenBlank"; column: string; value: string }
  /** The entry for the column's value in a named value map; a value without entry is an error. */
  | { kind: "valueMap"; column: string; map: string; whenBlank?: string }
  /** A column of the row that a lookup points to. */
  | { kind: "lookup"; lookup: string; column: string }
  /** What a pure function of `core/computed.ts` makes of the column. */
  | { kind: "computed"; column: string; function: ComputedName };

export type ComputedName = "lineFeeds";

/** Type of a target field, which decides how values are sent and when two are equal. */
export type FieldType = "string" | "code" | "enum" | "decimal" | "integer" | "date";

/** One field of the target. */
export interface Row {
  target: string;
  /** `code` is a string that keys another table: the target finds it whatever its case, and echoes its own spelling. */
  type: FieldType;
  from: Directive;
  /** Longest text the target holds. */
  maxLength?: number;
  /** A blank value is refused before anything is sent. */
  required?: boolean;
  /** `create`: set on a new row and then left to the target. Default `always`. */
  write?: "create" | "always";
  /** A blank value is left out instead of clearing the target. */
  keepWhenBlank?: true;
  /** Left out unless one of these source columns has a value. */
  onlyWithAny?: readonly string[];
  /** The source column's name on the form, for error texts. */
  label?: Record<Lcid, string>;
  grades: readonly Grade[];
  note?: string;
}

/** A template task: rows of one source table to one target entity. */
export interface Template {
  /** Released name, shown to people and kept in the sync state. */
  name: string;
  task: string;
  /** Order of work among templates; lower first. */
  order: number;
  source: {
    table: string;
    entitySet: string;
    primaryId: string;
    primaryName: string;
    /** Column that keys the record on both sides. */
    keyColumn: string;
  };
  target: {
    entitySet: string;
    /** Key fields beside `dataAreaId`, and the mapped field each takes its value from (the same name). */
    keyField: string;
    /** Menu item of the list page, for the link to the target. */
    menuItem: string;
  };
  /** Value maps the rows name. Keys are folded by `countryKey`. */
  valueMaps: Readonly<Record<string, ReadonlyMap<string, string>>>;
  rows: readonly Row[];
}
