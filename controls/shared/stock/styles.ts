import { keyframes, mergeStyleSets } from "@fluentui/react";
import { buttonStyle } from "../Button";
import { baseStyles, lessMotion } from "../baseStyles";
import type { Colours } from "../theme";

export type StockClasses = ReturnType<typeof stockClassesOf>;

/** Class names of the StockBar for the app's colours. */
export function stockClassesOf(c: Colours) {
  const { muted, aside } = baseStyles(c);
  return mergeStyleSets({
    muted, aside,
    button: buttonStyle(c),
    // The texts read left to right even where the page does not; each line is ordered by its own words and set by the page.
    bar: { selectors: { p: { unicodeBidi: "plaintext" }, "[dir=rtl] & p": { textAlign: "right @noflip" } } },
    line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
    facts: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 10px", flexGrow: 1, flexBasis: 200, minWidth: 0 },
    select: {
      font: "inherit", color: c.text, background: c.ground, border: `1px solid ${c.edgeStrong}`, borderRadius: 4, padding: "3px 6px", maxWidth: "100%",
      selectors: { ":focus-visible": { outline: `2px solid ${c.text}`, outlineOffset: 1 } },
    },
    stale: { display: "inline-flex", alignItems: "center", gap: 4, padding: "1px 8px", borderRadius: 12, border: "1px solid", fontSize: 12, lineHeight: 16, selectors: { svg: { width: 12, height: 12, flexShrink: 0 } } },
    course: { display: "flex", alignItems: "center", gap: 6, color: c.textMuted, selectors: { ":not(:empty)": { marginTop: 8 }, svg: { flexShrink: 0 } } },
    turning: {
      animationName: keyframes({ from: { transform: "rotate(0deg)" }, to: { transform: "rotate(360deg)" } }), animationDuration: "1.2s", animationIterationCount: "infinite", animationTimingFunction: "linear",
      selectors: { [lessMotion]: { animationName: "none" } },
    },
    notice: { margin: "8px 0 0", display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, color: c.textMuted },
    panel: { display: "flex", gap: 8, marginTop: 12, padding: 12, borderRadius: 6, border: "1px solid" },
    panelIcon: { flexShrink: 0, marginTop: 2 },
    panelText: { minWidth: 0, color: c.text, overflowWrap: "anywhere" },
    panelRow: { margin: 0, selectors: { "& ~ &": { marginTop: 8 } } },
    technical: { marginTop: 4, fontSize: 12, lineHeight: 16, selectors: { summary: { cursor: "pointer" } } },
  });
}
