import { ProcessingStatus, salesOrder, syncState } from "../../model/generated/schema";
import { parseLastValues } from "../../model/values";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { stateByKey, storedState, type StoredState } from "./records";
import type { SalesWrites } from "./salesWrites";

const status = salesOrder.columns.processingStatus;
const invoiced = String(ProcessingStatus.Invoiced);

/** An open order that SCM has invoiced as a whole, so that its invoice closes it. */
export interface ClosingOrder {
  /** Its own sync state; undefined when it has none. */
  state: StoredState | undefined;
}

/** Reads the states of orders that are to be closed, by the order's id. */
export async function closingOrders(dataverse: DataverseClient, orderIds: readonly string[], call: CallContext): Promise<Map<string, ClosingOrder>> {
  const ids = [...new Set(orderIds)];
  if (ids.length === 0) return new Map();
  const answers = await dataverse.batch(ids.map((id) => stateByKey(dataverse, salesOrder.logicalName, id)), call, true);
  return new Map(ids.map((id, index) => {
    const answer = answers[index] ?? { status: 500, text: "The batch answer is incomplete." };
    return [id, { state: answer.status === 404 ? undefined : storedState(bodyOf(answer)) }];
  }));
}

/**
 * Closes an order. Its state goes along, since what it remembers of the processing status would otherwise make the form
 * say that the order changed since its last sync.
 */
export function closeOrder(writes: SalesWrites, orderId: string, { state }: ClosingOrder): void {
  const { lastValues, targetValues } = syncState.columns;
  const values = state ? { ...withStatus(lastValues, state.lastValues), ...withStatus(targetValues, state.targetValues) } : {};
  if (state && Object.keys(values).length > 0) writes.last(`${syncState.entitySet}(${state.id})`, values, state.etag);
  // The processing status goes along, since the order is read-only then.
  writes.last(`${salesOrder.entitySet}(${orderId})`, { [status]: ProcessingStatus.Invoiced, statecode: 4, statuscode: 100003 });
}

/** The column with the status changed, when its values speak of it and say something else. */
function withStatus(column: string, text: string): Record<string, string> {
  const values = parseLastValues(text);
  return values?.[status] === undefined || values[status] === invoiced ? {} : { [column]: JSON.stringify({ ...values, [status]: invoiced }) };
}
