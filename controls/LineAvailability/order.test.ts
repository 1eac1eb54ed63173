import { parseDecimal, zero } from "../shared/decimal";
import type { Coverage, CoveredLine } from "./allocate";
import { shownLines } from "./order";

const covered = (id: string, coverage: Coverage, shortage = 0): CoveredLine => ({
  line: { id, productId: undefined, name: id, quantity: zero, quantityText: "", unit: "", wanted: "" }, coverage, stock: undefined, total: zero, left: zero, shortage: parseDecimal(shortage) ?? zero,
});
const lines = [
  covered("fine", { kind: "covered" }), covered("little", { kind: "short" }, 1), covered("later", { kind: "later", on: "2026-07-01" }, 100),
  covered("unknown", { kind: "unknown", why: "writeIn" }), covered("much", { kind: "short" }, 20),
];
const ids = (shown: readonly CoveredLine[]) => shown.map(({ line }) => line.id);

test("as in the list, by shortage as numbers, by status with the worst first", () => {
  expect(ids(shownLines(lines, "list", false))).toEqual(["fine", "little", "later", "unknown", "much"]);
  expect(ids(shownLines(lines, "shortage", false))).toEqual(["later", "much", "little", "unknown", "fine"]);
  expect(ids(shownLines(lines, "status", false))).toEqual(["little", "much", "later", "unknown", "fine"]);
});

test("only short ones, those that are covered later included", () => {
  expect(ids(shownLines(lines, "list", true))).toEqual(["little", "later", "much"]);
});
