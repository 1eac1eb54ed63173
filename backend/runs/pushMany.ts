import { parseLastValues } from "../../model/values";
import { asSyncError, ConnectionError, RefusalError, SyncError } from "../core/errors";
import { explainLookup } from "../core/lookupMissing";
import type { MappedField } from "../core/mapping";
import { planWrite, type WritePlan } from "../core/plan";
import type { Pushed } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import type { BatchResponse } from "../connectors/dataverse/batch";
import { parseObject, type JsonObject } from "../connectors/http/json";
import { systemTime, type TimeSource } from "../connectors/http/time";
import { scmRefusal, type ScmClient, type ScmRow } from "../connectors/scm/client";
import { settleHeader } from "../core/settle";
import { scmKeyOf } from "../worker/pushRecord";
import { fullKeyOf, readCurrent } from "./readCurrent";
import { isSettled, partsOf, type ReadyItem } from "./bulkItem";

/** Rounds of read, compare, write before giving way to whoever keeps writing the same rows. */
const rounds = 4;

export interface PushManyOptions {
  scm: ScmClient;
  template: Template;
  /** Rows written by one request to SCM. */
  batchSize: number;
  /** Whether SCM is known not to hold a number, so that it need not be read before the first write. */
  isNew: (company: string, number: string) => boolean;
  /** Runs before every write; throws when this instance may no longer write. */
  guard: () => Promise<void>;
  /** Gets the items whose row SCM holds already, before anything of them is written; sets `error` on those that are somebody else's. */
  found: (items: readonly ReadyItem[]) => Promise<void>;
  call: { correlationId: string; signal?: AbortSignal | undefined; patienceMs?: number | undefined };
  time?: TimeSource;
}

interface Planned {
  item: ReadyItem;
  plan: Exclude<WritePlan, { kind: "none" }>;
  current: ScmRow | undefined;
}

/**
 * Brings many rows of SCM in line with their sources: reads them, writes only what differs, many in a request, and starts
 * over with those somebody else wrote in between. Safe to repeat: when it is unknown whether a write arrived, its rows are
 * read and compared again. Each row stands in a change set of its own, so a refused row takes no other with it; a request
 * that is refused as a whole is halved until the row at fault is found.
 *
 * Sets `pushed` or `error` on every item.
 * @throws ClaimLostError and what the guard throws; nothing else
 */
export async function pushMany(items: readonly ReadyItem[], options: PushManyOptions): Promise<void> {
  /** Writes that may have arrived: when the next look finds nothing to do, they did. */
  const sent = new Map<ReadyItem, Pick<Pushed, "outcome" | "written">>();
  const lastError = new Map<ReadyItem, SyncError>();
  for (let round = 0; round < rounds; round++) {
    const open = items.filter((item) => !isSettled(item));
    if (open.length === 0) return;
    if (round > 0) await (options.time ?? systemTime).sleep(250 * 2 ** round, options.call.signal);
    try {
      const planned = await plan(open, options, sent, round === 0);
      await write(planned, options, sent, lastError);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      for (const item of open) if (!isSettled(item)) lastError.set(item, error);
      // Only what may pass by itself, and soon, is worth another round.
      if (!(error instanceof ConnectionError) || error.code.endsWith("busy")) break;
    }
  }
  for (const item of items) if (!isSettled(item)) item.error = lastError.get(item) ?? new SyncError("scm-conflict");
}

async function plan(open: readonly ReadyItem[], options: PushManyOptions, sent: ReadonlyMap<ReadyItem, Pick<Pushed, "outcome" | "written">>, first: boolean): Promise<Planned[]> {
  const { template, isNew } = options;
  const unknown = open.filter(({ prepared }) => !(first && isNew(prepared.company, prepared.keyValue)));
  const rows = await readCurrent(options.scm, template, unknown.map(({ prepared }) => prepared), options.call);
  const met = unknown.filter((item) => rows.has(fullKeyOf(template, item.prepared)) && !sent.has(item));
  if (met.length > 0) await options.found(met);
  const planned: Planned[] = [];
  for (const item of open) {
    if (isSettled(item)) continue;
    const current = rows.get(fullKeyOf(template, item.prepared));
    const fields = fieldsToWrite(item, current, template, sent.has(item));
    if (!fields) continue;
    const made = planWrite(item.prepared.company, fields, current?.row);
    if (made.kind === "none") item.pushed = { ...(sent.get(item) ?? { outcome: "unchanged", written: [] }), target: current?.row ?? {} };
    else planned.push({ item, plan: made, current });
  }
  return planned;
}

