/** What a client asks for in its Prefer headers. */
export interface Preferences {
  representation: boolean;
  maxPageSize?: number;
  /** Pattern of `odata.include-annotations`, e.g. `*`. */
  annotations?: string;
  trackChanges: boolean;
  continueOnError: boolean;
}

/** Reads a Prefer header; preferences that are not known are ignored, as the protocol says. */
export function parsePreferences(header: string | undefined): Preferences {
  const preferences: Preferences = { representation: false, trackChanges: false, continueOnError: false };
  for (const match of (header ?? "").matchAll(/([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^,;\s]+)))?/g)) {
    const [, name = "", quoted, bare] = match;
    const value = quoted ?? bare;
    switch (name.toLowerCase()) {
      case "return": preferences.representation = value === "representation"; break;
      case "odata.maxpagesize": case "maxpagesize": {
        const size = Number(value);
        if (Number.isInteger(size) && size > 0) preferences.maxPageSize = size;
        break;
      }
      case "odata.include-annotations": case "include-annotations": if (value !== undefined) preferences.annotations = value; break;
      case "odata.track-changes": case "track-changes": preferences.trackChanges = true; break;
      case "odata.continue-on-error": case "continue-on-error": preferences.continueOnError = true; break;
      default:
    }
  }
  return preferences;
}
