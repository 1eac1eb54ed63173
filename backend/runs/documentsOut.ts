import { SyncStatus } from "../../model/generated/schema";
import { isSyncableTable } from "../../model/request";
import { asSyncError } from "../core/errors";
import type { Template } from "../core/templateTypes";
import type { JsonObject } from "../connectors/http/json";
import { readRecord } from "../worker/readRecord";
import { recordOf, type SourceRecord } from "../worker/records";
import { ToScm } from "../worker/toScm";
import type { RunCall, RunRecord } from "../worker/unattended";
import type { RunContext } from "./context";
import { Singly } from "./singly";

/** Sends documents of Sales with their lines, each after what it needs. */
export class DocumentsOut {
  private readonly singly: Singly;
  private readonly toScm: ToScm;

  constructor(private readonly run: RunContext<Template>) {
    this.singly = new Singly(run);
    this.toScm = new ToScm(run);
  }

  /** Deals with one group of rows, as `recordQuery` reads them. */
  async process(rows: readonly JsonObject[]): Promise<void> {
    const { template, mode, tally } = this.run;
    const open: SourceRecord[] = [];
    for (const record of rows.map((row) => recordOf(template, row))) {
      const waits = record.state?.template === template.name && (record.state.status === SyncStatus.Paused || record.state.status === SyncStatus.Conflict);
      if (!waits || mode.retryFailed) open.push(record);
      else {
        tally.count("stillFailing");
        if (record.state?.errorCode) tally.note(record, record.state.errorCode);
      }
    }
    await this.singly.each(open, (record, call) => this.one(record, call));
  }

  private async one(record: SourceRecord, call: RunCall): Promise<RunRecord> {
    const { template, mode } = this.run;
    // Once sent, a document that nobody changed in Sales is not sent again: that would undo what SCM changed since.
    if (record.state?.status === SyncStatus.InSync && !mode.verify) {
      const settled = await this.isUnchanged(record, call);
      if (settled) return settled;
    }
    return this.singly.worker.record(template, record.id, call);
  }

  private async isUnchanged({ id, name }: SourceRecord, call: RunCall): Promise<RunRecord | undefined> {
    const { dataverse, template } = this.run;
    const { table } = template.source;
    if (!isSyncableTable(table)) return undefined;
    try {
      const read = await readRecord(dataverse, { table, id, templates: [template], name }, call);
      return (await this.toScm.isUnchanged(template, read, call)) ? { results: [{ table, id, name, outcome: "unchanged", written: [] }] } : undefined;
    } catch (error) {
      const failure = asSyncError(error);
      return { results: [{ table, id, name, outcome: "failed", written: [], errorCode: failure.code, errorParams: failure.params }], error: failure };
    }
  }
}