/** The fields a run may write; a record that both sides changed since the last sync waits for somebody to choose. */
function fieldsToWrite(item: ReadyItem, current: ScmRow | undefined, template: Template, sentBefore: boolean): readonly MappedField[] | undefined {
  const { state } = item.record;
  const last = !sentBefore && state?.template === template.name ? parseLastValues(state.targetValues) : undefined;
  try {
    settleHeader(template, item.record.source, item.prepared.mapped.fields, current?.row, { last });
    return item.prepared.mapped.fields;
  } catch (error) {
    item.error = asSyncError(error);
    return undefined;
  }
}

async function write(planned: readonly Planned[], options: PushManyOptions, sent: Map<ReadyItem, Pick<Pushed, "outcome" | "written">>, lastError: Map<ReadyItem, SyncError>): Promise<void> {
  const queue = partsOf(planned, options.batchSize);
  for (let part = queue.shift(); part; part = queue.shift()) {
    await options.guard();
    let answers: BatchResponse[][];
    try {
      answers = await options.scm.batch(part.map((entry) => [operation(entry, options)]), options.call, false);
    } catch (error) {
      // Some of the rows may have been written before it failed.
      if (error instanceof RefusalError && error.status >= 500) for (const entry of part) sent.set(entry.item, outcomeOf(entry.plan));
      if (error instanceof RefusalError && error.status !== 403 && part.length > 1) {
        const half = Math.ceil(part.length / 2);
        queue.unshift(part.slice(0, half), part.slice(half));
        continue;
      }
      if (error instanceof RefusalError) {
        for (const { item } of part) item.error = error;
        continue;
      }
      if (error instanceof ConnectionError && error.ambiguous) for (const entry of part) sent.set(entry.item, outcomeOf(entry.plan));
      throw error;
    }
    part.slice(0, answers.length).forEach((entry, index) => settle(entry, answers[index]?.[0], lastError));
    // A service that stops at the first failure leaves the rest unanswered and undone.
    const rest = part.slice(answers.length);
    if (rest.length > 0) queue.unshift(rest);
  }
}

function operation({ item: { prepared }, plan, current }: Planned, { scm, template }: PushManyOptions) {
  if (plan.kind === "create") return scm.createPart(template.target.entitySet, plan.body);
  return scm.updatePart(scmKeyOf(template, prepared), current?.etag ?? "*", plan.body);
}

const outcomeOf = (plan: Planned["plan"]): Pick<Pushed, "outcome" | "written"> => ({ outcome: plan.kind === "create" ? "created" : "updated", written: plan.fields });

/** Of the row SCM made, what is mapped: it answers with all of its hundreds of fields, and a run holds many such rows. */
function mappedPart({ prepared }: ReadyItem, row: JsonObject | undefined): JsonObject | undefined {
  return row && Object.fromEntries(prepared.mapped.fields.map(({ row: { target } }) => [target, row[target]]));
}

function settle({ item, plan, current }: Planned, answer: BatchResponse | undefined, lastError: Map<ReadyItem, SyncError>): void {
  if (!answer) return;
  if (answer.status < 400) {
    item.pushed = { ...outcomeOf(plan), target: plan.kind === "create" ? mappedPart(item, parseObject(answer.text)) ?? plan.body : { ...current?.row, ...plan.body } };
    return;
  }
  const error = scmRefusal(answer);
  // Somebody else created or changed the row since it was read, or SCM was too busy for this part: looked at again.
  const again = error.retryable || (plan.kind === "create" && error.code === "scm-record-exists");
  if (again) lastError.set(item, error);
  else item.error = explainLookup(error, item.prepared.mapped.fields);
}
