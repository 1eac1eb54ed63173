import { SyncStatus, syncState } from "../../model/generated/schema";
import { urlLiteral } from "../core/keys";
import type { Template } from "../core/templateTypes";
import { annotations, bodyOf } from "../connectors/dataverse/client";
import { rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { recordQuery } from "../worker/records";
import { partsOf } from "./bulkItem";
import { ChangeFeed, WatermarkExpiredError } from "./changes";
import type { RunContext } from "./context";
import { DeletedRecords } from "./deleted";
import { DocumentsOut } from "./documentsOut";
import { TaskGroup } from "./group";
import { PageProgress } from "./pageProgress";
import { SalesToScm } from "./salesToScm";
import { listFilter } from "./sourceFilter";
import type { Progress, RunPosition, Watermark } from "./watermark";

/** Records dealt with together. */
const groupSize = 250;
/** Rows in a page of a scan: what is held in memory is a page and the groups under way. */
const pageSize = 500;
/** Looks at what changed while the run went on, at most; what changes later is the next run's. */
const mostPasses = 3;
/** Versions of own writes kept at most; a row beyond that is compared instead of passed over. */
const mostOwnWrites = 200_000;

const c = syncState.columns;

/** Which records a run looks at. */
export interface Scope {
  /** OData expression on the source table; such a run leaves the watermark as it is. */
  filter: string | undefined;
  /** Every record, whatever the watermark says. */
  full: boolean;
  /** False for runs that may not move the watermark, e.g. for another company. */
  keepsWatermark: boolean;
}

/** What deals with a group of rows as `recordQuery` reads them. */
interface Handler {
  process(rows: readonly JsonObject[]): Promise<void>;
}

/** Carries the records of a Sales table: what changed since the watermark, or all of them. */
export class SalesScan {
  private readonly feed: ChangeFeed;
  private readonly pages = new PageProgress();
  /** Versions of records that are dealt with. */
  private readonly ownWrites = new Map<string, string>();
  /** Documents that went alone. @see DocumentsOut */
  private readonly tried = new Map<string, string>();
  private position: Omit<RunPosition, "next"> | undefined;

  constructor(private readonly run: RunContext<Template>, private readonly mapping: string, private done: Watermark | undefined) {
    const { entitySet, primaryId } = run.template.source;
    this.feed = new ChangeFeed(run.dataverse, entitySet, primaryId);
    run.ownWrite = (id, etag) => void (this.ownWrites.size < mostOwnWrites && this.ownWrites.set(id, etag));
  }

  /** How far the run has got, for its row. */
  get progress(): Progress {
    const next = this.pages.first;
    return { ...(this.done ? { done: this.done } : {}), ...(this.position && next !== undefined ? { at: { ...this.position, next } } : {}) };
  }

  /**
   * Goes through the records.
   * @param resume where an interrupted run of the same mapping stood
   * @throws SyncError when a list cannot be read; ClaimLostError
   */
  async go(scope: Scope, resume: RunPosition | undefined): Promise<void> {
    if (scope.filter !== undefined) return this.filtered(scope.filter);
    if (resume && resume.mapping === this.mapping && !scope.full) return this.everything(scope, resume);
    const from = scope.keepsWatermark && !scope.full && this.done?.mapping === this.mapping ? this.done.delta : undefined;
    if (from === undefined) return this.everything(scope, undefined);
    try {
      await this.retryFailed();
      await this.changesFrom(from, scope);
    } catch (error) {
      if (!(error instanceof WatermarkExpiredError)) throw error;
      await this.everything(scope, undefined);
    }
  }

  /** All records. The point from which changes count is taken first, so that no change slips through between. */
  private async everything(scope: Scope, resume: RunPosition | undefined): Promise<void> {
    const tracks = scope.keepsWatermark && !this.run.mode.dryRun;
    const begun = resume ?? (tracks ? await this.feed.begin(this.run.call) : { rows: 0, delta: undefined });
    if (tracks) this.position = { mapping: this.mapping, ...(begun.delta === undefined ? {} : { delta: begun.delta }) };
    const start = resume?.next ?? this.address(listFilter(this.run.template));
    await this.list(start, "rows" in begun ? begun.rows : 0);
    this.position = undefined;
    if (begun.delta !== undefined) await this.changesFrom(begun.delta, scope);
  }

  private async filtered(filter: string): Promise<void> {
    const own = listFilter(this.run.template);
    await this.list(this.address(own ? `(${own}) and (${filter})` : filter), 0);
  }

  /** What changed since a point; again for what changed meanwhile, so that the run's own writes are not the next run's work. */
  private async changesFrom(start: string, scope: Scope): Promise<void> {
    const handler = this.handler(0);
    let from = start;
    for (let pass = 0; pass < mostPasses && !this.run.tally.abandoned; pass++) {
      const written = this.ownWrites.size;
      for await (const { changed, deleted, delta } of this.feed.since(from, this.run.call)) {
        const ids = changed.filter(({ id, etag }) => this.ownWrites.get(id) !== etag).map(({ id }) => id);
        await this.byId(ids, handler);
        if (!this.run.mode.dryRun) await new DeletedRecords(this.run).record(deleted);
        if (delta !== undefined) from = delta;
        if (this.run.tally.abandoned) break;
      }
      if (this.ownWrites.size === written) break;
    }
    if (scope.keepsWatermark && !this.run.mode.dryRun && this.run.tally.complete) this.done = { mapping: this.mapping, delta: from };
  }

  /** Records whose last attempt failed; the same error a second time parks them. */
  private async retryFailed(): Promise<void> {
    const { dataverse, template, mode, call } = this.run;
    const statuses = [SyncStatus.NeedsAttention, ...(mode.retryFailed ? [SyncStatus.Paused] : [])].map((status) => `${c.status} eq ${status}`).join(" or ");
    const filter = `${c.template} eq ${urlLiteral(template.name)} and (${statuses})`.replace(/ /g, "%20");
    const handler = this.handler(0);
    for await (const { rows } of dataverse.pages(`${syncState.entitySet}?$select=${c.recordId}&$filter=${filter}`, call, pageSize)) {
      // One that was also changed in Sales is not to be tried, and to fail, twice in a run.
      await this.byId(rows.map((row) => textOf(row[c.recordId]) ?? "").filter(Boolean), handler, this.run.ownWrite);
      if (this.run.tally.abandoned) return;
    }
  }

  /** Reads records by id, many in one request, and deals with them. Ids outside the template's filter are passed over. */
  private async byId(ids: readonly string[], handler: Handler, read: RunContext["ownWrite"] = () => undefined): Promise<void> {
    const { dataverse, template, concurrency, tally, call } = this.run;
    const filter = listFilter(template);
    const own = filter === undefined ? "" : ` and ${filter}`;
    const group = new TaskGroup(concurrency);
    for (const part of partsOf([...new Set(ids)], groupSize)) {
      await group.add(async () => {
        if (tally.abandoned) return tally.count("notReached", part.length);
        const values = part.map((id) => `'${id}'`).join(",");
        const path = this.address(`Microsoft.Dynamics.CRM.In(PropertyName='${template.source.primaryId}',PropertyValues=[${values}])${own}`);
        const [answer] = await dataverse.batch([{ method: "GET", path: dataverse.rootPath(path), headers: { Prefer: `odata.maxpagesize=${pageSize},${annotations}` } }], call, true);
        const rows = answer ? rowsOf(bodyOf(answer)) : [];
        tally.count("skipped", part.length - rows.length);
        for (const row of rows) read((textOf(row[template.source.primaryId]) ?? "").toLowerCase(), textOf(row["@odata.etag"]) ?? "");
        await handler.process(rows);
      });
    }
    await group.drain();
  }

  /** Goes through a list page by page, several groups of rows at once. */
  private async list(start: string, expected: number): Promise<void> {
    const { dataverse, concurrency, tally, call } = this.run;
    const handler = this.handler(expected);
    const group = new TaskGroup(concurrency);
    let page = this.pages.enter(start);
    try {
      for await (const { rows, next } of dataverse.pages(start, call, pageSize, annotations)) {
        const current = page;
        for (const part of partsOf(rows, groupSize)) {
          current.begin();
          // A part that failed or was stopped leaves its page open: the next run has to begin there.
          await group.add(() => this.part(part, handler).then(current.end));
        }
        if (next === undefined || tally.abandoned) break;
        page = this.pages.enter(next);
        current.end();
      }
      await group.drain();
    } finally {
      await group.settle();
    }
  }

  private async part(rows: readonly JsonObject[], handler: Handler): Promise<void> {
    if (this.run.tally.abandoned) this.run.tally.count("notReached", rows.length);
    else await handler.process(rows);
  }

  private handler(expected: number): Handler {
    return this.run.template.lines ? new DocumentsOut(this.run, expected, this.tried) : new SalesToScm(this.run, expected);
  }

  private address(filter: string | undefined): string {
    const { template } = this.run;
    return `${template.source.entitySet}?${recordQuery(template)}${filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`}`;
  }
}
