import type { Digits } from "../decimal";
import type { EntityDefinition, StoredValue } from "../metadata/entity";
import type { ScmStore, StoredRow } from "../store";
import type { Sequences } from "./sequences";

export type Values = Record<string, StoredValue>;

/** How this environment is set up. */
export interface ScmSettings {
  /** Number sequences that are manual: callers must bring the number. */
  manual: { customerAccounts: boolean; salesOrders: boolean; salesQuotations: boolean };
  /** Sales tax group → percent, e.g. `8.25`. A group that is not here is free of tax. */
  taxRates: Readonly<Record<string, Digits>>;
}

/** What rules may read, draw and follow up with. */
export interface RuleContext {
  rows: ScmStore;
  sequences: Sequences;
  settings: ScmSettings;
  /** Now, ISO 8601 UTC. */
  now: string;
}

/** Business logic of an entity. Functions that judge answer Infolog lines, none when all is well. */
export interface EntityRules {
  /** Properties that the service works out itself: what a caller gives for them is passed over. */
  computed?: ReadonlySet<string>;
  /** Fills in what a new row gets by itself. */
  start?(values: Values, context: RuleContext): string[];
  /** Holds before each write. @param given what the request sets @param before the row as it was, when it is changed */
  settle?(definition: EntityDefinition, values: Values, given: Readonly<Values>, context: RuleContext, before?: StoredRow): string[];
  /** What a write brings about elsewhere. */
  written?(row: StoredRow, context: RuleContext, before?: StoredRow): void;
  /** Takes the place of the plain write when a row is loaded. */
  load?(values: Readonly<Values>, context: RuleContext): void;
  mayRemove?(row: StoredRow, context: RuleContext): string[];
  removed?(row: StoredRow, context: RuleContext): void;
}

/** A value as text; empty when it was never given. */
export function textIn(values: Readonly<Values>, name: string): string {
  return String(values[name] ?? "");
}

/** A decimal value; `0` when it was never given. */
export function numberIn(values: Readonly<Values>, name: string): Digits {
  return String(values[name] ?? "0");
}

/** Names separated by blanks, as a set. */
export function nameSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
