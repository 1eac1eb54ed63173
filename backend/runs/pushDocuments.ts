import type { LinesOut, PreparedDocument } from "../core/document";
import { RefusalError, SyncError } from "../core/errors";
import type { Template } from "../core/templateTypes";
import type { BatchResponse } from "../connectors/dataverse/batch";
import { integerOf, textOf } from "../connectors/http/json";
import type { ScmClient, ScmRow } from "../connectors/scm/client";
import { beginning, confirm, planned, resultOf, settle as settleChanges, type Current, type Progress, type PushedDocument, type Write } from "../worker/pushDocument";
import type { ReadRecord } from "../worker/readRecord";
import { assertSameDocument, lastTarget, sourceLinesOf } from "../worker/toScm";
import type { BulkItem } from "./bulkItem";

/** A document on its way to SCM, mapped; `pushed` once it stands there, `error` when it has to go by itself. */
export interface DocumentItem extends BulkItem {
  read: ReadRecord;
  prepared: PreparedDocument;
  pushed?: PushedDocument;
}

export interface PushDocumentsOptions {
  scm: ScmClient;
  template: Template;
  lines: LinesOut;
  /** Rows, headers and lines together, written by one request; a longer document goes in a request of its own. */
  batchSize: number;
  /** Whether SCM is known not to hold a number, so that it need not be read. */
  isNew: (item: DocumentItem) => boolean;
  guard: () => Promise<void>;
  /** Gets the items that were never sent and whose number SCM holds already; sets `error` on those that are somebody else's. */
  found: (items: readonly DocumentItem[]) => Promise<void>;
  call: { correlationId: string; signal?: AbortSignal | undefined; patienceMs?: number | undefined };
}

interface Planned {
  item: DocumentItem;
  progress: Progress;
  writes: Write[];
}

/**
 * Brings many documents of SCM in line with their sources: reads them many at once, and writes each in a change set of its
 * own, many of them in a request. Only what goes smoothly is done here. Whatever meets a conflict, a refusal or an answer
 * that tells nothing is left without `pushed` and has to go by itself, where SCM is read again.
 * @throws what the guard throws, and SyncError when SCM cannot be read or `found` fails
 */
export async function pushDocuments(items: readonly DocumentItem[], options: PushDocumentsOptions): Promise<void> {
  const { template, scm, lines, call } = options;
  const unknown = items.filter((item) => !options.isNew(item));
  const current = await readMany(unknown, options);
  const at = (item: DocumentItem): Current => current.get(keyOf(item.prepared.company, item.prepared.keyValue)) ?? { header: undefined, lines: new Map() };
  const met = unknown.filter((item) => at(item).header && !item.record.state?.scmKey);
  if (met.length > 0) await options.found(met);
  const plans: Planned[] = [];
  for (const item of items) {
    if (item.error) continue;
    try {
      const there = at(item);
      if (there.header && !item.record.state?.scmKey) assertSameDocument(item.prepared, there.header.row);
      const progress = beginning(item.prepared);
      const sources = { header: item.read.record.source, lines: sourceLinesOf(template, item.read) };
      settleChanges(template, lines, item.prepared, sources, there, progress, { last: lastTarget(item.read, template) });
      const writes = planned(scm, template, lines, item.prepared, there, progress);
      if (writes.length === 0) item.pushed = resultOf(item.prepared, progress);
      else plans.push({ item, progress, writes });
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
    }
  }
  try {
    await write(plans, options);
  } catch (error) {
    call.signal?.throwIfAborted();
    // What may have arrived is seen when the documents go by themselves.
    if (!(error instanceof SyncError)) throw error;
  }
}

async function write(plans: readonly Planned[], { scm, guard, call, batchSize }: PushDocumentsOptions): Promise<void> {
  const queue = packed(plans, batchSize);
  for (let part = queue.shift(); part; part = queue.shift()) {
    await guard();
    let answers: BatchResponse[][];
    try {
      answers = await scm.batch(part.map(({ writes }) => writes.map((one) => one.part)), call, false);
    } catch (error) {
      // Refused as a whole: some document in it is at fault, and the others go by themselves just as well.
      if (error instanceof RefusalError) continue;
      throw error;
    }
    part.forEach((entry, index) => settle(entry, answers[index]));
    // A service that stops at the first failure leaves the rest unanswered and undone.
    const rest = part.slice(answers.length);
    if (rest.length > 0) queue.unshift(rest);
  }
}

/** Whole documents, as many as fit into a request. */
function packed(plans: readonly Planned[], most: number): Planned[][] {
  const parts: Planned[][] = [];
  let size = 0;
  for (const plan of plans) {
    const last = parts.at(-1);
    if (last && size + plan.writes.length <= most) last.push(plan);
    else parts.push([plan]);
    size = (last === parts.at(-1) ? size : 0) + plan.writes.length;
  }
  return parts;
}

function settle({ item, progress, writes }: Planned, answers: readonly BatchResponse[] | undefined): void {
  if (answers?.length !== writes.length || answers.some(({ status }) => status >= 400)) return;
  for (const one of writes) confirm(one, progress);
  item.pushed = resultOf(item.prepared, progress);
}

/** Documents of SCM by company and number, headers and lines. */
async function readMany(items: readonly DocumentItem[], { scm, template, lines, call }: PushDocumentsOptions): Promise<Map<string, Current>> {
  const found = new Map<string, { header: ScmRow | undefined; lines: Map<number, ScmRow> }>();
  const { keyField, parentField, entitySet } = lines.target;
  for (const company of new Set(items.map(({ prepared }) => prepared.company))) {
    const numbers = items.filter(({ prepared }) => prepared.company === company).map(({ prepared }) => prepared.keyValue);
    const { target } = template;
    for (const header of await scm.readMany(target.entitySet, company, target.keyField, numbers, template.rows.map((row) => row.target), call)) {
      found.set(keyOf(company, textOf(header.row[target.keyField]) ?? ""), { header, lines: new Map() });
    }
    const held = numbers.filter((number) => found.has(keyOf(company, number)));
    if (held.length === 0) continue;
    for (const line of await scm.readMany(entitySet, company, parentField, held, [keyField, ...lines.rows.map((row) => row.target)], call)) {
      found.get(keyOf(company, textOf(line.row[parentField]) ?? ""))?.lines.set(integerOf(line.row[keyField]) ?? 0, line);
    }
  }
  return found;
}

/** What a document is known by in SCM, whatever the case of its number. */
export function keyOf(company: string, number: string): string {
  return `${company}/${number.toLowerCase()}`;
}
