import { createHash } from "node:crypto";
import { parseLastValues, type LastValues } from "../../model/values";
import { lineNumbersKey } from "./conflict";
import { comparable, type TargetRow } from "./diff";
import type { Row } from "./templateTypes";

/** Key of the target values under which the values of lines are kept. */
export const lineValuesKey = "@linevalues";

/** What SCM held of a line at the last success. */
export interface LastLine {
  /** Its number in SCM. */
  number: number;
  /** Field → value in the form of `comparable`, or the digest of a long one. */
  values: Readonly<Record<string, string>>;
}

/** Lines at the last success by their id in Sales. */
export type LastLines = ReadonlyMap<string, LastLine>;

/** Characters the line values may take in the column of 1,048,576; the rest is for the header and the numbers of lines. */
export const lineValuesRoom = 600_000;
/** A value longer than this, or that looks like a digest, is kept as a digest where room is short. */
const shortest = 10;
const digestPattern = /^#[0-9a-f]{10}$/;

/** Values of those fields of a line that both sides may change; what the row does not hold is not known, and not judged later. */
export function lineValuesOf(rows: readonly Row[], target: TargetRow): Record<string, string> {
  return Object.fromEntries(rows.filter((row) => row.write !== "create" && row.from.kind !== "constant" && row.target in target).map((row) => [row.target, comparable(row.type, target[row.target])]));
}

/** Whether a kept value is this one. */
export function isSameValue(kept: string, value: string): boolean {
  return kept === value || (digestPattern.test(kept) && kept === digestOf(value));
}

/** A kept value as people may see it; undefined when only its digest was kept. */
export function shownValue(kept: string | undefined): string | undefined {
  return kept === undefined || digestPattern.test(kept) ? undefined : kept;
}

/** The values of a line that people may see. */
export function shownValues(line: LastLine | undefined): LastValues | undefined {
  return line && Object.fromEntries(Object.entries(line.values).filter(([, kept]) => !digestPattern.test(kept)));
}

/** Reads the lines out of a state's target values. */
export function parseLastLines(last: LastValues | undefined): LastLines {
  const numbers = parseLastValues(last?.[lineNumbersKey]) ?? {};
  const kept = storedOf(last?.[lineValuesKey]);
  return new Map(Object.entries(numbers).map(([id, number]): [string, LastLine] => {
    const values = kept.lines[id] ?? [];
    return [id, { number: Number(number), values: Object.fromEntries(kept.fields.flatMap((field, index) => (typeof values[index] === "string" ? [[field, values[index]]] : []))) }];
  }));
}

/**
 * Lines as target values: numbers always; values whole, or where they do not fit, long ones as digests, or not at all
 * (docs/backend.md, "Very long documents").
 */
export function lineTexts(lines: LastLines): LastValues {
  const numbers = { [lineNumbersKey]: JSON.stringify(Object.fromEntries([...lines].map(([id, { number }]) => [id, number]))) };
  for (const keep of [whole, shortened]) {
    const text = storedText(lines, keep);
    // Inside the column the text stands in quotes once more.
    if (text !== undefined && JSON.stringify(text).length <= lineValuesRoom) return { ...numbers, [lineValuesKey]: text };
  }
  return numbers;
}

interface Stored {
  fields: string[];
  lines: Record<string, (string | null)[]>;
}

function storedText(lines: LastLines, keep: (value: string) => string): string | undefined {
  const fields = [...new Set([...lines.values()].flatMap(({ values }) => Object.keys(values)))];
  const stored: Stored = { fields, lines: {} };
  for (const [id, { values }] of lines) {
    stored.lines[id] = fields.map((field) => { const value = values[field]; return value === undefined ? null : keep(value); });
  }
  return JSON.stringify(stored);
}

const whole = (value: string) => (value.startsWith("#") && !digestPattern.test(value) ? digestOf(value) : value);
const shortened = (value: string) => (value.length > shortest && !digestPattern.test(value) ? digestOf(value) : whole(value));
const digestOf = (value: string) => `#${createHash("sha256").update(value, "utf8").digest("hex").slice(0, 10)}`;

function storedOf(text: string | undefined): Stored {
  const nothing: Stored = { fields: [], lines: {} };
  if (!text) return nothing;
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    return Array.isArray(value?.fields) && typeof value.lines === "object" && value.lines !== null ? { fields: value.fields, lines: value.lines } : nothing;
  } catch {
    return nothing;
  }
}
