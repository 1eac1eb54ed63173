import { parseDecimal } from "../shared/decimal";
import type { Invoice } from "./invoices";
import { ordered } from "./order";

const invoice = (id: string, daysOverdue: number | undefined, total: string, change: Partial<Invoice> = {}): Invoice => ({
  id, number: id, onText: "", dueText: "", daysOverdue, total: parseDecimal(total), totalText: total, isOpen: true, stateText: "", state: "0", currencyId: "usd", currencyName: "", ...change,
});
const invoices = [
  invoice("later", -5, "9.5"), invoice("paid", 300, "5000", { isOpen: false }), invoice("no date", undefined, "10"), invoice("yen", 20, "48000", { currencyId: "jpy" }),
  invoice("oldest", 200, "hidden"), invoice("today", 0, "100"), invoice("today too", 0, "100"), invoice("long ago", -400, "-3"),
];
const ids = (order: "view" | "due" | "amount") => ordered(invoices, order).map(({ id }) => id);

test("the view's order is left alone", () => {
  expect(ordered(invoices, "view")).toBe(invoices);
});

test("by due date: what is overdue longest first, then what has no date, then what is not open", () => {
  expect(ids("due")).toEqual(["oldest", "yen", "today", "today too", "later", "long ago", "no date", "paid"]);
});

test("by amount, as numbers and by currency; unknown amounts last", () => {
  expect(ids("amount")).toEqual(["paid", "today", "today too", "no date", "later", "long ago", "oldest", "yen"]);
});
