/** Why a Web API call failed, as far as a person can act on it. */
export type FailureKind = "duplicate" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "other";

export interface WebApiFailure {
  kind: FailureKind;
  /** Error code as `0x80040217`; undefined when the client gave none. */
  code?: string;
  /** The server's message, for the technical details. */
  message: string;
}

/** Page "Web service error codes" and "Service protection API limits" of the Dataverse developer guide. */
const kinds: Readonly<Record<number, FailureKind>> = {
  0x80040237: "duplicate",
  0x80060892: "duplicate",
  0x80040220: "forbidden",
  0x80048306: "forbidden",
  0x80042f09: "forbidden",
  0x80040217: "notFound",
  0x80060891: "notFound",
  0x80060888: "missingColumn",
  0x8006088a: "missingColumn",
  // A table that is missing: the solution has not been imported, or an old one.
  0x80041102: "missingColumn",
  0x80041103: "missingColumn",
  0x80072321: "throttled",
  0x80072322: "throttled",
  0x80072326: "throttled",
};

const statuses: Readonly<Record<number, FailureKind>> = { 401: "forbidden", 403: "forbidden", 404: "notFound", 429: "throttled" };

/** For clients that hand on the message alone (old mobile players). */
const messages: readonly (readonly [RegExp, FailureKind])[] = [
  [/duplicate (key|record)|same value for .* already exists|0x80040237|0x80060892/i, "duplicate"],
  [/missing prv|privilege|access ?(is )?denied|0x80040220|0x80048306/i, "forbidden"],
  [/does not exist/i, "notFound"],
  [/could not find a property|resource not found for the segment|0x80060888/i, "missingColumn"],
];

/**
 * Puts what `context.webAPI` rejected with into one shape. Clients give the code as an unsigned or a signed number,
 * as decimal text or as hexadecimal text.
 */
export function webApiFailure(error: unknown): WebApiFailure {
  const e = (error !== null && typeof error === "object" ? error : { message: error }) as Record<string, unknown>;
  const message = typeof e.message === "string" ? e.message : typeof e.raw === "string" ? e.raw : "";
  const code = errorNumber(e.errorCode) ?? errorNumber(e.code);
  const status = [e.httpStatus, e.status, e.statusCode, e.httpStatusCode, e.code].find((s) => typeof s === "number" && s in statuses) as number | undefined;
  const kind =
    (code === undefined ? undefined : kinds[code]) ??
    (status === undefined ? undefined : statuses[status]) ??
    messages.find(([pattern]) => pattern.test(message))?.[1] ??
    "other";
  return { kind, message, ...(code === undefined ? {} : { code: `0x${code.toString(16).padStart(8, "0")}` }) };
}

/** An error code as unsigned 32 bit number; undefined for blank, zero and what is no number. */
function errorNumber(code: unknown): number | undefined {
  const n = typeof code === "number" ? code : typeof code === "string" && code.trim() !== "" ? Number(code) : NaN;
  return Number.isInteger(n) && n !== 0 ? n >>> 0 : undefined;
}
