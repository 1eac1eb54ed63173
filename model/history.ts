/** One attempt, as kept (newest first, at most five) in the sync state's history column as JSON. */
export interface Attempt {
  /** When it ended, ISO 8601 UTC. */
  on: string;
  outcome: "created" | "updated" | "unchanged" | "failed" | "waiting" | "excluded";
  /** Full name of who asked for it; absent for a scheduled or command line run. */
  by?: string;
  /** Which side was written to; orders go both ways. Absent in what versions before this one kept. */
  to?: "scm" | "sales";
  /** How many fields were written. */
  fields?: number;
  errorCode?: string;
  errorParams?: Record<string, string>;
}

const kept = 5;

/** History with one attempt added in front. */
export function withAttempt(history: readonly Attempt[], attempt: Attempt): Attempt[] {
  return [attempt, ...history].slice(0, kept);
}

/** Reads the history column; anything unreadable counts as no history, since it only informs. */
export function parseHistory(text: string | null | undefined): Attempt[] {
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as Attempt[]).slice(0, kept) : [];
  } catch {
    return [];
  }
}
