import type { RecordResult, RequestResult } from "../../model/request";

/** Characters the result column holds. */
const room = 100_000;

/** Records kept at most when not all fit. */
const mostRecords = 100;

/**
 * A request's result as JSON that fits its column. When it does not, what matters least is left out first: fields a dry
 * run would not write, what was written to each line, lines that went well, all fields.
 */
export function resultText(result: RequestResult): string {
  const shorter: ((record: RecordResult) => RecordResult)[] = [
    (record) => (record.fields ? { ...record, fields: record.fields.filter(({ write, last, sales, scm }) => write !== undefined || (last !== undefined && sales !== scm)) } : record),
    (record) => (record.lines ? { ...record, lines: record.lines.map((line) => ({ ...line, written: [] })) } : record),
    (record) => (record.lines ? { ...record, lines: record.lines.filter(({ outcome }) => outcome === "failed").slice(0, 100) } : record),
    (record) => (record.fields ? { ...record, fields: [] } : record),
  ];
  const { onHand, run } = result;
  let records = result.records;
  for (const cut of [undefined, ...shorter]) {
    records = cut ? records.map(cut) : records;
    const text = JSON.stringify({ records, onHand, run });
    if (text.length <= room) return text;
  }
  // Of many records that came to little each, as the products of an order whose stock is not known, the first say enough.
  const first = JSON.stringify({ records: records.slice(0, mostRecords), onHand });
  if (first.length <= room) return first;
  return JSON.stringify({ records: records.slice(0, 1).map(({ table, id, outcome, errorCode }) => ({ table, id, outcome, written: [], ...(errorCode ? { errorCode } : {}) })), onHand, run });
}
