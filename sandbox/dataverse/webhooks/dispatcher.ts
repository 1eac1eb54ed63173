import { randomUUID } from "node:crypto";
import { stringify } from "lossless-json";
import { ids } from "../../data/ids";
import { lookupOf } from "../store/lookup";
import type { Row } from "../store/types";
import { isoSeconds, type Change, type Organization, type Session } from "../webapi/session";
import { authenticated } from "./authentication";
import { executionContext, reducedContext, type DeliveryContext } from "./context";
import { triggeredSteps, type TriggeredStep } from "./steps";

/** Larger bodies lose their rows (Microsoft, "Use webhooks"). */
const largestBody = 256 * 1024;
const timeoutMs = 60_000;
/** Wait before the one retry. */
const retryDelayMs = 500;
const retried = new Set([502, 503, 504]);

/** How a call ended. */
interface Outcome {
  delivered: boolean;
  message: string;
}

/**
 * Tells registered webhooks what has been written. Calls go out after the write has been answered and run side by
 * side; a failed one leaves a system job and changes nothing else.
 */
export class WebhookDispatcher {
  private readonly running = new Set<Promise<void>>();
  private readonly closing = new AbortController();

  constructor(private readonly organization: Organization) {}

  /** Announces the changes of a successful call. */
  publish(session: Session): void {
    for (const change of session.changes) {
      for (const step of triggeredSteps(this.organization.store, change)) this.start(session, change, step);
    }
    session.changes = [];
  }

  /** Ends what is under way and waits for it. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running);
  }

  private start(session: Session, change: Change, step: TriggeredStep): void {
    const context: DeliveryContext = {
      organizationId: ids.organization,
      organizationName: organizationName(this.organization),
      businessUnitId: session.principal.businessUnitId,
      userId: session.principal.userId,
      initiatingUserId: session.callerUserId,
      correlationId: session.correlationId,
      operationId: randomUUID(),
      requestId: session.requestId,
      step: { id: step.id, name: step.name },
      createdOn: this.organization.clock.now(),
      images: step.images,
    };
    // Built now: the rows are as the change left them, whatever is written next.
    const body = executionContext(this.organization.registry, change, context);
    const call = this.deliver(step, change, context, body).catch((error: unknown) => {
      console.error(`Webhook '${step.name}' could not be handled: ${String(error)}`);
    });
    this.running.add(call);
    void call.finally(() => this.running.delete(call));
  }

  private async deliver(step: TriggeredStep, change: Change, context: DeliveryContext, body: Record<string, unknown>): Promise<void> {
    let text = stringify(body) ?? "";
    const tooLarge = Buffer.byteLength(text) > largestBody;
    if (tooLarge) text = stringify(reducedContext(body)) ?? "";
    const { url, headers } = authenticated(step.endpoint.url, step.endpoint.authType, step.endpoint.authValue);
    const send = (): Promise<{ status?: number; message: string }> => this.post(url, text, {
      ...headers,
      "content-type": "application/json",
      "x-ms-dynamics-organization": new URL(this.organization.url()).host,
      "x-ms-dynamics-entity-name": change.table,
      "x-ms-dynamics-request-name": change.message,
      "x-ms-correlation-request-id": context.correlationId,
      ...(tooLarge ? { "x-ms-dynamics-msg-size-exceeded": "true" } : {}),
    });
    const started = this.organization.clock.now();
    let answer = await send();
    if (answer.status !== undefined && retried.has(answer.status) && (await this.pause())) answer = await send();
    const delivered = answer.status !== undefined && answer.status >= 200 && answer.status < 300;
    if (this.closing.signal.aborted || (delivered && step.autoDelete)) return;
    this.record(step, change, context, started, { delivered, message: answer.message });
  }

  private async post(url: string, body: string, headers: Record<string, string>): Promise<{ status?: number; message: string }> {
    try {
      const response = await fetch(url, {
        method: "POST", body, headers, redirect: "manual",
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      return { status: response.status, message: `The web hook answered ${response.status} ${response.statusText}.` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
      return { message: `The web hook could not be reached. ${error instanceof Error ? error.message : String(error)}${cause}` };
    }
  }

  /** Waits before the retry; false when the server closes meanwhile. */
  private pause(): Promise<boolean> {
    const { signal } = this.closing;
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (go: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        resolve(go);
      };
      const stop = (): void => end(false);
      const timer = setTimeout(() => end(true), retryDelayMs);
      signal.addEventListener("abort", stop);
    });
  }

  /** The system job that an administrator finds under "System Jobs". */
  private record(step: TriggeredStep, change: Change, context: DeliveryContext, started: number, outcome: Outcome): void {
    const { store, clock, registry } = this.organization;
    const owner = { id: context.userId, table: "systemuser" };
    const user = store.find("systemuser", context.userId);
    const unit = user && lookupOf(user, "businessunitid");
    const id = randomUUID();
    const now = isoSeconds(clock.now());
    const regarding = registry.relationshipByLookup("asyncoperation", "regardingobjectid", change.table);
    const row: Row = {
      asyncoperationid: id, name: step.name, operationtype: 1, messagename: change.message, primaryentitytype: change.table,
      statecode: 3, statuscode: outcome.delivered ? 30 : 31,
      message: outcome.message, friendlymessage: outcome.message,
      ...(outcome.delivered ? {} : { errorcode: -2147220891 }),
      correlationid: context.correlationId, requestid: context.requestId, depth: 1, retrycount: 0,
      startedon: isoSeconds(started), completedon: now, createdon: now, modifiedon: now,
      createdby: owner, modifiedby: owner, ownerid: owner, owninguser: owner, ...(unit ? { owningbusinessunit: unit } : {}),
      owningextensionid: { id: step.id, table: "sdkmessageprocessingstep" },
      ...(regarding ? { regardingobjectid: { id: change.id, table: change.table } } : {}),
      versionnumber: store.nextVersion(),
    };
    store.put("asyncoperation", id, row);
  }
}

function organizationName(organization: Organization): string {
  const row = organization.store.find("organization", ids.organization);
  return typeof row?.name === "string" ? row.name : "sandbox";
}
