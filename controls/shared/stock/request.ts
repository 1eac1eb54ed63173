import { RequestStatus, syncRequest } from "../../../model/generated/schema";
import { isOpen } from "../../../model/request";
import { type Row, asRow, numberOf, parseJson, stringsOf, textOf } from "../row";
import { parseTime } from "../time";

/** A request for fresh numbers that is being worked on. */
export interface OpenStockRequest {
  id: string;
  running: boolean;
  since: Date | undefined;
  attempts: number;
  /** After a failure that is retried. */
  nextAttemptOn: Date | undefined;
}

/** Why a request brought no fresh numbers, or not for all products. Words come from `knownText`. */
export interface StockFailure {
  code: string;
  params: Record<string, string>;
  /** Some products have fresh numbers. */
  partly: boolean;
}

const r = syncRequest.columns;

/** Reads a request row; undefined once it has ended. */
export function openStockRequest(row: Row): OpenStockRequest | undefined {
  if (!isOpen(numberOf(row[r.status]))) return undefined;
  return {
    id: textOf(row[syncRequest.primaryId]),
    running: row[r.status] === RequestStatus.Running,
    since: parseTime(row.createdon),
    attempts: numberOf(row[r.attempts]),
    nextAttemptOn: parseTime(row[r.nextAttemptOn]),
  };
}

/** What went wrong with a request that has ended; undefined when nothing did. */
export function stockFailure(row: Row): StockFailure | undefined {
  if (row[r.status] === RequestStatus.Succeeded) return undefined;
  const records = asRow(parseJson(row[r.result]))?.records;
  const failed = (Array.isArray(records) ? records : []).map(asRow).find((one) => textOf(one?.errorCode) !== "");
  return {
    code: textOf(row[r.errorCode]) || textOf(failed?.errorCode),
    params: stringsOf(asRow(failed?.errorParams)),
    partly: row[r.status] === RequestStatus.PartlySucceeded,
  };
}
