import { asRow, numberOf, parseJson, stringsOf, textOf, wordedValue } from "./row";

test.each([null, undefined, "text", 3, [], ["a"]])("%p is no row", (value) => { expect(asRow(value)).toBeUndefined(); });

test("values of any type have a text and a number", () => {
  expect(["a", 1.5, false, null, {}, undefined].map(textOf)).toEqual(["a", "1.5", "false", "", "", ""]);
  expect([2, "2", null].map(numberOf)).toEqual([2, 0, 0]);
  expect(stringsOf({ a: 1, b: null })).toEqual({ a: "1", b: "" });
  expect(stringsOf(undefined)).toEqual({});
});

test("broken JSON is nothing", () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(["{", "", null, 5].map(parseJson)).toEqual([undefined, undefined, undefined, undefined]);
});

test("what Dataverse words a column as is read beside it", () => {
  expect(wordedValue({ "a@OData.Community.Display.V1.FormattedValue": "A" }, "a")).toBe("A");
  expect(wordedValue({ a: 1 }, "a")).toBe("");
});
