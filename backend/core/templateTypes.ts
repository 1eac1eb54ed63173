import type { Lcid } from "../../model/errorText";
import type { Filter } from "./filter";

/**
 * How far a mapping row is proven. D: Microsoft's current documentation; D17: its 2017 edition; O: read from pictures of
 * the 2017 templates; S: the shipped solution's own definition; M: metadata of a real SCM; W: taken over from the
 * dual-write map of the same pair; I: our inference.
 */
export type Grade = "D" | "D17" | "O" | "S" | "M" | "W" | "I";

/** Where the value of a target field comes from: a small closed set, so that a mapping can be read, checked and shown. */
export type Directive =
  /** The column as it is. */
  | { kind: "copy"; column: string }
  /** Always the same value. */
  | { kind: "constant"; value: string }
  /** The column, or the value when the column is blank. */
  | { kind: "defaultWhenBlank"; column: string; value: string }
  /** The entry for the column's value in a named value map; a value without entry is an error, or passes as it is. */
  | { kind: "valueMap"; column: string; map: string; whenBlank?: string; otherwise?: "copy" }
  /** The date in the column and, on top, the days a value map gives for another column; blank where it has no entry. */
  | { kind: "daysAfter"; column: string; terms: string; map: string }
  /** A column of the row that a lookup points to, through a value map where one is named; a value without entry passes as it is. */
  | { kind: "lookup"; lookup: string; column: string; map?: string }
  /** Number of the account or contact that a customer lookup points to. */
  | { kind: "customer"; lookup: string; accountColumn: string; contactColumn?: string }
  /** On a line: the value of a field of its header. */
  | { kind: "header"; field: string }
  /** On a line: its number within the document (`core/lineNumbers.ts`). */
  | { kind: "lineNumber" }
  /** What a pure function of `core/computed.ts` makes of the column. */
  | { kind: "computed"; column: string; function: ComputedName }
  /** What a pure function of `core/calculations.ts` makes of several columns; the first is the one shown. */
  | { kind: "calculated"; columns: readonly string[]; function: CalculationName };

export type ComputedName = "lineFeeds" | "lowerCase";
export type CalculationName = "discountPerUnit" | "discountRemainder" | "wholeDiscount" | "netDiscount" | "firstFilled";

/**
 * Type of a target field, which decides how values are sent and when two are equal. `boolean`, `choice` and `reference`
 * occur in Sales only; a choice is written by its number, a reference by the row its name or number stands for.
 */
export type FieldType = "string" | "code" | "enum" | "decimal" | "integer" | "date" | "boolean" | "choice" | "reference";

/** What a name or number stands for in Sales; where each is looked for is said in `core/references.ts`. */
export type ReferenceName = "unit" | "unitGroup" | "currency" | "priceList" | "customer" | "product" | "order";

/** One field of the target. */
export interface Row {
  target: string;
  /** `code` is a string that keys another table: the target finds it whatever its case, and echoes its own spelling. */
  type: FieldType;
  from: Directive;
  /** For type `reference`. */
  reference?: ReferenceName;
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

/** A table of Dynamics 365 Sales. */
export interface SalesSide {
  table: string;
  entitySet: string;
  primaryId: string;
  primaryName: string;
  /** Column that keys the record on both sides. */
  keyColumn: string;
}

/** An entity of Supply Chain Management. */
export interface ScmSide {
  entitySet: string;
  /** Key field beside `dataAreaId` by which people know the record. */
  keyField: string;
  /** Further key fields. */
  moreKeyFields?: readonly string[];
  /** Menu item of the list page, for the link. */
  menuItem: string;
}

/** The lines of a document in Sales. */
export interface SalesLineSide {
  table: string;
  entitySet: string;
  primaryId: string;
  /** Lookup of the line to its header. */
  parentLookup: string;
}

/** The lines of a document in Supply Chain Management. */
export interface ScmLineSide {
  entitySet: string;
  /** Field of the line that holds the header's number, spelled alike on the header. */
  parentField: string;
  /** Field that holds the line's number. */
  keyField: string;
  /** Further key fields the line shares with its header, so that lines of two documents of one number are told apart. */
  sharedKeyFields?: readonly string[];
}

/** The task that carries the lines of a document, run after the header's. */
export interface LinesTask<S, T> {
  task: string;
  source: S;
  target: T;
  /** Lines the filter leaves out stay as they are on the other side. */
  filter?: Filter;
  rows: readonly Row[];
}

/** What templates of both directions have in common. */
interface TemplateOf<D extends "toScm" | "fromScm", S, T, LS, LT> {
  /** Released name, shown to people and kept in the sync state. */
  name: string;
  task: string;
  direction: D;
  /** Order of work among templates; lower first. */
  order: number;
  /** Names of templates whose records must stand first. */
  needs: readonly string[];
  source: S;
  target: T;
  /** Source rows the template carries; absent: all. */
  filter?: Filter;
  /** Value maps the rows name. Keys are folded by `countryKey`. */
  valueMaps: Readonly<Record<string, ReadonlyMap<string, string>>>;
  rows: readonly Row[];
  lines?: LinesTask<LS, LT>;
}

/** A template that sends records of Sales to SCM. */
export type Template = TemplateOf<"toScm", SalesSide, ScmSide, SalesLineSide, ScmLineSide>;

/** A template that brings records of SCM to Sales. */
export type FromScmTemplate = TemplateOf<"fromScm", ScmSide, SalesSide, ScmLineSide, SalesLineSide>;

export type AnyTemplate = Template | FromScmTemplate;

/** The side of a template that stands in Sales. */
export function salesSideOf(template: AnyTemplate): SalesSide {
  return template.direction === "toScm" ? template.source : template.target;
}

/** The side of a template that stands in SCM. */
export function scmSideOf(template: AnyTemplate): ScmSide {
  return template.direction === "toScm" ? template.target : template.source;
}
