import { createHash, timingSafeEqual } from "node:crypto";
import { syncRequest } from "../../model/generated/schema";

/** Header that carries the shared secret. */
export const secretHeader = "x-p2c-key";

/**
 * Whether a received secret is one of the valid ones. Both sides are hashed first, so that neither content nor length
 * shows in the time it takes; every valid secret is compared, whichever fits.
 */
export function secretFits(received: string | undefined, valid: readonly string[]): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const given = digest(received ?? "");
  let fits = false;
  for (const secret of valid) fits = timingSafeEqual(given, digest(secret)) || fits;
  return fits && received !== undefined;
}

/** What of a webhook call counts: who sent it and which row it is about. Everything else is read from the row itself. */
export interface WebhookHint {
  organizationId: string;
  table: string;
  id: string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads a RemoteExecutionContext, in full or in the short form that Dataverse sends above 256 KB
 * (page "Use webhooks to create external handlers for server events").
 * @returns undefined when it is malformed
 */
export function readHint(text: string): WebhookHint | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (body === null || typeof body !== "object") return undefined;
  const { OrganizationId, PrimaryEntityName, PrimaryEntityId } = body as Record<string, unknown>;
  if (typeof PrimaryEntityName !== "string") return undefined;
  const organizationId = guidOf(OrganizationId);
  const id = guidOf(PrimaryEntityId);
  return organizationId && id ? { organizationId, table: PrimaryEntityName, id } : undefined;
}

/** Whether the call is about a request row. */
export function concernsRequest(hint: WebhookHint): boolean {
  return hint.table === syncRequest.logicalName;
}

/**
 * Whether the organisation host that Dataverse names is the configured one. The Web API is also served under
 * `org.api.crm…`, so that label makes no difference.
 */
export function sameHost(header: string, dataverseUrl: string): boolean {
  const host = (name: string) => name.toLowerCase().replace(/:\d+$/, "").replace(".api.", ".");
  return host(header.trim()) === host(new URL(dataverseUrl).host);
}

/** Older payloads wrap a GUID in an object that names its type. */
function guidOf(value: unknown): string | undefined {
  const plain = value !== null && typeof value === "object" ? (value as Record<string, unknown>)["__value"] : value;
  if (typeof plain !== "string") return undefined;
  const id = plain.replace(/[{}]/g, "").toLowerCase();
  return guid.test(id) ? id : undefined;
}
