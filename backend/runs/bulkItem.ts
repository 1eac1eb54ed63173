import type { SyncError } from "../core/errors";
import type { Prepared, Pushed } from "../core/pushTypes";
import type { SourceRecord } from "../worker/records";

/** A record of a run on its way to SCM, with what has become of it so far. */
export interface BulkItem {
  record: SourceRecord;
  correlationId: string;
  prepared?: Prepared;
  pushed?: Pushed;
  error?: SyncError;
}

/** An item that is mapped and ready to be compared. */
export type ReadyItem = BulkItem & { prepared: Prepared };

/** Whether the item is settled, well or badly. */
export function isSettled(item: BulkItem): boolean {
  return item.pushed !== undefined || item.error !== undefined;
}

/** Parts of a list, at most `size` long. */
export function partsOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
}
