import { ConnectionError, RecordError, SyncError } from "../core/errors";
import { assertDocumentMaintained, type LinesOut, type PreparedDocument, type PreparedLine } from "../core/document";
import { urlLiteral } from "../core/keys";
import { explainLookup } from "../core/lookupMissing";
import { planWrite, type WritePlan } from "../core/plan";
import { assertSendable } from "../core/prepare";
import type { Pushed } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import type { CallContext } from "../connectors/dataverse/client";
import { integerOf, parseObject, rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { scmRefusal, type ScmClient, type ScmKey, type ScmRow } from "../connectors/scm/client";
import { scmKeyOf, settleConflicts, type PushCall } from "./pushRecord";

/** Rounds of read, compare, write before giving way to whoever keeps writing the same document. */
const rounds = 4;

/** How one line came out. */
export interface PushedLine {
  line: PreparedLine;
  outcome: "created" | "updated" | "unchanged" | "failed";
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

/**
 * Brings a document of SCM in line with the source: header and lines read in one request, written in one change set. When
 * SCM refuses the set, the header goes alone and then each line for itself, so that a bad line does not hide the good
 * ones. Lines that are gone in Sales stay in SCM, as in Microsoft's templates. Safe to repeat, as `pushRecord` is.
 * @throws RecordError before anything is sent; RefusalError when the header is refused; ConnectionError
 */
export async function pushDocument(scm: ScmClient, template: Template, lines: LinesOut, document: PreparedDocument, call: PushCall): Promise<PushedDocument> {
  assertSendable(document);
  assertDocumentMaintained(document);
  const progress = beginning(document);
  let apart = false;
  let lastError: SyncError | undefined;
  for (let round = 0; round < rounds; round++) {
    const current = await readDocument(scm, template, lines, document, call);
    if (current.header && !progress.sent.has(undefined)) await call.found(current.header.row);
    progress.header = { ...current.header?.row, ...progress.header };
    const settled = settleConflicts(document.mapped.fields, current.header?.row, progress.sent.has(undefined) ? {} : call);
    if (Object.keys(settled.toSales).length > 0) progress.toSales = settled.toSales;
    const writes = planned(scm, template, lines, { ...document, mapped: { ...document.mapped, fields: settled.fields } }, current, progress);
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

/** What is known of the writes of a document so far; the header stands as `undefined` among the lines. */
export interface Progress {
  /** Writes that arrived, or may have arrived. */
  sent: Map<PreparedLine | undefined, Pick<PushedLine, "outcome" | "written">>;
  /** Those that certainly arrived. */
  done: Set<PreparedLine | undefined>;
  refused: Map<PreparedLine, SyncError>;
  /** The header in SCM as far as known. */
  header: JsonObject;
  toSales: Readonly<Record<string, string | null>>;
}

/** Where every document begins: lines that cannot be sent as they are count as refused. */
export function beginning(document: PreparedDocument): Progress {
  return { sent: new Map(), done: new Set(), refused: new Map(document.lines.flatMap((line) => issueOf(line))), header: {}, toSales: {} };
}

/** Takes note of a write that arrived. */
export function confirm(write: Write, progress: Progress): void {
  progress.sent.set(write.line, outcomeOf(write));
  progress.done.add(write.line);
  if (!write.line) progress.header = { ...progress.header, ...write.plan.body };
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
export function planned(scm: ScmClient, template: Template, lines: LinesOut, document: PreparedDocument, current: Current, { done, refused }: Progress): Write[] {
  const writes: Write[] = [];
  const add = (line: PreparedLine | undefined, plan: WritePlan, key: ScmKey, row: ScmRow | undefined) => {
    if (plan.kind === "none" || done.has(line)) return;
    const part = plan.kind === "create" ? scm.createPart(key.entitySet, plan.body) : scm.updatePart(key, row?.etag ?? "*", plan.body);
    writes.push({ line, plan, part });
  };
  add(undefined, planWrite(document.company, document.mapped.fields, current.header?.row), scmKeyOf(template, document), current.header);
  for (const line of document.lines) {
    if (refused.has(line)) continue;
    const row = current.lines.get(line.number);
    const { entitySet, parentField, keyField } = lines.target;
    const key: ScmKey = { entitySet, company: document.company, keyField: parentField, value: document.keyValue, more: { [keyField]: line.number } };
    add(line, planWrite(document.company, line.mapped.fields, row?.row), key, row);
  }
  return writes;
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
export function resultOf(document: PreparedDocument, { sent, refused, header: target, toSales }: Progress): PushedDocument {
  const header = sent.get(undefined);
  const lines = document.lines.map((line): PushedLine => {
    const error = refused.get(line);
    if (error) return { line, outcome: "failed", written: [], error };
    return { line, ...(sent.get(line) ?? { outcome: "unchanged", written: [] }) };
  });
  const changed = lines.some(({ outcome }) => outcome === "created" || outcome === "updated");
  const outcome = header?.outcome === "created" ? "created" : header || changed ? "updated" : "unchanged";
  return { outcome, written: header?.written ?? [], target, lines, toSales };
}
