import { SyncStatus } from "../../model/generated/schema";
import { configuredCompanies } from "../core/company";
import { asSyncError, ConnectionError, RefusalError, SyncError } from "../core/errors";
import { filterText } from "../core/filter";
import { sameHeader } from "../core/fingerprint";
import type { FromScmTemplate } from "../core/templateTypes";
import { textOf, type JsonObject } from "../connectors/http/json";
import { mapSource } from "../worker/bringPlan";
import { headerFields, readScmSource } from "../worker/scmSource";
import type { RunCall, RunRecord } from "../worker/unattended";
import { BringMany, type OpenRow } from "./bringMany";
import { scmLines } from "./bringReads";
import type { RunContext } from "./context";
import { GoneInScm } from "./goneInScm";
import { deletedCode, DeletedRecords } from "./deleted";
import { TaskGroup } from "./group";
import { mayLinesChange } from "./lineChanges";
import { textLiteral } from "./odata";
import { PageProgress } from "./pageProgress";
import type { Scope } from "./salesScan";
import { statesByNumber, type KnownState } from "./scmStates";
import { Singly } from "./singly";
import type { Progress, RunPosition } from "./watermark";

/** Rows dealt with together; documents hold their lines of both sides in memory. */
const rowsAtOnce = 250;
const documentsAtOnce = 125;
/** Groups in a row whose states or lines no system gave; then the run is given up. */
const unreadInARow = 3;
/** Attempts of a write whose answer is lost, before its rows are tried one by one. */
const rounds = 3;

type Outcome = Parameters<BringMany["bring"]>[2] extends ReadonlyMap<string, infer T> ? T : never;

/**
 * Brings the records of an SCM entity. Its OData tells no changes, so the filtered list is read in the order of its key and
 * each row's fingerprint compared with the one kept at the last success; only what differs is looked at further.
 */
export class ScmScan {
  private readonly singly: Singly;
  private readonly many: BringMany;
  private readonly pages = new PageProgress();
  private mappingOfPosition: string | undefined;
  private unread = 0;

  constructor(private readonly run: RunContext<FromScmTemplate>, private readonly mapping: string) {
    this.singly = new Singly(run);
    this.many = new BringMany(run);
  }

  /** How far the run has got: company and number of the first row that may not be dealt with yet. */
  get progress(): Progress {
    const next = this.pages.first;
    return this.mappingOfPosition === undefined || next === undefined ? {} : { at: { mapping: this.mappingOfPosition, next } };
  }

  /**
   * Goes through the records.
   * @param resume where an interrupted run of the same mapping stood
   * @throws SyncError when a list cannot be read; ClaimLostError
   */
  async go(scope: Scope, resume: RunPosition | undefined): Promise<void> {
    const { companies, tally, mode, template } = this.run;
    const all = configuredCompanies(companies);
    if (scope.keepsWatermark && !mode.dryRun) this.mappingOfPosition = this.mapping;
    const [company = "", number = ""] = split(resume?.mapping === this.mapping && !scope.full ? resume.next : "");
    const first = Math.max(all.indexOf(company), 0);
    for (const [index, one] of all.entries()) {
      if (index < first || tally.abandoned) continue;
      const from = index === first && one === company ? number : "";
      // Only who has seen all numbers can tell which are missing.
      const complete = from === "" && scope.filter === undefined && !mode.dryRun && (scope.full || template.lines === undefined);
      await this.company(one, scope.filter, from, complete ? new GoneInScm(this.run, one) : undefined);
    }
    this.mappingOfPosition = undefined;
  }

  private async company(company: string, filter: string | undefined, from: string, gone: GoneInScm | undefined): Promise<void> {
    const { tally, concurrency } = this.run;
    const tasks = new TaskGroup(concurrency);
    let empty = true;
    try {
      for await (const rows of this.groups(company, filter, from)) {
        empty = false;
        const numbers = rows.map((row) => this.numberOf(row));
        gone?.saw(numbers);
        if (tally.abandoned) {
          tally.count("notReached", rows.length);
          continue;
        }
        const page = this.pages.enter(`${company}/${numbers[0] ?? ""}`);
        // What failed or was stopped stays the place to go on from.
        await tasks.add(() => this.group(company, rows).then(page.end));
      }
      await tasks.drain();
    } finally {
      await tasks.settle();
    }
    if (empty && from === "") await this.tellUnknown(company);
    if (!tally.abandoned) await gone?.tell();
  }

