import type { ProjectedDay } from "../../model/onHand";
import { decimalText, parseDecimal } from "../shared/decimal";
import { plotOf, stepAt, stepOn, summaryOf, type Plot } from "./plot";

const day = (date: string, available: string, more: Partial<ProjectedDay> = {}): ProjectedDay => ({ date: `2026-${date}`, available, ...more });
const drawn = (days: readonly ProjectedDay[], today = "2026-11-22"): Plot => {
  const plot = plotOf(days, today);
  if (!plot) throw new Error("Nothing was drawn.");
  return plot;
};
const ticks = (...values: string[]) => drawn(values.map((value, i) => day(`11-2${i}`, value))).ticks.map(({ value }) => decimalText(value));
const days = [day("11-22", "10", { receipts: "0", issues: "2.5" }), day("11-24", "-5"), day("11-30", "20")];

test("no days, no plot", () => {
  expect(plotOf([], "2026-11-22")).toBeUndefined();
});

test("each day holds until the next, the last one to the end", () => {
  const plot = drawn(days);
  expect(plot.steps.map(({ start, end }) => [start, end])).toEqual([[0, 2 / 9], [2 / 9, 8 / 9], [8 / 9, 1]]);
  expect([plot.first, plot.last, plot.today]).toEqual(["2026-11-22", "2026-11-30", 0]);
  expect(plot.steps[0]).toMatchObject({ receipts: parseDecimal("0"), issues: parseDecimal("2.5") });
  expect(plot.steps[1]?.receipts).toBeUndefined();
});

test("high is up, and zero lies between what is above and below it", () => {
  const plot = drawn(days);
  expect(plot.ticks.map(({ value, y }) => [decimalText(value), y])).toEqual([["20", 0], ["10", 1 / 3], ["0", 2 / 3], ["-10", 1]]);
  expect(plot.zero).toBeCloseTo(2 / 3);
  expect(plot.steps.map(({ y }) => Math.round(y * 1000))).toEqual([333, 833, 0]);
});

test("ticks are round whatever the size of the numbers", () => {
  expect(ticks("0.3")).toEqual(["0.3", "0.2", "0.1", "0"]);
  expect(ticks("0", "0")).toEqual(["0.5", "0"]);
  expect(ticks("-4", "-1")).toEqual(["0", "-2", "-4"]);
  expect(ticks("123456789")).toEqual(["150000000", "100000000", "50000000", "0"]);
  expect(ticks("0.0000000004")).toEqual(["0.0000000004", "0.0000000002", "0"]);
});

test("old numbers are drawn until today, days ahead of today have no mark for it", () => {
  const old = drawn([day("11-01", "4")]);
  expect([old.last, old.today]).toEqual(["2026-11-22", 21 / 22]);
  const ahead = drawn([day("11-23", "4")]);
  expect([ahead.last, ahead.today]).toEqual(["2026-11-29", undefined]);
});

test("a place on the plot and a day lead to the step they lie in", () => {
  const plot = drawn(days);
  expect([0, 0.1, 0.5, 0.95, 1, 2].map((share) => stepAt(plot, share))).toEqual([0, 0, 1, 2, 2, 2]);
  expect(["2026-11-01", "2026-11-23", "2026-11-24", "2027-01-01"].map((date) => stepOn(plot, date))).toEqual([0, 0, 1, 2]);
});

test("the summary tells today, the first day below zero, the lowest and the last change", () => {
  const told = (list: readonly ProjectedDay[], today = "2026-11-22") => {
    const summary = summaryOf(drawn(list, today), today);
    return [summary?.today, summary?.below, summary?.low, summary?.last].map((step) => step?.date.slice(5));
  };
  expect(told(days)).toEqual(["11-22", "11-24", "11-24", "11-30"]);
  expect(told(days, "2026-11-25")).toEqual(["11-24", undefined, undefined, "11-30"]);
  expect(told([day("11-22", "5"), day("11-24", "5")])).toEqual(["11-22", undefined, undefined, undefined]);
  expect(told([day("11-22", "9"), day("11-24", "3"), day("11-25", "4")])).toEqual(["11-22", undefined, "11-24", "11-25"]);
});
