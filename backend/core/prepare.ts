import { RecordError } from "./errors";
import { sourceFingerprint } from "./fingerprint";
import { mapRecord, type SourceRow } from "./mapping";
import type { Prepared } from "./pushTypes";
import type { Template } from "./templateTypes";
import { fieldParams } from "./validation";

/**
 * Maps a source row for its company.
 * @param secured logical names of source columns under column security
 */
export function prepare(template: Template, source: SourceRow, company: string, secured: ReadonlySet<string>): Prepared {
  const mapped = mapRecord(template, source, secured);
  return {
    company,
    mapped,
    keyValue: mapped.fields.find(({ row }) => row.target === template.target.keyField)?.value ?? "",
    fingerprint: sourceFingerprint(company, mapped),
  };
}

/**
 * A customer of SCM keeps its number, so a record whose number changed would become a second customer.
 * @param last company and key of the last success
 * @throws RecordError
 */
export function assertSameKey({ company, keyValue }: Prepared, template: Template, last: { company: string; scmKey: string } | undefined): void {
  if (!last?.scmKey || last.company !== company || last.scmKey.toLowerCase() === keyValue.toLowerCase()) return;
  const row = template.rows.find(({ target }) => target === template.target.keyField);
  throw new RecordError("key-changed", { params: { ...(row ? fieldParams(row) : {}), before: last.scmKey, now: keyValue } });
}

/** @throws RecordError with the first issue; all of them stand in the technical details */
export function assertSendable({ mapped }: Prepared): void {
  const first = mapped.issues[0];
  if (!first) return;
  const technicalDetails = mapped.issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join("\n");
  throw new RecordError(first.code, { params: first.params, technicalDetails });
}
