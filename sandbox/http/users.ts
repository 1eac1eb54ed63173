import type { IncomingHttpHeaders } from "node:http";
import type { SandboxUser } from "./contract";

/** Cookie that carries the acting user of a browser. */
export const userCookie = "sandbox-user";

const users: readonly string[] = ["sandbox-admin", "sandbox-sales", "sandbox-sync"] satisfies SandboxUser[];

/** Whether a text is one of the sandbox's users. */
export function isSandboxUser(text: string): text is SandboxUser {
  return users.includes(text);
}

/**
 * The user a request comes from: its bearer token, else the browser's cookie.
 * A token that is present but unknown is nobody; the cookie does not stand in for it.
 */
export function userOf(headers: IncomingHttpHeaders): SandboxUser | undefined {
  const candidate = headers.authorization === undefined
    ? cookieValue(headers.cookie ?? "", userCookie)
    : /^Bearer\s+(\S+)$/i.exec(headers.authorization.trim())?.[1];
  return candidate !== undefined && isSandboxUser(candidate) ? candidate : undefined;
}

function cookieValue(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}
