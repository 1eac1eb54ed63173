import { RunOutcome, syncRun, type RunTrigger } from "../../model/generated/schema";
import { ConnectionError, RefusalError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import { wholeSeconds } from "../core/stateColumns";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import { integerOf, rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { nextRunId } from "./runId";
import type { Tally } from "./tally";
import { parseProgress, progressText, type Progress } from "./watermark";

const c = syncRun.columns;
const selected = Object.values(c).filter((column) => column !== c.errors).join(",");

/** A run as its row tells it. Times in milliseconds since the epoch. */
export interface RunRow {
  id: string;
  etag: string;
  name: string;
  template: string;
  task: string;
  company: string;
  trigger: number | undefined;
  outcome: number | undefined;
  startedOn: number | undefined;
  endedOn: number | undefined;
  leaseUntil: number | undefined;
  leaseHolder: string;
  /** Rises with every run of the task and with every change of holder. */
  fence: number;
  progress: Progress;
  counts: { inserted: number; updated: number; unchanged: number; skipped: number; failed: number };
  message: string;
}

/** What a new run says of itself. */
export interface RunFacts {
  template: string;
  task: string;
  company: string;
  trigger: RunTrigger;
}

/** The run rows of Dataverse. One template task has one run at a time, whichever instance carries it. */
export class RunStore {
  constructor(private readonly client: DataverseClient, private readonly holder: string, private readonly leaseMs: number) {}

  /** Server time, milliseconds since the epoch. */
  now(): number {
    return this.client.http.serverNow();
  }

  /** The task's newest run. */
  async latest(template: string, task: string, call: CallContext): Promise<RunRow | undefined> {
    const filter = `${c.template} eq ${urlLiteral(template)} and ${c.task} eq ${urlLiteral(task)}`.replace(/ /g, "%20");
    const row = await this.client.first(`${syncRun.entitySet}?$select=${selected}&$filter=${filter}&$orderby=${c.fence} desc&$top=1`, call);
    return row && runOf(row);
  }

  /** Newest runs of all templates, or of one. */
  async history(most: number, template: string | undefined, call: CallContext): Promise<RunRow[]> {
    const filter = template === undefined ? "" : `&$filter=${`${c.template} eq ${urlLiteral(template)}`.replace(/ /g, "%20")}`;
    const body = await this.client.get(`${syncRun.entitySet}?$select=${selected}&$orderby=${c.startedOn} desc,createdon desc&$top=${most}${filter}`, call);
    return rowsOf(body ?? {}).map(runOf);
  }

  /** Whether somebody carries this run at the moment. */
  isAlive(run: RunRow): boolean {
    return run.outcome === RunOutcome.Running && run.leaseUntil !== undefined && run.leaseUntil >= this.now();
  }

  /**
   * Begins the run after `previous`.
   * @returns undefined when another instance has begun it
   */
  async begin(facts: RunFacts, previous: RunRow | undefined, call: CallContext): Promise<RunRow | undefined> {
    const id = nextRunId(facts.template, facts.task, previous?.id ?? "");
    const now = new Date(this.now());
    const columns: JsonObject = {
      [c.name]: `${facts.template} ${wholeSeconds(now).replace("T", " ").replace("Z", "")}`.slice(0, 200),
      [c.template]: facts.template, [c.task]: facts.task, [c.company]: facts.company || null, [c.trigger]: facts.trigger,
      [c.outcome]: RunOutcome.Running, [c.startedOn]: wholeSeconds(now), [c.fence]: (previous?.fence ?? 0) + 1,
      [c.watermark]: progressText(previous?.progress.done ? { done: previous.progress.done } : {}), ...this.lease(),
    };
    try {
      return await this.write(id, columns, { "If-None-Match": "*" }, call);
    } catch (error) {
      if (error instanceof RefusalError && error.status === 412) return undefined;
      return this.afterLostAnswer(id, error, call);
    }
  }

  /**
   * Takes over a run whose holder is gone.
   * @returns undefined when another instance was faster
   */
  async takeOver(run: RunRow, call: CallContext): Promise<RunRow | undefined> {
    try {
      return await this.write(run.id, { [c.fence]: run.fence + 1, ...this.lease() }, { "If-Match": run.etag }, call);
    } catch (error) {
      if (error instanceof RefusalError && (error.status === 412 || error.status === 404)) return undefined;
      return this.afterLostAnswer(run.id, error, call);
    }
  }

  /** The ETag under which this instance still holds a run whose row it no longer knows, say after a lost answer. */
  async heldEtag(run: RunRow, call: CallContext): Promise<string | undefined> {
    const row = await this.client.get(`${syncRun.entitySet}(${run.id})?$select=${selected}`, call);
    const now = row && runOf(row);
    return now?.outcome === RunOutcome.Running && now.leaseHolder === this.holder && now.fence === run.fence ? now.etag : undefined;
  }

  /** Makes the lease longer and notes how far the run has got. @returns the new ETag */
  async renew(id: string, etag: string, tally: Tally, progress: Progress, call: CallContext): Promise<string> {
    return (await this.write(id, { ...this.lease(), ...countColumns(tally), [c.watermark]: progressText(progress) }, { "If-Match": etag }, call)).etag;
  }

  /** Ends a run; refused with 412 when another instance holds it. */
  async finish(id: string, etag: string, end: { tally: Tally; progress: Progress; outcome: RunOutcome; message: string }, call: CallContext): Promise<RunRow> {
    return this.write(id, {
      ...countColumns(end.tally), [c.outcome]: end.outcome, [c.message]: end.message.slice(0, 4000) || null, [c.errors]: end.tally.failuresText(),
      [c.watermark]: progressText(end.progress), [c.endedOn]: wholeSeconds(new Date(this.now())), [c.leaseUntil]: null, [c.leaseHolder]: null,
    }, { "If-Match": etag }, call);
  }

  /** Gives a run back at a shutdown, for another instance to go on with at once. */
  async release(id: string, etag: string, tally: Tally, progress: Progress, call: CallContext): Promise<void> {
    await this.write(id, { ...countColumns(tally), [c.watermark]: progressText(progress), [c.leaseUntil]: null, [c.leaseHolder]: null }, { "If-Match": etag }, call);
  }

  /** The write may have gone through although its answer got lost. */
  private async afterLostAnswer(id: string, error: unknown, call: CallContext): Promise<RunRow | undefined> {
    if (!(error instanceof ConnectionError && error.ambiguous)) throw error;
    const row = await this.client.get(`${syncRun.entitySet}(${id})?$select=${selected}`, call);
    const run = row && runOf(row);
    return run?.leaseHolder === this.holder && this.isAlive(run) ? run : undefined;
  }

  private async write(id: string, columns: JsonObject, condition: Record<string, string>, call: CallContext): Promise<RunRow> {
    return runOf(await this.client.upsert(`${syncRun.entitySet}(${id})`, columns, condition, call, selected));
  }

  private lease(): JsonObject {
    return { [c.leaseHolder]: this.holder, [c.leaseUntil]: wholeSeconds(new Date(this.now() + this.leaseMs)) };
  }
}

function countColumns({ counts }: Tally): JsonObject {
  return {
    [c.inserted]: counts.inserted, [c.updated]: counts.updated, [c.unchanged]: counts.unchanged,
    [c.skipped]: counts.skipped + counts.stillFailing + counts.notReached, [c.failed]: counts.failed,
  };
}

function runOf(row: JsonObject): RunRow {
  const time = (column: string) => {
    const value = Date.parse(textOf(row[column]) ?? "");
    return Number.isNaN(value) ? undefined : value;
  };
  const whole = (column: string) => integerOf(row[column]) ?? 0;
  return {
    id: textOf(row[syncRun.primaryId]) ?? "", etag: textOf(row["@odata.etag"]) ?? "", name: textOf(row[c.name]) ?? "",
    template: textOf(row[c.template]) ?? "", task: textOf(row[c.task]) ?? "", company: textOf(row[c.company]) ?? "",
    trigger: integerOf(row[c.trigger]), outcome: integerOf(row[c.outcome]), startedOn: time(c.startedOn), endedOn: time(c.endedOn),
    leaseUntil: time(c.leaseUntil), leaseHolder: textOf(row[c.leaseHolder]) ?? "", fence: whole(c.fence), progress: parseProgress(textOf(row[c.watermark])),
    counts: { inserted: whole(c.inserted), updated: whole(c.updated), unchanged: whole(c.unchanged), skipped: whole(c.skipped), failed: whole(c.failed) },
    message: textOf(row[c.message]) ?? "",
  };
}
