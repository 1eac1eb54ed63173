import type { ErrorText, Lcid } from "../../model/errorText";
import { RequestStatus, SyncDirection, SyncStatus, WhoCanFix, syncRequest, syncState } from "../../model/generated/schema";
import { type Attempt, parseHistory } from "../../model/history";
import { type FieldComparison, type RecordResult, type SyncableTable, isOpen } from "../../model/request";
import { changedColumns, parseLastValues } from "../../model/values";
import { knownText } from "../shared/errorWords";
import { type Row, asRow, numberOf, parseJson, stringsOf, textOf } from "../shared/row";
import { parseTime } from "../shared/time";
import { linksOf } from "./service";
import type { Direction, Outcome, ShownStatus, Step, Who } from "./words";

/** What went wrong, still without words. */
export interface SyncError {
  code: string;
  params: Record<string, string>;
  /** Texts in the organisation's language, for codes this version does not know. */
  stored: ErrorText;
  who: Who | undefined;
  technicalDetails: string;
  correlationId: string;
}

/** The request that is being worked on. */
export interface OpenRequest {
  id: string;
  since: Date | undefined;
  attempts: number;
  nextAttemptOn: Date | undefined;
  step: Step | undefined;
}

/** Everything the card shows, read from the rows. */
export interface Snapshot {
  status: ShownStatus;
  /** The status as Dataverse words it, for numbers this version does not know. */
  statusText: string;
  recordName: string;
  modifiedOn: Date | undefined;
  open: OpenRequest | undefined;
  stateId: string;
  lastSyncedOn: Date | undefined;
  /** When the last attempt ended; tells two failures with the same words apart. */
  lastAttemptOn: Date | undefined;
  nextAttemptOn: Date | undefined;
  attempts: number;
  scmKey: string;
  /** http or https, else blank. */
  scmUrl: string;
  company: string;
  direction: Direction | undefined;
  changed: string[];
  /** In sync as far as Dataverse knows, but no value of the last sync can be compared with one of now. */
  cannotCompare: boolean;
  error: SyncError | undefined;
  /** Fields that both sides changed, while the status says so. */
  conflict: FieldComparison[];
  history: Attempt[];
  /** What the newest request did to this record. */
  result: (Pick<RecordResult, "written"> & { outcome: Outcome; partly: boolean }) | undefined;
}

const s = syncState.columns;
const r = syncRequest.columns;
const statuses = invert<ShownStatus>(SyncStatus);
const directions = invert<Direction>(SyncDirection);
const people = invert<Who>(WhoCanFix);
const steps: readonly Step[] = ["checking", "reading", "validating", "writing", "saving"];
const outcomes: readonly Outcome[] = ["created", "updated", "unchanged", "failed", "waiting", "excluded"];
/** Statuses under which the state's error columns speak of now. */
const withError: readonly ShownStatus[] = ["Waiting", "NeedsAttention", "Conflict", "Paused", "Excluded", "Unknown"];

/**
 * Reads the rows of one load.
 * @param row the record with its expansions
 * @param newerRequest the request as read since, in place of the expanded one
 */
