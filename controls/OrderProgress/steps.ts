import { ProcessingStatus as S } from "../../model/generated/schema";

/** A step: the value that says it is reached, and those that say it is reached in part. */
export interface Step {
  value: number;
  partial: readonly number[];
}

/** A property that is no list of choice values. */
export class StepsError extends Error {
  readonly code = "steps-unreadable";
  constructor(readonly params: { text: string }) {
    super(`"${params.text}" is no value of a choice.`);
    this.name = "StepsError";
  }
}

/**
 * The steps of Prospect to cash. A packing slip that is posted, though SCM has not called the order shipped, is shipping
 * begun; packing begun says no more than that picking has.
 */
export const standardSteps: readonly Step[] = [
  { value: S.Draft, partial: [] },
  { value: S.Active, partial: [] },
  { value: S.Confirmed, partial: [] },
  { value: S.Picked, partial: [S.PartiallyPicked, S.PartiallyPacked] },
  { value: S.Shipped, partial: [S.PartiallyShipped, S.PackingSlip] },
  { value: S.Invoiced, partial: [S.PartiallyInvoiced] },
];

export const standardEnds: readonly number[] = [S.Cancelled];

/**
 * Reads the property `steps`: `1, 2/21/22, 3`.
 * @returns the standard steps for a blank text
 * @throws StepsError
 */
export function parseSteps(text: string | null | undefined): readonly Step[] {
  if (!text?.trim()) return standardSteps;
  return text.split(",").map((part) => {
    const [value, ...partial] = part.split("/").map((one) => number(one, part)) as [number, ...number[]];
    return { value, partial };
  });
}

/**
 * Reads the property `endedValues`: `4, 5`.
 * @throws StepsError
 */
export function parseEnds(text: string | null | undefined): readonly number[] {
  return text?.trim() ? text.split(",").map((one) => number(one, one)) : standardEnds;
}

function number(text: string, part: string): number {
  if (!/^\s*-?\d{1,10}\s*$/.test(text)) throw new StepsError({ text: part.trim() });
  return Number(text);
}

/** Where a record stands among the steps. */
export type Progress =
  | { kind: "at"; index: number; partial: boolean }
  | { kind: "none" }
  | { kind: "ended" }
  | { kind: "unknown" };

/** @param value the choice's value; null while it has none */
export function progressOf(value: number | null, steps: readonly Step[], ends: readonly number[]): Progress {
  if (value === null) return { kind: "none" };
  // A customizer's steps win over the shipped ends, should a choice use the same number for another thing.
  const index = steps.findIndex((step) => step.value === value || step.partial.includes(value));
  if (index >= 0) return { kind: "at", index, partial: steps[index]?.value !== value };
  return { kind: ends.includes(value) ? "ended" : "unknown" };
}
