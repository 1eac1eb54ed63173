import { mergeStyleSets } from "@fluentui/react";
import { baseStyles, highContrast, lessMotion } from "../shared/baseStyles";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

/** Class names for the app's colours. */
export function classesOf(c: Colours) {
  const focus = { outline: `2px solid ${c.text}`, outlineOffset: 1 };
  const line = c.dark ? c.link : c.brand;
  // Digits and minus sign keep their order on right-to-left pages; the page says where they stand.
  const digits = { unicodeBidi: "plaintext", textAlign: "end", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums", selectors: { "[dir=rtl] &": { textAlign: "left @noflip" } } } as const;
  return mergeStyleSets({
    ...baseStyles(c),
    head: { margin: 0, color: c.textMuted },
    figure: { fontSize: 24, lineHeight: 32, fontWeight: 600, color: c.text, fontVariantNumeric: "tabular-nums", marginInlineEnd: 6 },
    minus: { color: c.danger.text },
    section: { marginTop: 16, paddingTop: 12, borderTop: `1px solid ${c.edge}` },
    sectionHead: { display: "flex", flexWrap: "wrap", alignItems: "center", justifyContent: "space-between", gap: "4px 12px" },
    sectionTitle: { margin: 0, fontSize: 12, lineHeight: 16, fontWeight: 600, color: c.textMuted },
    switch: {
      border: "none", background: "none", font: "inherit", fontSize: 12, lineHeight: 16, padding: "4px 2px", color: c.link, cursor: "pointer", borderRadius: 4,
      selectors: { ":focus-visible": focus, ":hover": { textDecoration: "underline" } },
    },
    /** Scrolls in itself, so that the card never gets wider than its place. */
    scroll: { overflow: "auto", maxHeight: 420, margin: "4px 0 0", selectors: { ":focus-visible": focus } },
    table: {
      borderCollapse: "collapse", width: "100%", overflowWrap: "normal",
      selectors: {
        "th, td": { fontWeight: 400, verticalAlign: "top", borderTop: `1px solid ${c.edge}` },
        "thead th": { borderTop: "none", fontSize: 12, lineHeight: 16, color: c.textMuted, whiteSpace: "nowrap", verticalAlign: "bottom" },
        "tfoot th, tfoot td": { fontWeight: 600, borderTop: `1px solid ${c.edgeStrong}` },
      },
    },
    number: { ...digits, padding: "6px 0", paddingInlineStart: 16 },
    /** Stays in view while the numbers scroll past it. */
    place: { position: "sticky", insetInlineStart: 0, background: c.ground, textAlign: "start", padding: "6px 0", minWidth: 96, overflowWrap: "anywhere", zIndex: 1 },
    placeInner: { paddingInlineStart: 16 },
    strong: { fontWeight: 600, selectors: { "th, td": { fontWeight: 600 } } },
    code: { color: c.textMuted, fontWeight: 400 },
    below: { fontSize: 12, lineHeight: 16, color: c.textMuted, fontWeight: 400 },
    summary: { margin: "4px 0 0" },
    readout: { display: "flex", flexWrap: "wrap", gap: "0 12px", margin: "12px 0 0", minHeight: 20, fontVariantNumeric: "tabular-nums" },
    plot: { position: "relative", height: 152, marginTop: 8 },
    canvas: {
      position: "absolute", insetInlineStart: "var(--p2c-axis)", insetInlineEnd: 0, top: 8, bottom: 24, cursor: "crosshair", touchAction: "pan-y", borderRadius: 2,
      selectors: { ":focus-visible": { ...focus, outlineOffset: 3 } },
    },
    drawing: { display: "block", width: "100%", height: "100%", overflow: "visible", selectors: { "[dir=rtl] &": { transform: "scaleX(-1)" } } },
    grid: { stroke: c.edge, strokeWidth: 1, selectors: { [highContrast]: { stroke: "GrayText" } } },
    zeroLine: { stroke: c.edgeStrong, strokeWidth: 1, selectors: { [highContrast]: { stroke: "CanvasText" } } },
    area: { fill: line, fillOpacity: 0.12, selectors: { [highContrast]: { fill: "none" } } },
    line: { stroke: line, strokeWidth: 2, strokeLinecap: "square", selectors: { [highContrast]: { stroke: "CanvasText" } } },
    lineBelow: { stroke: c.danger.text, selectors: { [highContrast]: { stroke: "CanvasText" } } },
    hatch: { stroke: c.danger.text, strokeWidth: 1.5, selectors: { [highContrast]: { stroke: "CanvasText" } } },
    todayLine: { stroke: c.textMuted, strokeWidth: 1, strokeDasharray: "3 3", selectors: { [highContrast]: { stroke: "CanvasText" } } },
    activeLine: { stroke: c.textMuted, strokeWidth: 1, selectors: { [highContrast]: { stroke: "Highlight" } } },
    activeDot: {
      fill: c.ground, stroke: c.text, strokeWidth: 2, transition: "cx .12s ease-out, cy .12s ease-out",
      selectors: { [highContrast]: { fill: "Canvas", stroke: "Highlight" }, [lessMotion]: { transition: "none" } },
    },
    tick: { ...digits, position: "absolute", insetInlineStart: 0, width: "calc(var(--p2c-axis) - 8px)", fontSize: 12, lineHeight: 16, marginTop: -8, color: c.textMuted },
    dates: { position: "absolute", insetInlineStart: "var(--p2c-axis)", insetInlineEnd: 0, bottom: 0, height: 16, fontSize: 12, lineHeight: 16, color: c.textMuted, display: "flex", justifyContent: "space-between" },
    todayLabel: { position: "absolute", top: 0, width: 0, display: "flex", justifyContent: "center", whiteSpace: "nowrap" },
  });
}
