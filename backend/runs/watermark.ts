/** Up to where a template's changes are dealt with: the address that tells what changed since. */
export interface Watermark {
  /** Fingerprint of the mapping the records were compared by; another one means that every record has to be looked at. */
  mapping: string;
  /** Delta link of Dataverse. */
  delta: string;
}

/** How far a run that is under way has got, so that another instance can go on there. */
export interface RunPosition {
  mapping: string;
  /** What the watermark becomes when the scan has come to its end; absent when the table does not track changes. */
  delta?: string;
  /** Page from which on rows may not be dealt with yet. */
  next: string;
}

/** What stands in the run row's watermark column. */
export interface Progress {
  done?: Watermark;
  at?: RunPosition;
}

/** The column holds 4,000 characters. */
const longest = 4000;

/** JSON for the column. A position that does not fit is left out: the scan then starts anew, which costs reads only. */
export function progressText(progress: Progress): string {
  const text = JSON.stringify(progress);
  return text.length <= longest || !progress.at ? text : progressText(progress.done ? { done: progress.done } : {});
}

/** Reads the column; anything unreadable means that nothing is known and everything is looked at again. */
export function parseProgress(text: string | undefined): Progress {
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (value === null || typeof value !== "object") return {};
    const { done, at } = value as { done?: unknown; at?: unknown };
    return { ...(isWatermark(done) ? { done } : {}), ...(isPosition(at) ? { at } : {}) };
  } catch {
    return {};
  }
}

function isWatermark(value: unknown): value is Watermark {
  const { mapping, delta } = (value ?? {}) as Partial<Record<keyof Watermark, unknown>>;
  return typeof mapping === "string" && typeof delta === "string";
}

function isPosition(value: unknown): value is RunPosition {
  const { mapping, delta, next } = (value ?? {}) as Partial<Record<keyof RunPosition, unknown>>;
  return typeof mapping === "string" && typeof next === "string" && (delta === undefined || typeof delta === "string");
}
