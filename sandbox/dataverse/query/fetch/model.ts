import type { Column, Table } from "../../metadata/types";
import type { Row } from "../../store/types";
import type { Condition } from "../conditions";

export type DateGrouping = "day" | "week" | "month" | "quarter" | "year";

export interface FetchAttribute {
  column: Column;
  alias?: string;
  aggregate?: "sum" | "average" | "min" | "max" | "count" | "countColumn";
  distinct: boolean;
  groupBy: boolean;
  dateGrouping?: DateGrouping;
}

/** A filter whose leaves say which joined table they look at. */
export type FetchFilter =
  | { kind: "and" | "or"; parts: FetchFilter[] }
  | { kind: "leaf"; entity: number; condition: Condition };

/** The entity element, or a link-entity. */
export interface FetchEntity {
  /** Place in a joined row: 0 is the entity element. */
  index: number;
  table: Table;
  /** Of a link-entity, given or made up. */
  alias?: string;
  attributes: FetchAttribute[];
  filter?: FetchFilter;
  links: FetchLink[];
}

export interface FetchLink extends FetchEntity {
  /** Column of this table. */
  from: Column;
  /** Column of the table above. */
  to: Column;
  outer: boolean;
}

export interface FetchOrder {
  entity: number;
  /** A column, or in an aggregate the alias of a result. */
  by: { column: Column } | { alias: string };
  descending: boolean;
}

export interface FetchQuery {
  root: FetchEntity;
  /** All of them, by index. */
  entities: FetchEntity[];
  orders: FetchOrder[];
  aggregate: boolean;
  distinct: boolean;
  top?: number;
  count?: number;
  page: number;
  cookie?: string;
  returnTotal: boolean;
  /** Choices are ordered by number instead of by label. */
  rawOrder: boolean;
}

/** A joined row: one row per entity, by index; undefined where an outer join found none. */
export type Joined = (Row | undefined)[];
