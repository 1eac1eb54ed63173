import { compareDecimals } from "../shared/decimal";
import type { Coverage, CoveredLine } from "./allocate";

/** How lines are ordered: as in the list, the largest shortage first, or the worst status first. */
export type Sorting = "list" | "shortage" | "status";
export const sortings: readonly Sorting[] = ["list", "shortage", "status"];

const worst: Record<Coverage["kind"], number> = { short: 0, later: 1, unknown: 2, covered: 3, notStocked: 3, inScm: 3, done: 3 };

/** The lines that are shown, in the order asked for; equal ones keep the list's order. */
export function shownLines(lines: readonly CoveredLine[], sorting: Sorting, onlyShort: boolean): readonly CoveredLine[] {
  const some = onlyShort ? lines.filter(({ coverage }) => coverage.kind === "short" || coverage.kind === "later") : lines;
  if (sorting === "list") return some;
  // Which shortage is larger cannot be told across units; it is a help for the eye, not a statement.
  return [...some].sort((a, b) =>
    sorting === "shortage" ? compareDecimals(b.shortage, a.shortage) || worst[a.coverage.kind] - worst[b.coverage.kind] : worst[a.coverage.kind] - worst[b.coverage.kind]);
}
