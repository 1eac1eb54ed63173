import type { Lcid } from "../../model/errorText";
import { SyncDirection, SyncStatus, syncState } from "../../model/generated/schema";
import { withAttempt, type Attempt } from "../../model/history";
import { canonicalValue, type LastValues } from "../../model/values";
import { ConflictError, targetValuesOf, withoutSecured } from "./conflict";
import type { SyncError } from "./errors";
import type { ErrorCode } from "./errorCatalogue";
import { targetFingerprint } from "./fingerprint";
import { lineTexts, type LastLine } from "./lineValues";
import type { SourceRow } from "./mapping";
import type { Prepared, Pushed } from "./pushTypes";
import { logicalName, salesColumnsOf } from "./sourceColumns";
import type { AnyTemplate } from "./templateTypes";

const c = syncState.columns;

/** What is known of a record's sync state before this attempt. */
export interface PreviousState {
  status: SyncStatus | undefined;
  attempts: number;
  errorCode: string;
  errorParams: string;
  /** Key in SCM at the last success; "" when there was none. */
  scmKey: string;
  history: Attempt[];
}

/** What every state row takes from the attempt, whatever its outcome. */
export interface AttemptFacts {
  template: AnyTemplate;
  recordId: string;
  recordName: string;
  previous: PreviousState | undefined;
  /** Server time. */
  now: Date;
  /** Full name of who asked; absent for the command line. */
  by?: string;
  fence: number;
  correlationId: string;
}

/** Columns of the state row after a success. */
export function stateAfterSuccess(facts: AttemptFacts, source: SourceRow, prepared: Prepared, pushed: Pushed, secured: ReadonlySet<string>, scmUrl: string): Record<string, unknown> {
  const lastValues: LastValues = Object.fromEntries(
    salesColumnsOf(facts.template)
      .filter((column) => !secured.has(logicalName(column)))
      .map((column) => [column, canonicalValue(source[column])]),
  );
  return {
    ...common(facts, { on: facts.now.toISOString(), outcome: pushed.outcome, fields: pushed.written.length }),
    [c.status]: SyncStatus.InSync,
    [c.company]: prepared.company,
    [c.scmKey]: prepared.keyValue,
    [c.scmUrl]: scmUrl,
    [c.lastSyncedOn]: wholeSeconds(facts.now),
    [c.nextAttemptOn]: null,
    [c.attempts]: 0,
    [c.errorCode]: null,
    [c.errorParams]: null,
    [c.whatHappened]: null,
    [c.whatToDo]: null,
    [c.whoCanFix]: null,
    [c.technicalDetails]: null,
    [c.sourceFingerprint]: prepared.fingerprint,
    [c.targetFingerprint]: targetFingerprint(prepared.company, prepared.mapped, pushed.target),
    [c.lastValues]: JSON.stringify(lastValues),
    [c.targetValues]: JSON.stringify(targetValues(prepared, pushed, secured)),
    [c.conflict]: null,
  };
}

/** What SCM holds now, without what stems from columns under column security; for documents also each line's number and values. */
function targetValues(prepared: Prepared & { lines?: readonly { id: string; number: number }[] }, pushed: Pushed, secured: ReadonlySet<string>): LastValues {
  const open = withoutSecured(prepared.mapped.fields, secured).filter(({ row }) => !secured.has(row.target));
  const lines = prepared.lines && new Map([...prepared.lines.map(({ id, number }): [string, LastLine] => [id, { number, values: {} }]), ...(pushed.lastLines ?? [])]);
  return { ...targetValuesOf(open, pushed.target), ...(lines ? lineTexts(lines) : {}) };
}

/**
 * Columns of the state row after a failure.
 * @param prepared absent when it failed before the record was mapped
 * @param retryAt when it is tried again; undefined for a permanent failure
 */
