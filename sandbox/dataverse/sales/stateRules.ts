import type { Table } from "../metadata/types";
import { numberOf } from "../store/lookup";
import type { Row } from "../store/types";
import { salesErrors } from "./errors";

/** Where an update may take a row, by state; the other ways go through messages. */
const transitions: Record<string, Record<number, number[]>> = {
  quote: { 0: [1], 1: [0], 2: [0], 3: [0] },
  salesorder: { 0: [1, 4], 1: [0, 4], 2: [0], 3: [0, 4], 4: [0] },
  invoice: { 0: [2, 3], 1: [0], 2: [0], 3: [0] },
  product: { 0: [1, 3], 1: [0], 2: [0], 3: [0, 1] },
};

/** Messages for states that no update reaches. */
const messages: Record<string, Record<number, string>> = {
  quote: { 2: "WinQuoteRequest", 3: "CloseQuoteRequest" },
  salesorder: { 2: "CancelSalesOrderRequest", 3: "FulfillSalesOrderRequest" },
};

/**
 * Refuses a change of state that an update cannot make. Sources: Microsoft, "Sales states and status reasons" and "Change
 * product state"; wording of the refusal for quotes as a tenant gives it.
 * @throws DataverseError 400 0x8004f00e
 */
export function demandTransition(table: Table, before: Row, row: Row): void {
  const allowed = transitions[table.logicalName];
  const from = numberOf(before, "statecode");
  const to = numberOf(row, "statecode");
  if (!allowed || from === undefined || to === undefined || from === to || allowed[from]?.includes(to)) return;
  const label = (state: number): string => table.columns.statecode?.options?.find((option) => option.value === state)?.labels[1033] ?? String(state);
  const name = table.labels[1033] ?? table.logicalName;
  const message = messages[table.logicalName]?.[to];
  throw salesErrors.stateTransition(message !== undefined
    ? `${name} status cannot be changed to ${label(to)}. Please use the ${message} instead.`
    : `${name} status cannot be changed from ${label(from)} to ${label(to)}.`);
}
