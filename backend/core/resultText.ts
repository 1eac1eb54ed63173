import type { RecordResult, RequestResult } from "../../model/request";

/** Characters the result column holds. */
const room = 100_000;

/**
 * A request's result as JSON that fits its column. When it does not, what matters least is left out first: fields a dry
 * run would not write, what was written to each line, lines that went well, all fields.
 */
export function resultText(result: RequestResult): string {
  const shorter: ((record: RecordResult) => RecordResult)[] = [
    (record) => (record.fields ? { ...record, fields: record.fields.filter(({ write, last, sales, scm }) => write !== undefined || (last !== undefined && sales !== scm)) } : record),
    (record) => (record.lines ? { ...record, lines: record.lines.map((line) => ({ ...line, written: [] })) } : record),
    (record) => (record.lines ? { ...record, lines: record.lines.filter(({ outcome }) => outcome === "failed").slice(0, 100) } : record),
    (record) => ({ ...record, fields: [] }),
  ];
  const { onHand, run } = result;
  let records = result.records;
  for (const cut of [undefined, ...shorter]) {
    records = cut ? records.map(cut) : records;
    const text = JSON.stringify({ records, onHand, run });
    if (text.length <= room) return text;
  }
  return JSON.stringify({ records: records.slice(0, 1).map(({ table, id, outcome, errorCode }) => ({ table, id, outcome, written: [], ...(errorCode ? { errorCode } : {}) })), onHand, run });
}
