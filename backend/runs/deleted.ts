import { SyncStatus, WhoCanFix, syncState } from "../../model/generated/schema";
import { SyncError } from "../core/errors";
import { wholeSeconds } from "../core/stateColumns";
import { salesSideOf, type AnyTemplate } from "../core/templateTypes";
import { refusal } from "../connectors/dataverse/client";
import { integerOf, parseObject, textOf, toJson } from "../connectors/http/json";
import { stateByKey } from "../worker/records";
import { partsOf } from "./bulkItem";
import type { RunContext } from "./context";

const c = syncState.columns;
const perBatch = 250;
/** Error code of the state of a record that was deleted in Sales. */
export const deletedCode = "record-deleted";

/** Notes on the sync states of deleted records that the record is gone. The row in SCM is left as it is: other documents hang on it. */
export class DeletedRecords {
  constructor(private readonly run: RunContext<AnyTemplate>) {}

  /** @param ids of records that Dataverse reports as deleted */
  async record(ids: readonly string[]): Promise<void> {
    for (const part of partsOf([...new Set(ids)], perBatch)) await this.part(part);
  }

  private async part(ids: readonly string[]): Promise<void> {
    const { dataverse, template, tally, guard, call } = this.run;
    const { table } = salesSideOf(template);
    const answers = await dataverse.batchItems(ids.map((id) => stateByKey(dataverse, table, id)), call, true);
    const open = answers.flatMap(([answer]) => {
      const row = answer && answer.status < 400 ? parseObject(answer.text) : undefined;
      const told = row !== undefined && integerOf(row[c.status]) === SyncStatus.Excluded && textOf(row[c.errorCode]) === deletedCode;
      return row && !told ? [row] : [];
    });
    // A record that was never synced has no state, and then nothing is to be said.
    if (open.length === 0) return;
    await guard();
    const written = await dataverse.batchItems(open.map((row) => [{
      method: "PATCH" as const,
      path: dataverse.rootPath(`${syncState.entitySet}(${textOf(row[syncState.primaryId]) ?? ""})`),
      headers: { "If-Match": "*" },
      body: toJson(this.columns()),
    }]), call, true);
    open.forEach((row, index) => {
      const answer = written[index]?.[0];
      if (answer && answer.status < 400) return tally.count("skipped");
      tally.count("failed");
      tally.unrecorded = true;
      tally.fail({ id: textOf(row[syncState.primaryId]) ?? "", name: "" }, refusal(answer?.status ?? 500, answer?.text ?? ""));
    });
  }

  private columns() {
    const { dataverse, lcid, call } = this.run;
    const told = new SyncError(deletedCode);
    return {
      [c.status]: SyncStatus.Excluded, [c.errorCode]: told.code, [c.errorParams]: "{}", [c.nextAttemptOn]: null,
      [c.whatHappened]: told.userMessage(lcid), [c.whatToDo]: told.remedy(lcid), [c.whoCanFix]: WhoCanFix.You,
      [c.lastAttemptOn]: wholeSeconds(new Date(dataverse.http.serverNow())), [c.correlationId]: call.correlationId,
    };
  }
}