  /** SCM answers for a company that does not exist as for one without records; only the former is an error. */
  private async tellUnknown(company: string): Promise<void> {
    const { scm, tally, call } = this.run;
    if (await scm.hasCompany(company, call)) return;
    tally.fail({ id: "", name: company }, new SyncError("company-unknown", { params: { company } }));
    tally.count("failed");
  }

  /** Rows of the list in the order of the key, each number once: of one that was used several times, the newest. */
  private async *groups(company: string, filter: string | undefined, from: string): AsyncGenerator<JsonObject[]> {
    const size = this.run.template.lines ? documentsAtOnce : rowsAtOnce;
    let group: JsonObject[] = [];
    let last: JsonObject | undefined;
    let failure: SyncError | undefined;
    try {
      for await (const rows of this.list(company, filter, from)) {
        for (const row of rows) {
          if (last && this.numberOf(last).toLowerCase() === this.numberOf(row).toLowerCase()) this.run.tally.count("skipped");
          else if (last) group.push(last);
          last = row;
          if (group.length < size) continue;
          yield group;
          group = [];
        }
      }
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      // What was read up to there is dealt with first.
      failure = error;
    }
    if (last) group.push(last);
    if (group.length > 0) yield group;
    if (failure) throw failure;
  }

  private async *list(company: string, filter: string | undefined, from: string): AsyncGenerator<JsonObject[]> {
    const { scm, call } = this.run;
    try {
      yield* scm.list(this.address(company, filter, from), call);
    } catch (error) {
      // A service that cannot compare numbers so is asked for all of them; what is done is passed over by its fingerprint.
      if (from === "" || !(error instanceof RefusalError)) throw error;
      yield* scm.list(this.address(company, filter, ""), call);
    }
  }

  private address(company: string, filter: string | undefined, from: string): string {
    const { template } = this.run;
    const { entitySet, keyField, moreKeyFields = [] } = template.source;
    const own = template.filter ? filterText(template.filter, "scm") : undefined;
    const conditions = [`dataAreaId eq ${textLiteral(company)}`, ...(from ? [`${keyField} ge ${textLiteral(from)}`] : []), ...(own ? [own] : []), ...(filter ? [`(${filter})`] : [])].join(" and ");
    const select = [...new Set(["dataAreaId", ...headerFields(template)])].join(",");
    return `${entitySet}?cross-company=true&$select=${select}&$filter=${encodeURIComponent(conditions)}&$orderby=${[keyField, ...moreKeyFields].join(",")}`;
  }

  private numberOf(row: JsonObject): string {
    return textOf(row[this.run.template.source.keyField]) ?? "";
  }

  private async group(company: string, rows: readonly JsonObject[]): Promise<void> {
    const sent = new Map<string, Outcome>();
    let left = rows.filter((row) => this.numberOf(row) !== "");
    for (let round = 1; left.length > 0; round++) {
      const open = await this.opened(company, left, sent);
      if (!open) return;
      const { alone, unknown } = await this.together(company, open, sent);
      for (const { open: { number }, brought } of unknown) sent.set(number, brought.result.outcome);
      const again = round < rounds ? unknown : [];
      await this.singly.each([...alone, ...unknown.filter((one) => !again.includes(one)).map((one) => one.open)], (one, call) => this.one(company, one, call));
      left = again.map(({ open: { row } }) => row);
    }
  }

  /** @returns undefined when nothing could be found out about the rows; the next run takes them up */
  private async opened(company: string, rows: readonly JsonObject[], sent: ReadonlyMap<string, Outcome>): Promise<OpenRow[] | undefined> {
    const { tally, call } = this.run;
    try {
      const open = await this.open(company, rows, sent);
      this.unread = 0;
      return open;
    } catch (error) {
      call.signal?.throwIfAborted();
      if (!(error instanceof ConnectionError)) throw error;
      for (const row of rows) tally.fail({ id: "", name: this.numberOf(row) }, error);
      tally.count("notReached", rows.length);
      if (++this.unread >= unreadInARow) tally.abandoned ??= error;
      return undefined;
    }
  }

