import * as React from "react";

/** Whether the browser tab is in front. */
export function useDocumentVisible(): boolean {
  const [visible, setVisible] = React.useState(() => document.visibilityState !== "hidden");
  React.useEffect(() => {
    const update = () => { setVisible(document.visibilityState !== "hidden"); };
    update();
    document.addEventListener("visibilitychange", update);
    return () => { document.removeEventListener("visibilitychange", update); };
  }, []);
  return visible;
}

/** Relative times are no finer than this. */
const momentMs = 1_000;

/**
 * The time now, renewed often enough for relative times to stay true.
 * @param active false stops the clock; it is read again when true
 * @param ended aborted when the control is destroyed, which need not unmount the tree
 */
export function useNow(active: boolean, ended: AbortSignal, everyMs = 10_000): number {
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    if (!active || ended.aborted) return undefined;
    // What was drawn a moment ago is not drawn anew for a moment.
    setNow((before) => (Math.abs(Date.now() - before) < momentMs ? before : Date.now()));
    const timer = setInterval(() => { setNow(Date.now()); }, everyMs);
    const stop = () => { clearInterval(timer); };
    ended.addEventListener("abort", stop);
    return () => { stop(); ended.removeEventListener("abort", stop); };
  }, [active, ended, everyMs]);
  return now;
}
