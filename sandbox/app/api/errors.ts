/**
 * A refusal of the Web API as scripts and controls meet it: `{ errorCode, message }`, the code as an unsigned number
 * (`0x80040217` is 2147746327).
 */
export class WebApiError extends Error {
  readonly code: number;
  constructor(
    readonly errorCode: number,
    message: string,
    readonly httpStatus: number,
    /** The answer's body as received. */
    readonly raw?: string,
  ) {
    super(message);
    this.name = "WebApiError";
    this.code = errorCode;
  }
}

/** Number of a hexadecimal error code such as `0x80040217`; 0 when it is none. */
export function errorNumber(code: string | undefined): number {
  return code !== undefined && /^0x[0-9a-f]{1,8}$/i.test(code) ? Number.parseInt(code.slice(2), 16) : 0;
}

/** The error in an answer's body: OData's `{error:{code,message}}`, or whatever text there is. */
export function webApiError(status: number, body: string): WebApiError {
  try {
    const parsed = JSON.parse(body) as { error?: { code?: string; message?: string } } | null;
    if (parsed?.error?.message !== undefined) return new WebApiError(errorNumber(parsed.error.code), parsed.error.message, status, body);
  } catch {
    // Not JSON, e.g. from a proxy: the text itself is shown.
  }
  return new WebApiError(0, body || `HTTP ${status}`, status, body);
}

/** What to show of anything thrown. */
export function messageOf(error: unknown): string {
  if (error !== null && typeof error === "object" && "message" in error) return String(error.message);
  return String(error);
}
