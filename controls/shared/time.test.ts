import { exactTime, parseTime, relativeTime } from "./time";

const now = Date.UTC(2026, 5, 15, 12);
const ago = (ms: number) => new Date(now - ms);
const minute = 60_000;

test.each([
  [0, "just now", "à l’instant"],
  [10_000, "just now", "à l’instant"],
  [-10_000, "just now", "à l’instant"],
  [50_000, "1 minute ago", "il y a 1 minute"],
  [59.9 * minute, "59 minutes ago", "il y a 59 minutes"],
  [90 * minute, "1 hour ago", "il y a 1 heure"],
  [25 * 60 * minute, "yesterday", "hier"],
  [40 * 24 * 60 * minute, "last month", "le mois dernier"],
  [800 * 24 * 60 * minute, "2 years ago", "il y a 2 ans"],
  [-5 * minute, "in 5 minutes", "dans 5 minutes"],
])("%d ms before now", (ms, english, french) => {
  expect(relativeTime(ago(ms), now, "en")).toBe(english);
  expect(relativeTime(ago(ms), now, "fr")).toBe(french);
});

test("a moment to come says so", () => {
  expect([relativeTime(ago(-10_000), now, "en", true), relativeTime(ago(-10_000), now, "fr", true), relativeTime(ago(10_000), now, "en", true)]).toEqual(["in a moment", "dans un instant", "just now"]);
});

test("the exact time comes from the user's settings, else from the browser", () => {
  const formatting = { formatDateShort: (_at: Date, withTime?: boolean) => `short ${withTime}` } as unknown as ComponentFramework.Formatting;
  const broken = { formatDateShort: () => { throw new Error("not here"); } } as unknown as ComponentFramework.Formatting;
  expect(exactTime(ago(0), formatting, "en")).toBe("short true");
  expect(exactTime(ago(0), broken, "en")).toContain("2026");
  expect(exactTime(ago(0), undefined, "fr")).toContain("2026");
});

test("only a date counts as a time", () => {
  expect(parseTime("2026-06-15T12:00:00Z")?.getTime()).toBe(now);
  for (const nothing of [null, undefined, "", "soon", 5]) expect(parseTime(nothing)).toBeUndefined();
});
