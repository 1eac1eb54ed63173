import type { ComputedName } from "./templateTypes";

/** The pure functions that a `computed` directive may name. */
export const computed: Readonly<Record<ComputedName, (value: string) => string>> = {
  /** Line ends as SCM keeps them: a form sends CR LF, SCM stores LF. */
  lineFeeds: (value) => value.replace(/\r\n?/g, "\n"),
  /** Names that are compared in lower case, as Data Integrator's value maps are written. */
  lowerCase: (value) => value.toLowerCase(),
};