export function snapshotOf(table: SyncableTable, id: string, row: Row, newerRequest?: Row): Snapshot {
  const link = linksOf(table);
  const state = asRow(row[link.state]) ?? firstOf(row, link.stateOfRecord);
  const request = newerRequest ?? firstOf(row, link.requests);
  const open = openRequest(request);
  const lastValues = parseLastValues(textOf(state?.[s.lastValues]));
  const changed = lastValues ? changedColumns(lastValues, row) : [];
  const failedSince = failedAfterState(request, state);
  const result = open ? undefined : resultOf(request, table, id);
  const status = statusOf({ open, request, state, unreadable: !state && Boolean(row[link.stateLookup]), changed, failedSince });
  return {
    status,
    statusText: textOf(state?.[`${s.status}@OData.Community.Display.V1.FormattedValue`]) || textOf(state?.[s.status]),
    recordName: textOf(row[link.name]),
    modifiedOn: parseTime(row.modifiedon),
    open,
    stateId: textOf(row[link.stateLookup]) || textOf(state?.[syncState.primaryId]),
    lastSyncedOn: parseTime(state?.[s.lastSyncedOn]),
    lastAttemptOn: parseTime(failedSince ? request?.[r.finishedOn] : state?.[s.lastAttemptOn]),
    nextAttemptOn: parseTime(state?.[s.nextAttemptOn]),
    attempts: numberOf(state?.[s.attempts]),
    scmKey: textOf(state?.[s.scmKey]),
    scmUrl: webAddress(state?.[s.scmUrl]),
    company: textOf(state?.[s.company]),
    direction: directions[numberOf(state?.[s.direction])],
    changed,
    cannotCompare: status === "InSync" && !Object.keys(lastValues ?? {}).some((column) => column in row),
    error: failedSince ? requestError(request, result?.record, textOf(state?.[s.technicalDetails])) : stateError(state, status),
    conflict: status === "Conflict" ? fieldsOf(parseJson(state?.[s.conflict])) : [],
    history: parseHistory(textOf(state?.[s.history])).filter(isAttempt),
    result: result && { outcome: result.outcome, written: result.written, partly: result.partly },
  };
}

/** Whether a request row stands for work still to be done. */
export function isRequestOpen(request: Row): boolean {
  return isOpen(numberOf(request[r.status]));
}

/** Failed attempts of a request so far. */
export function attemptsOf(request: Row): number {
  return numberOf(request[r.attempts]);
}

/** The row of a request just created, until it is read for the first time. */
export function newRequestRow(id: string, createdOn: Date): Row {
  return { [syncRequest.primaryId]: id, [r.status]: RequestStatus.Pending, createdon: createdOn.toISOString() };
}

/** The error in the reader's language, else as stored, else undefined when nothing is known in words. */
export function wordsOf(error: SyncError, lcid: Lcid): ErrorText | undefined {
  return knownText(error.code, error.params, lcid) ?? (error.stored.whatHappened ? error.stored : undefined);
}

function statusOf(seen: {
  open: OpenRequest | undefined; request: Row | undefined; state: Row | undefined; unreadable: boolean; changed: string[]; failedSince: boolean;
}): ShownStatus {
  if (seen.open) return numberOf(seen.request?.[r.status]) === RequestStatus.Running ? "Syncing" : "Waiting";
  if (seen.failedSince) return "NeedsAttention";
  if (!seen.state) return seen.unreadable ? "Unreadable" : "NotLinked";
  const status = statuses[numberOf(seen.state[s.status])] ?? "Unknown";
  // Nothing is open, so nobody is syncing: a worker was lost between its two writes, or the request was deleted.
  if (status === "Syncing") return "Waiting";
  return status === "InSync" && seen.changed.length > 0 ? "Changed" : status;
}

/** The request as work still to be done; undefined when it is over. */
export function openRequest(request: Row | undefined): OpenRequest | undefined {
  if (!request || !isRequestOpen(request)) return undefined;
  return {
    id: textOf(request[syncRequest.primaryId]),
    since: parseTime(request.createdon),
    attempts: attemptsOf(request),
    nextAttemptOn: parseTime(request[r.nextAttemptOn]),
    step: steps.find((step) => step === request[r.progress]),
  };
}

/** A request can fail before anything is known about the record's state, for instance when its asker may not read the record. */
function failedAfterState(request: Row | undefined, state: Row | undefined): boolean {
  if (!request || numberOf(request[r.status]) !== RequestStatus.Failed) return false;
  const stateOf = parseTime(state?.[s.lastAttemptOn]);
  const requestOf = parseTime(request[r.startedOn]) ?? parseTime(request[r.finishedOn]) ?? parseTime(request.createdon);
  return !stateOf || (requestOf !== undefined && stateOf < requestOf);
}

