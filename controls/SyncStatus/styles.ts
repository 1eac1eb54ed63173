import { keyframes, mergeStyleSets } from "@fluentui/react";
import { aside, highContrast, lessMotion } from "../shared/baseStyles";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

/**
 * Class names for the app's colours. Logical properties only, so that right-to-left pages mirror by themselves;
 * widths follow the container, so that one layout serves 320 px and a full-width section.
 */
export function classesOf(c: Colours) {
  const focus = { outline: `2px solid ${c.text}`, outlineOffset: 1 };
  return mergeStyleSets({
    card: {
      boxSizing: "border-box", width: "100%", minWidth: 0, padding: 16, textAlign: "start",
      background: c.ground, color: c.text, border: `1px solid ${c.edge}`, borderRadius: 8,
      fontFamily: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif",
      fontSize: 14, lineHeight: 20, overflowWrap: "anywhere",
      // The texts read left to right even where the page does not; each line is ordered by its own words and set by the page.
      selectors: {
        "p, p span, dd, dt, li div": { unicodeBidi: "plaintext" },
        "[dir=rtl] & p, [dir=rtl] & p span, [dir=rtl] & dd, [dir=rtl] & dt, [dir=rtl] & li div": { textAlign: "right @noflip" },
      },
    },
    cardCompact: { padding: "8px 12px" },
    header: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
    headline: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 10px", flexGrow: 1, flexBasis: 160, minWidth: 0 },
    muted: { color: c.textMuted },
    hint: { margin: "8px 0 0", color: c.textMuted, selectors: { "&:first-child": { margin: 0 } } },
    pill: {
      display: "inline-flex", alignItems: "center", gap: 6, maxWidth: "100%", boxSizing: "border-box", paddingBlock: 3, paddingInline: "8px 12px",
      borderRadius: 16, border: "1px solid transparent", fontWeight: 600,
      selectors: { svg: { flexShrink: 0 }, [highContrast]: { borderColor: "CanvasText" } },
    },
    turning: {
      animationName: keyframes({ from: { transform: "rotate(0deg)" }, to: { transform: "rotate(360deg)" } }), animationDuration: "1.2s", animationIterationCount: "infinite", animationTimingFunction: "linear",
      selectors: { [lessMotion]: { animationName: "none" } },
    },
    facts: { display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 117px), 1fr))", gap: "12px 20px", margin: "16px 0 0", padding: 0 },
    fact: { minWidth: 0 },
    factWide: { gridColumn: "1 / -1" },
    term: { margin: 0, fontSize: 12, lineHeight: 16, color: c.textMuted },
    value: { margin: "2px 0 0", fontWeight: 400 },
    scmLink: { selectors: { svg: { width: 12, height: 12, marginInlineStart: 4, verticalAlign: "-1px" } } },
    panel: {
      marginTop: 12, padding: 12, borderRadius: 6, border: "1px solid", borderInlineStartWidth: 4, overflow: "hidden",
    },
    panelRow: { margin: 0, selectors: { "& + &": { marginTop: 8 } } },
    panelTerm: { display: "block", fontSize: 12, lineHeight: 16, fontWeight: 600 },
    panelValue: { display: "block", margin: 0, color: c.text },
    notice: { margin: "12px 0 0", display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, color: c.textMuted },
    section: { marginTop: 16, paddingTop: 12, borderTop: `1px solid ${c.edge}` },
    sectionTitle: { margin: 0, fontSize: 12, lineHeight: 16, fontWeight: 600, color: c.textMuted },
    timeline: { listStyle: "none", margin: "8px 0 0", padding: 0 },
    attempt: {
      position: "relative", paddingInlineStart: 26, paddingBottom: 12,
      selectors: {
        "&:last-child": { paddingBottom: 0 },
        "&:not(:last-child)::before": {
          content: "''", position: "absolute", insetInlineStart: 7, top: 20, bottom: 0, borderInlineStart: `1px solid ${c.edge}`,
        },
      },
    },
    conflict: { paddingBottom: 12 },
    toggle: { display: "inline-flex", alignItems: "center", gap: 6, marginTop: 10, cursor: "pointer" },
    tableFrame: { containerType: "inline-size", containerName: "p2c-fields", marginTop: 8 },
    table: {
      width: "100%", borderCollapse: "collapse",
      selectors: {
        "th, td": { padding: "6px 8px", textAlign: "start", verticalAlign: "top", fontWeight: 400, borderBottom: `1px solid ${c.edge}`, unicodeBidi: "plaintext" },
        "[dir=rtl] & th, [dir=rtl] & td": { textAlign: "right @noflip" },
        "thead th": { fontSize: 12, lineHeight: 16, color: c.textMuted },
        // Too narrow for five columns: each field is a block, and its values say what they are.
        "@container p2c-fields (max-width: 519px)": {
          selectors: {
            "thead": aside, "tbody, tr, th, td": { display: "block" },
            "th, td": { padding: "1px 0", borderBottom: "none" },
            "tbody tr": { padding: "8px 0", borderBottom: `1px solid ${c.edge}` },
            "td::before": { content: "attr(data-label) ': '", color: c.textMuted },
          },
        },
      },
    },
    groupTitle: { fontWeight: "600 !important", color: c.textMuted, fontSize: 12 },
    differing: { selectors: { "> th": { fontWeight: "600 !important" } } },
    fieldOfScm: { color: c.textMuted, fontSize: 12, lineHeight: 16, fontWeight: 400 },
    write: { fontWeight: "600 !important" },
    attemptIcon: { position: "absolute", insetInlineStart: 0, top: 2 },
    disclosure: {
      display: "inline-flex", alignItems: "center", gap: 4, margin: "8px 0 0", padding: "4px 4px 4px 0", border: "none", background: "none", font: "inherit",
      fontWeight: 600, color: c.text, cursor: "pointer", borderRadius: 4,
      selectors: { ":focus-visible": focus, ":hover": { textDecoration: "underline" } },
    },
    closed: { selectors: { "[dir=rtl] &": { transform: "scaleX(-1)" } } },
    opened: { transform: "rotate(90deg)" },
    technical: {
      margin: "4px 0 8px", padding: 8, maxHeight: 240, overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", direction: "ltr", textAlign: "left @noflip",
      fontFamily: "Consolas, 'Courier New', monospace", fontSize: 12, lineHeight: 16,
      background: c.ground, color: c.text, border: `1px solid ${c.edge}`, borderRadius: 4,
      selectors: { ":focus-visible": focus },
    },
    copied: { marginInlineStart: 8, color: c.text },
    button: { borderRadius: 4, flexShrink: 0 },
    aside,
  });
}
