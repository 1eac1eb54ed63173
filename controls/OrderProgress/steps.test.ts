import fc from "fast-check";
import { ProcessingStatus } from "../../model/generated/schema";
import { StepsError, parseEnds, parseSteps, progressOf, standardEnds, standardSteps } from "./steps";

test("blank takes the steps of Prospect to cash; between them and the ends stands every status once", () => {
  for (const blank of [null, undefined, "", "  "]) expect([parseSteps(blank), parseEnds(blank)]).toEqual([standardSteps, standardEnds]);
  const values = [...standardSteps.flatMap(({ value, partial }) => [value, ...partial]), ...standardEnds];
  expect([...values].sort()).toEqual(Object.values(ProcessingStatus).sort());
});

test("what is written is what is read", () => {
  const step = fc.record({ value: fc.integer({ min: -999, max: 2 ** 31 - 1 }), partial: fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 3 }) });
  fc.assert(fc.property(fc.array(step, { minLength: 1 }), (steps) => {
    const text = steps.map(({ value, partial }) => [value, ...partial].join(" / ")).join(" , ");
    expect(parseSteps(text)).toEqual(steps);
    expect(parseEnds(steps.map(({ value }) => value).join(","))).toEqual(steps.map(({ value }) => value));
  }));
});

test.each([["1,,2", ""], ["1,2/", "2/"], ["Draft", "Draft"], ["1.5", "1.5"], ["1;2", "1;2"]])("%s is refused with the part that is wrong", (text, part) => {
  expect(() => parseSteps(text)).toThrow(new StepsError({ text: part }));
});

test("a value that is both a step and an end is a step", () => {
  expect(progressOf(504170010, parseSteps("504170010"), standardEnds)).toEqual({ kind: "at", index: 0, partial: false });
  expect(progressOf(504170010, standardSteps, standardEnds)).toEqual({ kind: "ended" });
  expect(progressOf(null, standardSteps, standardEnds)).toEqual({ kind: "none" });
  expect(progressOf(1, standardSteps, standardEnds)).toEqual({ kind: "unknown" });
});
