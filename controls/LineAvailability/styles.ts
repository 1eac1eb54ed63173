import { type IStyle, mergeStyleSets } from "@fluentui/react";
import { buttonStyle } from "../shared/Button";
import { baseStyles, highContrast } from "../shared/baseStyles";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

/** From this width of the control on (not of the page) the lines are a table; below it each is a card. */
const wide = "@container p2c-lines (min-width: 640px)";
const tracks = "minmax(170px, 2.4fr) minmax(84px, 1fr) minmax(96px, 1.3fr) minmax(72px, 0.8fr) minmax(160px, 2.2fr)";

/** Class names for the app's colours. Logical properties only, so that right-to-left pages mirror by themselves. */
export function classesOf(c: Colours) {
  const focus = { outline: `2px solid ${c.text}`, outlineOffset: 1 };
  const number: IStyle = { fontVariantNumeric: "tabular-nums", minWidth: 0 };
  const row: IStyle = { display: "grid", gridTemplateColumns: "1fr", gap: "4px 12px", padding: "10px 4px", selectors: { [wide]: { gridTemplateColumns: tracks, alignItems: "start" } } };
  const base = baseStyles(c);
  return mergeStyleSets({
    ...base,
    button: buttonStyle(c),
    standing: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 },
    summary: { display: "flex", flexWrap: "wrap", gap: 8, listStyle: "none", margin: 0, padding: 0 },
    bar: { marginTop: 12 },
    tools: { display: "flex", flexWrap: "wrap", alignItems: "center", justifyContent: "space-between", gap: "8px 16px", marginTop: 16 },
    only: { display: "inline-flex", alignItems: "center", gap: 8, cursor: "pointer" },
    checkbox: { width: 16, height: 16, margin: 0, accentColor: c.brand, selectors: { ":focus-visible": focus } },
    sort: { display: "inline-flex", flexWrap: "wrap", alignItems: "center", gap: 8 },
    select: {
      font: "inherit", color: c.text, background: c.ground, border: `1px solid ${c.edgeStrong}`, borderRadius: 4, padding: "3px 6px", maxWidth: "100%",
      selectors: { ":focus-visible": focus },
    },
    frame: { containerType: "inline-size", containerName: "p2c-lines", marginTop: 12, borderTop: `1px solid ${c.edge}` },
    grid: { position: "relative", maxHeight: 520, overflowY: "auto" },
    /** Stays in sight while the lines scroll below it. */
    heads: { position: "sticky", top: 0, zIndex: 1, background: c.ground },
    head: {
      display: "none", color: c.textMuted, fontSize: 12, lineHeight: 16, fontWeight: 600,
      selectors: { [wide]: { display: "grid", gridTemplateColumns: tracks, gap: "4px 12px", padding: "8px 4px", borderBottom: `1px solid ${c.edge}` } },
    },
    headProduct: { paddingInlineStart: 28 },
    headNumber: { textAlign: "end" },
    row: [row, { borderBottom: `1px solid ${c.edge}` }],
    rowExpanded: { borderBottomColor: "transparent" },
    productCell: { display: "flex", alignItems: "flex-start", gap: 4, minWidth: 0 },
    expander: {
      flexShrink: 0, width: 24, height: 24, marginBlock: -2, display: "inline-flex", alignItems: "center", justifyContent: "center", padding: 0, border: "none", borderRadius: 4, background: "none", color: c.text, cursor: "pointer",
      selectors: { ":hover": { background: c.groundHover }, ":focus-visible": focus },
    },
    noExpander: { flexShrink: 0, width: 24 },
    closed: { selectors: { "[dir=rtl] &": { transform: "scaleX(-1)" } } },
    opened: { transform: "rotate(90deg)" },
    name: {
      font: "inherit", textAlign: "start", minWidth: 0, overflowWrap: "anywhere", padding: 0, border: "none", borderRadius: 2, background: "none", color: c.link, cursor: "pointer",
      selectors: { ":hover": { textDecoration: "underline" }, ":focus-visible": focus, [highContrast]: { color: "LinkText" } },
    },
    numberCell: [number, { display: "flex", gap: 12, justifyContent: "space-between", paddingInlineStart: 28, selectors: { [wide]: { display: "block", textAlign: "end", paddingInlineStart: 0 } } }],
    cellLabel: { color: c.textMuted, selectors: { [wide]: { display: "none" } } },
    // Each text is ordered by its own words and set by the page.
    cellValue: { unicodeBidi: "plaintext", textAlign: "right @noflip", minWidth: 0, selectors: { "[dir=rtl] &": { textAlign: "left @noflip" } } },
    unit: { color: c.textMuted },
    negative: { color: c.danger.text },
    shortage: { fontWeight: 600, color: c.danger.text },
    caption: { unicodeBidi: "plaintext", marginTop: 2, fontSize: 12, lineHeight: 16, color: c.textMuted },
    statusCell: { paddingInlineStart: 28, marginTop: 4, minWidth: 0, selectors: { "[dir=rtl] &": { textAlign: "right @noflip" }, [wide]: { paddingInlineStart: 0, marginTop: -2 } } },
    status: {
      display: "inline-flex", alignItems: "center", gap: 4, padding: "1px 8px", borderRadius: 12, border: "1px solid transparent", fontSize: 13, lineHeight: 20, fontWeight: 600,
      selectors: { svg: { width: 14, height: 14, flexShrink: 0 }, [highContrast]: { borderColor: "CanvasText" } },
    },
    detailsRow: { borderBottom: `1px solid ${c.edge}`, padding: "0 4px 12px", paddingInlineStart: 28 },
    details: { background: c.groundHover, borderRadius: 6, padding: "4px 12px" },
    places: {
      width: "100%", borderCollapse: "collapse", fontSize: 13, lineHeight: 18,
      selectors: {
        "td, th": { display: "block", padding: "2px 0", textAlign: "start", fontWeight: "inherit" },
        "td[data-number]": { display: "flex", justifyContent: "space-between", gap: 12, fontVariantNumeric: "tabular-nums" },
        "tr": { display: "block", padding: "6px 0", borderBottom: `1px solid ${c.edge}` },
        "tfoot tr": { borderBottom: "none" },
        "thead, tfoot": { fontWeight: 600 },
        [wide]: {
          selectors: {
            "td, th, td[data-number]": { display: "table-cell", padding: "5px 8px" },
            "td[data-number], th[data-number]": { textAlign: "end" },
            tr: { display: "table-row" },
          },
        },
      },
    },
    placesHead: { display: "none", color: c.textMuted, selectors: { [wide]: { display: "table-header-group" } } },
    placeLabel: { color: c.textMuted, selectors: { [wide]: { display: "none" } } },
    placesNone: { margin: "6px 0", color: c.textMuted },
    footer: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, marginTop: 12 },
    panel: { display: "flex", gap: 8, padding: 12, borderRadius: 6, border: "1px solid" },
    panelIcon: { flexShrink: 0, marginTop: 2 },
    panelText: { minWidth: 0, color: c.text, overflowWrap: "anywhere" },
    panelRow: { margin: 0, selectors: { "& + &": { marginTop: 8 } } },
  });
}
