/** Why a Web API call failed, as far as it changes what a person is told. */
export type FailureKind = "duplicate" | "denied" | "throttled" | "other";

export interface Failure {
  kind: FailureKind;
  message: string;
}

/** Source: Microsoft Learn, "Web service error codes" and "Service protection API limits". */
const kinds: Readonly<Record<number, FailureKind>> = {
  0x80040237: "duplicate",
  0x80060892: "duplicate",
  0x80040220: "denied",
  0x80042f09: "denied",
  0x80048306: "denied",
  0x80072321: "throttled",
  0x80072322: "throttled",
  0x80072326: "throttled",
};

/** What `Xrm.WebApi` rejected with. Clients give the code as a signed or an unsigned number, or leave it out. */
export function failureOf(error: unknown): Failure {
  const { errorCode, message } = (error ?? {}) as { errorCode?: unknown; message?: unknown };
  const said = typeof message === "string" ? message : "";
  const code = typeof errorCode === "number" ? errorCode >>> 0 : codeIn(said);
  return { kind: kinds[code] ?? "other", message: said };
}

/** Some clients hand on the code in the message alone. */
function codeIn(message: string): number {
  const found = /0x8[0-9a-f]{7}/i.exec(message);
  return found ? Number(found[0]) : 0;
}
