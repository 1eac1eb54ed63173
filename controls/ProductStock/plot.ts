import type { ProjectedDay } from "../../model/onHand";
import { type Decimal, parseDecimal, zero } from "../shared/decimal";

/** A stretch of days with the same promise. Places are shares of the plot: 0 at the start and the top, 1 at the end and the bottom. */
export interface PlotStep {
  /** `YYYY-MM-DD`, its first day */
  date: string;
  value: Decimal;
  receipts: Decimal | undefined;
  issues: Decimal | undefined;
  start: number;
  end: number;
  y: number;
}

export interface Plot {
  steps: readonly PlotStep[];
  /** Where zero is. */
  zero: number;
  /** Where today begins; undefined outside the plot. */
  today: number | undefined;
  /** Round values with their places, the highest first. */
  ticks: readonly { value: Decimal; y: number }[];
  /** First and last day that is drawn. */
  first: string;
  last: string;
}

const dayMs = 86_400_000;
/** Fewest days drawn, so that a step has some width. */
const leastDays = 7;
const numberOf = (value: Decimal): number => Number(value) / 1e10;
const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMs);
const isoOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/**
 * Lays projected days out as a step line. Positions are drawn, never computed with: they may be binary numbers.
 * @param days in order of date
 * @param today `YYYY-MM-DD`
 * @returns undefined when there is nothing to draw
 */
export function plotOf(days: readonly ProjectedDay[], today: string): Plot | undefined {
  const [first, last] = [days[0], days[days.length - 1]];
  if (!first || !last) return undefined;
  const from = dayNumber(first.date);
  const until = Math.max(dayNumber(last.date), dayNumber(today), from + leastDays - 1) + 1;
  const values = days.map(({ available }) => parseDecimal(available) ?? zero);
  const { bottom, top, ticks } = scaleOf(values.map(numberOf));
  const x = (day: number) => (day - from) / (until - from);
  const y = (value: number) => (top - value) / (top - bottom);
  const at = dayNumber(today);
  return {
    steps: days.map((day, i) => {
      const next = days[i + 1];
      const value = values[i] ?? zero;
      return {
        date: day.date, value, receipts: parseDecimal(day.receipts), issues: parseDecimal(day.issues),
        start: x(dayNumber(day.date)), end: next ? x(dayNumber(next.date)) : 1, y: y(numberOf(value)),
      };
    }),
    zero: y(0),
    today: at >= from ? x(at) : undefined,
    ticks: ticks.map((value) => ({ value: parseDecimal(value) ?? zero, y: y(value) })),
    first: first.date,
    last: isoOf(until - 1),
  };
}

/** A scale that holds zero and all values, with three to six round ticks. */
function scaleOf(values: readonly number[]): { bottom: number; top: number; ticks: number[] } {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = ((high - low) || 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const [bottom, top] = [Math.floor(low / step), Math.max(Math.ceil(high / step), low < 0 ? 0 : 1)];
  const ticks: number[] = [];
  // Multiples by way of a text of twelve digits, so that a tick is 0.3 and not 0.30000000000000004.
  for (let n = top; n >= bottom; n--) ticks.push(Number((n * step).toPrecision(12)));
  return { bottom: bottom * step, top: top * step, ticks };
}

/** The step a place on the plot lies in. @param share 0 at the start, 1 at the end */
export function stepAt({ steps }: Plot, share: number): number {
  const index = steps.findIndex(({ end }) => share < end);
  return index < 0 ? steps.length - 1 : index;
}

/** The step that holds on a day: that of the last date not after it, else the first. */
export function stepOn({ steps }: Plot, day: string): number {
  return Math.max(0, steps.reduce((found, { date }, i) => (date <= day ? i : found), 0));
}

/** What a plot says in words. */
export interface PlotSummary {
  today: PlotStep;
  /** First day below zero from today on. */
  below: PlotStep | undefined;
  /** The lowest promise from today on, when it is lower than today's. */
  low: PlotStep | undefined;
  /** The last change from today on, when there is one. */
  last: PlotStep | undefined;
}

export function summaryOf(plot: Plot, day: string): PlotSummary | undefined {
  const from = stepOn(plot, day);
  const [today, ...later] = plot.steps.slice(from);
  if (!today) return undefined;
  const lowest = later.reduce((low, one) => (one.value < low.value ? one : low), today);
  const last = later[later.length - 1];
  return {
    today,
    below: later.find(({ value }) => value < zero && today.value >= zero),
    low: lowest.value < today.value ? lowest : undefined,
    last: later.some(({ value }) => value !== today.value) ? last : undefined,
  };
}
