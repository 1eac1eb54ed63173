import { RequestStatus, navigation, syncRequest, syncState } from "../../model/generated/schema";
import { isOpen, newRecordRequest } from "../../model/request";
import type { SandboxClient } from "../../sandbox/compose/client";
import { api, until, type World } from "./world";

export type Row = Record<string, unknown>;

/** Creates an account and gives back its id. */
export async function createAccount(client: SandboxClient, row: Row): Promise<string> {
  const made = await client.call<Row>("POST", `${api}/accounts?$select=accountid`, row, { prefer: "return=representation" });
  return String(made.accountid);
}

/** What a click on Sync now does, without waiting for the outcome. */
export async function requestSync(client: SandboxClient, accountId: string, name = "Account"): Promise<string> {
  const made = await client.call<Row>("POST", `${api}/${syncRequest.entitySet}?$select=${syncRequest.primaryId}`,
    newRecordRequest("account", accountId, name), { prefer: "return=representation" });
  return String(made[syncRequest.primaryId]);
}

/** Reads a request row. */
export function readRequest(world: World, requestId: string): Promise<Row> {
  return world.admin.get(`${api}/${syncRequest.entitySet}(${requestId})`);
}

/** Waits until a request has ended. */
export function finished(world: World, requestId: string, seconds = 20): Promise<Row> {
  return until(() => readRequest(world, requestId), (row) => !isOpen(row[syncRequest.columns.status] as number), seconds);
}

/** Requests a sync as the salesperson and waits for the end. */
export async function syncNow(world: World, accountId: string): Promise<Row> {
  return finished(world, await requestSync(world.salesperson, accountId));
}

/** The sync state linked from an account; undefined while none is. */
export async function stateOf(world: World, accountId: string): Promise<Row | undefined> {
  const row = await world.admin.get<Row>(`${api}/accounts(${accountId})?$select=name&$expand=${navigation.accountSyncState}`);
  return (row[navigation.accountSyncState] as Row | null) ?? undefined;
}

/** A customer in SCM, or undefined. */
export async function customer(world: World, number: string, company = "usmf"): Promise<Row | undefined> {
  const [row] = await world.scm.list(`/data/CustomersV3?cross-company=true&$filter=dataAreaId eq '${company}' and CustomerAccount eq '${number}'`);
  return row;
}

/** Requests that callers sent, from a server's own log. */
export async function logOf(client: SandboxClient): Promise<{ method: string; path: string; status: number; caller: string }[]> {
  const log = await client.get<{ method: string; path: string; status: number; caller: string }[] | { value: never[] }>("/_sandbox/log");
  return Array.isArray(log) ? log : log.value;
}

export const succeeded = RequestStatus.Succeeded;
export const stateColumns = syncState.columns;
export const requestColumns = syncRequest.columns;
