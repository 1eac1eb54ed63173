import type { TargetRow } from "../core/diff";
import { ConnectionError, RefusalError, SyncError } from "../core/errors";
import { explainLookup } from "../core/lookupMissing";
import type { SourceRow } from "../core/mapping";
import { planWrite } from "../core/plan";
import { assertSendable } from "../core/prepare";
import type { Prepared, Pushed } from "../core/pushTypes";
import { settleHeader, type Choice } from "../core/settle";
import type { Template } from "../core/templateTypes";
import type { ScmClient, ScmKey } from "../connectors/scm/client";

/** Rounds of read, compare, write before giving way to whoever keeps writing the same row. */
const rounds = 4;

export interface PushCall extends Choice {
  correlationId: string;
  signal?: AbortSignal | undefined;
  /** Runs before every write; throws when this worker may no longer write. */
  guard: () => Promise<void>;
  /** Runs when SCM holds the record already, before anything of it is written; throws when it is somebody else's. */
  found: (row: TargetRow) => Promise<void>;
  /** The record in Sales, which may have to take over SCM's values. */
  source: SourceRow;
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

  for (let round = 0; round < rounds; round++) {
    const current = await scm.read(key, fields, call);
    if (current && !sent) await call.found(current.row);
    // Once something may have arrived, SCM's values are partly ours and tell nothing of a conflict.
    if (!sent) settleHeader(template, call.source, prepared.mapped.fields, current?.row, call);
    const plan = planWrite(prepared.company, prepared.mapped.fields, current?.row);
    if (plan.kind === "none") return { ...(sent ?? { outcome: "unchanged", written: [] }), target: current?.row ?? {} };
    await call.guard();
    try {
      if (plan.kind === "create") {
        const target = await scm.create(entitySet, plan.body, call);
        return { outcome: "created", written: plan.fields, target };
      }
      await scm.update(key, current?.etag ?? "*", plan.body, call);
      return { outcome: "updated", written: plan.fields, target: { ...current?.row, ...plan.body } };
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
