import { RequestStatus } from "../../model/generated/schema";
import type { SyncableTable } from "../../model/request";
import { ClaimLostError, ConnectionError, RefusalError } from "../core/errors";
import { bodyOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { JsonObject } from "../connectors/http/json";
import type { Log } from "./log";
import { stateParts, type SourceRecord } from "./records";
import { endedColumns, type RequestRow, type RequestStore } from "./requests";

/** The sync state that is written along with the end of a request. */
export interface StateTarget {
  table: SyncableTable;
  record: SourceRecord;
  columns: JsonObject;
}

/** Writes the end of a request: state, link and request row in one change set, which only the claim's holder can commit. */
export class Finisher {
  constructor(private readonly dataverse: DataverseClient, private readonly requests: RequestStore, private readonly log: Log) {}

  /**
   * @throws ClaimLostError when another worker holds the request
   * @throws ConnectionError when it cannot be written now
   */
  async finish(request: RequestRow, etag: string, columns: JsonObject, state: StateTarget | undefined, call: CallContext): Promise<void> {
    try {
      await this.commit(request, etag, columns, state, true, call);
    } catch (error) {
      if (error instanceof ConnectionError && error.ambiguous) return this.afterLostAnswer(request, columns, state, call, error);
      if (!(error instanceof RefusalError)) throw error;
      if (!(await this.stillHeld(request, etag, call))) throw new ClaimLostError(error.message);
      if (state) return this.withoutOwner(request, etag, columns, state, call, error);
      throw error;
    }
  }

  private async commit(request: RequestRow, etag: string, columns: JsonObject, state: StateTarget | undefined, withOwner: boolean, call: CallContext): Promise<void> {
    const parts = state ? stateParts(this.dataverse, state.table, state.record, state.columns, withOwner, false) : [];
    // The request goes first: a lost claim is then the error that is reported.
    const answers = await this.dataverse.batch([[this.requests.finishPart(request.id, etag, columns), ...parts]], call, false);
    for (const answer of answers) bodyOf(answer);
  }

  /** The change set may have gone through although its answer got lost. */
  private async afterLostAnswer(request: RequestRow, columns: JsonObject, state: StateTarget | undefined, call: CallContext, error: ConnectionError): Promise<void> {
    const now = await this.requests.read(request.id, call);
    if (!now || now.fence !== request.fence) throw new ClaimLostError(error.message);
    if (now.status !== RequestStatus.Running) return;
    await this.commit(request, now.etag, columns, state, true, call);
  }

  /** An owner without the salesperson role may not own state rows; then the row stays with the backend's user. */
  private async withoutOwner(request: RequestRow, etag: string, columns: JsonObject, state: StateTarget, call: CallContext, first: RefusalError): Promise<void> {
    try {
      await this.commit(request, etag, columns, state, false, call);
      this.log("warn", "state kept by the backend's user, the record's owner may not own it", { record: state.record.id, reason: first.message });
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      // The state cannot be written at all: the request must still not stay open for ever.
      this.log("error", "state could not be written", { record: state.record.id, reason: error.message });
      const result = { records: [{ table: state.table, id: state.record.id, outcome: "failed" as const, written: [], errorCode: error.code, errorParams: error.params }] };
      await this.commit(request, etag, endedColumns(request, RequestStatus.Failed, result, new Date(this.requests.now())), undefined, false, call);
    }
  }

  private async stillHeld(request: RequestRow, etag: string, call: CallContext): Promise<boolean> {
    return (await this.requests.read(request.id, call))?.etag === etag;
  }
}
