import type { IStyle } from "@fluentui/react";
import * as React from "react";
import { highContrast } from "./baseStyles";
import type { Colours } from "./theme";

export interface ButtonProps {
  className: string;
  /** It stands there and can be reached, but does nothing: what has the focus must not vanish from under the user. */
  off?: boolean;
  title?: string;
  onClick: () => void;
  children: React.ReactNode;
}

/** A button of the page's own. Fluent's costs more script than all the rest of a small card, and would look the same. */
export function Button({ className, off = false, title, onClick, children }: ButtonProps): React.ReactElement {
  return <button type="button" className={className} aria-disabled={off} title={title} onClick={() => { if (!off) onClick(); }}>{children}</button>;
}

/** Its look, after Fluent's default button. */
export function buttonStyle(c: Colours): IStyle {
  return {
    font: "inherit", fontWeight: 600, color: c.text, background: c.ground, border: `1px solid ${c.edgeStrong}`, borderRadius: 4,
    minWidth: 80, minHeight: 32, padding: "0 16px", flexShrink: 0, cursor: "pointer",
    selectors: {
      ":hover": { background: c.groundHover },
      ":focus-visible": { outline: `2px solid ${c.text}`, outlineOffset: "1px" },
      "&[aria-disabled=true]": { color: c.textMuted, background: c.groundHover, borderColor: c.groundHover, cursor: "default" },
      [highContrast]: { selectors: { "&[aria-disabled=true]": { color: "GrayText", borderColor: "GrayText" } } },
    },
  };
}
