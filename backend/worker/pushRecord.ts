import type { LastValues } from "../../model/values";
import { ConflictError, conflictsOf, salesValuesOf } from "../core/conflict";
import type { TargetRow } from "../core/diff";
import { ConnectionError, RefusalError, SyncError } from "../core/errors";
import { explainLookup } from "../core/lookupMissing";
import type { MappedField } from "../core/mapping";
import { planWrite } from "../core/plan";
import { assertSendable } from "../core/prepare";
import type { Prepared, Pushed } from "../core/pushTypes";
import type { Template } from "../core/templateTypes";
import type { ScmClient, ScmKey } from "../connectors/scm/client";

/** Rounds of read, compare, write before giving way to whoever keeps writing the same row. */
const rounds = 4;

export interface PushCall {
  correlationId: string;
  signal?: AbortSignal | undefined;
  /** Runs before every write; throws when this worker may no longer write. */
  guard: () => Promise<void>;
  /** Runs when SCM holds the record already, before anything of it is written; throws when it is somebody else's. */
  found: (row: TargetRow) => Promise<void>;
  /** SCM field → value at the last success; absent: no conflict is looked for. */
  last?: LastValues | undefined;
  /** Which side wins where both changed; absent: a conflict is an error. */
  resolve?: "sales" | "scm" | undefined;
}

/**
 * Brings one record of SCM in line with the source: reads it, writes only what differs, and starts over when somebody
 * else wrote in between. Safe to repeat: when it is unknown whether a write arrived, the row is read and compared again.
 * @throws ConflictError when both sides changed and nobody has chosen; RecordError before anything is sent; RefusalError, ConnectionError
 */
export async function pushRecord(scm: ScmClient, template: Template, prepared: Prepared, call: PushCall): Promise<Pushed> {
  assertSendable(prepared);
  const { entitySet } = template.target;
  const key = scmKeyOf(template, prepared);
  const fields = prepared.mapped.fields.map(({ row }) => row.target);
  // A write of ours that may have arrived: when the next look finds nothing to do, it did.
  let sent: Pick<Pushed, "outcome" | "written"> | undefined;
  let lastError: SyncError | undefined;
  let takenOver: Record<string, string | null> = {};

  for (let round = 0; round < rounds; round++) {
    const current = await scm.read(key, fields, call);
    if (current && !sent) await call.found(current.row);
    const { fields: toWrite, toSales } = settleConflicts(prepared.mapped.fields, current?.row, sent ? { ...call, last: undefined } : call);
    if (Object.keys(toSales).length > 0) takenOver = toSales;
    const plan = planWrite(prepared.company, toWrite, current?.row);
    if (plan.kind === "none") return { ...(sent ?? { outcome: "unchanged", written: [] }), target: current?.row ?? {}, toSales: takenOver };
    await call.guard();
    try {
      if (plan.kind === "create") {
        const target = await scm.create(entitySet, plan.body, call);
        return { outcome: "created", written: plan.fields, target, toSales: takenOver };
      }
      await scm.update(key, current?.etag ?? "*", plan.body, call);
      return { outcome: "updated", written: plan.fields, target: { ...current?.row, ...plan.body }, toSales: takenOver };
    } catch (error) {
      if (error instanceof ConnectionError && error.ambiguous) {
        sent = { outcome: plan.kind === "create" ? "created" : "updated", written: plan.fields };
      } else if (!(error instanceof RefusalError && mayStartOver(error, plan.kind))) {
        throw error instanceof RefusalError ? explainLookup(error, prepared.mapped.fields) : error;
      }
      lastError = error;
    }
  }
  throw lastError ?? new SyncError("scm-conflict");
}

/**
 * What is written where both sides changed since the last sync: Sales' values, or all but the fields where SCM wins, with
 * the columns of Sales that take over its values.
 * @throws ConflictError when nobody has chosen
 */
export function settleConflicts(fields: readonly MappedField[], target: TargetRow | undefined, { last, resolve }: Pick<PushCall, "last" | "resolve">): { fields: readonly MappedField[]; toSales: Record<string, string | null> } {
  const conflicts = target ? conflictsOf(fields, target, last) : [];
  if (conflicts.length === 0 || resolve === "sales") return { fields, toSales: {} };
  if (resolve === undefined) throw new ConflictError(conflicts, fields);
  const kept = new Set(conflicts.map(({ field }) => field));
  return { fields: fields.filter(({ row }) => !kept.has(row.target)), toSales: salesValuesOf(conflicts, fields) };
}

/** The record's key in SCM, with all its parts. */
export function scmKeyOf({ target }: Template, { company, keyValue, mapped }: Prepared): ScmKey {
  const valueOf = (name: string) => mapped.fields.find(({ row }) => row.target === name)?.value ?? "";
  const more = Object.fromEntries((target.moreKeyFields ?? []).map((name) => [name, valueOf(name)]));
  return { entitySet: target.entitySet, company, keyField: target.keyField, value: keyValue, ...(target.moreKeyFields ? { more } : {}) };
}

/** Somebody else created or changed the row since it was read. */
function mayStartOver(error: RefusalError, kind: "create" | "update"): boolean {
  return error.code === "scm-conflict" || (kind === "create" && error.code === "scm-record-exists");
}
