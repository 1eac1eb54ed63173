import { decimal, decimalText } from "../core/money";
import { byNumber, byPlace, quantitiesOf, quantityNames, total, type PlaceStock } from "./stock";

const place = (site: string, warehouse: string, amount: string): PlaceStock => ({ site, warehouse, quantities: quantitiesOf(() => decimal(amount)) });
const amounts = (quantities: PlaceStock["quantities"]) => quantityNames.map((name) => decimalText(quantities[name]));

test("sums are exact", () => {
  expect(amounts(total([place("1", "13", "0.1"), place("1", "13", "0.2"), place("2", "24", "-0.0000000001")]))).toEqual(Array(6).fill("0.2999999999"));
  expect(amounts(total([]))).toEqual(Array(6).fill("0"));
});

test("variants of one place are one place, whatever the case of its id; what lies nowhere counts in the total alone", () => {
  const rows = [place("A", "w1", "1"), place("a", "W1", "2.5"), place("A", "", "4"), place("", "", "8")];
  expect(byPlace(rows).map(({ site, warehouse, quantities }) => [site, warehouse, decimalText(quantities.physical)])).toEqual([["A", "w1", "3.5"], ["A", "", "4"]]);
  expect(decimalText(total(rows).physical)).toBe("15.5");
});

test("rows are found by number, whatever its case", () => {
  expect(byNumber([{ number: "a" }, { number: "A" }, { number: "b" }]).get("a")).toHaveLength(2);
});
