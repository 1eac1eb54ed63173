import { randomUUID } from "node:crypto";
import { ProcessingStatus, product, salesOrder, syncState } from "../../model/generated/schema";
import { isSyncableTable, type SyncableTable } from "../../model/request";
import { RecordError, RequestError } from "../core/errors";
import { stateAfterFailure } from "../core/stateColumns";
import type { FromScmTemplate } from "../core/templateTypes";
import { annotations, bodyOf } from "../connectors/dataverse/client";
import { rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { queryOf, recordOf, type SourceRecord } from "../worker/records";
import { partsOf } from "./bulkItem";
import type { RunContext } from "./context";
import { inFilter, textLiteral } from "./odata";
import { saveStates, type StateWrite } from "./saveStates";

const c = syncState.columns;
/** States looked at in one page; Dataverse gives no more. */
const pageSize = 5000;
const groupSize = 250;
/** Ids in one query. */
const perQuery = 100;
const code = "gone-in-scm";

/**
 * Notices that records of a company are gone in SCM: those whose numbers a complete list did not hold and which SCM, asked
 * by number, does not know either. A record that the template's filter leaves out is still there, and nothing is said.
 * Sales keeps the record; its state tells. What is closed in Sales is left alone, since SCM clears up what is done with.
 */
export class GoneInScm {
  private readonly seen = new Set<string>();
  private readonly table: SyncableTable;

  constructor(private readonly run: RunContext<FromScmTemplate>, private readonly company: string) {
    const { table } = run.template.target;
    if (!isSyncableTable(table)) throw new RequestError("request-table-unknown", { params: { table } });
    this.table = table;
  }

  /** @param numbers that the list holds */
  saw(numbers: readonly string[]): void {
    for (const number of numbers) this.seen.add(number.toLowerCase());
  }

  /** To be called when the list has come to its end. @throws SyncError when something cannot be read; ClaimLostError */
  async tell(): Promise<void> {
    // A company that shows nothing at all has rather been closed to the backend's user than emptied.
    if (this.seen.size === 0) return;
    const { dataverse, template, tally, call } = this.run;
    const filter = `${c.template} eq ${textLiteral(template.name)} and ${c.company} eq ${textLiteral(this.company)} and ${c.scmKey} ne null`;
    const path = `${syncState.entitySet}?$select=${[c.scmKey, c.recordId, c.errorCode].join(",")}&$filter=${encodeURIComponent(filter)}`;
    for await (const { rows } of dataverse.pages(path, call, pageSize)) {
      const missing = rows.filter((row) => !this.seen.has(numberOf(row)));
      const [told, open] = [missing.filter((row) => row[c.errorCode] === code), missing.filter((row) => row[c.errorCode] !== code)];
      tally.count("stillFailing", told.length);
      for (const row of told) tally.note({ id: textOf(row[c.recordId]) ?? "", name: textOf(row[c.scmKey]) ?? "" }, code);
      for (const part of partsOf(open, groupSize)) await this.part(part);
    }
  }

  private async part(states: readonly JsonObject[]): Promise<void> {
    const { scm, dataverse, template, fence, ownWrite, guard, lcid, tally, call } = this.run;
    const { entitySet, keyField } = template.source;
    const there = await scm.readMany(entitySet, this.company, keyField, states.map((row) => textOf(row[c.scmKey]) ?? ""), [], call);
    const known = new Set(there.map(({ row }) => (textOf(row[keyField]) ?? "").toLowerCase()));
    const records = await this.inUse(states.filter((row) => !known.has(numberOf(row))).map((row) => textOf(row[c.recordId]) ?? ""));
    if (records.length === 0) return;
    const errors = new Map<StateWrite, RecordError>();
    for (const record of records) {
      const error = new RecordError(code, { params: { value: record.state?.scmKey ?? "", company: this.company } });
      errors.set({ record, correlationId: randomUUID(), columns: (facts) => stateAfterFailure(facts, error, undefined, undefined, lcid) }, error);
    }
    await guard();
    const unsaved = await saveStates([...errors.keys()], { dataverse, template, table: this.table, fence, linked: ownWrite, call });
    for (const [write, error] of errors) {
      tally.fail(write.record, unsaved.get(write) ?? error);
      tally.count("failed");
      if (unsaved.has(write)) tally.unrecorded = true;
    }
  }

  /** Those of the records that somebody may still work with. */
  private async inUse(ids: readonly string[]): Promise<SourceRecord[]> {
    if (ids.length === 0) return [];
    const { dataverse, template, call } = this.run;
    const { table, entitySet, primaryId, primaryName } = template.target;
    const query = `${entitySet}?${queryOf(table, [primaryName], new Map())}`;
    const answers = await dataverse.batch(partsOf(ids, perQuery).map((part) => ({
      method: "GET" as const, path: dataverse.rootPath(`${query}&$filter=${encodeURIComponent(`${inFilter(primaryId, part)} and ${openIn(table)}`)}`), headers: { Prefer: annotations },
    })), call, true);
    return answers.flatMap((answer) => rowsOf(bodyOf(answer))).map((row) => recordOf(template, row)).filter(({ state }) => state?.template === template.name);
  }
}

const numberOf = (state: JsonObject) => (textOf(state[c.scmKey]) ?? "").toLowerCase();

function openIn(table: string): string {
  // A product under revision or in draft may still be sold one day; a retired one is not.
  if (table === product.logicalName) return "statecode ne 1";
  if (table !== salesOrder.logicalName) return "statecode eq 0";
  const status = salesOrder.columns.processingStatus;
  return `statecode eq 0 and ${status} ne ${ProcessingStatus.Invoiced} and ${status} ne ${ProcessingStatus.Cancelled}`;
}
