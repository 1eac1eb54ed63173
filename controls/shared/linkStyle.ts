import type { IStyle } from "@fluentui/react";
import { highContrast } from "./baseStyles";
import type { Colours } from "./theme";

/** The look of a link, for an anchor or a button of the page's own. */
export function linkStyle(c: Colours): IStyle {
  return {
    font: "inherit", color: c.link, textAlign: "start", textDecoration: "none", padding: 0, border: "none", borderRadius: 2, background: "none", cursor: "pointer",
    selectors: { ":hover": { textDecoration: "underline" }, ":focus-visible": { outline: `2px solid ${c.text}`, outlineOffset: "1px" }, [highContrast]: { color: "LinkText" } },
  };
}
