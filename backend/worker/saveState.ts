import type { SyncableTable } from "../../model/request";
import { RefusalError } from "../core/errors";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { JsonObject } from "../connectors/http/json";
import type { Log } from "./log";
import { stateParts, type SourceRecord } from "./records";

/**
 * Writes the state of a record that was done beside the one asked for. A state that cannot be written is told in the log
 * and does not end the sync: the record stands in SCM, and its next sync finds that.
 */
export async function saveState(dataverse: DataverseClient, table: SyncableTable, record: SourceRecord, columns: JsonObject, call: CallContext, log: Log): Promise<void> {
  for (const withOwner of [true, false]) {
    try {
      for (const answer of await dataverse.batch([stateParts(dataverse, table, record, columns, withOwner, true)], call, false)) bodyOf(answer);
      return;
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      // Somebody else synced the record meanwhile; that state is as good.
      if (error.status === 412) return;
      if (!withOwner) log("warn", "state could not be written", { record: record.id, reason: error.message });
    }
  }
}
