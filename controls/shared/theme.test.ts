import { type Tone, coloursOf } from "./theme";

/** Contrast of two #rrggbb colours (WCAG 2.2, "contrast ratio"). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test.each([false, true])("every text is readable on its ground without an app theme (dark %p)", (isDarkTheme) => {
  const c = coloursOf({ isDarkTheme });
  const pairs: [string, string][] = [[c.text, c.ground], [c.textMuted, c.ground], [c.link, c.ground], [c.onBrand, c.brand], [c.onBrand, c.brandHover]];
  for (const tone of ["neutral", "info", "success", "warning", "danger"] as const) {
    const { text, ground }: Tone = c[tone];
    pairs.push([text, ground], [c.text, ground]);
  }
  for (const [text, ground] of pairs) expect([text, ground, contrast(text, ground) >= 4.5]).toEqual([text, ground, true]);
});

test("the app's tokens are used, a tone only as a whole", () => {
  const c = coloursOf({ isDarkTheme: false, tokenTheme: { colorNeutralForeground1: "#010203", colorStatusDangerBackground1: "#fedcba" } });
  expect(c.text).toBe("#010203");
  expect(c.danger).toEqual(coloursOf(undefined).danger);
});
