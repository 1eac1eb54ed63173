import * as React from "react";
import type { StepState } from "./words";

/** What a marker looks like: a step's state, or the end of a cancelled order. */
export type MarkerLook = StepState | "ended";

/** CSS variable that holds the card's ground, in which the sign inside a filled marker is drawn. */
export const groundVariable = "--p2c-ground";

const tick = "m5.4 10.3 3 3 6.2-6.4";
const cross = "m6.5 6.5 7 7m0-7-7 7";

/**
 * The sign of a step, 20 × 20: each state has a shape of its own, so that none is told by colour alone. In the colour of
 * the text around it; the words beside it carry the meaning.
 */
export function Marker({ look, className }: { look: MarkerLook; className?: string }): React.ReactElement {
  const filled = look === "done" || look === "last" || look === "ended";
  return (
    <svg className={className} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="8.75" fill={filled ? "currentColor" : "none"} stroke="currentColor" strokeWidth={look === "open" ? 1.25 : 2} strokeDasharray={look === "open" ? "2.4 2.2" : undefined} />
      {look === "partial" && <path d="M10 3.4a6.6 6.6 0 0 0 0 13.2Z" fill="currentColor" />}
      {look === "current" && <circle cx="10" cy="10" r="4.5" fill="currentColor" />}
      {filled && <path d={look === "ended" ? cross : tick} fill="none" stroke={`var(${groundVariable})`} strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />}
    </svg>
  );
}