  private async together(company: string, open: readonly OpenRow[], sent: ReadonlyMap<string, Outcome>): ReturnType<BringMany["bring"]> {
    if (open.length === 0) return { alone: [], unknown: [] };
    try {
      const left = await this.many.bring(company, open, sent);
      if (left.alone.length + left.unknown.length < open.length) this.singly.answered();
      return left;
    } catch (error) {
      this.run.call.signal?.throwIfAborted();
      if (!(error instanceof SyncError)) throw error;
      return { alone: [...open], unknown: [] };
    }
  }

  /** What the last sync does not settle, with its lines. */
  private async open(company: string, rows: readonly JsonObject[], sent: ReadonlyMap<string, Outcome>): Promise<OpenRow[]> {
    const { template } = this.run;
    const known = await statesByNumber(this.run, company, rows.map((row) => this.numberOf(row)));
    const all = rows.map((row): OpenRow => {
      const number = this.numberOf(row);
      return { number, row, lines: [], ...mapSource(template, company, { header: row, lines: [] }), state: known.get(number.toLowerCase()) };
    });
    if (!template.lines) return all.filter((one) => !this.isSettled(one, one.state?.fingerprint === one.fingerprint, sent));
    const open = all.filter((one) => mayLinesChange(one.row) || !this.isSettled(one, sameHeader(one.state?.fingerprint ?? "", one.fingerprint), sent));
    const lines = await scmLines(this.run, company, open.map(({ row }) => row));
    return open
      .map((one, index): OpenRow => {
        const own = lines[index] ?? [];
        return { ...one, lines: own, ...mapSource(template, company, { header: one.row, lines: own }, one.header) };
      })
      .filter((one) => !this.isSettled(one, one.state?.fingerprint === one.fingerprint, sent));
  }

  /** What is certain from the last sync alone. */
  private isSettled({ number, state }: OpenRow, same: boolean, sent: ReadonlyMap<string, Outcome>): boolean {
    const { mode, tally } = this.run;
    if (!state || !same) return false;
    if (state.status === SyncStatus.InSync && (!mode.verify || sent.has(number))) return this.counted(sent.get(number));
    return state.status === SyncStatus.Paused && !mode.retryFailed && this.stillFailing(number, state, tally);
  }

  private counted(outcome: Outcome | undefined): true {
    this.run.tally.count(outcome === "created" ? "inserted" : outcome === "updated" ? "updated" : "unchanged");
    return true;
  }

  private stillFailing(number: string, state: KnownState, tally: RunContext["tally"]): true {
    tally.count("stillFailing");
    if (state.errorCode) tally.note({ id: state.recordId, name: number }, state.errorCode);
    return true;
  }

  /** The record was deleted in Sales: its state says so and stays out. What became of it is counted here. */
  private async deleted({ recordId, errorCode }: KnownState): Promise<RunRecord> {
    if (this.run.mode.dryRun || errorCode === deletedCode) this.run.tally.count("skipped");
    else await new DeletedRecords(this.run).record([recordId]);
    return { results: [] };
  }

  private async one(company: string, { row, number, state }: OpenRow, call: RunCall): Promise<RunRecord> {
    const { template, scm } = this.run;
    // A record that has a state keeps its failure there; a new one has none yet, so the run alone tells of it.
    if (state) {
      const done = await this.singly.worker.record(template, state.recordId, call);
      return done.error?.code === "record-not-found" ? this.deleted(state) : done;
    }
    if (!template.lines) return this.singly.worker.bring(template, company, number, { header: row, lines: [] }, call);
    try {
      return await this.singly.worker.bring(template, company, number, await readScmSource(scm, template, company, number, call), call);
    } catch (error) {
      const failure = asSyncError(error);
      if (failure.code === "unexpected") throw error;
      return { results: [{ table: template.target.table, id: "", name: number, outcome: "failed", written: [], errorCode: failure.code, errorParams: failure.params }], error: failure };
    }
  }
}

/** Company and number of a position; companies have no slash in their name. */
function split(position: string): [string, string] {
  const at = position.indexOf("/");
  return at < 0 ? ["", ""] : [position.slice(0, at), position.slice(at + 1)];
}