export function stateAfterFailure(facts: AttemptFacts, error: SyncError, prepared: Prepared | undefined, retryAt: Date | undefined, lcid: Lcid): Record<string, unknown> {
  const params = JSON.stringify(error.params);
  const attempt: Attempt = { on: facts.now.toISOString(), outcome: retryAt ? "waiting" : isExclusion(error) ? "excluded" : "failed", errorCode: error.code, errorParams: error.params };
  return {
    ...common(facts, attempt),
    [c.status]: retryAt ? SyncStatus.Waiting : failedStatus(facts.previous, error, params),
    ...(error instanceof ConflictError ? { [c.conflict]: JSON.stringify(error.fields) } : {}),
    [c.nextAttemptOn]: retryAt ? wholeSeconds(retryAt) : null,
    [c.attempts]: isExclusion(error) ? 0 : (facts.previous?.attempts ?? 0) + 1,
    [c.errorCode]: error.code,
    [c.errorParams]: params.slice(0, 4000),
    [c.whatHappened]: error.userMessage(lcid).slice(0, 2000),
    [c.whatToDo]: error.remedy(lcid).slice(0, 2000),
    [c.whoCanFix]: error.whoCanFix,
    [c.technicalDetails]: error.technicalDetails.slice(0, 10_000),
    ...(prepared ? { [c.sourceFingerprint]: prepared.fingerprint } : {}),
    // Once linked, company and key tell where the record stands in SCM, which a failure does not change.
    ...(prepared && !facts.previous?.scmKey ? { [c.company]: prepared.company } : {}),
  };
}

/** Address of the list page in SCM. @see finance and operations page "URLs": `cmp` company, `mi` menu item */
export function scmUrlOf(scmBaseUrl: string, company: string, menuItem: string): string {
  return `${scmBaseUrl.replace(/\/+$/, "")}/?cmp=${encodeURIComponent(company.toUpperCase())}&mi=${encodeURIComponent(menuItem)}`;
}

/** Dataverse keeps whole seconds. */
export function wholeSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

function common(facts: AttemptFacts, attempt: Attempt): Record<string, unknown> {
  return {
    [c.name]: (facts.recordName || facts.recordId).slice(0, 200),
    [c.direction]: facts.template.direction === "toScm" ? SyncDirection.ToScm : SyncDirection.FromScm,
    [c.template]: facts.template.name,
    [c.lastAttemptOn]: wholeSeconds(facts.now),
    [c.correlationId]: facts.correlationId,
    [c.history]: historyText(withAttempt(facts.previous?.history ?? [], { ...attempt, to: facts.template.direction === "toScm" ? "scm" : "sales", ...(facts.by ? { by: facts.by } : {}) })),
    [c.fence]: facts.fence,
  };
}

/** The column holds 10,000 characters; older attempts go first when long parameters need the room. */
function historyText(history: readonly Attempt[]): string {
  for (let kept = history.length; kept > 1; kept--) {
    const text = JSON.stringify(history.slice(0, kept));
    if (text.length <= 10_000) return text;
  }
  return JSON.stringify(history.slice(0, 1));
}

/** Reasons for which a record stays out on purpose. */
const excluding: ReadonlySet<string> = new Set<ErrorCode>(["not-active-customer", "not-activated", "order-draft", "work-order"]);

/** Whether an error says that the record is not meant to be synced, rather than that something is wrong with it. */
export function isExclusion(error: SyncError): boolean {
  return excluding.has(error.code);
}

/** The same permanent error twice in a row parks the record. */
function failedStatus(previous: PreviousState | undefined, error: SyncError, params: string): SyncStatus {
  if (error instanceof ConflictError) return SyncStatus.Conflict;
  if (isExclusion(error)) return SyncStatus.Excluded;
  const { code } = error;
  const failedBefore = previous?.status === SyncStatus.NeedsAttention || previous?.status === SyncStatus.Paused;
  return failedBefore && previous.errorCode === code && previous.errorParams === params.slice(0, 4000) ? SyncStatus.Paused : SyncStatus.NeedsAttention;
}