function stateError(state: Row | undefined, status: ShownStatus): SyncError | undefined {
  const code = textOf(state?.[s.errorCode]);
  const whatHappened = textOf(state?.[s.whatHappened]);
  if (!state || !withError.includes(status) || (code === "" && whatHappened === "")) return undefined;
  return {
    code,
    params: paramsOf(state[s.errorParams]),
    stored: { whatHappened, whatToDo: textOf(state[s.whatToDo]) },
    who: people[numberOf(state[s.whoCanFix])],
    technicalDetails: textOf(state[s.technicalDetails]),
    correlationId: textOf(state[s.correlationId]),
  };
}

/** What a request failed on, as far as the request itself tells. */
export function requestError(request: Row | undefined, record: Row | undefined, technicalDetails: string): SyncError {
  return {
    code: textOf(request?.[r.errorCode]) || textOf(record?.errorCode),
    params: stringsOf(asRow(record?.errorParams)),
    stored: { whatHappened: "", whatToDo: "" },
    who: undefined,
    technicalDetails,
    correlationId: textOf(request?.[r.correlationId]),
  };
}

/** What a request did to a record; undefined when it does not tell. */
export function resultOf(request: Row | undefined, table: string, id: string): { outcome: Outcome; written: string[]; partly: boolean; record: Row } | undefined {
  const records = asRow(parseJson(request?.[r.result]))?.records;
  if (!Array.isArray(records)) return undefined;
  const record = records.map(asRow).find((one) => one?.table === table && one.id === id);
  const outcome = outcomes.find((one) => one === record?.outcome);
  if (!record || !outcome) return undefined;
  const written = Array.isArray(record.written) ? record.written.filter((field): field is string => typeof field === "string") : [];
  return { outcome, written, partly: numberOf(request?.[r.status]) === RequestStatus.PartlySucceeded, record };
}

function paramsOf(text: unknown): Record<string, string> {
  return stringsOf(asRow(parseJson(text)));
}

/** Reads comparisons that a column holds as JSON: what is none is passed over. */
export function fieldsOf(fields: unknown): FieldComparison[] {
  return (Array.isArray(fields) ? fields : []).map(asRow).filter((one) => typeof one?.field === "string").map((one): FieldComparison => ({
    field: textOf(one?.field), ...(typeof one?.column === "string" && one.column !== "" ? { column: one.column } : {}), sales: textOf(one?.sales), scm: textOf(one?.scm),
    ...(one?.last === undefined ? {} : { last: textOf(one.last) }), ...(typeof one?.line === "number" ? { line: one.line } : {}),
    ...(one?.write === undefined ? {} : { write: textOf(one.write) }), ...(one?.name === undefined ? {} : { name: textOf(one.name) }), ...(one?.deleted === "sales" || one?.deleted === "scm" ? { deleted: one.deleted } : {}),
  }));
}

/** History is free text to this control: an entry that is not one is passed over. */
function isAttempt(entry: unknown): entry is Attempt {
  const attempt = asRow(entry);
  return parseTime(attempt?.on) !== undefined && outcomes.some((one) => one === attempt?.outcome);
}

function webAddress(value: unknown): string {
  try {
    const { protocol, href } = new URL(textOf(value));
    return protocol === "https:" || protocol === "http:" ? href : "";
  } catch {
    return "";
  }
}

function invert<Name extends string>(choice: Readonly<Record<string, number>>): Readonly<Record<number, Name | undefined>> {
  return Object.fromEntries(Object.entries(choice).map(([name, value]) => [value, name as Name]));
}

/** The newest row of an expanded collection. */
function firstOf(row: Row, collection: string | undefined): Row | undefined {
  const rows = collection === undefined ? undefined : row[collection];
  return Array.isArray(rows) ? asRow(rows[0]) : undefined;
}
