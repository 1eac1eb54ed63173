import { RecordError } from "./errors";
import { decimal, isZero, minus } from "./money";

/** A line of an order or invoice in Sales marked as Freight Tax. */
export interface TaxLine {
  id: string;
  /** Its tax, plain digits. */
  tax: string;
}

export type FreightTaxPlan = { kind: "none" } | { kind: "create"; tax: string } | { kind: "update"; id: string; tax: string } | { kind: "remove"; id: string };

/** Name of the write-in line, as Microsoft's solution names it (page "Synchronization of sales orders …"). */
export const freightTaxName = "Freight Tax";

/**
 * Tax on the header has no home in Sales; one write-in line carries it, so that Sales' own total agrees with SCM's.
 * @param headerTax tax of the header in SCM, plain digits
 * @param lines the lines marked so now
 * @throws RecordError `several-tax-lines` when there is more than one already
 */
export function planFreightTax(headerTax: string, lines: readonly TaxLine[]): FreightTaxPlan {
  const [line, ...others] = lines;
  if (others.length > 0) throw new RecordError("several-tax-lines", { params: { count: String(lines.length) } });
  const wanted = decimal(headerTax);
  if (isZero(wanted)) return line ? { kind: "remove", id: line.id } : { kind: "none" };
  if (!line) return { kind: "create", tax: headerTax };
  return isZero(minus(wanted, decimal(line.tax))) ? { kind: "none" } : { kind: "update", id: line.id, tax: headerTax };
}
