import type { ProjectedDay } from "../../model/onHand";
import { type Decimal, larger, parseDecimal, zero } from "../shared/decimal";
import { stockIn } from "../shared/stock/choice";
import { type CompanyStock, type Measure, type Stock, measured } from "../shared/stock/stock";
import type { Line } from "./lines";
import type { Standing } from "./standing";

/** Why it cannot be told whether a line is covered. */
export type Why = "writeIn" | "noProduct" | "notFromScm" | "neverRead" | "unitDiffers" | "unitMissing" | "quantity" | "unread" | "pending";

export type Coverage =
  | { kind: "covered" }
  /** Short now; there is enough from a day (`YYYY-MM-DD`) on. */
  | { kind: "later"; on: string }
  | { kind: "short" }
  /** SCM has its stock reserved, or its need on order, already. */
  | { kind: "inScm" }
  /** Nothing more is to be delivered. */
  | { kind: "done" }
  /** A service: there is no stock to wait for. */
  | { kind: "notStocked" }
  | { kind: "unknown"; why: Why };

/** A line and what there is for it. */
export interface CoveredLine {
  line: Line;
  coverage: Coverage;
  /** What the company has of the product; undefined when that is not known. */
  stock: CompanyStock | undefined;
  /** What there is of the product, by the measure. */
  total: Decimal;
  /** What earlier lines with the same product leave of it. */
  left: Decimal;
  /** What the line lacks. */
  shortage: Decimal;
}

export interface AllocationInput {
  lines: readonly Line[];
  stock: Stock;
  company: string;
  measure: Measure;
  /** Today as `YYYY-MM-DD`; nothing is covered from a day that has passed. */
  today: string;
  /** What the record's status means for its lines; only open ones are compared with the stock. */
  standing: Standing;
  /** What is said of a product that has not been read: it is being read, or reading failed. */
  unread: "pending" | "unread" | undefined;
}

/** What is not in SCM cannot be settled there. */
const outside: readonly Why[] = ["writeIn", "noProduct", "notFromScm"];

/** What lines of one product have taken so far. */
interface Used {
  taken: Decimal;
  needed: Decimal;
  coveredFrom: (need: Decimal) => string | undefined;
}

/**
 * Shares out stock among lines in their order: lines of one product use it up one after the other, so that the sum counts.
 * Lines in another unit than the stock's take no part, since no conversion is certain.
 */
export function allocate({ lines, stock, company, measure, today, unread, standing }: AllocationInput): CoveredLine[] {
  const used = new Map<string, Used>();
  const settled: Coverage | undefined = standing === "inScm" ? { kind: "inScm" } : standing === "ended" ? { kind: "done" } : undefined;
  return lines.map((line) => {
    const own = line.productId === undefined ? undefined : stockIn(stock, line.productId, company);
    const total = own ? measured(own.total, measure) : zero;
    const known = (change: Partial<CoveredLine> & Pick<CoveredLine, "coverage">): CoveredLine => ({ line, stock: own, total, left: total, shortage: zero, ...change });
    if (standing !== "ended" && line.productId !== undefined && stock.get(line.productId)?.notStocked) return known({ coverage: { kind: "notStocked" } });
    const why = unknownBecause(line, own, stock, unread);
    if (settled && !(why && standing === "inScm" && outside.includes(why))) return known({ coverage: settled });
    if (why || line.productId === undefined || line.quantity === undefined || !own) return known({ coverage: { kind: "unknown", why: why ?? "neverRead" } });

    const before = used.get(line.productId) ?? { taken: zero, needed: zero, coveredFrom: promise(own.projected, today) };
    const need = larger(line.quantity, zero);
    const left = total - before.taken;
    const shortage = larger(need - larger(left, zero), zero);
    const needed = before.needed + need;
    used.set(line.productId, { ...before, taken: before.taken + need - shortage, needed });
    if (shortage === zero) return known({ coverage: { kind: "covered" }, left });
    const on = before.coveredFrom(needed);
    return known({ coverage: on === undefined ? { kind: "short" } : { kind: "later", on }, left, shortage });
  });
}

/** How many lines came out how. */
export function countsOf(lines: readonly CoveredLine[]): Record<Coverage["kind"], number> {
  const counts = { covered: 0, later: 0, short: 0, unknown: 0, inScm: 0, done: 0, notStocked: 0 };
  for (const { coverage } of lines) counts[coverage.kind]++;
  return counts;
}

function unknownBecause(line: Line, own: CompanyStock | undefined, stock: Stock, unread: AllocationInput["unread"]): Why | undefined {
  if (line.productId === undefined) return "writeIn";
  if (!own) {
    const product = stock.get(line.productId);
    if (product) return product.fromScm ? "neverRead" : "notFromScm";
    return unread ?? "noProduct";
  }
  if (line.quantity === undefined) return "quantity";
  if (line.unit === "" || own.unit.trim() === "") return "unitMissing";
  return line.unit.toLowerCase() === own.unit.trim().toLowerCase() ? undefined : "unitDiffers";
}

/** Finds the first day from which on, on every day, at least so much can be promised. */
function promise(days: readonly ProjectedDay[], today: string): (need: Decimal) => string | undefined {
  // least[i]: the least that can be promised on day i or later; it never falls from one day to the next.
  const least: Decimal[] = [];
  for (let i = days.length - 1; i >= 0; i--) {
    const available = parseDecimal(days[i]?.available) ?? zero;
    const later = least[i + 1];
    least[i] = later !== undefined && later < available ? later : available;
  }
  return (need) => {
    let [low, high] = [0, least.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((least[middle] ?? zero) >= need) high = middle;
      else low = middle + 1;
    }
    const date = days[low]?.date;
    return date !== undefined && date < today ? today : date;
  };
}
