import { decimalText } from "../shared/decimal";
import { isSame, valueText } from "./fieldValue";

const writing = { t: (key: string) => `t:${key}`, number: (value: bigint) => `n:${decimalText(value)}`, day: (iso: string) => `d:${iso}` };
const shown = (column: string | undefined, text: string, field = "ScmField") => valueText({ field, ...(column === undefined ? {} : { column }) }, text, writing);

test.each([
  ["creditlimit", "50000.00", "n:50000"],
  ["priceperunit", "-0.0000000001", "n:-0.0000000001"],
  ["duedate", "2026-03-05", "d:2026-03-05"],
  ["requestdeliveryby", "2026-03-05T00:00:00Z", "d:2026-03-05"],
  ["isstockitem", "true", "t:Yes"],
  ["donotemail", "No", "t:No"],
])("%s %s is written the user's way", (column, text, expected) => {
  expect(shown(column, text)).toBe(expected);
});

test("of what comes from SCM the field is the column of Sales", () => {
  expect(shown(undefined, "7.5", "p2c_misctax")).toBe("n:7.5");
});

test.each([
  ["accountnumber", "1000"], ["telephone1", "0033123"], ["description", "true"], ["name", "2026-03-05"], ["gendercode", "1"], [undefined, "12.50"],
  ["creditlimit", "a lot"], ["creditlimit", ""], ["duedate", "soon"], ["duedate", ""], ["isstockitem", "maybe"], ["isstockitem", ""],
])("%s %s, of which it is not certain, is left alone", (column, text) => {
  expect(shown(column, text)).toBe(text);
});

test.each([["creditlimit", "", "0", true], ["creditlimit", "5", "5.00", true], ["creditlimit", "", "7", false], ["creditlimit", "a lot", "0", false], ["creditlimit", "a lot", "much", false], ["name", "", "0", false], ["name", "A", "A", true]])("%s of '%s' and '%s'", (column, sales, scm, same) => {
  expect(isSame({ field: "ScmField", column, sales, scm })).toBe(same);
});
