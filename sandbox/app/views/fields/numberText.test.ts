import { accountTable } from "../../testing/fixtures";
import { textsOf } from "../../texts";
import { readDate, writeDate } from "./dateText";
import { readNumber, writeNumber } from "./numberText";

const money = accountTable.columns.find((c) => c.logicalName === "creditlimit");
if (!money) throw new Error("fixture");
const whole = { ...money, type: "Integer" as const, label: "Employees" };

test.each([
  ["$1,234.50", "en-US", 1234.5], ["1234.567", "en-US", 1234.57], ["", "en-US", null], ["1 234,5 €", "fr-FR", 1234.5], ["1\u202f234,5", "fr-FR", 1234.5],
])("%s in %s", (text, locale, value) => {
  expect(readNumber(text, money, locale, textsOf(1033))).toEqual({ value });
});

test("what is no number, not whole or out of range is refused by field, value and remedy", () => {
  expect(readNumber("12a", money, "en-US", textsOf(1033))).toEqual({ error: "creditlimit: '12a' is not a number. Enter digits, for example 1234.5." });
  expect(readNumber("1.5", whole, "en-US", textsOf(1033))).toEqual({ error: "Employees: '1.5' is not a whole number. Enter digits only." });
  expect(readNumber("-1", money, "en-US", textsOf(1033))).toEqual({ error: "creditlimit: -1 is out of range. Enter a value between 0.00 and 1,000,000.00." });
});

test("what is written is read back", () => {
  for (const locale of ["en-US", "fr-FR"]) expect(readNumber(writeNumber(1234567.5, { ...money, max: 1e9 }, locale), { ...money, max: 1e9 }, locale, textsOf(1033))).toEqual({ value: 1234567.5 });
});

test("dates in the user's order of day and month; impossible ones are none", () => {
  expect(readDate("2/29/2024", "en-US")).toEqual(new Date(2024, 1, 29));
  expect(readDate("29/02/2024", "fr-FR")).toEqual(new Date(2024, 1, 29));
  expect(readDate("2/30/2024", "en-US")).toBeUndefined();
  expect(readDate("tomorrow", "en-US")).toBeUndefined();
  expect(readDate(writeDate(new Date(2026, 10, 22), "fr-FR"), "fr-FR")).toEqual(new Date(2026, 10, 22));
});
