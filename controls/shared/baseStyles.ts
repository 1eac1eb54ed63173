import { type IStyle, mergeStyles } from "@fluentui/react";
import type { Colours } from "./theme";

/** Forced colours take the ground away; an edge in the text's colour keeps the shape. */
export const highContrast = "@media (forced-colors: active)";
export const lessMotion = "@media (prefers-reduced-motion: reduce)";

/** Read aloud, not seen. */
export const aside = {
  position: "absolute", width: 1, height: 1, margin: -1, padding: 0, border: 0, overflow: "hidden", clip: "rect(0 0 0 0)", whiteSpace: "nowrap",
} as const satisfies IStyle;

/**
 * Styles that the cards have in common, for `mergeStyleSets`. Logical properties only, so that right-to-left pages mirror
 * by themselves.
 */
export function baseStyles(c: Colours) {
  return {
    card: {
      position: "relative", boxSizing: "border-box", width: "100%", minWidth: 0, padding: 16, textAlign: "start",
      background: c.ground, color: c.text, border: `1px solid ${c.edge}`, borderRadius: 8,
      fontFamily: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif",
      fontSize: 14, lineHeight: 20, overflowWrap: "anywhere",
      // The texts read left to right even where the page does not; each is ordered by its own words and set by the page.
      selectors: {
        "p, dt, dd, li, span": { unicodeBidi: "plaintext" },
        "[dir=rtl] & p, [dir=rtl] & dt, [dir=rtl] & dd, [dir=rtl] & li": { textAlign: "right @noflip" },
      },
    },
    cardCompact: { padding: "8px 12px" },
    muted: { color: c.textMuted },
    small: { fontSize: 12, lineHeight: 16 },
    hint: { margin: "8px 0 0", color: c.textMuted, selectors: { "&:first-child": { margin: 0 } } },
    pill: {
      display: "inline-flex", alignItems: "center", gap: 6, maxWidth: "100%", boxSizing: "border-box", paddingBlock: 3, paddingInline: "8px 12px",
      borderRadius: 16, border: "1px solid transparent", fontWeight: 600,
      selectors: { svg: { flexShrink: 0 }, [highContrast]: { borderColor: "CanvasText" } },
    },
    button: { borderRadius: 4, flexShrink: 0 },
    aside,
  } as const satisfies Record<string, IStyle>;
}

interface ToneColours { ground: string; text: string; edge: string }

/** Classes by tone: lists ask for a few of them in each of their rows. */
const toneClasses = new WeakMap<ToneColours, string>();

/** A class that puts a tone's colours on an element. */
export function toneClass(tone: ToneColours): string {
  const known = toneClasses.get(tone) ?? mergeStyles({ background: tone.ground, color: tone.text, borderColor: tone.edge });
  toneClasses.set(tone, known);
  return known;
}
