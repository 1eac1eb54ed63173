import { mergeStyleSets } from "@fluentui/react";
import { buttonStyle } from "../shared/Button";
import { baseStyles, highContrast } from "../shared/baseStyles";
import { forColours } from "../shared/forColours";
import { linkStyle } from "../shared/linkStyle";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

/** Class names for the app's colours. Widths follow the container, so that one layout serves 320 px and a full-width section. */
export function classesOf(c: Colours) {
  const focus = { outline: `2px solid ${c.text}`, outlineOffset: 1 };
  const stripes = (colour: string, angle: number, width: number) => `repeating-linear-gradient(${angle}deg, ${colour} 0 ${width}px, ${c.ground} ${width}px ${width + 3}px)`;
  const dots = `radial-gradient(${c.edgeStrong} 1.2px, ${c.ground} 1.4px) 0 0 / 5px 5px`;
  return mergeStyleSets({
    ...baseStyles(c),
    button: buttonStyle(c),
    count: { margin: 0, color: c.textMuted },
    currency: { marginTop: 12, selectors: { "& + &": { marginTop: 20, paddingTop: 16, borderTop: `1px solid ${c.edge}` } } },
    currencyName: { fontWeight: 600, marginBottom: 8 },
    stats: { display: "flex", flexWrap: "wrap", gap: "12px 40px", margin: 0 },
    stat: { minWidth: 0 },
    term: { display: "block", margin: 0, fontSize: 12, lineHeight: 16, color: c.textMuted },
    big: { display: "flex", alignItems: "center", gap: 6, margin: "2px 0 0", fontSize: 20, lineHeight: 28, fontWeight: 600, selectors: { svg: { flexShrink: 0 } } },
    below: { display: "block", margin: 0, fontSize: 12, lineHeight: 16, color: c.textMuted },
    figures: { fontVariantNumeric: "tabular-nums" },
    late: { color: c.danger.text, fontWeight: 600 },
    bar: { display: "flex", gap: 2, height: 14, marginTop: 14, borderRadius: 4, overflow: "hidden" },
    part: { flexBasis: 3, flexShrink: 0, minWidth: 3, boxSizing: "border-box" },
    legend: { display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 112px), 1fr))", gap: "10px 16px", listStyle: "none", margin: "12px 0 0", padding: 0 },
    legendItem: { display: "flex", alignItems: "flex-start", gap: 8, minWidth: 0 },
    legendAmount: { display: "block", fontWeight: 600 },
    swatch: { flexShrink: 0, width: 14, height: 14, marginTop: 1, borderRadius: 3, boxSizing: "border-box" },
    // Each age has a pattern of its own beside its colour, kept where the system forces colours.
    notDue: pattern(c, c.dark ? c.link : c.brand),
    upTo30: pattern(c, stripes(c.warning.text, 135, 2), c.warning.text),
    upTo60: pattern(c, stripes(c.warning.text, 135, 6), c.warning.text),
    upTo90: pattern(c, stripes(c.danger.text, 90, 3), c.danger.text),
    over90: pattern(c, c.danger.text),
    noDueDate: pattern(c, dots, c.edgeStrong),
    sort: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, marginTop: 16 },
    select: { font: "inherit", color: c.text, background: c.ground, border: `1px solid ${c.edgeStrong}`, borderRadius: 4, padding: "4px 8px", maxWidth: "100%", selectors: { ":focus-visible": focus } },
    list: { listStyle: "none", margin: "16px 0 0", padding: 0, borderTop: `1px solid ${c.edge}` },
    row: { padding: "10px 0", borderBottom: `1px solid ${c.edge}` },
    rowHead: { display: "flex", alignItems: "flex-start", gap: 4 },
    rowBody: { flexGrow: 1, minWidth: 0 },
    rowLine: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "2px 16px" },
    rowMore: { fontSize: 12, lineHeight: 16, marginTop: 2, color: c.textMuted },
    number: [linkStyle(c), { fontWeight: 600 }],
    amount: { fontWeight: 600, marginInlineStart: "auto", textAlign: "end" },
    state: { marginInlineStart: "auto", textAlign: "end" },
    expander: {
      display: "inline-flex", alignItems: "center", justifyContent: "center", flexShrink: 0, width: 24, height: 24, margin: "-2px 0 0 0", padding: 0, border: "none", background: "none",
      color: c.text, cursor: "pointer", borderRadius: 4, selectors: { ":focus-visible": focus, ":hover": { background: c.groundHover } },
    },
    closed: { selectors: { "[dir=rtl] &": { transform: "scaleX(-1)" } } },
    opened: { transform: "rotate(90deg)" },
    lines: { marginInlineStart: 28, selectors: { p: { margin: "8px 0 0" }, "&[hidden]": { display: "none" } } },
    notice: { margin: "12px 0 0", display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, color: c.textMuted },
    help: { margin: "12px 0 0", fontSize: 12, lineHeight: 16, color: c.textMuted },
  });
}

/** The lines of an invoice that was expanded. */
export const lineClasses = forColours((c) => mergeStyleSets({
  lineList: { listStyle: "none", margin: "8px 0 0", padding: "8px 12px", background: c.groundHover, borderRadius: 6, selectors: { [highContrast]: { border: "1px solid CanvasText" } } },
  line: { display: "flex", justifyContent: "space-between", gap: 16, padding: "4px 0" },
}));

/** A list that could not be read. */
export const errorClasses = forColours(() => mergeStyleSets({
  panel: { padding: 12, borderRadius: 6, border: "1px solid", borderInlineStartWidth: 4 },
  panelMore: { margin: "8px 0 0" },
}));

function pattern(c: Colours, background: string, edge?: string) {
  return { background, ...(edge ? { border: `1px solid ${edge}` } : {}), forcedColorAdjust: "none", selectors: { [highContrast]: { outline: `1px solid ${c.edge}`, outlineOffset: -1 } } } as const;
}
