import { SyncStatus, syncState } from "../../model/generated/schema";
import { filterText } from "../core/filter";
import { sourceFingerprint } from "../core/fingerprint";
import { urlLiteral } from "../core/keys";
import { mapRecord } from "../core/mapping";
import { asSyncError, SyncError } from "../core/errors";
import type { FromScmTemplate } from "../core/templateTypes";
import { bodyOf } from "../connectors/dataverse/client";
import { integerOf, rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { headerFields, readScmSource } from "../worker/scmSource";
import type { RunCall, RunRecord } from "../worker/unattended";
import { partsOf } from "./bulkItem";
import type { RunContext } from "./context";
import type { Scope } from "./salesScan";
import { Singly } from "./singly";
import type { Progress } from "./watermark";

const c = syncState.columns;
/** Rows whose states are read together. */
const groupSize = 250;
/** Numbers in one query of states. */
const perQuery = 100;

interface KnownState {
  recordId: string;
  status: number | undefined;
  fingerprint: string;
  errorCode: string;
}

/**
 * Brings the records of an SCM entity. Its OData tells no changes, so the filtered list is read and each row's fingerprint
 * compared with the one kept at the last success; only what differs is looked at further.
 */
export class ScmScan {
  /** The list has no point to go on from; what is done already is passed over by its fingerprint. */
  readonly progress: Progress = {};
  private readonly singly: Singly;

  constructor(private readonly run: RunContext<FromScmTemplate>) {
    this.singly = new Singly(run);
  }

  /** @throws SyncError when a list cannot be read; ClaimLostError */
  async go({ filter }: Scope): Promise<void> {
    const { companies, tally } = this.run;
    const all = new Set([...(companies.fallback === undefined ? [] : [companies.fallback]), ...companies.byBusinessUnit.values()]);
    if (all.size === 0) throw new SyncError("company-missing", { params: { businessUnit: "*" } });
    for (const company of all) if (!tally.abandoned) await this.company(company, filter);
  }

  private async company(company: string, filter: string | undefined): Promise<void> {
    const { scm, template, tally, call } = this.run;
    const { entitySet } = template.source;
    const own = template.filter ? filterText(template.filter, "scm") : undefined;
    const all = [`dataAreaId eq '${company}'`, ...(own ? [own] : []), ...(filter ? [`(${filter})`] : [])].join(" and ");
    const select = [...new Set(["dataAreaId", ...headerFields(template)])].join(",");
    for await (const rows of scm.list(`${entitySet}?cross-company=true&$select=${select}&$filter=${encodeURIComponent(all)}`, call)) {
      for (const part of partsOf(rows, groupSize)) {
        if (tally.abandoned) tally.count("notReached", part.length);
        else await this.part(company, part);
      }
    }
  }

  private async part(company: string, rows: readonly JsonObject[]): Promise<void> {
    const { template } = this.run;
    const numbers = rows.map((row) => textOf(row[template.source.keyField]) ?? "");
    const known = await this.states(company, numbers.filter(Boolean));
    const open = rows.flatMap((row, index) => {
      const number = numbers[index] ?? "";
      const state = known.get(number.toLowerCase());
      return number === "" || this.isSettled(row, company, number, state) ? [] : [{ row, number, state }];
    });
    await this.singly.each(open, ({ row, number, state }, call) => this.one(company, row, number, state, call));
  }

  /** What is certain from the last sync alone. */
  private isSettled(row: JsonObject, company: string, number: string, state: KnownState | undefined): boolean {
    const { template, mode, tally } = this.run;
    if (!state || state.fingerprint !== sourceFingerprint(company, mapRecord(template, row, new Set()))) return false;
    if (state.status === SyncStatus.InSync && !mode.verify) return tally.count("unchanged"), true;
    if (state.status !== SyncStatus.Paused || mode.retryFailed) return false;
    tally.count("stillFailing");
    if (state.errorCode) tally.note({ id: state.recordId, name: number }, state.errorCode);
    return true;
  }

  private async one(company: string, row: JsonObject, number: string, state: KnownState | undefined, call: RunCall): Promise<RunRecord> {
    const { template, scm } = this.run;
    // A record that has a state keeps its failure there; a new one has none yet, so the run alone tells of it.
    if (state) return this.singly.worker.record(template, state.recordId, call);
    if (!template.lines) return this.singly.worker.bring(template, company, number, { header: row, lines: [] }, call);
    try {
      return await this.singly.worker.bring(template, company, number, await readScmSource(scm, template, company, number, call), call);
    } catch (error) {
      const failure = asSyncError(error);
      if (failure.code === "unexpected") throw error;
      return { results: [{ table: template.target.table, id: "", name: number, outcome: "failed", written: [], errorCode: failure.code, errorParams: failure.params }], error: failure };
    }
  }

  /** States of this template by number in lower case. */
  private async states(company: string, numbers: readonly string[]): Promise<Map<string, KnownState>> {
    const { dataverse, template, call } = this.run;
    const queries = partsOf([...new Set(numbers)], perQuery).map((part) => {
      const values = part.map((number) => `'${number.replace(/'/g, "''")}'`).join(",");
      const filter = `${c.template} eq ${decodeURIComponent(urlLiteral(template.name))} and ${c.company} eq '${company}' and Microsoft.Dynamics.CRM.In(PropertyName='${c.scmKey}',PropertyValues=[${values}])`;
      const select = [c.scmKey, c.recordId, c.status, c.sourceFingerprint, c.errorCode].join(",");
      return { method: "GET" as const, path: dataverse.rootPath(`${syncState.entitySet}?$select=${select}&$filter=${encodeURIComponent(filter)}`) };
    });
    const states = new Map<string, KnownState>();
    if (queries.length === 0) return states;
    for (const answer of await dataverse.batch(queries, call, true)) {
      for (const row of rowsOf(bodyOf(answer))) {
        states.set((textOf(row[c.scmKey]) ?? "").toLowerCase(), {
          recordId: textOf(row[c.recordId]) ?? "", status: integerOf(row[c.status]), fingerprint: textOf(row[c.sourceFingerprint]) ?? "", errorCode: textOf(row[c.errorCode]) ?? "",
        });
      }
    }
    return states;
  }
}
