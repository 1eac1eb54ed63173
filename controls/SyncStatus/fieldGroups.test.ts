import fc from "fast-check";
import type { FieldComparison } from "../../model/request";
import { differs, groupFields } from "./fieldGroups";

const value = fc.constantFrom("", "1", "2");
const field: fc.Arbitrary<FieldComparison> = fc.record(
  { field: fc.constantFrom("A", "B", "C"), sales: value, scm: value, line: fc.integer({ min: 1, max: 3 }), write: value },
  { requiredKeys: ["field", "sales", "scm"] },
);

test("every field is in the one group it belongs to, on the side it belongs to, groups in order", () => {
  fc.assert(fc.property(fc.array(field), (fields) => {
    const groups = groupFields(fields);
    const all = groups.flatMap((group) => [...group.differing, ...group.equal].map((one) => ({ one, line: group.line?.number })));
    expect(all).toHaveLength(fields.length);
    for (const { one, line } of all) expect(one.line).toBe(line);
    for (const group of groups) {
      expect(group.differing.every(differs)).toBe(true);
      expect(group.equal.some(differs)).toBe(false);
    }
    const numbers = groups.map(({ line }) => line?.number ?? 0);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  }));
});

test("what would be written differs, whatever the words", () => {
  expect(differs({ field: "A", sales: "1", scm: "1", write: "1" })).toBe(true);
  expect(differs({ field: "A", sales: "1", scm: "1" })).toBe(false);
});
