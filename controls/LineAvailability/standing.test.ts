import { ProcessingStatus as S } from "../../model/generated/schema";
import { ValuesError, standingOf } from "./standing";

const of = (status: unknown, inScmValues: string | null = null, endedValues: string | null = null) => standingOf({ status, inScmValues, endedValues });

test("each processing status has its standing", () => {
  expect(Object.fromEntries(Object.entries(S).map(([name, value]) => [name, of(value)]))).toEqual({
    Draft: "open", Active: "open", Confirmed: "inScm", Picked: "inScm", PartiallyPicked: "inScm", PartiallyPacked: "inScm", PackingSlip: "inScm",
    PartiallyShipped: "inScm", PartiallyInvoiced: "inScm", Shipped: "ended", Invoiced: "ended", Cancelled: "ended",
  });
});

test.each([[null], [undefined], [""], [12345], ["none"]])("%p leaves the lines open", (status) => {
  expect(of(status)).toBe("open");
});

test("values as text, and of another choice", () => {
  expect(of(String(S.Picked))).toBe("inScm");
  expect([of(1, "1, 2", " 3"), of(2, "1, 2", " 3"), of(3, "1, 2", " 3"), of(S.Picked, "1, 2", " 3")]).toEqual(["inScm", "inScm", "ended", "open"]);
  // Where SCM reserves as soon as an order arrives.
  expect(of(S.Active, `${S.Active}, ${S.Confirmed}`)).toBe("inScm");
});

test.each([["picked"], ["1;2"], ["1,"], ["1.5"]])("%s is refused by name, whatever the status", (text) => {
  expect(() => of(null, text)).toThrow(new ValuesError({ property: "inScmValues", text: text === "1," ? "" : text }));
  expect(() => of(1, null, text)).toThrow(ValuesError);
});
