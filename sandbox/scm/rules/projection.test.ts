import type { Digits } from "../decimal";
import { dayAfter, project, type Movement } from "./projection";
import type { Stock } from "./stock";

const stock = (onHand: Digits, reserved: Digits = "0"): Stock => ({ onHand, reserved, onOrder: "0", ordered: "0" });
const into = (date: string, receipt: Digits): Movement => ({ date, receipt, issue: "0", unreserved: "0" });
const out = (date: string, issue: Digits, unreserved: Digits = issue): Movement => ({ date, receipt: "0", issue, unreserved });
const promises = (...given: Parameters<typeof project>) => project(...given).map(({ date, promise }) => [date.slice(8), promise]);

const [today, until] = ["2026-11-22", "2026-12-22"] as const;

test("a day without movements is not there, today always is", () => {
  expect(project(stock("7", "2"), [], today, until)).toEqual([{ date: today, receipts: "0", issues: "0", onHand: "7", promise: "5" }]);
});

test("nothing is promised that a later day needs, and a receipt lifts only what comes after it", () => {
  expect(promises(stock("10"), [out("2026-11-25", "8"), into("2026-11-28", "5"), out("2026-12-01", "1")], today, until)).toEqual([["22", "2"], ["25", "2"], ["28", "6"], ["01", "6"]]);
});

test("what is reserved has its goods: its issue lowers the stock, not the promise", () => {
  expect(project(stock("10", "4"), [out("2026-11-25", "6", "2")], today, until)).toEqual([
    { date: today, receipts: "0", issues: "0", onHand: "10", promise: "4" },
    { date: "2026-11-25", receipts: "0", issues: "6", onHand: "4", promise: "4" },
  ]);
});

test("what is overdue counts today, what lies beyond the horizon not at all", () => {
  expect(project(stock("1"), [out("2026-10-01", "0.0000000004"), into("2026-11-01", "2"), out("2026-12-23", "50")], today, until)).toEqual([
    { date: today, receipts: "2", issues: "0.0000000004", onHand: "2.9999999996", promise: "2.9999999996" },
  ]);
});

test("more demanded than is coming is negative", () => {
  expect(promises(stock("-4"), [into("2026-11-24", "3"), out("2026-11-24", "1")], today, until)).toEqual([["22", "-4"], ["24", "-2"]]);
});

test("days are counted over the ends of months and years", () => {
  expect([dayAfter("2026-12-31", 1), dayAfter("2028-02-28", 1), dayAfter("2026-11-22", 30)]).toEqual(["2027-01-01", "2028-02-29", "2026-12-22"]);
});
