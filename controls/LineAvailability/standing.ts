import { ProcessingStatus as S } from "../../model/generated/schema";

/**
 * What the record's status means for its lines. Open: they still look for stock. In SCM: what they need is reserved or on
 * order there already, so it is missing from what is available. Ended: nothing more is to be delivered.
 */
export type Standing = "open" | "inScm" | "ended";

/** Shipping that has begun leaves a rest that SCM reserves or has on order. */
export const standardInScm: readonly number[] = [
  S.Confirmed, S.Picked, S.PartiallyPicked, S.PartiallyPacked, S.PackingSlip, S.PartiallyShipped, S.PartiallyInvoiced,
];
export const standardEnded: readonly number[] = [S.Shipped, S.Invoiced, S.Cancelled];

/** A property that is no list of choice values. */
export class ValuesError extends Error {
  readonly code = "values-unreadable";
  constructor(readonly params: { property: string; text: string }) {
    super(`${params.property}: "${params.text}" is no value of a choice.`);
    this.name = "ValuesError";
  }
}

export interface StandingInput {
  /** Value of the choice as the host gives it, null when there is none. */
  status: unknown;
  /** The properties of these names: values separated by commas; blank for those of Prospect to cash. */
  inScmValues: string | null;
  endedValues: string | null;
}

/** @throws ValuesError */
export function standingOf({ status, inScmValues, endedValues }: StandingInput): Standing {
  const ended = valuesOf("endedValues", endedValues, standardEnded);
  const inScm = valuesOf("inScmValues", inScmValues, standardInScm);
  // Hosts give a number; one that is set for all forms may come as text.
  const value = status === null || status === undefined || status === "" ? undefined : Number(status);
  if (value === undefined) return "open";
  return ended.includes(value) ? "ended" : inScm.includes(value) ? "inScm" : "open";
}

function valuesOf(property: string, text: string | null, standard: readonly number[]): readonly number[] {
  if (!text?.trim()) return standard;
  return text.split(",").map((part) => {
    if (!/^\s*-?\d{1,10}\s*$/.test(part)) throw new ValuesError({ property, text: part.trim() });
    return Number(part);
  });
}
