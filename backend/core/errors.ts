import { errorText, type Lcid } from "../../model/errorText";
import type { WhoCanFix } from "../../model/generated/schema";
import { errorCatalogue, type ErrorCode } from "./errorCatalogue";

/** Longest parameter kept; longer ones end in an ellipsis, so that the stored JSON stays readable. */
const longestParam = 500;

interface Details {
  params?: Record<string, string>;
  /** For support: what was answered, word for word. Never secrets. */
  technicalDetails?: string;
  cause?: unknown;
}

/** Something that ended a sync, with all that a person or a retry has to know. */
export class SyncError extends Error {
  override name = "SyncError";
  readonly params: Record<string, string>;
  readonly technicalDetails: string;

  constructor(readonly code: ErrorCode, details: Details = {}) {
    super(details.technicalDetails ? `${code}: ${details.technicalDetails}` : code, { cause: details.cause });
    this.params = Object.fromEntries(
      Object.entries(details.params ?? {}).map(([name, value]) => [name, value.length > longestParam ? `${value.slice(0, longestParam - 1)}…` : value]),
    );
    this.technicalDetails = details.technicalDetails ?? "";
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }

  get whoCanFix(): WhoCanFix {
    return errorCatalogue[this.code].whoCanFix;
  }

  /** What happened, for people. */
  userMessage(lcid: Lcid): string {
    return errorText(this.code, this.params, lcid)?.whatHappened ?? this.code;
  }

  /** What to do, for people. */
  remedy(lcid: Lcid): string {
    return errorText(this.code, this.params, lcid)?.whatToDo ?? "";
  }
}

/** The record itself must be mended. */
export class RecordError extends SyncError {
  override name = "RecordError";
}

/** The request row cannot be carried out. */
export class RequestError extends SyncError {
  override name = "RequestError";
}

/** A service did not answer, or asked to wait. */
export class ConnectionError extends SyncError {
  override name = "ConnectionError";
  /** The request may have been carried out all the same. */
  readonly ambiguous: boolean;
  /** Wait the service asked for, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, details: Details & { ambiguous?: boolean; retryAfterMs?: number } = {}) {
    super(code, details);
    this.ambiguous = details.ambiguous ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** A service answered with a refusal. */
export class RefusalError extends SyncError {
  override name = "RefusalError";

  constructor(code: ErrorCode, readonly status: number, readonly serviceCode: string, details: Details = {}) {
    super(code, details);
  }
}

/** Another worker holds the request now; whatever this one did last must not be recorded. */
export class ClaimLostError extends Error {
  override name = "ClaimLostError";
}

/** Anything thrown, as a SyncError; what is none of ours becomes `unexpected`. */
export function asSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new SyncError("unexpected", { technicalDetails: text.slice(0, 4000), cause: error });
}
