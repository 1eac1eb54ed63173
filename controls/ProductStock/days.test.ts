import { dayOf, dayText } from "./days";

const formatting = (formatDateShort: (at: Date, withTime?: boolean) => string) => ({ formatDateShort }) as unknown as ComponentFramework.Formatting;

test("a day is worded by the host, without a time", () => {
  expect(dayText("2026-03-05", formatting((at, withTime) => `${at.getDate()}.${at.getMonth() + 1}.${at.getFullYear()} ${String(withTime)}`), "en")).toBe("5.3.2026 false");
});

test("a host without formats, or one that throws, gets the browser's", () => {
  expect(dayText("2026-03-05", undefined, "en")).toBe("3/5/2026");
  expect(dayText("2026-03-05", formatting(() => { throw new Error("harness"); }), "fr")).toBe("05/03/2026");
});

test("the day of a time is that of the user's clock", () => {
  expect(dayOf(new Date(2026, 10, 2, 23, 59).getTime())).toBe("2026-11-02");
});
