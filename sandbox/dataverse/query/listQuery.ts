import type { Column, Table } from "../metadata/types";
import type { Apply } from "./applyParser";
import type { Condition } from "./conditions";
import type { Collection, Navigation } from "./navigation";
import type { PagePosition } from "./paging";

/** Which properties of a row are shown. */
export interface RowShape {
  table: Table;
  /** Columns in the order asked for; undefined shows all. */
  select?: Column[];
  expand: Expand[];
}

export interface OrderTerm {
  column: Column;
  descending: boolean;
}

/** An understood set of query options. */
export interface ListQuery extends RowShape {
  filter?: Condition;
  orderBy: OrderTerm[];
  top?: number;
  count: boolean;
  apply?: Apply;
  /** From `$skiptoken`: where the page before ended. */
  position?: PagePosition;
  /** `$deltatoken` as sent, for the server's change tracking. */
  deltaToken?: string;
}

export interface Expand {
  /** Navigation property as sent. */
  name: string;
  navigation: Extract<Navigation, { kind: "lookup" }> | Collection;
  /** `/$ref`: only the address of the related row. */
  reference: boolean;
  query: ListQuery;
  /** The nested options as sent, decoded, for the collection's own nextLink. */
  options: string[];
}

/** A query that asks for nothing in particular: every row, every column. */
export function wholeTable(table: Table): ListQuery {
  return { table, orderBy: [], count: false, expand: [] };
}

/** Whether some `$expand` stands inside another one, which changes paging and what rows hold. */
export function hasNestedExpand(shape: RowShape): boolean {
  return shape.expand.some((item) => item.query.expand.length > 0);
}
