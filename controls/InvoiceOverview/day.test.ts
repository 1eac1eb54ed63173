import fc from "fast-check";
import { dayOf, daysBetween, todayOf } from "./day";

test.each<[unknown, string | undefined]>([
  ["2026-06-15", "2026-06-15"], ["2026-06-15T00:00:00Z", "2026-06-15"], [new Date("2026-06-15T00:00:00Z"), "2026-06-15"], [new Date(2026, 5, 15), "2026-06-15"],
  ["1900-01-01", undefined], [new Date("1900-01-01T00:00:00Z"), undefined], [new Date(NaN), undefined], ["*****", undefined], ["", undefined], [null, undefined], [20260615, undefined],
])("%p is the day %s", (value, day) => { expect(dayOf(value)).toBe(day); });

test("today is the user's", () => {
  const now = Date.UTC(2026, 5, 15, 23, 30);
  expect([todayOf(now, 0), todayOf(now, 60), todayOf(now, -12 * 60)]).toEqual(["2026-06-15", "2026-06-16", "2026-06-15"]);
});

test("days add up over months, years and leap days", () => {
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
    const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
    expect(daysBetween(from, to)).toBe(days);
  }));
});
