import { RecordError } from "./errors";
import { sourceFingerprint } from "./fingerprint";
import { mapRecord, type SourceRow } from "./mapping";
import type { Prepared } from "./pushTypes";
import type { Template } from "./templateTypes";

/** Maps a source row for its company. */
export function prepare(template: Template, source: SourceRow, company: string): Prepared {
  const mapped = mapRecord(template, source);
  return {
    company,
    mapped,
    keyValue: mapped.fields.find(({ row }) => row.target === template.target.keyField)?.value ?? "",
    fingerprint: sourceFingerprint(company, mapped),
  };
}

/** @throws RecordError with the first issue; all of them stand in the technical details */
export function assertSendable({ mapped }: Prepared): void {
  const first = mapped.issues[0];
  if (!first) return;
  const technicalDetails = mapped.issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join("\n");
  throw new RecordError(first.code, { params: first.params, technicalDetails });
}
