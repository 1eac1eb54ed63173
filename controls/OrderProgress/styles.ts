import { mergeStyleSets } from "@fluentui/react";
import { buttonStyle } from "../shared/Button";
import { baseStyles, highContrast } from "../shared/baseStyles";
import { linkStyle } from "../shared/linkStyle";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

/** From this width of the card on (not of the page) the steps stand in a row. */
const wide = "@container p2c-progress (min-width: 600px)";

/** Class names for the app's colours. The steps stand below each other by themselves and in a row where there is room. */
export function classesOf(c: Colours) {
  const reached = c.dark ? c.link : c.brand;
  return mergeStyleSets({
    ...baseStyles(c),
    button: buttonStyle(c),
    link: linkStyle(c),
    frame: { containerType: "inline-size", containerName: "p2c-progress", width: "100%" },
    wordPill: { paddingInline: 12 },
    header: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px" },
    steps: {
      listStyle: "none", margin: "16px 0 0", padding: 0,
      selectors: { [wide]: { display: "flex", margin: "20px 0 0" } },
    },
    step: {
      position: "relative", boxSizing: "border-box", minWidth: 0, minHeight: 40, paddingInlineStart: 32, paddingBottom: 12, color: c.textMuted,
      selectors: {
        "&:last-child": { paddingBottom: 0, minHeight: 20 },
        // The line to the next step.
        "&:not(:last-child)::after": { content: "''", position: "absolute", insetInlineStart: 9, top: 23, bottom: 3, borderInlineStart: `2px solid ${c.edge}` },
        [wide]: {
          flex: "1 1 0", padding: "30px 6px 0", textAlign: "center !important",
          selectors: {
            // Without an ampersand: with one, the rule would lose the condition it stands in.
            ":not(:last-child)::after": { insetInlineStart: "calc(50% + 15px)", insetInlineEnd: "calc(-50% + 15px)", top: 9, bottom: "auto", borderInlineStart: "none", borderTop: `2px solid ${c.edge}` },
          },
        },
      },
    },
    /** The way to the next step has been gone. */
    passed: {
      selectors: {
        "&:not(:last-child)::after": { borderInlineStartColor: reached, borderTopColor: reached },
        [highContrast]: { selectors: { ":not(:last-child)::after": { borderInlineStartColor: "Highlight", borderTopColor: "Highlight" } } },
      },
    },
    marker: {
      position: "absolute", insetInlineStart: 0, top: 0, display: "flex", color: c.edgeStrong,
      selectors: { [wide]: { insetInlineStart: "calc(50% - 10px)" } },
    },
    markerReached: { color: reached },
    markerEnded: { color: c.danger.text },
    label: { display: "block" },
    labelHere: { fontWeight: 600, color: c.text },
    caption: { display: "block", fontSize: 12, lineHeight: 16, color: c.textMuted },
    captionHere: { color: c.text },
    row: { display: "flex", alignItems: "center", gap: 6, listStyle: "none", margin: "8px 0 2px", padding: 0, selectors: { li: { display: "flex", color: c.edgeStrong } } },
    invoices: { marginTop: 16, paddingTop: 12, borderTop: `1px solid ${c.edge}` },
    list: { display: "flex", flexWrap: "wrap", gap: "2px 16px", listStyle: "none", margin: "4px 0 0", padding: 0 },
    notice: { margin: "12px 0 0", display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, color: c.textMuted },
  });
}
