import { type IStyle, keyframes, mergeStyleSets } from "@fluentui/react";
import { buttonStyle } from "../shared/Button";
import { aside, baseStyles, highContrast, lessMotion } from "../shared/baseStyles";
import { forColours } from "../shared/forColours";
import { linkStyle } from "../shared/linkStyle";
import type { Colours } from "../shared/theme";

export type Classes = ReturnType<typeof classesOf>;

const focusOf = (c: Colours): IStyle => ({ outline: `2px solid ${c.text}`, outlineOffset: "1px" });

/** Class names of what every card shows. Widths follow the container, so that one layout serves 320 px and a full-width section. */
export function classesOf(c: Colours) {
  const { card, cardCompact, muted, hint, pill } = baseStyles(c);
  return mergeStyleSets({
    card: [card, { selectors: { "li div": { unicodeBidi: "plaintext" }, "[dir=rtl] & li div": { textAlign: "right @noflip" } } }],
    cardCompact, muted, hint, pill, aside,
    button: buttonStyle(c),
    primary: {
      color: c.onBrand, background: c.brand, borderColor: c.brand,
      selectors: { ":hover": { background: c.brandHover, borderColor: c.brandHover }, [highContrast]: { borderColor: "Highlight" } },
    },
    header: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
    headline: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 10px", flexGrow: 1, flexBasis: 160, minWidth: 0 },
    facts: { display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 117px), 1fr))", gap: "12px 20px", margin: "16px 0 0", padding: 0 },
    fact: { minWidth: 0 },
    factWide: { gridColumn: "1 / -1" },
    term: { margin: 0, fontSize: 12, lineHeight: 16, color: c.textMuted },
    value: { margin: "2px 0 0", fontWeight: 400 },
    scmLink: [linkStyle(c), { selectors: { svg: { width: 12, height: 12, marginInlineStart: 4, verticalAlign: "-1px" } } }],
    notice: { margin: "12px 0 0", display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8, color: c.textMuted },
    section: { marginTop: 16, paddingTop: 12, borderTop: `1px solid ${c.edge}` },
    sectionTitle: { margin: 0, fontSize: 12, lineHeight: 16, fontWeight: 600, color: c.textMuted },
  });
}

/** A status that is being worked on. */
export const turningClass = forColours(() => mergeStyleSets({
  turning: {
    animationName: keyframes({ from: { transform: "rotate(0deg)" }, to: { transform: "rotate(360deg)" } }), animationDuration: "1.2s", animationIterationCount: "infinite", animationTimingFunction: "linear",
    selectors: { [lessMotion]: { animationName: "none" } },
  },
}));

/** The last attempts, and the fields of a conflict. */
export const listClasses = forColours((c) => mergeStyleSets({
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
  attemptIcon: { position: "absolute", insetInlineStart: 0, top: 2 },
  conflict: { paddingBottom: 12 },
}));

/** The comparison's answer. */
export const tableClasses = forColours((c) => mergeStyleSets({
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
  write: { fontWeight: "600 !important" },
}));

/** SCM's name of a field, after the name that people know. */
export const nameClasses = forColours((c) => mergeStyleSets({ ofScm: { color: c.textMuted, fontSize: 12, lineHeight: 16, fontWeight: 400 } }));

/** An error. */
export const errorClasses = forColours((c) => mergeStyleSets({
  panel: { marginTop: 12, padding: 12, borderRadius: 6, border: "1px solid", borderInlineStartWidth: 4, overflow: "hidden" },
  panelRow: { margin: 0, selectors: { "& + &": { marginTop: 8 } } },
  panelTerm: { display: "block", fontSize: 12, lineHeight: 16, fontWeight: 600 },
  panelValue: { display: "block", margin: 0, color: c.text },
  disclosure: {
    display: "inline-flex", alignItems: "center", gap: 4, margin: "8px 0 0", padding: "4px 4px 4px 0", border: "none", background: "none", font: "inherit",
    fontWeight: 600, color: c.text, cursor: "pointer", borderRadius: 4,
    selectors: { ":focus-visible": focusOf(c), ":hover": { textDecoration: "underline" } },
  },
  closed: { selectors: { "[dir=rtl] &": { transform: "scaleX(-1)" } } },
  opened: { transform: "rotate(90deg)" },
  technical: {
    margin: "4px 0 8px", padding: 8, maxHeight: 240, overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", direction: "ltr", textAlign: "left @noflip",
    fontFamily: "Consolas, 'Courier New', monospace", fontSize: 12, lineHeight: 16,
    background: c.ground, color: c.text, border: `1px solid ${c.edge}`, borderRadius: 4,
    selectors: { ":focus-visible": focusOf(c) },
  },
  copied: { marginInlineStart: 8, color: c.text },
}));
