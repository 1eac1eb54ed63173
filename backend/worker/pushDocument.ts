import { ConnectionError, RecordError, SyncError } from "../core/errors";
import { assertDocumentMaintained, type LinesOut, type PreparedDocument, type PreparedLine } from "../core/document";
import { urlLiteral } from "../core/keys";
import { lineValuesOf, parseLastLines, type LastLine, type LastLines } from "../core/lineValues";
import { explainLookup } from "../core/lookupMissing";
import { planWrite, type WritePlan } from "../core/plan";
import { assertSendable } from "../core/prepare";
import type { TargetRow } from "../core/diff";
import type { SourceRow } from "../core/mapping";
import type { Pushed } from "../core/pushTypes";
import { settleDocument, type Choice, type SourceRows } from "../core/settle";
import type { Template } from "../core/templateTypes";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import type { CallContext } from "../connectors/dataverse/client";
import { integerOf, parseObject, rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { scmRefusal, type ScmClient, type ScmKey, type ScmRow } from "../connectors/scm/client";
import { scmKeyOf, type PushCall } from "./pushRecord";

/** Rounds of read, compare, write before giving way to whoever keeps writing the same document. */
const rounds = 4;

/** How one line came out. */
export interface PushedLine {
  line: PreparedLine;
  outcome: "created" | "updated" | "unchanged" | "failed" | "removed";
  written: string[];
  error?: SyncError;
}

/** What sending a document came to. */
export interface PushedDocument extends Pushed {
  lines: readonly PushedLine[];
}

/** A document as it stands in SCM. */
export interface Current {
  header: ScmRow | undefined;
  lines: ReadonlyMap<number, ScmRow>;
}

/** One planned write, of the header or of a line. */
export interface Write {
  line: PreparedLine | undefined;
  plan: Exclude<WritePlan, { kind: "none" }>;
  part: BatchRequest;
}

/** How a document is pushed: its lines in Sales may take over values too. */
export interface PushDocumentCall extends PushCall {
  sourceLines: ReadonlyMap<string, SourceRow>;
}

/**
 * Brings a document of SCM in line with the source: header and lines read in one request, written in one change set. When
 * SCM refuses the set, the header goes alone and then each line for itself, so that a bad line does not hide the good
 * ones. Lines that are gone in Sales stay in SCM, as in Microsoft's templates, unless somebody chose Sales in a conflict
 * about them. Safe to repeat, as `pushRecord` is.
 * @throws RecordError before anything is sent; RefusalError when the header is refused; ConnectionError
 */
export async function pushDocument(scm: ScmClient, template: Template, lines: LinesOut, document: PreparedDocument, call: PushDocumentCall): Promise<PushedDocument> {
  assertSendable(document);
  assertDocumentMaintained(document);
  const progress = beginning(document);
  let apart = false;
  let lastError: SyncError | undefined;
  for (let round = 0; round < rounds; round++) {
    const current = await readDocument(scm, template, lines, document, call);
    if (current.header && !progress.sent.has(undefined)) await call.found(current.header.row);
    // Once something may have arrived, SCM's values are partly ours and tell nothing of a conflict.
    if (progress.sent.size + progress.done.size === 0) {
      const removed = settle(template, lines, document, { header: call.source, lines: call.sourceLines }, current, progress, call);
      await removeLines(scm, lines, document, removed, current, call);
    } else see(current, progress);
    const writes = planned(scm, template, lines, document, current, progress);
    if (writes.length === 0) return resultOf(document, progress);
    await call.guard();
    // Header first: a line without its header would be refused for that alone.
    const now = apart && writes[0]?.line === undefined ? writes.slice(0, 1) : writes;
    try {
      const answers = await scm.batch(apart ? now.map(({ part }) => [part]) : [now.map(({ part }) => part)], call, false);
      const failure = answers.flat().find(({ status }) => status >= 400);
      if (apart) note(now, answers, progress, document);
      else if (!failure) for (const write of now) confirm(write, progress);
      // One operation alone was refused: nothing is learned by sending it again by itself.
      else if (now.length === 1) note(now, [[failure]], progress, document);
      lastError = failure && scmRefusal(failure);
      apart ||= failure !== undefined;
      if (now.length === writes.length && writes.every(({ line }) => progress.done.has(line) || (line && progress.refused.has(line)))) return resultOf(document, progress);
    } catch (error) {
      if (!(error instanceof ConnectionError && error.ambiguous)) throw error;
      for (const write of now) progress.sent.set(write.line, outcomeOf(write));
      lastError = error;
    }
  }
  throw lastError ?? new SyncError("scm-conflict");
}

/**
 * Settles what both sides changed since the last sync and notes it for the writes.
 * @returns numbers of lines that SCM has to delete
 * @throws ConflictError when Sales has not been chosen
 */
export function settle(template: Template, lines: LinesOut, document: PreparedDocument, source: SourceRows, current: Current, progress: Progress, choice: Choice): readonly number[] {
  const rows = new Map([...current.lines].map(([number, { row }]) => [number, row]));
  const { left, removed } = settleDocument(template, lines, document, source, { header: current.header?.row, lines: rows }, choice);
  progress.left = left;
  const present = new Set(document.lines.map(({ id }) => id));
  progress.elsewhere = new Map([...parseLastLines(choice.last)].flatMap(([id, line]): [string, LastLine][] => {
    if (left.has(id)) return [[id, line]];
    const row = rows.get(line.number);
    return present.has(id) || !row || removed.includes(line.number) ? [] : [[id, { number: line.number, values: lineValuesOf(lines.rows.filter(({ target }) => target in line.values), row) }]];
  }));
  see(current, progress);
  return removed;
}

/** Takes note of how the document stands in SCM. */
function see(current: Current, progress: Progress): void {
  progress.header = { ...current.header?.row, ...progress.header };
  for (const [number, { row }] of current.lines) progress.targets.set(number, row);
}

/** Deletes lines of SCM that Sales deleted, after somebody chose Sales. @throws RefusalError, ConnectionError; a retry finds those gone that are */
async function removeLines(scm: ScmClient, lines: LinesOut, document: PreparedDocument, numbers: readonly number[], current: Current, call: PushCall): Promise<void> {
  if (numbers.length === 0) return;
  await call.guard();
  const parts = numbers.map((number) => scm.deletePart(lineKey(lines, document, number), current.lines.get(number)?.etag ?? "*"));
  for (const answer of (await scm.batch([parts], call, false)).flat()) {
    if (answer.status >= 400 && answer.status !== 404) throw scmRefusal(answer);
  }
}

/** What is known of the writes of a document so far; the header stands as `undefined` among the lines. */
export interface Progress {
  /** Writes that arrived, or may have arrived. */
  sent: Map<PreparedLine | undefined, Pick<PushedLine, "outcome" | "written">>;
  /** Those that certainly arrived. */
  done: Set<PreparedLine | undefined>;
  refused: Map<PreparedLine, SyncError>;
  /** The header in SCM as far as known. */
  header: JsonObject;
  /** Lines in SCM as far as known, by number. */
  targets: Map<number, TargetRow>;
  /** Lines that SCM deleted and that are not sent again, by id. */
  left: ReadonlySet<string>;
  /** Lines that one side has deleted and the other still has. */
  elsewhere: LastLines;
}

/** Where every document begins: lines that cannot be sent as they are count as refused. */
export function beginning(document: PreparedDocument): Progress {
  return {
    sent: new Map(), done: new Set(), refused: new Map(document.lines.flatMap((line) => issueOf(line))), header: {}, targets: new Map(), left: new Set(), elsewhere: new Map(),
  };
}

/** Takes note of a write that arrived. */
export function confirm(write: Write, progress: Progress): void {
  progress.sent.set(write.line, outcomeOf(write));
  progress.done.add(write.line);
  if (!write.line) progress.header = { ...progress.header, ...write.plan.body };
  else progress.targets.set(write.line.number, { ...progress.targets.get(write.line.number), ...write.plan.body });
}

/** Reads header and lines in one request. */
export async function readDocument(scm: ScmClient, template: Template, lines: LinesOut, document: PreparedDocument, call: CallContext): Promise<Current> {
  const { target } = template;
  const { parentField, keyField, entitySet } = lines.target;
  const number = urlLiteral(document.keyValue);
  const company = urlLiteral(document.company);
  const [header, rows] = await scm.batch([
    scm.queryPart(target.entitySet, `dataAreaId eq ${company} and ${target.keyField} eq ${number}`, [target.keyField, ...template.rows.map((row) => row.target)]),
    scm.queryPart(entitySet, `dataAreaId eq ${company} and ${parentField} eq ${number}`, [parentField, keyField, ...lines.rows.map((row) => row.target)]),
  ], call, true);
  return {
    header: scmRows(header)[0],
    lines: new Map(scmRows(rows).map((row) => [integerOf(row.row[keyField]) ?? 0, row])),
  };
}

/** Rows of one answer inside a batch. @throws RefusalError */
export function scmRows(answers: readonly BatchResponse[] | undefined): ScmRow[] {
  const [answer] = answers ?? [];
  if (!answer) throw new SyncError("scm-unreachable", { technicalDetails: "The batch answer is incomplete." });
  const body = parseObject(answer.text);
  if (answer.status >= 400 || !body) throw scmRefusal(answer);
  return rowsOf(body).map((row) => ({ row, etag: textOf(row["@odata.etag"]) ?? "*" }));
}

/** The writes a document needs, header first. */
export function planned(scm: ScmClient, template: Template, lines: LinesOut, document: PreparedDocument, current: Current, { done, refused, left }: Progress): Write[] {
  const writes: Write[] = [];
  const add = (line: PreparedLine | undefined, plan: WritePlan, key: ScmKey, row: ScmRow | undefined) => {
    if (plan.kind === "none" || done.has(line)) return;
    const part = plan.kind === "create" ? scm.createPart(key.entitySet, plan.body) : scm.updatePart(key, row?.etag ?? "*", plan.body);
    writes.push({ line, plan, part });
  };
  add(undefined, planWrite(document.company, document.mapped.fields, current.header?.row), scmKeyOf(template, document), current.header);
  for (const line of document.lines) {
    if (refused.has(line) || left.has(line.id)) continue;
    const row = current.lines.get(line.number);
    add(line, planWrite(document.company, line.mapped.fields, row?.row), lineKey(lines, document, line.number), row);
  }
  return writes;
}

function lineKey({ target: { entitySet, parentField, keyField } }: LinesOut, { company, keyValue }: PreparedDocument, number: number): ScmKey {
  return { entitySet, company, keyField: parentField, value: keyValue, more: { [keyField]: number } };
}

/** Takes note of answers to operations that were sent apart. @throws RefusalError when the header was refused */
function note(writes: readonly Write[], answers: readonly (readonly BatchResponse[])[], progress: Progress, document: PreparedDocument): void {
  writes.forEach((write, index) => {
    const answer = answers[index]?.[0];
    if (!answer) return;
    if (answer.status < 400) return confirm(write, progress);
    const error = explainLookup(scmRefusal(answer), write.line?.mapped.fields ?? document.mapped.fields);
    // Somebody wrote in between: the next round looks again.
    if (error.code === "scm-conflict" || error.code === "scm-record-exists") return;
    if (error.retryable || !write.line) throw error;
    progress.refused.set(write.line, error);
  });
}

const outcomeOf = ({ plan }: Write): Pick<PushedLine, "outcome" | "written"> => ({ outcome: plan.kind === "create" ? "created" : "updated", written: plan.fields });

function issueOf(line: PreparedLine): [PreparedLine, SyncError][] {
  const [first] = line.mapped.issues;
  if (!first) return [];
  const technicalDetails = line.mapped.issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join("\n");
  return [[line, new RecordError(first.code, { params: first.params, technicalDetails })]];
}

/** What a document came to, once nothing is left to write. */
export function resultOf(document: PreparedDocument, { sent, refused, header: target, targets, left, elsewhere }: Progress): PushedDocument {
  const header = sent.get(undefined);
  const lines = document.lines.map((line): PushedLine => {
    const error = refused.get(line);
    if (error) return { line, outcome: "failed", written: [], error };
    return { line, ...(sent.get(line) ?? { outcome: left.has(line.id) ? "removed" : "unchanged", written: [] }) };
  });
  const changed = lines.some(({ outcome }) => outcome === "created" || outcome === "updated");
  const outcome = header?.outcome === "created" ? "created" : header || changed ? "updated" : "unchanged";
  const known = document.lines.flatMap(({ id, number, mapped }): [string, LastLine][] => {
    const row = targets.get(number);
    return row ? [[id, { number, values: lineValuesOf(mapped.fields.map((field) => field.row), row) }]] : [];
  });
  return { outcome, written: header?.written ?? [], target, lines, lastLines: new Map([...elsewhere, ...known]) };
}
