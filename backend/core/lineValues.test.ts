import { lineNumbersKey } from "./conflict";
import { isSameValue, lineTexts, lineValuesKey, lineValuesRoom, parseLastLines, shownValue, type LastLine } from "./lineValues";

const id = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
/** A line whose fifteen values are about as long as those of an order line with an address of its own. */
const line = (n: number, street: string): [string, LastLine] => [id(n), {
  number: n, values: { Quantity: "3", Unit: "ea", Price: "19.99", Discount: "3.33", Charge: "-0.01", Date: "2027-01-15", Description: "", Street: street, StreetNumber: "", City: "Seattle", State: "wa", Zip: "98101", Country: "us", Label: "Seattle", Name: "c-100" },
}];

test("what is kept of lines is read back", () => {
  const lines = new Map([line(1, "1 Main St"), line(2, "#2 \"Main\" St")]);
  const back = parseLastLines(lineTexts(lines));
  expect(back.get(id(1))).toEqual(lines.get(id(1)));
  expect(back.get(id(2))).toMatchObject({ number: 2, values: { Quantity: "3" } });
  expect(isSameValue(back.get(id(2))?.values.Street ?? "", "#2 \"Main\" St")).toBe(true);
  expect(isSameValue(back.get(id(2))?.values.Street ?? "", "#3 \"Main\" St")).toBe(false);
});

test.each([["as they usually are", "1 Main Street"], ["with the longest street", "\"".repeat(250)]])("a thousand lines %s fit the column together, and every change of them is seen", (_what, street) => {
  const lines = new Map(Array.from({ length: 1000 }, (_, n) => line(n + 1, street)));
  const column = JSON.stringify({ OrganizationName: "x", ...lineTexts(lines) });
  expect(column.length).toBeLessThan(1_048_576);
  const kept = parseLastLines(JSON.parse(column) as Record<string, string>);
  expect(kept.size).toBe(1000);
  expect(isSameValue(kept.get(id(1000))?.values.Street ?? "", street)).toBe(true);
  expect(isSameValue(kept.get(id(1000))?.values.Street ?? "", `${street}!`)).toBe(false);
  expect(kept.get(id(1000))?.values.Quantity).toBe("3");
});

test("of a document that is too long even so, the numbers are kept and nothing is judged", () => {
  const texts = lineTexts(new Map(Array.from({ length: 6000 }, (_, n) => line(n + 1, "1 Main Street"))));
  expect(texts[lineValuesKey]).toBeUndefined();
  expect((texts[lineNumbersKey] ?? "").length).toBeLessThan(1_048_576 - lineValuesRoom);
  expect(parseLastLines(texts).get(id(6000))).toEqual({ number: 6000, values: {} });
});

test("a digest is not shown to people", () => {
  expect([shownValue("12"), shownValue("#0123456789"), shownValue(undefined)]).toEqual(["12", undefined, undefined]);
});

test.each([["{"], ["[]"], ["null"], ["{\"fields\":3}"]])("unreadable values %s leave the numbers", (text) => {
  expect(parseLastLines({ [lineNumbersKey]: "{\"a\":1}", [lineValuesKey]: text })).toEqual(new Map([["a", { number: 1, values: {} }]]));
});
