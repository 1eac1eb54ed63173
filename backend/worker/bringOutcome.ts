import { SyncStatus, syncState } from "../../model/generated/schema";
import type { Lcid } from "../../model/errorText";
import type { FieldComparison, LineResult, RecordResult } from "../../model/request";
import { canonicalValue } from "../../model/values";
import { RecordError, type SyncError } from "../core/errors";
import { afterWrite, planSalesWrite, type SalesField } from "../core/salesWrite";
import { scmUrlOf, stateAfterSuccess, type AttemptFacts } from "../core/stateColumns";
import type { JsonObject } from "../connectors/http/json";
import type { BringPlan } from "./bringPlan";
import { lineAttention } from "./lineAttention";

/** What bringing a record came to. */
export interface Brought {
  recordId: string;
  result: Pick<RecordResult, "outcome" | "written" | "scmKey" | "company" | "lines" | "fields" | "errorCode" | "errorParams">;
  failedLines: number;
  /** Columns of the record's sync state; absent when the state is another company's and stays. */
  state?: (facts: AttemptFacts) => JsonObject;
}

/** What is configured beside the plan. */
export interface OutcomeRules {
  /** Columns of Sales under column security. */
  secured: ReadonlySet<string>;
  scmUrl: string;
  lcid: Lcid;
}

/**
 * What a plan comes to once it is written.
 * @param failed lines that Dataverse refused, by number
 */
export function broughtOf(made: BringPlan, failed: ReadonlyMap<number, SyncError>, { secured, scmUrl, lcid }: OutcomeRules): Brought {
  const { template, key, recordId, header, current, fields, plan: { written }, lines, writes } = made;
  const results = lines.map((line): LineResult => {
    const error = line.error ?? failed.get(line.number);
    const { kind, written: columns } = line.plan;
    const outcome = error ? "failed" : kind === "create" ? "created" : kind === "update" ? "updated" : "unchanged";
    return { number: line.number, name: line.name, outcome, written: error ? [] : columns, ...(error ? { errorCode: error.code, errorParams: error.params } : {}) };
  });
  const bad = results.filter(({ outcome }) => outcome === "failed");
  const error = bad.length === 0 ? undefined : new RecordError("lines-missing", { params: { count: String(bad.length), lines: bad.map(({ number, name }) => `${number} ${name}`.trim()).join(", ") } });
  const outcome = !current ? "created" : writes.isEmpty ? "unchanged" : "updated";
  const after = afterWrite(fields, current);
  const prepared = { company: key.company, mapped: header, keyValue: key.number, fingerprint: made.fingerprint, lines: lines.map(({ id, number }) => ({ id, number })) };
  return {
    recordId, failedLines: bad.length,
    result: { outcome, written, scmKey: key.number, company: key.company, ...(results.length > 0 ? { lines: results } : {}), ...(error ? { errorCode: error.code, errorParams: error.params } : {}) },
    ...(made.foreign ? {} : {
      state: (facts: AttemptFacts) => ({
        ...stateAfterSuccess(facts, after, prepared, { outcome, written, target: after }, secured, scmUrlOf(scmUrl, key.company, template.source.menuItem)),
        ...(error ? lineAttention(error, lcid) : { [syncState.columns.status]: SyncStatus.InSync }),
      }),
    }),
  };
}

/** A dry run: every field on both sides, and what would be written. */
export function comparedOf({ key, recordId, current, fields, lines }: BringPlan, secured: ReadonlySet<string>): Brought {
  const compare = (list: readonly SalesField[], row: JsonObject | undefined, line?: number): FieldComparison[] => {
    const written = new Set(planSalesWrite(list, row).written);
    return list.map(({ field }) => ({
      field: field.row.target, column: field.row.target, ...(line === undefined ? {} : { line }), scm: field.value,
      sales: canonicalValue(row?.[field.row.type === "reference" ? `_${field.row.target}_value` : field.row.target]), ...(written.has(field.row.target) ? { write: field.value } : {}),
    }));
  };
  const open = fields.filter(({ field }) => !secured.has(field.row.target));
  const comparisons = [...compare(open, current), ...lines.flatMap((line) => compare(line.fields, line.current, line.number))];
  return { recordId, result: { outcome: "unchanged", written: [], scmKey: key.number, company: key.company, fields: comparisons }, failedLines: 0 };
}
