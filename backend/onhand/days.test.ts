import { decimal } from "../core/money";
import { daysOf, type DayRow } from "./days";

const row = (site: string, warehouse: string, date: string, available: string, more: Partial<DayRow> = {}): DayRow => ({ number: "A", site, warehouse, date, available: decimal(available), ...more });

test("places are added up; a place keeps what it had the day before, and has nothing before its first day", () => {
  const { total, places } = daysOf([
    row("1", "13", "2026-02-03", "7", { receipts: decimal("5") }), row("1", "13", "2026-02-01", "2", { issues: decimal("0.5") }), row("2", "24", "2026-02-02", "1.25", { receipts: decimal("1.25") }),
  ]);
  expect(total).toEqual([
    { date: "2026-02-01", available: "2", issues: "0.5" }, { date: "2026-02-02", available: "3.25", receipts: "1.25" }, { date: "2026-02-03", available: "8.25", receipts: "5" },
  ]);
  expect([...places.values()].map((days) => days.map(({ date, available }) => `${date} ${available}`))).toEqual([["2026-02-01 2", "2026-02-03 7"], ["2026-02-02 1.25"]]);
});

test("variants of a place are added up by day; what the source says of all places is not added once more", () => {
  expect(daysOf([row("1", "13", "2026-02-01", "2"), row("1", "13", "2026-02-01", "0.5")]).total).toEqual([{ date: "2026-02-01", available: "2.5" }]);
  expect(daysOf([row("", "", "2026-02-01", "9"), row("1", "13", "2026-02-01", "2")]).total).toEqual([{ date: "2026-02-01", available: "9" }]);
  expect(daysOf([])).toEqual({ total: [], places: new Map() });
});
